//! The chunks of a PNG file.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::blocks::{Blocks, MOST};

const XMP: &[u8] = b"XML:com.adobe.xmp\0";

/// Finds the blocks in all chunks.
pub(super) fn find(bytes: &[u8], blocks: &mut Blocks) {
    let mut rest = bytes.get(8..).unwrap_or_default();
    while !rest.is_empty() {
        let Some((name, chunk, after)) = chunk(rest) else {
            blocks.is_cut = true;
            return;
        };
        match name {
            b"iTXt" => blocks.xmp = blocks.xmp.take().or_else(|| chunk.strip_prefix(XMP).and_then(text)),
            b"eXIf" => blocks.exif = blocks.exif.take().or_else(|| Some(chunk.to_vec())),
            b"IEND" => return,
            _ => {}
        }
        rest = after;
    }
    blocks.is_cut = true;
}

/// Returns the name of a chunk, its data, and what follows.
fn chunk(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let length: [u8; 4] = bytes.get(..4)?.try_into().ok()?;
    let length = usize::try_from(u32::from_be_bytes(length)).ok()?;
    let end = length.checked_add(8)?;
    Some((bytes.get(4..8)?, bytes.get(8..end)?, bytes.get(end.checked_add(4)?..)?))
}

/// Returns the text of an `iTXt` chunk behind its keyword: flags, two texts, and then it, perhaps deflated.
fn text(chunk: &[u8]) -> Option<Vec<u8>> {
    let [is_deflated, _, rest @ ..] = chunk else { return None };
    let mut parts = rest.splitn(3, |byte| *byte == 0);
    let text = parts.nth(2)?;
    if *is_deflated == 0 {
        return Some(text.to_vec());
    }
    let mut inflated = Vec::new();
    // What is larger is a bomb: the packet is not taken.
    let read = ZlibDecoder::new(text).take(MOST as u64 + 1).read_to_end(&mut inflated);
    (read.is_ok() && inflated.len() <= MOST).then_some(inflated)
}
