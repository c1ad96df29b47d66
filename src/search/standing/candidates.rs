//! Articles that may be new to a reader: those that have changed, or that time alone has shown or hidden.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::error::Result;
use crate::id::ArticleId;
use crate::model::article::visibility::Visibility;
use crate::store::Snapshot;

/// Position up to which a reader has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Since {
    /// The number of the last change.
    pub change: i64,
    /// Seconds since 1970, up to which turns are known.
    pub at: i64,
}

/// The place of an item in the order in which readers are told of it: first what has turned, by time, then what has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Turned(i64),
    Changed(i64),
}

/// An article that may be new.
pub(super) struct Candidate {
    pub article: ArticleId,
    pub clock: i64,
    pub place: Place,
    /// True if the reader may know it.
    pub was_there: bool,
}

/// The candidates, the earliest clock first.
pub(super) struct Candidates(Vec<Candidate>);

impl Candidates {
    pub(super) fn clocks(&self) -> Arc<[i64]> {
        self.0.iter().map(|candidate| candidate.clock).collect()
    }

    pub(super) fn all(&self) -> &[Candidate] {
        &self.0
    }
}

impl Snapshot<'_> {
    /// Lists what may be new: with marks also what was marked or unmarked.
    pub(super) fn candidates(&self, since: Since, with_marks: bool) -> Result<Candidates> {
        let mut found = BTreeMap::new();
        let turned = self.turned_since(since.at)?;
        found.extend(turned.into_iter().map(|candidate| (candidate.clock, candidate)));
        if with_marks {
            let marked = self.marked_since(since.change)?;
            found.extend(marked.into_iter().map(|candidate| (candidate.clock, candidate)));
        }
        for candidate in self.changed_since(since.change)? {
            let marked = found.get(&candidate.clock).map_or(candidate.place, |known| known.place);
            let place = candidate.place.max(marked);
            found.insert(candidate.clock, Candidate { place, ..candidate });
        }
        Ok(Candidates(found.into_values().collect()))
    }

    fn changed_since(&self, change: i64) -> Result<Vec<Candidate>> {
        self.rows(
            "SELECT t.clock, a.id, a.changed, a.added <= ?1 AS was_there
             FROM article a JOIN article_text t ON t.article = a.id WHERE a.changed > ?1",
            [change],
            |row| {
                Ok(Candidate {
                    article: ArticleId(row.get("id")?),
                    clock: row.get("clock")?,
                    place: Place::Changed(row.get("changed")?),
                    was_there: row.get("was_there")?,
                })
            },
        )
    }

    fn marked_since(&self, change: i64) -> Result<Vec<Candidate>> {
        self.rows(
            "SELECT t.clock, a.id, m.change, a.added <= ?1 AS was_there
             FROM marked m JOIN article a ON a.id = m.article JOIN article_text t ON t.article = a.id
             WHERE m.change > ?1",
            [change],
            |row| {
                Ok(Candidate {
                    article: ArticleId(row.get("id")?),
                    clock: row.get("clock")?,
                    place: Place::Changed(row.get("change")?),
                    was_there: row.get("was_there")?,
                })
            },
        )
    }

    fn turned_since(&self, at: i64) -> Result<Vec<Candidate>> {
        let (from, now) = (DateTime::from_timestamp(at, 0).unwrap_or(DateTime::<Utc>::MIN_UTC), self.now());
        let due = self.rows(
            "SELECT t.clock, a.id, a.status, a.embargoed, a.expires
             FROM article a JOIN article_text t ON t.article = a.id WHERE a.turns <= ?1",
            [now.timestamp()],
            |row| Ok((ArticleId(row.get("id")?), row.get("clock")?, Visibility::from_row(row)?)),
        )?;
        let turned = due.into_iter().filter_map(|(article, clock, visibility)| {
            let at = visibility.turned_within(from, now)?;
            Some(Candidate { article, clock, place: Place::Turned(at.timestamp()), was_there: true })
        });
        Ok(turned.collect())
    }

    /// Lists the articles that were removed, of those that a reader may know.
    pub(super) fn removed_since(&self, change: i64) -> Result<Vec<(Place, ArticleId)>> {
        self.rows("SELECT change, article FROM removed WHERE change > ?1 AND added <= ?1", [change], |row| {
            Ok((Place::Changed(row.get("change")?), ArticleId(row.get("article")?)))
        })
    }
}
