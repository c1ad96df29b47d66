//! Identifies a new article: which stored one it is, and under which names it is known.

use sha2::{Digest, Sha256};

use super::clean::CleanArticle;
use super::report::Warning;
use super::state::{Batch, Identity};
use crate::error::Result;
use crate::id::ArticleId;
use crate::model::moment::Precision;
use crate::model::new_article::{Key, NewArticle};
use crate::text::fold_name;
use crate::text::similarity::Runs;

/// Scheme of the key that stands in for a URL or id.
const HEADLINE_DAY: &str = "headline-day";
/// Scheme of a further `uri` that an article was given.
const URI: &str = "uri";

impl Batch<'_> {
    /// Looks an article up by its uri, its URLs, its ids, and last by its headline and day.
    pub(super) fn identify(&mut self, clean: &mut CleanArticle) -> Result<Identity> {
        let mut stored = match &clean.article.uri {
            Some(uri) => self.by_uri(uri)?,
            None => None,
        };
        let mut urls = std::mem::take(&mut clean.urls);
        let mut claims = Vec::new();
        for url in &urls {
            claims.push(self.by_url(&url.key)?);
        }
        stored = stored.or(claims.iter().flatten().next().copied());
        let mut keys = std::mem::take(&mut clean.article.keys);
        let mut key_claims = Vec::new();
        for key in &keys {
            key_claims.push(self.by_key(key)?);
        }
        stored = stored.or(key_claims.iter().flatten().next().copied());

        let has_own = clean.article.uri.is_some() || !urls.is_empty() || !keys.is_empty();
        if stored.is_none() {
            stored = self.by_headline_day(clean, has_own, &mut keys)?;
            key_claims.resize(keys.len(), None);
        }
        let elsewhere = |claim: &Option<ArticleId>| claim.filter(|id| Some(*id) != stored);
        let mut claims = claims.iter();
        urls.retain(|url| match claims.next().and_then(elsewhere) {
            None => true,
            Some(other) => {
                let what = url.given.clone();
                clean.warnings.push(Warning::ClaimedElsewhere { what, other });
                false
            }
        });
        let mut claims = key_claims.iter();
        keys.retain(|key| match claims.next().and_then(elsewhere) {
            None => true,
            Some(other) => {
                let what = format!("{}:{}", key.scheme, key.value);
                clean.warnings.push(Warning::ClaimedElsewhere { what, other });
                false
            }
        });
        let uri = self.uri(clean, stored, urls.first().map(|url| &url.given), &mut keys)?;
        Ok(Identity { stored, keys, urls, uri })
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
        let named = keys.first().map(|key| match key.scheme.as_str() {
            HEADLINE_DAY => format!("urn:dateline:{HEADLINE_DAY}:{}", key.value),
            scheme => format!("{scheme}:{}", key.value),
        });
        for candidate in [given, url, named.as_ref()].into_iter().flatten() {
            if self.by_uri(candidate)?.is_none() {
                return Ok(candidate.clone());
            }
        }
        let hash = headline_day(&clean.article);
        let mut uri = format!("urn:dateline:{HEADLINE_DAY}:{hash}");
        let mut number = 1_u64;
        while self.by_uri(&uri)?.is_some() {
            number += 1;
            uri = format!("urn:dateline:{HEADLINE_DAY}:{hash}.{number}");
        }
        Ok(uri)
    }

    /// Finds an article without URL or id by publication, headline and day, if the text is
    /// about the same; else it is another one, and gets the next free number of that key. An
    /// article with a URL or id may turn out to be one that came without.
    fn by_headline_day(
        &mut self,
        clean: &mut CleanArticle,
        has_own: bool,
        keys: &mut Vec<Key>,
    ) -> Result<Option<ArticleId>> {
        let hash = headline_day(&clean.article);
        let mut first = None;
        for number in 1.. {
            let value = if number == 1 { hash.clone() } else { format!("{hash}.{number}") };
            let key = Key::new(HEADLINE_DAY, value);
            let Some(id) = self.by_key(&key)? else {
                if !has_own {
                    clean.warnings.extend(first.map(|other| Warning::SameHeadline { other }));
                    keys.push(key);
                }
                break;
            };
            self.load(id)?;
            let Some(stored) = self.articles.get(&id) else { break };
            let known = &stored.article;
            let anonymous = known.urls.is_empty() && known.keys.iter().all(|key| key.scheme == HEADLINE_DAY);
            if (!has_own || anonymous) && is_same_text(&known.body, &clean.article.body) {
                return Ok(Some(id));
            }
            first = first.or(Some(id));
        }
        Ok(None)
    }

    fn by_uri(&mut self, uri: &str) -> Result<Option<ArticleId>> {
        if let Some(id) = self.uris.get(uri) {
            return Ok(Some(*id));
        }
        match self.snapshot.article_id_by_uri(uri)? {
            Some(id) => Ok(Some(id)),
            None => self.by_key(&Key::new(URI, uri)),
        }
    }

    fn by_url(&mut self, key: &str) -> Result<Option<ArticleId>> {
        match self.urls.get(key) {
            Some(id) => Ok(Some(*id)),
            None => self.snapshot.article_id_by_url(key),
        }
    }

    fn by_key(&mut self, key: &Key) -> Result<Option<ArticleId>> {
        match self.keys.get(key) {
            Some(id) => Ok(Some(*id)),
            None => self.snapshot.article_by_key(&key.scheme, &key.value),
        }
    }
}

/// Returns a hash of publication, folded headline and printed day; of the body where a part is missing.
fn headline_day(article: &NewArticle) -> String {
    let publication = article.publication.as_ref();
    let title = publication.map(|publication| match &publication.title {
        title if title.is_empty() => publication.domain.clone().unwrap_or_default(),
        title => fold_name(title),
    });
    let day = match article.published {
        Some(at) if at.precision() >= Precision::Day => Some(at.local().date().to_string()),
        Some(at) => Some(at.to_string()),
        None => Some(fold_name(&article.published_printed)).filter(|printed| !printed.is_empty()),
    };
    let mut hash = Sha256::new();
    for part in [title.as_deref().unwrap_or_default(), &fold_name(&article.headline)] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    match &day {
        Some(day) if !article.headline.is_empty() => hash.update(day.as_bytes()),
        _ => hash.update(fold_name(&article.body).as_bytes()),
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Returns true if two bodies share at least half of the shorter one's runs of three words.
fn is_same_text(stored: &str, new: &str) -> bool {
    let (stored, new) = (Runs::of([stored]), Runs::of([new]));
    stored.words() == 0 || new.words() == 0 || stored.share(&new, 1, 2)
}
