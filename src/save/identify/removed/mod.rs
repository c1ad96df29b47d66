//! Tells if a new article is one that was removed, by the hashes that are kept of it.

mod hashes;
mod rules;

use super::facts::Facts;
use super::rules::Rule;
use crate::error::Result;
use crate::id::ArticleId;
use crate::model::article::evidence::Evidence;
use crate::model::article::headline_day::headline_day;
use crate::model::change::removed::{Removed, Tombstone, removal, removed_key};
use crate::save::clean::CleanArticle;
use crate::save::said::Hash;
use crate::save::state::Batch;
use crate::store::statement;
use hashes::{Hashes, Of};

/// A removed article that a new one is.
pub(crate) struct Offered {
    pub article: ArticleId,
    pub uri: String,
    /// The number of its removal.
    change: i64,
    pub(super) rule: Rule,
}

impl Batch<'_> {
    /// Finds the removed article that a new one is, by the strongest rule and then the one removed last.
    pub(super) fn removed(
        &mut self,
        clean: &CleanArticle,
        new: &Facts,
        said: Option<Hash>,
    ) -> Result<Option<Offered>> {
        if !self.has_tombstones()? {
            return Ok(None);
        }
        let article = &clean.article;
        let day =
            headline_day(&article.headline, article.published, &article.published_printed, &article.body);
        let said = said.map(|said| Of::said(&said));
        let mut found: Option<Offered> = None;
        for hash in said.iter().chain(Hashes::of(new, &day).looked_up()) {
            for Tombstone { change, article, uri, facts } in self.snapshot.tombstones_of(hash)? {
                let rule = match said.as_ref() == Some(hash) {
                    true => Some(Rule::Said),
                    false => rules::decide(&Hashes::kept(facts), new),
                };
                if let Some(rule) = rule
                    && found.as_ref().is_none_or(|best| (rule, best.change) < (best.rule, change))
                {
                    found = Some(Offered { article, uri, change, rule });
                }
            }
        }
        Ok(found)
    }

    /// Keeps that a source said this of a removed article: whatever else is saved until then, it is the removed one when
    /// the source says it again.
    pub(super) fn keep_offered(&mut self, offered: &Offered, said: Option<Hash>) {
        if offered.rule != Rule::Said {
            self.statements.extend(said.map(|said| removed_key(&Of::said(&said), offered.change)));
        }
    }

    pub(super) fn has_tombstones(&mut self) -> Result<bool> {
        if let Some(known) = self.has_tombstones {
            return Ok(known);
        }
        let found = self.snapshot.has_tombstones()?;
        self.has_tombstones = Some(found);
        Ok(found)
    }

    /// Stages the removal of an article, and what is kept of it. Returns false if there is none.
    pub(in crate::save) fn remove(&mut self, id: ArticleId) -> Result<bool> {
        let Some(evidence) = self.snapshot.evidence_of(id)? else { return Ok(false) };
        let Evidence { headline, published, published_printed, body, uri, .. } = &evidence;
        let day = headline_day(headline, *published, published_printed, body);
        let removed =
            Removed { article: id, uri: uri.clone(), at: self.now, merged_into: None, is_kept_out: true };
        let said = self.snapshot.said_of(id)?;
        let hashes = Hashes::of(&self.facts_of_stored(evidence)?, &day);
        let change = self.next_change()?;
        self.statements.push(removal(change, &removed, hashes.all()));
        self.statements.extend(hashes.looked_up().map(|hash| removed_key(hash, change)));
        self.statements.extend(said.iter().map(|said| removed_key(&Of::said(said), change)));
        self.languages.remove(self.snapshot, id)?;
        self.statements.push(statement!("DELETE FROM article WHERE id = ?1", id.0));
        Ok(true)
    }
}
