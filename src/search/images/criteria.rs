//! Criteria that a query sets for a picture: for the words under one use of it, and for the people shown.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::id::PersonId;
use crate::model::Mention;
use crate::search::highlight::highlighted::Highlighted;
use crate::search::highlight::highlighter::Highlighter;
use crate::search::images::uses::{Needed, UsedImage};
use crate::search::query::term::Term;
use crate::text::language::primary;

/// Places where words may stand: a bit for each.
pub(crate) type Places = u8;
pub(crate) const TEXT: Places = 1;
pub(crate) const CREDIT: Places = 2;
/// The names of the people in the picture.
pub(crate) const NAMES: Places = 4;
/// The picture's own credit line, creator, supplier and copyright notice.
pub(crate) const OWN_CREDIT: Places = 8;
/// Its title and the terms of its use.
pub(crate) const FACTS: Places = 16;

/// Names have no forms.
pub(crate) const NO_LANGUAGE: &str = "und";

/// The criteria of a query that are not about the article.
#[derive(Default)]
pub(crate) struct ImageCriteria {
    pub(crate) sought: Vec<SoughtPhrase>,
    pub(crate) criteria: Vec<Criterion>,
    /// The clauses in which a picture is asked for: a use meets at least one check of each.
    pub(crate) required: Vec<Vec<Check>>,
    /// The checks that a use may not meet.
    pub(crate) excluded: Vec<Check>,
    by_language: HashMap<String, Highlighter<'static>>,
}

/// One term, as it is asked of a use.
pub(crate) enum Check {
    /// The criterion of this number.
    Picture(usize),
    /// A term of this number in the plan, which the article of the use answers or not.
    Article(usize),
    /// Terms between parentheses: at least one of each clause, and none of those that are excluded.
    All { required: Vec<Vec<Check>>, excluded: Vec<Check> },
}

/// Words that a criterion looks for, and their places. They are the pattern of that number of each highlighter.
pub(crate) struct SoughtPhrase {
    pub(crate) term: Term,
    pub(crate) places: Places,
    pub(crate) is_marked: bool,
}

/// One term: words that are found, or a person who is shown.
pub(crate) struct Criterion {
    pub(crate) sought: Range<usize>,
    /// Every id that stands for the person.
    pub(crate) people: BTreeSet<PersonId>,
    /// The name, if it is one that the archive doesn't have.
    pub(crate) name: Option<String>,
}

impl ImageCriteria {
    /// Returns on what anything depends.
    pub(crate) fn needed(&self) -> Needed {
        let asks_people = self.criteria.iter().any(|criterion| !criterion.people.is_empty());
        Needed { people: self.seeks_in(NAMES) || asks_people, own_words: self.seeks_in(OWN_CREDIT | FACTS) }
    }

    /// Returns true if anything is looked for in one of these places.
    pub(crate) fn seeks_in(&self, places: Places) -> bool {
        self.sought.iter().any(|sought| sought.places & places != 0)
    }

    /// Returns true if a use answers, with the words of one of its captions; `holds` says of each term of the plan if its
    /// article answers it. Where it doesn't say, the use may answer.
    pub(crate) fn answered_by(&mut self, used: &UsedImage, holds: impl Fn(usize) -> Option<bool>) -> bool {
        let mut named: Vec<Places> = vec![0; self.sought.len()];
        let highlighter = self.highlighter(NO_LANGUAGE);
        used.people.iter().for_each(|person| see(highlighter, &person.name, NAMES, &mut named));
        used.own.credits.iter().for_each(|text| see(highlighter, text, OWN_CREDIT, &mut named));
        used.own.facts.iter().for_each(|text| see(highlighter, text, FACTS, &mut named));
        if used.captions.is_empty() {
            return self.are_met(&named, &used.people, &holds);
        }
        used.captions.iter().any(|caption| {
            let mut found = named.clone();
            let highlighter = self.highlighter(&caption.language);
            see(highlighter, &caption.text, TEXT, &mut found);
            see(highlighter, &caption.alt, TEXT, &mut found);
            see(highlighter, &caption.credit, CREDIT, &mut found);
            self.are_met(&found, &used.people, &holds)
        })
    }

    fn are_met(&self, found: &[Places], people: &[Mention], holds: &dyn Fn(usize) -> Option<bool>) -> bool {
        let is_met = |criterion: usize| self.is_met(criterion, found, people);
        all_hold(&self.required, &self.excluded, true, &is_met, holds)
    }

    fn is_met(&self, criterion: usize, found: &[Places], people: &[Mention]) -> bool {
        let Some(criterion) = self.criteria.get(criterion) else { return false };
        let mut sought = criterion.sought.clone();
        let is_found = |at: usize| match (self.sought.get(at), found.get(at)) {
            (Some(sought), Some(found)) => sought.places & found != 0,
            _ => false,
        };
        sought.any(is_found)
            || people.iter().filter_map(|shown| shown.person).any(|id| criterion.people.contains(&id))
    }

    /// Marks in a caption or a credit what is looked for there.
    pub(crate) fn mark(&mut self, text: &str, language: &str, place: Places) -> Highlighted {
        let mut ranges = Vec::new();
        self.highlighter(language);
        if let Some(highlighter) = self.by_language.get(primary(language)) {
            highlighter.scan(text, None, |pattern, range| {
                let sought = self.sought.get(pattern);
                if sought.is_some_and(|sought| sought.is_marked && sought.places & place != 0) {
                    ranges.push(range);
                }
            });
        }
        Highlighted::new(text, ranges)
    }

    pub(crate) fn highlighter(&mut self, language: &str) -> &Highlighter<'static> {
        let sought = &self.sought;
        self.by_language.entry(primary(language).to_owned()).or_insert_with_key(|language| {
            Highlighter::of_language(sought.iter().map(|sought| &sought.term), language)
        })
    }
}

/// Returns true if a check of each clause holds, and none that is excluded. What isn't known of an article is `unknown`.
fn all_hold(
    required: &[Vec<Check>],
    excluded: &[Check],
    unknown: bool,
    is_met: &dyn Fn(usize) -> bool,
    holds: &dyn Fn(usize) -> Option<bool>,
) -> bool {
    let is_held = |check: &Check, unknown: bool| match check {
        Check::Picture(criterion) => is_met(*criterion),
        Check::Article(term) => holds(*term).unwrap_or(unknown),
        Check::All { required, excluded } => all_hold(required, excluded, unknown, is_met, holds),
    };
    required.iter().all(|any| any.iter().any(|check| is_held(check, unknown)))
        && !excluded.iter().any(|check| is_held(check, !unknown))
}

fn see(highlighter: &Highlighter<'_>, text: &str, place: Places, found: &mut [Places]) {
    highlighter.scan(text, None, |pattern, _| {
        if let Some(places) = found.get_mut(pattern) {
            *places |= place;
        }
    });
}
