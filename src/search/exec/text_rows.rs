//! The documents in whose text words stand one after another.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use crate::fts5::{BlobColumn, Blobs, Direction, TermFrequencyBound};
use crate::search::exec::doc_set::{DocSet, align, all_match};
use crate::search::exec::language_filter::LanguageSets;
use crate::search::exec::phrase_rows::PhraseRows;
use crate::search::exec::union::Union;
use crate::search::index::{Index, Interruptible, column};
use crate::search::pattern::matcher::{Matcher, Part};
use crate::search::plan::phrase::Phrase;
use crate::search::plan::text_phrase::TextPhrase;
use crate::store::Snapshot;
use crate::text::{SEPARATOR, tokens};

/// The documents of a [`TextPhrase`]: those of its candidates whose text confirms it.
pub(crate) struct TextRows<'i> {
    index: &'i Index<'i>,
    direction: Direction,
    /// The clauses of which a candidate has one phrase each, the rarest first, and which of the words each is of; the last
    /// number is that of a clause beside them.
    candidates: Vec<Union<PhraseRows<'i>>>,
    numbers: Vec<usize>,
    words: usize,
    matcher: Matcher<'static>,
    part: Option<Part>,
    columns: Vec<usize>,
    texts: Rc<Texts<'i>>,
    /// The candidate.
    doc: Option<i64>,
    /// True if its text confirms it.
    is_matched: bool,
    /// The columns in which the words stand there, and how often.
    found: Vec<(usize, u32)>,
}

/// Returns true if any article has the phrase.
pub(crate) fn occurs_in_text(phrase: &TextPhrase, index: &Index<'_>) -> Interruptible<bool> {
    let sets = LanguageSets::new(index, Direction::Back);
    let texts = Texts::new(index.snapshot());
    let mut docs = TextRows::open(phrase, index, Direction::Back, &sets, &texts)?;
    while !docs.matches()? {}
    Ok(docs.doc().is_some())
}

impl<'i> TextRows<'i> {
    pub(crate) fn open(
        phrase: &TextPhrase,
        index: &'i Index<'i>,
        direction: Direction,
        sets: &Rc<LanguageSets<'i>>,
        texts: &Rc<Texts<'i>>,
    ) -> Interruptible<Self> {
        let open = |any: &Vec<Phrase>| {
            let docs = any.iter().map(|phrase| PhraseRows::open(phrase, index, direction, sets));
            Ok(Union::of(docs.collect::<Interruptible<_>>()?))
        };
        let any = Some(&phrase.any).filter(|any| !any.is_empty());
        let clauses = phrase.words.iter().chain(any).map(open).collect::<Interruptible<Vec<_>>>()?;
        let mut clauses: Vec<_> = clauses.into_iter().enumerate().collect();
        clauses.sort_by_key(|(_, docs)| docs.cost());
        let (numbers, candidates) = clauses.into_iter().unzip();
        let matcher = Matcher::new([(0, phrase.sequence.clone())], Box::new(str::to_owned));
        let mut docs = Self {
            index,
            direction,
            candidates,
            numbers,
            words: phrase.words.len(),
            part: matcher.part(|_| true),
            matcher,
            columns: (0..column::COUNT).filter(|column| phrase.columns.has(*column)).collect(),
            texts: Rc::clone(texts),
            doc: None,
            is_matched: false,
            found: Vec::new(),
        };
        docs.settle()?;
        Ok(docs)
    }

    /// Returns in how many documents each of the words stands, at most, whatever stands beside it.
    pub(crate) fn counts(&self) -> Interruptible<Vec<u64>> {
        let mut counts = vec![0; self.words];
        for (number, docs) in self.numbers.iter().zip(&self.candidates) {
            let Some(sum) = counts.get_mut(*number) else { continue };
            for phrase in docs.members() {
                *sum += phrase.counts()?.into_iter().min().unwrap_or(0);
            }
            *sum = self.index.row_count().min(*sum);
        }
        Ok(counts)
    }

    /// Returns what is known of the document that matches.
    pub(crate) fn frequency_bound(&self) -> TermFrequencyBound {
        let count = self.found.iter().map(|(_, count)| *count as usize).sum();
        let first_column = self.found.first().map_or(0, |(column, _)| *column);
        TermFrequencyBound { count, first_column, is_far: false }
    }

