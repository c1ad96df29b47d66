//! The rules by which an article that was removed is known again.
//!
//! They are those of stored articles, over hashes: texts can only be equal or not, and so an edited one speaks for another
//! story unless its id, or page and day, or headline say otherwise.

use super::hashes::{Hashes, Of};
use crate::model::article::headline_day::folded_headline;
use crate::save::identify::facts::Facts;
use crate::save::identify::rules::Sign::{Agrees, Contradicts, Unknown};
use crate::save::identify::rules::{Rule, SHORT, Sign, compare_days};
use crate::text::words;

/// Decides if a new article is a removed one, and returns the rule that says so.
pub(super) fn decide(stored: &Hashes, new: &Facts) -> Option<Rule> {
    if new.uris.iter().any(|uri| stored.has(Of::Uri, &[uri])) {
        return Some(Rule::Uri);
    }
    let publication = publication(stored, new);
    let differs_in_publisher =
        stored.has_any(Of::Domain) != new.domains.is_empty() && publication == Contradicts;
    if differs_in_publisher || differs(stored, Of::Language, new.language.as_deref()) {
        return None;
    }
    let headline = !new.headline.is_empty() && stored.has(Of::Headline, &[&new.headline]);
    let (day, text) = (day(stored, new), text(stored, new, headline));
    let (key, url) =
        (key(stored, new, publication == Agrees), new.urls.iter().any(|url| stored.has_page(url)));
    if key == Agrees {
        let elsewhere = stored.has_any(Of::Reduced) && new.has_url() && !url;
        let is_reused = text == Contradicts && !headline && (day == Contradicts || elsewhere);
        return (!is_reused).then_some(Rule::Key);
    }
    if url && (key == Contradicts || differs_in_fragment(stored, new)) {
        return (text == Agrees && day != Contradicts).then_some(Rule::ContradictedUrl);
    }
    if url {
        let may_be_named = headline || stored.has_any(Of::HeadlineByHand) && text != Contradicts;
        let is_page = new.urls.iter().any(|url| stored.has(Of::Page, &[url]));
        let is_edit = (new.has_no_words() || may_be_named) && day != Contradicts || is_page && day == Agrees;
        return (text == Agrees || is_edit).then_some(Rule::Url);
    }
    if new.reduced.iter().any(|url| stored.has(Of::Reduced, &[url])) {
        return (text == Agrees || headline && day == Agrees).then_some(Rule::Twin);
    }
    if publication == Contradicts || key == Contradicts {
        return None;
    }
    // Where both have URLs, and none in common, headline and day don't outweigh that.
    let no_text = !has_text(stored) && !new.has_text();
    let is_same_day = headline && day == Agrees && (text == Agrees || no_text);
    let elsewhere = stored.has_any(Of::Reduced) && new.has_url();
    let no_day = stored.date().is_none() && !stored.has_any(Of::PrintedDay) && new.date.is_none();
    let no_headline = new.headline.is_empty() && !stored.has_any(Of::Headline);
    let is_repeated =
        !elsewhere && no_day && (headline && no_text || (headline || no_headline) && text == Agrees);
    (is_same_day || is_repeated).then_some(Rule::HeadlineDay)
}

/// Returns true if both say something of a kind, and it differs.
fn differs(stored: &Hashes, of: Of, new: Option<&str>) -> bool {
    new.is_some_and(|new| stored.has_any(of) && !stored.has(of, &[new]))
}

fn publication(stored: &Hashes, new: &Facts) -> Sign {
    if stored.has_any(Of::Domain) && !new.domains.is_empty() {
        let is_shared = new.domains.iter().any(|domain| stored.has(Of::Domain, &[domain]));
        return if is_shared { Agrees } else { Contradicts };
    }
    match new.titles.iter().any(|title| stored.has(Of::Title, &[title])) {
        true => Agrees,
        false if stored.has_any(Of::Title) && !new.titles.is_empty() => Contradicts,
        false => Unknown,
    }
}

fn key(stored: &Hashes, new: &Facts, is_of_one: bool) -> Sign {
    let has_value = |scheme: &str, value: &str| stored.has(Of::KeyValue, &[scheme, value]);
    let is_shared = new.keys.iter().any(|key| {
        let (scheme, value, scope) = (&key.scheme, &key.value, &key.scope);
        stored.has(Of::Key, &[scheme, value, scope])
            || is_of_one
                && has_value(scheme, value)
                && (scope.is_empty() || stored.has(Of::Key, &[scheme, value, ""]))
    });
    if is_shared {
        return Agrees;
    }
    let is_another = new.keys.iter().any(|key| {
        !has_value(&key.scheme, &key.value)
            && (stored.has(Of::KeyScope, &[&key.scheme, &key.scope])
                || is_of_one && stored.has(Of::KeyScheme, &[&key.scheme]))
    });
    if is_another || stored.has_any(Of::OwnUri) && new.has_own_uri() { Contradicts } else { Unknown }
}

fn differs_in_fragment(stored: &Hashes, new: &Facts) -> bool {
    let of_both = new.fragments.iter().filter(|(url, _)| stored.has(Of::Anchored, &[url]));
    let mut differ = of_both
        .map(|(url, parts)| !parts.iter().any(|part| stored.has(Of::Fragment, &[url, part])))
        .peekable();
    differ.peek().is_some() && differ.all(|differs| differs)
}

fn day(stored: &Hashes, new: &Facts) -> Sign {
    let Some(date) = &new.date else { return Unknown };
    match stored.date() {
        Some(stored) => compare_days(&stored, date),
        None if stored.has(Of::PrintedDay, &[&date.day]) => Agrees,
        None => Unknown,
    }
}

fn text(stored: &Hashes, new: &Facts, headline: bool) -> Sign {
    let [body, dek] = [&new.body, &new.dek].map(|text| folded_headline(text));
    let (has_body, has_dek) = (words(&new.body).next().is_some(), words(&new.dek).next().is_some());
    let is_equal = if has_body && stored.has_any(Of::Body) {
        stored.has(Of::Body, &[&body])
    } else if has_dek && stored.has_any(Of::Dek) {
        stored.has(Of::Dek, &[&dek])
    } else {
        return Unknown;
    };
    let is_short = body.split(' ').count().max(dek.split(' ').count()) < SHORT;
    match is_equal {
        true if is_short && !headline => Unknown,
        true => Agrees,
        false => Contradicts,
    }
}

fn has_text(stored: &Hashes) -> bool {
    stored.has_any(Of::Body) || stored.has_any(Of::Dek)
}
