//! Sentences: of several plain words, any instead of all.

use crate::search::query::Query;
use crate::search::query::term::{Matching, Term};
use crate::text::is_stop_word;

/// The number of plain words from which on a query is a text, in which quotation marks are punctuation.
const TEXT: usize = 12;

/// Returns the query that asks for any of the plain words of which another asks for all; `None` where it doesn't ask for
/// several, or is to be taken at its word. All else that is asked for stays a condition, but for quotations in a text.
///
/// Stop words are left out, unless there are no other words. The words are the last of its groups.
pub(crate) fn relaxed(query: &Query, languages: &[String]) -> Option<Query> {
    let is_text = query.groups().iter().filter(|group| is_plain(group)).count() >= TEXT;
    let (plain, mut groups): (Vec<_>, Vec<_>) =
        query.groups().iter().cloned().partition(|group| is_plain(group) || is_text && is_quoted(group));
    if !query.may_relax() || plain.len() < 2 {
        return None;
    }
    let plain: Vec<Term> = plain.concat().into_iter().flat_map(unquoted).collect();
    let language = language(&plain, languages);
    let mut any: Vec<Term> =
        plain.iter().filter(|term| !language.is_some_and(|tag| is_stop(term, tag))).cloned().collect();
    if any.is_empty() {
        any = plain;
    }
    groups.push(any);
    Some(query.with_groups(groups))
}

/// Returns true if a group is one word that was typed without a sign.
fn is_plain(group: &[Term]) -> bool {
    matches!(group, [Term::Words { matching: Matching::Form, field: None, .. }])
}

fn is_quoted(group: &[Term]) -> bool {
    matches!(group, [Term::Words { matching: Matching::Exact, field: None, .. }])
}

/// Returns the words of a quotation as they are typed without marks.
fn unquoted(term: Term) -> Vec<Term> {
    match term {
        Term::Words { words, matching: Matching::Exact, field } => {
            let plain = |word| Term::Words { words: vec![word], matching: Matching::Form, field };
            words.into_iter().map(plain).collect()
        }
        plain => vec![plain],
    }
}

/// Returns the language of which most of the words are stop words.
fn language<'l>(words: &[Term], languages: &'l [String]) -> Option<&'l str> {
    let count = |tag: &str| words.iter().filter(|term| is_stop(term, tag)).count();
    let counted = languages.iter().rev().map(|tag| (count(tag), tag.as_str()));
    counted.max_by_key(|(count, _)| *count).map(|(_, tag)| tag)
}

fn is_stop(term: &Term, language: &str) -> bool {
    matches!(term, Term::Words { words, .. } if is_stop_word(language, words.iter().map(String::as_str)))
}
