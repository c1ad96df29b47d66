//! Records in a file: one after another in any form, and what a broken one costs.

use std::io::{self, Read};
use std::time::Duration;

use dateline::NewArticle;
use dateline::ingest::{self, Format, MAX_RECORD_BYTES, RecordError, Unreadable, Warning};
use proptest::prelude::*;
use serde_json::{Map, Value};

use crate::common::timed;
use crate::{bad, headlines, read};

const FOG: &str = r#"{"headline": "Fog"}"#;
const RAIN: &str =
    "{\n  \"headline\": \"Rain\",\n  \"images\": [\n    {\n      \"alt\": \"{\\\"}\"\n    }\n  ]\n}";

#[test]
fn records_stand_in_any_form() {
    let article = NewArticle::new("Fog", "It lifted at noon.").tag("Weather");
    let one = serde_json::to_string(&article).unwrap();
    let pretty = serde_json::to_string_pretty(&article).unwrap();
    for text in [
        format!("{one}\n\n{one}\r\n{pretty}"),
        format!("[{pretty},\n{one}, {one}]"),
        format!("\u{FEFF}{pretty}\n{pretty}\n{pretty}\n"),
        format!("{one}{one}{one}"),
        format!("{one},\n{one},\n{one},\n"),
        format!("[\n{one}\n,{one}]\n[{pretty}]"),
        format!("\u{1E}{one}\n\u{1E}{pretty}\n\u{1E}{one}\n"),
        format!("{one}\n\u{FEFF}{one}\n\u{FEFF}[{one}]"),
    ] {
        let readings = read(&text);
        assert_eq!(readings.warnings, [], "{text}");
        assert_eq!(readings.articles.len(), 3, "{text}");
        assert!(readings.articles.iter().all(|reading| reading.article == article), "{text}");
    }
    assert_eq!(read(&one).articles[0].article, article);
    assert_eq!(read("[]"), ingest::Readings::default());
}

#[test]
fn what_is_no_json_says_so() {
    let read = |text: &str| ingest::read(text.as_bytes(), "a.json");
    assert_eq!(read("\u{FEFF} \r\n\0"), Err(Unreadable::Empty));
    assert_eq!(read("no"), Err(Unreadable::Json("no object of JSON, but `no`".into())));
    assert_eq!(
        read("day,name\n2024,Fog\n").unwrap_err().to_string(),
        "not JSON: no object of JSON, but `day,name\n2024,Fog`"
    );
    assert!(matches!(read("7 null \"Fog\""), Err(Unreadable::Json(_))));
    assert_eq!(bad(&read("[nor this").unwrap()), [(1, 1)]);
}

#[test]
fn a_record_cut_in_the_middle_costs_itself() {
    for cut in [
        "{",
        "{\"headline\"",
        "{\"headline\":",
        "{\"headline\": \"Cut",
        "{\"headline\": \"Cut\\",
        "{\"headline\": \"Cut\", \"images\": [",
        "{\"headline\": \"Cut\", \"images\": [{\"alt\": \"",
        "{\n  \"headline\": \"Cut\",\n  \"body\": \"It",
    ] {
        for rest in [FOG, RAIN] {
            let readings = read(&format!("{FOG}\n{cut}\n{RAIN}\n\n{rest}"));
            let last = if rest == FOG { "Fog" } else { "Rain" };
            assert_eq!(headlines(&readings), ["Fog", "Rain", last], "{cut}");
            assert_eq!(bad(&readings), [(2, 2)], "{cut}");
        }
        let last = read(&format!("{FOG}\n{cut}"));
        assert_eq!((headlines(&last), bad(&last)), (vec!["Fog"], vec![(2, 2)]), "{cut}");
    }
}

#[test]
fn a_broken_record_costs_itself() {
    for broken in [
        "{\"headline\" \"No colon\"}",
        "{\"headline\": \"No comma\" \"body\": \"x\"}",
        "{\"headline\": \"Two\",, \"body\": \"x\"}",
        "{\"headline\": \"x\", \"body\":,}",
        "{,}",
        "{\"headline\": }",
        "{headline: \"No quotes\"}",
        "{\"headline\": \"He said \"no\"\"}",
        "{\n  \"headline\": \"No comma\"\n  \"images\": [\n    {\n      \"alt\": \"x\"\n    }\n  ]\n}",
        "{\"headline\": \"Open list\", \"tags\": [\"a\"}",
    ] {
        for text in [
            format!("{FOG}\n{broken}\n{RAIN}"),
            format!("[{FOG},\n{broken},\n{RAIN}]"),
            format!("[{FOG}, {broken},\n{RAIN}]"),
        ] {
            let readings = read(&text);
            assert_eq!(headlines(&readings), ["Fog", "Rain"], "{text}");
            assert_eq!(readings.warnings.len(), 1, "{text}");
        }
    }
}

