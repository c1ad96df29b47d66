//! URLs: those that are `http` or `https`, with what they are compared by.

use std::collections::HashSet;

use super::{CleanArticle, CleanUrl};
use crate::model::new_article::UrlRelation;
use crate::save::report::Warning;
use crate::text::url::{Tracking, WebUrl};
use crate::text::url_key;

impl CleanArticle {
    /// Takes the URLs of the article, each part of a page once.
    pub(super) fn take_urls(&mut self, tracking: &Tracking) {
        let canonical = self.article.url.take().map(|url| (url, UrlRelation::Canonical));
        let others = std::mem::take(&mut self.article.urls).into_iter().map(|url| (url.url, url.relation));
        // A uri that is an address is one that the article is known by.
        let uri = self.article.uri.clone().filter(|uri| url_key(uri).is_some());
        let uri = uri.map(|uri| (uri, UrlRelation::Given));
        self.read_urls(canonical.into_iter().chain(others).chain(uri), tracking);
    }

    /// Reads its URLs again, for an archive that compares them without other parameters.
    pub(in crate::save) fn read_urls_again(&mut self, tracking: &Tracking) {
        self.urls.clear();
        let given = std::mem::take(&mut self.given_urls);
        self.read_urls(given.into_iter(), tracking);
    }

    fn read_urls(&mut self, urls: impl Iterator<Item = (String, UrlRelation)>, tracking: &Tracking) {
        let mut seen = HashSet::new();
        for (given, relation) in urls {
            match WebUrl::of(&given, tracking) {
                Some(web) => {
                    self.given_urls.push((given.clone(), relation));
                    if seen.insert((web.normal.clone(), web.fragment.clone())) {
                        self.urls.push(CleanUrl { web, given, relation });
                    }
                }
                None => {
                    self.keep("invalid_urls", given.clone());
                    self.warnings.push(Warning::InvalidUrl { url: given });
                }
            }
        }
        self.urls.sort_by_key(|url| url.relation != UrlRelation::Canonical);
    }
}
