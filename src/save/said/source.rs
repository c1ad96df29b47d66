//! A source, as one run reads it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use parking_lot::Mutex;

use super::hash::{Hash, hash_text};

/// A source of articles while it is read once: a feed by its URL, a wire by its name, a file by its path.
///
/// The archive keeps what each source said last. A source that says the same again changes nothing, and its article
/// isn't even read; one that goes back to an earlier wording is followed. Within one run, which is as long as this
/// value lives, a later item that turns out to be the same article only fills what the earlier one left out, so that
/// two items of one story don't replace each other for ever.
///
/// ```
/// use dateline::{Archive, NewArticle, Outcome, Source};
///
/// let archive = Archive::in_memory()?;
/// let item = NewArticle::new("Ferry delayed", "Fog held up the ferry.").url("https://example.org/ferry");
/// let feed = Source::new("https://example.org/feed.xml");
/// assert_eq!(archive.write(|tx| tx.save_from(&feed, &item))?.outcome, Outcome::Added);
///
/// let next_day = Source::new("https://example.org/feed.xml");
/// assert_eq!(archive.write(|tx| tx.save_from(&next_day, &item))?.outcome, Outcome::Unchanged);
/// # Ok::<(), dateline::Error>(())
/// ```
///
/// A source that is [`dated`](Self::dated) is a state of it: of two states the later one stands, in whichever order they
/// are read.
#[derive(Debug, Default)]
pub struct Source {
    name: String,
    dated: Option<DateTime<Utc>>,
    /// What it said in this run, by the hashes of the uris of the articles.
    said: Mutex<HashMap<Hash, SaidOf>>,
}

/// Hashes of what a source said of one article: mostly it is one.
#[derive(Debug)]
struct SaidOf {
    first: Hash,
    others: Vec<Hash>,
}

impl SaidOf {
    /// Returns what was said before this, the first one first.
    fn before(&self, hash: &Hash) -> Vec<Hash> {
        let all = [&self.first].into_iter().chain(&self.others);
        all.copied().take_while(|said| said != hash).collect()
    }
}

impl Source {
    /// Begins a run of the source of a name. The name is what it is known by in the next run.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Returns its name; empty for what is saved without naming a source.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Sets the time of the state of the source that is read: when a feed was built, or a page was crawled. What it says
    /// of an article then only fills what it says of a later state; a time to come says nothing.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Outcome, Source};
    ///
    /// let archive = Archive::in_memory()?;
    /// let item = |body: &str| NewArticle::new("Ferry delayed", body).url("https://example.org/ferry");
    /// let state = |built: &str| Ok::<_, chrono::ParseError>(Source::new("feed").dated(built.parse()?));
    /// let [monday, tuesday] = [state("2024-03-04T09:00:00Z")?, state("2024-03-05T09:00:00Z")?];
    /// archive.write(|tx| tx.save_from(&tuesday, &item("It sails at noon.")))?;
    /// let saved = archive.write(|tx| tx.save_from(&monday, &item("It waits.")))?;
    /// assert_eq!(saved.outcome, Outcome::Older { filled: vec![] });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn dated(self, at: DateTime<Utc>) -> Self {
        Self { dated: Some(at), ..self }
    }

    /// Returns the time of its state in seconds, or 0 where it isn't known.
    pub(super) fn seconds(&self, now: DateTime<Utc>) -> i64 {
        self.dated.filter(|at| *at <= now).map_or(0, |at| at.timestamp().max(0))
    }

    /// Returns what it said of an article in this run before it said this.
    pub(super) fn said_before(&self, uri: &str, hash: &Hash) -> Vec<Hash> {
        self.said.lock().get(&hash_text(uri)).map_or_else(Vec::new, |said| said.before(hash))
    }

    /// Keeps what it said of an article. Returns what it said before.
    pub(super) fn remember(&self, uri: &str, hash: Hash) -> Vec<Hash> {
        let mut all = self.said.lock();
        let said = all.entry(hash_text(uri)).or_insert_with(|| SaidOf { first: hash, others: Vec::new() });
        let before = said.before(&hash);
        if said.first != hash && !said.others.contains(&hash) {
            said.others.push(hash);
        }
        before
    }
}
