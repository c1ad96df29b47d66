//! From the words of a term to the ways to find them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::fts5::Direction;
use crate::search::index::{Index, Interruptible, column};
use crate::search::pattern::joined::Joined;
use crate::search::pattern::sequence::Sequence;
use crate::search::plan::archive_facts::ArchiveFacts;
use crate::search::plan::phrase::{Columns, Languages, Phrase};
use crate::search::plan::text_phrase::TextPhrase;
use crate::search::query::term::{Field, Matching};
use crate::text::{fold, forms, is_run, language, terms, tokens};

/// Plans words.
pub(crate) struct WordPlanner<'a> {
    pub(super) index: &'a Index<'a>,
    pub(super) facts: Arc<ArchiveFacts>,
}

/// The ways to find the words of a term. An article answers if it is found in any of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ways {
    pub(crate) phrases: Vec<Phrase>,
    pub(crate) texts: Vec<TextPhrase>,
}

/// The place where words are looked for.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    /// The columns that have them as they are printed.
    printed: Columns,
    /// The columns that have their forms.
    forms: Columns,
    /// Both together.
    all: Columns,
    /// True if a word that has forms there stands in the place indeed, so that no text need be read.
    is_told_by_forms: bool,
}

impl Place {
    pub(crate) fn of(field: Option<Field>) -> Self {
        match field {
            // Scope tokens are no words, so that there is no need to look where a word stands.
            None => Self { all: Columns::ALL, ..Self::told(Columns::WORDS, Columns::FORMS) },
            Some(Field::Headline) => {
                Self::told(Columns::one(column::HEADLINE), Columns::one(column::FORMS_HEAD))
            }
            Some(field) => Self::column(column_of(field)),
        }
    }

    /// Returns the place of one column of words other than the headline.
    pub(crate) fn column(column: usize) -> Self {
        Self { is_told_by_forms: false, ..Self::told(Columns::one(column), Columns::one(column::FORMS)) }
    }

    /// Returns the place of the texts under pictures, of some columns. What stands elsewhere and is found too is sorted out
    /// where each caption is read.
    pub(crate) fn under_pictures(columns: Columns) -> Self {
        Self::told(columns, Columns::one(column::FORMS))
    }

    fn told(printed: Columns, forms: Columns) -> Self {
        Self { printed, forms, all: printed.and(forms), is_told_by_forms: true }
    }
}

