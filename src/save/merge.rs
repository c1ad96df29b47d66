//! Merges what is new over what is stored: the article that a save makes.

use serde_json::Value;

use super::clean::CleanArticle;
use super::report::Warning;
use super::state::{Batch, Identity};
use crate::error::Result;
use crate::id::{ArticleId, TagId};
use crate::model::article::field::FIELDS;
use crate::model::article::{Article, ArticleTag, ArticleUrl, Credit};
use crate::model::new_article::{ArticleField, CreditKind, NewArticle, NewTag, SetBy, UrlRelation};
use crate::model::organization::OrganizationKind;
use crate::model::person::Mention;
use crate::model::published::Published;
use crate::text::{language, url_key};

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
    known_as(&mut article, identity);
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
    for new in &clean.article.credits {
        let (snapshot, out) = (batch.snapshot, &mut batch.statements);
        let settled = before.iter().find(|old| old.name == new.name).and_then(|old| old.person);
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
    for new in &clean.article.people {
        let settled = before.iter().find(|old| old.name == new.name).and_then(|old| old.person);
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
    let mut tags = Vec::with_capacity(new.len());
    for tag in new {
        let out = &mut batch.statements;
        let id = batch.names.tag(batch.snapshot, &tag.scheme, &tag.name, out)?;
        let before = stored_as(batch, article, tag, id)?;
        let is_editors = before.is_some_and(|before| before.set_by == SetBy::Editor);
        tags.push(ArticleTag {
            tag: before.map_or(id, |before| before.tag),
            name: tag.name.clone(),
            scheme: tag.scheme.clone(),
            set_by: if is_editors { SetBy::Editor } else { tag.set_by.unwrap_or_default() },
            inferred: tag.inferred,
        });
    }
    for old in std::mem::take(&mut article.tags) {
        let set_anew = new.iter().any(|tag| tag.set_by.unwrap_or_default() == old.set_by);
        if !set_anew && !tags.iter().any(|tag| tag.tag == old.tag) {
            tags.push(old);
        }
    }
    article.tags = tags;
    Ok(())
}

/// Finds a tag that an article has already: under that id, or in that spelling under one merged into it.
fn stored_as<'a>(
    batch: &Batch<'_>,
    article: &'a Article,
    new: &NewTag,
    id: TagId,
) -> Result<Option<&'a ArticleTag>> {
    for old in &article.tags {
        let alike = old.tag != id && old.scheme == new.scheme && old.name == new.name;
        if old.tag == id || alike && batch.snapshot.tag(old.tag)?.is_some_and(|tag| tag.id == id) {
            return Ok(Some(old));
        }
    }
    Ok(None)
}

fn known_as(article: &mut Article, identity: &Identity) {
    for key in &identity.keys {
        if !article.keys.contains(key) {
            article.keys.push(key.clone());
        }
    }
    article.keys.sort();
    for url in &identity.urls {
        let known =
            article.urls.iter_mut().find(|known| url_key(&known.given).is_some_and(|key| key == url.key));
        match known {
            Some(known) if url.relation == UrlRelation::Canonical => known.relation = url.relation,
            Some(_) => {}
            None => article.urls.push(ArticleUrl { given: url.given.clone(), relation: url.relation }),
        }
    }
    article.urls.sort_by_cached_key(|url| (url.relation != UrlRelation::Canonical, url_key(&url.given)));
}

/// Returns the fields in which two states of an article differ.
pub(super) fn changed(old: &Article, new: &Article) -> Vec<ArticleField> {
    FIELDS.iter().filter(|row| !(row.same)(old, new)).map(|row| row.field).collect()
}
