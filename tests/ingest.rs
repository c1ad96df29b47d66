//! The readers, through their public API, on pages invented for it.

mod common;

use std::time::Duration;

use common::timed;
use dateline::ingest::{self, Field, MAX_BYTES, Reading, Unreadable, Vocabulary, Warning};
use dateline::{Archive, CreditKind, ImageRole, Outcome, Role, SetBy};
use proptest::prelude::*;

/// A page in the form of a crawler's dump: caption printed twice, another one twice on one line.
const PAGE: &str = " date 2022-10-07 Selby Morning Star - Selby News Tides Fishing WORLD NEWS Culture\n\
    Lighthouse keeper leaves after forty winters, and the light stays on\n\
    \n\
    Automatic lamps took over long ago, but ships still asked for her by name.\n\
    \n\
    By ORRIN PRESS AGENCY and TESS HOLLOWAY, Coast Correspondent\n\
    Published: OCTOBER 7, 2022 18:04\n\
    Updated: OCTOBER 8, 2022 07:15\n\
    Keeper Runa Aske climbs the 188 steps of Gull Point light for the last time, Selby, October 6, 2022. (photo credit: Selby Lights Board (Handout via ORRIN PRESS AGENCY))\n\
    Keeper Runa Aske climbs the 188 steps of Gull Point light for the last time, Selby, October 6, 2022.\n\
    (photo credit: Selby Lights Board (Handout via ORRIN PRESS AGENCY))\n\
    \n\
    SELBY (OPA) - The keeper of Gull Point light went down its stairs for the last time on Thursday and locked the door behind her.\n\
    \n\
    \"The lamp does not need me. I needed the lamp,\" said Runa Aske, who came to the rock in 1982.\n\
    \n\
    Forty winters\n\
    \n\
    Her logbooks fill a shelf of nine metres. They record 3,112 storms, and one visitor who was lost.\n\
    \n\
    Two seals rest below the light, which was built of granite from Fen Island. (credit: ORRIN PRESS AGENCY/BO WREN) Two seals rest below the light, which was built of granite from Fen Island. (credit: ORRIN PRESS AGENCY/BO WREN)\n\
    \n\
    Read more: Ten lights to see before the winter\n\
    \n\
    The Selby Lights Board will let the keeper's house to guests from spring.\n\
    \n\
    \n\
    Tags Selby Lighthouse selby lighthouse seals selby Fen Island\n\
    Copyright 2022 Selby Morning Star\n";

fn read(text: &str) -> Reading {
    let mut readings = ingest::read(text.as_bytes(), "page.txt").unwrap();
    assert_eq!(readings.warnings, []);
    assert_eq!(readings.articles.len(), 1);
    readings.articles.remove(0)
}

fn pieces(reading: &Reading, text: &str) -> String {
    reading.spans.iter().map(|span| &text[span.range.clone()]).collect()
}

fn unparsed(reading: &Reading) -> Vec<&str> {
    let lines = reading.article.extra.get("unparsed").and_then(|lines| lines.as_array());
    lines.into_iter().flatten().filter_map(|line| line.as_str()).collect()
}

#[test]
fn header_of_a_page() {
    let article = read(PAGE).article;
    assert_eq!(article.publication.unwrap().title, "Selby Morning Star");
    assert_eq!(article.headline, "Lighthouse keeper leaves after forty winters, and the light stays on");
    assert_eq!(article.dek, "Automatic lamps took over long ago, but ships still asked for her by name.");
    assert_eq!(article.byline, "By ORRIN PRESS AGENCY and TESS HOLLOWAY, Coast Correspondent");
    let credits: Vec<_> = article.credits.iter().map(|credit| (credit.name.as_str(), credit.kind)).collect();
    assert_eq!(
        credits,
        [("ORRIN PRESS AGENCY", CreditKind::Organization), ("TESS HOLLOWAY", CreditKind::Person)]
    );
    assert!(article.credits.iter().all(|credit| credit.role == Role::Author));
    assert_eq!(article.published.unwrap().to_string(), "2022-10-07T18:04");
    assert_eq!(article.published.unwrap().offset_minutes(), None);
    assert_eq!(article.published_printed, "OCTOBER 7, 2022 18:04");
    assert_eq!(article.modified.unwrap().to_string(), "2022-10-08T07:15");
}

