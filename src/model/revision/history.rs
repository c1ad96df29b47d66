//! The states of an article in their order, and the one that stood at an instant.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::Origin;
use crate::error::Result;
use crate::id::ArticleId;
use crate::model::column::{instant, json};
use crate::model::new_article::NewArticle;
use crate::store::Snapshot;

/// A state of an article, an earlier one or the present one, without its text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ArticleState {
    /// Its number: that of its [`Revision`](crate::Revision), and of the present state the next one.
    pub number: u32,
    /// The time from which it stood. `None` of the first state of an article that was merged into this one.
    pub since: Option<DateTime<Utc>>,
    /// The time until which it stood; `None` of the present state.
    pub until: Option<DateTime<Utc>>,
    /// Origin of the change that made it; `None` of the first state, and where version 1 of the schema kept it.
    pub origin: Option<Origin>,
    /// Number of that change; 0 where it isn't known.
    pub change: i64,
    /// The fields in which it differs from the state before, by their names in JSON.
    pub changed: Vec<String>,
    /// The uri of the article that it was a state of, if that one was merged into this one since.
    pub merged_from: Option<String>,
}

/// A state of an article with all that it said.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Wording {
    /// The state.
    #[serde(flatten)]
    pub state: ArticleState,
    /// The whole article in that state.
    pub document: NewArticle,
}

/// An end of a state.
struct End {
    at: DateTime<Utc>,
    origin: Option<Origin>,
    change: i64,
    changed: Vec<String>,
}

