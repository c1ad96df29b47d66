//! Zip, and WACZ, which is a zip of WARCs.

use std::cell::RefCell;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::rc::Rc;

use flate2::Crc;
use flate2::read::DeflateDecoder;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::account::{Account, Unpacked};
use super::file::{File, Input, Opened, ReadSeek, place_in};
use super::packed::MAX_WINDOW_LOG;
use crate::ingest::limits::{MAX_ZIP_FILES, MAX_ZIP_IN_MEMORY};
use crate::ingest::warning::{RecordError, Unreadable, Warning};

/// Bytes of the record at the end of a zip, and of the longest comment behind it.
const LONGEST_END: u64 = 22 + 0xFFFF;

/// A zip that is shared by the files in it.
type Shared<'r> = Rc<RefCell<Box<dyn ReadSeek + 'r>>>;

/// Opens a zip by the directory at its end.
pub(super) fn files<'r>(file: File<'r>, account: &Rc<Account>) -> Result<Opened<'r>, RecordError> {
    let mut input = in_any_order(file.input)?;
    if number_of_files(&mut *input)? > MAX_ZIP_FILES as u64 {
        return Err(damaged(format!("it has more than {MAX_ZIP_FILES} files")).into());
    }
    let input = Rc::new(RefCell::new(input));
    let entries = entries(&input).map_err(|error| damaged(error.to_string()))?;
    if let Some(format) = document(&entries) {
        return Err(Unreadable::Format(format).into());
    }
    let is_wacz = entries.iter().any(|entry| entry.name == "datapackage.json");
    let is_wacz = is_wacz && entries.iter().any(|entry| is_of_crawl(&entry.name));
    let entries = entries.into_iter().filter(move |entry| !is_wacz || is_of_crawl(&entry.name));
    let (account, place, depth) = (account.clone(), file.place, file.depth);
    Ok(Opened::Files(Box::new(entries.map(move |entry| entry.open(&input, &place, depth, &account)))))
}

/// A file in a zip.
struct Entry {
    name: String,
    method: CompressionMethod,
    is_encrypted: bool,
    /// Place and length of its bytes in the zip.
    start: u64,
    length: u64,
    crc: u32,
}

/// Returns the files of a zip, in the order of its directory.
fn entries(input: &Shared<'_>) -> Result<Vec<Entry>, ZipError> {
    let whole = Window { input: input.clone(), start: 0, at: 0, end: u64::MAX };
    let mut zip = ZipArchive::new(whole)?;
    if zip.has_overlapping_files()? {
        return Err(ZipError::InvalidArchive("files in it overlap".into()));
    }
    let mut entries = Vec::with_capacity(zip.len());
    for number in 0..zip.len() {
        let file = zip.by_index_raw(number)?;
        if file.is_file() {
            entries.push(Entry {
                name: file
                    .name()
                    .map_or_else(|_| String::from_utf8_lossy(file.name_raw()).into_owned(), Into::into),
                method: file.compression(),
                is_encrypted: file.encrypted(),
                start: file.data_start().unwrap_or_default(),
                length: file.compressed_size(),
                crc: file.crc32(),
            });
        }
    }
    Ok(entries)
}

impl Entry {
    fn open<'r>(
        self,
        input: &Shared<'r>,
        place: &str,
        depth: usize,
        account: &Rc<Account>,
    ) -> Result<File<'r>, RecordError> {
        let place = place_in(place, &self.name);
        let end = self.start.saturating_add(self.length);
        let window = Window { input: input.clone(), start: self.start, at: self.start, end };
        let decoder = match (self.is_encrypted, self.decoder(window)) {
            (false, Ok(decoder)) => decoder,
            (is_encrypted, _) => {
                let method = if is_encrypted { "it is encrypted" } else { "its compression is not read" };
                let warning = Box::new(Warning::BadFile(damaged(method.to_owned())));
                return Err(RecordError::Bad(Warning::Inside { place, warning }));
            }
        };
        let checked = Checked { input: decoder, crc: Crc::new(), expected: self.crc };
        let outside = leads_outside(&self.name).then(|| Warning::NameOutside(self.name.clone()));
        Ok(File {
            input: Input::stream(Unpacked::new(checked, "zip", account)),
            name: self.name,
            url: None,
            source: None,
            dated: None,
            place,
            depth,
            is_of_folder: true,
            warnings: outside.into_iter().collect(),
        })
    }

    fn decoder<'r>(&self, window: Window<'r>) -> io::Result<Box<dyn Read + 'r>> {
        match self.method {
            CompressionMethod::Stored => Ok(Box::new(window)),
            CompressionMethod::Deflated => Ok(Box::new(DeflateDecoder::new(window))),
            method if method == CompressionMethod::ZSTD => {
                let mut decoder = zstd::Decoder::new(window)?;
                decoder.window_log_max(MAX_WINDOW_LOG)?;
                Ok(Box::new(decoder))
            }
            _ => Err(io::ErrorKind::Unsupported.into()),
        }
    }
}

