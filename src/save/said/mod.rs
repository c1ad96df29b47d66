//! Hashes of what each source said last: said again, it changes nothing, and the article isn't read.
//!
//! Of a source whose states are dated all hashes are kept, each with the time of its state, so that its states can be read
//! again in any order.

mod changes;
mod hash;
mod run_articles;
mod source;
mod source_ids;

use std::collections::HashMap;

use super::report::{Outcome, Saved};
use super::state::Batch;
use crate::error::Result;
use crate::id::ArticleId;
use crate::store::{Snapshot, statement};

pub(crate) use changes::Said;
pub(crate) use hash::Hash;
pub(super) use hash::said_hash;
use run_articles::RunTransaction;
pub use source::Source;
use source_ids::SourceId;

impl Batch<'_> {
    /// Returns the report of an article of which nothing new is said: its source said just this before, or another one
    /// did, and this one never said anything else.
    pub(super) fn said_again(&mut self, hash: Hash, source: &Source) -> Result<Option<Saved>> {
        let found = self.sources_of(hash)?;
        if found.is_empty() {
            return Ok(None);
        }
        let known = self.said.source_ids.known(self.snapshot, source.name())?;
        let own = found.iter().filter(|(_, by)| Some(*by) == known).map(|(id, _)| *id).max();
        let id = match own {
            Some(id) if self.goes_back(id, hash, source)? => return Ok(None),
            Some(id) => id,
            None => {
                let Some(id) = found.iter().map(|(id, _)| *id).max() else { return Ok(None) };
                if self.has_said(id, known)? {
                    return Ok(None);
                }
                id
            }
        };
        let Some(uri) = self.uri_of(id)? else { return Ok(None) };
        match own {
            Some(_) => _ = self.remember(id, source)?,
            // Else it would be followed when it says the same again, after the other source has gone on.
            None => self.keep_said(id, hash, source, false)?,
        }
        Ok(Some(Saved { id: Some(id), uri, outcome: Outcome::Unchanged, warnings: Vec::new() }))
    }

    /// Stages what a source said of an article. In a new run it takes the place of what it said before, unless both are
    /// states of it with their times. Of an article that is new nothing was said before.
    pub(super) fn keep_said(
        &mut self,
        id: ArticleId,
        hash: Hash,
        source: &Source,
        is_new: bool,
    ) -> Result<()> {
        let ids = &mut self.said.source_ids;
        let of = (id, ids.get_or_add(self.snapshot, source.name(), &mut self.statements)?);
        let at = source.seconds(self.now);
        let is_first = !self.remember(id, source)?;
        let mut kept = vec![(hash, at)];
        if !is_new && (at > 0 || is_first) {
            let (dated, undated): (Vec<_>, Vec<_>) =
                self.times_of(of)?.into_iter().partition(|(_, said)| at > 0 && *said > 0);
            if !undated.is_empty() {
                let sql = "DELETE FROM said WHERE article = ?1 AND source = ?2";
                self.statements.push(statement!(sql, id.0, of.1.0));
                self.said.clear(of);
                kept.splice(..0, dated);
            }
        }
        for (hash, at) in kept {
            self.statements.push(statement!(
                "INSERT INTO said (article, source, hash, at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (article, source, hash) DO UPDATE SET at = max(at, excluded.at)",
                id.0,
                of.1.0,
                hash.to_vec(),
                at,
            ));
            self.said.add(of, hash, at);
        }
        Ok(())
    }

    /// Returns true if a source said something of an article before, in the same run.
    pub(super) fn is_said_before(&mut self, id: ArticleId, source: &Source) -> Result<bool> {
        let Some(known) = self.said.source_ids.known(self.snapshot, source.name())? else { return Ok(false) };
        Ok(source.has_said(known, id, &self.transaction()?))
    }

    /// Keeps that a source that the archive knows said something of an article. Returns true if it did before in the run.
    fn remember(&mut self, id: ArticleId, source: &Source) -> Result<bool> {
        let Some(known) = self.said.source_ids.known(self.snapshot, source.name())? else { return Ok(false) };
        Ok(source.remember(known, id, &self.transaction()?))
    }

    /// Returns true if a source said something else of an article in a later state than the one that is read.
    pub(super) fn said_later(&mut self, id: ArticleId, source: &Source) -> Result<bool> {
        let at = source.seconds(self.now);
        Ok(at > 0 && self.times_by(id, source)?.into_values().any(|said| said > at))
    }

    /// Returns true if a source said this of an article, then something else, and now this again.
    fn goes_back(&mut self, id: ArticleId, hash: Hash, source: &Source) -> Result<bool> {
        let at = source.seconds(self.now);
        if at == 0 {
            return Ok(false);
        }
        let mut times = self.times_by(id, source)?;
        let own = times.remove(&hash).unwrap_or(at);
        let other = times.into_values().max().unwrap_or(0);
        Ok(own < other && other < at)
    }

    /// Returns the transaction, as the runs of sources know it.
    fn transaction(&mut self) -> Result<RunTransaction> {
        if let Some(known) = &self.said.transaction {
            return Ok(known.clone());
        }
        let transaction =
            RunTransaction { archive: self.snapshot.archive_id()?.into(), end: self.snapshot.end() };
        Ok(self.said.transaction.insert(transaction).clone())
    }

    fn times_by(&mut self, id: ArticleId, source: &Source) -> Result<HashMap<Hash, i64>> {
        match self.said.source_ids.known(self.snapshot, source.name())? {
            Some(source) => self.times_of((id, source)),
            None => Ok(HashMap::new()),
        }
    }

    /// Returns what a source said of an article, with the times of the states in which it did.
    fn times_of(&self, of: (ArticleId, SourceId)) -> Result<HashMap<Hash, i64>> {
        let mut times = HashMap::new();
        if !self.said.cleared.contains(&of) {
            times.extend(self.snapshot.said_times(of)?);
        }
        let added = self.said.by_source.get(&of).into_iter().flatten();
        times.extend(added.map(|(hash, at)| (*hash, *at)));
        Ok(times)
    }

    fn sources_of(&self, hash: Hash) -> Result<Vec<(ArticleId, SourceId)>> {
        let mut found = self.snapshot.sources_of(&hash)?;
        found.retain(|of| !self.said.cleared.contains(of));
        found.extend(self.said.added.get(&hash).into_iter().flatten().copied());
        Ok(found)
    }

    fn has_said(&self, id: ArticleId, source: Option<SourceId>) -> Result<bool> {
        let Some(source) = source else { return Ok(false) };
        let of = (id, source);
        if self.said.by_source.get(&of).is_some_and(|said| !said.is_empty()) {
            return Ok(true);
        }
        Ok(!self.said.cleared.contains(&of) && self.snapshot.has_said(id, source)?)
    }

    fn uri_of(&self, id: ArticleId) -> Result<Option<String>> {
        match self.articles.get(&id) {
            Some(stored) => Ok(Some(stored.article.uri.clone())),
            None => self.snapshot.row("SELECT uri FROM article WHERE id = ?1", [id.0], |row| row.get("uri")),
        }
    }
}

impl Snapshot<'_> {
    fn sources_of(&self, hash: &Hash) -> Result<Vec<(ArticleId, SourceId)>> {
        self.rows("SELECT article, source FROM said WHERE hash = ?1", [hash], |row| {
            Ok((ArticleId(row.get("article")?), SourceId(row.get("source")?)))
        })
    }

    /// Returns the hashes of what sources said of an article.
    pub(super) fn said_of(&self, id: ArticleId) -> Result<Vec<Hash>> {
        self.rows("SELECT DISTINCT hash FROM said WHERE article = ?1", [id.0], |row| row.get("hash"))
    }

    fn has_said(&self, id: ArticleId, source: SourceId) -> Result<bool> {
        let found = self.row(
            "SELECT 1 FROM said WHERE article = ?1 AND source = ?2 LIMIT 1",
            (id.0, source.0),
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }

    fn said_times(&self, (id, source): (ArticleId, SourceId)) -> Result<Vec<(Hash, i64)>> {
        self.rows("SELECT hash, at FROM said WHERE article = ?1 AND source = ?2", (id.0, source.0), |row| {
            Ok((row.get("hash")?, row.get("at")?))
        })
    }
}