impl Snapshot<'_> {
    /// Returns the states of an article in their order, the present one last; none if there is no such article.
    ///
    /// States of an article that was merged into this one stand after its own earlier ones and before the present one. A
    /// wording that was [split off](crate::Transaction::split_revision) is no state of it any more: the next one takes its
    /// time.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Origin};
    ///
    /// let archive = Archive::in_memory()?;
    /// let saved = archive.write(|tx| tx.save(&NewArticle::new("Fery delayed", "Fog held up the ferry.")))?;
    /// let id = saved.id.expect("it has a headline");
    /// archive.write(|tx| tx.edit(id, |edit| _ = edit.set_headline("Ferry delayed")))?;
    ///
    /// let states = archive.read(|snapshot| snapshot.history(id))?;
    /// assert_eq!(states.len(), 2);
    /// assert_eq!((states[1].origin, &states[1].changed[..]), (Some(Origin::Hand), &["headline".to_owned()][..]));
    /// assert_eq!(states[0].until, states[1].since);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn history(&self, article: ArticleId) -> Result<Vec<ArticleState>> {
        let present =
            self.row("SELECT uri, first_seen, added FROM article WHERE id = ?1", [article.0], |row| {
                Ok((row.get::<_, String>("uri")?, instant(row, "first_seen")?, row.get("added")?))
            })?;
        let Some((uri, first_seen, added)) = present else { return Ok(Vec::new()) };
        let revisions = self.rows(
            "SELECT number, superseded, origin, change, changed, document ->> 'uri' AS uri
             FROM article_revision WHERE article = ?1 ORDER BY number",
            [article.0],
            |row| {
                let (changed, uri): (String, Option<String>) = (row.get("changed")?, row.get("uri")?);
                let origin = Origin::from_word(&row.get::<_, String>("origin")?);
                let ended = (instant(row, "superseded")?, origin, row.get("change")?, changed);
                Ok((row.get::<_, u32>("number")?, uri, ended))
            },
        )?;
        let first = |since, change| ArticleState {
            number: 1,
            since,
            until: None,
            origin: None,
            change,
            changed: Vec::new(),
            merged_from: None,
        };
        let mut states = Vec::with_capacity(revisions.len() + 1);
        let mut last_number = 0;
        // How the state before ended, of this article and of each that was merged into it.
        let mut ends: HashMap<Option<String>, End> = HashMap::new();
        for (number, of, (at, origin, change, changed)) in revisions {
            let merged_from = of.filter(|of| *of != uri);
            let before = ends.remove(&merged_from);
            let begun = match (before, &merged_from) {
                (Some(end), _) => end.into_state(),
                (None, None) => first(Some(first_seen), added),
                (None, Some(_)) => first(None, 0),
            };
            let end = End { at, origin, change, changed: json(&changed)? };
            ends.insert(merged_from.clone(), end);
            states.push(ArticleState { number, until: Some(at), merged_from, ..begun });
            last_number = number;
        }
        let begun = ends.remove(&None).map_or_else(|| first(Some(first_seen), added), End::into_state);
        states.push(ArticleState { number: last_number.saturating_add(1), ..begun });
        Ok(states)
    }

    /// Returns a state of an article with all that it said, by its number in the [history](Self::history); `None` if there
    /// is none of that number.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let mut article = NewArticle::new("Ferry delayed", "Fog held up the ferry.").key("wire", "F1");
    /// let id = archive.write(|tx| tx.save(&article))?.id.expect("it has a headline");
    /// article.headline = "Ferry cancelled".into();
    /// archive.write(|tx| tx.save(&article))?;
    ///
    /// let headline = |number| archive.read(|s| Ok(s.wording(id, number)?.map(|state| state.document.headline)));
    /// assert_eq!(headline(1)?.as_deref(), Some("Ferry delayed"));
    /// assert_eq!(headline(2)?.as_deref(), Some("Ferry cancelled"));
    /// assert_eq!(headline(3)?, None);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn wording(&self, article: ArticleId, number: u32) -> Result<Option<Wording>> {
        let state = self.history(article)?.into_iter().find(|state| state.number == number);
        state.map_or(Ok(None), |state| self.wording_of(article, state))
    }

    /// Returns what the archive said of an article at an instant: the wording that stood then. `None` before it was first
    /// seen, and of an article that is not there, or no longer.
    ///
    /// The URLs and ids of the wording are those that were known when it ended.
    ///
    /// ```
    /// use chrono::{DateTime, Utc};
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let day = |day| format!("2024-05-0{day}T12:00:00Z").parse::<DateTime<Utc>>().expect("it is a date");
    /// let mut article = NewArticle::new("Ferry delayed", "Fog held up the ferry.").key("wire", "F1");
    /// let id = archive.write_at(day(1), |tx| tx.save(&article))?.id.expect("it has a headline");
    /// article.headline = "Ferry cancelled".into();
    /// archive.write_at(day(3), |tx| tx.save(&article))?;
    ///
    /// let said = |at| archive.read(|s| Ok(s.as_of(id, at)?.map(|said| said.document.headline)));
    /// assert_eq!(said(day(2))?.as_deref(), Some("Ferry delayed"));
    /// assert_eq!(said(day(3))?.as_deref(), Some("Ferry cancelled"));
    /// assert!(archive.read(|s| s.as_of(id, "2024-04-30T12:00:00Z".parse().expect("it is a date")))?.is_none());
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn as_of(&self, article: ArticleId, at: DateTime<Utc>) -> Result<Option<Wording>> {
        let stood = |state: &ArticleState| {
            state.merged_from.is_none()
                && state.since.is_some_and(|since| since <= at)
                && state.until.is_none_or(|until| at < until)
        };
        let state = self.history(article)?.into_iter().find(stood);
        state.map_or(Ok(None), |state| self.wording_of(article, state))
    }

    fn wording_of(&self, article: ArticleId, state: ArticleState) -> Result<Option<Wording>> {
        if state.until.is_none() {
            let Some(present) = self.article(article)? else { return Ok(None) };
            return Ok(Some(Wording { state, document: self.document(&present)? }));
        }
        let document: Option<String> = self.row(
            "SELECT document FROM article_revision WHERE article = ?1 AND number = ?2",
            (article.0, state.number),
            |row| row.get("document"),
        )?;
        let Some(document) = document else { return Ok(None) };
        Ok(Some(Wording { state, document: json(&document)? }))
    }
}

impl End {
    /// Makes the state that follows.
    fn into_state(self) -> ArticleState {
        let Self { at, origin, change, changed } = self;
        ArticleState { number: 0, since: Some(at), until: None, origin, change, changed, merged_from: None }
    }
}
