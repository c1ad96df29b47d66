//! Finds in a text what a query asks for.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use crate::search::highlight::highlighted::Highlighted;
use crate::search::query::Query;
use crate::search::query::limits::MAX_WORDS;
use crate::search::query::term::{Field, Matching, Term};
use crate::text::forms;
use crate::text::language::primary;
use crate::text::{fold, words};

/// Marks the words of a query in texts of one language.
///
/// It marks what the words and phrases of the query find; filters, dates and exclusions mark
/// nothing. A phrase is marked as one range, from its first word to its last.
///
/// ```
/// use dateline::{Field, Highlighter, Query};
///
/// let stem = |word: &str| word.to_lowercase().trim_end_matches('s').to_owned();
/// let highlighter = Highlighter::new(&Query::from("troop \"white hou\"* caption:bridge"), &stem);
/// assert_eq!(highlighter.mark("White House: troops stay", None).ranges(), [0..11, 13..19]);
/// assert_eq!(highlighter.mark("A bridge", Some(Field::Caption)).ranges(), [2..8]);
/// ```
pub struct Highlighter<'f> {
    patterns: Vec<Pattern>,
    form: Box<dyn Fn(&str) -> String + 'f>,
    /// The slots that words match where some pattern asks for forms, and where none does.
    by_form: Memory,
    as_written: Memory,
    /// The ASCII characters, a bit for each, with which words begin that are asked for as written.
    initials: u128,
}

/// The slots that the words seen so far match: a page has few different words, and a form takes long to find.
type Memory = RefCell<HashMap<Box<str>, Vec<Slot>>>;

/// The most words that are remembered, and the most bytes of one of them.
const REMEMBERED: usize = 100_000;
const MAX_REMEMBERED: usize = 64;
/// The most occurrences in one text that are told apart; of a text with more, the first.
const MAX_OCCURRENCES: usize = 100_000;

/// The places in one pattern where a word may stand: a bit for each.
#[derive(Clone, Copy)]
struct Slot {
    pattern: usize,
    places: u32,
}

const _: () = assert!(MAX_WORDS <= u32::BITS as usize, "a slot has a bit for each word of a phrase");

/// The words of one term, each folded; of [`Matching::Form`] its forms.
#[derive(PartialEq)]
struct Pattern {
    words: Vec<Vec<String>>,
    matching: Matching,
    field: Option<Field>,
}

/// A place in a text at which a pattern was found.
pub(crate) struct Occurrence {
    pub(crate) range: Range<usize>,
    pub(crate) pattern: usize,
}

impl<'f> Highlighter<'f> {
    /// Prepares the words of `query`. `form` gives the analyzed form of a word in the language of the
    /// texts: its stem, or the word in lower case where the language has no stemmer. It is not asked
    /// for every occurrence of a word, and of a word with accents it is asked without them too.
    pub fn new(query: &Query, form: &'f dyn Fn(&str) -> String) -> Self {
        Self::of(query.conditions.required_terms(), Box::new(form)).without_repeats()
    }

    /// Drops repeated terms: a word asked for twice is one pattern, and counts once.
    fn without_repeats(mut self) -> Self {
        let mut different = Vec::with_capacity(self.patterns.len());
        for pattern in self.patterns {
            if !different.contains(&pattern) {
                different.push(pattern);
            }
        }
        self.patterns = different;
        self
    }

