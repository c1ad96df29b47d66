//! Merges what is new over what is stored: the article that a save makes.

mod manner;
mod precedence;

use std::collections::{HashMap, HashSet};

use serde_json::Value;

pub(super) use manner::{Manner, compare_versions};
pub(super) use precedence::give_way;

use super::clean::CleanArticle;
use super::report::Warning;
use super::resolve_names::settled;
use super::state::{Batch, Identity};
use crate::error::Result;
use crate::id::{ArticleId, TagId};
use crate::model::article::field::{FIELDS, row};
use crate::model::article::{Article, ArticleTag, ArticleUrl, Credit};
use crate::model::new_article::{ArticleField, CreditKind, Key, NewArticle, NewTag, SetBy, UrlRelation};
use crate::model::organization::OrganizationKind;
use crate::model::person::Mention;
use crate::model::published::Published;
use crate::text::language;
use crate::text::url::{Tracking, normal_form};

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
    for field in &clean.article.clear {
        (row(*field).clear)(&mut article);
    }
    article.published = published;
    place(batch, clean, &mut article)?;
    for row in FIELDS {
        (row.merge)(&mut article, &mut clean.article);
    }
    name_language(&mut article, &clean.article);
    article.hidden = article.hides_at(batch.now);

    credits(batch, clean, &mut article)?;
    people(batch, clean, &mut article)?;
    tags(batch, clean, &mut article)?;
    if !clean.article.images.is_empty() {
        let (uri, language) = (article.uri.clone(), article.language.clone());
        article.images = batch.image_uses(clean, &uri, &language, stored.as_ref())?;
    }
    known_as(&mut article, identity, &batch.tracking);
    Ok(article)
}

fn place(batch: &mut Batch<'_>, clean: &mut CleanArticle, article: &mut Article) -> Result<()> {
    let (snapshot, out) = (batch.snapshot, &mut batch.statements);
    if let Some(new) = &clean.article.publication {
        let publication = batch.names.publication(snapshot, new, out, &mut clean.warnings)?;
        if article.publication.as_ref().is_some_and(|before| before.id != publication.id) {
            article.section = None;
        }
        article.publication = Some(publication);
    }
    let Some(name) = clean.article.section.take() else { return Ok(()) };
    match &article.publication {
        Some(publication) => match batch.names.section(snapshot, publication.id, &name, out)? {
            Some(section) => article.section = Some(section),
            None => clean.warnings.push(Warning::EmptyName { field: "section" }),
        },
        None => {
            clean.article.extra.insert("unplaced_section".into(), Value::String(name.clone()));
            clean.warnings.push(Warning::SectionWithoutPublication { name });
        }
    }
    Ok(())
}

/// Sets the language that is said of the article, or of its publication, or that the text tells.
fn name_language(article: &mut Article, new: &NewArticle) {
    if let Some(said) = &new.language {
        article.language.clone_from(said);
        article.language_said = true;
        return;
    }
    if article.language != "und" {
        return;
    }
    let of_publication = article.publication.as_ref().map_or("und", |publication| &publication.language);
    article.language = match of_publication {
        "und" => {
            let text = format!("{}. {} {}", article.headline, article.dek, article.body);
            language::detect(&text).unwrap_or("und").to_owned()
        }
        said => said.to_owned(),
    };
}

fn credits(batch: &mut Batch<'_>, clean: &mut CleanArticle, article: &mut Article) -> Result<()> {
    if clean.article.credits.is_empty() {
        return Ok(());
    }
    let before = std::mem::take(&mut article.credits);
    let before = settled(before.iter().map(|old| (&old.name, old.person)));
    for new in &clean.article.credits {
        let (snapshot, out) = (batch.snapshot, &mut batch.statements);
        let settled = before.get(&new.name).copied().flatten();
        let (mut person, mut organization) = (None, None);
        match new.kind {
            CreditKind::Person => {
                let names = &mut batch.names;
                person = names.person(snapshot, &new.name, &[], settled, out, &mut clean.warnings)?;
            }
            CreditKind::Organization => {
                let kind = OrganizationKind::Agency;
                organization = Some(batch.names.organization(snapshot, &new.name, kind, out)?);
            }
            CreditKind::Unknown => {}
        }
        let name = new.name.clone();
        article.credits.push(Credit { name, kind: new.kind, role: new.role, person, organization });
    }
    Ok(())
}