#[test]
fn what_stands_between_records_costs_none() {
    let readings = read(&format!("{FOG}\n7\n{RAIN} fog \"{{x\" {FOG}\n<p>{{no}}</p>\n{{}}\n{FOG}"));
    assert_eq!(headlines(&readings), ["Fog", "Rain", "Fog", "Fog"]);
    assert_eq!(bad(&readings), [(2, 2), (4, 10), (6, 11), (7, 12)]);
    let said: Vec<String> = readings.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(said[0], "record 2, line 2: no object of JSON, but `7`");
    assert_eq!(said[3], "record 7, line 12: neither text, picture nor id");
}

#[test]
fn lines_without_line_breaks_are_told_apart_by_their_beginning() {
    let text = r#"[{"headline": "A"}, {"headline": "B}, {"headline": "C"}, {"headline": "D"}]"#;
    let readings = read(text);
    assert_eq!((headlines(&readings), bad(&readings)), (vec!["A", "C", "D"], vec![(2, 1)]));
}

#[test]
fn a_record_that_holds_others_in_two_lists_names_its_fields() {
    let readings = read(&format!("{{\"status\": \"ok\", \"total\": 2, \"new\": [{FOG}], \"old\": [{FOG}]}}"));
    let said = readings.warnings[0].to_string();
    assert_eq!(said, "record 1, line 1: neither text, picture nor id, but `new`, `old`, `total`");
}

#[test]
fn an_array_cut_between_records_is_told() {
    let readings = read(&format!("[{FOG},\n{FOG},\n"));
    assert_eq!((headlines(&readings), bad(&readings)), (vec!["Fog", "Fog"], vec![(3, 3)]));
    assert_eq!(readings.warnings[0].to_string(), "record 3, line 3: the array does not end");
}

#[test]
fn nested_too_deeply_is_a_warning() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        for depth in [127, 200, 200_000] {
            let inner = if open == "[" { "" } else { "1" };
            let deep = format!("{}{inner}{}", open.repeat(depth), close.repeat(depth));
            let text = format!("{{\"headline\": \"Deep\", \"x\": {deep}}}\n{FOG}");
            let readings = read(&text);
            assert_eq!((headlines(&readings), bad(&readings)), (vec!["Fog"], vec![(1, 1)]));
            let cut = format!("{{\"headline\": \"Deep\", \"x\": {}\n{FOG}", open.repeat(depth));
            assert_eq!(headlines(&read(&cut)), ["Fog"]);
        }
    }
}

/// A stream of any length that is made as it is read.
struct Made<I> {
    pieces: I,
    piece: io::Cursor<Vec<u8>>,
}

impl<I: Iterator<Item = Vec<u8>>> Read for Made<I> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.piece.read(into)? {
                0 => match self.pieces.next() {
                    Some(piece) => self.piece = io::Cursor::new(piece),
                    None => return Ok(0),
                },
                read => return Ok(read),
            }
        }
    }
}

fn made(pieces: impl Iterator<Item = Vec<u8>>) -> impl Read {
    Made { pieces, piece: io::Cursor::new(Vec::new()) }
}

#[test]
fn a_file_has_no_limit() {
    let body = "word ".repeat(2000);
    let record = |n| format!("{{\"headline\": \"Story {n}\", \"body\": \"{body}\"}}\n").into_bytes();
    let mut count = 0;
    for record in ingest::records(made((0..4000).map(record)), "-") {
        assert_eq!(record.unwrap().article.headline, format!("Story {count}"));
        count += 1;
    }
    assert_eq!(count, 4000);
}

