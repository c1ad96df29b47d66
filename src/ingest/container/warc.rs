//! WARC and WET: the records of a crawl.
//!
//! Responses, resources and conversions hold what was fetched; all others tell of the crawl, and are passed over. A record
//! that is broken is a warning, and the next one is found by its first line.

use std::io;
use std::rc::Rc;

use chrono::DateTime;

use super::account::Account;
use super::block::Block;
use super::file::{File, Input, Opened, place_in};
use super::header::{Header, header_length};
use super::http;
use super::payload::{self, Payload, uri};
use crate::ingest::limits::MAX_BYTES;
use crate::ingest::warning::{RecordError, Unreadable, Warning};

/// The most bytes of a header.
const MAX_HEADER: usize = 64 << 10;
/// The beginning of each record.
const VERSION: &[u8] = b"WARC/";
/// Room for the header of a server before the page.
const MAX_CONTENT: usize = MAX_BYTES + MAX_HEADER;

/// Opens a WARC.
pub(super) fn files<'r>(file: File<'r>, account: &Rc<Account>) -> Result<Opened<'r>, RecordError> {
    let File { input, depth, place, .. } = file;
    Ok(Opened::Files(Box::new(Records {
        block: Block::new(input),
        account: account.clone(),
        place,
        depth,
        number: 0,
        is_done: false,
    })))
}

/// The records that hold something.
struct Records<'r> {
    block: Block<Input<'r>>,
    account: Rc<Account>,
    place: String,
    depth: usize,
    number: usize,
    is_done: bool,
}

/// A record that begins: its header, and the bytes of its content.
struct Record {
    header: Header,
    length: u64,
}

impl<'r> Iterator for Records<'r> {
    type Item = Result<File<'r>, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        // Each round takes a record or ends.
        while !self.is_done {
            match self.read_next() {
                Ok(Some(file)) => return Some(Ok(file)),
                Ok(None) => {}
                Err(error) => {
                    self.is_done = error.is_last();
                    return Some(Err(error));
                }
            }
        }
        None
    }
}

impl<'r> Records<'r> {
    /// Returns the content of the next record; nothing if it tells of the crawl.
    fn read_next(&mut self) -> Result<Option<File<'r>>, RecordError> {
        self.pass_blanks()?;
        if self.block.look(1)?.is_empty() {
            self.is_done = true;
            return Ok(None);
        }
        self.number += 1;
        let Record { header, length } = self.begin()?;
        let kind = header.get("warc-type").unwrap_or_default().to_ascii_lowercase();
        if !matches!(kind.as_str(), "response" | "resource" | "conversion") {
            self.account.pass_over(kind);
            self.pass_content(&header, length)?;
            return Ok(None);
        }
        let content = self.content(&header, length)?;
        let read = match kind.as_str() {
            "response" => http::payload(&header, &content, &self.account),
            _ => payload::of_record(&header, content),
        };
        match read {
            Ok(payload) => Ok(Some(self.file(&header, payload))),
            Err(kind) => {
                self.account.pass_over(kind);
                Ok(None)
            }
        }
    }

    fn file(&self, header: &Header, payload: Payload) -> File<'r> {
        let url = uri(header).map(str::to_owned);
        File {
            input: Input::stream(io::Cursor::new(payload.bytes)),
            name: payload.name,
            source: url.clone(),
            dated: header
                .get("warc-date")
                .and_then(|date| DateTime::parse_from_rfc3339(date.trim()).ok())
                .map(Into::into),
            url,
            place: self.place_of(header),
            depth: self.depth,
            is_of_folder: false,
            warnings: payload.warnings,
        }
    }

    /// Returns the address of a record, or its number.
    fn place_of(&self, header: &Header) -> String {
        let name = uri(header).map_or_else(|| format!("record {}", self.number), str::to_owned);
        place_in(&self.place, &name)
    }

    /// Reads the header of a record.
    fn begin(&mut self) -> Result<Record, RecordError> {
        let look = self.block.look(MAX_HEADER)?;
        if !look.starts_with(VERSION) {
            return Err(self.skip("it does not begin with `WARC/`")?);
        }
        let Some(length) = header_length(look) else {
            let looked = look.len() as u64;
            self.block.pass(looked)?;
            return Err(self.skip("its header does not end")?);
        };
        let header = Header::read(look.get(..length).unwrap_or_default(), true);
        let Some(content) = header.get("content-length").and_then(|length| length.parse().ok()) else {
            return Err(self.skip("it has no Content-Length")?);
        };
        self.block.pass(length as u64)?;
        Ok(Record { header, length: content })
    }

    /// Reads what a record holds.
    fn content(&mut self, header: &Header, length: u64) -> Result<Vec<u8>, RecordError> {
        let wanted = usize::try_from(length).unwrap_or(usize::MAX);
        let content = self.block.look(wanted.min(MAX_CONTENT))?;
        let is_whole = content.len() == wanted;
        if is_whole {
            let content = content.to_vec();
            self.block.pass(length)?;
            return Ok(content);
        }
        let size = content.len();
        self.pass_content(header, length)?;
        Err(self.bad(header, Unreadable::TooLarge { size }))
    }

    /// Passes what a record holds. If the stream ends before, the length is wrong, and the next record may stand in it.
    fn pass_content(&mut self, header: &Header, length: u64) -> Result<(), RecordError> {
        let wanted = usize::try_from(length).unwrap_or(usize::MAX);
        let is_cut = self.block.look(wanted.min(MAX_CONTENT))?.len() < wanted && self.block.is_known_to_end();
        let (count, wanted) = match is_cut {
            true => (next_record(self.block.unread()).unwrap_or(self.block.unread().len()) as u64, None),
            false => (length, Some(length)),
        };
        if Some(self.block.pass(count)?) == wanted {
            return Ok(());
        }
        let reason = format!("it ends before the {length} bytes of its Content-Length");
        Err(self.bad(header, Unreadable::Damaged { kind: "WARC record", reason }))
    }

    /// Passes what is no record, up to the next one, and says why.
    fn skip(&mut self, reason: &str) -> Result<RecordError, RecordError> {
        self.block.pass(1)?;
        loop {
            let look = self.block.look(MAX_HEADER)?;
            let is_end = look.len() < MAX_HEADER;
            match next_record(look) {
                Some(next) => {
                    self.block.pass(next as u64)?;
                    break;
                }
                None => {
                    // The beginning of a record may be cut by the end of what was looked at.
                    let length = look.len() - if is_end { 0 } else { VERSION.len() };
                    self.block.pass(length as u64)?;
                }
            }
            if is_end {
                break;
            }
        }
        let reason = reason.to_owned();
        Ok(self.bad(&Header::default(), Unreadable::Damaged { kind: "WARC record", reason }))
    }

    fn bad(&self, header: &Header, error: Unreadable) -> RecordError {
        let warning = Box::new(Warning::BadFile(error));
        RecordError::Bad(Warning::Inside { place: self.place_of(header), warning })
    }

    fn pass_blanks(&mut self) -> io::Result<()> {
        while let Some(b'\r' | b'\n' | b' ') = self.block.look(1)?.first() {
            self.block.pass(1)?;
        }
        Ok(())
    }
}

/// Returns where the next record begins: at the beginning of a line.
fn next_record(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let line = from + bytes.get(from..)?.iter().position(|byte| *byte == b'\n')? + 1;
        if bytes.get(line..)?.starts_with(VERSION) {
            return Some(line);
        }
        from = line;
    }
}
