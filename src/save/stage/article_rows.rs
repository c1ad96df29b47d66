//! The rows of an article itself: in `article` and in `article_text`.

use super::rows::json;
use crate::error::Result;
use crate::model::article::Article;
use crate::model::index_row::{Hashes, IndexRow};
use crate::model::moment::{Moment, Precision};
use crate::model::new_article::{Extent, ValueSource};
use crate::store::{Statement, statement};

/// Returns the statement that stores the row of an article.
pub(super) fn article(article: &Article, hashes: &Hashes) -> Result<Statement> {
    let published = &article.published;
    Ok(statement!(
        "INSERT INTO article (
             id, uri, type, publication, section, language, genre, status,
             published, published_offset, published_precision, published_basis, published_printed,
             modified, modified_offset, modified_precision, version, embargoed, expires, hidden,
             first_seen, changed, added, word_count, content_hash, located, extent, tags_printed, extra,
             source, sources, by_hand, language_said, headline_day)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
             ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34)
         ON CONFLICT (id) DO UPDATE SET
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

/// Returns the statement that stores the row of `article_text`, which the index follows.
pub(super) fn text(article: &Article, clock: i64, derived: IndexRow) -> Statement {
    statement!(
        "INSERT INTO article_text (
             clock, article, headline, dek, byline, captions, credits, people, tags, scope,
             forms_head, forms, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
         ON CONFLICT (article) DO UPDATE SET
             clock = excluded.clock, headline = excluded.headline, dek = excluded.dek,
             byline = excluded.byline, captions = excluded.captions, credits = excluded.credits,
             people = excluded.people, tags = excluded.tags, scope = excluded.scope,
             forms_head = excluded.forms_head, forms = excluded.forms, body = excluded.body",
        clock,
        article.id.0,
        article.headline.clone(),
        article.dek.clone(),
        article.byline.clone(),
        derived.captions,
        derived.credits,
        derived.people,
        derived.tags,
        derived.scope,
        derived.forms_head,
        derived.forms,
        article.body.clone(),
    )
}
