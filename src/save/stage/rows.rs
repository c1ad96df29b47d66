//! What belongs to an article, as the statements that store it.

use chrono::{DateTime, Utc};

use crate::error::{Error, Result};
use crate::id::ArticleId;
use crate::model::article::Article;
use crate::model::index_row::content_hash;
use crate::model::new_article::{ArticleField, NewArticle, ValueSource};
use crate::model::revision::Origin;
use crate::store::{Statement, statement};

/// Adds the statements of the relations of an article that differ from before.
pub(super) fn relations(article: &Article, before: Option<&Article>, out: &mut Vec<Statement>) {
    if before.is_none_or(|before| before.credits != article.credits) {
        if before.is_some() {
            out.push(statement!("DELETE FROM credit WHERE article = ?1", article.id.0));
        }
        credits(article, out);
    }
    if before.is_none_or(|before| before.people != article.people) {
        if before.is_some() {
            out.push(statement!("DELETE FROM mention WHERE article = ?1", article.id.0));
        }
        mentions(article, out);
    }
    if before.is_none_or(|before| before.tags != article.tags) {
        if before.is_some() {
            out.push(statement!("DELETE FROM article_tag WHERE article = ?1", article.id.0));
        }
        tags(article, out);
    }
    if before.is_none_or(|before| before.images != article.images) {
        if before.is_some() {
            out.push(statement!("DELETE FROM image_use WHERE article = ?1", article.id.0));
        }
        images(article, out);
    }
}

/// Returns the statement that stores where an article's values are from, and nothing else: what time has changed since
/// its last save is no part of that.
pub(super) fn sources(article: &Article) -> Result<Statement> {
    Ok(statement!(
        "UPDATE article SET source = ?2, sources = ?3, language_said = ?4 WHERE id = ?1",
        article.id.0,
        article.source.map_or("", ValueSource::as_str).to_owned(),
        json(&article.sources)?,
        i64::from(article.language_said),
    ))
}

pub(super) fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Invalid { field: "extra", reason: error.to_string() })
}

fn credits(article: &Article, out: &mut Vec<Statement>) {
    for (position, credit) in (1_i64..).zip(&article.credits) {
        out.push(statement!(
            "INSERT INTO credit (article, position, name, role, kind, person, organization, set_by)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (article, position) DO NOTHING",
            article.id.0,
            position,
            credit.name.clone(),
            credit.role.as_str().to_owned(),
            credit.kind.as_str().to_owned(),
            credit.person.map(|id| id.0),
            credit.organization.as_ref().map(|known| known.id.0),
            credit.set_by.as_str().to_owned(),
        ));
    }
}

fn mentions(article: &Article, out: &mut Vec<Statement>) {
    for (position, person) in (1_i64..).zip(&article.people) {
        out.push(statement!(
            "INSERT INTO mention (article, position, name, person, set_by)
             VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (article, position) DO NOTHING",
            article.id.0,
            position,
            person.name.clone(),
            person.person.map(|id| id.0),
            person.set_by.as_str().to_owned(),
        ));
    }
}

fn tags(article: &Article, out: &mut Vec<Statement>) {
    for (position, tag) in (1_i64..).zip(&article.tags) {
        out.push(statement!(
            "INSERT INTO article_tag (article, position, tag, name, set_by, inferred)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (article, position) DO NOTHING",
            article.id.0,
            position,
            tag.tag.0,
            tag.name.clone(),
            tag.set_by.as_str().to_owned(),
            i64::from(tag.inferred),
        ));
    }
}

fn images(article: &Article, out: &mut Vec<Statement>) {
    for (position, used) in (1_i64..).zip(&article.images) {
        out.push(statement!(
            "INSERT INTO image_use (article, position, image, role, after_paragraph, set_by)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (article, position) DO NOTHING",
            article.id.0,
            position,
            used.image.id.0,
            used.role.as_str().to_owned(),
            i64::from(used.after_paragraph),
            used.set_by.as_str().to_owned(),
        ));
        for caption in &used.captions {
            out.push(statement!(
                "INSERT INTO caption (
                     article, position, language, language_said, text, credit, alt, photographer, agency)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (article, position, language) DO NOTHING",
                article.id.0,
                position,
                caption.language.clone(),
                i64::from(caption.language_said),
                caption.text.clone(),
                caption.credit.clone(),
                caption.alt.clone(),
                caption.photographer.clone(),
                caption.agency.as_ref().map(|agency| agency.id.0),
            ));
        }
    }
}

/// Returns the statement that stores when an article turns next: is hidden, or no longer.
pub(in crate::save) fn turns(article: ArticleId, at: Option<DateTime<Utc>>) -> Statement {
    statement!("UPDATE article SET turns = ?2 WHERE id = ?1", article.0, at.map(|at| at.timestamp()))
}

/// The end of a state of an article: the state that took its place, the time, and the origin of the change.
pub(in crate::save) struct Superseded<'a> {
    pub by: &'a Article,
    pub number: i64,
    pub at: DateTime<Utc>,
    pub changed: &'a [ArticleField],
    pub origin: Origin,
}

/// Returns the statement that keeps an earlier wording when it is superseded.
pub(in crate::save) fn revision(
    before: &Article,
    document: &NewArticle,
    superseded: &Superseded<'_>,
) -> Result<Statement> {
    Ok(statement!(
        "INSERT INTO article_revision (article, number, superseded, changed, document, change, hash, origin)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (article, number) DO NOTHING",
        superseded.by.id.0,
        superseded.number,
        superseded.at.timestamp(),
        json(&superseded.changed)?,
        json(document)?,
        superseded.by.changed,
        content_hash(before),
        superseded.origin.as_str().to_owned(),
    ))
}
