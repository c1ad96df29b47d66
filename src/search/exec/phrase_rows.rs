//! The documents in which a phrase stands.

use std::rc::Rc;

use crate::fts5::{Direction, MinFrequency, TermFrequencyBound};
use crate::search::exec::doc_set::DocSet;
use crate::search::exec::language_filter::{LanguageFilter, LanguageSets};
use crate::search::exec::union::Union;
use crate::search::exec::word_rows::WordRows;
use crate::search::index::{Index, Interruptible};
use crate::search::plan::phrase::{Columns, Languages, Phrase};

/// The documents in which a phrase stands.
pub(crate) struct PhraseRows<'i> {
    index: &'i Index<'i>,
    words: Vec<WordRows<'i>>,
    /// Index of the word that has the fewest documents.
    lead: usize,
    columns: Columns,
    /// True if the words are parts of one.
    is_run: bool,
    filter: Option<LanguageFilter<'i>>,
    ignores_filter: bool,
    /// The document that has every word.
    doc: Option<i64>,
    /// True if they stand together there.
    is_matched: bool,
    /// Positions of the first word, if there are several words.
    begins: Vec<(usize, u32)>,
    buffer: Vec<u8>,
    positions: Vec<(usize, u32)>,
}

/// Returns true if any article has the phrase.
pub(crate) fn occurs(phrase: &Phrase, index: &Index<'_>) -> Interruptible<bool> {
    let sets = LanguageSets::new(index, Direction::Back);
    let mut docs = PhraseRows::open(phrase, index, Direction::Back, &sets)?;
    while !docs.matches()? {}
    Ok(docs.doc().is_some())
}

impl<'i> PhraseRows<'i> {
    pub(crate) fn open(
        phrase: &Phrase,
        index: &'i Index<'i>,
        direction: Direction,
        sets: &Rc<LanguageSets<'i>>,
    ) -> Interruptible<Self> {
        let mut words = Vec::with_capacity(phrase.words.len());
        for (at, word) in phrase.words.iter().enumerate() {
            words.push(if phrase.is_prefix && at + 1 == phrase.words.len() {
                let found = index.postings_of_beginning(word, direction)?;
                WordRows::Any(Union::of(found.into_iter().map(|(_, docs)| docs).collect()))
            } else {
                WordRows::One(index.postings(word, direction)?)
            });
        }
        let lead = (0..words.len()).min_by_key(|at| words.get(*at).map(WordRows::cost)).unwrap_or(0);
        let mut docs = Self {
            index,
            words,
            lead,
            columns: phrase.columns,
            is_run: phrase.is_run,
            filter: phrase.languages.as_ref().map(|languages| LanguageFilter::new(sets, languages)),
            ignores_filter: false,
            doc: None,
            is_matched: false,
            begins: Vec::new(),
            buffer: Vec::new(),
            positions: Vec::new(),
        };
        docs.settle()?;
        Ok(docs)
    }

    /// Returns the languages in which the phrase counts, if not in all.
    pub(crate) fn languages(&self) -> Option<&Languages> {
        self.filter.as_ref().map(LanguageFilter::languages)
    }

    /// Lets [`matches`](DocSet::matches) leave the languages out from this call on.
    pub(crate) fn ignore_languages(&mut self) {
        self.ignores_filter = true;
    }

    /// Passes, from this call on, documents in which the phrase has a lower frequency, if that is known without
    /// reading positions.
    pub(crate) fn require_frequency(&mut self, min: MinFrequency) {
        if let [WordRows::One(docs)] = self.words.as_mut_slice() {
            docs.require_frequency(min);
        }
    }

    /// Returns true if any document was passed for that.
    pub(crate) fn has_skipped(&self) -> bool {
        matches!(self.words.as_slice(), [WordRows::One(docs)] if docs.has_skipped())
    }

    /// Returns what can be told of the document without reading where the phrase stands in it.
    pub(crate) fn frequency_bound(&self) -> TermFrequencyBound {
        match self.words.as_slice() {
            [WordRows::One(docs)] => docs.frequency_bound(),
            _ => TermFrequencyBound { count: usize::MAX, first_column: 0, is_far: false },
        }
    }

    /// Returns the documents of each of its words.
    pub(crate) fn words(&self) -> &[WordRows<'i>] {
        &self.words
    }

    /// Returns in how many documents each of the words stands, at most: of a word that is looked for by its parts, the
    /// rarest of them.
    pub(crate) fn counts(&self) -> Interruptible<Vec<u64>> {
        let counts = self.words.iter().map(|word| word.count(self.index));
        let counts = counts.collect::<Interruptible<Vec<_>>>()?;
        Ok(if self.is_run { counts.into_iter().min().into_iter().collect() } else { counts })
    }

