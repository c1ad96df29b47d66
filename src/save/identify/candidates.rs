//! Candidates: the articles under the addresses that a new one gives.

use std::collections::HashSet;

use super::addresses::{Ids, prefix};
use super::facts::URI;
use crate::error::Result;
use crate::id::ArticleId;
use crate::model::article::evidence::MOST_CANDIDATES;
use crate::model::index_row::content_hash_of;
use crate::model::new_article::{Key, KeyForm, UrlRelation};
use crate::save::analyzed::HeadlineDay;
use crate::save::clean::CleanArticle;
use crate::save::state::Batch;
use crate::store::statement;
use crate::text::url::WebUrl;

/// Most articles that are compared with a new one, whatever number of addresses it has.
const MOST: usize = 256;

/// Articles found so far.
#[derive(Default)]
struct Found {
    ids: Ids,
    /// Those of addresses that have as many as are compared, or more.
    crowd: Ids,
}

impl Found {
    /// Adds the newest of those that the batch has put under an address and those that are stored there.
    fn add(&mut self, of_batch: Option<&Ids>, stored: Vec<ArticleId>) {
        let all: Ids = of_batch
            .into_iter()
            .flatten()
            .rev()
            .take(MOST_CANDIDATES as usize)
            .copied()
            .chain(stored)
            .collect();
        if all.len() >= MOST_CANDIDATES as usize {
            self.crowd.extend(&all);
        }
        self.ids.extend(all.into_iter().rev().take(MOST_CANDIDATES as usize));
    }
}

impl Batch<'_> {
    /// Finds the articles that a new one may be, the newest first: of each address the newest, and of one that many share those
    /// of equal text. Adds that it has such a crowded address.
    pub(super) fn candidates(&mut self, clean: &mut CleanArticle) -> Result<(Vec<ArticleId>, bool)> {
        let mut found = Found::default();
        if let Some(uri) = &clean.article.uri {
            found.ids.extend(self.by_uri(uri)?);
        }
        let is_own = |relation: UrlRelation| relation != UrlRelation::Alternate;
        let mut pages = HashSet::new();
        for url in clean.urls.iter().filter(|url| is_own(url.relation)) {
            if pages.insert(&url.web.normal) {
                self.add_by_url(&url.web, &mut found)?;
            }
        }
        for key in &clean.article.keys {
            self.add_by_key(&key.form(&self.tracking), &mut found)?;
        }
        let new = &clean.article;
        let day = clean.analyzed.headline_day.get_or_insert_with(|| HeadlineDay::of(new));
        let stored = self.snapshot.articles_of_headline_day(&day.hash)?;
        found.add(self.addresses.headline_days.get(&day.hash), stored);
        let crowd = std::mem::take(&mut found.crowd);
        let is_crowded = !crowd.is_empty();
        if is_crowded {
            let hash = prefix(content_hash_of([&new.headline, &new.dek, &new.byline, &new.body]));
            let stored = self.snapshot.articles_of_content(&hash)?;
            found.add(self.addresses.contents.get(&hash), stored);
        }
        self.note_crowded(crowd);
        Ok((found.ids.into_iter().rev().take(MOST).collect(), is_crowded))
    }

    /// Stages that articles are found by their text as well from now on: more share an address with them than are compared.
    pub(in crate::save) fn note_crowded(&mut self, ids: impl IntoIterator<Item = ArticleId>) {
        for id in ids {
            if self.crowded.insert(id) {
                let sql = "UPDATE article SET crowded = 1 WHERE id = ?1 AND crowded = 0";
                self.statements.push(statement!(sql, id.0));
            }
        }
    }

    fn add_by_url(&self, url: &WebUrl, found: &mut Found) -> Result<()> {
        let (snapshot, addresses) = (self.snapshot, &self.addresses);
        found.add(addresses.urls.get(&url.normal), snapshot.articles_at_url(&url.normal)?);
        if url.reduced != url.normal {
            found.add(addresses.urls.get(&url.reduced), snapshot.articles_at_url(&url.reduced)?);
        }
        found.add(addresses.twins.get(&url.reduced), snapshot.articles_at_twins(&url.reduced)?);
        Ok(())
    }

    fn add_by_key(&self, key: &KeyForm, found: &mut Found) -> Result<()> {
        let (snapshot, addresses) = (self.snapshot, &self.addresses);
        let mut add = |form: String| -> Result<()> {
            let stored = snapshot.articles_at_key(&key.scheme, &form)?;
            found.add(addresses.keys.get(&(form, key.scheme.clone())), stored);
            Ok(())
        };
        add(key.stored())?;
        if !key.scope.is_empty() {
            return add(key.value.clone());
        }
        let (from, to) = key.bounds();
        let scoped = addresses.keys.range((from, String::new())..(to, String::new()));
        let scoped = scoped.filter(|((_, scheme), _)| *scheme == key.scheme).flat_map(|(_, ids)| ids);
        let of_batch: Ids = scoped.take(MOST_CANDIDATES as usize).copied().collect();
        found.add(Some(&of_batch), snapshot.articles_at_scoped_keys(key)?);
        Ok(())
    }

    /// Finds the article that has a `uri`, now or as a further one.
    pub(super) fn by_uri(&self, uri: &str) -> Result<Option<ArticleId>> {
        if let Some(id) = self.addresses.uris.get(uri) {
            return Ok(Some(*id));
        }
        match self.snapshot.article_id_by_uri(uri)? {
            Some(id) => Ok(Some(id)),
            None => {
                let form = Key::new(URI, uri).form(&self.tracking).stored();
                Ok(self.snapshot.articles_at_key(URI, &form)?.first().copied())
            }
        }
    }
}
