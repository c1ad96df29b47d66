//! The article that a save makes: what is new, over what is stored.

use chrono::{DateTime, Duration, SubsecRound, Utc};
use serde_json::Value;

use super::batch::{Batch, Identity};
use super::correct::is_hidden;
use super::draft::Draft;
use super::report::{ArticleField, Warning};
use super::rows::word_count;
use crate::text::{language, url_key};
use crate::{
    Article, ArticleId, ArticleTag, ArticleUrl, Credit, CreditKind, Mention, NewArticle, NewTag,
    OrganizationKind, Published, Result, SetBy, Status, TagId, UrlRelation,
};

/// Puts a new article together with the stored one. What the new one leaves empty stays as it is.
pub(super) fn compose(
    batch: &mut Batch<'_>,
    draft: &mut Draft,
    identity: &Identity,
    id: ArticleId,
    published: Published,
) -> Result<Article> {
    let mut article = match batch.articles.get(&id) {
        Some(held) => held.article.clone(),
        None => fresh(id, identity, published.clone(), batch.now),
    };
    let stored = identity.stored.map(|_| article.clone());
    article.published = published;
    place(batch, draft, &mut article)?;
    texts(&mut article, &mut draft.article);
    facts(&mut article, &draft.article);
    name_language(&mut article, &draft.article);
    article.hidden = is_hidden(&article, batch.now);

    credits(batch, draft, &mut article)?;
    people(batch, draft, &mut article)?;
    tags(batch, draft, &mut article)?;
    if !draft.article.images.is_empty() {
        let (uri, language) = (article.uri.clone(), article.language.clone());
        article.images = batch.image_uses(draft, &uri, &language, stored.as_ref())?;
    }
    known_as(&mut article, identity);
    let extra = std::mem::take(&mut draft.article.extra);
    article.extra.extend(extra.into_iter().filter(|(_, value)| !value.is_null()));
    Ok(article)
}

fn fresh(id: ArticleId, identity: &Identity, published: Published, now: DateTime<Utc>) -> Article {
    Article {
        id,
        uri: identity.uri.clone(),
        publication: None,
        section: None,
        language: "und".into(),
        genre: String::new(),
        status: Status::default(),
        published,
        modified: None,
        embargoed: None,
        expires: None,
        hidden: false,
        first_seen: now,
        changed: 0,
        word_count: 0,
        headline: String::new(),
        dek: String::new(),
        byline: String::new(),
        body: String::new(),
        credits: Vec::new(),
        people: Vec::new(),
        images: Vec::new(),
        tags: Vec::new(),
        tags_printed: String::new(),
        keys: Vec::new(),
        urls: Vec::new(),
        extra: serde_json::Map::new(),
    }
}

fn place(batch: &mut Batch<'_>, draft: &mut Draft, article: &mut Article) -> Result<()> {
    let (snapshot, out) = (batch.snapshot, &mut batch.statements);
    if let Some(new) = &draft.article.publication {
        let publication = batch.names.publication(snapshot, new, out, &mut draft.warnings)?;
        if article.publication.as_ref().is_some_and(|before| before.id != publication.id) {
            article.section = None;
        }
        article.publication = Some(publication);
    }
    let Some(name) = draft.article.section.take() else { return Ok(()) };
    match &article.publication {
        Some(publication) => match batch.names.section(snapshot, publication.id, &name, out)? {
            Some(section) => article.section = Some(section),
            None => draft.warnings.push(Warning::EmptyName { field: "section" }),
        },
        None => {
            draft.article.extra.insert("unplaced_section".into(), Value::String(name.clone()));
            draft.warnings.push(Warning::SectionWithoutPublication { name });
        }
    }
    Ok(())
}

fn texts(article: &mut Article, new: &mut NewArticle) {
    for (known, new) in [
        (&mut article.headline, &mut new.headline),
        (&mut article.dek, &mut new.dek),
        (&mut article.byline, &mut new.byline),
        (&mut article.tags_printed, &mut new.tags_printed),
    ] {
        if !new.is_empty() {
            *known = std::mem::take(new);
        }
    }
    if !new.body.is_empty() {
        article.body = std::mem::take(&mut new.body);
        article.word_count = word_count(&article.body);
    }
}

