//! The records of a stream, one at a time.

use std::collections::BTreeMap;
use std::io::{Read, Seek};
use std::rc::Rc;

use super::container::{self, Account, Counted, File, Input, Opened};
use super::decode::{Decoded, decoded};
use super::hint::Hint;
use super::limits::MAX_BYTES;
use super::readers::{self, Reader};
use super::reading::{Items, Reading, Readings};
use super::warning::{RecordError, Unreadable, Warning};

/// The articles of a stream, read one at a time.
///
/// Made by [`records`](super::records). It holds a record and a part of the stream in memory, however long the stream is.
pub struct Records<'r> {
    items: UntilLast<'r>,
    account: Rc<Account>,
}

impl<'r> Records<'r> {
    pub(super) fn of_stream(input: impl Read + 'r, hint: Hint<'r>) -> Self {
        let account = Rc::new(Account::default());
        Self::new(Input::stream(Counted::new(input, &account)), hint, account)
    }

    pub(super) fn of_file(file: impl Read + Seek + 'r, hint: Hint<'r>) -> Self {
        let account = Rc::new(Account::default());
        Self::new(Input::File(Box::new(Counted::new(file, &account))), hint, account)
    }

    fn new(input: Input<'r>, hint: Hint<'r>, account: Rc<Account>) -> Self {
        let mut file = Some(File {
            input,
            name: hint.name.to_owned(),
            url: hint.url.map(str::to_owned),
            source: None,
            dated: None,
            place: String::new(),
            is_of_folder: false,
            depth: 0,
            warnings: Vec::new(),
        });
        let run = Run { hint, account: account.clone() };
        let begun = std::iter::from_fn(move || Some(run.begin_or_fail(file.take()?)));
        Self { items: UntilLast::new(Box::new(begun.flatten())), account }
    }

    /// Returns the numbers of files and records inside of a container that hold no article, by kind, as far as it was read:
    /// `.png`, `HTTP 404`, `request`.
    ///
    /// ```
    /// let mut records = dateline::ingest::records(&b"{\"headline\": \"Fog\"}"[..], "week.json");
    /// assert_eq!(records.by_ref().count(), 1);
    /// assert!(records.passed_over().is_empty());
    /// ```
    pub fn passed_over(&self) -> BTreeMap<String, usize> {
        self.account.passed_over()
    }
}

impl Iterator for Records<'_> {
    type Item = Result<Reading, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.items.next()
    }
}

/// Items that end with the first error after which nothing follows.
struct UntilLast<'r>(Option<Items<'r>>);

impl<'r> UntilLast<'r> {
    fn new(items: Items<'r>) -> Self {
        Self(Some(items))
    }
}

impl Iterator for UntilLast<'_> {
    type Item = Result<Reading, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        let item = self.0.as_mut()?.next();
        if matches!(&item, Some(Err(error)) if error.is_last()) {
            self.0 = None;
        }
        item
    }
}

/// What is the same for all files of a stream.
#[derive(Clone)]
struct Run<'r> {
    hint: Hint<'r>,
    account: Rc<Account>,
}