fn people(batch: &mut Batch<'_>, clean: &mut CleanArticle, article: &mut Article) -> Result<()> {
    if clean.article.people.is_empty() {
        return Ok(());
    }
    let before = std::mem::take(&mut article.people);
    let before = settled(before.iter().map(|old| (&old.name, old.person)));
    for new in &clean.article.people {
        let settled = before.get(&new.name).copied().flatten();
        let out = &mut batch.statements;
        let warnings = &mut clean.warnings;
        let person = batch.names.person(batch.snapshot, &new.name, &new.keys, settled, out, warnings)?;
        article.people.push(Mention { name: new.name.clone(), person });
    }
    Ok(())
}

/// Puts new tags in the place of those that the same kind of setter set before; others stay. What an
/// editor set is the editor's, whoever sets it again.
fn tags(batch: &mut Batch<'_>, clean: &mut CleanArticle, article: &mut Article) -> Result<()> {
    let new = &clean.article.tags;
    if new.is_empty() {
        return Ok(());
    }
    let before = StoredTags::of(&article.tags);
    let mut tags = Vec::with_capacity(new.len());
    for tag in new {
        let out = &mut batch.statements;
        let id = batch.names.tag(batch.snapshot, &tag.scheme, &tag.name, out)?;
        let before = before.find(batch, tag, id)?;
        let is_editors = before.is_some_and(|before| before.set_by == SetBy::Editor);
        tags.push(ArticleTag {
            tag: before.map_or(id, |before| before.tag),
            name: tag.name.clone(),
            scheme: tag.scheme.clone(),
            set_by: if is_editors { SetBy::Editor } else { tag.set_by.unwrap_or_default() },
            inferred: tag.inferred,
        });
    }
    let setters: HashSet<SetBy> = new.iter().map(|tag| tag.set_by.unwrap_or_default()).collect();
    let mut set: HashSet<TagId> = tags.iter().map(|tag| tag.tag).collect();
    for old in std::mem::take(&mut article.tags) {
        if !setters.contains(&old.set_by) && set.insert(old.tag) {
            tags.push(old);
        }
    }
    article.tags = tags;
    Ok(())
}

/// The tags that an article has already, by their ids and by their spellings.
struct StoredTags<'a> {
    by_id: HashMap<TagId, &'a ArticleTag>,
    by_name: HashMap<(&'a str, &'a str), &'a ArticleTag>,
}

impl<'a> StoredTags<'a> {
    fn of(tags: &'a [ArticleTag]) -> Self {
        let (mut by_id, mut by_name) = (HashMap::new(), HashMap::new());
        for tag in tags {
            by_id.entry(tag.tag).or_insert(tag);
            by_name.entry((tag.scheme.as_str(), tag.name.as_str())).or_insert(tag);
        }
        Self { by_id, by_name }
    }

    /// Finds a tag: under that id, or in that spelling under one merged into it.
    fn find(&self, batch: &Batch<'_>, new: &NewTag, id: TagId) -> Result<Option<&'a ArticleTag>> {
        if let Some(same) = self.by_id.get(&id) {
            return Ok(Some(same));
        }
        let Some(alike) = self.by_name.get(&(new.scheme.as_str(), new.name.as_str())) else {
            return Ok(None);
        };
        let is_merged = batch.snapshot.tag(alike.tag)?.is_some_and(|tag| tag.id == id);
        Ok(is_merged.then_some(alike))
    }
}

fn known_as(article: &mut Article, identity: &Identity, tracking: &Tracking) {
    let mut known: HashSet<Key> = article.keys.iter().cloned().collect();
    article.keys.extend(identity.keys.iter().filter(|key| known.insert((*key).clone())).cloned());
    article.keys.sort();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (at, url) in article.urls.iter().enumerate() {
        known.extend(normal_form(&url.given, tracking).map(|key| (key, at)));
    }
    for url in &identity.urls {
        match known.get(&url.web.normal).and_then(|at| article.urls.get_mut(*at)) {
            Some(known) if url.relation == UrlRelation::Canonical => known.relation = url.relation,
            Some(_) => {}
            None => article.urls.push(ArticleUrl { given: url.given.clone(), relation: url.relation }),
        }
    }
    article.urls.sort_by_cached_key(|url| {
        (url.relation != UrlRelation::Canonical, normal_form(&url.given, tracking))
    });
}

/// Returns the fields in which two states of an article differ.
pub(super) fn changed(old: &Article, new: &Article) -> Vec<ArticleField> {
    FIELDS.iter().filter(|row| !(row.same)(old, new)).map(|row| row.field).collect()
}
