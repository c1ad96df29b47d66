//! An export in which bytes were changed: it is refused with nothing stored, or imported and exported again as the same.
//!
//! An input that begins with a brace is an export itself. Of any other, each five bytes are a change: three say where, one how, and one
//! to what.
#![no_main]

use std::sync::LazyLock;

use dateline::{Archive, Export, NewArticle, NewImage};
use libfuzzer_sys::fuzz_target;

/// An export without the hash that would tell every change.
static WHOLE: LazyLock<String> = LazyLock::new(|| {
    let archive = Archive::in_memory().unwrap();
    for number in 0..6 {
        let article = NewArticle::new(format!("Harbour bridge {number}"), "The troops visited the oil port.")
            .key("n", number.to_string())
            .language("en")
            .published(format!("20{number:02}-04-29").parse().unwrap())
            .publication("The Ostermere Courier")
            .person("Ada Fennick")
            .tag("Harbour")
            .image(NewImage::at("https://example.org/a.jpg").caption("The port.", "Joram Vale/NPA"));
        archive.write(|tx| tx.save(&article)).unwrap();
    }
    let text = exported(&archive);
    format!("{}}}\n", text.rsplit_once(",\"sha256\"").unwrap().0)
});

fn exported(archive: &Archive) -> String {
    let mut lines = Vec::new();
    archive.export(&Export::default(), &mut lines).unwrap();
    String::from_utf8(lines).unwrap()
}

fn changed(changes: &[u8]) -> Vec<u8> {
    let mut bytes = WHOLE.clone().into_bytes();
    for change in changes.chunks_exact(5) {
        let at = usize::from(change[0]) << 16 | usize::from(change[1]) << 8 | usize::from(change[2]);
        let at = at % bytes.len();
        match change[3] % 4 {
            0 => bytes[at] = change[4],
            1 => bytes[at] ^= 1 << (change[4] % 8),
            2 => drop(bytes.drain(at..(at + usize::from(change[4])).min(bytes.len() - 1))),
            _ => bytes.insert(at, change[4]),
        }
    }
    bytes
}

fuzz_target!(|input: &[u8]| {
    let bytes = if input.starts_with(b"{") { input.to_vec() } else { changed(input) };
    let archive = Archive::in_memory().unwrap();
    let imported = archive.import(&mut &*bytes);
    assert!(archive.check().unwrap().is_empty());
    if imported.is_err() {
        // It is as empty as before: a whole export is taken.
        archive.import(&mut WHOLE.as_bytes()).unwrap();
        return;
    }
    let lines = exported(&archive);
    let again = Archive::in_memory().unwrap();
    again.import(&mut lines.as_bytes()).unwrap();
    // The first line has the id of the archive.
    let rest = |text: &str| text.split_once('\n').unwrap().1.to_owned();
    assert_eq!(rest(&exported(&again)), rest(&lines));
});
