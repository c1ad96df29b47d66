//! Pages that are made to cost more than they are worth: each ends, in a thread with a small stack, and costs what its length says.

use std::path::Path;
use std::process::Command;
use std::{env, fs, thread};

use dateline::ingest::{self, Format, Hint, MAX_BYTES, Readings, Unreadable, Warning};

use super::TEXT;

/// Reads a page in a thread with a stack of 512 KiB.
fn read(page: Vec<u8>) -> Result<Readings, Unreadable> {
    let reading = thread::Builder::new()
        .stack_size(512 << 10)
        .spawn(move || ingest::read(&page, Hint::name("page.html").format(Format::Html)));
    reading.unwrap().join().unwrap()
}

#[track_caller]
fn warns(name: &str, page: impl Into<Vec<u8>>, expected: &Warning) {
    let readings = read(page.into()).unwrap();
    let warnings = &readings.articles[0].warnings;
    assert!(warnings.contains(expected), "{name}: {warnings:?}");
}

#[test]
fn too_many_elements_and_levels() {
    let million = 1_000_000;
    warns("nested", format!("<html>{}{TEXT}", "<div>".repeat(million)), &Warning::TooMany("levels"));
    warns(
        "nested and closed",
        format!("<html>{}{TEXT}{}", "<div>".repeat(million), "</div>".repeat(million)),
        &Warning::TooMany("levels"),
    );
    warns(
        "beside each other",
        format!("<html>{TEXT}{}", "<p>x".repeat(million)),
        &Warning::TooMany("elements"),
    );
    warns(
        "unclosed formats",
        format!("<html>{}", (0..200_000).map(|at| format!("<p><b id={at}></p>")).collect::<String>()),
        &Warning::TooMany("elements"),
    );
    warns("tables", format!("<html>{}", "<table><td></div>".repeat(300_000)), &Warning::TooMany("levels"));
    warns(
        "hidden in drawings",
        format!("<html>{}", "<svg><title><div></svg>".repeat(300_000)),
        &Warning::NoBody,
    );
}

#[test]
fn too_many_attributes() {
    let attributes: String = (0..1_000_000).map(|at| format!(" a{at}")).collect();
    warns("attributes", format!("<html><div{attributes}>{TEXT}</div>"), &Warning::TooMany("attributes"));
    let classes = "a ".repeat(500_000);
    assert!(read(format!("<html><div class='{classes}'>{TEXT}</div>").into_bytes()).is_ok());
}

#[test]
fn a_page_that_is_too_large_is_refused() {
    let line = vec![b'a'; 50_000_000];
    assert_eq!(read([b"<html>".to_vec(), line].concat()), Err(Unreadable::TooLarge { size: MAX_BYTES + 1 }));
    warns(
        "text",
        [b"<html><p>".to_vec(), b"word ".repeat(MAX_BYTES / 5 - 10)].concat(),
        &Warning::TooMany("bytes"),
    );
}

#[test]
fn json_ld_that_is_too_deep_or_too_long() {
    let block = |json: &str| format!("<html><script type=application/ld+json>{json}</script>{TEXT}");
    let deep = block(&format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)));
    assert!(matches!(read(deep.into_bytes()).unwrap().articles[0].warnings[..], [Warning::JsonLd(_), ..]));
    let authors = vec![r#"{"@type": "Person", "name": "Ann Lee"}"#; 20_000].join(",");
    let many = block(&format!(r#"{{"@type": "NewsArticle", "headline": "Fog", "author": [{authors}]}}"#));
    assert_eq!(read(many.into_bytes()).unwrap().articles[0].article.credits.len(), 1);
    let long = block(&format!(r#"{{"@type": "NewsArticle", "headline": "{}"}}"#, "Fog ".repeat(500_000)));
    warns("long", long, &Warning::TooMany("bytes of JSON-LD"));
    let circle = block(
        r##"{"@graph": [{"@id": "#a", "@type": "NewsArticle", "headline": "Fog", "author": {"@id": "#a"}}]}"##,
    );
    assert_eq!(read(circle.into_bytes()).unwrap().articles[0].article.headline, "Fog");
}

#[test]
fn long_values_of_every_kind() {
    let long = "by Ann Lee, ".repeat(100_000);
    for page in [
        format!(
            "<html><head><title>{long}</title><meta name=author content='{long}'><meta name=keywords content='{long}'></head>{TEXT}"
        ),
        format!(
            "<html><article><figure><img src=a.jpg srcset='{long}'><figcaption>{long}</figcaption></figure>{TEXT}"
        ),
        format!("<html><article><p class=byline>{long}</p><time datetime='{long}'>{long}</time>{TEXT}"),
        format!(
            "<html>{}",
            "<figure><img src=a.jpg><figcaption>Foto: a (Foto: b) © c</figcaption></figure>".repeat(15_000)
        ),
        format!(
            "<html>{}",
            "<p class=byline>By Ann Lee | 4 March 2024</p><time>4 March 2024</time>".repeat(15_000)
        ),
        format!("<html><!--{}", "-->".repeat(1_000_000)),
        format!("<html>{}", "<script>".repeat(300_000)),
        format!("<html>{}", "<!--".repeat(1_000_000)),
    ] {
        let name = page.chars().take(60).collect::<String>();
        assert!(read(page.into_bytes()).is_ok(), "{name}");
    }
}

const PAGE: &str = "DATELINE_PAGE_PATH";

/// The program that reads one page, and says for how many ticks it had a processor.
#[test]
fn child() {
    let Some(path) = env::var_os(PAGE) else { return };
    read(fs::read(path).unwrap()).unwrap();
    let said = format!("ticks {}\n", ticks());
    // Not by `println`, which a test keeps to itself.
    std::io::Write::write_all(&mut std::io::stdout(), said.as_bytes()).unwrap();
}

/// Returns the ticks that all threads of this program have had a processor.
fn ticks() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    let fields = stat.rsplit_once(')').unwrap().1.split_whitespace();
    fields.skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap()).sum()
}

/// The reader has a thread of its own, so that it is timed as a program of its own.
fn ticks_of(folder: &Path, page: &str) -> u64 {
    let path = folder.join("page.html");
    fs::write(&path, page).unwrap();
    let mut child = Command::new(env::current_exe().unwrap());
    let output = child.args(["--exact", "bombs::child", "--nocapture"]).env(PAGE, path).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    said.lines()
        .find_map(|line| line.rsplit_once("ticks ")?.1.parse().ok())
        .unwrap_or_else(|| panic!("{said}"))
}

#[test]
#[cfg(target_os = "linux")]
fn a_page_costs_what_its_length_says() {
    let folder = crate::common::folder();
    for (part, count) in [
        ("<div>", 60_000),
        ("<p><b class=a></p>", 7_000),
        ("<table><td></div>", 30_000),
        ("<meta name=author content='Ann &amp; Bo'>", 7_000),
        ("<figure><img src=a.jpg><figcaption>Foto: a (Foto: b) © c</figcaption></figure>", 2_000),
        ("<p class=byline>By Ann Lee | 4 March 2024</p>", 7_000),
        ("<!--", 200_000),
    ] {
        let page = |times: usize| format!("<html>{TEXT}{}", part.repeat(times * count));
        let (small, large) = (ticks_of(folder.path(), &page(1)), ticks_of(folder.path(), &page(4)));
        // What the square of its length costs would be 16 times as much.
        assert!(large <= 8 * small + 20, "{part}: {small} and {large} hundredths of a second");
    }
}
