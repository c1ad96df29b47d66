//! Facts by which articles are compared: what a stored one and a new one say of themselves.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};

use crate::model::article::headline_day::{day_said, folded_headline};
use crate::model::moment::{Moment, Precision};
use crate::model::new_article::{Key, KeyForm, UrlRelation};
use crate::text::fold_name;
use crate::text::language::primary;
use crate::text::similarity::Runs;
use crate::text::url::{Tracking, WebUrl, registrable_domain};

/// Scheme of a further `uri` that an article was given.
pub(crate) const URI: &str = "uri";

/// Begins the uris that the archive makes itself.
const OF_ARCHIVE: &str = "urn:dateline:";

/// The facts of an article that the rules compare.
#[derive(Default)]
pub(crate) struct Facts {
    pub(super) uris: HashSet<String>,
    pub(super) urls: HashSet<String>,
    pub(super) reduced: HashSet<String>,
    /// The parts of pages, by their URLs.
    pub(super) fragments: HashMap<String, HashSet<String>>,
    pub(super) keys: HashSet<KeyForm>,
    /// Schemes with the values of ids, and with their scopes.
    pub(super) key_values: HashMap<String, HashSet<String>>,
    pub(super) key_scopes: HashMap<String, HashSet<String>>,
    /// The registrable domains of its URLs and of its publication.
    pub(super) domains: BTreeSet<String>,
    /// The folded titles of its publication, and of those that are one with it.
    pub(super) titles: BTreeSet<String>,
    /// The language, if its source said it.
    pub(super) language: Option<String>,
    pub(super) headline: String,
    /// True if the headline was set by hand: what its source calls it isn't known.
    pub(super) headline_by_hand: bool,
    pub(super) date: Option<Date>,
    /// True if it says when it was modified.
    pub(super) modified: bool,
    pub(super) dek: String,
    pub(super) body: String,
    runs: OnceCell<(Runs, Runs)>,
}

/// The day on which an article says that it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Date {
    /// As [`day_said`] has it.
    pub day: String,
    /// True if it is a date, and not only the words of one.
    pub is_read: bool,
    /// The instant, where time and offset are said.
    pub instant: Option<i64>,
}

impl Facts {
    pub(super) fn with_uri(mut self, uri: Option<&str>) -> Self {
        self.uris.extend(uri.map(str::to_owned));
        self
    }

    /// Adds a URL. An alternate one is another article's; where it leads on, or to a copy, its domain is another's.
    pub(super) fn with_url(mut self, url: WebUrl, relation: UrlRelation) -> Self {
        if relation == UrlRelation::Alternate {
            return self;
        }
        if !matches!(relation, UrlRelation::Redirect | UrlRelation::Archive) {
            self.domains.insert(registrable_domain(&url.reduced).to_owned());
        }
        if !url.fragment.is_empty() {
            self.fragments.entry(url.normal.clone()).or_default().insert(url.fragment);
        }
        self.urls.insert(url.normal);
        self.reduced.insert(url.reduced);
        self
    }

    pub(super) fn with_key(mut self, key: &Key, tracking: &Tracking) -> Self {
        if key.scheme == URI {
            self.uris.insert(key.value.clone());
            return self;
        }
        let form = key.form(tracking);
        self.key_values.entry(form.scheme.clone()).or_default().insert(form.value.clone());
        self.key_scopes.entry(form.scheme.clone()).or_default().insert(form.scope.clone());
        self.keys.insert(form);
        self
    }

    pub(super) fn with_publication(mut self, title: &str, domain: &str) -> Self {
        self.titles.extend(Some(fold_name(title)).filter(|title| !title.is_empty()));
        if !domain.is_empty() {
            self.domains.insert(registrable_domain(domain).to_owned());
        }
        self
    }

    /// Sets the language that was said; of two tags of one language, such as `en` and `en-GB`, neither contradicts.
    pub(super) fn with_language(mut self, said: Option<&str>) -> Self {
        let said = said.filter(|tag| *tag != "und").map(primary);
        self.language = said.map(|tag| if matches!(tag, "nb" | "nn") { "no" } else { tag }.to_owned());
        self
    }

    pub(super) fn with_dates(mut self, published: Option<Moment>, printed: &str, modified: bool) -> Self {
        let said =
            published.filter(|at| at.precision() >= Precision::Minute && at.offset_minutes().is_some());
        let instant = said.map(Moment::instant);
        self.date =
            day_said(published, printed).map(|day| Date { day, is_read: published.is_some(), instant });
        self.modified = modified;
        self
    }

    pub(super) fn with_texts(mut self, headline: &str, dek: &str, body: &str) -> Self {
        self.headline = folded_headline(headline);
        (self.dek, self.body) = (dek.to_owned(), body.to_owned());
        self
    }
}

/// Comparisons.
impl Facts {
    pub(super) fn shares_uri(&self, other: &Self) -> bool {
        !self.uris.is_disjoint(&other.uris)
    }

    pub(super) fn shares_url(&self, other: &Self) -> bool {
        !self.urls.is_disjoint(&other.urls)
    }

    /// Returns true if a URL is shared that names more than a host: a home page is the address of any story of its site.
    pub(super) fn shares_page(&self, other: &Self) -> bool {
        self.urls.intersection(&other.urls).any(|url| url.contains(['/', '?']))
    }

