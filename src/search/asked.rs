//! What a query asks of a picture: of the words under one use of it, and of who is shown.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::highlight::Highlighted;
use super::marker::Marker;
use super::term::Term;
use crate::text::language::primary;
use crate::{ArticleId, ImageId, Mention, PersonId};

/// Places where words may stand: a bit for each.
pub(super) type Places = u8;
pub(super) const TEXT: Places = 1;
pub(super) const CREDIT: Places = 2;
/// The names of the people in the picture.
pub(super) const NAMES: Places = 4;

/// Names have no forms.
pub(super) const NO_LANGUAGE: &str = "und";

/// The conditions of a query that are not about the article.
#[derive(Default)]
pub(super) struct Asked {
    pub(super) sought: Vec<Sought>,
    /// Of each of these groups, a use answers at least one condition, or its article another term.
    pub(super) wanted: Vec<Group>,
    pub(super) unwanted: Vec<Condition>,
    by_language: HashMap<String, Marker<'static>>,
}

/// Words that a condition looks for, and where. They are the pattern of that number of each marker.
pub(super) struct Sought {
    pub(super) term: Term,
    pub(super) places: Places,
    pub(super) is_marked: bool,
}

pub(super) struct Group {
    /// Its number among the groups of the query, and that of its other terms in the plan.
    pub(super) number: usize,
    pub(super) any: Vec<Condition>,
}

/// One term: words that are found, or a person who is shown.
pub(super) struct Condition {
    pub(super) sought: Range<usize>,
    /// Every id that stands for the person.
    pub(super) people: BTreeSet<PersonId>,
    /// What the archive has nothing of, if it is a name that finds nothing.
    pub(super) name: Option<String>,
}

/// A use of a picture, as far as it can be asked for.
pub(super) struct AskedUse {
    pub(super) article: ArticleId,
    pub(super) position: u32,
    pub(super) image: ImageId,
    pub(super) people: Vec<Mention>,
    pub(super) captions: Vec<Words>,
}

/// What is printed under a picture in one language.
pub(super) struct Words {
    pub(super) language: String,
    pub(super) text: String,
    pub(super) credit: String,
}

impl Asked {
    /// Whether anything depends on who is shown.
    pub(super) fn asks_people(&self) -> bool {
        let conditions = self.wanted.iter().flat_map(|group| &group.any).chain(&self.unwanted);
        self.sought.iter().any(|sought| sought.places & NAMES != 0)
            || conditions.into_iter().any(|condition| !condition.people.is_empty())
    }

    /// Whether a use answers, with the words of one of its captions; `holds` says of which groups
    /// its article answers another term.
    pub(super) fn answered_by(&mut self, used: &AskedUse, holds: impl Fn(usize) -> bool) -> bool {
        let mut named: Vec<Places> = vec![0; self.sought.len()];
        let marker = self.marker(NO_LANGUAGE);
        used.people.iter().for_each(|person| see(marker, &person.name, NAMES, &mut named));
        if used.captions.is_empty() {
            return self.is_met(&named, &used.people, &holds);
        }
        used.captions.iter().any(|caption| {
            let mut found = named.clone();
            let marker = self.marker(&caption.language);
            see(marker, &caption.text, TEXT, &mut found);
            see(marker, &caption.credit, CREDIT, &mut found);
            self.is_met(&found, &used.people, &holds)
        })
    }

    fn is_met(&self, found: &[Places], people: &[Mention], holds: impl Fn(usize) -> bool) -> bool {
        let is_met = |condition: &Condition| {
            let mut sought = condition.sought.clone();
            let is_found = |at: usize| match (self.sought.get(at), found.get(at)) {
                (Some(sought), Some(found)) => sought.places & found != 0,
                _ => false,
            };
            sought.any(is_found)
                || people.iter().filter_map(|shown| shown.person).any(|id| condition.people.contains(&id))
        };
        self.wanted.iter().all(|group| holds(group.number) || group.any.iter().any(is_met))
            && !self.unwanted.iter().any(is_met)
    }

    /// Marks in a caption or a credit what is looked for there.
    pub(super) fn mark(&mut self, text: &str, language: &str, place: Places) -> Highlighted {
        let mut ranges = Vec::new();
        self.marker(language);
        if let Some(marker) = self.by_language.get(primary(language)) {
            marker.scan(text, None, |pattern, range| {
                let sought = self.sought.get(pattern);
                if sought.is_some_and(|sought| sought.is_marked && sought.places & place != 0) {
                    ranges.push(range);
                }
            });
        }
        Highlighted::new(text, ranges)
    }

    pub(super) fn marker(&mut self, language: &str) -> &Marker<'static> {
        let sought = &self.sought;
        self.by_language.entry(primary(language).to_owned()).or_insert_with_key(|language| {
            Marker::of_language(sought.iter().map(|sought| &sought.term), language)
        })
    }
}

fn see(marker: &Marker<'_>, text: &str, place: Places, found: &mut [Places]) {
    marker.scan(text, None, |pattern, _| {
        if let Some(places) = found.get_mut(pattern) {
            *places |= place;
        }
    });
}
