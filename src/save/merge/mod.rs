//! Merges what is new over what is stored: the article that a save makes.

mod lists;
mod manner;
mod precedence;
mod sources;

use std::collections::{HashMap, HashSet};

use serde_json::Value;

pub(super) use manner::{Manner, compare_versions, is_later};
pub(super) use precedence::{body_reason, give_way, is_list};
use sources::{SaidFields, attribute};

use super::analyzed::detect;
use super::clean::CleanArticle;
use super::report::{Reason, Warning};
use super::resolve_images::follow_language;
use super::state::{Batch, Identity};
use crate::error::Result;
use crate::id::ArticleId;
use crate::model::article::field::{FIELDS, UNPLACED_SECTION, row};
use crate::model::article::{Article, ArticleUrl};
use crate::model::index_row::word_count;
use crate::model::new_article::{ArticleField, Key, UrlRelation};
use crate::model::published::Published;
use crate::text::url::{Tracking, WebUrl};

/// Puts a new article together with the stored one. What the new one leaves empty stays as it is.
pub(super) fn merge(
    batch: &mut Batch<'_>,
    clean: &mut CleanArticle,
    identity: &Identity,
    id: ArticleId,
    published: Published,
) -> Result<Article> {
    let mut article = match batch.articles.get(&id) {
        Some(stored) => stored.article.clone(),
        None => Article::empty(id, identity.uri.clone(), published.clone(), batch.now),
    };
    let stored = identity.stored.map(|_| article.clone());
    let said = SaidFields::of(clean, stored.as_ref());
    for field in &clean.article.clear {
        (row(*field).clear)(&mut article);
    }
    article.published = published;
    set_values(batch, clean, &mut article, stored.as_ref())?;
    lists::merge(batch, clean, &mut article, stored.as_ref())?;
    follow_language(&mut article);
    if let Some(stored) = &stored {
        keep_words(clean, &mut article, stored);
    }
    known_as(&mut article, identity, &batch.tracking);
    attribute(&mut article, stored.as_ref(), clean, &said);
    Ok(article)
}

/// Puts back what was cleared, if nothing else of an article is left to be read.
fn keep_words(clean: &mut CleanArticle, article: &mut Article, stored: &Article) {
    if article.has_words() {
        return;
    }
    let mut needed: Vec<_> = std::mem::take(&mut clean.article.clear);
    let is_text = |field: &ArticleField| {
        matches!(field, ArticleField::Headline | ArticleField::Dek | ArticleField::Body)
            && (row(*field).has)(stored)
    };
    let texts: Vec<_> = needed.extract_if(.., |field| is_text(field)).collect();
    for field in &texts {
        match field {
            ArticleField::Headline => article.headline.clone_from(&stored.headline),
            ArticleField::Dek => article.dek.clone_from(&stored.dek),
            _ => {
                article.body.clone_from(&stored.body);
                (article.word_count, article.extent) = (stored.word_count, stored.extent);
            }
        }
    }
    if texts.is_empty() {
        article.images.clone_from(&stored.images);
        needed.retain(|field| *field != ArticleField::Images);
    }
    let kept = if texts.is_empty() { vec![ArticleField::Images] } else { texts };
    let why = Reason::Needed;
    clean.warnings.extend(kept.into_iter().map(|field| Warning::Kept { field, why }));
    clean.article.clear = needed;
}

/// Sets the single values that are said, and what follows from them.
pub(super) fn set_values(
    batch: &mut Batch<'_>,
    clean: &mut CleanArticle,
    article: &mut Article,
    stored: Option<&Article>,
) -> Result<()> {
    place(batch, clean, article)?;
    let is_other_body = !clean.article.body.is_empty() && clean.article.body != article.body;
    for row in FIELDS {
        (row.merge)(article, &mut clean.article);
    }
    if is_other_body {
        article.word_count = clean.analyzed.word_count.unwrap_or_else(|| word_count(&article.body));
    }
    name_language(article, stored, clean);
    Ok(())
}

