//! Exports that are cut, changed or made up: a typed error with the line, and an archive as empty as before.

use std::io::{BufReader, Read};

use dateline::{Archive, Error, NewArticle, NewImage, Source};

use crate::{exported, imported};

fn export() -> String {
    let archive = Archive::in_memory().unwrap();
    let photo = NewImage::at("https://example.org/ferry.jpg")
        .caption("The ferry in fog.", "Joram Vale/Coastal Press");
    let article = NewArticle::new("Ferry delayed", "Fog held up the ferry.")
        .url("https://example.org/ferry")
        .published("2024-05-01T06:30Z".parse().unwrap())
        .publication("The Ostermere Courier")
        .section("News")
        .credit("Ada Fennick")
        .tag("Transport")
        .image(photo);
    let feed = Source::new("feed");
    archive.write(|tx| tx.save_from(&feed, &article)).unwrap();
    let later = NewArticle { body: "Fog held up the ferry for hours.".into(), ..article };
    archive.write(|tx| tx.save(&later)).unwrap();
    archive
        .write(|tx| {
            let [tag, parent] = ["Transport", "Traffic"].map(|name| tx.find_or_add_tag("", name).unwrap());
            tx.set_tag_parent(tag, Some(parent))
        })
        .unwrap();
    exported(&archive)
}

/// An export that anybody may have changed: without the hash.
fn unsealed() -> String {
    let text = export();
    let at = text.find(",\"sha256\"").and_then(|_| text.rfind(",\"sha256\"")).unwrap();
    format!("{}}}\n", &text[..at])
}

/// The line and the reason of a refusal, which leaves nothing.
#[track_caller]
fn refused(bytes: &[u8]) -> (u64, String) {
    let archive = Archive::in_memory().unwrap();
    let outcome = archive.import(&mut &*bytes);
    let Err(Error::Import { line, reason }) = outcome else { panic!("{outcome:?}") };
    // It is as empty as before: a whole export can be imported.
    assert_eq!(archive.check().unwrap(), []);
    archive.import(&mut export().as_bytes()).unwrap();
    (line, reason)
}

fn line_of(text: &str, part: &str) -> u64 {
    text.lines().position(|line| line.contains(part)).unwrap_or_else(|| panic!("{part} in {text}")) as u64 + 1
}

/// A change to one line is refused at it, or at one after it, for a reason.
#[track_caller]
fn assert_refused(part: &str, change: &str, reason: &str) {
    let text = unsealed();
    let line = line_of(&text, part);
    let (found, why) = refused(text.replace(part, change).as_bytes());
    assert!(why.contains(reason), "{why}");
    assert_eq!(found, line, "{why}");
}

#[test]
fn an_unsealed_export_is_taken() {
    let text = unsealed();
    let archive = imported(&text.replace("Fog held up the ferry for hours.", "Nothing held it up."));
    assert_eq!(archive.count(&"nothing".into()).unwrap().count, 1);
    assert_eq!(archive.check().unwrap(), []);
}

#[test]
fn a_cut_export_is_refused_wherever_it_is_cut() {
    let text = export();
    let lines = text.lines().count() as u64;
    for end in (0..text.len() - 1).step_by(151).filter(|end| text.is_char_boundary(*end)) {
        let (line, _) = refused(&text.as_bytes()[..end]);
        assert!(line <= lines, "{end}: {line}");
    }
    let whole_lines = text.rfind("{\"kind\":\"footer\"").unwrap();
    assert_eq!(
        refused(&text.as_bytes()[..whole_lines]),
        (lines, "the export is cut short: its last line is missing".into())
    );
    // But for the last line feed.
    imported(text.trim_end());
}

#[test]
fn a_changed_export_is_refused() {
    let text = export();
    let changed = text.replace("Ferry delayed", "Ferry on time");
    let (line, reason) = refused(changed.as_bytes());
    assert_eq!(line, text.lines().count() as u64);
    assert!(reason.contains("SHA-256"), "{reason}");
    let (_, reason) = refused(text.replace("\"counter\":", "\"counter\":1").as_bytes());
    assert!(reason.contains("lines of counter"), "{reason}");
    let (line, _) = refused(format!("{text}\n").as_bytes());
    assert_eq!(line, text.lines().count() as u64 + 1);
}

