//! Facts of an article as hashes.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::model::article::headline_day::folded_headline;
use crate::model::change::removed::RemovedHash;
use crate::save::identify::facts::{Date, Facts};
use crate::save::said::Hash;
use crate::text::words;

/// The first byte of a hash: the fact that it is of. A number stands in stored tombstones, and never means another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Of {
    /// All that a source said: a tombstone is looked up by it, and not told apart.
    Said = 1,
    Uri = 2,
    /// A uri that its source gave it.
    OwnUri = 3,
    /// A URL that names more than a host.
    Page = 4,
    /// A URL that names a host.
    Home = 5,
    /// A URL without what marks twins.
    Reduced = 6,
    /// A URL with the part of its page.
    Fragment = 7,
    /// A URL of which a part is named.
    Anchored = 8,
    /// Scheme, value and scope of an id.
    Key = 9,
    /// Scheme and value of an id.
    KeyValue = 10,
    /// Scheme and scope of an id.
    KeyScope = 11,
    KeyScheme = 12,
    Domain = 13,
    Title = 14,
    Language = 15,
    Headline = 16,
    /// Nothing: it is there if the headline was set by hand.
    HeadlineByHand = 17,
    /// The day of publication, as it is and no hash.
    Day = 18,
    /// The words of a date that isn't read.
    PrintedDay = 19,
    /// The second of publication, as it is and no hash.
    Instant = 20,
    Body = 21,
    Dek = 22,
    /// What an article without URL or id is looked up by.
    HeadlineDay = 23,
}

impl Of {
    /// The facts by which a tombstone is looked up, beside what sources said.
    const LOOKED_UP: [Self; 5] = [Self::Uri, Self::Reduced, Self::Key, Self::KeyValue, Self::HeadlineDay];

    /// Returns the hash of what a source said.
    pub(super) fn said(said: &Hash) -> RemovedHash {
        Self::Said.bytes(said)
    }

    pub(super) fn hash(self, parts: &[&str]) -> RemovedHash {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        self.bytes(&hash.finalize())
    }

    /// Returns the beginning of some bytes as they are.
    fn bytes(self, bytes: &[u8]) -> RemovedHash {
        let mut hash = RemovedHash::default();
        hash.iter_mut().zip([self as u8].iter().chain(bytes)).for_each(|(to, from)| *to = *from);
        hash
    }
}

/// The facts of an article as hashes.
pub(super) struct Hashes(BTreeSet<RemovedHash>);

impl Hashes {
    /// Returns those of a tombstone.
    pub(super) fn kept(hashes: BTreeSet<RemovedHash>) -> Self {
        Self(hashes)
    }

    /// Hashes what an article says, with what it is looked up by without an address.
    pub(super) fn of(facts: &Facts, headline_day: &[u8]) -> Self {
        let mut hashes = Self(BTreeSet::new());
        hashes.add_bytes(Of::HeadlineDay, headline_day);
        facts.uris.iter().for_each(|uri| hashes.add(Of::Uri, &[uri]));
        if facts.has_own_uri() {
            hashes.add(Of::OwnUri, &[]);
        }
        hashes.add_urls(facts);
        hashes.add_keys(facts);
        facts.domains.iter().for_each(|domain| hashes.add(Of::Domain, &[domain]));
        facts.titles.iter().for_each(|title| hashes.add(Of::Title, &[title]));
        facts.language.iter().for_each(|language| hashes.add(Of::Language, &[language]));
        facts.date.iter().for_each(|date| hashes.add_date(date));
        hashes.add_texts(facts);
        hashes
    }

    fn add(&mut self, of: Of, parts: &[&str]) {
        self.0.insert(of.hash(parts));
    }

    fn add_bytes(&mut self, of: Of, bytes: &[u8]) {
        self.0.insert(of.bytes(bytes));
    }

    fn add_urls(&mut self, facts: &Facts) {
        for url in &facts.urls {
            self.add(page_or_home(url), &[url]);
        }
        facts.reduced.iter().for_each(|url| self.add(Of::Reduced, &[url]));
        for (url, parts) in &facts.fragments {
            self.add(Of::Anchored, &[url]);
            parts.iter().for_each(|part| self.add(Of::Fragment, &[url, part]));
        }
    }

    fn add_keys(&mut self, facts: &Facts) {
        for key in &facts.keys {
            self.add(Of::Key, &[&key.scheme, &key.value, &key.scope]);
            self.add(Of::KeyValue, &[&key.scheme, &key.value]);
            self.add(Of::KeyScope, &[&key.scheme, &key.scope]);
            self.add(Of::KeyScheme, &[&key.scheme]);
        }
    }

    fn add_date(&mut self, date: &Date) {
        match date.is_read {
            true => self.add_bytes(Of::Day, date.day.as_bytes()),
            false => self.add(Of::PrintedDay, &[&date.day]),
        }
        if let Some(instant) = date.instant {
            self.add_bytes(Of::Instant, &instant.to_be_bytes());
        }
    }

    fn add_texts(&mut self, facts: &Facts) {
        if !facts.headline.is_empty() {
            self.add(Of::Headline, &[&facts.headline]);
        }
        if facts.headline_by_hand {
            self.add(Of::HeadlineByHand, &[]);
        }
        for (of, text) in [(Of::Body, &facts.body), (Of::Dek, &facts.dek)] {
            if words(text).next().is_some() {
                self.add(of, &[&folded_headline(text)]);
            }
        }
    }

    pub(super) fn all(&self) -> &BTreeSet<RemovedHash> {
        &self.0
    }

    /// Returns those by which a tombstone is looked up.
    pub(super) fn looked_up(&self) -> impl Iterator<Item = &RemovedHash> {
        Of::LOOKED_UP.iter().flat_map(|of| self.bytes_of(*of))
    }

    pub(super) fn has(&self, of: Of, parts: &[&str]) -> bool {
        self.0.contains(&of.hash(parts))
    }

    /// Returns true if there is a hash of this.
    pub(super) fn has_any(&self, of: Of) -> bool {
        self.bytes_of(of).next().is_some()
    }

    pub(super) fn has_page(&self, url: &str) -> bool {
        self.has(page_or_home(url), &[url])
    }

    /// Returns the date, if it was read. The words of another are only compared.
    pub(super) fn date(&self) -> Option<Date> {
        let day = self.bytes_of(Of::Day).next()?;
        let day = String::from_utf8_lossy(&day[1..]).trim_end_matches('\0').to_owned();
        let instant = self.bytes_of(Of::Instant).next();
        let instant = instant.and_then(|bytes| bytes[1..9].try_into().ok()).map(i64::from_be_bytes);
        Some(Date { day, is_read: true, instant })
    }

    fn bytes_of(&self, of: Of) -> impl Iterator<Item = &RemovedHash> {
        let first = of.bytes(&[]);
        self.0.range(first..).take_while(move |hash| hash[0] == of as u8)
    }
}

/// A home page is the address of any story of its site.
fn page_or_home(url: &str) -> Of {
    if url.contains(['/', '?']) { Of::Page } else { Of::Home }
}