#[test]
fn a_record_that_is_too_long_costs_itself() {
    let megabyte = "x".repeat(1 << 20).into_bytes();
    let long = || std::iter::repeat_n(megabyte.clone(), 50);
    let first = || std::iter::once(format!("{FOG}\n{{\"headline\": \"Long\", \"body\": \"").into_bytes());
    for end in ["\"}\n", "\", \"images\": [{\n}\n]}", "\" broken}\n", "\n"] {
        let rest = std::iter::once(format!("{end}{RAIN}").into_bytes());
        let records: Vec<_> = ingest::records(made(first().chain(long()).chain(rest)), "-").collect();
        let [fog, long, rain] = records.as_slice() else { panic!("{} records", records.len()) };
        assert_eq!(fog.as_ref().unwrap().article.headline, "Fog");
        assert_eq!(rain.as_ref().unwrap().article.headline, "Rain");
        let said = long.as_ref().unwrap_err().to_string();
        assert!(said.starts_with("record 2, line 2: it has more than 33554432 bytes"), "{said}");
    }
    let fits = format!("{{\"headline\": \"{}\"}}", "x".repeat(MAX_RECORD_BYTES - 16));
    assert_eq!(fits.len(), MAX_RECORD_BYTES);
    assert_eq!(headlines(&read(&fits))[0].len(), MAX_RECORD_BYTES - 16);
    let readings = read(&format!("{} {FOG}", fits.replace("\"}", "x\"}")));
    assert_eq!((headlines(&readings), bad(&readings)), (vec!["Fog"], vec![(1, 1)]));
}

#[test]
fn records_that_were_swallowed_come_back() {
    // What follows is in order as the pictures of the second, up to the end.
    let many = format!("{FOG},\n").repeat(3000);
    let readings = read(&format!("{FOG}\n{{\"headline\": \"Cut\", \"images\": [\n{many}"));
    assert_eq!(readings.articles.len(), 3001);
    assert_eq!(bad(&readings), [(2, 2)]);
}

#[test]
fn an_error_of_the_stream_ends_it() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("unplugged"))
        }
    }
    let filler = FOG.repeat(10_000);
    let mut records = ingest::records(io::Cursor::new(filler).chain(Broken), "a.json");
    let error = records.by_ref().find_map(Result::err).unwrap();
    assert!(matches!(error, RecordError::Io(_)) && error.is_last() && error.to_string() == "unplugged");
    assert!(records.next().is_none());
}

#[test]
fn a_page_is_one_record() {
    let page = "Keeper leaves the light\n\nShe locked the door at nine and rowed home.\n";
    let mut records = ingest::records(page.as_bytes(), "-");
    let reading = records.next().unwrap().unwrap();
    assert_eq!(reading, ingest::read(page.as_bytes(), "page.txt").unwrap().articles[0]);
    assert!(records.next().is_none());
    let blank = ingest::records(&b" \n"[..], "-").next().unwrap().unwrap_err();
    assert!(matches!(blank, RecordError::Unreadable(Unreadable::Empty)) && blank.is_last());
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[ \\\\\"{}\\[\\],:a-c\n\u{e9}]{0,12}".prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[ \"{}a-c]{0,4}", inner, 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn record() -> impl Strategy<Value = Value> {
    prop::collection::btree_map("x_[a-c\"{}]{0,3}", values(), 0..4).prop_map(|fields| {
        let mut record: Map<String, Value> = fields.into_iter().collect();
        record.insert("headline".into(), "Fog".into());
        Value::Object(record)
    })
}

/// A stream that hands out few bytes at a time.
struct Trickle<'b>(&'b [u8], usize);

impl Read for Trickle<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.1.min(into.len());
        self.0.read(&mut into[..count])
    }
}

