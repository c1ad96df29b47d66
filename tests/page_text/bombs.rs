//! Pages that are made to cost more than they are worth: each ends in a warning, and nothing of it is lost.

use std::thread;

use dateline::ingest::{self, Field, Reading, Unreadable, Warning};

/// Reads a page in a thread with a stack of 512 KiB.
fn read(text: String) -> Reading {
    let reading = thread::Builder::new().stack_size(512 << 10).spawn(move || crate::read(&text));
    reading.unwrap().join().unwrap()
}

#[test]
fn more_lines_than_are_read_are_kept_unparsed() {
    let text = "Keeper leaves the light after forty winters\n\nBy Tess Holloway\nMarch 4, 2024\n\n\
        The keeper of Gull Point light went down its stairs for the last time on Thursday.\n\n";
    for line in [
        "By Ana Reis\n",
        "ab\n",
        "a\n\n",
        "Photo:\n",
        "Photo: Ana Reis\n",
        "Tags\n",
        "* Home\n",
        "March 4, 2024\n",
    ] {
        // Four lines and 29,996 of these are read.
        let page = format!("{text}{}the last line of all", line.repeat(30_000));
        let reading = read(page.clone());
        assert!(reading.warnings.contains(&Warning::TooMany("lines")), "{line}: {:?}", reading.warnings);
        assert_eq!(reading.article.headline, "Keeper leaves the light after forty winters");
        let last = reading.spans.last().unwrap();
        assert_eq!(
            (&page[last.range.clone()], last.field),
            (&*format!("{}the last line of all", line.repeat(4)), Field::Unparsed)
        );
        let unparsed = reading.article.extra["unparsed"].as_array().unwrap();
        assert!(unparsed.last().unwrap().as_str().unwrap().ends_with("\nthe last line of all"));
    }
}

#[test]
fn as_many_lines_as_are_read_are_no_matter() {
    let reading = read(format!("Keeper leaves the light\n{}", "ab\n".repeat(29_999)));
    assert!(!reading.warnings.contains(&Warning::TooMany("lines")), "{:?}", reading.warnings);
}

#[test]
fn long_lines_end_too() {
    let text = "The keeper of Gull Point light went down its stairs for the last time on Thursday.";
    for part in
        ["(", "[a] ", "fog ", "a\u{AD}", "1 2 3 ", "By ", "Photo: ", "#Fog ", "\u{1}\u{7F}", "港は霧。"]
    {
        let line = part.repeat(300_000 / part.len());
        for page in [
            format!("Fog\n\n{text}\n\n{line}\n"),
            format!("{line}\n\n{text}\n"),
            format!("Fog\n\n{text}\n\nTags: {line}"),
        ] {
            // What looks like no text at all may be refused.
            let read = thread::Builder::new()
                .stack_size(512 << 10)
                .spawn(move || ingest::read(page.as_bytes(), "page.txt"));
            let read = read.unwrap().join().unwrap();
            assert!(matches!(read, Ok(_) | Err(Unreadable::Encoding(_))), "{part:?}: {read:?}");
        }
    }
    let large = ingest::read("a".repeat(50 << 20).as_bytes(), "page.txt");
    assert!(matches!(large, Err(Unreadable::TooLarge { .. })), "{large:?}");
}

#[test]
fn nul_is_told() {
    let reading = read(format!("Fog\n\nIt came{} at dawn.\n", "\0".repeat(100_000)));
    assert!(reading.warnings.contains(&Warning::ReservedCharacters), "{:?}", reading.warnings);
}
