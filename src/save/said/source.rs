//! A source, as one run reads it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use parking_lot::Mutex;

use super::run_articles::{RunArticles, RunTransaction, SaidBy};
use super::source_ids::SourceId;
use crate::id::ArticleId;

/// A source of articles while it is read once: a feed by its URL, a wire by its name, a file by its path.
///
/// The archive keeps a hash of what each source said last; of a dated source, one of every state. A source that says the same again changes nothing, and its article
/// isn't even read; one that goes back to an earlier wording is followed. Within one run, which is as long as this
/// value or a [sibling](Self::sibling) lives and writes through one [`Archive`](crate::Archive), a later item that turns out to be the same article only fills what the earlier one left out, so that
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
    /// The articles of which this source and its siblings said something in this run.
    articles: Arc<Mutex<RunArticles>>,
}

impl Source {
    /// Begins a run of the source of a name. The name is what it is known by in the next run.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Returns another source that is read in the same run. Thousands of siblings, such as the pages of a crawl, take little
    /// memory, and each may be dropped after use: a sibling of the same name is the same source.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Outcome, Source};
    ///
    /// let archive = Archive::in_memory()?;
    /// let run = Source::default();
    /// for (page, wording, outcome) in
    ///     [("a", "Ferry delayed", "added"), ("b", "Market moves", "added"), ("a", "Ferry late", "unchanged")]
    /// {
    ///     let item = NewArticle::new(wording, "").key("page", page);
    ///     let saved = archive.write(|tx| tx.save_from(&run.sibling(page), &item))?;
    ///     // Within a run the first wording stands.
    ///     assert_eq!(saved.outcome.as_str(), outcome);
    /// }
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn sibling(&self, name: impl Into<String>) -> Self {
        Self { name: name.into(), dated: None, articles: Arc::clone(&self.articles) }
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

    /// Returns true if it said something of an article in this run.
    pub(super) fn has_said(
        &self,
        source: SourceId,
        article: ArticleId,
        transaction: &RunTransaction,
    ) -> bool {
        self.articles.lock().contains(self.said_by(source, article), transaction)
    }

    /// Keeps that it said something of an article. Returns true if it did before.
    pub(super) fn remember(
        &self,
        source: SourceId,
        article: ArticleId,
        transaction: &RunTransaction,
    ) -> bool {
        let said = self.said_by(source, article);
        let mut articles = self.articles.lock();
        let is_known = articles.contains(said, transaction);
        if !is_known {
            articles.insert(said, transaction);
        }
        is_known
    }

    fn said_by(&self, source: SourceId, article: ArticleId) -> SaidBy {
        SaidBy { source, dated: self.dated, article }
    }
}