fn facts(article: &mut Article, new: &NewArticle) {
    if let Some(genre) = &new.genre {
        article.genre.clone_from(genre);
    }
    article.status = new.status.unwrap_or(article.status);
    article.modified = new.modified.or(article.modified);
    // In whole seconds, and on the side that shows nothing too early or too late.
    let second_after = |at: DateTime<Utc>| match at.trunc_subsecs(0) {
        whole if whole < at => whole.checked_add_signed(Duration::seconds(1)).unwrap_or(whole),
        whole => whole,
    };
    article.embargoed = new.embargoed.map(second_after).or(article.embargoed);
    article.expires = new.expires.map(|at| at.trunc_subsecs(0)).or(article.expires);
}

/// The language that is said of the article, or of its publication, or that the text tells.
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

fn credits(batch: &mut Batch<'_>, draft: &mut Draft, article: &mut Article) -> Result<()> {
    if draft.article.credits.is_empty() {
        return Ok(());
    }
    let before = std::mem::take(&mut article.credits);
    for new in &draft.article.credits {
        let (snapshot, out) = (batch.snapshot, &mut batch.statements);
        let settled = before.iter().find(|old| old.name == new.name).and_then(|old| old.person);
        let (mut person, mut organization) = (None, None);
        match new.kind {
            CreditKind::Person => {
                let names = &mut batch.names;
                person = names.person(snapshot, &new.name, &[], settled, out, &mut draft.warnings)?;
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

fn people(batch: &mut Batch<'_>, draft: &mut Draft, article: &mut Article) -> Result<()> {
    if draft.article.people.is_empty() {
        return Ok(());
    }
    let before = std::mem::take(&mut article.people);
    for new in &draft.article.people {
        let settled = before.iter().find(|old| old.name == new.name).and_then(|old| old.person);
        let out = &mut batch.statements;
        let warnings = &mut draft.warnings;
        let person = batch.names.person(batch.snapshot, &new.name, &new.keys, settled, out, warnings)?;
        article.people.push(Mention { name: new.name.clone(), person });
    }
    Ok(())
}

/// New tags take the place of those that the same kind of setter set before; others stay. What an
/// editor set is the editor's, whoever sets it again.
fn tags(batch: &mut Batch<'_>, draft: &mut Draft, article: &mut Article) -> Result<()> {
    let new = &draft.article.tags;
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

/// What an article has of a tag already: under that id, or in that spelling under one merged into it.
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

/// The fields in which two states of an article differ.
pub(super) fn changed(old: &Article, new: &Article) -> Vec<ArticleField> {
    let same = [
        (ArticleField::Headline, old.headline == new.headline),
        (ArticleField::Dek, old.dek == new.dek),
        (ArticleField::Byline, old.byline == new.byline),
        (ArticleField::Body, old.body == new.body),
        (
            ArticleField::Publication,
            old.publication.as_ref().map(|p| p.id) == new.publication.as_ref().map(|p| p.id),
        ),
        (ArticleField::Section, old.section.as_ref().map(|s| s.id) == new.section.as_ref().map(|s| s.id)),
        (ArticleField::Language, old.language == new.language),
        (ArticleField::Genre, old.genre == new.genre),
        (ArticleField::Status, old.status == new.status),
        (ArticleField::Embargoed, old.embargoed == new.embargoed),
        (ArticleField::Expires, old.expires == new.expires),
        (ArticleField::Published, old.published == new.published),
        (ArticleField::Modified, old.modified == new.modified),
        (ArticleField::Credits, old.credits == new.credits),
        (ArticleField::People, old.people == new.people),
        (ArticleField::Images, old.images == new.images),
        (ArticleField::Tags, old.tags == new.tags),
        (ArticleField::TagsPrinted, old.tags_printed == new.tags_printed),
        (ArticleField::Keys, old.keys == new.keys),
        (ArticleField::Urls, old.urls == new.urls),
        (ArticleField::Extra, old.extra == new.extra),
    ];
    same.into_iter().filter(|(_, same)| !same).map(|(field, _)| field).collect()
}
