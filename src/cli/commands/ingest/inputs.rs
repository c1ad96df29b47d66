//! Files one after the other, as a stream of articles.

use std::cell::RefCell;
use std::fmt::Display;
use std::fs::File;
use std::io::{self, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use dateline::ingest::{self, Hint, Mapping, Reading, Records};
use dateline::{CancelToken, IngestItem, Source};

use super::pipe::Pipe;
use super::sources::Sources;
use super::teller::{Read, Teller, Waiting};
use crate::cli::files::{self, Kind, is_standard_input};

/// How files are read.
#[derive(Clone, Copy)]
pub struct Settings<'s> {
    /// The name of the source of what doesn't say its own.
    pub source: Option<&'s str>,
    /// The address of the one file.
    pub url: Option<&'s str>,
    pub mapping: Option<&'s Mapping>,
}

/// The articles of files.
pub struct Inputs<'i, 'o> {
    /// The files that are still to be opened, with their names.
    files: std::slice::Iter<'i, (PathBuf, String)>,
    settings: Settings<'i>,
    cancel: &'i CancelToken,
    open: Option<Open<'i>>,
    /// The run that all sources are read in.
    run: Source,
    /// The source of what was read last, and the time of its state.
    last: Option<(Option<DateTime<Utc>>, Arc<Source>)>,
    teller: &'i RefCell<Teller<'o>>,
    /// The bytes that are read of all files.
    read_to: u64,
}

/// A file that is being read.
struct Open<'i> {
    path: &'i Path,
    sources: Sources<'i>,
    records: Records<'i>,
    place: Option<FilePlace>,
}

/// The place up to which a file is read.
struct FilePlace {
    /// Another handle of it, which moves with the one that is read.
    file: File,
    /// The bytes of the files before.
    before: u64,
    whole: u64,
}

impl<'i, 'o> Inputs<'i, 'o> {
    pub fn new(
        files: &'i [(PathBuf, String)],
        settings: Settings<'i>,
        cancel: &'i CancelToken,
        teller: &'i RefCell<Teller<'o>>,
    ) -> Self {
        let (files, run) = (files.iter(), Source::default());
        Self { files, settings, cancel, open: None, run, last: None, teller, read_to: 0 }
    }

    /// Opens the next file, or says why it can't be opened; `None` after the last one.
    fn open_next(&mut self) -> Option<Result<Open<'i>, IngestItem>> {
        let (path, name) = self.files.next()?;
        Some(match self.records(path, name) {
            Ok((records, place)) => {
                let sources = Sources::new(path, self.settings.source, self.settings.url);
                Ok(Open { path, sources, records, place })
            }
            Err(error) => Err(self.unreadable(path, "", &error)),
        })
    }

    fn records(&self, path: &Path, name: &'i str) -> io::Result<(Records<'i>, Option<FilePlace>)> {
        let hint = self.settings.mapping.into_iter().fold(Hint::name(name), Hint::mapping);
        let hint = self.settings.url.into_iter().fold(hint, Hint::url);
        if is_standard_input(path) {
            let pipe = Pipe::open(|| Ok(io::stdin()), self.cancel)?;
            return Ok((ingest::records(pipe, hint), None));
        }
        match files::kind(path)? {
            Kind::File => {
                let file = File::open(path)?;
                let (before, whole) = (self.read_to, file.metadata()?.len());
                let place = FilePlace { file: file.try_clone()?, before, whole };
                Ok((ingest::records_of_file(file, hint), Some(place)))
            }
            Kind::Pipe => {
                self.teller.borrow_mut().waits_for(path);
                let path = path.to_owned();
                let pipe = Pipe::open(move || File::open(path), self.cancel)?;
                Ok((ingest::records(pipe, hint), None))
            }
            Kind::Device => Err(io::Error::new(io::ErrorKind::InvalidInput, "it is a device, and no file")),
        }
    }

    /// Takes a reading as an item, and notes where it is from.
    fn item(&mut self, open: &Open<'i>, reading: Reading) -> IngestItem {
        let source = self.source(open.sources.name(&reading), reading.dated);
        let Reading { article, warnings, format, place, number, .. } = reading;
        let input = open.path.display().to_string();
        let read = Read { input, place, number, format, warnings };
        self.teller.borrow_mut().wait_for(Waiting::Article(read), self.read_to);
        IngestItem::from(article).source(source)
    }

    /// Takes what can't be read as an item, and notes where it is from.
    fn unreadable(&self, path: &Path, place: &str, error: &dyn Display) -> IngestItem {
        let unreadable = Waiting::Unreadable(path.to_owned(), place.to_owned());
        self.teller.borrow_mut().wait_for(unreadable, self.read_to);
        IngestItem::unreadable(error)
    }

    /// Returns false where nothing more is to be read, although there are files.
    fn goes_on(&self) -> bool {
        self.teller.borrow().failure.is_none() && !self.cancel.is_canceled()
    }

    /// Returns a state of a source. It mostly is that of the record before.
    fn source(&mut self, name: String, dated: Option<DateTime<Utc>>) -> Arc<Source> {
        if let Some((state, last)) = &self.last
            && *state == dated
            && last.name() == name
        {
            return Arc::clone(last);
        }
        let source = self.run.sibling(name);
        let source = Arc::new(match dated {
            Some(at) => source.dated(at),
            None => source,
        });
        self.last = Some((dated, Arc::clone(&source)));
        source
    }
}

impl FilePlace {
    /// Returns the bytes that are read of this file and those before.
    fn read(&mut self, is_at_end: bool) -> u64 {
        let here = self.file.stream_position().map_or(0, |here| here.min(self.whole));
        self.before + if is_at_end { self.whole } else { here }
    }
}

impl Iterator for Inputs<'_, '_> {
    type Item = IngestItem;

    fn next(&mut self) -> Option<Self::Item> {
        // Each round reads a record, or opens a file.
        while self.goes_on() {
            let mut open = match self.open.take().map_or_else(|| self.open_next(), |open| Some(Ok(open)))? {
                Ok(open) => open,
                Err(unreadable) => return Some(unreadable),
            };
            let next = open.records.next();
            if let Some(place) = &mut open.place {
                self.read_to = place.read(next.is_none());
            }
            let item = match next {
                // The wait for a pipe was ended inside of a record.
                Some(Err(_)) if self.cancel.is_canceled() => return None,
                Some(Ok(reading)) => Some(self.item(&open, reading)),
                Some(Err(error)) if error.passed_over().is_some() => {
                    self.teller.borrow_mut().holds_no_article(open.path, &error);
                    None
                }
                Some(Err(error)) => Some(self.unreadable(open.path, error.place(), &error)),
                None => {
                    self.teller.borrow_mut().pass_over(open.records.passed_over());
                    continue;
                }
            };
            self.open = Some(open);
            if item.is_some() {
                return item;
            }
        }
        None
    }
}
