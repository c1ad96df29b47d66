//! Identifies a new article: which stored one it is, and under which names it is known.
//!
//! URLs and ids are evidence, not identity: they lead to candidates, and the rules decide which of them is meant.

mod addresses;
mod anonymous;
mod candidates;
mod facts;
mod removed;
mod rules;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use super::clean::CleanArticle;
use super::report::Warning;
use super::said::Hash;
use super::state::{Batch, Identity};
use crate::error::Result;
use crate::id::ArticleId;
use crate::model::article::evidence::Evidence;
use crate::model::new_article::Key;
use rules::{Rule, Verdict, decide, is_namesake};

pub(super) use addresses::Addresses;
pub(super) use facts::{Facts, URI};
pub(super) use removed::Offered;

/// Most other articles that the warnings of one article name.
const MOST_NAMED: usize = 4;

/// Most articles whose facts are kept for the next comparison.
const MOST_FACTS: usize = 256;

/// The decisions over the candidates.
#[derive(Default)]
struct Decisions {
    /// Those that are the same, the one that is meant first.
    same: Vec<ArticleId>,
    /// Those to which an id was given before that means another now.
    reused: Vec<ArticleId>,
    /// Those that share an address and are others.
    others: Vec<ArticleId>,
    /// Those that share headline and day and are others.
    namesakes: Vec<ArticleId>,
    /// The rule by which the one that is meant is the same.
    rule: Option<Rule>,
}

