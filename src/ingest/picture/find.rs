//! Where the blocks of each kind of file are.

use super::blocks::{Blocks, MOST};
use super::kind::Kind;
use super::{jpeg, png, webp};

/// Finds the blocks of a file.
pub(super) fn find(kind: Kind, bytes: &[u8]) -> Blocks {
    let mut blocks = Blocks::default();
    match kind {
        Kind::Jpeg => jpeg::find(bytes, &mut blocks),
        Kind::Png => png::find(bytes, &mut blocks),
        Kind::WebP => webp::find(bytes, &mut blocks),
        // The whole file is a TIFF structure; the reader of EXIF hands out what else is in it.
        Kind::Tiff => blocks.exif = bytes.get(..bytes.len().min(MOST)).map(<[u8]>::to_vec),
        Kind::Gif => {
            blocks.xmp = gif_xmp(bytes);
            blocks.is_cut = bytes.iter().rev().find(|byte| **byte != 0) != Some(&GIF_END);
        }
    }
    blocks
}

/// The last byte of a GIF. Zeros may follow.
const GIF_END: u8 = 0x3B;

/// Returns the packet of a GIF's extension `XMP DataXMP`, which stands there as it is.
fn gif_xmp(bytes: &[u8]) -> Option<Vec<u8>> {
    let name = b"\x21\xFF\x0BXMP DataXMP";
    let begin = bytes.windows(name.len()).position(|found| found == name)? + name.len();
    let packet = bytes.get(begin..)?;
    // The packet ends where the table begins that lets other programs skip it: 1, FF, FE, FD …
    let end = packet.windows(3).position(|found| found == [0x01, 0xFF, 0xFE]).unwrap_or(packet.len());
    packet.get(..end.min(MOST)).map(<[u8]>::to_vec)
}
