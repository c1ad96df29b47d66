//! Finds in a text what a query asks for.

use std::ops::Range;

use super::highlight::Highlighted;
use super::query::Query;
use super::term::{Field, Matching, Term};
use crate::text::{fold, words};

/// Marks the words of a query in texts of one language.
///
/// It marks what the words and phrases of the query find; filters, dates and exclusions mark
/// nothing. A phrase is marked as one range, from its first word to its last.
///
/// ```
/// use dateline::{Field, Marker, Query};
///
/// let stem = |word: &str| word.to_lowercase().trim_end_matches('s').to_owned();
/// let marker = Marker::new(&Query::from("troop \"white hou\"* caption:bridge"), &stem);
/// assert_eq!(marker.mark("White House: troops stay", None).ranges(), [0..11, 13..19]);
/// assert_eq!(marker.mark("A bridge", Some(Field::Caption)).ranges(), [2..8]);
/// ```
pub struct Marker<'f> {
    patterns: Vec<Pattern>,
    form: &'f dyn Fn(&str) -> String,
}

/// The words of one term, folded; of [`Matching::Form`] their forms.
struct Pattern {
    words: Vec<String>,
    matching: Matching,
    field: Option<Field>,
}

/// A word of the text in which to mark.
struct Found {
    range: Range<usize>,
    folded: String,
    form: String,
}

impl<'f> Marker<'f> {
    /// Prepares the words of `query`. `form` gives the analyzed form of a word in the language of the
    /// texts: its stem, or the word in lower case where the language has no stemmer.
    pub fn new(query: &Query, form: &'f dyn Fn(&str) -> String) -> Self {
        let terms = query.groups().iter().flatten();
        Self { patterns: terms.filter_map(|term| Pattern::of(term, form)).collect(), form }
    }

    /// Marks the words in a text, which is the given field of an article; `None` for a text that no
    /// term of a query is confined to.
    pub fn mark(&self, text: &str, field: Option<Field>) -> Highlighted {
        let wanted: Vec<&Pattern> = self
            .patterns
            .iter()
            .filter(|pattern| pattern.field.is_none() || pattern.field == field)
            .collect();
        if wanted.is_empty() {
            return Highlighted::plain(text);
        }
        let by_form = wanted.iter().any(|pattern| pattern.matching == Matching::Form);
        let found: Vec<Found> = words(text).map(|range| self.found(text, range, by_form)).collect();
        let ranges = (0..found.len())
            .filter_map(|at| found.get(at..))
            .flat_map(|rest| wanted.iter().filter_map(|pattern| pattern.range_at(rest)))
            .collect();
        Highlighted::new(text, ranges)
    }

    fn found(&self, text: &str, range: Range<usize>, by_form: bool) -> Found {
        let word = text.get(range.clone()).unwrap_or_default();
        let form = if by_form { (self.form)(word) } else { String::new() };
        Found { range, folded: fold(word).into_owned(), form }
    }
}

impl Pattern {
    fn of(term: &Term, form: &dyn Fn(&str) -> String) -> Option<Self> {
        let Term::Words { words, matching, field } = term else { return None };
        let words = words.iter().map(|word| match matching {
            Matching::Form => form(word),
            Matching::Exact | Matching::Prefix => fold(word).into_owned(),
        });
        Some(Self { words: words.collect(), matching: *matching, field: *field })
    }

    /// The range of the pattern if the text's next words are its words.
    fn range_at(&self, text: &[Found]) -> Option<Range<usize>> {
        let text = text.get(..self.words.len())?;
        let (last, before) = self.words.split_last()?;
        let (end, _) = text.split_last()?;
        let equal = |(wanted, found): (&String, &Found)| match self.matching {
            Matching::Form => *wanted == found.form,
            Matching::Exact | Matching::Prefix => *wanted == found.folded,
        };
        let matches = before.iter().zip(text).all(equal)
            && (self.matching == Matching::Prefix && end.folded.starts_with(last.as_str())
                || equal((last, end)));
        matches.then(|| text.first().map(|first| first.range.start..end.range.end))?
    }
}
