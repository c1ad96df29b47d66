//! Feeds that are damaged, cut, or made to do harm.

use std::time::Duration;

use dateline::ingest::{self, Hint, Readings, Unreadable, Warning};
use proptest::prelude::*;

use super::common::timed;
use super::{atom, readings, rss};

fn titles(readings: &Readings) -> Vec<&str> {
    readings.articles.iter().map(|reading| &*reading.article.headline).collect()
}

#[test]
fn what_stands_before_a_fault_is_kept() {
    let items = "<item><title>Fog</title></item><item><title>Rain</title></item>";
    let cut = rss(items);
    let cut = &cut[..cut.find("Rain").unwrap() + 2];
    let read = readings(cut);
    assert_eq!(titles(&read), ["Fog", "Ra"]);
    assert!(
        matches!(read.warnings[..], [Warning::BrokenFeed { line: 2, faults: 1, .. }]),
        "{:?}",
        read.warnings
    );
    // A character is cut as well.
    let mut bytes = rss(items).replace("Rain", "Ræin").into_bytes();
    bytes.truncate(bytes.iter().position(|byte| *byte == 0xC3).unwrap() + 1);
    assert_eq!(titles(&ingest::read(&bytes, "feed").unwrap()), ["Fog", "R"]);
}

#[test]
fn an_item_with_a_fault_does_not_cost_the_next() {
    let read =
        readings(&rss("<item><title>Fog</title><media:content url=></item><item><title>Rain</title></item>"));
    assert_eq!(titles(&read), ["Fog", "Rain"]);
    assert!(matches!(read.warnings[..], [Warning::BrokenFeed { faults: 1, .. }]));
}