/// Resolves the publication and its section. A section that had none is placed when one is named.
fn place(batch: &mut Batch<'_>, clean: &mut CleanArticle, article: &mut Article) -> Result<()> {
    let (snapshot, out) = (batch.snapshot, &mut batch.publications);
    if let Some(new) = &clean.article.publication {
        let publication = batch.names.publication(snapshot, new, out, &mut clean.warnings)?;
        let is_merged = match &article.publication {
            Some(before) if before.id == publication.id => false,
            Some(before) => {
                let is_merged = batch.names.is_merged_publication(snapshot, before.id, publication.id)?;
                if !is_merged {
                    article.section = None;
                }
                is_merged
            }
            None => {
                let unplaced = article.extra.remove(UNPLACED_SECTION);
                let unplaced = unplaced.as_ref().and_then(Value::as_str).map(str::to_owned);
                clean.article.section = clean.article.section.take().or(unplaced);
                false
            }
        };
        if !is_merged {
            article.publication = Some(publication);
        }
    }
    let Some(name) = clean.article.section.take() else { return Ok(()) };
    match &article.publication {
        Some(publication) => match batch.names.section(snapshot, publication.id, &name, out)? {
            Some(section) => {
                let is_merged = match &article.section {
                    Some(before) => batch.names.is_merged_section(snapshot, before.id, section.id)?,
                    None => false,
                };
                if !is_merged {
                    article.section = Some(section);
                }
            }
            None => clean.warnings.push(Warning::EmptyName { field: "section" }),
        },
        None => {
            clean.article.extra.insert(UNPLACED_SECTION.into(), Value::String(name.clone()));
            clean.warnings.push(Warning::SectionWithoutPublication { name });
        }
    }
    Ok(())
}

/// Sets the language that is said of the article, or of its publication, or that the text tells. Where nobody
/// ever said it, another text or publication may tell another.
fn name_language(article: &mut Article, stored: Option<&Article>, clean: &CleanArticle) {
    if let Some(said) = &clean.article.language {
        article.language.clone_from(said);
        article.language_said = true;
        return;
    }
    let tells_the_same = |stored: &Article| {
        article.language != "und"
            && stored.publication.as_ref().map(|p| &p.language)
                == article.publication.as_ref().map(|p| &p.language)
            && [&stored.headline, &stored.dek, &stored.body]
                == [&article.headline, &article.dek, &article.body]
    };
    if (row(ArticleField::Language).has)(article) || stored.is_some_and(tells_the_same) {
        return;
    }
    let of_publication = article.publication.as_ref().map_or("und", |publication| &publication.language);
    article.language = match of_publication {
        "und" => {
            let detected = clean.analyzed.detected;
            let detected =
                detected.unwrap_or_else(|| detect([&article.headline, &article.dek, &article.body]));
            detected.unwrap_or("und").to_owned()
        }
        said => said.to_owned(),
    };
}

/// Adds the URLs and ids by which it is known now.
pub(super) fn known_as(article: &mut Article, identity: &Identity, tracking: &Tracking) {
    let mut known: HashSet<Key> = article.keys.iter().cloned().collect();
    article.keys.extend(identity.keys.iter().filter(|key| known.insert((*key).clone())).cloned());
    article.keys.sort();
    let form = |given: &str| WebUrl::of(given, tracking).map(|web| (web.normal, web.fragment));
    let mut known: HashMap<(String, String), usize> = HashMap::new();
    for (at, url) in article.urls.iter().enumerate() {
        known.extend(form(&url.given).map(|key| (key, at)));
    }
    for url in &identity.urls {
        let (page, part) = url.part();
        match known.get(&(page.to_owned(), part.to_owned())).and_then(|at| article.urls.get_mut(*at)) {
            Some(known) if url.relation == UrlRelation::Canonical => known.relation = url.relation,
            Some(_) => {}
            None => article.urls.push(ArticleUrl { given: url.given.clone(), relation: url.relation }),
        }
    }
    article.urls.sort_by_cached_key(|url| (url.relation != UrlRelation::Canonical, form(&url.given)));
}

/// Returns the fields in which two states of an article differ.
pub(super) fn changed(old: &Article, new: &Article) -> Vec<ArticleField> {
    FIELDS.iter().filter(|row| !(row.same)(old, new)).map(|row| row.field).collect()
}
