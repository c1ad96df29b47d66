//! Finds in a text what a query asks for.

use std::collections::HashMap;
use std::ops::Range;

use crate::search::highlight::highlighted::Highlighted;
use crate::search::pattern::joined::Joined;
use crate::search::pattern::matcher::{Matcher, forms_of};
use crate::search::pattern::sequence::Sequence;
use crate::search::query::Query;
use crate::search::query::term::{Field, Matching, Term};
use crate::text::language::primary;
use crate::text::{CompoundScanner, forms, tokens};

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
    /// The fields to which the patterns are confined.
    fields: Vec<Option<Field>>,
    /// The language of the texts; empty if it isn't known.
    language: String,
    matcher: Matcher<'f>,
}

/// The most occurrences in one text that are told apart; of a text with more, the first.
const MAX_OCCURRENCES: usize = 100_000;

/// The words of one term: the ways to find it, and its field.
#[derive(PartialEq)]
struct Pattern {
    sequences: Vec<Sequence>,
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
        Self::of_different(query.conditions.required_terms(), Box::new(form))
    }

    /// Returns a highlighter without repeated terms: a word asked for twice is one pattern, and counts once.
    fn of_different<'t>(
        terms: impl IntoIterator<Item = &'t Term>,
        form: Box<dyn Fn(&str) -> String + 'f>,
    ) -> Self {
        let mut different = Vec::new();
        for pattern in terms.into_iter().filter_map(|term| Pattern::of(term, &form)) {
            if !different.contains(&pattern) {
                different.push(pattern);
            }
        }
        Self::of_patterns(different, form)
    }

    /// Returns a highlighter of which each term of words is a pattern, numbered in their order.
    fn of<'t>(terms: impl IntoIterator<Item = &'t Term>, form: Box<dyn Fn(&str) -> String + 'f>) -> Self {
        let patterns = terms.into_iter().filter_map(|term| Pattern::of(term, &form)).collect();
        Self::of_patterns(patterns, form)
    }

    fn of_patterns(patterns: Vec<Pattern>, form: Box<dyn Fn(&str) -> String + 'f>) -> Self {
        let fields = patterns.iter().map(|pattern| pattern.field).collect();
        let sequences = patterns.into_iter().enumerate().flat_map(|(number, pattern)| {
            pattern.sequences.into_iter().map(move |sequence| (number, sequence))
        });
        Self { fields, language: String::new(), matcher: Matcher::new(sequences, form) }
    }

    /// Returns the same highlighter, by the forms of a language.
    pub(crate) fn of_language<'t>(terms: impl IntoIterator<Item = &'t Term>, language: &str) -> Self {
        Self::of(terms, form_in(language)).in_language(language)
    }

    fn in_language(self, language: &str) -> Self {
        Self { language: language.to_owned(), ..self }
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

    /// Tells where patterns are found, by where they end.
    pub(crate) fn scan(&self, text: &str, field: Option<Field>, found: impl FnMut(usize, Range<usize>)) {
        if text.is_empty() {
            return;
        }
        let part = self.matcher.part(|pattern| {
            self.fields.get(pattern).is_some_and(|wanted| wanted.is_none() || *wanted == field)
        });
        if let Some(part) = part {
            let compounds = CompoundScanner::new(&self.language, text);
            self.matcher.scan(text, tokens(text), &part, Some(compounds), found);
        }
    }
}

/// Returns what finds the form of a word in a language.
fn form_in(language: &str) -> Box<dyn Fn(&str) -> String> {
    let language = language.to_owned();
    Box::new(move |word| forms::form(word, &language))
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
            Highlighter::of_different(terms.iter().copied(), form_in(language)).in_language(language)
        })
    }
}

/// Adds a range to others that are in order and end no later; those that overlap become one.
fn join(ranges: &mut Vec<Range<usize>>, mut range: Range<usize>) {
    while let Some(last) = ranges.pop_if(|last| range.start < last.end) {
        range.start = range.start.min(last.start);
    }
    ranges.push(range);
}

impl Pattern {
    fn of(term: &Term, form: &dyn Fn(&str) -> String) -> Option<Self> {
        let Term::Words { words, matching, field } = term else { return None };
        let sequences = match matching {
            Matching::Form => in_any_form(words, &|word| forms_of(word, form)),
            Matching::Exact => vec![Sequence::exact(words, false)],
            Matching::Prefix => vec![Sequence::exact(words, true)],
        };
        Some(Self { sequences, field: *field })
    }
}

/// Returns the ways to find words in any form: as they are typed, and as one word where they are written so too.
fn in_any_form(words: &[String], forms: &dyn Fn(&str) -> Vec<String>) -> Vec<Sequence> {
    let as_one = match Some(words).filter(|words| words.len() > 1).and_then(Joined::of) {
        Some(Joined::Acronym(letters)) => Some(Sequence::acronym(&letters)),
        Some(Joined::Word(word)) => Some(Sequence::any_form(&[word], forms)),
        None => None,
    };
    [Sequence::any_form(words, forms)].into_iter().chain(as_one).collect()
}
