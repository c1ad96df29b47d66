//! The account of a stream: bytes in and out, and what was passed over.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

#[cfg(feature = "archives")]
use crate::ingest::limits::{FREE_EXPANSION, MAX_EXPANSION};
#[cfg(feature = "archives")]
use crate::ingest::warning::Unreadable;

/// The most kinds of what was passed over that are told apart.
const MOST_KINDS: usize = 1_000;

/// The account of one stream and of everything that is packed in it.
#[derive(Default)]
pub struct Account {
    /// Bytes read from the stream itself.
    read: Cell<u64>,
    /// Bytes that were unpacked, on all levels.
    #[cfg(feature = "archives")]
    unpacked: Cell<u64>,
    passed_over: RefCell<BTreeMap<String, usize>>,
}

impl Account {
    /// Counts a file or record that holds no article.
    pub fn pass_over(&self, kind: impl Into<String>) {
        let (mut kinds, mut kind) = (self.passed_over.borrow_mut(), kind.into());
        if kinds.len() >= MOST_KINDS && !kinds.contains_key(&kind) {
            kind = "other".to_owned();
        }
        *kinds.entry(kind).or_default() += 1;
    }

    /// Returns the numbers of files and records that hold no article, by kind.
    pub fn passed_over(&self) -> BTreeMap<String, usize> {
        self.passed_over.borrow().clone()
    }

    /// Counts unpacked bytes.
    ///
    /// # Errors
    ///
    /// [`Unreadable::Bomb`] if they are many more than were read. All levels count against the outermost stream: what is
    /// packed twice would multiply the ratio.
    #[cfg(feature = "archives")]
    fn unpack(&self, bytes: usize) -> Result<(), Unreadable> {
        let unpacked = self.unpacked.get() + bytes as u64;
        self.unpacked.set(unpacked);
        let is_bomb = unpacked > FREE_EXPANSION && unpacked > self.read.get().saturating_mul(MAX_EXPANSION);
        if is_bomb { Err(Unreadable::Bomb) } else { Ok(()) }
    }
}

/// A stream whose bytes are counted.
pub struct Counted<R> {
    input: R,
    account: Rc<Account>,
}

impl<R> Counted<R> {
    pub fn new(input: R, account: &Rc<Account>) -> Self {
        Self { input, account: account.clone() }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(into)?;
        self.account.read.set(self.account.read.get() + read as u64);
        Ok(read)
    }
}

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.input.seek(to)
    }
}

/// What a decoder unpacks: counted, and its errors named.
#[cfg(feature = "archives")]
pub(super) struct Unpacked<D> {
    decoder: D,
    container: &'static str,
    account: Rc<Account>,
}

#[cfg(feature = "archives")]
impl<D> Unpacked<D> {
    pub(super) fn new(decoder: D, container: &'static str, account: &Rc<Account>) -> Self {
        Self { decoder, container, account: account.clone() }
    }
}

#[cfg(feature = "archives")]
impl<D: Read> Read for Unpacked<D> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = match self.decoder.read(into) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Err(error) => return Err(damaged(error, self.container)),
            Ok(read) => read,
        };
        self.account.unpack(read)?;
        Ok(read)
    }
}

/// Names an error of a decoder, unless it is one of a container around it.
#[cfg(feature = "archives")]
fn damaged(error: io::Error, container: &'static str) -> io::Error {
    match error.downcast::<Unreadable>() {
        Ok(named) => named.into(),
        Err(error) => Unreadable::Damaged { kind: container, reason: error.to_string() }.into(),
    }
}