    /// Returns a highlighter of which each term of words is a pattern, numbered in their order.
    pub(crate) fn of<'t>(
        terms: impl IntoIterator<Item = &'t Term>,
        form: Box<dyn Fn(&str) -> String + 'f>,
    ) -> Self {
        let patterns: Vec<Pattern> = terms.into_iter().filter_map(|term| Pattern::of(term, &form)).collect();
        let initials = patterns.iter().fold(0, |initials, pattern| initials | pattern.initials());
        Self { patterns, form, by_form: Memory::default(), as_written: Memory::default(), initials }
    }

    /// Returns the same highlighter, by the forms of a language.
    pub(crate) fn of_language<'t>(terms: impl IntoIterator<Item = &'t Term>, language: &str) -> Self {
        let language = language.to_owned();
        Self::of(terms, Box::new(move |word| forms::form(word, &language)))
    }

    /// Marks the words in a text, which is the given field of an article; `None` for a text that no
    /// term of a query is confined to.
    pub fn mark(&self, text: &str, field: Option<Field>) -> Highlighted {
        let mut marked = Vec::new();
        self.scan(text, field, |_, range| join(&mut marked, range));
        Highlighted::new(text, marked)
    }

    /// Returns the marked parts of a text, and the occurrences of each pattern, in the order of their ends.
    pub(crate) fn occurrences(
        &self,
        text: &str,
        field: Option<Field>,
    ) -> (Vec<Range<usize>>, Vec<Occurrence>) {
        let (mut marked, mut occurrences) = (Vec::new(), Vec::new());
        self.scan(text, field, |pattern, range| {
            if occurrences.len() < MAX_OCCURRENCES {
                occurrences.push(Occurrence { range: range.clone(), pattern });
            }
            join(&mut marked, range);
        });
        (marked, occurrences)
    }

    /// Tells where patterns are found, by where they end. All of them are followed at once, by the
    /// bits of the words that the text's last words may be (the algorithm is known as Shift-And).
    pub(crate) fn scan(&self, text: &str, field: Option<Field>, mut found: impl FnMut(usize, Range<usize>)) {
        let is_wanted = |pattern: &Pattern| pattern.field.is_none() || pattern.field == field;
        let mut wanted = self.patterns.iter().filter(|pattern| is_wanted(pattern)).peekable();
        if wanted.peek().is_none() {
            return;
        }
        let by_form = wanted.any(|pattern| pattern.matching == Matching::Form);
        // Where the words since the last one that matches nothing begin, and for each pattern how
        // many they were at its last word, with the places where that may stand.
        let mut starts = Vec::new();
        let mut followed = vec![(0, 0_u32); self.patterns.len()];
        for range in words(text) {
            let slots = self.slots(text.get(range.clone()).unwrap_or_default(), by_form);
            if slots.is_empty() {
                if !starts.is_empty() {
                    starts.clear();
                    followed.fill((0, 0));
                }
                continue;
            }
            starts.push(range.start);
            for Slot { pattern: at, places } in slots {
                let (Some(pattern), Some(last)) = (self.patterns.get(at), followed.get_mut(at)) else {
                    continue;
                };
                let before = if last.0 + 1 == starts.len() { last.1 } else { 0 };
                *last = (starts.len(), (before << 1 | 1) & places);
                let Some(first) = starts.len().checked_sub(pattern.words.len()) else { continue };
                if is_wanted(pattern) && last.1 & pattern.last_place() != 0 {
                    starts.get(first).into_iter().for_each(|start| found(at, *start..range.end));
                }
            }
        }
    }

    fn slots(&self, word: &str, by_form: bool) -> Vec<Slot> {
        // Folding a word that begins with an ASCII letter changes no more of that than its case.
        if !by_form && word.starts_with(|c: char| c.is_ascii()) && self.initials & initial(word) == 0 {
            return Vec::new();
        }
        let memory = if by_form { &self.by_form } else { &self.as_written };
        if let Some(known) = memory.borrow().get(word) {
            return known.clone();
        }
        let forms = if by_form { forms_of(word, &self.form) } else { Vec::new() };
        let folded = fold(word);
        let places = self.patterns.iter().map(|pattern| pattern.places(&folded, &forms));
        let slots = places.enumerate().filter(|(_, places)| *places != 0);
        let slots: Vec<Slot> = slots.map(|(pattern, places)| Slot { pattern, places }).collect();
        if word.len() <= MAX_REMEMBERED {
            let mut known = memory.borrow_mut();
            if known.len() >= REMEMBERED {
                known.clear();
            }
            known.insert(word.into(), slots.clone());
        }
        slots
    }
}

/// A highlighter for each language of an archive, made when it is first asked for.
pub(crate) struct Highlighters<'q> {
    terms: Vec<&'q Term>,
    known: HashMap<String, Highlighter<'static>>,
}

impl<'q> Highlighters<'q> {
    pub(crate) fn new(query: &'q Query) -> Self {
        Self { terms: query.conditions.required_terms(), known: HashMap::new() }
    }

    pub(crate) fn of(&mut self, language: &str) -> &Highlighter<'static> {
        let terms = &self.terms;
        self.known.entry(primary(language).to_owned()).or_insert_with_key(|language| {
            Highlighter::of_language(terms.iter().copied(), language).without_repeats()
        })
    }
}

/// Returns the form of a word, and that of the word without its marks if it is another: the index has both.
fn forms_of(word: &str, form: impl Fn(&str) -> String) -> Vec<String> {
    let mut forms = vec![form(word)];
    if !word.is_ascii() {
        let other = form(&fold(word));
        if !forms.contains(&other) {
            forms.push(other);
        }
    }
    forms
}

/// Adds a range to others that are in order and end no later; those that overlap become one.
fn join(ranges: &mut Vec<Range<usize>>, mut range: Range<usize>) {
    while let Some(last) = ranges.pop_if(|last| range.start < last.end) {
        range.start = range.start.min(last.start);
    }
    ranges.push(range);
}

/// Returns the bit of a word's first character in lower case, if that is one of ASCII.
fn initial(word: &str) -> u128 {
    let first = word.bytes().next().filter(u8::is_ascii);
    first.map_or(0, |byte| 1 << byte.to_ascii_lowercase())
}

impl Pattern {
    fn of(term: &Term, form: &dyn Fn(&str) -> String) -> Option<Self> {
        let Term::Words { words, matching, field } = term else { return None };
        let words = words.iter().map(|word| match matching {
            Matching::Form => forms_of(word, form),
            Matching::Exact | Matching::Prefix => vec![fold(word).into_owned()],
        });
        Some(Self { words: words.collect(), matching: *matching, field: *field })
    }

    /// Returns the places where a word may stand, given it folded and, where those are asked for, its forms.
    fn places(&self, folded: &str, forms: &[String]) -> u32 {
        let last = self.last_place();
        self.words.iter().zip(0..u32::BITS).fold(0, |places, (wanted, at)| {
            let place = 1 << at;
            let is_equal = wanted.iter().any(|wanted| match self.matching {
                Matching::Form => forms.contains(wanted),
                Matching::Prefix if place == last => folded.starts_with(wanted.as_str()),
                Matching::Exact | Matching::Prefix => folded == *wanted,
            });
            if is_equal { places | place } else { places }
        })
    }

    fn initials(&self) -> u128 {
        match self.matching {
            Matching::Form => 0,
            Matching::Exact | Matching::Prefix => {
                self.words.iter().flatten().fold(0, |all, word| all | initial(word))
            }
        }
    }

    /// Returns the bit of the last word.
    fn last_place(&self) -> u32 {
        let last = self.words.len().checked_sub(1).and_then(|last| u32::try_from(last).ok());
        last.and_then(|last| 1_u32.checked_shl(last)).unwrap_or_default()
    }
}
