//! Words that stand one after another, and the rows in which they do.

use super::rows::{Rows, Union};
use crate::derive::Scope;
use crate::index::{Direction, Index, Positions, Postings, Step, column};

/// A set of columns of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns(u16);

impl Columns {
    /// Every column, those of stems and of scope tokens too.
    pub(super) const ALL: Self = Self((1 << column::COUNT) - 1);
    /// The columns that hold an article's words as they are printed.
    pub(super) const WORDS: Self =
        Self(Self::ALL.0 & !(1 << column::SCOPE | 1 << column::FORMS_HEAD | 1 << column::FORMS));
    /// The headline, as printed and by its stems.
    pub(super) const HEADLINE: Self = Self(1 << column::HEADLINE | 1 << column::FORMS_HEAD);

    pub(super) fn one(column: usize) -> Self {
        Self(1 << column)
    }

    pub(super) fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    pub(super) fn has(self, column: usize) -> bool {
        column < column::COUNT && self.0 >> column & 1 == 1
    }
}

/// Words of the index that stand one after another in one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// As the index has them; never none.
    pub(super) words: Vec<String>,
    /// Whether the last one may go on.
    pub(super) is_prefix: bool,
    pub(super) columns: Columns,
    /// Where it counts only in articles, or captions, of some languages.
    pub(super) languages: Option<Languages>,
}

/// Languages of an archive, by their first subtags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Languages {
    /// Those in which something counts.
    pub(super) these: Vec<String>,
    /// All others that the archive has.
    pub(super) others: Vec<String>,
}

impl Pattern {
    /// Words as printed.
    pub(super) fn printed(words: Vec<String>, columns: Columns) -> Self {
        Self { words, is_prefix: false, columns, languages: None }
    }

    /// A token of the scope column.
    pub(super) fn scope(token: String) -> Self {
        // No word can equal one, so that there is no need to look where it stands.
        Self::printed(vec![token], Columns::ALL)
    }

    pub(super) fn rows<'i>(&self, index: &'i Index<'i>, direction: Direction) -> Step<PatternRows<'i>> {
        let mut slots = Vec::with_capacity(self.words.len());
        for (at, word) in self.words.iter().enumerate() {
            slots.push(if self.is_prefix && at + 1 == self.words.len() {
                let found = index.beginning_with(word, direction)?;
                Slot::Any(Union::of(found.into_iter().map(|(_, rows)| rows).collect()))
            } else {
                Slot::One(index.postings(word, direction)?)
            });
        }
        let gate = match &self.languages {
            Some(languages) => Some(Gate::of(languages, index, direction)?),
            None => None,
        };
        PatternRows::new(index, slots, self.columns, gate)
    }
}

/// Where one word of a pattern is read from.
enum Slot<'i> {
    One(Postings<'i>),
    Any(Union<Postings<'i>>),
}

impl<'i> Slot<'i> {
    fn rows(&mut self) -> &mut dyn Rows {
        match self {
            Self::One(rows) => rows,
            Self::Any(rows) => rows,
        }
    }

    fn size(&self) -> u64 {
        match self {
            Self::One(rows) => rows.size(),
            Self::Any(rows) => rows.size(),
        }
    }

    /// In how many rows the word stands, at most.
    fn count(&self, index: &Index<'_>) -> Step<u64> {
        let count = match self {
            Self::One(rows) => rows.rows()?,
            Self::Any(rows) => rows.members().iter().map(Postings::rows).sum::<Step<u64>>()?,
        };
        Ok(count.min(index.rows()))
    }

    /// Visits the places of the word in the row that is read, in any order.
    fn each(&self, buffer: &mut Vec<u8>, mut visit: impl FnMut((usize, u32)) -> bool) -> Step<()> {
        let mut all = |positions: Positions<'_>| positions.into_iter().all(&mut visit);
        match self {
            Self::One(rows) => {
                all(rows.positions(buffer)?);
            }
            Self::Any(rows) => {
                for rows in rows.here() {
                    if !all(rows.positions(buffer)?) {
                        break;
                    }
                }
            }
        }
        Ok(())
    }
}

/// The rows in which a pattern stands.
pub(super) struct PatternRows<'i> {
    index: &'i Index<'i>,
    slots: Vec<Slot<'i>>,
    /// Which slot has the fewest rows.
    lead: usize,
    columns: Columns,
    gate: Option<Gate<'i>>,
    key: Option<i64>,
    /// Where the first word stands, of several.
    begins: Vec<(usize, u32)>,
    buffer: Vec<u8>,
    places: Vec<(usize, u32)>,
}

impl<'i> PatternRows<'i> {
    fn new(
        index: &'i Index<'i>,
        slots: Vec<Slot<'i>>,
        columns: Columns,
        gate: Option<Gate<'i>>,
    ) -> Step<Self> {
        let lead = (0..slots.len()).min_by_key(|at| slots.get(*at).map(Slot::size)).unwrap_or(0);
        let (begins, buffer, places) = Default::default();
        let mut rows = Self { index, slots, lead, columns, gate, key: None, begins, buffer, places };
        rows.settle()?;
        Ok(rows)
    }