#[test]
fn what_no_line_can_be_is_refused_with_its_number() {
    assert_refused("\"kind\":\"tag\",\"id\":1", "\"kind\":\"tagg\",\"id\":1", "\"tagg\" is no kind of line");
    assert_refused("\"kind\":\"tag\",\"id\":1", "\"id\":1", "it has no kind");
    assert_refused("\"kind\":\"tag\",\"id\":1", "\"kind\":\"tag\"", "id is missing");
    assert_refused("\"kind\":\"tag\",\"id\":1", "\"kind\":\"tag\",\"id\":0", "a number from 1 on");
    assert_refused(
        "\"kind\":\"tag\",\"id\":1",
        "\"kind\":\"tag\",\"id\":9223372036854775807",
        "a number from 1 on",
    );
    assert_refused("\"kind\":\"tag\",\"id\":1", "\"kind\":\"tag\",\"id\":1.5", "a whole number");
    assert_refused("\"kind\":\"tag\",\"id\":1", "\"kind\":\"tag\",\"id\":1,\"id\":1", "twice");
    assert_refused(
        "\"kind\":\"tag\",\"id\":1",
        "\"kind\":\"tag\",\"id\":1,\"colour\":1",
        "\"colour\" isn't known",
    );
    assert_refused("\"kind\":\"tag\",\"id\":1", "\"kind\":\"article\",\"id\":1", "");
    assert_refused(
        "\"headline\":\"Ferry delayed\",\"body\"",
        "\"headline\":[],\"body\"",
        "headline: a text is expected",
    );
    assert_refused(
        "\"headline\":\"Ferry delayed\",\"body\"",
        "\"headline\":\"\u{E001}a\",\"body\"",
        "can't be stored",
    );
    assert_refused(
        "\"headline\":\"Ferry delayed\",\"body\"",
        "\"headline\":\"\\u0000\",\"body\"",
        "can't be stored",
    );
    assert_refused("\"status\":\"usable\"", "\"status\":\"lost\"", "CHECK constraint failed");
    assert_refused(
        "\"published_precision\":\"minute\"",
        "\"published_precision\":\"age\"",
        "CHECK constraint failed",
    );
    assert_refused(
        "\"first_seen\":",
        "\"published_printed\":\"x\",\"expires\":9223372036854775807,\"first_seen\":",
        "",
    );
    assert_refused("\"published\":1714545000", "\"published\":170000000000", "years 1 to 4083");
    assert_refused(
        "\"type\":\"text\",\"publication\":1",
        "\"type\":\"text\",\"publication\":7",
        "publication 7",
    );
    assert_refused("\"tag\":1,\"name\":\"Transport\"", "\"tag\":9,\"name\":\"Transport\"", "tag 9");
    assert_refused("\"kind\":\"tag_parent\",\"tag\":1", "\"kind\":\"tag_parent\",\"tag\":8", "belong to");
    assert_refused("\"kind\":\"revision\",\"article\":1", "\"kind\":\"revision\",\"article\":2", "article 2");
    assert_refused("\"document\":{", "\"document\":{\"images\":7,", "an article is expected");
    assert_refused("\"changed\":[\"body\"]", "\"changed\":{}", "a list of texts");
    assert_refused("\"said\":[{\"source\":1", "\"said\":[{\"source\":5", "said: ");
    assert_refused("\"hash\":\"", "\"hash\":\"xy", "hexadecimal");
    assert_refused("\"captions\":[{\"position\":1", "\"captions\":[{\"position\":2", "FOREIGN KEY");
    assert_refused("\"kind\":\"counter\",\"name\":\"article\"", "\"kind\":\"counter\",\"name\":\"x\"", "");
    assert_refused("\"version\":1,\"schema\":3", "\"version\":2,\"schema\":3", "newer");
    assert_refused("\"version\":1,\"schema\":3", "\"version\":1,\"schema\":4", "newer");
}