#[test]
fn body_of_a_page_has_text_only() {
    let article = read(PAGE).article;
    let body: Vec<&str> = article.body.split("\n\n").collect();
    assert_eq!(body.len(), 5);
    assert!(body[0].starts_with("SELBY (OPA) - The keeper"));
    assert_eq!(body[2], "Forty winters");
    assert_eq!(body[4], "The Selby Lights Board will let the keeper's house to guests from spring.");
}

#[test]
fn a_caption_printed_twice_is_one_image() {
    let article = read(PAGE).article;
    assert_eq!(article.images.len(), 2);
    let (lead, inline) = (&article.images[0], &article.images[1]);
    assert_eq!((lead.role, lead.after_paragraph), (ImageRole::Lead, 0));
    assert_eq!((inline.role, inline.after_paragraph), (ImageRole::Inline, 4));
    assert_eq!((lead.captions.len(), inline.captions.len()), (1, 1));
    assert_eq!(
        lead.captions[0].text,
        "Keeper Runa Aske climbs the 188 steps of Gull Point light for the last time, Selby, October 6, 2022."
    );
    assert_eq!(lead.captions[0].credit, "Selby Lights Board (Handout via ORRIN PRESS AGENCY)");
    assert_eq!(lead.captions[0].photographer, None);
    assert_eq!(
        inline.captions[0].text,
        "Two seals rest below the light, which was built of granite from Fen Island."
    );
    assert_eq!(inline.captions[0].photographer.as_deref(), Some("BO WREN"));
    assert_eq!(inline.captions[0].agency.as_deref(), Some("ORRIN PRESS AGENCY"));
    assert!(article.images.iter().all(|image| image.uri.is_none() && image.urls.is_empty()));
}

#[test]
fn tags_without_separators_are_inferred() {
    let article = read(PAGE).article;
    assert_eq!(article.tags_printed, "Tags Selby Lighthouse selby lighthouse seals selby Fen Island");
    let tags: Vec<&str> = article.tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(tags, ["Selby", "Lighthouse", "selby lighthouse", "seals selby", "Fen Island"]);
    assert!(article.tags.iter().all(|tag| tag.inferred && tag.set_by == Some(SetBy::Feed)));

    let known: Vocabulary = ["Selby Lighthouse Seals"].into_iter().collect();
    let helped = ingest::read(PAGE.as_bytes(), ingest::Hint::name("page.txt").vocabulary(&known)).unwrap();
    let tags: Vec<&str> = helped.articles[0].article.tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(tags, ["Selby Lighthouse", "selby lighthouse seals", "selby", "Fen Island"]);
}

#[test]
fn nothing_of_a_page_is_lost() {
    let reading = read(PAGE);
    assert_eq!(
        unparsed(&reading),
        [
            "date 2022-10-07 Selby Morning Star - Selby News Tides Fishing WORLD NEWS Culture",
            "Read more: Ten lights to see before the winter",
            "Copyright 2022 Selby Morning Star",
        ]
    );
    assert_eq!(pieces(&reading, PAGE), PAGE);
    let title = reading.spans.iter().find(|span| span.field == Field::Publication).unwrap();
    assert_eq!(&PAGE[title.range.clone()], "Selby Morning Star");
    assert_eq!(reading.warnings, []);
}

#[test]
fn line_ends_and_marks_of_other_systems_change_nothing() {
    let plain = read(PAGE);
    for text in [PAGE.replace('\n', "\r\n"), format!("\u{FEFF}{}", PAGE.replace(' ', "\u{A0}"))] {
        let reading = read(&text);
        assert_eq!(reading.article, plain.article);
        assert_eq!(pieces(&reading, &text), text);
    }
}