proptest! {
    #[test]
    fn a_stream_is_read_alike_however_it_comes(
        pieces in prop::collection::vec(prop::sample::select(vec![FOG, RAIN, "{", "\"", "}", "\n", "[", "],", "\\", "é", "7", "{\"url\":", " "]), 0..30),
        step in 1_usize..9,
    ) {
        let text = pieces.concat();
        let mut articles = Vec::new();
        let mut warnings = Vec::new();
        let mut last = None;
        for record in ingest::records(Trickle(text.as_bytes(), step), "a.json") {
            match record {
                Ok(reading) => articles.push(reading),
                Err(RecordError::Bad(warning)) => warnings.push(warning),
                Err(error) => last = Some(error.to_string()),
            }
        }
        match ingest::read(text.as_bytes(), "a.json") {
            Ok(readings) => prop_assert_eq!((readings.articles, readings.warnings, None), (articles, warnings, last)),
            Err(error) => prop_assert_eq!(Some(error.to_string()), last),
        }
    }

    #[test]
    fn any_print_of_records_is_read_alike(
        records in prop::collection::vec((record(), any::<bool>()), 0..6),
        between in prop::sample::select(vec!["\n", ",", ",\n", " ", "", "\n\n", "\r\n", "\n,\n  ", "\u{1E}"]),
        is_array in any::<bool>(),
    ) {
        let prints: Vec<String> = records.iter().map(|(record, is_pretty)| {
            if *is_pretty { format!("{record:#}") } else { record.to_string() }
        }).collect();
        let list = prints.join(between);
        let text = if is_array { format!("[{list}]") } else { list };
        let readings = ingest::read(text.as_bytes(), "a.json");
        if records.is_empty() && !is_array {
            prop_assert_eq!(readings, Err(Unreadable::Empty));
            return Ok(());
        }
        let readings = readings.unwrap();
        prop_assert_eq!(&readings.warnings, &[], "{}", text);
        let read: Vec<_> = readings.articles.iter().map(|reading| &reading.article.extra).collect();
        let given: Vec<Map<String, Value>> = records.into_iter().map(|(record, _)| {
            let Value::Object(mut fields) = record else { unreachable!() };
            fields.remove("headline");
            fields
        }).collect();
        prop_assert_eq!(read, given.iter().collect::<Vec<_>>());
    }

    #[test]
    fn a_cut_file_keeps_what_was_whole(count in 1_usize..6, is_pretty in any::<bool>(), at in 0.0..1.0) {
        let print = if is_pretty { RAIN } else { FOG };
        let text = format!("{print}\n").repeat(count);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short text")]
        let at = (at * text.len() as f64) as usize;
        let whole = (at + 1) / (print.len() + 1);
        let got = ingest::read(&text.as_bytes()[..at], "a.json").map_or(0, |readings| readings.articles.len());
        prop_assert_eq!(got, whole);
    }

    #[test]
    fn a_spoiled_byte_costs_no_other_record(
        spoiled in 0_usize..4,
        at in any::<prop::sample::Index>(),
        byte in prop::sample::select(b"{}[]\",:\\ \nx0".as_slice()),
        form in 0_usize..3,
    ) {
        let record = |n: usize| serde_json::json!({
            "headline": format!("Story {n}"), "tags": ["a", {"name": "b"}], "images": [{"alt": "c"}],
        });
        let print = |n| if form == 2 { format!("{:#}", record(n)) } else { record(n).to_string() };
        let mut prints: Vec<Vec<u8>> = (0..4).map(|n| print(n).into_bytes()).collect();
        let at = at.index(prints[spoiled].len());
        prints[spoiled][at] = byte;
        let text = prints.join(if form == 1 { b",\n".as_slice() } else { b"\n" });
        let readings = ingest::read(&text, "a.json").unwrap();
        let found = headlines(&readings);
        for n in (0..4).filter(|n| *n != spoiled) {
            prop_assert!(found.contains(&&*format!("Story {n}")), "{n}: {}", String::from_utf8_lossy(&text));
        }
    }

    #[test]
    fn bytes_like_json_are_read_or_refused(text in "[\\[\\]{}\",:\\\\ \na1]{0,60}") {
        let _ = ingest::read(text.as_bytes(), "a.json");
    }
}

