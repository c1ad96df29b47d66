//! What is packed: gzip and Zstandard.

use std::io::BufReader;
use std::rc::Rc;

use flate2::read::MultiGzDecoder;

use super::account::{Account, Unpacked};
use super::file::{File, Input, Opened};
use crate::ingest::warning::RecordError;

/// The largest window of Zstandard, as a power of two: 64 MiB of memory. Levels up to 19 have 8 MiB.
pub(super) const MAX_WINDOW_LOG: u32 = 26;

/// Opens gzip of any number of members.
pub(super) fn gzip<'r>(file: File<'r>, account: &Rc<Account>) -> Result<Opened<'r>, RecordError> {
    let input = Unpacked::new(MultiGzDecoder::new(file.input), "gzip", account);
    Ok(Opened::Packed(File { input: Input::stream(input), ..file }))
}

/// Opens Zstandard of any number of frames.
pub(super) fn zstandard<'r>(file: File<'r>, account: &Rc<Account>) -> Result<Opened<'r>, RecordError> {
    let mut decoder = zstd::Decoder::with_buffer(BufReader::new(file.input))?;
    decoder.window_log_max(MAX_WINDOW_LOG)?;
    let input = Unpacked::new(decoder, "Zstandard", account);
    Ok(Opened::Packed(File { input: Input::stream(input), ..file }))
}
