//! The bytes of a picture, hashed as they go by.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

use super::article::{File, reading};
use super::facts::Facts;
use super::find::find;
use super::kind::Kind;
use super::{exif, icon, iim, xmp};
use crate::ingest::container::Input;
use crate::ingest::decode::Decoded;
use crate::ingest::hint::Hint;
use crate::ingest::reading::{Items, Reading};
use crate::ingest::warning::{RecordError, Unreadable, Warning};
use crate::text::hex;

/// The most bytes in which a picture's facts are looked for: what is behind them is only hashed.
const LOOKED_AT: usize = 32 << 20;

/// The most pixels across or down that a picture may claim: no camera and no scanner makes more.
const MOST_PIXELS: usize = 1_000_000;

/// Reads a picture of any size.
pub(in crate::ingest) fn read<'r>(input: Decoded<Input<'r>>, hint: &Hint) -> Result<Items<'r>, Unreadable> {
    let read = match bytes(input.into_bytes()) {
        Ok(bytes) => of_bytes(bytes, hint).map_err(RecordError::from),
        Err(error) => Err(error.into()),
    };
    Ok(Box::new([read].into_iter()))
}

/// The bytes of a file, as far as they are looked at.
struct Bytes {
    begin: Vec<u8>,
    byte_size: u64,
    sha256: String,
}

fn bytes(mut input: impl Read) -> io::Result<Bytes> {
    let mut hash = Sha256::new();
    let mut begin = Vec::new();
    let mut byte_size = 0;
    let mut buffer = vec![0; 64 << 10];
    loop {
        let count = match input.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let read = buffer.get(..count).unwrap_or_default();
        hash.update(read);
        byte_size += count as u64;
        let room = LOOKED_AT.saturating_sub(begin.len());
        begin.extend_from_slice(read.get(..count.min(room)).unwrap_or_default());
    }
    let sha256 = hex(&hash.finalize());
    Ok(Bytes { begin, byte_size, sha256 })
}

fn of_bytes(bytes: Bytes, hint: &Hint) -> Result<Reading, Unreadable> {
    let kind = Kind::of(&bytes.begin).ok_or(Unreadable::Picture)?;
    let mut warnings = Vec::new();
    let mut blocks = find(kind, &bytes.begin);
    let exif = blocks.exif.take().and_then(exif::read);
    if let (Some(exif), Kind::Tiff) = (&exif, kind) {
        exif::fill_blocks(exif, &mut blocks);
    }
    let mut size = size(&bytes.begin, &mut warnings);
    if exif.as_ref().is_some_and(exif::is_on_its_side) {
        size = size.map(|(width, height)| (height, width));
    }
    let is_whole = bytes.byte_size <= LOOKED_AT as u64;
    if blocks.is_cut && is_whole && !warnings.contains(&Warning::CutOff) {
        warnings.push(Warning::CutOff);
    }
    let mut facts = match blocks.xmp.as_deref().map(xmp::read) {
        Some(Ok(facts)) => facts,
        Some(Err(error)) => {
            warnings.push(Warning::BadMetadata { block: "XMP", reason: error.to_string() });
            Facts::default()
        }
        None => Facts::default(),
    };
    // The IPTC asks for this order where they differ.
    let others = [blocks.iim.as_deref().map(iim::read), exif.as_ref().map(exif::facts)];
    for other in others.into_iter().flatten() {
        facts.fill(other, &mut warnings);
    }
    if facts.say_nothing() && icon::is_one(size, hint.name) {
        return Err(Unreadable::Icon);
    }
    let file = File { media_type: kind.media_type(), sha256: bytes.sha256, byte_size: bytes.byte_size, size };
    Ok(reading(file, facts, hint, warnings))
}

/// Returns the size that a file claims. One that can't be is none, with a warning.
fn size(bytes: &[u8], warnings: &mut Vec<Warning>) -> Option<(u32, u32)> {
    let Ok(size) = imagesize::blob_size(bytes) else {
        warnings.push(Warning::CutOff);
        return None;
    };
    let pixels = |field: &str, count: usize, warnings: &mut Vec<Warning>| {
        let is_possible = (1..=MOST_PIXELS).contains(&count);
        if !is_possible {
            warnings.push(Warning::InvalidValue { field: field.to_owned(), value: count.to_string() });
        }
        u32::try_from(count).ok().filter(|_| is_possible)
    };
    let width = pixels("width", size.width, warnings);
    let height = pixels("height", size.height, warnings);
    Some((width?, height?))
}
