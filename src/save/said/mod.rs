//! Hashes of what each source said last: said again, it changes nothing, and the article isn't read.

mod changes;
mod hash;
mod source;
mod source_ids;

use super::report::{Outcome, Saved};
use super::state::Batch;
use crate::error::Result;
use crate::id::ArticleId;
use crate::model::new_article::NewArticle;
use crate::store::{Snapshot, statement};

pub(crate) use changes::Said;
pub(crate) use hash::Hash;
pub use source::Source;
use source_ids::SourceId;

/// Returns the hash of what a source says; `None` where it can't be told.
pub(super) fn hash_of(article: &NewArticle) -> Option<Hash> {
    hash::hash_article(article)
}

/// Returns true if a source said something else of an article before, in the same run.
pub(super) fn is_said_before(uri: &str, hash: Hash, source: &Source) -> bool {
    !source.said_before(uri, &hash).is_empty()
}

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
            Some(_) => source.remember(&uri, hash),
            // Else it would be followed when it says the same again, after the other source has gone on.
            None => self.keep_said(id, &uri, hash, source)?,
        }
        Ok(Some(Saved { id: Some(id), uri, outcome: Outcome::Unchanged, warnings: Vec::new() }))
    }

    /// Stages what a source said of an article. In a new run it takes the place of what it said before.
    pub(super) fn keep_said(&mut self, id: ArticleId, uri: &str, hash: Hash, source: &Source) -> Result<()> {
        let ids = &mut self.said.source_ids;
        let of = (id, ids.get_or_add(self.snapshot, source.name(), &mut self.statements)?);
        let before = source.said_before(uri, &hash);
        if before.is_empty() && self.has_said(id, Some(of.1))? {
            let sql = "DELETE FROM said WHERE article = ?1 AND source = ?2";
            self.statements.push(statement!(sql, id.0, of.1.0));
            self.said.clear(of);
        }
        for hash in before.into_iter().chain([hash]) {
            self.statements.push(statement!(
                "INSERT INTO said (article, source, hash, at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (article, source, hash) DO NOTHING",
                id.0,
                of.1.0,
                hash.to_vec(),
                self.now.timestamp(),
            ));
            self.said.add(of, hash);
        }
        source.remember(uri, hash);
        Ok(())
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
}
