//! The feed itself: what holds for all its entries.

use chrono::{DateTime, Utc};
use url::Url;

use super::people::Author;
use crate::model::new_article::NewPublication;

/// The facts of a feed.
#[derive(Debug, Default)]
pub(super) struct Channel {
    pub title: String,
    /// The address of the feed.
    pub url: Option<String>,
    /// The address of its home page.
    pub link: Option<String>,
    pub language: Option<String>,
    /// The time at which it was built, by the best of the dates that say it.
    pub built: Option<DateTime<Utc>>,
    /// The authors of entries that name none.
    pub authors: Vec<Author>,
}

impl Channel {
    /// Returns the address that scopes the ids of its entries, and names the feed as a source: its own, else that of its
    /// home page.
    pub(super) fn source(&self) -> Option<&str> {
        self.url.as_deref().or(self.link.as_deref())
    }

    /// Returns the publication that the feed is of.
    pub(super) fn publication(&self) -> Option<NewPublication> {
        let domain = self.link.as_deref().or(self.url.as_deref()).and_then(domain);
        publication(&self.title, domain)
    }
}

/// Returns a publication, if anything is said of it.
pub(super) fn publication(title: &str, domain: Option<String>) -> Option<NewPublication> {
    let is_said = !title.is_empty() || domain.is_some();
    is_said.then(|| NewPublication { title: title.to_owned(), domain, ..NewPublication::default() })
}

/// Returns the domain of an address, without `www.`.
pub(super) fn domain(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.domain()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}