#[test]
fn section_and_address() {
    let reading = read(
        "Home > Coast > Lights\nURL: https://star.example/light\n\nKeeper leaves the light\n\n\
         Von Tess Holloway\n4. März 2024, 09:30 Uhr\n\nThe keeper left the light on Monday and locked the door behind her.\n",
    );
    assert_eq!(reading.article.section.as_deref(), Some("Lights"));
    assert_eq!(reading.article.url.as_deref(), Some("https://star.example/light"));
    assert_eq!(reading.article.published.unwrap().to_string(), "2024-03-04T09:30");
    assert_eq!(reading.article.credits[0].name, "Tess Holloway");
    assert_eq!(unparsed(&reading), ["Home > Coast > Lights"]);
}

#[test]
fn a_headline_alone() {
    let reading = read("Keeper leaves the light\n");
    assert_eq!(reading.article.headline, "Keeper leaves the light");
    assert_eq!(reading.article.body, "");
    assert_eq!(reading.warnings, [Warning::NoBody]);
}

#[test]
fn without_a_header_all_is_body() {
    let text = "It rained on Monday and the boats stayed in.\nIt rained on Tuesday too.\n\nNobody minded.\n";
    let reading = read(text);
    assert_eq!(reading.article.headline, "");
    assert_eq!(
        reading.article.body,
        "It rained on Monday and the boats stayed in.\n\nIt rained on Tuesday too.\n\nNobody minded."
    );
    assert_eq!(reading.warnings, [Warning::NoHeader]);
}

#[test]
fn hard_wrapped_paragraphs_are_joined() {
    let reading = read(
        "Keeper leaves the light\n\nBy Tess Holloway\n\nThe keeper of Gull Point light went down its stairs for the\n\
         last time on Thursday and locked the door behind her, as she\nhad done every evening.\n\nShips hooted.\n",
    );
    let body: Vec<&str> = reading.article.body.split("\n\n").collect();
    assert_eq!(body.len(), 2);
    assert!(body[0].ends_with("behind her, as she had done every evening."));
}

#[test]
fn doubtful_dates_are_kept_as_printed() {
    let page = |date: &str| {
        read(&format!(
            "Keeper leaves the light\n\nPublished: {date}\n\nThe keeper left the light and locked the door.\n"
        ))
    };
    let ambiguous = page("03/04/2023 10:15");
    assert_eq!(ambiguous.article.published, None);
    assert_eq!(ambiguous.article.published_printed, "03/04/2023 10:15");
    assert_eq!(ambiguous.warnings, [Warning::AmbiguousDate("03/04/2023 10:15".into())]);
    let relative = page("2 hours ago");
    assert_eq!(relative.article.published_printed, "2 hours ago");
    assert_eq!(relative.warnings, [Warning::UnknownDate("2 hours ago".into())]);
    let zone = page("4 March 2023 10:15 IST");
    assert_eq!(zone.article.published.unwrap().to_string(), "2023-03-04T10:15");
    assert_eq!(zone.warnings, [Warning::UnknownZone("IST".into())]);
    let crawler = read(
        "date 2022-10-07 Selby Morning Star - News Tides\nKeeper leaves the light\n\nThe keeper left the light and locked the door.\n",
    );
    assert_eq!(crawler.article.published.unwrap().to_string(), "2022-10-07");
    assert_eq!(crawler.warnings, [Warning::DateOfHeaderLine("2022-10-07".into())]);
}

#[test]
fn what_a_dated_line_says_besides_is_kept() {
    let reading = read(
        "Keeper leaves the light\n\nPublished: 4 March 2024 | 3 min read\nUpdated: yesterday\n\n\
         The keeper left the light and locked the door behind her.\n\nTag der Seehunde\n\nThe seals slept through the day.\n",
    );
    assert_eq!(reading.article.published.unwrap().to_string(), "2024-03-04");
    assert_eq!(reading.warnings, [Warning::UnknownDate("yesterday".into())]);
    assert_eq!(unparsed(&reading), ["Published: 4 March 2024 | 3 min read", "Updated: yesterday"]);
    assert!(reading.article.body.ends_with("Tag der Seehunde\n\nThe seals slept through the day."));
}

