//! Reads the full-text index as FTS5 lays it down, a page of postings at a time.
//!
//! FTS5 writes, merges and verifies the index; what a search needs is only to read it: the articles
//! of a word from the newest or the oldest on, to jump ahead in them, and where in an article the
//! word stands. The format is that of `fts5_index.c`, which SQLite keeps compatible; it is described
//! there under "Details". Nothing here trusts what it reads: whatever stands in a page, reading ends,
//! at worst with [`Error::Damaged`](crate::Error::Damaged).

mod check;
mod glance;
mod leaf;
mod page_index;
mod postings;
mod run;
mod segments;
mod terms;
#[cfg(test)]
mod tests;
mod varint;
mod watch;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use crate::store::{Blobs, Column};
use crate::{Error, Snapshot};

pub(crate) use check::check;
pub(crate) use glance::{FAR, Glance, Least};
pub(crate) use postings::{Positions, Postings};
pub(crate) use terms::Word;
pub(crate) use watch::{Step, Stop, Watch};

use leaf::Leaf;
use run::Location;
use segments::Segment;

/// The columns of the index in their order.
pub(crate) mod column {
    pub(crate) const HEADLINE: usize = 0;
    pub(crate) const DEK: usize = 1;
    pub(crate) const BYLINE: usize = 2;
    pub(crate) const CAPTIONS: usize = 3;
    pub(crate) const CREDITS: usize = 4;
    pub(crate) const PEOPLE: usize = 5;
    pub(crate) const SCOPE: usize = 7;
    pub(crate) const FORMS_HEAD: usize = 8;
    pub(crate) const FORMS: usize = 9;
    pub(crate) const BODY: usize = 10;
    pub(crate) const COUNT: usize = 11;
}

/// The record of how many rows and words there are, and that of the segments.
const AVERAGES: i64 = 1;
const STRUCTURE: i64 = 10;
/// The most words that the beginnings in a query stand for, together. Each is some 400 bytes of memory
/// as long as the search goes on, and letting go of them takes time after its deadline.
const MAX_OPENED: usize = 1 << 18;
/// FTS5 marks the terms of its main index with this byte, those of prefix indexes with others.
const MAIN: u8 = b'0';

/// Which way postings are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// From the newest article to the oldest.
    Back,
    /// From the oldest to the newest.
    Forth,
}

impl Direction {
    /// A row by its place in reading order: whichever way is read, keys only get smaller.
    pub(crate) fn key(self, rowid: i64) -> i64 {
        match self {
            Self::Back => rowid,
            Self::Forth => !rowid,
        }
    }
}

/// The index in one state of the archive, for one search.
pub(crate) struct Index<'a> {
    snapshot: &'a Snapshot<'a>,
    outline: Arc<Outline>,
    watch: Watch,
    /// The terms that were looked for.
    known: RefCell<HashMap<String, Rc<[Location]>>>,
    /// What is asked most, kept at hand: a page by its number, and the sizes of a row.
    pages: Box<dyn Blobs + 'a>,
    sizes: Box<dyn Blobs + 'a>,
    size: RefCell<Vec<u8>>,
    /// How many words are open because a beginning stands for them.
    opened: Cell<usize>,
}

/// What the index consists of.
struct Outline {
    /// From the newest to the oldest: where two know a row, the first is right.
    segments: Vec<Segment>,
    rows: u64,
    words: [u64; column::COUNT],
}

impl<'a> Index<'a> {
    pub(crate) fn open(snapshot: &'a Snapshot<'a>, watch: Watch) -> Step<Self> {
        watch.check()?;
        snapshot.flush_index()?;
        let pages = Column::new(snapshot, "article_fts_data", "block");
        let outline = snapshot.cached(|| Outline::read(snapshot, &pages))?;
        Ok(Self {
            snapshot,
            outline,
            watch,
            known: RefCell::default(),
            pages: Box::new(pages),
            sizes: Box::new(Column::new(snapshot, "article_fts_docsize", "sz")),
            size: RefCell::default(),
            opened: Cell::new(0),
        })
    }

    pub(crate) fn snapshot(&self) -> &'a Snapshot<'a> {
        self.snapshot
    }

    /// How many rows the index holds.
    pub(crate) fn rows(&self) -> u64 {
        self.outline.rows
    }

    /// How many words all rows have together, by column.
    pub(crate) fn words(&self) -> &[u64; column::COUNT] {
        &self.outline.words
    }

    pub(crate) fn watch(&self) -> &Watch {
        &self.watch
    }

    /// Counts anew the words that beginnings stand for.
    pub(crate) fn begin(&self) {
        self.opened.set(0);
    }

    /// Stops a search for too many words as one that takes too long, which it would.
    fn open_another(&self) -> Step<()> {
        let opened = self.opened.get() + 1;
        self.opened.set(opened);
        if opened > MAX_OPENED { Err(Stop::Deadline) } else { self.watch.tick() }
    }

    /// How many words a row has, by column.
    pub(crate) fn words_of(&self, rowid: i64) -> Step<[u64; column::COUNT]> {
        let mut size = self.size.borrow_mut();
        let is_there = self.sizes.read(rowid, &mut size)?;
        read_sizes(&size).filter(|_| is_there).ok_or_else(|| damaged("a row without sizes"))
    }

    fn leaf(&self, segment: &Segment, page: u32) -> Step<Leaf> {
        self.leaf_into(segment, page, Vec::new())
    }

    /// Reads a page into memory that is there already.
    fn leaf_into(&self, segment: &Segment, page: u32, mut memory: Vec<u8>) -> Step<Leaf> {
        self.watch.check()?;
        read_block(&*self.pages, segment.page_id(page), &mut memory)?;
        Leaf::parse(memory).ok_or_else(|| damaged("a page can't be read"))
    }
}

impl Outline {
    fn read(snapshot: &Snapshot<'_>, pages: &dyn Blobs) -> Step<Self> {
        let version = "SELECT v AS version FROM article_fts_config WHERE k = 'version'";
        let version: Option<i64> = snapshot.row(version, [], |row| row.get("version"))?;
        // 5 stands for postings deleted in place, which an archive is never told to do.
        if version != Some(4) {
            return Err(damaged("written in a way that is not the archive's"));
        }
        let mut record = Vec::new();
        read_block(pages, STRUCTURE, &mut record)?;
        let mut segments = segments::parse(&record).ok_or_else(|| damaged("no structure"))?;
        page_index::require(snapshot, pages, &segments)?;
        segments.retain(|segment| !segment.is_merged());
        read_block(pages, AVERAGES, &mut record)?;
        let mut at = 0;
        // The record of an empty index is empty.
        let rows = varint::read(&record, &mut at).unwrap_or(0);
        let words = [(); column::COUNT].map(|()| varint::read(&record, &mut at).unwrap_or(0));
        if segments.is_empty() && words != [0; column::COUNT] {
            return Err(damaged("words are counted, but none is listed"));
        }
        Ok(Self { segments, rows, words })
    }
}

fn read_block(pages: &dyn Blobs, id: i64, into: &mut Vec<u8>) -> Step<()> {
    if pages.read(id, into)? { Ok(()) } else { Err(damaged("a page is missing")) }
}

/// How many words each column of a row has.
fn read_sizes(bytes: &[u8]) -> Option<[u64; column::COUNT]> {
    let (mut words, mut rest) = ([0; column::COUNT], bytes);
    for count in &mut words {
        (*count, rest) = varint::split(rest)?;
    }
    Some(words)
}

fn damaged(what: &str) -> Stop {
    Error::Damaged(format!("full-text index: {what}")).into()
}
