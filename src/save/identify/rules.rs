//! The rules by which a story is known again: a table over what two articles say.

use super::facts::{Date, Facts};

/// A rule that says that two are the same article. A lower one is the stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// A source says again what one said before. Of stored articles it is known without a comparison.
    Said = 0,
    /// They have one `uri`.
    Uri = 1,
    /// They share an id.
    Key = 3,
    /// They share a URL, and an id or a fragment contradicts.
    ContradictedUrl = 4,
    /// They share a URL.
    Url = 5,
    /// One is the AMP or mobile twin of the other.
    Twin = 6,
    /// They share headline and day.
    HeadlineDay = 7,
}

/// A decision over a stored article and a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// They are one, by this rule; and true if their texts agree.
    Same(Rule, bool),
    /// They are two, though they share an id: it was given again.
    IdReused,
    /// They are two.
    Another,
}

/// Something of which two articles say the same, or not, or too little to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Agrees,
    Contradicts,
    Unknown,
}

use Sign::{Agrees, Contradicts, Unknown};

/// Words below which a text is too short to name a story without its headline.
pub(super) const SHORT: usize = 20;

/// Decides if a stored article and a new one are the same. The first rule that applies decides.
pub(super) fn decide(stored: &Facts, new: &Facts) -> Verdict {
    let headline = stored.has_headline_of(new);
    let day = day(stored, new);
    let text = || text(stored, new, headline, day);
    let same_if = |rule, agrees: bool, otherwise: bool| {
        if agrees || otherwise { Verdict::Same(rule, agrees) } else { Verdict::Another }
    };
    if stored.shares_uri(new) {
        return Verdict::Same(Rule::Uri, text() == Agrees);
    }
    if differs_in_publisher(stored, new) || differs_in_language(stored, new) {
        return Verdict::Another;
    }
    let (key, url) = (key(stored, new), stored.shares_url(new));
    if key == Agrees {
        let elsewhere = stored.has_url() && new.has_url() && !url;
        let text = text();
        if text == Contradicts && !headline && (day == Contradicts || elsewhere) {
            return Verdict::IdReused;
        }
        return Verdict::Same(Rule::Key, text == Agrees);
    }
    if url && (key == Contradicts || stored.differs_in_fragment(new)) {
        return same_if(Rule::ContradictedUrl, text() == Agrees && day != Contradicts, false);
    }
    if url {
        // The source may call it as it does now.
        let may_be_named = headline || stored.headline_by_hand && text() != Contradicts;
        let is_edit = (new.has_no_words() || may_be_named) && day != Contradicts
            || stored.shares_page(new) && (day == Agrees || stored.modified && new.modified);
        return same_if(Rule::Url, text() == Agrees, is_edit);
    }
    if stored.shares_reduced_url(new) {
        return same_if(Rule::Twin, text() == Agrees, headline && day == Agrees);
    }
    if publication(stored, new) == Contradicts || key == Contradicts {
        return Verdict::Another;
    }
    if headline && day == Agrees {
        return same_if(Rule::HeadlineDay, text() == Agrees, !stored.has_text() && !new.has_text());
    }
    // Where there is no headline or no day, the whole text stands in for it, unless their addresses tell them apart.
    let elsewhere = stored.has_url() && new.has_url();
    let is_repeated = !elsewhere && stored.lacks_the_same(new) && stored.has_wording_of(new);
    same_if(Rule::HeadlineDay, is_repeated, false)
}

/// Returns true if two have one headline and day.
pub(super) fn is_namesake(stored: &Facts, new: &Facts) -> bool {
    stored.has_headline_of(new) && day(stored, new) == Agrees
}

/// Compares the texts: half of the shorter one's runs of words must be shared, four fifths where the days differ.
fn text(stored: &Facts, new: &Facts, headline: bool, day: Sign) -> Sign {
    let (parts, whole) = if day == Contradicts { (4, 5) } else { (1, 2) };
    let Some((shared, words)) = stored.shares_text(new, parts, whole) else { return Unknown };
    match shared {
        // A few words may be those of any story, unless they are all that both say.
        true if words < SHORT && !headline && !stored.has_wording_of(new) => Unknown,
        true => Agrees,
        false => Contradicts,
    }
}

fn day(stored: &Facts, new: &Facts) -> Sign {
    let (Some(stored), Some(new)) = (&stored.date, &new.date) else { return Unknown };
    compare_days(stored, new)
}

/// Compares two days: of the same instant, whatever the offset, they are the same.
pub(super) fn compare_days(stored: &Date, new: &Date) -> Sign {
    if stored.day == new.day || stored.instant.is_some() && stored.instant == new.instant {
        return Agrees;
    }
    let is_within = |one: &Date, other: &Date| other.day.starts_with(&one.day);
    if !stored.is_read || !new.is_read || is_within(stored, new) || is_within(new, stored) {
        return Unknown;
    }
    Contradicts
}

/// Compares their ids, and the uris that their sources gave them: an id that is shared outweighs all others.
fn key(stored: &Facts, new: &Facts) -> Sign {
    let is_of_one = publication(stored, new) == Agrees;
    if stored.shares_key(new, is_of_one) {
        return Agrees;
    }
    let differs = stored.differs_in_key(new, is_of_one) || stored.differs_in_uri(new);
    if differs { Contradicts } else { Unknown }
}

/// Compares the publications, by their domains or their titles.
fn publication(stored: &Facts, new: &Facts) -> Sign {
    let (one, other) = (&stored.domains, &new.domains);
    if !one.is_empty() && !other.is_empty() {
        return if one.is_disjoint(other) { Contradicts } else { Agrees };
    }
    let (one, other) = (&stored.titles, &new.titles);
    match one.is_empty() || other.is_empty() {
        true => Unknown,
        false if one.is_disjoint(other) => Contradicts,
        false => Agrees,
    }
}

/// Returns true if they ran in two publications: their domains differ, or none has one and their titles differ.
fn differs_in_publisher(stored: &Facts, new: &Facts) -> bool {
    stored.domains.is_empty() == new.domains.is_empty() && publication(stored, new) == Contradicts
}

/// Returns true if both languages were said and differ.
fn differs_in_language(stored: &Facts, new: &Facts) -> bool {
    match (&stored.language, &new.language) {
        (Some(stored), Some(new)) => stored != new,
        _ => false,
    }
}