    /// In how many rows each of the words stands, at most.
    pub(super) fn counts(&self) -> impl Iterator<Item = Step<u64>> + '_ {
        self.slots.iter().map(|slot| slot.count(self.index))
    }

    /// How many words it has.
    pub(super) fn width(&self) -> u32 {
        u32::try_from(self.slots.len()).unwrap_or(u32::MAX)
    }

    /// Visits the places where the pattern begins in the row that is read.
    pub(super) fn occurrences(&self, buffer: &mut Vec<u8>, mut visit: impl FnMut(usize, u32)) -> Step<()> {
        if let [slot] = self.slots.as_slice() {
            return slot.each(buffer, |(column, at)| {
                if self.columns.has(column) {
                    visit(column, at);
                }
                true
            });
        }
        self.begins.iter().for_each(|(column, at)| visit(*column, *at));
        Ok(())
    }

    fn settle(&mut self) -> Step<()> {
        self.key = None;
        while let Some(key) = self.aligned()? {
            self.index.watch().tick()?;
            let is_open = match &mut self.gate {
                Some(gate) => gate.is_open(key)?,
                None => true,
            };
            if is_open && self.stands_here()? {
                self.key = Some(key);
                break;
            }
            if let Some(lead) = self.slots.get_mut(self.lead) {
                lead.rows().advance()?;
            }
        }
        Ok(())
    }

    /// Goes on to the first row that has every word.
    fn aligned(&mut self) -> Step<Option<i64>> {
        let Some(mut key) = self.slots.get_mut(self.lead).and_then(|lead| lead.rows().key()) else {
            return Ok(None);
        };
        loop {
            let before = key;
            for slot in &mut self.slots {
                let rows = slot.rows();
                rows.seek(key)?;
                let Some(here) = rows.key() else { return Ok(None) };
                key = key.min(here);
            }
            if key == before {
                return Ok(Some(key));
            }
        }
    }

    /// Whether the words stand together, in columns that count.
    fn stands_here(&mut self) -> Step<bool> {
        if let [slot] = self.slots.as_slice() {
            let mut stands = self.columns == Columns::ALL;
            if !stands {
                slot.each(&mut self.buffer, |(column, _)| {
                    stands = self.columns.has(column);
                    !stands
                })?;
            }
            return Ok(stands);
        }
        self.begins.clear();
        for (distance, slot) in (0..).zip(&self.slots) {
            self.places.clear();
            let places = &mut self.places;
            slot.each(&mut self.buffer, |place| {
                if self.columns.has(place.0) {
                    places.push(place);
                }
                true
            })?;
            if matches!(slot, Slot::Any(_)) {
                places.sort_unstable();
            }
            if distance == 0 {
                self.begins.append(places);
            } else {
                keep_followed(&mut self.begins, places, distance);
            }
            if self.begins.is_empty() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Keeps those places behind which, at a distance, stands one of the others. Both are in order.
fn keep_followed(places: &mut Vec<(usize, u32)>, others: &[(usize, u32)], distance: u32) {
    let mut others = others.iter().peekable();
    places.retain(|(column, at)| {
        let wanted = (*column, at.saturating_add(distance));
        while others.next_if(|other| **other < wanted).is_some() {}
        others.peek() == Some(&&wanted)
    });
}

impl Rows for PatternRows<'_> {
    fn key(&self) -> Option<i64> {
        self.key
    }

    fn advance(&mut self) -> Step<()> {
        if self.key.is_none() {
            return Ok(());
        }
        if let Some(lead) = self.slots.get_mut(self.lead) {
            lead.rows().advance()?;
        }
        self.settle()
    }

    fn seek(&mut self, key: i64) -> Step<()> {
        if self.key.is_none_or(|here| here <= key) {
            return Ok(());
        }
        if let Some(lead) = self.slots.get_mut(self.lead) {
            lead.rows().seek(key)?;
        }
        self.settle()
    }

    fn size(&self) -> u64 {
        self.slots.get(self.lead).map_or(0, Slot::size)
    }
}

/// Lets through the rows of articles, or with captions, in some languages.
struct Gate<'i> {
    /// The articles in these languages, or in all others.
    articles: Union<Postings<'i>>,
    are_others: bool,
    captions: Union<Postings<'i>>,
}

impl<'i> Gate<'i> {
    fn of(languages: &Languages, index: &'i Index<'i>, direction: Direction) -> Step<Self> {
        let read = |scope: Scope, tags: &[String]| -> Step<Union<Postings<'i>>> {
            let rows = tags.iter().map(|tag| index.postings(&scope.token_of(tag), direction));
            Ok(Union::of(rows.collect::<Step<_>>()?))
        };
        let these = read(Scope::Language, &languages.these)?;
        let others = read(Scope::Language, &languages.others)?;
        let captions = read(Scope::Caption, &languages.these)?;
        // Every article has one language, so either tells; the rarer is read sooner.
        let are_others = others.size() < these.size();
        Ok(Self { articles: if are_others { others } else { these }, are_others, captions })
    }

    fn is_open(&mut self, key: i64) -> Step<bool> {
        self.articles.seek(key)?;
        let is_listed = self.articles.key() == Some(key);
        if is_listed != self.are_others {
            return Ok(true);
        }
        self.captions.seek(key)?;
        Ok(self.captions.key() == Some(key))
    }
}