impl WordPlanner<'_> {
    /// Plans words that stand one after another.
    pub(crate) fn ways(&self, words: &[String], matching: Matching, place: Place) -> Interruptible<Ways> {
        match words {
            [word] if is_run(word) => Ok(run(word, place)),
            [word] => self.word(word, matching, place),
            _ => self.several(words, matching, place),
        }
    }

    fn word(&self, word: &str, matching: Matching, place: Place) -> Interruptible<Ways> {
        let itself = vec![term_of(word)];
        let mut ways = Ways::default();
        ways.phrases = match matching {
            Matching::Form if place.is_told_by_forms => {
                return Ok(Ways {
                    phrases: self.any_form(itself, place.all, true, |it| looked_up(word, it)),
                    ..ways
                });
            }
            Matching::Form => self.any_form(itself, place.printed, false, |it| looked_up(word, it)),
            Matching::Exact | Matching::Prefix => {
                let is_prefix = matching == Matching::Prefix;
                vec![Phrase { is_prefix, ..Phrase::printed(itself, place.printed) }]
            }
        };
        if let Some(special) = self.special(word, matching == Matching::Prefix, place)? {
            ways.add(special, &[word.to_owned()], place);
        }
        Ok(ways)
    }

    /// Plans several words. Where one of them may be hidden from the tokenizer, or is a run, the text decides.
    fn several(&self, words: &[String], matching: Matching, place: Place) -> Interruptible<Ways> {
        let (is_prefix, last) = (matching == Matching::Prefix, words.len().saturating_sub(1));
        let mut text = TextPhrase {
            words: Vec::with_capacity(words.len()),
            any: Vec::new(),
            sequence: Sequence::exact(words, is_prefix),
            columns: place.printed,
        };
        let mut has_run = false;
        for (at, word) in words.iter().enumerate() {
            if is_run(word) {
                has_run = true;
                text.words.push(vec![phrase_of_run(word, place)]);
                continue;
            }
            let is_prefix = is_prefix && at == last;
            let printed = Phrase { is_prefix, ..Phrase::printed(vec![term_of(word)], place.printed) };
            let special = self.special(word, is_prefix, place)?;
            text.any.extend(special.clone());
            text.words.push([printed].into_iter().chain(special).collect());
        }
        if has_run {
            text.any.clear();
            return Ok(Ways { texts: vec![text], ..Ways::default() });
        }
        let mut ways = Ways { phrases: self.printed(words, matching, place), texts: Vec::new() };
        ways.texts.extend((!text.any.is_empty()).then_some(text));
        if matching == Matching::Form {
            self.add_joined(words, place, &mut ways)?;
        }
        Ok(ways)
    }

    /// Plans several words as they are printed.
    fn printed(&self, words: &[String], matching: Matching, place: Place) -> Vec<Phrase> {
        let itself = words.iter().map(|word| term_of(word)).collect();
        let form = |language: &str| vec![words.iter().map(|word| forms::form(word, language)).collect()];
        match matching {
            Matching::Form => self.any_form(itself, place.printed, false, form),
            Matching::Exact => vec![Phrase::printed(itself, place.printed)],
            Matching::Prefix => vec![Phrase { is_prefix: true, ..Phrase::printed(itself, place.printed) }],
        }
    }

    /// Adds the ways to find several words that are written as one, if any article has that: a word of which nothing is
    /// known would seem rarer than its parts.
    fn add_joined(&self, words: &[String], place: Place, ways: &mut Ways) -> Interruptible<()> {
        match Joined::of(words) {
            Some(Joined::Acronym(letters)) => {
                let term = terms::acronym(&letters);
                if self.is_there(&term)? {
                    let phrase = Phrase::printed(vec![term], place.forms);
                    ways.add_confirmed(phrase, Sequence::acronym(&letters), place);
                }
            }
            Some(Joined::Word(word)) => {
                let Ways { phrases, texts } = self.word(&word, Matching::Form, place)?;
                for phrase in phrases {
                    let is_there = self.is_there(&phrase.words.concat())?;
                    ways.phrases.extend(is_there.then_some(phrase));
                }
                ways.texts.extend(texts);
            }
            None => {}
        }
        Ok(())
    }

    fn is_there(&self, term: &str) -> Interruptible<bool> {
        Ok(self.index.postings(term, Direction::Back)?.doc().is_some())
    }

    /// Returns the phrase of a word that stands in texts where the tokenizer of the index doesn't find it; `None` if
    /// the archive has none such.
    fn special(&self, word: &str, is_prefix: bool, place: Place) -> Interruptible<Option<Phrase>> {
        if !self.facts.has_special_words {
            return Ok(None);
        }
        let term = terms::printed(&fold(word));
        let is_there = match is_prefix {
            true => self.index.has_beginning(&term)?,
            false => self.index.cost(&term)? > 0,
        };
        Ok(is_there.then(|| Phrase { is_prefix, ..Phrase::printed(vec![term], place.forms) }))
    }

    /// Plans the forms to look for, each with the languages in whose articles it counts: German makes "numb"
    /// of "number", which must find no English "numb". Where the columns of forms are read, what was typed
    /// goes without saying: an article that holds it holds the form of its language too.
    fn any_form(
        &self,
        itself: Vec<String>,
        columns: Columns,
        reads_forms: bool,
        forms: impl Fn(&str) -> Vec<Vec<String>>,
    ) -> Vec<Phrase> {
        let all = self.primary_languages();
        let mut given = BTreeMap::<Vec<String>, BTreeSet<&str>>::new();
        for language in &all {
            for form in forms(language) {
                given.entry(form).or_default().insert(language);
            }
        }
        if !reads_forms || given.is_empty() {
            given.insert(itself, all.clone());
        }
        let owned = |tags: &mut dyn Iterator<Item = &&str>| tags.map(|tag| (*tag).to_owned()).collect();
        let phrase = |(words, by): (Vec<String>, BTreeSet<&str>)| {
            let languages = (by != all)
                .then(|| Languages { these: owned(&mut by.iter()), others: owned(&mut all.difference(&by)) });
            Phrase { languages, ..Phrase::printed(words, columns) }
        };
        given.into_iter().map(phrase).collect()
    }

    fn primary_languages(&self) -> BTreeSet<&str> {
        self.facts.languages.iter().map(|tag| language::primary(tag)).collect()
    }
}

impl From<Vec<Phrase>> for Ways {
    fn from(phrases: Vec<Phrase>) -> Self {
        Self { phrases, texts: Vec::new() }
    }
}

impl Ways {
    pub(crate) fn is_empty(&self) -> bool {
        self.phrases.is_empty() && self.texts.is_empty()
    }

    /// Adds a phrase that finds a word in the columns of forms.
    fn add(&mut self, phrase: Phrase, words: &[String], place: Place) {
        let sequence = Sequence::exact(words, phrase.is_prefix);
        self.add_confirmed(phrase, sequence, place);
    }

    /// Adds a phrase of the columns of forms, to be confirmed by tokens where these don't tell the place.
    fn add_confirmed(&mut self, phrase: Phrase, sequence: Sequence, place: Place) {
        if place.is_told_by_forms {
            self.phrases.push(phrase);
        } else {
            let (words, any) = (vec![vec![phrase]], Vec::new());
            self.texts.push(TextPhrase { words, any, sequence, columns: place.printed });
        }
    }
}

fn run(word: &str, place: Place) -> Ways {
    let mut ways = Ways::default();
    ways.add(phrase_of_run(word, place), &[word.to_owned()], place);
    ways
}

/// Returns the phrase of the bigrams of a run. A single letter is a beginning of bigrams, and of itself at the end of a run.
fn phrase_of_run(word: &str, place: Place) -> Phrase {
    let is_letter = tokens(word).nth(1).is_none();
    Phrase { is_prefix: is_letter, is_run: true, ..Phrase::printed(terms::bigrams(&fold(word)), place.forms) }
}

fn looked_up(word: &str, language: &str) -> Vec<Vec<String>> {
    forms::look_up(word, language).into_iter().map(|form| vec![form]).collect()
}

/// Returns a word as the index holds it.
fn term_of(word: &str) -> String {
    terms::term(&fold(word)).into_owned()
}

/// Returns the column of the index that holds the words of a field.
fn column_of(field: Field) -> usize {
    match field {
        Field::Headline => column::HEADLINE,
        Field::Dek => column::DEK,
        Field::Body => column::BODY,
        Field::Caption => column::CAPTIONS,
        Field::Credit => column::CREDITS,
        // Words of notes are listed before: no word stands in this column.
        Field::Note => column::SCOPE,
    }
}
