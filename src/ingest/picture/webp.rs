//! The chunks of a WebP file.

use super::blocks::Blocks;

/// Finds the blocks in all chunks.
pub(super) fn find(bytes: &[u8], blocks: &mut Blocks) {
    let mut rest = bytes.get(12..).unwrap_or_default();
    while !rest.is_empty() {
        let Some((name, chunk, after)) = chunk(rest) else {
            blocks.is_cut = true;
            return;
        };
        match name {
            b"XMP " => blocks.xmp = blocks.xmp.take().or_else(|| Some(chunk.to_vec())),
            b"EXIF" => {
                let exif = chunk.strip_prefix(b"Exif\0\0").unwrap_or(chunk);
                blocks.exif = blocks.exif.take().or_else(|| Some(exif.to_vec()));
            }
            _ => {}
        }
        rest = after;
    }
}

/// Returns the name of a chunk, its data, and what follows the byte that makes its length even.
fn chunk(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let length: [u8; 4] = bytes.get(4..8)?.try_into().ok()?;
    let length = usize::try_from(u32::from_le_bytes(length)).ok()?;
    let end = length.checked_add(8)?;
    let data = bytes.get(8..end)?;
    Some((bytes.get(..4)?, data, bytes.get(end + length % 2..).unwrap_or_default()))
}
