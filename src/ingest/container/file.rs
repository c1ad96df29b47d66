//! A file on its way to its reader: its bytes, and what is known of it.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use chrono::{DateTime, Utc};

use crate::ingest::decode::Failed;
use crate::ingest::warning::{RecordError, Warning};

/// Bytes by whose beginning a container is told.
const BEGINNING: u64 = 4096;

/// A file in which one can go back.
pub trait ReadSeek: Read + Seek {}

impl<F: Read + Seek> ReadSeek for F {}

/// The bytes of a file.
pub enum Input<'r> {
    Stream(Box<dyn Read + 'r>),
    /// One that may be read in any order. It is where it begins.
    File(Box<dyn ReadSeek + 'r>),
}

impl<'r> Input<'r> {
    pub fn stream(input: impl Read + 'r) -> Self {
        Self::Stream(Box::new(input))
    }

    /// Returns the first bytes, and all of it.
    pub fn look(mut self) -> io::Result<(Vec<u8>, Self)> {
        let mut first = Vec::new();
        let read = self.by_ref().take(BEGINNING).read_to_end(&mut first);
        if let Err(error) = read {
            // What came before the error is read.
            let whole = Cursor::new(first.clone()).chain(Failed(Some(error)));
            return Ok((first, Self::stream(whole)));
        }
        let whole = match self {
            Self::File(mut file) => {
                file.seek(SeekFrom::Start(0))?;
                Self::File(file)
            }
            Self::Stream(rest) => Self::stream(Cursor::new(first.clone()).chain(rest)),
        };
        Ok((first, whole))
    }
}

impl Read for Input<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Stream(input) => input.read(into),
            Self::File(input) => input.read(into),
        }
    }
}

/// A file, alone or inside of a container.
pub struct File<'r> {
    pub input: Input<'r>,
    /// Its name, without the endings of what it was packed in.
    pub name: String,
    pub url: Option<String>,
    /// The source that its articles are from, where the container says it.
    pub source: Option<String>,
    /// The time of the state of that source, where the container says it.
    pub dated: Option<DateTime<Utc>>,
    /// Its place in the outermost container; empty outside of one.
    pub place: String,
    /// It is one of many, as in a folder: its name says if it is read.
    pub is_of_folder: bool,
    /// The number of containers that it is in.
    pub depth: usize,
    /// Warnings of its container, for its first article.
    pub warnings: Vec<Warning>,
}

/// Returns the place of a file of this name, inside of a container at a place.
#[cfg(feature = "archives")]
pub(super) fn place_in(place: &str, name: &str) -> String {
    if place.is_empty() { name.to_owned() } else { format!("{place}/{name}") }
}

/// The files in a container, and what could not be read of it.
pub type Files<'r> = Box<dyn Iterator<Item = Result<File<'r>, RecordError>> + 'r>;

/// A container that was opened.
#[cfg_attr(not(feature = "archives"), allow(dead_code, reason = "nothing is opened"))]
pub enum Opened<'r> {
    /// One file, under its own name.
    Packed(File<'r>),
    /// Files of their own.
    Files(Files<'r>),
}
