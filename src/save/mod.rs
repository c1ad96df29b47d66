//! Saving: resolve, then write.
//!
//! A batch reads what it needs first (which article is this, which people and tags are known), each
//! article against the archive as it was and what the batch adds itself, and only then issues a flat
//! list of statements, of which none reads what another wrote.

mod analyzed;
mod clean;
mod correct;
mod edit;
mod identify;
mod languages;
mod merge;
mod options;
mod place_in_time;
mod regroup;
mod remove;
mod report;
mod resolve_date;
mod resolve_images;
mod resolve_names;
mod rich_body;
mod said;
mod slots;
mod stage;
mod state;
#[cfg(test)]
mod tests;
mod unsaved;

use std::cmp::Ordering;

use crate::error::Result;
use crate::id::ArticleId;
use crate::model::article::Article;
use crate::model::new_article::{NewArticle, RichBody};
use crate::model::revision::Origin;
use crate::store::Transaction;
use analyzed::Analyzed;
use clean::CleanArticle;
use identify::Offered;
use merge::{Manner, changed, compare_versions, give_way, is_later, merge};
use said::{Hash, said_hash};
use state::{Batch, Identity};

pub use edit::Edit;
pub use options::SaveOptions;
pub use report::{Outcome, Reason, Rejection, Saved, Warning};
pub use said::Source;
pub(crate) use slots::Slots;
pub(crate) use unsaved::Unsaved;

impl Transaction<'_> {
    /// Saves an article with everything that belongs to it, and says what happened.
    ///
    /// [How a story is known again](crate::guide::identity) says which stored article it is: its URLs, ids, headline
    /// and day lead to candidates, and what else they say decides. Saving the same thing twice changes
    /// nothing; what is left empty erases nothing, unless it is named in [`clear`](NewArticle::clear); a changed article keeps
    /// its earlier wording as a revision. To save many, [`save_all`](Self::save_all) is much faster.
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
        let saved = batch.add_said(article, &Source::default(), false)?;
        let statements = batch.finish();
        self.apply(&statements)?;
        Ok(saved)
    }

    /// Saves an article of a named source, as [`save`](Self::save): see [`Source`] for what that changes.
    ///
    /// # Errors
    ///
    /// As for [`save`](Self::save).
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Outcome, Source};
    ///
    /// let archive = Archive::in_memory()?;
    /// let item = |headline: &str| NewArticle::new(headline, "").key("wire", "F1");
    /// let wire = Source::new("coastal press");
    /// archive.write(|tx| tx.save_from(&wire, &item("Ferry delayed")))?;
    /// // The archive's own edit stands when the wire says the same again.
    /// archive.write(|tx| tx.save(&item("Ferry delayed by fog")))?;
    /// let again = archive.write(|tx| tx.save_from(&Source::new("coastal press"), &item("Ferry delayed")))?;
    /// assert_eq!(again.outcome, Outcome::Unchanged);
    /// let article = archive.read(|s| s.article(again.id.unwrap()))?.unwrap();
    /// assert_eq!(article.headline, "Ferry delayed by fog");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn save_from(&mut self, source: &Source, article: &NewArticle) -> Result<Saved> {
        let mut batch = Batch::new(self, self.now())?;
        let saved = batch.add(article, source)?;
        let statements = batch.finish();
        self.apply(&statements)?;
        Ok(saved)
    }

    /// Saves a batch of articles in the order given, and says of each what happened.
    ///
    /// Each is resolved against the archive and those before it in the batch. They are one run of a [`Source`] without a
    /// name: of two that turn out to be one article, the second fills what the first left out. A batch of some
    /// thousand articles is a good size.
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
        let source = Source::default();
        self.save_all_from(articles.iter().map(|article| (&source, article)))
    }

    /// Saves a batch of articles, each of a named source, as [`save_all`](Self::save_all): see [`Source`] for what that
    /// changes.
    ///
    /// # Errors
    ///
    /// As for [`save`](Self::save).
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Source};
    ///
    /// let archive = Archive::in_memory()?;
    /// let items = [NewArticle::new("Ferry delayed", ""), NewArticle::new("Market moves", "")];
    /// for _ in 0..2 {
    ///     let feed = Source::new("https://example.org/feed.xml");
    ///     archive.write(|tx| tx.save_all_from(items.iter().map(|item| (&feed, item))))?;
    /// }
    /// assert_eq!(archive.read(|s| s.article_count())?, 2);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn save_all_from<'s>(
        &mut self,
        articles: impl IntoIterator<Item = (&'s Source, &'s NewArticle)>,
    ) -> Result<Vec<Saved>> {
        let mut batch = Batch::new(self, self.now())?;
        let saved = articles.into_iter().map(|(source, article)| batch.add(article, source));
        let saved = saved.collect::<Result<_>>()?;
        let statements = batch.finish();
        self.apply(&statements)?;
        Ok(saved)
    }
}

