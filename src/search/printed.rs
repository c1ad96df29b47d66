//! How long articles are at least, by the printed words of the forms that are looked for.
//!
//! Only words that differ from their forms have one, one in five of an English text: the place of a form
//! is much closer to the beginning than that of its word, and says less of how much follows.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::known::Known;
use super::pattern::Languages;
use super::plan::Plan;
use super::score::Reach;
use crate::forms;
use crate::index::{Direction, Index, Postings, Step};

/// Of more forms, asking each row for their words takes longer than looking up how long it is.
const MAX_FORMS: usize = 8;
/// Among how many words that of a form is sought, and how many of the frequent ones are stemmed.
const MAX_SOUGHT: usize = 256;
const MAX_STEMMED: usize = 8;
/// Reading more bytes of postings takes longer than it saves.
const MAX_SIZE: u64 = 48 << 10;
/// A word tells nothing of most rows if its form has more than so many times its postings.
const MAX_RARITY: u64 = 4;

/// For each form its most frequent word, if it is worth reading.
pub(super) struct Printed<'i> {
    words: Vec<Postings<'i>>,
}

impl<'i> Printed<'i> {
    /// For the forms of a plan that score.
    pub(super) fn of(plan: &Plan, index: &'i Index<'i>) -> Step<Self> {
        let mut words = Vec::new();
        let leaves = plan.wanted.iter().flatten().filter(|leaf| leaf.scores.is_some());
        let patterns = leaves.flat_map(|leaf| &leaf.patterns);
        let forms = patterns.filter_map(|pattern| Some((pattern.form()?, pattern.languages.as_ref())));
        for (form, languages) in forms.take(MAX_FORMS) {
            if let Some(word) = word_of(form, languages, index)? {
                words.push(index.postings(&word, Direction::Back)?);
            }
        }
        Ok(Self { words })
    }

    /// How many words an article has at least. Newer ones must be asked for before older ones.
    pub(super) fn length(&mut self, clock: i64, buffer: &mut Vec<u8>) -> Step<u64> {
        let mut length = 0;
        for word in &mut self.words {
            word.seek(clock)?;
            if word.key() == Some(clock) {
                let mut reach = Reach::default();
                word.positions(buffer)?.by_column(|column, _, last| reach.add(column, u64::from(last) + 1));
                length = reach.length().max(length);
            }
        }
        Ok(length)
    }
}

fn word_of(form: &str, languages: Option<&Languages>, index: &Index<'_>) -> Step<Option<String>> {
    let Some(beginning) = beginning(form) else { return Ok(None) };
    let least = index.size(form)? / MAX_RARITY;
    if least > MAX_SIZE {
        return Ok(None);
    }
    let mut sizes = BTreeMap::<String, u64>::new();
    index.each_word(beginning, |word| {
        *sizes.entry(word.term().to_owned()).or_default() += word.size();
        if sizes.len() < MAX_SOUGHT { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    sizes.retain(|word, size| word != form && *size >= least);
    let mut words = Vec::from_iter(sizes);
    words.sort_by_key(|(_, size)| Reverse(*size));
    let known = Known::of(index)?;
    let languages = languages.map_or(&known.languages, |languages| &languages.these);
    let is_its_form = |word: &str| {
        forms::look_up(word, languages.iter().map(String::as_str)).iter().any(|found| found == form)
    };
    let word = words.into_iter().take(MAX_STEMMED).find(|(word, _)| is_its_form(word));
    Ok(word.filter(|(_, size)| *size <= MAX_SIZE).map(|(word, _)| word))
}

/// How nearly all words of a form begin, if not very many other words do too. The last letter of
/// "company" is another in its form.
fn beginning(form: &str) -> Option<&str> {
    let (last, _) = form.char_indices().next_back()?;
    match form.chars().count() {
        ..3 => None,
        3 | 4 => Some(form),
        _ => form.get(..last),
    }
}