    /// Returns the number of its words.
    pub(crate) fn width(&self) -> u32 {
        u32::try_from(self.words.len()).unwrap_or(u32::MAX)
    }

    /// Visits the columns in which the phrase stands in the document: how often, and where it begins
    /// last. Where a word stands for several, they are visited one after another, each in all its
    /// columns.
    pub(crate) fn by_column(
        &self,
        buffer: &mut Vec<u8>,
        mut visit: impl FnMut(usize, u32, u32),
    ) -> Interruptible<()> {
        let mut counted = |column, count, last| {
            if self.columns.has(column) {
                visit(column, count, last);
            }
        };
        match self.words.as_slice() {
            [WordRows::One(docs)] => docs.positions(buffer)?.by_column(counted),
            [WordRows::Any(docs)] => {
                for docs in docs.here() {
                    docs.positions(buffer)?.by_column(&mut counted);
                }
            }
            _ => {
                for same in self.begins.chunk_by(|one, next| one.0 == next.0) {
                    if let Some((column, last)) = same.last() {
                        counted(*column, same.len() as u32, *last);
                    }
                }
            }
        }
        Ok(())
    }

    /// Goes on to the first document that has every word.
    ///
    /// No word stands behind `key`, and no document before `key` that has every word is passed. Each round
    /// that doesn't end makes `key` smaller.
    fn settle(&mut self) -> Interruptible<()> {
        self.is_matched = false;
        self.doc = self.words.get(self.lead).and_then(WordRows::doc);
        if self.words.len() == 1 {
            return Ok(self.index.interrupt().tick()?);
        }
        let Some(mut key) = self.doc.take() else { return Ok(()) };
        loop {
            self.index.interrupt().tick()?;
            let before = key;
            for word in &mut self.words {
                word.seek(key)?;
                let Some(here) = word.doc() else { return Ok(()) };
                key = key.min(here);
            }
            if key == before {
                self.doc = Some(key);
                return Ok(());
            }
        }
    }

    /// Returns true if the words stand together, in columns that count.
    fn stands_here(&mut self) -> Interruptible<bool> {
        if let [word] = self.words.as_slice() {
            let mut stands = self.columns == Columns::ALL;
            if !stands {
                word.each(&mut self.buffer, |(column, _)| {
                    stands = self.columns.has(column);
                    !stands
                })?;
            }
            return Ok(stands);
        }
        self.begins.clear();
        for (distance, word) in (0..).zip(&self.words) {
            self.positions.clear();
            let positions = &mut self.positions;
            word.each(&mut self.buffer, |position| {
                if self.columns.has(position.0) {
                    positions.push(position);
                }
                true
            })?;
            if matches!(word, WordRows::Any(_)) {
                positions.sort_unstable();
            }
            if distance == 0 {
                self.begins.append(positions);
            } else {
                keep_followed(&mut self.begins, positions, distance);
            }
            if self.begins.is_empty() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Keeps those positions behind which, at a distance, stands one of the others. Both are in order, so
/// that the others are passed once.
fn keep_followed(positions: &mut Vec<(usize, u32)>, others: &[(usize, u32)], distance: u32) {
    let mut others = others.iter().peekable();
    positions.retain(|(column, at)| {
        let expected = (*column, at.saturating_add(distance));
        while others.next_if(|other| **other < expected).is_some() {}
        others.peek() == Some(&&expected)
    });
}

impl DocSet for PhraseRows<'_> {
    fn doc(&self) -> Option<i64> {
        self.doc
    }

    fn matches(&mut self) -> Interruptible<bool> {
        let Some(doc) = self.doc.filter(|_| !self.is_matched) else { return Ok(true) };
        let open = match &self.filter {
            Some(filter) if !self.ignores_filter => filter.open_from(doc)?,
            _ => Some(doc),
        };
        self.is_matched = open == Some(doc) && self.stands_here()?;
        if !self.is_matched {
            match open {
                Some(open) if open < doc => self.seek(open)?,
                Some(_) => self.advance()?,
                None => self.doc = None,
            }
        }
        Ok(self.is_matched)
    }

    fn advance(&mut self) -> Interruptible<()> {
        if self.doc.is_none() {
            return Ok(());
        }
        if let Some(lead) = self.words.get_mut(self.lead) {
            lead.advance()?;
        }
        self.settle()
    }

    fn seek(&mut self, key: i64) -> Interruptible<()> {
        if self.doc.is_none_or(|here| here <= key) {
            return Ok(());
        }
        if let Some(lead) = self.words.get_mut(self.lead) {
            lead.seek(key)?;
        }
        self.settle()
    }

    fn cost(&self) -> u64 {
        self.words.get(self.lead).map_or(0, WordRows::cost)
    }
}
