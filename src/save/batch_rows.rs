//! Rows of `article` and of `article_text`, many of them a statement.

use std::sync::LazyLock;

use rusqlite::types::Value;

use super::rows::json;
use crate::error::Result;
use crate::model::article::Article;
use crate::model::index_row::{Hashes, IndexRow};
use crate::model::moment::{Moment, Precision};
use crate::model::new_article::{Extent, ValueSource};
use crate::store::Statement;

/// Statements of one kind: how many rows each writes, the most first, and its text.
type Sizes<const N: usize> = [(usize, String); N];

/// Returns the statements that write rows, as few as may be.
fn statements<const N: usize>(sizes: &'static Sizes<N>, rows: Vec<Vec<Value>>) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut rows = rows.into_iter();
    for (size, sql) in sizes {
        while rows.len() >= *size {
            let params = rows.by_ref().take(*size).flatten().collect();
            statements.push(Statement { sql, params });
        }
    }
    statements
}

/// Returns the row of `article`, in the order of the columns of [`articles`].
pub(super) fn article(article: &Article, hashes: &Hashes) -> Result<Vec<Value>> {
    let published = &article.published;
    Ok(vec![
        article.id.0.into(),
        article.uri.clone().into(),
        article.item_type.as_str().to_owned().into(),
        article.publication.as_ref().map(|publication| publication.id.0).into(),
        article.section.as_ref().map(|section| section.id.0).into(),
        article.language.clone().into(),
        article.genre.clone().into(),
        article.status.as_str().to_owned().into(),
        published.at.timestamp().into(),
        i64::from(published.offset).into(),
        published.precision.map_or("none", Precision::as_str).to_owned().into(),
        published.basis.as_str().to_owned().into(),
        published.printed.clone().into(),
        article.modified.map(Moment::instant).into(),
        article.modified.and_then(|at| at.offset_minutes()).map(i64::from).into(),
        article.modified.map_or("none", |at| at.precision().as_str()).to_owned().into(),
        article.version.map(i64::from).into(),
        article.embargoed.map(|at| at.timestamp()).into(),
        article.expires.map(|at| at.timestamp()).into(),
        i64::from(article.hidden).into(),
        article.first_seen.timestamp().into(),
        article.changed.into(),
        article.added.into(),
        i64::from(article.word_count).into(),
        hashes.content.clone().into(),
        article.located.clone().into(),
        article.extent.map_or("", Extent::as_str).to_owned().into(),
        article.tags_printed.clone().into(),
        json(&article.extra)?.into(),
        article.source.map_or("", ValueSource::as_str).to_owned().into(),
        json(&article.sources)?.into(),
        json(&article.by_hand)?.into(),
        i64::from(article.language_said).into(),
        hashes.headline_day.clone().into(),
    ])
}

/// Returns the statements that write rows of `article`. SQLite fills the lists of values that the table checks once a statement.
pub(super) fn articles(rows: Vec<Vec<Value>>) -> Vec<Statement> {
    static SIZES: LazyLock<Sizes<3>> = LazyLock::new(|| [25, 5, 1].map(|rows| (rows, articles_sql(rows))));
    statements(&SIZES, rows)
}

fn articles_sql(rows: usize) -> String {
    let row = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    [
        "INSERT INTO article (
             id, uri, type, publication, section, language, genre, status,
             published, published_offset, published_precision, published_basis, published_printed,
             modified, modified_offset, modified_precision, version, embargoed, expires, hidden,
             first_seen, changed, added, word_count, content_hash, located, extent, tags_printed, extra,
             source, sources, by_hand, language_said, headline_day)
         VALUES ",
        &vec![row; rows].join(", "),
        " ON CONFLICT (id) DO UPDATE SET
             type = excluded.type, publication = excluded.publication, section = excluded.section,
             language = excluded.language, genre = excluded.genre, status = excluded.status,
             published = excluded.published, published_offset = excluded.published_offset,
             published_precision = excluded.published_precision,
             published_basis = excluded.published_basis,
             published_printed = excluded.published_printed, modified = excluded.modified,
             modified_offset = excluded.modified_offset,
             modified_precision = excluded.modified_precision, version = excluded.version,
             embargoed = excluded.embargoed, expires = excluded.expires, hidden = excluded.hidden,
             changed = excluded.changed, word_count = excluded.word_count,
             content_hash = excluded.content_hash, located = excluded.located, extent = excluded.extent,
             tags_printed = excluded.tags_printed, extra = excluded.extra, source = excluded.source,
             sources = excluded.sources, by_hand = excluded.by_hand,
             language_said = excluded.language_said, headline_day = excluded.headline_day",
    ]
    .concat()
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

/// Returns the statements that write rows of `article_text`. FTS5 flushes what it holds at the beginning of every statement
/// that fires a trigger, so that a statement a row costs several times as much.
pub(super) fn texts(rows: Vec<Vec<Value>>) -> Vec<Statement> {
    static SIZES: LazyLock<Sizes<6>> =
        LazyLock::new(|| [1000, 500, 100, 25, 5, 1].map(|rows| (rows, texts_sql(rows))));
    statements(&SIZES, rows)
}

fn texts_sql(rows: usize) -> String {
    [
        "INSERT INTO article_text (
             clock, article, headline, dek, byline, captions, credits, people, tags, scope,
             forms_head, forms, body)
         VALUES ",
        &vec!["(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"; rows].join(", "),
        " ON CONFLICT (article) DO UPDATE SET
             clock = excluded.clock, headline = excluded.headline, dek = excluded.dek,
             byline = excluded.byline, captions = excluded.captions, credits = excluded.credits,
             people = excluded.people, tags = excluded.tags, scope = excluded.scope,
             forms_head = excluded.forms_head, forms = excluded.forms, body = excluded.body",
    ]
    .concat()
}
