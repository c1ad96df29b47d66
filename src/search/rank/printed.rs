//! How long articles are at least, by the printed words of the forms that are looked for.
//!
//! Only words that differ from their forms have one, one in four of an English text: the place of a form
//! is much closer to the beginning than that of its word, and says less of how much follows.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use crate::fts5::{Direction, Postings};
use crate::search::index::{Index, Interruptible};
use crate::search::plan::Plan;
use crate::search::plan::archive_facts::ArchiveFacts;
use crate::search::rank::doc_length::DocLength;
use crate::text::forms;

/// Of more forms, asking each row for their words takes longer than looking up how long it is.
const MAX_FORMS: usize = 8;
/// Among how many words that of a form is sought, and how many of the frequent ones are stemmed.
const MAX_SOUGHT: usize = 256;
const MAX_STEMMED: usize = 8;
/// Reading more bytes of postings takes longer than it saves.
const MAX_SIZE: u64 = 48 << 10;
/// A word tells nothing of most rows if its form has more than so many times its postings.
const MAX_RARITY: u64 = 4;

/// For each form its most frequent word, if it is worth reading. The place of any word is a bound, so that
/// nothing depends on which one is found.
pub(crate) struct Printed<'i> {
    words: Vec<Postings<'i>>,
}

impl<'i> Printed<'i> {
    /// For the forms of a plan that score.
    pub(crate) fn of(plan: &Plan, index: &'i Index<'i>) -> Interruptible<Self> {
        let known = ArchiveFacts::of(index)?;
        let terms = plan.required.iter().flatten().filter(|term| term.scores.is_some());
        let phrases = terms.flat_map(|term| &term.phrases);
        let forms = phrases.filter_map(|phrase| Some((phrase.form()?, phrase.languages.as_ref())));
        let forms: BTreeMap<&str, &[String]> = forms
            .map(|(form, languages)| {
                (form, languages.map_or(&*known.languages, |languages| &languages.these))
            })
            .take(MAX_FORMS)
            .collect();
        let mut found = BTreeSet::new();
        for (form, languages) in &forms {
            found.extend(word_of(form, languages, index)?);
        }
        // What is a form itself is read already.
        let words = found.iter().filter(|word| !forms.contains_key(word.as_str()));
        let words = words.map(|word| index.postings(word, Direction::Back)).collect::<Interruptible<_>>()?;
        Ok(Self { words })
    }

    /// How many words an article has at least. Newer ones must be asked for before older ones.
    pub(crate) fn length(&mut self, clock: i64, buffer: &mut Vec<u8>) -> Interruptible<u64> {
        let mut length = 0;
        for word in &mut self.words {
            word.seek(clock)?;
            if word.doc() == Some(clock) {
                let mut here = DocLength::default();
                word.positions(buffer)?.by_column(|column, _, last| here.add(column, u64::from(last) + 1));
                length = here.words().max(length);
            }
        }
        Ok(length)
    }
}

fn word_of(form: &str, languages: &[String], index: &Index<'_>) -> Interruptible<Option<String>> {
    let Some(beginning) = beginning(form) else { return Ok(None) };
    let least = index.cost(form)? / MAX_RARITY;
    // A form that nothing has, or too much.
    if least == 0 || least > MAX_SIZE {
        return Ok(None);
    }
    let mut sizes = BTreeMap::<String, u64>::new();
    index.each_word(beginning, |word| {
        *sizes.entry(word.term().to_owned()).or_default() += word.cost();
        if sizes.len() < MAX_SOUGHT { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    sizes.remove(form);
    let mut words = Vec::from_iter(sizes);
    words.sort_by_key(|(_, size)| Reverse(*size));
    let is_its_form = |word: &str| {
        forms::look_up(word, languages.iter().map(String::as_str)).iter().any(|found| found == form)
    };
    let mut words = words.into_iter().take(MAX_STEMMED).map(|(word, _)| word);
    let Some(word) = words.find(|word| is_its_form(word)) else { return Ok(None) };
    // Of many words, not all segments were seen.
    Ok((least..=MAX_SIZE).contains(&index.cost(&word)?).then_some(word))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Archive;
    use crate::fts5::Interrupt;
    use crate::model::NewArticle;
    use crate::search::query::Query;

    #[test]
    fn the_word_of_a_form_says_how_long_an_article_is() {
        let archive = Archive::in_memory().unwrap();
        let bodies =
            ["He said that the new tariffs hurt.", "The tariffs fell.", "A tariff is a tax.", "Tariffic!"];
        for body in bodies {
            archive.write(|tx| tx.save(&NewArticle::new("News", body).language("en"))).unwrap();
        }
        let lengths = archive.read(|snapshot| {
            let index = Index::open(snapshot, Interrupt::new(None, None)).unwrap();
            let plan = Plan::of(&index, &Query::from("tariff OR tariffs")).unwrap();
            let mut printed = Printed::of(&plan, &index).unwrap();
            assert_eq!(printed.words.len(), 1);
            let mut postings = index.postings("news", Direction::Back).unwrap();
            let mut lengths = Vec::new();
            while let Some(clock) = postings.doc() {
                lengths.push(printed.length(clock, &mut Vec::new()).unwrap());
                postings.advance().unwrap();
            }
            Ok(lengths)
        });
        let mut lengths = lengths.unwrap();
        lengths.sort_unstable();
        // Up to "tariffs", the sixth word of one and the second of another.
        assert_eq!(lengths, [0, 0, 2, 6]);
    }
}
