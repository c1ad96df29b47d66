//! Earlier wordings of an article.

mod history;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::error::Result;
use crate::id::ArticleId;
use crate::model::column::{instant, json};
use crate::model::moment::Moment;
use crate::model::new_article::NewArticle;
use crate::model::words::words;
use crate::store::Snapshot;

pub use history::{ArticleState, Wording};

words! {
    /// Origin of the change that put a later state of an article in the place of an earlier one.
    #[non_exhaustive]
    Origin {
        /// A save of what a source said.
        Source = "source"
        /// An edit by hand.
        Hand = "hand"
    }
}

/// An earlier state of an article.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Revision {
    /// Its number, from 1 for the first state on.
    pub number: u32,
    /// The time at which a later state was put in its place.
    pub superseded: DateTime<Utc>,
    /// Origin of that change; `None` in what version 1 of the schema kept.
    pub origin: Option<Origin>,
    /// Number of that change; 0 in what version 1 of the schema kept.
    pub change: i64,
    /// The fields in which the later state differs, by their names in JSON.
    pub changed: Vec<String>,
    /// The whole article as it was.
    pub document: NewArticle,
}

impl Snapshot<'_> {
    /// Returns the earlier states of an article, each whole, the first one first. The present one is not among them:
    /// [`history`](Self::history) has all of them, and reads no text.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let mut article = NewArticle::new("Ferry delayed", "Fog held up the ferry.").key("wire", "F1");
    /// let saved = archive.write(|tx| tx.save(&article))?;
    /// article.headline = "Ferry cancelled".into();
    /// archive.write(|tx| tx.save(&article))?;
    ///
    /// let earlier = archive.read(|s| s.revisions_of(saved.id.unwrap()))?;
    /// assert_eq!(earlier[0].changed, ["headline"]);
    /// assert_eq!(earlier[0].document.headline, "Ferry delayed");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn revisions_of(&self, article: ArticleId) -> Result<Vec<Revision>> {
        let rows = self.rows(
            "SELECT number, superseded, origin, change, changed, document
             FROM article_revision WHERE article = ?1 ORDER BY number",
            [article.0],
            |row| {
                let texts: (String, String) = (row.get("changed")?, row.get("document")?);
                let origin = Origin::from_word(&row.get::<_, String>("origin")?);
                Ok((row.get("number")?, instant(row, "superseded")?, origin, row.get("change")?, texts))
            },
        )?;
        rows.into_iter()
            .map(|(number, superseded, origin, change, (changed, document))| {
                let (changed, document) = (json(&changed)?, json(&document)?);
                Ok(Revision { number, superseded, origin, change, changed, document })
            })
            .collect()
    }

    /// Returns the dates that version 1 of the schema replaced by a change of the date alone: it kept no other word on
    /// what was done by hand.
    pub(crate) fn corrected_dates_of(&self, article: ArticleId) -> Result<Vec<Moment>> {
        let dates: Vec<Option<String>> = self.rows(
            "SELECT document ->> 'published' AS published FROM article_revision
             WHERE article = ?1 AND changed = '[\"published\"]' AND origin = '' ORDER BY number",
            [article.0],
            |row| row.get("published"),
        )?;
        Ok(dates.iter().flatten().filter_map(|date| date.parse().ok()).collect())
    }
}
