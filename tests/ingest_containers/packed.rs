//! gzip and Zstandard.

use dateline::ingest::{self, Format, Unreadable, has_reader};

use crate::make::{FOG, RAIN, gzip, headlines, read, warnings, zip};

#[test]
fn what_is_packed_is_read_whatever_its_name() {
    let zstandard = zstd::encode_all(FOG.as_bytes(), 3).unwrap();
    for bytes in [gzip(FOG), zstandard] {
        for name in ["week.jsonl.gz", "week", "week.txt"] {
            let readings = read(&bytes, name).unwrap();
            assert_eq!(headlines(&readings), [("Fog", "")]);
            assert_eq!(readings.articles[0].format, Format::Json);
        }
    }
}

#[test]
fn all_members_are_read() {
    let members = [gzip(FOG), gzip(RAIN)].concat();
    assert_eq!(headlines(&read(&members, "week.jsonl.gz").unwrap()), [("Fog", ""), ("Rain", "")]);
    let frames =
        [zstd::encode_all(FOG.as_bytes(), 3).unwrap(), zstd::encode_all(RAIN.as_bytes(), 3).unwrap()];
    assert_eq!(read(&frames.concat(), "week.jsonl.zst").unwrap().articles.len(), 2);
}

#[test]
fn the_name_inside_decides_where_the_content_does_not() {
    // Without its ending nothing says that this is a page of text.
    let page = gzip("Ferry stops\n\nThe ferry stopped on Monday.\n");
    assert_eq!(read(&page, "ferry.txt.gz").unwrap().articles[0].format, Format::PageText);
    assert!(has_reader("a/week.jsonl.GZ") && has_reader("crawl.warc.gz") && has_reader("week.zip"));
    assert!(!has_reader("logo.ai.gz") && !has_reader("gz") && !has_reader("backup.tar.gz"));
}

#[test]
fn what_was_read_before_the_damage_is_kept() {
    let mut bytes = [gzip(FOG), gzip(RAIN)].concat();
    bytes.truncate(bytes.len() - 12);
    let readings = read(&bytes, "week.jsonl.gz").unwrap();
    assert_eq!(headlines(&readings)[0].0, "Fog");
    assert!(warnings(&readings)[0].starts_with("damaged gzip: "), "{:?}", readings.warnings);

    let mut records = ingest::records(&bytes[..], "week.jsonl.gz");
    let last = records.by_ref().last().unwrap().unwrap_err();
    assert!(last.is_last() && records.next().is_none());
}

#[test]
fn three_levels_are_read_and_no_more() {
    let twice = gzip(gzip(FOG));
    assert_eq!(read(&gzip(&twice), "a").unwrap().articles.len(), 1);
    assert_eq!(read(&gzip(gzip(&twice)), "a"), Err(Unreadable::Nested));
    let deep = zip(&[("a.jsonl.gz", &gzip(gzip(gzip(FOG)))), ("b.jsonl", FOG.as_bytes())]);
    let readings = read(&deep, "week.zip").unwrap();
    assert_eq!(headlines(&readings), [("Fog", "b.jsonl")]);
    assert_eq!(warnings(&readings), ["a.jsonl.gz: it is in more than 3 containers, one in another"]);
}

#[test]
fn what_is_not_opened_is_named() {
    let tar = [vec![0; 257], b"ustar\x0000".to_vec(), vec![0; 248]].concat();
    let named = [
        (&b"BZh91AY&SY"[..], "bzip2"),
        (b"\xFD7zXZ\0\0", "xz"),
        (b"7z\xBC\xAF\x27\x1C\0", "7-Zip"),
        (b"Rar!\x1A\x07\0", "RAR"),
        (b"%PDF-1.7\n", "PDF"),
        (b"filedesc://crawl.arc 0.0.0.0 20240304000000 text/plain 1\n", "ARC, the form before WARC"),
        (&tar, "tar"),
    ];
    for (bytes, name) in named {
        assert_eq!(read(bytes, "file.txt"), Err(Unreadable::Format(name)));
    }
}
