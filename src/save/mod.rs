//! Saving: resolve, then write.
//!
//! A batch reads what it needs first (which article is this, which people and tags are known), each
//! article against the archive as it was and what the batch adds itself, and only then issues a flat
//! list of statements, of which none reads what another wrote.

mod clean;
mod correct;
mod edit;
mod identify;
mod merge;
mod place_in_time;
mod report;
mod resolve_date;
mod resolve_images;
mod resolve_names;
mod rows;
mod slots;
mod stage;
mod state;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use crate::error::Result;
use crate::model::new_article::NewArticle;
use crate::model::revision::Origin;
use crate::store::Transaction;
use clean::CleanArticle;
use merge::{Manner, changed, compare_versions, give_way, merge};
use state::Batch;

pub use edit::Edit;
pub use report::{Outcome, Reason, Rejection, Saved, Warning};
pub(crate) use slots::Slots;

impl Transaction<'_> {
    /// Saves an article with everything that belongs to it, and says what happened.
    ///
    /// It is the article that has its `uri`, any of its URLs or any of its ids; an article without
    /// all of these is known by publication, headline and day. Saving the same thing twice changes
    /// nothing; whatever is left empty erases nothing; a changed article keeps its earlier wording
    /// as a revision. To save many, [`save_all`](Self::save_all) is much faster.
    ///
    /// # Errors
    ///
    /// The errors of reading and writing, such as [`Error::DiskFull`](crate::Error::DiskFull). An article that
    /// can't be held is no error: its [`Outcome`] is [`Rejected`](Outcome::Rejected).
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Outcome};
    ///
    /// let archive = Archive::in_memory()?;
    /// let mut article = NewArticle::new("Harbour bridge opens", "The bridge opened on Monday.")
    ///     .url("https://example.org/bridge")
    ///     .published("2024-03-04T09:30+01:00".parse()?);
    /// let saved = archive.write(|tx| tx.save(&article))?;
    /// assert_eq!(saved.outcome, Outcome::Added);
    ///
    /// article.body = "The bridge opened late on Monday.".into();
    /// let saved = archive.write(|tx| tx.save(&article))?;
    /// assert_eq!(saved.outcome.changed(), [dateline::ArticleField::Body]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn save(&mut self, article: &NewArticle) -> Result<Saved> {
        let mut batch = Batch::new(self, self.now())?;
        let saved = batch.add(article)?;
        let statements = batch.finish();
        self.apply(&statements)?;
        Ok(saved)
    }

    /// Saves a batch of articles, in the order of the clock, and says of each what happened, in the
    /// order given.
    ///
    /// Each is resolved against the archive and those before it in the batch, as if they were saved
    /// one by one. A batch of some thousand articles is a good size.
    ///
    /// # Errors
    ///
    /// As for [`save`](Self::save).
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let batch = [
    ///     NewArticle::new("Ferry delayed", "Fog held up the ferry.").key("wire", "F1"),
    ///     NewArticle::new("Ferry delayed", "Fog held up the ferry again.").key("wire", "F2"),
    ///     NewArticle::new("Ferry delayed", "Fog held up the ferry.").key("wire", "F1"),
    /// ];
    /// let saved = archive.write(|tx| tx.save_all(&batch))?;
    /// let outcomes: Vec<_> = saved.iter().map(|saved| saved.outcome.as_str()).collect();
    /// assert_eq!(outcomes, ["added", "added", "unchanged"]);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn save_all(&mut self, articles: &[NewArticle]) -> Result<Vec<Saved>> {
        let mut batch = Batch::new(self, self.now())?;
        let saved = articles.iter().map(|article| batch.add(article)).collect::<Result<_>>()?;
        let statements = batch.finish();
        self.apply(&statements)?;
        Ok(saved)
    }
}

impl Batch<'_> {
    /// Resolves one article, and stages what is to be written.
    fn add(&mut self, new: &NewArticle) -> Result<Saved> {
        let mut clean = match CleanArticle::of(new, &self.tracking) {
            Ok(clean) => clean,
            Err(why) => return Ok(rejected(why, Vec::new())),
        };
        let is_named = clean.is_named();
        let identity = self.identify(&mut clean)?;
        if let Some(id) = identity.stored {
            self.load(id)?;
            self.refresh(id);
        }
        let held = identity.stored.and_then(|id| self.articles.get(&id));
        let version = held.and_then(|held| compare_versions(&clean.article, &held.article, self.now));
        let is_older = version == Some(Ordering::Less);
        let manner = if is_older { Manner::Fill(Reason::Older) } else { Manner::Replace };
        if let Some(held) = held {
            give_way(&mut clean, &held.article, manner, version);
        } else if let Some(why) = clean.lacks_words(is_named) {
            return Ok(rejected(why, clean.warnings));
        }
        let (published, clock) = match self.place_in_time(&mut clean, &identity)? {
            Ok(placed) => placed,
            Err(why) => return Ok(rejected(why, clean.warnings)),
        };
        let id = match identity.stored {
            Some(id) => id,
            None => self.names.next_id(self.snapshot)?,
        };
        let mut article = merge(self, &mut clean, &identity, id, published, manner)?;
        let warnings = clean.warnings;
        let stored = self.articles.get(&id);
        let changed = stored.map(|stored| changed(&stored.article, &article));
        if changed.as_ref().is_some_and(Vec::is_empty)
            && stored.is_some_and(|stored| stored.article.hidden == article.hidden)
        {
            let outcome = if is_older { Outcome::Older { filled: Vec::new() } } else { Outcome::Unchanged };
            let uri = article.uri.clone();
            self.note_sources(article)?;
            return Ok(Saved { id: Some(id), uri, outcome, warnings });
        }
        article.changed = self.next_change()?;
        if changed.is_none() {
            article.added = article.changed;
        }
        let uri = article.uri.clone();
        let outcome = match changed {
            None => Outcome::Added,
            Some(filled) if is_older => Outcome::Older { filled },
            Some(changed) if changed.is_empty() => Outcome::Unchanged,
            Some(changed) => Outcome::Revised { changed },
        };
        self.stage(article, clock, &identity, outcome.changed(), Origin::Source)?;
        Ok(Saved { id: Some(id), uri, outcome, warnings })
    }
}

fn rejected(why: Rejection, warnings: Vec<Warning>) -> Saved {
    Saved { id: None, uri: String::new(), outcome: Outcome::Rejected { why }, warnings }
}