impl<'r> Run<'r> {
    fn begin_or_fail(&self, file: File<'r>) -> Items<'r> {
        self.begin(file).unwrap_or_else(|error| Box::new([Err(error)].into_iter()))
    }

    /// Reads as much of a file as tells its format, and all of it where it isn't read record by record.
    fn begin(&self, mut file: File<'r>) -> Result<Items<'r>, RecordError> {
        // Each round opens what is packed, and there are no more than levels of nesting.
        loop {
            let (first, input) = file.input.look()?;
            match container::open(File { input, ..file }, &first, &self.account)? {
                Ok(Opened::Packed(inner)) => file = inner,
                Ok(Opened::Files(files)) => {
                    let run = self.clone();
                    return Ok(Box::new(files.flat_map(move |file| match file {
                        Ok(file) => run.inside(file),
                        Err(error) => Box::new([Err(error)].into_iter()),
                    })));
                }
                Err(file) => return self.read(file),
            }
        }
    }

    /// Reads one of many files. A bad one is a warning, and the next ones are read.
    fn inside(&self, file: File<'r>) -> Items<'r> {
        if let Some(kind) =
            Some(&file).filter(|file| file.is_of_folder).and_then(|file| unread_kind(&file.name))
        {
            self.account.pass_over(kind);
            return Box::new(std::iter::empty());
        }
        let place = file.place.clone();
        let account = self.account.clone();
        let items = UntilLast::new(self.begin_or_fail(file)).filter(move |item| {
            let kind = item.as_ref().err().and_then(RecordError::passed_over);
            kind.into_iter().for_each(|kind| account.pass_over(kind));
            kind.is_none()
        });
        Box::new(items.map(move |item| item.map_err(|error| inside(error, &place))))
    }

    fn read(&self, file: File<'r>) -> Result<Items<'r>, RecordError> {
        let hint = Hint { name: &file.name, url: file.url.as_deref(), ..self.hint };
        let input = Decoded::new(file.input)?;
        let beginning = input.beginning();
        if input.is_at_end() && is_blank(&beginning) {
            return Err(Unreadable::Empty.into());
        }
        let (format, reader) = readers::reader(&hint, input.first_bytes(), &beginning)?;
        let items = match reader {
            Reader::Stream(read) => read(input, &hint)?,
            Reader::Text(read) => {
                let bytes = whole(input.into_bytes())?;
                let (text, inferred) = decoded(&bytes)?;
                let mut reading = read(&text, &hint);
                reading.warnings.splice(..0, inferred);
                Box::new([Ok(reading)].into_iter())
            }
            Reader::File(read) => items_of(read(&whole(input.into_bytes())?, &hint)?),
        };
        let (source, dated, place, mut warnings) = (file.source, file.dated, file.place, file.warnings);
        let mut number = 0;
        Ok(Box::new(items.map(move |item| {
            number += 1;
            let mut reading = Reading { format, number, place: place.clone(), ..item? };
            reading.source = reading.source.or_else(|| source.clone());
            reading.dated = reading.dated.or(dated);
            reading.warnings.splice(..0, warnings.drain(..));
            reading.leave_out_impossible_date();
            Ok(reading)
        })))
    }
}

/// Returns the kind of a file of a container that isn't read, as it isn't in a folder: hidden, or its ending.
fn unread_kind(name: &str) -> Option<String> {
    let mut parts = name.split(['/', '\\']);
    if parts.any(|part| part.starts_with('.') && part != ".." || part == "__MACOSX") {
        return Some("hidden".into());
    }
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let ending = name.rsplit_once('.').map(|(_, ending)| format!(".{}", ending.to_ascii_lowercase()));
    (!readers::has_reader(name)).then(|| ending.unwrap_or_else(|| "without ending".into()))
}

/// Names the place of an error of a file. The files after it are read, unless all of it is a bomb.
fn inside(error: RecordError, place: &str) -> RecordError {
    let warning = match error {
        RecordError::Bad(warning @ Warning::Inside { .. }) => return RecordError::Bad(warning),
        RecordError::Bad(warning) => warning,
        RecordError::Unreadable(Unreadable::Bomb) => return Unreadable::Bomb.into(),
        RecordError::Unreadable(error) => Warning::BadFile(error),
        RecordError::Io(error) => return RecordError::Io(error),
    };
    RecordError::Bad(Warning::Inside { place: place.to_owned(), warning: Box::new(warning) })
}

/// Returns the articles of a file, and after them what could not be read in it.
fn items_of<'r>(readings: Readings) -> Items<'r> {
    let bad = readings.warnings.into_iter().map(|warning| Err(warning.into()));
    Box::new(readings.articles.into_iter().map(Ok).chain(bad))
}

/// Reads a file that is in memory.
pub(super) fn read_all(bytes: &[u8], hint: Hint) -> Result<Readings, Unreadable> {
    let mut readings = Readings::default();
    let mut records = Records::of_file(std::io::Cursor::new(bytes), hint);
    for record in records.by_ref() {
        match record {
            Ok(reading) => readings.articles.push(reading),
            Err(RecordError::Bad(warning)) => readings.warnings.push(warning),
            Err(RecordError::Unreadable(error)) if readings.articles.is_empty() => return Err(error),
            // What was read before is kept.
            Err(RecordError::Unreadable(error)) => readings.warnings.push(Warning::BadFile(error)),
            // Reading memory doesn't fail.
            Err(RecordError::Io(_)) => {}
        }
    }
    readings.passed_over = records.passed_over();
    Ok(readings)
}

fn whole(input: impl Read) -> Result<Vec<u8>, RecordError> {
    let mut bytes = Vec::new();
    input.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_BYTES {
        return Err(Unreadable::TooLarge { size: bytes.len() }.into());
    }
    Ok(bytes)
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '\0' | '\u{FEFF}') || c.is_whitespace())
}