#[test]
fn what_cannot_be_read_says_why() {
    assert_eq!(ingest::read(b"", "a.txt"), Err(Unreadable::Empty));
    let huge = vec![b'a'; MAX_BYTES + 1];
    assert_eq!(ingest::read(&huge, "a.txt"), Err(Unreadable::TooLarge { size: MAX_BYTES + 1 }));
    let xml = ingest::read(b"<?xml version='1.0'?><weather>fog</weather>", "fog.txt");
    assert_eq!(xml, Err(Unreadable::UnknownXml { root: "weather".into() }));
}

#[test]
fn the_content_decides_where_the_name_does_not() {
    let json = ingest::read(br#" {"headline": "Fog", "mood": "grey"}"#, "stdin").unwrap();
    assert_eq!(json.articles[0].article.extra["mood"], "grey");
    assert!(json.articles[0].spans.is_empty());
    let text =
        ingest::read(b"[Update] Keeper leaves the light\n\nShe locked the door at nine.", "stdin").unwrap();
    assert_eq!(text.articles[0].article.headline, "[Update] Keeper leaves the light");
}

#[test]
fn every_sample_is_read_without_a_warning() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut articles = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap();
        let readings = ingest::read(&std::fs::read(&path).unwrap(), name).unwrap();
        assert_eq!(readings.warnings, [], "{name}");
        for reading in readings.articles {
            assert_eq!(reading.warnings, [], "{name}");
            let unknown = reading.article.extra.keys().find(|key| *key != "unparsed");
            assert_eq!(unknown, None, "{name} has a field that NewArticle doesn't know");
            articles.push(reading.article);
        }
    }
    assert_eq!(articles.len(), 12);
    let uses = articles
        .iter()
        .flat_map(|article| &article.images)
        .filter(|image| image.uri.as_deref() == Some("https://images.courier.example/bridge-opening"));
    let mut captions: Vec<&str> = uses.map(|image| image.captions[0].text.as_str()).collect();
    captions.sort_unstable();
    captions.dedup();
    assert_eq!(captions.len(), 5, "one photograph with five captions");
}

#[test]
fn a_page_may_have_thirty_thousand_lines() {
    let text = "fog\n".repeat(30_000);
    let reading = read(&text);
    assert_eq!(reading.spans.len(), 30_000);
    assert_eq!(reading.article.body.len(), 5 * 30_000 - 2);
}

#[test]
fn a_megabyte_takes_linear_time() {
    for unit in [
        "(credit: ",
        "a(b)",
        "))((",
        "fog fog ",
        "Published: 4 May 2024 | ",
        "Tags a, ",
        "\" ' “ ",
        "3/4/",
        "-",
        "é",
        "© Photo: ",
    ] {
        let line = |bytes| unit.repeat(bytes / unit.len());
        takes_linear_time(unit, line);
        takes_linear_time(unit, |bytes| format!("Tags {}", line(bytes)));
        takes_linear_time(unit, |bytes| format!("Keeper leaves the light\n\nBy Ann Lee\n\n{}", line(bytes)));
    }
    let caption =
        |n| format!("Seals below light number {n}. (credit: A/B)\nLight {n}\n\nHome > Coast > {n}\n");
    takes_linear_time("captions", |bytes| (0..bytes / 70).map(caption).collect());
    takes_linear_time("dates", |bytes| "Fog by 4 May 2024\n".repeat(bytes / 18));
}

/// Holds a text of so many bytes against one of a sixteenth.
fn takes_linear_time(what: &str, text: impl Fn(usize) -> String) {
    let read = |bytes| {
        let text = text(bytes);
        let (readings, time) = timed(|| ingest::read(text.as_bytes(), "text.txt").unwrap());
        assert_eq!(pieces(&readings.articles[0], &text), text);
        time
    };
    // The system counts the time of a processor by some milliseconds.
    let part = read(1 << 16).max(Duration::from_millis(10));
    let whole = read(1 << 20);
    // Linear is 16, quadratic 256.
    assert!(whole < part * 80, "{what}: {part:?}, then {whole:?}");
}

