//! The segments of a JPEG file.

use super::blocks::{Blocks, MOST, iim_of_resources};

const EXIF: &[u8] = b"Exif\0\0";
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";

/// Finds the blocks in the segments before the picture itself. Of XMP the main packet is taken: what is extended are
/// thumbnails and histories.
pub(super) fn find(bytes: &[u8], blocks: &mut Blocks) {
    let mut resources = Vec::new();
    let mut rest = bytes.get(2..).unwrap_or_default();
    loop {
        // Any number of FF may stand before a marker.
        let marker_at = rest.iter().position(|byte| *byte != 0xFF);
        let Some(marker) = marker_at.filter(|at| *at > 0).and_then(|at| rest.get(at)) else {
            blocks.is_cut = true;
            break;
        };
        let behind = rest.get(marker_at.unwrap_or(0) + 1..).unwrap_or_default();
        match marker {
            // Markers without a segment.
            0x01 | 0xD0..=0xD8 => rest = behind,
            0xD9 => break,
            // The picture begins. A thumbnail, which has an end of its own, stands before it.
            0xDA => {
                blocks.is_cut = !behind.windows(2).rev().any(|end| end == [0xFF, 0xD9]);
                break;
            }
            _ => {
                let Some((segment, after)) = segment(behind) else {
                    blocks.is_cut = true;
                    break;
                };
                take(*marker, segment, blocks, &mut resources);
                rest = after;
            }
        }
    }
    blocks.iim = iim_of_resources(&resources);
}

/// Returns a segment, and what follows.
fn segment(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let [high, low, ..] = *bytes else { return None };
    let length = usize::from(u16::from_be_bytes([high, low]));
    Some((bytes.get(2..length)?, bytes.get(length..)?))
}

fn take(marker: u8, segment: &[u8], blocks: &mut Blocks, resources: &mut Vec<u8>) {
    match marker {
        0xE1 => {
            if let Some(exif) = segment.strip_prefix(EXIF) {
                blocks.exif.get_or_insert_with(|| exif.to_vec());
            } else if let Some(xmp) = segment.strip_prefix(XMP) {
                blocks.xmp.get_or_insert_with(|| xmp.to_vec());
            }
        }
        0xED => {
            if let Some(part) = segment.strip_prefix(PHOTOSHOP)
                && resources.len() + part.len() <= MOST
            {
                resources.extend_from_slice(part);
            }
        }
        _ => {}
    }
}
