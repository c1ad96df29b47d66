//! Terms as a query holds them: words split as the index splits them, values clean, all within the limits.

use crate::id::ArticleId;
use crate::search::query::filter::Filter;
use crate::search::query::limits::{MAX_BYTES, MAX_DEPTH, MAX_IDS, MAX_WORDS};
use crate::search::query::note::{Note, add_note, excerpt};
use crate::search::query::signs::{Quote, is_blank};
use crate::search::query::term::{Conditions, Field, Matching, Term, matching_of, split};
use crate::text;

/// Admits terms to a query, as many as there is room for.
#[derive(Default)]
pub(crate) struct Admission {
    pub room: usize,
    pub notes: Vec<Note>,
}

impl Admission {
    /// Returns the term as a query holds it. `None` if nothing is left to look for, or the query is full.
    pub(crate) fn admit(&mut self, term: Term) -> Option<Term> {
        self.admit_within(term, 0)
    }

    /// Takes the place of a term or a date. Returns false if there is none.
    pub(crate) fn has_room(&mut self) -> bool {
        let has_room = self.room > 0;
        if !has_room {
            self.note(Note::TooManyTerms);
        }
        self.room = self.room.saturating_sub(1);
        has_room
    }

    pub(crate) fn note(&mut self, note: Note) {
        add_note(&mut self.notes, note);
    }

    fn admit_within(&mut self, term: Term, depth: usize) -> Option<Term> {
        let mut notes = Vec::new();
        let admitted = match term {
            Term::All(all) => return self.admit_all(all, depth),
            Term::Words { words, matching, field } => {
                admit_words(&words.join(" "), matching, field, &mut notes)
            }
            Term::Filter(filter, value) => admit_filter(filter, &value, &mut notes),
            Term::Mark(name) => admit_mark(&name, &mut notes),
            Term::Among(ids) => Some(admit_ids(ids, &mut notes)),
            plain => Some(plain),
        };
        notes.into_iter().for_each(|note| self.note(note));
        admitted.filter(|_| self.has_room())
    }

    fn admit_all(&mut self, all: Conditions, depth: usize) -> Option<Term> {
        if depth >= MAX_DEPTH {
            self.note(Note::TooDeep);
            return None;
        }
        let mut admitted = Conditions::default();
        for group in all.groups {
            let group = group.into_iter().filter_map(|term| self.admit_within(term, depth + 1));
            admitted.require(group.collect());
        }
        for term in all.excluded {
            if let Some(term) = self.admit_within(term, depth + 1) {
                admitted.exclude(term);
            }
        }
        (!admitted.is_empty()).then_some(Term::All(admitted))
    }
}

fn admit_words(text: &str, matching: Matching, field: Option<Field>, notes: &mut Vec<Note>) -> Option<Term> {
    let mut words = split(text);
    let too_many = words.len() > MAX_WORDS;
    if too_many {
        words.truncate(MAX_WORDS);
        notes.push(Note::PhraseCut);
    }
    for word in words.iter_mut().filter(|word| word.len() > MAX_BYTES) {
        word.truncate(word.floor_char_boundary(MAX_BYTES));
        word.truncate(text::words(word).last().map_or(0, |kept| kept.end));
        notes.push(Note::WordCut);
    }
    // With its last word gone, it is no prefix any more.
    let is_cut = too_many && matching == Matching::Prefix;
    let matching = if is_cut { Matching::Exact } else { matching_of(text, matching) };
    match (words.as_mut_slice(), matching, field) {
        ([], ..) => {
            notes.push(field.map_or_else(
                || Note::NoWord(excerpt(text.trim())),
                |field| Note::EmptyValue(format!("{}:", field.keyword())),
            ));
            return None;
        }
        // A word to look for that is spelled like an operator must not read as one when rendered.
        ([word], Matching::Form, None) if matches!(word.as_str(), "OR" | "AND" | "NOT") => {
            word.make_ascii_lowercase();
        }
        _ => {}
    }
    Some(Term::Words { words, matching, field })
}

fn admit_filter(filter: Filter, value: &str, notes: &mut Vec<Note>) -> Option<Term> {
    // With a mark of every family in it, the value could not be quoted.
    let unquotable = Quote::free_in(value).is_none();
    let is_gap = |c: char| is_blank(c) || unquotable && Quote::of(c) == Some(Quote::Straight);
    let kept = admit_value(value, is_gap, notes);
    // A tag may be nothing but a symbol; every other name has a word.
    let named = text::words(&kept).next().is_some() || (filter == Filter::Tag && !kept.is_empty());
    if !named {
        notes.push(Note::EmptyValue(format!("{}:", filter.keyword())));
        return None;
    }
    Some(Term::Filter(filter, kept))
}

/// Admits any name. One with marks of every family of quotation is found, though as text it reads otherwise.
fn admit_mark(name: &str, notes: &mut Vec<Note>) -> Option<Term> {
    let kept = admit_value(name, is_blank, notes);
    if kept.is_empty() {
        notes.push(Note::EmptyValue("mark:".into()));
        return None;
    }
    Some(Term::Mark(kept))
}

/// Returns a value with single blanks for its gaps, as much of it as a query holds.
fn admit_value(value: &str, is_gap: impl Fn(char) -> bool, notes: &mut Vec<Note>) -> String {
    let clean = value.split(is_gap).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let kept = clean.get(..clean.floor_char_boundary(MAX_BYTES)).unwrap_or_default();
    if kept.len() < clean.len() {
        notes.push(Note::WordCut);
    }
    kept.trim().to_owned()
}

fn admit_ids(mut ids: Vec<ArticleId>, notes: &mut Vec<Note>) -> Term {
    ids.sort_unstable();
    ids.dedup();
    if ids.len() > MAX_IDS {
        ids.truncate(MAX_IDS);
        notes.push(Note::TooManyIds);
    }
    Term::Among(ids)
}