impl Batch<'_> {
    /// Resolves one article, and stages what is to be written.
    fn add(&mut self, new: &NewArticle, source: &Source) -> Result<Saved> {
        self.add_said(new, source, true)
    }

    /// Resolves one article, and keeps what was said of it. What is said again changes nothing, unless the caller wants
    /// it to be looked at all the same.
    fn add_said(&mut self, new: &NewArticle, source: &Source, passes_over: bool) -> Result<Saved> {
        let hash = said_hash(new);
        if let Some(hash) = hash.filter(|_| passes_over)
            && let Some(saved) = self.said_again(hash, source)?
        {
            return Ok(saved);
        }
        let clean = CleanArticle::of(new, &self.tracking);
        self.add_clean(clean, hash, source)
    }

    /// Resolves one article that may be analyzed already, as [`add`](Self::add).
    fn add_unsaved(&mut self, unsaved: Unsaved, source: &Source) -> Result<Saved> {
        let said = unsaved.said();
        if let Some(hash) = said
            && let Some(saved) = self.said_again(hash, source)?
        {
            return Ok(saved);
        }
        self.add_clean(unsaved.into_clean(&self.tracking), said, source)
    }

    fn add_clean(
        &mut self,
        clean: Result<CleanArticle, Rejection>,
        hash: Option<Hash>,
        source: &Source,
    ) -> Result<Saved> {
        let saved = match clean {
            Ok(clean) => self.add_new(clean, hash, source)?,
            Err(why) => return Ok(rejected(why, Vec::new())),
        };
        if let (Some(hash), Some(id)) = (hash, saved.id) {
            self.keep_said(id, hash, source, saved.outcome == Outcome::Added)?;
        }
        Ok(saved)
    }

    /// Resolves an article of which something new is said. Of one of which its source said something before, in the
    /// same run or in a later state, it only fills what was not said, unless it is later or takes the article back.
    fn add_new(&mut self, mut clean: CleanArticle, hash: Option<Hash>, source: &Source) -> Result<Saved> {
        let is_named = clean.is_named();
        let identity = match self.identify(&mut clean, hash)? {
            Ok(identity) => identity,
            Err(Offered { article, uri, .. }) => {
                let outcome = Outcome::Removed { article };
                return Ok(Saved { id: None, uri, outcome, warnings: clean.warnings });
            }
        };
        if let Some(id) = identity.stored {
            // The texts that are stored at last may be others.
            clean.analyzed = Analyzed::default();
            self.load(id)?;
            self.refresh(id);
        }
        let (manner, version) = self.manner_of(&clean, identity.stored, hash, source)?;
        let held = identity.stored.and_then(|id| self.articles.get(&id));
        let rich_body = match held {
            Some(held) => {
                give_way(&mut clean, &held.article, manner, version);
                self.rich_body_that_stands(&mut clean, &held.article, manner, version)?
            }
            None => clean.article.rich_body.take(),
        };
        if held.is_none()
            && let Some(why) = clean.lacks_words(is_named)
        {
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
        let article = merge(self, &mut clean, &identity, id, published)?;
        self.stage_merged(article, (clock, &identity), version, clean, rich_body)
    }

    /// Returns whether what is said replaces what is stored or only fills it, and how the two compare as versions.
    fn manner_of(
        &mut self,
        clean: &CleanArticle,
        stored: Option<ArticleId>,
        hash: Option<Hash>,
        source: &Source,
    ) -> Result<(Manner, Option<Ordering>)> {
        let Some(id) = stored else { return Ok((Manner::Replace, None)) };
        let said_later = self.said_later(id, source)?;
        let said_before = hash.is_some() && self.is_said_before(id, source)?;
        let Some(stored) = self.articles.get(&id) else { return Ok((Manner::Replace, None)) };
        let held = &stored.article;
        let mut version = compare_versions(&clean.article, held, self.now);
        if said_later && version != Some(Ordering::Greater) {
            version = Some(Ordering::Less);
        }
        let manner = match version {
            Some(Ordering::Less) => Manner::Fill(Reason::Older),
            _ if said_before && !is_later(version, &clean.article, held) => Manner::Fill(Reason::SameRun),
            _ => Manner::Replace,
        };
        Ok((manner, version))
    }

    /// Stages an article that was merged with what is stored of it, if anything of it is new.
    fn stage_merged(
        &mut self,
        mut article: Article,
        (clock, identity): (i64, &Identity),
        version: Option<Ordering>,
        clean: CleanArticle,
        rich_body: Option<RichBody>,
    ) -> Result<Saved> {
        let CleanArticle { warnings, analyzed, .. } = clean;
        let (id, uri) = (article.id, article.uri.clone());
        let is_older = version == Some(Ordering::Less);
        let stored = self.articles.get(&id);
        let has_other_body = stored.is_some_and(|stored| stored.article.body != article.body);
        let changed = stored.map(|stored| changed(&stored.article, &article));
        if changed.as_ref().is_some_and(Vec::is_empty) {
            let outcome = if is_older { Outcome::Older { filled: Vec::new() } } else { Outcome::Unchanged };
            self.note_sources(article)?;
            self.stage_rich_body(id, rich_body, false);
            return Ok(Saved { id: Some(id), uri, outcome, warnings });
        }
        article.changed = self.next_change()?;
        if changed.is_none() {
            article.added = article.changed;
        }
        let outcome = match changed {
            None => Outcome::Added,
            Some(filled) if is_older => Outcome::Older { filled },
            Some(changed) => Outcome::Revised { changed },
        };
        self.stage_analyzed(article, clock, identity, outcome.changed(), Origin::Source, analyzed)?;
        self.stage_rich_body(id, rich_body, has_other_body);
        Ok(Saved { id: Some(id), uri, outcome, warnings })
    }
}

fn rejected(why: Rejection, warnings: Vec<Warning>) -> Saved {
    Saved { id: None, uri: String::new(), outcome: Outcome::Rejected { why }, warnings }
}
