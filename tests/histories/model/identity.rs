//! The stored article that is meant: the signs and the rules, over all articles one by one.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use dateline::{Key, NewArticle, Precision};

use super::stored::Stored;
use super::text::{Likeness, Text, fold, likeness};
use crate::item::Item;
use crate::world::{self, Url};

/// The candidates of one address that are compared.
const CANDIDATES: usize = 16;

/// What identifies an article, stored or new.
#[derive(Debug)]
pub struct Evidence<'a> {
    pub uri: Option<&'a str>,
    pub urls: &'a [Url],
    pub keys: &'a [Key],
    pub publication: Option<String>,
    /// The domains of its URLs, and of its publication.
    pub domains: Vec<&'static str>,
    pub language: Option<&'a str>,
    pub headline: String,
    /// A person called it so; its source may call it as before.
    pub headline_by_hand: bool,
    pub day: Option<NaiveDate>,
    /// The instant, where a time and its offset are said.
    pub instant: Option<NaiveDateTime>,
    pub text: Text<'a>,
    pub is_dated_edition: bool,
}

impl<'a> Evidence<'a> {
    pub fn of_new(new: &'a NewArticle, urls: &'a [Url]) -> Self {
        let day = new.published.filter(|at| at.precision() >= Precision::Day).map(|at| at.local().date());
        Self {
            uri: new.uri.as_deref(),
            urls,
            keys: &new.keys,
            publication: new.publication.as_ref().map(|it| fold(&it.title)),
            domains: urls.iter().map(|url| url.domain).chain(domain(new)).collect(),
            language: new.language.as_deref(),
            headline: fold(&new.headline),
            headline_by_hand: false,
            day,
            instant: new.published.and_then(|at| {
                let offset = at.offset_minutes().filter(|_| at.precision() >= Precision::Minute)?;
                Some(at.local() - TimeDelta::minutes(offset.into()))
            }),
            text: Text { dek: &new.dek, body: &new.body },
            is_dated_edition: new.modified.is_some(),
        }
    }
}

/// Returns the domain that is said of the publication.
fn domain(new: &NewArticle) -> Option<&'static str> {
    let said = new.publication.as_ref()?.domain.as_deref()?;
    world::PUBLICATIONS.iter().filter_map(|(_, domain)| *domain).find(|domain| *domain == said)
}

/// Finds the stored article that an item means: its place, and the rule that decided. Of several that the lowest rule
/// names it is one of the same text, then the newest.
pub fn identify(articles: &[Stored], item: &Item) -> Option<(usize, u8)> {
    let new = Evidence::of_new(&item.new, &item.urls);
    let mut best: Option<(u8, bool, i64, usize)> = None;
    for (place, stored) in articles.iter().enumerate() {
        let Some((rule, same_text)) = rule(&stored.evidence(), &new) else { continue };
        if !is_candidate(articles, place, &new) {
            continue;
        }
        let rank = (rule, !same_text, -stored.id.0, place);
        if best.is_none_or(|best| rank < best) {
            best = Some(rank);
        }
    }
    best.map(|(rule, .., place)| (place, rule))
}