impl Batch<'_> {
    /// Finds out which stored article a new one is, or which removed one: that one if a stronger rule says so.
    pub(super) fn identify(
        &mut self,
        clean: &mut CleanArticle,
        said: Option<Hash>,
    ) -> Result<Result<Identity, Offered>> {
        if self.facts_of != self.names.lessons {
            self.facts.clear();
            self.facts_of = self.names.lessons;
        }
        let (candidates, is_crowded) = self.candidates(clean)?;
        // As of most articles: there is nothing to compare it with.
        if candidates.is_empty() && !self.has_tombstones()? {
            return self.identity_of_another(clean).map(|identity| Ok(Identity { is_crowded, ..identity }));
        }
        let new = self.facts_of_new(clean);
        let decisions = self.decide(clean, &new, candidates)?;
        let outweighs = |offered: &Offered| decisions.rule.is_none_or(|rule| offered.rule < rule);
        if let Some(offered) = self.removed(clean, &new, said)?.filter(outweighs) {
            self.keep_offered(&offered, said);
            return Ok(Err(offered));
        }
        self.warn(clean, &new, &decisions);
        let stored = decisions.same.first().copied();
        let urls = std::mem::take(&mut clean.urls);
        let mut keys = std::mem::take(&mut clean.article.keys);
        let uri = self.uri(clean, stored, urls.first().map(|url| &url.given), &mut keys)?;
        Ok(Ok(Identity { stored, keys, urls, uri, is_crowded }))
    }

    /// Returns the names of a new article that is another than all that are stored.
    pub(super) fn identity_of_another(&mut self, clean: &mut CleanArticle) -> Result<Identity> {
        let urls = std::mem::take(&mut clean.urls);
        let mut keys = std::mem::take(&mut clean.article.keys);
        let uri = self.uri(clean, None, urls.first().map(|url| &url.given), &mut keys)?;
        Ok(Identity { stored: None, keys, urls, uri, is_crowded: false })
    }

    fn decide(&mut self, clean: &CleanArticle, new: &Facts, candidates: Vec<ArticleId>) -> Result<Decisions> {
        let mut decisions = Decisions::default();
        let mut same = Vec::new();
        let direct = match &clean.article.uri {
            Some(uri) => self.by_uri(uri)?,
            None => None,
        };
        for id in candidates {
            let Some(facts) = self.facts(id)? else { continue };
            match decide(&facts, new) {
                Verdict::Same(rule, text_agrees) => same.push((rule, Some(id) != direct, !text_agrees, id)),
                Verdict::IdReused => decisions.reused.push(id),
                Verdict::Another if facts.shares_address(new) => decisions.others.push(id),
                Verdict::Another if is_namesake(&facts, new) => decisions.namesakes.push(id),
                // The batch has changed what it was found by.
                Verdict::Another => {}
            }
        }
        // The lowest rule, then the one of the same text, then the newest, which came first.
        same.sort_by_key(|(rule, is_indirect, differs, _)| {
            (*rule, *rule == Rule::Uri && *is_indirect, *differs)
        });
        decisions.rule = same.first().map(|(rule, ..)| *rule);
        decisions.same.extend(same.into_iter().map(|(.., id)| id));
        Ok(decisions)
    }

    /// Names the other articles that share an address or an id: none of it is silent.
    fn warn(&self, clean: &mut CleanArticle, new: &Facts, decisions: &Decisions) {
        let named = |ids: &[ArticleId]| ids.iter().copied().take(MOST_NAMED).collect::<Vec<_>>();
        let warnings = &mut clean.warnings;
        warnings.extend(named(&decisions.reused).into_iter().map(|other| Warning::IdReused { other }));
        if let Some((_, further)) = decisions.same.split_first() {
            warnings.extend(named(further).into_iter().map(|other| Warning::SameAs { other }));
        }
        warnings.extend(decisions.others.first().map(|other| Warning::SharesAddress { other: *other }));
        if decisions.same.is_empty() && !new.has_address() {
            warnings.extend(decisions.namesakes.first().map(|other| Warning::SameHeadline { other: *other }));
        }
    }

    /// Returns the uri to store under: that of the stored article, or the first free one of those given.
    fn uri(
        &mut self,
        clean: &CleanArticle,
        stored: Option<ArticleId>,
        url: Option<&String>,
        keys: &mut Vec<Key>,
    ) -> Result<String> {
        let given = clean.article.uri.as_ref();
        if let Some(id) = stored {
            self.load(id)?;
            if let Some(known) = self.articles.get(&id) {
                let further = given.filter(|uri| **uri != known.article.uri);
                keys.extend(further.map(|uri| Key::new(URI, uri)));
                return Ok(known.article.uri.clone());
            }
        }
        let named = keys.first().map(|key| format!("{}:{}", key.scheme, key.value));
        for candidate in [given, url, named.as_ref()].into_iter().flatten() {
            if self.by_uri(candidate)?.is_none() {
                return Ok(candidate.clone());
            }
        }
        self.anonymous_uri(&clean.article)
    }

    /// Returns what a stored article says of itself.
    fn facts(&mut self, id: ArticleId) -> Result<Option<Rc<Facts>>> {
        if let Some(facts) = self.facts.get(&id) {
            return Ok(Some(facts.clone()));
        }
        let evidence = match self.articles.get(&id) {
            Some(stored) => Some(Evidence::of(&stored.article, &self.tracking)),
            None => self.snapshot.evidence_of(id)?,
        };
        let Some(evidence) = evidence else { return Ok(None) };
        let facts = Rc::new(self.facts_of_stored(evidence)?);
        if self.facts.len() >= MOST_FACTS {
            self.facts.clear();
        }
        self.facts.insert(id, facts.clone());
        Ok(Some(facts))
    }

    fn facts_of_stored(&self, evidence: Evidence) -> Result<Facts> {
        let Evidence { published, published_printed, is_modified, headline, dek, body, .. } = evidence;
        let headline_by_hand = evidence.headline_by_hand;
        let mut facts = Facts::default()
            .with_uri(Some(&evidence.uri))
            .with_language(evidence.language.as_deref())
            .with_dates(published, &published_printed, is_modified)
            .with_texts(&headline, &dek, &body);
        facts.headline_by_hand = headline_by_hand;
        if let Some((id, title, domain)) = &evidence.publication {
            facts = match self.names.known_publication(*id) {
                Some(known) => facts.with_publication(&known.title, &known.domain),
                None => facts.with_publication(title, domain),
            };
            if self.names.has_merged_publications {
                for same in self.snapshot.publications_merged_with(*id)? {
                    facts = facts.with_publication(&same.title, &same.domain);
                }
            }
        }
        for (url, relation) in evidence.urls {
            facts = facts.with_url(url, relation);
        }
        Ok(evidence.keys.iter().fold(facts, |facts, key| facts.with_key(key, &self.tracking)))
    }

    fn facts_of_new(&self, clean: &CleanArticle) -> Facts {
        let new = &clean.article;
        let mut facts = Facts::default()
            .with_uri(new.uri.as_deref())
            .with_language(new.language.as_deref())
            .with_dates(new.published, &new.published_printed, new.modified.is_some())
            .with_texts(&new.headline, &new.dek, &new.body);
        if let Some(publication) = &new.publication {
            facts =
                facts.with_publication(&publication.title, publication.domain.as_deref().unwrap_or_default());
        }
        for url in clean.urls.iter() {
            facts = facts.with_url(url.web.clone(), url.relation);
        }
        new.keys.iter().fold(facts, |facts, key| facts.with_key(key, &self.tracking))
    }
}