#[test]
fn an_object_that_wraps_a_list_is_read_as_its_records() {
    for text in [
        r#"{"items": [{"headline": "One"}, {"headline": "Two"}]}"#,
        r#"{"status": "ok", "totalResults": 2, "articles": [{"headline": "One"}, {"headline": "Two"}], "next": {"page": [2]}}"#,
        r#"{"response": {"status": "ok", "results": [{"headline": "One"}, {"headline": "Two"}]}}"#,
        r#"{"of the day": [{"headline": "One"}, {"headline": "Two"}], "count": 2}"#,
        r#"{"day": {"of the day": [{"headline": "One"}, {"headline": "Two"}]}}"#,
        "{\"items\": [{\"headline\": \"One\"}]}\n{\"items\": [{\"headline\": \"Two\"}], \"more\": \"]}\"}",
    ] {
        let readings = read(text);
        assert_eq!((headlines(&readings), bad(&readings)), (vec!["One", "Two"], Vec::new()), "{text}");
    }
    // Each counts, and a bad one costs itself.
    let readings =
        read("{\"data\": [\n{\"headline\": \"One\"},\n{\"mood\": 1},\n{\"headline\": \"Two\"}\n]}");
    assert_eq!((headlines(&readings), bad(&readings)), (vec!["One", "Two"], vec![(2, 3)]));
    let readings = read("{\"days\": [{\"headline\": \"One\"}, {\"mood\": 1}, {\"headline\": \"Two\"}]}");
    assert_eq!((headlines(&readings), bad(&readings)), (vec!["One", "Two"], vec![(2, 1)]));
    let readings = read(r#"{"articles": [{"headline": "One"}, {"headline": "Two"}]"#);
    assert_eq!((headlines(&readings), readings.warnings.len()), (vec!["One", "Two"], 1));
}

#[test]
fn a_record_with_a_list_of_its_own_stays_one() {
    for text in [
        r#"{"headline": "One", "items": [{"a": 1}]}"#,
        r#"{"comments": [{"text": "x"}], "headline": "One"}"#,
        r#"{"url": "https://courier.example/1", "headline": "One", "data": {"items": [{"headline": "Two"}]}}"#,
    ] {
        assert_eq!(headlines(&read(text)), ["One"], "{text}");
    }
}

#[test]
fn a_wrapped_list_of_any_length_is_read() {
    let filler = "x".repeat(1 << 20);
    let record = format!(r#"{{"headline": "One", "body": "{filler}"}}"#);
    let text = format!(r#"{{"articles": [{}]}}"#, vec![record; 40].join(","));
    let readings = read(&text);
    assert_eq!((readings.articles.len(), readings.warnings.len()), (40, 0));
}

#[test]
fn brackets_alone_are_json_whatever_the_name() {
    for text in ["[", "[[[[", "[ [\n[", "{", "[{", "[[{\"a\": 1", "{ {"] {
        let read = ingest::read(text.as_bytes(), "page.txt");
        let is_told = match &read {
            Ok(readings) => readings.articles.is_empty() && !bad(readings).is_empty(),
            Err(error) => matches!(error, Unreadable::Json(_)),
        };
        assert!(is_told, "{text}: {read:?}");
    }
    for text in ["[[Fog]] came at dawn.", "[1] Fog came at dawn.", "{{Fog}}", "[[1]] Fog"] {
        let readings = ingest::read(text.as_bytes(), "page.txt").unwrap();
        assert_eq!(readings.articles[0].format, Format::PageText, "{text}");
    }
}

/// The reason of the one bad record of a text, which a good one follows.
#[track_caller]
fn reason(record: &str) -> String {
    let readings = read(&format!("{record}\n{FOG}"));
    assert_eq!(headlines(&readings), ["Fog"]);
    let [warning] = &readings.warnings[..] else { panic!("{:?}", readings.warnings) };
    warning.to_string()
}

#[test]
fn a_record_of_too_many_values_is_refused() {
    for part in ["1,", "{},", "\"a\",", "{\"a\": 1},", "[[]],"] {
        let record = format!("{{\"headline\": \"Rain\", \"x\": [{}1]}}", part.repeat(1_000_000));
        assert_eq!(reason(&record), "record 1, line 1: it has more values than are read", "{part}");
    }
    let fields: String = (0..400_000).map(|at| format!(", \"a{at}\": 1")).collect();
    assert!(
        reason(&format!("{{\"headline\": \"Rain\"{fields}}}")).ends_with("it has more values than are read")
    );
}

#[test]
fn objects_in_objects_without_end_are_looked_at_a_few_times() {
    let deep = |count: usize| {
        let text = "{\"a\":".repeat(count);
        timed(|| ingest::read(text.as_bytes(), "week.jsonl").unwrap().warnings.len())
    };
    let ((few, small), (many, large)) = (deep(10_000), deep(200_000));
    assert!(few > 0 && many > 0);
    // Each of them looked at to the end costs 400 times as much, of which the last 40 MB bound the most.
    assert!(large < 60 * small + Duration::from_secs(10), "{small:?} {large:?}");
}

#[test]
fn a_list_longer_than_an_article_s_is_cut() {
    let tags = vec!["\"fog\""; 20_001].join(",");
    let readings = read(&format!("{{\"headline\": \"Fog\", \"tags\": [{tags}]}}"));
    let reading = &readings.articles[0];
    assert_eq!(reading.warnings, [Warning::TooMany("tags")]);
    assert_eq!(reading.article.tags.len(), 20_000);
}