fn page_of_odd_lines() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        any::<String>(),
        "[a-zA-Z (),.:/|©-]{0,80}",
        Just("(photo credit: A (B (C) via REUTERS)".to_owned()),
        Just("Seals. (credit: X/Y) Seals. (credit: X/Y)".to_owned()),
        Just("Published: 31 February 2024 99:99".to_owned()),
        Just("By \u{202E}Ann Lee\u{202C} and".to_owned()),
        Just("Tags a A b\u{0} B Iran".to_owned()),
        Just("* menu".to_owned()),
        Just("Home > > ".to_owned()),
        Just("date 2024-01-01".to_owned()),
        Just("The keeper of the light went down its stairs for the last time on Thursday.".to_owned()),
        Just("Keeper leaves the light".to_owned()),
        Just(String::new()),
    ];
    let end = prop_oneof![Just("\n"), Just("\r\n"), Just("\r"), Just("\n\n"), Just("\u{2028}")];
    prop::collection::vec((line, end), 0..24)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
        .prop_filter("may be JSON", |text: &String| !text.trim_start().starts_with(['{', '[']))
}

proptest! {
    #[test]
    fn spans_are_the_input_and_no_line_is_lost(text in page_of_odd_lines()) {
        match ingest::read(text.as_bytes(), "page.txt") {
            Err(error) => prop_assert_eq!(error, Unreadable::Empty),
            Ok(readings) => {
                let reading = &readings.articles[0];
                prop_assert_eq!(pieces(reading, &text), text.as_str());
                let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                let kept: Vec<String> = unparsed(reading).into_iter().map(letters).collect();
                for span in reading.spans.iter().filter(|span| span.field == Field::Unparsed) {
                    for line in text[span.range.clone()].split(['\n', '\r', '\u{2028}', '\u{2029}']).map(letters) {
                        prop_assert!(line.is_empty() || kept.iter().any(|kept| kept.contains(&line)), "{}", line);
                    }
                }
                let paragraphs = reading.spans.iter().filter(|span| matches!(span.field, Field::Paragraph(_))).count();
                let body = reading.article.body.split("\n\n").filter(|paragraph| !paragraph.is_empty()).count();
                prop_assert_eq!(paragraphs, body);
                prop_assert!(!serde_json::to_string(&reading.article).unwrap().contains("\\u0000"));
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(name in "[a-z]{0,3}(\\.(txt|json|jsonl|html))?", bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(readings) = ingest::read(&bytes, &name) {
            let text = ingest::text(&bytes).unwrap_or_default();
            for reading in readings.articles.iter().filter(|reading| !reading.spans.is_empty()) {
                prop_assert_eq!(pieces(reading, &text), text.as_ref());
            }
        }
    }
}

#[test]
#[cfg(feature = "html")]
fn a_year_that_the_clock_has_not_costs_no_article() {
    for date in ["0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "4083-12-31T23:30:00-01:00"] {
        let page = format!(
            "<title>Fog</title><meta property='article:published_time' content='{date}'>\
             <article><h1>Fog</h1><p>Nobody on board could see the bow of the ferry.</p></article>"
        );
        let reading = &ingest::read(page.as_bytes(), "fog.html").unwrap().articles[0];
        assert_eq!(reading.article.published, None);
        let invalid = reading.article.extra["invalid"][0].as_str().unwrap();
        assert!(invalid.starts_with(&format!("published: {}", &date[..16])), "{invalid}");
        let is_named = |warning: &Warning| matches!(warning, Warning::InvalidValue { field, .. } if field == "published");
        assert_eq!(reading.warnings.iter().filter(|warning| is_named(warning)).count(), 1);
        let archive = Archive::in_memory().unwrap();
        let saved = archive.write(|tx| tx.save(&reading.article)).unwrap();
        assert_eq!(saved.outcome, Outcome::Added);
    }
}