/// A part of a zip.
struct Window<'r> {
    input: Shared<'r>,
    start: u64,
    at: u64,
    end: u64,
}

impl Read for Window<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let room = into.len().min(left);
        let mut input = self.input.borrow_mut();
        input.seek(SeekFrom::Start(self.at))?;
        let read = input.read(into.get_mut(..room).unwrap_or_default())?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Window<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => self.start.checked_add(place),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.input.borrow_mut().seek(SeekFrom::End(0))?.checked_add_signed(by),
        };
        self.at = place.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at - self.start)
    }
}

/// A file whose checksum is compared at its end.
struct Checked<R> {
    input: R,
    crc: Crc,
    expected: u32,
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(into)?;
        self.crc.update(into.get(..read).unwrap_or_default());
        if read == 0 && !into.is_empty() && self.crc.sum() != self.expected {
            return Err(io::Error::other("its checksum is another"));
        }
        Ok(read)
    }
}

/// Returns an input in which one can go back. A stream is held in memory for that.
fn in_any_order(input: Input<'_>) -> Result<Box<dyn ReadSeek + '_>, RecordError> {
    match input {
        Input::File(file) => Ok(file),
        Input::Stream(stream) => {
            let mut bytes = Vec::new();
            stream.take(MAX_ZIP_IN_MEMORY as u64 + 1).read_to_end(&mut bytes)?;
            if bytes.len() > MAX_ZIP_IN_MEMORY {
                return Err(Unreadable::ZipStream.into());
            }
            Ok(Box::new(Cursor::new(bytes)))
        }
    }
}

/// Returns the number of files that a zip says it has, before its directory is read into memory.
fn number_of_files(input: &mut dyn ReadSeek) -> io::Result<u64> {
    let size = input.seek(SeekFrom::End(0))?;
    input.seek(SeekFrom::Start(size.saturating_sub(LONGEST_END)))?;
    let mut end = Vec::new();
    input.take(LONGEST_END).read_to_end(&mut end)?;
    let record =
        end.windows(4).rposition(|bytes| bytes == b"PK\x05\x06").and_then(|at| end.get(at + 10..at + 12));
    let number =
        record.map_or(0, |bytes| bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)));
    // The record of a large zip, in whose place the small one has the largest number.
    let large =
        end.windows(4).rposition(|bytes| bytes == b"PK\x06\x06").and_then(|at| end.get(at + 32..at + 40));
    let large = large.map(|bytes| bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)));
    Ok(large.filter(|_| number == 0xFFFF).unwrap_or(number))
}

/// Returns the kind of a document whose format is a zip.
fn document(entries: &[Entry]) -> Option<&'static str> {
    let has = |name: &str| entries.iter().any(|entry| entry.name == name);
    match entries.first().map(|entry| &*entry.name) {
        Some("mimetype") => Some("EPUB or OpenDocument"),
        _ if has("[Content_Types].xml") => Some("Office Open XML"),
        _ => None,
    }
}

/// Returns true for the WARCs of a WACZ.
fn is_of_crawl(name: &str) -> bool {
    name.starts_with("archive/") && [".warc", ".warc.gz"].iter().any(|ending| name.ends_with(ending))
}

fn leads_outside(name: &str) -> bool {
    let is_absolute = name.starts_with(['/', '\\']) || name.chars().nth(1) == Some(':');
    is_absolute || name.split(['/', '\\']).any(|part| part == "..")
}

fn damaged(reason: String) -> Unreadable {
    Unreadable::Damaged { kind: "zip", reason }
}
