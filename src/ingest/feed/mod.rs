//! Feeds: RSS 0.9 to 2.0, RDF, Atom and JSON Feed. An entry is an article.
//!
//! An entry goes through two steps: the elements or members of its form become an [`Entry`](entry::Entry), whatever the
//! form is (`xml`, `json`), and that becomes an article (`article`, `extent`, `people`, `dates`).

mod article;
mod channel;
mod dates;
mod entry;
mod extent;
mod json;
mod opml;
mod people;
mod pictures;
mod repair;
mod value;
mod xml;

use super::decode::declared;
use super::hint::Hint;
use super::reading::Readings;
use super::warning::Unreadable;
use super::xml::unread;

pub use opml::{FeedOutline, opml};

/// Reads a feed.
pub(super) fn read(bytes: &[u8], hint: &Hint) -> Result<Readings, Unreadable> {
    let (text, inferred) = declared(repair::without_cut_character(bytes), None)?;
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\0'));
    let mut feed = match text.starts_with('{') {
        true => json::read(text, hint.url)?,
        false => xml::read(text, hint.url)?,
    };
    feed.channel.built = feed.channel.built.or_else(|| dates::newest(&feed.entries));
    let articles = std::mem::take(&mut feed.entries).into_iter();
    let articles = articles.map(|entry| article::reading(entry, &feed.channel)).collect();
    let warnings = inferred.into_iter().chain(unread(text)).chain(feed.warnings).collect();
    Ok(Readings { articles, warnings, ..Readings::default() })
}

/// Reads a list of feeds, which is no article.
pub(super) fn refuse_opml(bytes: &[u8], _: &Hint) -> Result<Readings, Unreadable> {
    Err(Unreadable::Opml { feeds: opml(bytes)?.len() })
}
