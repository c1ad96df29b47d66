//! Words that stand one after another, and the rows in which they do.

use std::rc::Rc;

use super::gate::{Gate, Gates};
use super::rows::{Rows, Union};
use crate::index::{Direction, Glance, Index, Least, Positions, Postings, Step, column};

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

    /// What is looked for in the columns of forms too, if it is one word.
    pub(super) fn form(&self) -> Option<&str> {
        match self.words.as_slice() {
            [form] if !self.is_prefix && self.columns.has(column::FORMS) => Some(form),
            _ => None,
        }
    }

    /// Whether any article has it.
    pub(super) fn occurs(&self, index: &Index<'_>) -> Step<bool> {
        let mut rows = self.rows(index, Direction::Back, &Gates::new(index, Direction::Back))?;
        while !rows.check()? {}
        Ok(rows.key().is_some())
    }

    pub(super) fn rows<'i>(
        &self,
        index: &'i Index<'i>,
        direction: Direction,
        gates: &Rc<Gates<'i>>,
    ) -> Step<PatternRows<'i>> {
        let mut slots = Vec::with_capacity(self.words.len());
        for (at, word) in self.words.iter().enumerate() {
            slots.push(if self.is_prefix && at + 1 == self.words.len() {
                let found = index.beginning_with(word, direction)?;
                Slot::Any(Union::of(found.into_iter().map(|(_, rows)| rows).collect()))
            } else {
                Slot::One(index.postings(word, direction)?)
            });
        }
        let gate = self.languages.as_ref().map(|languages| gates.gate(languages));
        PatternRows::new(index, slots, self.columns, gate)
    }
}

/// Where one word of a pattern is read from.
enum Slot<'i> {
    One(Postings<'i>),
    Any(Union<Postings<'i>>),
}

impl Rows for Slot<'_> {
    fn key(&self) -> Option<i64> {
        match self {
            Self::One(rows) => rows.key(),
            Self::Any(rows) => rows.key(),
        }
    }

    fn check(&mut self) -> Step<bool> {
        Ok(true)
    }

    fn advance(&mut self) -> Step<()> {
        match self {
            Self::One(rows) => rows.advance(),
            Self::Any(rows) => rows.advance(),
        }
    }

    fn seek(&mut self, key: i64) -> Step<()> {
        match self {
            Self::One(rows) => rows.seek(key),
            Self::Any(rows) => rows.seek(key),
        }
    }

    fn size(&self) -> u64 {
        match self {
            Self::One(rows) => rows.size(),
            Self::Any(rows) => rows.size(),
        }
    }
}

impl Slot<'_> {
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
    /// Whether checks leave the gate out.
    ignores_gate: bool,
    /// The row that has every word.
    key: Option<i64>,
    /// Whether they stand together there.
    is_checked: bool,
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
        let (key, is_checked) = (None, false);
        let ignores_gate = false;
        let mut rows =
            Self { index, slots, lead, columns, gate, ignores_gate, key, is_checked, begins, buffer, places };
        rows.settle()?;
        Ok(rows)
    }

    /// The languages in which this counts, if not in all.
    pub(super) fn languages(&self) -> Option<&Languages> {
        self.gate.as_ref().map(Gate::languages)
    }

    /// From now on, checks leave the languages out.
    pub(super) fn ignore_languages(&mut self) {
        self.ignores_gate = true;
    }

    /// From now on, passes rows in which it stands less often, if that is told without reading where.
    pub(super) fn demand(&mut self, least: Least) {
        if let [Slot::One(rows)] = self.slots.as_mut_slice() {
            rows.demand(least);
        }
    }

    /// What can be told of the row that is read without reading where the pattern stands in it.
    pub(super) fn glance(&self) -> Glance {
        match self.slots.as_slice() {
            [Slot::One(rows)] => rows.glance(),
            _ => Glance { count: usize::MAX, has_headline: true, is_far: false },
        }
    }

    /// In how many rows each of the words stands, at most.
    pub(super) fn counts(&self) -> impl Iterator<Item = Step<u64>> + '_ {
        self.slots.iter().map(|slot| slot.count(self.index))
    }

    /// How many words it has.
    pub(super) fn width(&self) -> u32 {
        u32::try_from(self.slots.len()).unwrap_or(u32::MAX)
    }

    /// Visits the columns in which the pattern stands in the row that is read: how often, and where it
    /// begins last. Where a word stands for several, they are visited one after another, each in all
    /// its columns.
    pub(super) fn by_column(&self, buffer: &mut Vec<u8>, mut visit: impl FnMut(usize, u32, u32)) -> Step<()> {
        let mut counted = |column, count, last| {
            if self.columns.has(column) {
                visit(column, count, last);
            }
        };
        match self.slots.as_slice() {
            [Slot::One(rows)] => rows.positions(buffer)?.by_column(counted),
            [Slot::Any(rows)] => {
                for rows in rows.here() {
                    rows.positions(buffer)?.by_column(&mut counted);
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

    /// Goes on to the first row that has every word.
    fn settle(&mut self) -> Step<()> {
        self.is_checked = false;
        self.key = self.slots.get(self.lead).and_then(Slot::key);
        if self.slots.len() == 1 {
            return self.index.watch().tick();
        }
        let Some(mut key) = self.key.take() else { return Ok(()) };
        loop {
            self.index.watch().tick()?;
            let before = key;
            for slot in &mut self.slots {
                slot.seek(key)?;
                let Some(here) = slot.key() else { return Ok(()) };
                key = key.min(here);
            }
            if key == before {
                self.key = Some(key);
                return Ok(());
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

    fn check(&mut self) -> Step<bool> {
        let Some(key) = self.key.filter(|_| !self.is_checked) else { return Ok(true) };
        let open = match &self.gate {
            Some(gate) if !self.ignores_gate => gate.open_from(key)?,
            _ => Some(key),
        };
        self.is_checked = open == Some(key) && self.stands_here()?;
        if !self.is_checked {
            match open {
                Some(open) if open < key => self.seek(open)?,
                Some(_) => self.advance()?,
                None => self.key = None,
            }
        }
        Ok(self.is_checked)
    }

    fn advance(&mut self) -> Step<()> {
        if self.key.is_none() {
            return Ok(());
        }
        if let Some(lead) = self.slots.get_mut(self.lead) {
            lead.advance()?;
        }
        self.settle()
    }

    fn seek(&mut self, key: i64) -> Step<()> {
        if self.key.is_none_or(|here| here <= key) {
            return Ok(());
        }
        if let Some(lead) = self.slots.get_mut(self.lead) {
            lead.seek(key)?;
        }
        self.settle()
    }

    fn size(&self) -> u64 {
        self.slots.get(self.lead).map_or(0, Slot::size)
    }
}
