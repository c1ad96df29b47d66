//! An article as the statements that store it.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use rusqlite::types::Value;

use crate::error::{Error, Result};
use crate::id::ArticleId;
use crate::model::article::Article;
use crate::model::index_row::{Hashes, IndexRow, content_hash};
use crate::model::moment::{Moment, Precision};
use crate::model::new_article::{ArticleField, Extent, NewArticle, ValueSource};
use crate::model::revision::Origin;
use crate::store::{Statement, statement};

/// Adds the statements of an article's own row and of the relations that differ from before.
pub(super) fn write(
    article: &Article,
    hashes: &Hashes,
    before: Option<&Article>,
    out: &mut Vec<Statement>,
) -> Result<()> {
    out.push(row(article, hashes)?);
    relations(article, before, out);
    Ok(())
}

/// Adds the statements of the relations that differ from before.
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

fn row(article: &Article, hashes: &Hashes) -> Result<Statement> {
    let published = &article.published;
    Ok(statement!(
        "INSERT INTO article (
             id, uri, type, publication, section, language, genre, status,
             published, published_offset, published_precision, published_basis, published_printed,
             modified, modified_offset, modified_precision, version, embargoed, expires, hidden,
             first_seen, changed, added, word_count, content_hash, located, extent, tags_printed, extra,
             source, sources, by_hand, language_said, headline_day)
         VALUES (
             ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
             ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34)
         ON CONFLICT (id) DO UPDATE SET
             type = excluded.type, publication = excluded.publication, section = excluded.section,
             language = excluded.language, genre = excluded.genre, status = excluded.status,
             published = excluded.published, published_offset = excluded.published_offset,
             published_precision = excluded.published_precision,
             published_basis = excluded.published_basis,
             published_printed = excluded.published_printed, modified = excluded.modified,
             modified_offset = excluded.modified_offset,
             modified_precision = excluded.modified_precision, version = excluded.version,
             embargoed = excluded.embargoed,
             expires = excluded.expires, hidden = excluded.hidden, changed = excluded.changed,
             word_count = excluded.word_count, content_hash = excluded.content_hash,
             located = excluded.located, extent = excluded.extent,
             tags_printed = excluded.tags_printed, extra = excluded.extra, source = excluded.source,
             sources = excluded.sources, by_hand = excluded.by_hand,
             language_said = excluded.language_said, headline_day = excluded.headline_day",
        article.id.0,
        article.uri.clone(),
        article.item_type.as_str().to_owned(),
        article.publication.as_ref().map(|publication| publication.id.0),
        article.section.as_ref().map(|section| section.id.0),
        article.language.clone(),
        article.genre.clone(),
        article.status.as_str().to_owned(),
        published.at.timestamp(),
        i64::from(published.offset),
        published.precision.map_or("none", Precision::as_str).to_owned(),
        published.basis.as_str().to_owned(),
        published.printed.clone(),
        article.modified.map(Moment::instant),
        article.modified.and_then(|at| at.offset_minutes()).map(i64::from),
        article.modified.map_or("none", |at| at.precision().as_str()).to_owned(),
        article.version.map(i64::from),
        article.embargoed.map(|at| at.timestamp()),
        article.expires.map(|at| at.timestamp()),
        i64::from(article.hidden),
        article.first_seen.timestamp(),
        article.changed,
        article.added,
        i64::from(article.word_count),
        hashes.content.clone(),
        article.located.clone(),
        article.extent.map_or("", Extent::as_str).to_owned(),
        article.tags_printed.clone(),
        json(&article.extra)?,
        article.source.map_or("", ValueSource::as_str).to_owned(),
        json(&article.sources)?,
        json(&article.by_hand)?,
        i64::from(article.language_said),
        hashes.headline_day.clone(),
    ))
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

fn json(value: &impl serde::Serialize) -> Result<String> {
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
pub(super) fn turns(article: ArticleId, at: Option<DateTime<Utc>>) -> Statement {
    statement!("UPDATE article SET turns = ?2 WHERE id = ?1", article.0, at.map(|at| at.timestamp()))
}

/// Returns the row of `article_text`, which the index follows.
pub(super) fn text(article: &Article, clock: i64, derived: IndexRow) -> Vec<Value> {
    vec![
        clock.into(),
        article.id.0.into(),
        article.headline.clone().into(),
        article.dek.clone().into(),
        article.byline.clone().into(),
        derived.captions.into(),
        derived.credits.into(),
        derived.people.into(),
        derived.tags.into(),
        derived.scope.into(),
        derived.forms_head.into(),
        derived.forms.into(),
        article.body.clone().into(),
    ]
}

/// Rows that one statement writes. FTS5 flushes what it holds at the beginning of every statement
/// that fires a trigger, so that a statement a row costs several times as much.
const ROWS: [usize; 6] = [1000, 500, 100, 25, 5, 1];

/// Returns the statements that write rows of `article_text`, as few as may be.
pub(super) fn texts(rows: Vec<Vec<Value>>) -> Vec<Statement> {
    static SQL: LazyLock<[String; 6]> = LazyLock::new(|| ROWS.map(text_sql));
    let mut statements = Vec::new();
    let mut rows = rows.into_iter();
    for (sql, size) in SQL.iter().zip(ROWS) {
        while rows.len() >= size {
            let params = rows.by_ref().take(size).flatten().collect();
            statements.push(Statement { sql, params });
        }
    }
    statements
}

fn text_sql(rows: usize) -> String {
    let values = vec!["(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"; rows].join(", ");
    [
        "INSERT INTO article_text (
             clock, article, headline, dek, byline, captions, credits, people, tags, scope,
             forms_head, forms, body)
         VALUES ",
        &values,
        " ON CONFLICT (article) DO UPDATE SET
             clock = excluded.clock, headline = excluded.headline, dek = excluded.dek,
             byline = excluded.byline, captions = excluded.captions, credits = excluded.credits,
             people = excluded.people, tags = excluded.tags, scope = excluded.scope,
             forms_head = excluded.forms_head, forms = excluded.forms, body = excluded.body",
    ]
    .concat()
}

/// The end of a state of an article: the state that took its place, the time, and the origin of the change.
pub(super) struct Superseded<'a> {
    pub by: &'a Article,
    pub number: i64,
    pub at: DateTime<Utc>,
    pub changed: &'a [ArticleField],
    pub origin: Origin,
}

/// Returns the statement that keeps an earlier wording when it is superseded.
pub(super) fn revision(
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
