//! A stream of bytes as UTF-8.

use std::borrow::Cow;
use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, UTF_8};

use super::encoding::{Encoding, Inferred, is_text};
use crate::ingest::warning::Warning;

/// Bytes that decide on the encoding of a stream.
const BEGINNING: usize = 64 << 10;
/// Stands in UTF-8 for what can't be read: no text has it.
const UNREADABLE: u8 = 0xFF;

/// A stream, read as UTF-8. What is UTF-8 already comes through as it is, valid or not; of another encoding, what
/// can't be read makes the place invalid.
pub struct Decoded<R> {
    input: R,
    encoding: Encoding,
    reader: Option<Wide>,
    /// Bytes that were read and not decoded yet.
    given: Vec<u8>,
    is_at_end: bool,
    is_done: bool,
    /// The error after what was read.
    failed: Option<io::Error>,
    /// The decoded text, of which the part before `at` was handed out.
    text: Vec<u8>,
    at: usize,
}

/// An error that comes after what was read, once.
pub struct Failed(pub Option<io::Error>);

impl Read for Failed {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Another encoding than UTF-8.
pub struct Foreign {
    pub name: &'static str,
    /// Returns false for a decoded text that shows that it was none in this encoding.
    pub is_read: fn(&str) -> bool,
}

/// A decoder for what isn't UTF-8.
enum Wide {
    Utf32(fn([u8; 4]) -> u32),
    Other(Box<Decoder>),
}

impl<R: Read> Decoded<R> {
    /// Reads the beginning of a stream.
    pub fn new(mut input: R) -> io::Result<Self> {
        let mut given = Vec::new();
        let read = input.by_ref().take(BEGINNING as u64).read_to_end(&mut given);
        let mut failed = read.err();
        let is_at_end = given.len() < BEGINNING && failed.is_none();
        let encoding = if is_at_end { Encoding::of(&given) } else { Encoding::of_beginning(&given) };
        let reader = match encoding {
            Encoding::Wide(unit) => Some(Wide::Utf32(unit)),
            Encoding::Sure(encoding) | Encoding::Inferred(encoding) if encoding != UTF_8 => {
                Some(Wide::Other(Box::new(encoding.new_decoder_without_bom_handling())))
            }
            _ => None,
        };
        if let Some(error) = failed.take_if(|_| given.is_empty()) {
            return Err(error);
        }
        Ok(Self {
            input,
            encoding,
            reader,
            given,
            is_at_end,
            is_done: false,
            failed,
            text: Vec::new(),
            at: 0,
        })
    }

    /// Returns the text with which the stream begins, before any of it was read.
    pub fn beginning(&self) -> Cow<'_, str> {
        self.encoding.decode_some(&self.given)
    }

    /// Returns the bytes with which the stream begins, before any of it was read.
    pub fn first_bytes(&self) -> &[u8] {
        &self.given
    }

    /// Returns true if the beginning is all of it.
    pub fn is_at_end(&self) -> bool {
        self.is_at_end
    }

    /// Returns the stream as it was.
    pub fn into_bytes(self) -> impl Read {
        io::Cursor::new(self.given).chain(Failed(self.failed)).chain(self.input)
    }

    /// Returns a warning where the encoding was inferred.
    pub fn warning(&self) -> Option<Warning> {
        self.encoding.warning()
    }

    /// Leaves the bytes as they are, where the encoding was inferred and has a byte for every character. Each part of the
    /// stream is then to be decoded for itself, as [`decoded_in`](super::decoded_in) does.
    pub fn by_parts(self) -> (Self, Option<Inferred>) {
        match self.encoding.inferred_of_single_bytes() {
            Some(encoding) => (Self { reader: None, ..self }, Some(encoding)),
            None => (self, None),
        }
    }

    /// Returns the encoding where it isn't UTF-8.
    pub fn foreign(&self) -> Option<Foreign> {
        let is_read: fn(&str) -> bool = match self.encoding {
            Encoding::Inferred(_) => is_text,
            _ => |_| true,
        };
        self.reader.is_some().then(|| Foreign { name: self.encoding.name(), is_read })
    }

    /// Decodes what is there, and reads on.
    fn decode_more(&mut self) -> io::Result<()> {
        self.text.clear();
        self.at = 0;
        // A decoder that has finished takes no more.
        if std::mem::replace(&mut self.is_done, self.is_at_end) {
            return Ok(());
        }
        match &mut self.reader {
            None => self.text = std::mem::take(&mut self.given),
            Some(Wide::Utf32(unit)) => utf32(*unit, &mut self.given, &mut self.text, self.is_at_end),
            Some(Wide::Other(decoder)) => {
                decode(decoder, &self.given, &mut self.text, self.is_at_end);
                self.given.clear();
            }
        }
        if self.text.is_empty() && !self.is_at_end {
            if let Some(error) = self.failed.take() {
                return Err(error);
            }
            let mut input = self.input.by_ref().take(BEGINNING as u64);
            let read = input.read_to_end(&mut self.given);
            self.is_at_end = self.given.len() < BEGINNING && read.is_ok();
            self.failed = read.err();
            return self.decode_more();
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.text.len() {
            self.decode_more()?;
        }
        let mut rest = self.text.get(self.at..).unwrap_or_default();
        let read = rest.read(into)?;
        self.at += read;
        Ok(read)
    }
}

fn decode(decoder: &mut Decoder, mut bytes: &[u8], text: &mut Vec<u8>, is_last: bool) {
    let mut room = [0; 4096];
    loop {
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(bytes, &mut room, is_last);
        text.extend_from_slice(room.get(..written).unwrap_or_default());
        bytes = bytes.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => text.push(UNREADABLE),
        }
    }
}

fn utf32(unit: fn([u8; 4]) -> u32, bytes: &mut Vec<u8>, text: &mut Vec<u8>, is_last: bool) {
    let (units, rest) = bytes.as_chunks();
    for bytes in units {
        match char::from_u32(unit(*bytes)) {
            Some(character) => text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
            None => text.push(UNREADABLE),
        }
    }
    if is_last && !rest.is_empty() {
        text.push(UNREADABLE);
    }
    let rest = if is_last { Vec::new() } else { rest.to_vec() };
    *bytes = rest;
}