/// Says of each stored article by which rule it is the same, and what it says of itself.
pub fn explain(articles: &[Stored], item: &Item) -> String {
    let new = Evidence::of_new(&item.new, &item.urls);
    let lines = articles
        .iter()
        .map(|it| format!("    {} {:?} {:?}", it.id, rule(&it.evidence(), &new), it.evidence()));
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns true if it is among the newest that share one of the new one's addresses, or has its text.
fn is_candidate(articles: &[Stored], place: usize, new: &Evidence<'_>) -> bool {
    if articles.len() <= CANDIDATES {
        return true;
    }
    let newest = |shares: &dyn Fn(&Evidence<'_>) -> bool| {
        let newer = articles.iter().filter(|it| it.id > articles[place].id && shares(&it.evidence()));
        shares(&articles[place].evidence()) && newer.count() < CANDIDATES
    };
    let by_url = new.urls.iter().any(|url| {
        newest(&|it| it.urls.iter().any(|other| other.page == url.page))
            || newest(&|it| it.urls.iter().any(|other| other.story == url.story))
    });
    // Those of the key in its scope, and those without scope, or in any.
    let by_key = new.keys.iter().any(|key| {
        let is_other =
            |it: &&Key| (&it.scheme, &it.value) == (&key.scheme, &key.value) && it.scope != key.scope;
        let may_match = |it: &&Key| is_other(it) && (key.scope.is_empty() || it.scope.is_empty());
        newest(&|it| it.keys.contains(key)) || newest(&|it| it.keys.iter().any(|it| may_match(&it)))
    });
    let stored = articles[place].evidence();
    let by_headline = || newest(&|it| it.headline == new.headline && it.day == new.day);
    by_url
        || by_key
        || stored.uri == new.uri
        || (stored.text.body, stored.text.dek) == (new.text.body, new.text.dek)
        || by_headline()
}

/// Returns the number of the rule by which two are the same article, and if their texts agree.
fn rule(stored: &Evidence<'_>, new: &Evidence<'_>) -> Option<(u8, bool)> {
    let days = stored.day.zip(new.day);
    let same_instant = stored.instant.is_some() && stored.instant == new.instant;
    let same_day = same_instant || days.is_some_and(|(one, other)| one == other);
    let days_differ = !same_day && days.is_some();
    let same_headline = !new.headline.is_empty() && stored.headline == new.headline;
    let text = likeness(stored.text, new.text, same_headline, days_differ);
    let is_same = text == Likeness::Same;
    let same = |holds: bool, rule: u8| holds.then_some((rule, is_same));
    if new.uri.is_some() && (new.uri == stored.uri || stored.keys.iter().any(|key| is_uri(key, new.uri))) {
        return same(true, 1);
    }
    let publication = publication(stored, new);
    let comparable = stored.domains.is_empty() == new.domains.is_empty();
    let languages_differ = stored.language.zip(new.language).is_some_and(|(one, other)| one != other);
    if publication == Some(false) && comparable || languages_differ {
        return None;
    }
    let url = stored.urls.iter().any(|url| new.urls.iter().any(|other| url.page == other.page));
    let twin = stored.urls.iter().any(|url| new.urls.iter().any(|other| url.story == other.story));
    let in_one = publication == Some(true);
    let pairs = || stored.keys.iter().flat_map(|key| new.keys.iter().map(move |other| (key, other)));
    let key = pairs().any(|(key, other)| is_shared(key, other, in_one));
    let other_uri = has_own_uri(stored) && has_own_uri(new);
    let other_key = !key && (other_uri || contradict(stored.keys, new.keys, in_one));
    if key {
        let elsewhere = !stored.urls.is_empty() && !new.urls.is_empty() && !url;
        let is_reused = text == Likeness::Other && !same_headline && (days_differ || elsewhere);
        return same(!is_reused, 3);
    }
    if url && (other_key || fragments_differ(stored, new)) {
        return same(is_same && !days_differ, 4);
    }
    if url {
        let editions = stored.is_dated_edition && new.is_dated_edition;
        // A home page is the address of any story.
        let page =
            stored.urls.iter().any(|url| !url.is_home() && new.urls.iter().any(|it| it.page == url.page));
        let may_be_named = same_headline || stored.headline_by_hand && text != Likeness::Other;
        return same(is_same || may_be_named && !days_differ || page && (same_day || editions), 5);
    }
    if twin {
        return same(is_same || same_headline && same_day, 6);
    }
    let no_text = stored.text.is_empty() && new.text.is_empty();
    // Where there is no day the whole text stands in for it, unless their addresses tell them apart.
    let elsewhere = !stored.urls.is_empty() && !new.urls.is_empty();
    let undated = stored.day.is_none() && new.day.is_none() && stored.headline == new.headline;
    let wording = !elsewhere && undated && fold(stored.text.body) == fold(new.text.body);
    let known_by = same_headline && same_day && (is_same || no_text) || wording;
    same(known_by && publication != Some(false) && !other_key, 7)
}

fn is_uri(key: &Key, uri: Option<&str>) -> bool {
    key.scheme == "uri" && uri == Some(&key.value)
}

/// Returns true if a source gave it a uri, rather than the archive.
fn has_own_uri(article: &Evidence<'_>) -> bool {
    let further = article.keys.iter().filter(|key| key.scheme == "uri").map(|key| key.value.as_str());
    article.uri.into_iter().chain(further).any(|uri| uri.starts_with(world::STORY))
}

/// Returns true if both ran in one publication, false if in two; `None` where nobody says.
fn publication(stored: &Evidence<'_>, new: &Evidence<'_>) -> Option<bool> {
    if !stored.domains.is_empty() && !new.domains.is_empty() {
        return Some(stored.domains.iter().any(|domain| new.domains.contains(domain)));
    }
    stored.publication.as_ref().zip(new.publication.as_ref()).map(|(one, other)| one == other)
}

/// A key without scope matches those without, or any of the same publication.
fn is_shared(key: &Key, other: &Key, in_one: bool) -> bool {
    let is_equal = key.scheme == other.scheme && key.value == other.value;
    is_equal && (key.scope == other.scope || in_one && (key.scope.is_empty() || other.scope.is_empty()))
}

/// Returns true if one has another value of a scheme in one scope, or in one publication.
fn contradict(stored: &[Key], new: &[Key], in_one: bool) -> bool {
    new.iter().any(|key| {
        let of_scheme = || stored.iter().filter(|other| other.scheme == key.scheme);
        of_scheme().all(|other| other.value != key.value)
            && of_scheme().any(|other| in_one || other.scope == key.scope)
    })
}

fn fragments_differ(stored: &Evidence<'_>, new: &Evidence<'_>) -> bool {
    let parts = |urls: &'_ [Url]| urls.iter().filter(|url| !url.fragment.is_empty()).cloned().collect();
    let (one, other): (Vec<Url>, Vec<Url>) = (parts(stored.urls), parts(new.urls));
    let pairs = || one.iter().flat_map(|url| other.iter().map(move |other| (url, other)));
    let of_one_page = || pairs().filter(|(one, other)| one.page == other.page);
    of_one_page().next().is_some() && of_one_page().all(|(one, other)| one.fragment != other.fragment)
}
