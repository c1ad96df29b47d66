//! Files of pictures.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::{Bomb, MILLION, around};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";

fn chunk(name: &[u8], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).expect("a chunk is short").to_be_bytes();
    [&length, name, content, &[0; 4]].concat()
}

fn png(xmp: &[u8]) -> Vec<u8> {
    let text = [b"XML:com.adobe.xmp\0\0\0\0\0".as_slice(), xmp].concat();
    [
        SIGNATURE,
        &chunk(b"IHDR", &[0, 0, 0, 9, 0, 0, 0, 9, 8, 2, 0, 0, 0]),
        &chunk(b"iTXt", &text),
        &chunk(b"IEND", b""),
    ]
    .concat()
}

fn xmp(part: &str, count: usize) -> Vec<u8> {
    let head = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\
        <rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:subject><rdf:Bag>";
    around(head, part, count, "</rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>")
}

/// A TIFF whose first directory has a number of entries that repeat, and is its own next one.
fn tiff(entries: u16) -> Vec<u8> {
    let entry = [0x0E, 0x01, 2, 0, 0xFF, 0xFF, 0xFF, 0x7F, 8, 0, 0, 0];
    let head = [b"II\x2A\0".as_slice(), &8_u32.to_le_bytes(), &entries.to_le_bytes()].concat();
    [head, entry.repeat(entries.into()), 8_u32.to_le_bytes().to_vec()].concat()
}

pub const BOMBS: &[Bomb] = &[
    ("PNG, XMP a million elements deep", "a.png", || png(&xmp("<rdf:li>", MILLION))),
    ("PNG, XMP with keywords", "a.png", || png(&xmp("<rdf:li>fog</rdf:li>", 700_000))),
    ("PNG, XMP that unpacks to 1 GB", "a.png", || {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        let blanks = vec![b' '; 1 << 20];
        (0..1 << 10).for_each(|_| packed.write_all(&blanks).expect("memory takes it"));
        let packed = packed.finish().expect("memory takes it");
        let text = [b"XML:com.adobe.xmp\0\x01\0\0\0".as_slice(), &packed].concat();
        [SIGNATURE, &chunk(b"iTXt", &text), &chunk(b"IEND", b"")].concat()
    }),
    ("PNG, chunks of nothing", "a.png", || [SIGNATURE, &chunk(b"tEXt", b"").repeat(2_600_000)].concat()),
    ("PNG, a length beyond its end", "a.png", || [SIGNATURE, b"\xFF\xFF\xFF\xFFiTXt".as_slice()].concat()),
    ("PNG, 50 MB", "a.png", || [png(b""), vec![0; 50 * MILLION]].concat()),
    ("JPEG, segments of nothing", "a.jpg", || {
        [b"\xFF\xD8".to_vec(), b"\xFF\xE1\x00\x02".repeat(8 * MILLION)].concat()
    }),
    ("JPEG, marks", "a.jpg", || [b"\xFF\xD8".to_vec(), vec![0xFF; 32 * MILLION]].concat()),
    ("JPEG, data sets of IPTC-IIM", "a.jpg", || {
        let sets = b"\x1C\x02\x19\x00\x03fog".repeat(7_000);
        let length = u32::try_from(sets.len()).expect("a segment is short").to_be_bytes();
        let resource = [b"8BIM\x04\x04\0\0".as_slice(), &length, &sets].concat();
        let content = [b"Photoshop 3.0\0".as_slice(), &resource].concat();
        let length = u16::try_from(content.len() + 2).expect("a segment is short").to_be_bytes();
        [b"\xFF\xD8\xFF\xED".as_slice(), &length, &content, b"\xFF\xD9"].concat()
    }),
    ("JPEG, resources of nothing", "a.jpg", || {
        let content = [b"Photoshop 3.0\0".as_slice(), &b"8BIM\x04\x05\0\0\0\0\0\0".repeat(5_000)].concat();
        let length = u16::try_from(content.len() + 2).expect("a segment is short").to_be_bytes();
        let segment = [b"\xFF\xED".as_slice(), &length, &content].concat();
        [b"\xFF\xD8".to_vec(), segment.repeat(500)].concat()
    }),
    ("TIFF, a directory that is its next", "a.tif", || tiff(3)),
    ("TIFF, 65,535 entries", "a.tif", || tiff(0xFFFF)),
    ("GIF, XMP of 30 MB", "a.gif", || {
        [b"GIF89a\x01\0\x01\0\0\0\0\x21\xFF\x0BXMP DataXMP".to_vec(), xmp("<rdf:li>fog</rdf:li>", 1_500_000)]
            .concat()
    }),
    ("WebP, chunks of nothing", "a.webp", || {
        [b"RIFF\xFF\xFF\xFF\xFFWEBP".to_vec(), b"JUNK\0\0\0\0".repeat(4 * MILLION)].concat()
    }),
];
