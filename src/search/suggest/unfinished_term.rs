//! The term at the end of a text that is being typed.

use crate::search::query::filter::Filter;
use crate::search::query::keyword::Keyword;
use crate::search::query::signs::Quote;
use crate::search::query::signs::{is_blank, is_within_word};
use crate::search::query::term::Field;

/// The most words that are typed of one name.
const WORDS_OF_A_NAME: usize = 4;

/// Names that a term may go on as.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Names {
    /// Any, and words of the articles: none is asked for.
    Any,
    Of(Filter),
    Marks,
}

/// The part of a text at which it goes on.
pub(crate) struct UnfinishedTerm<'t> {
    /// Offset of its beginning, behind its sign and before its field and quotation mark.
    pub(crate) start: usize,
    /// The name or the words as typed, without a quotation mark before them.
    pub(crate) value: &'t str,
    pub(crate) goes_on_as: Names,
    /// True if it is neither quoted, nor excluded, nor of a field.
    pub(crate) is_plain: bool,
}

impl<'t> UnfinishedTerm<'t> {
    /// Finds the term at the end of the text. `None` behind a blank or a closed quotation, and in fields that
    /// hold neither words nor such names.
    pub(crate) fn of(typed: &'t str) -> Option<Self> {
        let (mut start, mut open, mut quoted) = (0, None, 0);
        // The field before each parenthesis that is open, which holds for what stands behind it.
        let mut fields: Vec<Option<&str>> = Vec::new();
        for (at, c) in typed.char_indices() {
            let family = Quote::of(c).filter(|_| !is_within_word(typed, at));
            match (open, family) {
                (None, Some(family)) => (open, quoted) = (Some(family), at + c.len_utf8()),
                (None, None) if ends_word(c) => {
                    let before = typed.get(start..at).map(|before| before.trim_start_matches(is_dash));
                    match c {
                        '(' => fields.push(before.and_then(|name| name.strip_suffix(':')).or(last(&fields))),
                        ')' => _ = fields.pop(),
                        _ => {}
                    }
                    start = at + c.len_utf8();
                }
                (Some(family), other) if other == Some(family) => open = None,
                _ => {}
            }
        }
        let token = typed.get(start..)?;
        let is_closed = open.is_none() && token.ends_with(|c| Quote::of(c).is_some());
        if token.is_empty() || is_closed {
            return None;
        }
        let bare = token.trim_start_matches(is_dash);
        let sign = token.len() - bare.len();
        let (field, after) = match bare.split_once(':') {
            Some((field, after)) => (Some(field), after),
            None => (last(&fields), bare),
        };
        let goes_on_as = match field.and_then(Keyword::named) {
            // Words of notes are in no index.
            Some(Keyword::Words(Field::Note) | Keyword::Date(..) | Keyword::Has) => return None,
            None | Some(Keyword::Words(_)) => Names::Any,
            Some(Keyword::Filter(filter)) => Names::Of(filter),
            Some(Keyword::Is | Keyword::Mark) => Names::Marks,
        };
        let value = if open.is_some() { typed.get(quoted..)? } else { after };
        let is_plain = sign == 0 && field.is_none() && open.is_none();
        Some(Self { start: start + sign, value, goes_on_as, is_plain })
    }
}

/// Returns the offsets of the last plain words, at most four, in order.
pub(crate) fn starts_of_words(typed: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut rest = typed;
    while starts.len() < WORDS_OF_A_NAME {
        let word = rest.rsplit(ends_word).next().unwrap_or_default();
        let is_plain = !word.contains(|c| matches!(c, ':' | '*') || Quote::of(c).is_some());
        if word.is_empty() || !is_plain || word.starts_with(is_dash) || matches!(word, "OR" | "AND" | "NOT") {
            break;
        }
        rest = rest.get(..rest.len() - word.len()).unwrap_or_default();
        starts.push(rest.len());
        rest = rest.trim_end_matches(is_blank);
    }
    starts.reverse();
    starts
}

fn last<'t>(fields: &[Option<&'t str>]) -> Option<&'t str> {
    fields.last().copied().flatten()
}

fn ends_word(c: char) -> bool {
    is_blank(c) || matches!(c, '(' | ')')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2212}' | '\u{2013}')
}