#[test]
fn what_is_said_twice_is_refused() {
    let text = unsealed();
    for kind in ["tag", "person", "publication", "article", "revision", "image", "said_source"] {
        let start = text.find(&format!("{{\"kind\":\"{kind}\"")).unwrap();
        let line = &text[start..start + text[start..].find('\n').unwrap() + 1];
        let (found, reason) = refused(text.replacen(line, &format!("{line}{line}"), 1).as_bytes());
        assert_eq!(found, line_of(&text, &line[..20]) + 1, "{reason}");
        assert!(reason.contains("UNIQUE"), "{reason}");
    }
}

#[test]
fn lines_in_another_order_are_refused() {
    let text = unsealed();
    let mut lines: Vec<&str> = text.lines().collect();
    let (first, last) = (1, lines.len() - 2);
    lines.swap(first, last);
    let (line, reason) = refused(lines.join("\n").as_bytes());
    assert_eq!(line, 3, "{reason}");
    assert!(reason.contains("can't stand after"), "{reason}");
}

#[test]
fn bombs_end_in_an_error() {
    let text = unsealed();
    let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    let with = |field: &str, value: &str| {
        text.replace(
            "\"headline\":\"Ferry delayed\"",
            &format!("\"headline\":\"Ferry delayed\",\"{field}\":{value}"),
        )
    };
    let bombs = [
        ("deep extra", with("extra", &format!("{{\"a\":{}}}", deep(100_000)))),
        ("deep headline", text.replace("\"Ferry delayed\",\"body\"", &format!("{},\"body\"", deep(100_000)))),
        ("deep list", with("keys", &deep(100_000))),
        ("deep line", format!("{}\n", deep(1_000_000))),
        ("deep objects", "{\"kind\":".repeat(100_000)),
        ("a number without end", with("version", &"9".repeat(1_000_000))),
        (
            "a million fields",
            format!("{{{}}}", (0..1_000_000).map(|n| format!("\"{n}\":0")).collect::<Vec<_>>().join(",")),
        ),
        ("an endless text", format!("\"{}", "x".repeat(50_000_000))),
        ("nothing", String::new()),
        ("line feeds", "\n".repeat(1000)),
        ("no JSON", "<rss/>".into()),
    ];
    for (name, bomb) in bombs {
        let run = move || {
            refused(bomb.as_bytes());
        };
        // A reader must do with a small stack.
        let thread = std::thread::Builder::new().stack_size(512 << 10).spawn(run).unwrap();
        thread.join().unwrap_or_else(|_| panic!("{name}"));
    }
    refused(b"{\"kind\":\"header\xFF\"}\n");
}

#[test]
fn a_line_without_an_end_is_given_up() {
    let header = export().lines().next().unwrap().to_owned() + "\n{\"kind\":\"";
    let endless = header.as_bytes().chain(std::io::repeat(b'x'));
    let archive = Archive::in_memory().unwrap();
    let outcome = archive.import(&mut BufReader::with_capacity(1 << 16, endless));
    let Err(Error::Import { line: 2, reason }) = outcome else { panic!("{outcome:?}") };
    assert!(reason.contains("longer than"), "{reason}");
}

/// A stream that ends with an error.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other("the cable is out"))
    }
}

#[test]
fn a_stream_that_breaks_leaves_nothing() {
    let text = export();
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path().join("news.db")).unwrap();
    for end in [0, text.len() / 2, text.len() - 30] {
        let mut broken = BufReader::new(text.as_bytes()[..end].chain(Broken));
        let outcome = archive.import(&mut broken);
        assert!(
            matches!(&outcome, Err(Error::Import { reason, .. }) if reason.contains("cable")),
            "{outcome:?}"
        );
        assert_eq!(archive.read(|s| s.stats()).unwrap().articles, 0);
        assert_eq!(archive.check().unwrap(), []);
    }
    archive.import(&mut text.as_bytes()).unwrap();
    assert_eq!(archive.check().unwrap(), []);
}

/// A program that dies while it reports is like one that is killed.
#[test]
fn a_panic_leaves_nothing() {
    let text = export();
    let archive = Archive::in_memory().unwrap();
    let died = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        archive.import_with(&mut text.as_bytes(), |_| panic!("killed"))
    }));
    assert!(died.is_err());
    assert_eq!(archive.read(|s| s.stats()).unwrap().articles, 0);
    archive.import(&mut text.as_bytes()).unwrap();
    assert_eq!(archive.check().unwrap(), []);
}
