//! Addresses: the URLs, ids, headlines and texts under which a batch has put articles.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;

use super::facts::URI;
use crate::id::ArticleId;
use crate::model::article::Article;
use crate::model::article::evidence::CONTENT_PREFIX;
use crate::model::index_row::Hashes;
use crate::model::new_article::Key;
use crate::text::url::{Tracking, WebUrl};

pub(super) type Ids = BTreeSet<ArticleId>;

/// The addresses under which a batch has put articles.
#[derive(Default)]
pub(crate) struct Addresses {
    pub(super) uris: HashMap<String, ArticleId>,
    pub(super) urls: HashMap<String, Ids>,
    pub(super) twins: HashMap<String, Ids>,
    pub(super) keys: BTreeMap<(String, String), Ids>,
    pub(super) headline_days: HashMap<Vec<u8>, Ids>,
    pub(super) contents: HashMap<Vec<u8>, Ids>,
}

impl Addresses {
    /// Adds an article, under what it says now.
    pub(crate) fn add<'u>(
        &mut self,
        article: &Article,
        hashes: Hashes,
        urls: impl Iterator<Item = &'u WebUrl>,
        keys: &[Key],
        tracking: &Tracking,
    ) {
        let id = article.id;
        self.uris.insert(article.uri.clone(), id);
        for url in urls {
            self.urls.entry(url.normal.clone()).or_default().insert(id);
            if url.reduced != url.normal {
                self.twins.entry(url.reduced.clone()).or_default().insert(id);
            }
        }
        for key in keys {
            let form = key.form(tracking);
            if key.scheme == URI {
                self.uris.entry(key.value.clone()).or_insert(id);
            }
            self.keys.entry((form.stored(), form.scheme)).or_default().insert(id);
        }
        self.headline_days.entry(hashes.headline_day).or_default().insert(id);
        self.contents.entry(prefix(hashes.content)).or_default().insert(id);
    }
}

/// Returns the beginning of a content hash, by which it is looked up.
pub(super) fn prefix(mut hash: Vec<u8>) -> Vec<u8> {
    hash.truncate(CONTENT_PREFIX);
    hash
}