    /// Returns the columns in which the words stand in the document, and how often.
    pub(crate) fn by_column(&self) -> impl Iterator<Item = (usize, u32)> {
        self.found.iter().copied()
    }

    /// Goes on to the first document that may have all words.
    fn settle(&mut self) -> Interruptible<()> {
        self.is_matched = false;
        self.doc = align(&mut self.candidates, i64::MIN)?;
        Ok(self.index.interrupt().tick()?)
    }

    /// Counts the occurrences in the text of a candidate.
    fn read(&mut self, doc: i64) -> Interruptible<()> {
        self.found.clear();
        let Some(part) = &self.part else { return Ok(()) };
        for column in &self.columns {
            let mut count = 0_u32;
            self.texts.read(self.direction.doc(doc), *column, |text| {
                let mut items = text.split(SEPARATOR);
                items.try_for_each(|item| {
                    let mut outcome = Ok(());
                    let until_stopped = tokens(item).take_while(|_| {
                        outcome = self.index.interrupt().tick();
                        outcome.is_ok()
                    });
                    self.matcher
                        .scan(item, until_stopped, part, None, |_, _| count = count.saturating_add(1));
                    Ok(outcome?)
                })
            })?;
            self.found.extend((count > 0).then_some((*column, count)));
        }
        Ok(())
    }
}

impl DocSet for TextRows<'_> {
    fn doc(&self) -> Option<i64> {
        self.doc
    }

    fn matches(&mut self) -> Interruptible<bool> {
        let Some(doc) = self.doc.filter(|_| !self.is_matched) else { return Ok(true) };
        if !all_match(&mut self.candidates)? {
            self.settle()?;
            return Ok(false);
        }
        self.read(doc)?;
        self.is_matched = !self.found.is_empty();
        if !self.is_matched {
            self.advance()?;
        }
        Ok(self.is_matched)
    }

    fn advance(&mut self) -> Interruptible<()> {
        if self.doc.is_none() {
            return Ok(());
        }
        self.candidates.first_mut().map_or(Ok(()), Union::advance)?;
        self.settle()
    }

    fn seek(&mut self, key: i64) -> Interruptible<()> {
        if self.doc.is_none_or(|here| here <= key) {
            return Ok(());
        }
        self.candidates.first_mut().map_or(Ok(()), |docs| docs.seek(key))?;
        self.settle()
    }

    fn cost(&self) -> u64 {
        self.candidates.first().map_or(0, Union::cost)
    }
}

/// Reads the texts of articles by column, each once for as long as the article is the same.
pub(crate) struct Texts<'i> {
    snapshot: &'i Snapshot<'i>,
    /// Made when the first one is read, which few searches do.
    columns: OnceCell<Vec<RefCell<Text<'i>>>>,
}

/// The text in one column.
struct Text<'i> {
    column: BlobColumn<'i>,
    /// The article that was read last, by its clock.
    clock: Option<i64>,
    bytes: Vec<u8>,
}

impl<'i> Texts<'i> {
    pub(crate) fn new(snapshot: &'i Snapshot<'i>) -> Rc<Self> {
        Rc::new(Self { snapshot, columns: OnceCell::new() })
    }

    fn columns(&self) -> &[RefCell<Text<'i>>] {
        self.columns.get_or_init(|| {
            let column = |name| BlobColumn::new(self.snapshot.conn(), "article_text", name);
            let text = |name| RefCell::new(Text { column: column(name), clock: None, bytes: Vec::new() });
            column::NAMES.into_iter().map(text).collect()
        })
    }

    /// Hands over the text in a column of an article; an empty one where there is no such article.
    fn read(
        &self,
        clock: i64,
        column: usize,
        read: impl FnOnce(&str) -> Interruptible<()>,
    ) -> Interruptible<()> {
        let Some(text) = self.columns().get(column) else { return Ok(()) };
        let mut text = text.borrow_mut();
        let Text { column, clock: last, bytes } = &mut *text;
        if *last != Some(clock) {
            *last = None;
            if !column.read(clock, bytes)? {
                bytes.clear();
            }
            *last = Some(clock);
        }
        read(str::from_utf8(bytes).unwrap_or_default())
    }
}
