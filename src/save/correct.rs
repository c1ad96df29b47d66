//! Corrections that need no new text: a publication date, and what time itself changes.

use super::stage::rows;
use super::state::{Batch, Identity};
use crate::error::Result;
use crate::id::ArticleId;
use crate::model::article::Article;
use crate::model::moment::Moment;
use crate::model::revision::Origin;
use crate::store::Transaction;

impl Transaction<'_> {
    /// Corrects when an article was published: an [edit](Self::edit) of its date alone. It moves to its new place
    /// in time; its id, its uri and all that belongs to it stay. The earlier date is kept as a revision, and no source
    /// changes the date until it is released.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`](crate::Error::NotFound) if there is no such article, [`Error::Invalid`](crate::Error::Invalid) if the date is outside
    /// the years 1 to 4083, its offset is a day or more, or its day is full.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = NewArticle::new("Ferry delayed", "Fog held up the ferry.").published("2024-05-02".parse()?);
    /// let id = archive.write(|tx| tx.save(&article))?.id.expect("it has a headline");
    /// archive.write(|tx| tx.correct_published(id, "2024-05-01T18:00Z".parse().unwrap()))?;
    /// let article = archive.read(|s| s.article(id))?.expect("it was just saved");
    /// assert_eq!(article.published.moment().unwrap().to_string(), "2024-05-01T18:00+00:00");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn correct_published(&mut self, id: ArticleId, published: Moment) -> Result<()> {
        self.edit(id, |edit| _ = edit.set_published(published)).map(drop)
    }

    /// Writes down which articles have been hidden or shown since they were last saved, as of [`now`](Self::now). Returns
    /// the number of those that changed.
    ///
    /// Nothing depends on it: what is hidden is decided when it is asked. Until then a search makes up for each article
    /// that has turned. Where many have, from time to time, that costs less after this call.
    ///
    /// ```
    /// use chrono::{TimeZone, Utc};
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let mut article = NewArticle::new("Budget", "The council will spend more.");
    /// article.embargoed = Some(Utc.with_ymd_and_hms(2024, 5, 2, 6, 0, 0).unwrap());
    /// let evening = Utc.with_ymd_and_hms(2024, 5, 1, 20, 0, 0).unwrap();
    /// let morning = Utc.with_ymd_and_hms(2024, 5, 2, 6, 0, 0).unwrap();
    /// archive.write_at(evening, |tx| tx.save(&article))?;
    /// assert_eq!(archive.write_at(morning, |tx| tx.refresh_hidden())?, 1);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn refresh_hidden(&mut self) -> Result<usize> {
        let due =
            self.rows("SELECT id, hidden FROM article WHERE turns <= ?1", [self.now().timestamp()], |row| {
                Ok((ArticleId(row.get("id")?), row.get::<_, bool>("hidden")?))
            })?;
        let mut batch = Batch::new(self, self.now())?;
        let mut changed = 0;
        for (id, was_hidden) in due {
            changed += usize::from(batch.refresh_hidden(id, was_hidden)?);
        }
        let statements = batch.finish();
        self.apply(&statements)?;
        Ok(changed)
    }
}

impl Batch<'_> {
    fn refresh_hidden(&mut self, id: ArticleId, was_hidden: bool) -> Result<bool> {
        self.load(id)?;
        let Some(stored) = self.articles.get(&id) else { return Ok(false) };
        if stored.article.hides_at(self.now) == was_hidden {
            // It has turned twice.
            self.statements.push(rows::turns(id, stored.article.visibility().turns_after(self.now)));
            return Ok(false);
        }
        let (article, clock) = (stored.article.clone(), stored.clock);
        self.rewrite(article, clock)?;
        Ok(true)
    }

    /// Writes anew what an article is found by. Nothing that its source says has changed.
    pub(super) fn rewrite(&mut self, mut article: Article, clock: i64) -> Result<()> {
        article.changed = self.next_change()?;
        let uri = article.uri.clone();
        let identity =
            Identity { stored: Some(article.id), keys: Vec::new(), urls: Vec::new(), uri, is_crowded: false };
        self.stage(article, clock, &identity, &[], Origin::Source)
    }
}