#[test]
fn a_json_feed_that_is_cut_keeps_its_items() {
    let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Ledger", "feed_url": "https://ledger.example/feed.json",
        "items": [{"id": "1", "title": "Fog"}, {"id": "2", "title": "Rain"}, {"id": "3", "ti"#;
    let read = ingest::read(feed.as_bytes(), "feed.json").unwrap();
    assert_eq!(titles(&read), ["Fog", "Rain"]);
    assert_eq!(read.articles[0].article.keys[0].scope, "https://ledger.example/feed.json");
    assert!(matches!(read.warnings[..], [Warning::BrokenFeed { .. }]));
}

#[test]
fn signs_that_should_be_references_are_text() {
    for (title, expected) in [
        ("Salt & pepper", "Salt & pepper"),
        ("5 < 6 & 7", "5 < 6 & 7"),
        ("Fog&nbsp;&ndash;&nbsp;rain", "Fog – rain"),
        ("Fog&unknown;", "Fog&unknown;"),
    ] {
        let read = readings(&rss(&format!("<item><title>{title}</title></item>")));
        assert_eq!(titles(&read), [expected]);
        assert_eq!(read.warnings, []);
    }
}

#[test]
fn junk_before_a_feed_is_passed_over() {
    let feed = rss("<item><title>Fog</title></item>");
    for junk in ["\n\n", "\u{FEFF}", "<br />\n<b>Warning</b>: include() in /srv/x.php\n", "<!-- cached -->"] {
        assert_eq!(titles(&readings(&format!("{junk}{feed}"))), ["Fog"], "{junk}");
    }
    assert_eq!(titles(&readings(&format!("{feed}<!-- 0.2 s --><script>x</script>"))), ["Fog"]);
}

#[test]
fn encodings_as_they_are_and_not_as_declared() {
    let feed = |encoding: &str| {
        rss("<item><title>Brouillard à Vell, dit l'été</title><description>La brume a retardé le bac pendant l'été.</description></item>")
            .replace("<?xml version=\"1.0\"?>", &format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>"))
    };
    let latin =
        |text: String| -> Vec<u8> { text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect() };
    for bytes in [
        latin(feed("ISO-8859-1")),
        latin(feed("utf-8")),
        feed("ISO-8859-1").into_bytes(),
        feed("utf-8").into_bytes(),
        feed("utf-16").encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ] {
        let read = ingest::read(&bytes, "feed.xml").unwrap();
        assert_eq!(titles(&read), ["Brouillard à Vell, dit l'été"]);
    }
}

#[test]
fn what_is_no_feed_is_a_typed_error() {
    let feed = |text: &str| ingest::read(text.as_bytes(), Hint::name("x").format(ingest::Format::Feed));
    for text in
        ["fog", "<html><body>fog</body></html>", "<feeds/>", "{\"a\": 1}", "{\"items\": 3}", "<rss", "{"]
    {
        let error = feed(text).unwrap_err();
        assert!(matches!(error, Unreadable::Feed(_) | Unreadable::Xml { .. }), "{text}: {error:?}");
    }
    assert_eq!(feed(" \n"), Err(Unreadable::Empty));
    // A feed without items is a feed.
    assert_eq!(feed("<rss version=\"2.0\"><channel/></rss>").unwrap(), Readings::default());
}

#[test]
fn dates_without_measure_are_warnings_or_dates() {
    for date in [
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "99999-01-01",
        "Mon, 01 Jan 0000 00:00:00 GMT",
        "\u{1}",
    ] {
        let read = readings(&rss(&format!("<item><title>Fog</title><pubDate>{date}</pubDate></item>")));
        assert_eq!(titles(&read), ["Fog"], "{date}");
    }
}

#[test]
fn nul_and_scripts_are_left_out() {
    let read = readings(&rss(
        "<item><title>F\0og</title><link>javascript:alert(1)</link><description>&lt;script&gt;x()&lt;/script&gt;&lt;a href='javascript:x'&gt;Fog&lt;/a&gt; came.</description></item>",
    ));
    let article = &read.articles[0].article;
    assert_eq!((article.url.as_deref(), &*article.body), (None, "Fog came."));
    assert_eq!(read.warnings, [Warning::ReservedCharacters]);
}

/// Feeds that are small to make and large to read.
fn bombs() -> Vec<(&'static str, String)> {
    let million = 1_000_000;
    let laughs: String =
        (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    vec![
        (
            "entities in entities",
            format!(
                "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY l0 \"ha\">{laughs}]><rss><channel><item><title>&l9;</title></item></channel></rss>"
            ),
        ),
        ("elements in elements", rss(&format!("<item><title>{}</title></item>", "<b>".repeat(million)))),
        (
            "HTML in HTML",
            rss(&format!(
                "<item><description><![CDATA[{}fog]]></description></item>",
                "<div>".repeat(million)
            )),
        ),
        (
            "lists in lists",
            format!("{{\"version\": \"https://jsonfeed.org/version/1\", \"items\": {}", "[".repeat(100_000)),
        ),
        (
            "objects in objects",
            format!(
                "{{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{}",
                "{\"a\":".repeat(100_000)
            ),
        ),
        ("attributes", rss(&format!("<item {}><title>Fog</title></item>", "a=\"b\" ".repeat(million)))),
        (
            "attributes in HTML",
            rss(&format!(
                "<item><description><![CDATA[<p {}>Fog</p>]]></description></item>",
                "a=b ".repeat(million)
            )),
        ),
        ("namespaces", rss(&(0..20_000).map(|n| format!("<a xmlns:n{n}=\"x{n}\">")).collect::<String>())),
        ("faults", rss(&"<item><a b=></item>".repeat(100_000))),
        ("comments without end", rss(&"<item><!-- ".repeat(100_000))),
        ("items", rss(&"<item><title>Fog</title></item>".repeat(100_000))),
        ("authors", rss(&format!("<item>{}</item>", "<dc:creator>Ann Lee</dc:creator>".repeat(100_000)))),
        (
            "pictures",
            rss(&format!(
                "<item>{}</item>",
                (0..50_000)
                    .map(|n| format!("<enclosure url=\"https://e.example/{n}.jpg\"/>"))
                    .collect::<String>()
            )),
        ),
        ("one line", rss(&format!("<item><description>{}</description></item>", "fog ".repeat(3 << 20)))),
        ("bases in bases", atom(&"<entry xml:base=\"a/\">".repeat(100_000))),
        ("brackets", format!("<rss><channel><item><title>{}", "<".repeat(million))),
        ("ampersands", format!("<rss><channel><item><title>{}", "&".repeat(million))),
    ]
}

#[test]
fn bombs_end_in_an_error_or_a_warning() {
    for (name, feed) in bombs() {
        let read =
            move || timed(|| ingest::read(feed.as_bytes(), Hint::name("feed").url("https://e.example/feed")));
        let thread = std::thread::Builder::new().stack_size(512 << 10).spawn(read).unwrap();
        let (result, time) = thread.join().unwrap();
        // An unoptimized build takes some ten times as long.
        assert!(time < Duration::from_secs(20), "{name}: {time:?}");
        if let Err(error) = result {
            assert!(matches!(error, Unreadable::Feed(_) | Unreadable::Xml { .. }), "{name}: {error:?}");
        }
    }
    let huge = rss(&format!("<item><description>{}</description></item>", "x".repeat(50 << 20)));
    assert!(matches!(ingest::read(huge.as_bytes(), "feed"), Err(Unreadable::TooLarge { .. })));
}

proptest! {
    /// Whatever is in an item, a feed is read, and the items around it are.
    #[test]
    fn any_item_is_read(junk in "(<!\\[CDATA\\[|\\]\\]>|</?[a-z]{1,3}(:[a-z])?( [a-z]=[\"']?)?>?|&#?[a-z0-9]{0,4};?|<!--|-->|[ -~é\\n]){0,40}") {
        for feed in [rss(&format!("<item><title>Fog</title></item><item>{junk}</item>")), atom(&format!("<entry><title>Fog</title></entry>{junk}"))] {
            let read = ingest::read(feed.as_bytes(), "feed").unwrap();
            prop_assert_eq!(&*read.articles[0].article.headline, "Fog");
        }
    }

    /// Whatever a text is, reading it ends, and its title is its title.
    #[test]
    fn any_text_is_a_title(title in "\\PC{0,60}") {
        let escaped = title.replace('&', "&amp;").replace('<', "&lt;");
        let read = readings(&rss(&format!("<item><title>{escaped}</title></item>")));
        if !title.contains(['&', '<']) {
            let words: Vec<&str> = title.split_whitespace().collect();
            prop_assert_eq!(&read.articles[0].article.headline, &words.join(" "));
        }
    }
}
