//! A text as what a query is compared with: folded words, and the units of runs.

use std::borrow::Cow;
use std::ops::Range;

use super::fold::fold;
use super::units::units;
use super::words::{is_run, words};

/// A word of a text, or a unit of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token<'t> {
    /// Where it stands in the text, in bytes.
    pub(crate) range: Range<usize>,
    /// What it is compared by.
    pub(crate) folded: Cow<'t, str>,
    /// True if it goes on with the run of the token before it.
    pub(crate) joined: bool,
}

/// Returns the tokens of a text. A letter that stands for two units makes two tokens of one range.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let (mut words, mut run) = (words(text), None);
    // Each round begins a word, or ends a run.
    std::iter::from_fn(move || {
        loop {
            if let Some(token) = run.as_mut().and_then(Iterator::next) {
                return Some(token);
            }
            let range = words.next()?;
            let word = text.get(range.clone()).unwrap_or_default();
            if !is_run(word) {
                run = None;
                return Some(Token { range, folded: fold(word), joined: false });
            }
            run = Some(run_tokens(word, range.start));
        }
    })
}

fn run_tokens(run: &str, start: usize) -> impl Iterator<Item = Token<'_>> {
    let folded = units(run).flat_map(move |unit| {
        let range = start + unit.start..start + unit.end;
        let folded = fold(run.get(unit).unwrap_or_default());
        parts(folded).into_iter().map(move |folded| (range.clone(), folded))
    });
    folded.enumerate().map(|(at, (range, folded))| Token { range, folded, joined: at > 0 })
}

/// Returns a folded unit, or its units if it has become several.
fn parts(folded: Cow<'_, str>) -> Vec<Cow<'_, str>> {
    if units(&folded).nth(1).is_none() {
        return vec![folded];
    }
    units(&folded).filter_map(|unit| folded.get(unit)).map(|part| Cow::Owned(part.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_words_and_the_units_of_runs() {
        let found: Vec<_> =
            tokens("AI技術、Łódź").map(|token| (token.range, token.folded, token.joined)).collect();
        let expected = [
            (0..2, "ai".into(), false),
            (2..5, "技".into(), false),
            (5..8, "術".into(), true),
            (11..18, "lodz".into(), false),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_letter_for_two_makes_two_tokens() {
        let found: Vec<_> = tokens("ヿ").map(|token| (token.range, token.folded, token.joined)).collect();
        assert_eq!(found, [(0..3, "コ".into(), false), (0..3, "ト".into(), true)]);
    }
}