    pub(super) fn shares_reduced_url(&self, other: &Self) -> bool {
        !self.reduced.is_disjoint(&other.reduced)
    }

    /// Returns true if a URL, its twin or an id is shared.
    pub(super) fn shares_address(&self, other: &Self) -> bool {
        self.shares_url(other) || self.shares_reduced_url(other) || !self.keys.is_disjoint(&other.keys)
    }

    /// Returns true if it has a URL, an id or a uri.
    pub(super) fn has_address(&self) -> bool {
        self.has_url() || !self.keys.is_empty() || !self.uris.is_empty()
    }

    pub(super) fn has_url(&self) -> bool {
        !self.urls.is_empty()
    }

    /// Returns true if both have a fragment of a URL that they share, and they differ.
    pub(super) fn differs_in_fragment(&self, other: &Self) -> bool {
        let of_both =
            self.fragments.iter().filter_map(|(url, parts)| Some((parts, other.fragments.get(url)?)));
        let mut differ = of_both.map(|(parts, others)| parts.is_disjoint(others)).peekable();
        differ.peek().is_some() && differ.all(|differ| differ)
    }

    /// Returns true if an id is shared in its scope. In one publication one without scope is that of any.
    pub(super) fn shares_key(&self, other: &Self, is_of_one_publication: bool) -> bool {
        let unscoped = |key: &KeyForm| KeyForm { scope: String::new(), ..key.clone() };
        let has_value = |facts: &Self, key: &KeyForm| has(&facts.key_values, &key.scheme, &key.value);
        other.keys.iter().any(|key| {
            self.keys.contains(key)
                || is_of_one_publication
                    && has_value(self, key)
                    && (key.scope.is_empty() || self.keys.contains(&unscoped(key)))
        })
    }

    /// Returns true if one has another id of a scheme in one scope, or in one publication.
    pub(super) fn differs_in_key(&self, other: &Self, is_of_one_publication: bool) -> bool {
        other.keys.iter().any(|key| {
            !has(&self.key_values, &key.scheme, &key.value)
                && (has(&self.key_scopes, &key.scheme, &key.scope)
                    || is_of_one_publication && self.key_values.contains_key(&key.scheme))
        })
    }

    /// Returns true if both have a uri that their source gave them, and not one in common.
    pub(super) fn differs_in_uri(&self, other: &Self) -> bool {
        self.has_own_uri() && other.has_own_uri() && !self.shares_uri(other)
    }

    /// Returns true if a uri is neither an address nor made of an id or of what the article says.
    pub(super) fn has_own_uri(&self) -> bool {
        let is_of_key = |uri: &str| {
            uri.split_once(':').is_some_and(|(scheme, value)| has(&self.key_values, scheme, value))
        };
        self.uris.iter().any(|uri| !uri.contains("://") && !uri.starts_with(OF_ARCHIVE) && !is_of_key(uri))
    }

    pub(super) fn has_headline_of(&self, other: &Self) -> bool {
        !self.headline.is_empty() && self.headline == other.headline
    }

    /// Returns true if neither is dated, or neither has a headline and the dates are one.
    pub(super) fn lacks_the_same(&self, other: &Self) -> bool {
        self.date == other.date
            && (self.date.is_none() || self.headline.is_empty() && other.headline.is_empty())
    }

    /// Returns true if headline and body have the same words.
    pub(super) fn has_wording_of(&self, other: &Self) -> bool {
        self.headline == other.headline && self.runs().0 == other.runs().0
    }

    /// Returns true if it has neither headline nor text: it says something of a story that is known.
    pub(super) fn has_no_words(&self) -> bool {
        self.headline.is_empty() && !self.has_text()
    }

    /// Returns true if it has a text that can be compared.
    pub(super) fn has_text(&self) -> bool {
        let (body, dek) = self.runs();
        body.words() + dek.words() > 0
    }

    /// Returns true if a share of the shorter text is in the other, with the number of words of the shorter one; `None`
    /// where one has no text.
    ///
    /// Bodies are compared. Where one has none, its standfirst is looked for in all of the other.
    pub(super) fn shares_text(&self, other: &Self, parts: usize, whole: usize) -> Option<(bool, usize)> {
        let ((body, dek), (other_body, other_dek)) = (self.runs(), other.runs());
        let (one, two) = match (body.words(), other_body.words()) {
            (0, 0) => (dek.clone(), other_dek.clone()),
            (0, _) => (dek.clone(), other_dek.with(other_body)),
            (_, 0) => (dek.with(body), other_dek.clone()),
            _ if self.body == other.body => return Some((true, body.words())),
            _ => return shared(body, other_body, parts, whole),
        };
        shared(&one, &two, parts, whole)
    }

    fn runs(&self) -> &(Runs, Runs) {
        self.runs.get_or_init(|| (Runs::of(&self.body), Runs::of(&self.dek)))
    }
}

fn has(of: &HashMap<String, HashSet<String>>, scheme: &str, what: &str) -> bool {
    of.get(scheme).is_some_and(|all| all.contains(what))
}

fn shared(one: &Runs, other: &Runs, parts: usize, whole: usize) -> Option<(bool, usize)> {
    let words = one.words().min(other.words());
    (words > 0).then(|| (one.share(other, parts, whole), words))
}
