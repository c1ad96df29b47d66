//! The results and output of `search`, `list`, `complete` and `show`.

use serde_json::{Value, json};

use crate::desk::{Desk, FERRY, stderr};

#[test]
fn an_article_is_shown_whole() {
    let desk = Desk::new();
    desk.text(&["ingest", &desk.file("ferry.json", FERRY)]);
    let shown = desk.json(&["show", "http://www.courier.example/ferry/?utm_source=x"]);
    for (field, value) in [
        ("publication", json!("The Courier")),
        ("section", json!("Harbour")),
        ("language", json!("en")),
        ("published", json!("2024-03-04T09:30")),
        ("published_basis", json!("assumed_utc")),
        ("published_utc", json!("2024-03-04T09:30:00Z")),
        ("people", json!(["Ada Fennick"])),
        ("tags", json!(["Harbour", "Port Authority"])),
        ("tags_inferred", json!([])),
        ("urls", json!(["https://courier.example/ferry"])),
        ("revisions", json!([])),
    ] {
        assert_eq!(shown[field], value, "{field}");
    }
    let credit = &shown["credits"][0];
    assert_eq!((&credit["name"], &credit["kind"]), (&json!("Marta Lindqvist"), &json!("person")));
    assert!(credit["person"].is_i64() && credit["organization"].is_null(), "{credit}");
    let caption = &shown["images"][0]["captions"][0];
    assert_eq!((&caption["credit"], &caption["agency"]), (&json!("NPA/JORAM VALE"), &json!("NPA")));

    let text = desk.text(&["show", "1"]);
    let headline = text.find("Ferry stops sailing").unwrap();
    let picture = text.find("The last run. (NPA/JORAM VALE)").unwrap();
    let body = text.find("The ferry stopped on Monday.").unwrap();
    assert!(headline < picture && picture < body, "{text}");
}

#[test]
fn pages_follow_each_other_and_filters_narrow_them() {
    let desk = Desk::new();
    let mut days = String::new();
    for day in 1..=5 {
        let tag = if day % 2 == 0 { "Even" } else { "Odd" };
        days += &format!(
            "{{\"headline\": \"Tide table {day}\", \"published\": \"2024-03-0{day}T23:30\", \"language\": \"en\", \"tags\": [\"{tag}\"], \
             \"publication\": \"The Ledger\", \"section\": \"Tides\", \"people\": [\"Ines Okoro\"]}}\n"
        );
    }
    desk.text(&["ingest", &desk.file("days.jsonl", &days)]);

    let first = desk.json(&["search", "tides", "table", "--limit", "2"]);
    assert_eq!((&first["total"], &first["total_is_exact"]), (&json!(5), &json!(true)));
    let next = first["next"].as_str().unwrap();
    assert_eq!(desk.ids(&["search", "tides", "table", "--limit", "2"]), [5, 4]);
    assert_eq!(desk.ids(&["search", "tides", "table", "--limit", "2", "--cursor", next]), [3, 2]);
    assert_eq!(desk.ids(&["search", "--limit", "9", "--", "tide", "-tag:odd"]), [4, 2]);

    assert_eq!(desk.ids(&["list", "--tag", "even"]), [4, 2]);
    assert_eq!(desk.ids(&["list", "--from", "ledger", "--section", "tides", "--limit", "1"]), [5]);
    assert_eq!(desk.ids(&["list", "--person", "INES OKORO", "--after", "2024-03-05"]), [5]);
    assert_eq!(desk.ids(&["list", "--after", "2024-03-02", "--before", "2024-03-04"]), [3, 2]);
    // 23:30 UTC is the next day in Helsinki.
    assert_eq!(desk.ids(&["search", "on:2024-03-03", "--zone", "Europe/Helsinki"]), [2]);

    let odd = desk.json(&["search", "(tide", "from:nobody"]);
    assert_eq!((&odd["total"], &odd["next"]), (&json!(0), &Value::Null));
    assert_eq!(odd["notes"], json!(["unclosed_parenthesis", { "no_such": "from:nobody" }]));
    let notes = stderr(&desk.run(&["search", "(tide", "from:nobody", "--json"]));
    assert!(notes.contains("parenthesis") && notes.contains("from:nobody"), "{notes}");
}

#[test]
fn a_search_shows_where_it_found_what() {
    let desk = Desk::new();
    desk.text(&["ingest", &desk.file("ferry.json", FERRY)]);
    let text = desk.text(&["search", "bridge OR run", "--passages", "25"]);
    let expected = "2024-03-04  Ferry stops sailing\n            #1  The Courier\n            \
                    By Marta Lindqvist\n            …A bridge takes its place.\n            picture 1: The last run. (NPA/JORAM VALE)\n1 of 1\n";
    assert_eq!(text, expected);
    let text = desk.text(&["search", "bridge", "--passages", "0"]);
    assert_eq!(
        text,
        "2024-03-04  Ferry stops sailing\n            #1  The Courier\n            By Marta Lindqvist\n1 of 1\n"
    );

    let hit = &desk.json(&["search", "bridge OR vale", "--passages", "25"])["hits"][0];
    let passage = json!({
        "text": "A bridge takes its place.", "marks": [[2, 8]], "start": 30, "cut_before": true, "cut_after": false,
    });
    assert_eq!(hit["passage"], passage);
    let caption = json!({
        "image": 1, "position": 1, "language": "en", "text": "The last run.", "text_marks": [],
        "credit": "NPA/JORAM VALE", "credit_marks": [[10, 14]],
    });
    assert_eq!(hit["captions"], json!([caption]));
    assert_eq!(desk.json(&["list"])["hits"][0]["passage"], Value::Null);
}

#[test]
fn results_are_counted_by_what_they_have_in_common_and_by_time() {
    let desk = Desk::new();
    desk.text(&["ingest", &desk.file("ferry.json", FERRY)]);
    desk.text(&[
        "ingest",
        &desk.file(
            "other.json",
            &FERRY
                .replace("courier.example/ferry", "courier.example/two")
                .replace("03-04", "05-06")
                .replace("Ferry stops", "Last ferry"),
        ),
    ]);
    let found = desk.json(&["search", "ferry", "--facets", "tag,person,year,tag", "--timeline", "month"]);
    let tags = json!({ "more": 0, "next": null, "values": [
        { "name": "Harbour", "articles": 2, "kind": "tag", "id": 1 },
        { "name": "Port Authority", "articles": 2, "kind": "tag", "id": 2 },
    ]});
    assert_eq!((&found["facets"]["tag"], &found["facets"]["total"]), (&tags, &json!(2)));
    assert_eq!(
        found["facets"]["person"]["values"],
        json!([{ "name": "Ada Fennick", "articles": 2, "kind": "person", "id": 2 }])
    );
    assert_eq!(
        found["timeline"]["buckets"],
        json!([
            { "date": "2024-03", "matches": 1, "volume": 1 },
            { "date": "2024-04", "matches": 0, "volume": 0 },
            { "date": "2024-05", "matches": 1, "volume": 1 },
        ])
    );
    let text = desk.text(&["search", "ferry", "--facets", "publication,section", "--timeline", "year"]);
    let counted: Vec<&str> = text.lines().skip_while(|line| !line.starts_with("publication")).collect();
    assert_eq!(
        counted,
        [
            "publication of 2",
            "       2  The Courier",
            "",
            "section of 2",
            "       2  Harbour",
            "",
            "timeline of 2",
            "2024               2 of        2 100.0 %  ████████████████████████████████████████",
        ]
    );
}

#[test]
fn a_slip_is_answered_with_what_was_meant_and_a_beginning_is_completed() {
    let desk = Desk::new();
    desk.text(&["ingest", &desk.file("ferry.json", FERRY)]);
    let slip = desk.run(&["search", "brigde", "tag:harbor"]);
    assert!(slip.status.success() && slip.stdout.is_empty(), "{slip:?}");
    let notes = stderr(&slip);
    assert!(
        notes.starts_with("nothing found\n") && notes.ends_with("did you mean: bridge tag:Harbour\n"),
        "{notes}"
    );
    assert_eq!(desk.json(&["search", "brigde"])["did_you_mean"], "bridge");
    assert_eq!(desk.json(&["search", "bridge"])["did_you_mean"], Value::Null);
    assert_eq!(desk.text(&["complete", "tag:harb"]), "       1  tag:Harbour\n");
    let found = desk.json(&["complete", "last", "f", "--limit", "2"]);
    assert_eq!(
        found["completions"],
        json!([
            { "text": "Ada Fennick", "query": "last person:\"Ada Fennick\"", "entity": "person", "articles": 1 },
            { "text": "fennick", "query": "last fennick", "entity": "word", "articles": 1 },
        ])
    );
}

#[test]
fn a_sentence_that_no_article_has_all_words_of_is_answered_with_a_note() {
    let desk = Desk::with_ferry();
    let asked = ["search", "when", "does", "the", "ferry", "sail", "again"];
    let found = desk.run(&asked);
    assert!(found.status.success() && !found.stdout.is_empty(), "{found:?}");
    let notes = stderr(&found);
    assert!(notes.contains("note: no article has all the words: these have some of them\n"), "{notes}");
    assert_eq!(desk.json(&asked)["notes"], json!(["relaxed"]));
    // What was meant is told too.
    assert_eq!(desk.json(&["search", "brigde", "sailing"])["did_you_mean"], "bridge sailing");
    assert_eq!(desk.json(&["search", "bridge", "sailing"])["notes"], json!([]));
}

#[test]
fn json_is_that_of_the_librarys_types() {
    let desk = Desk::with_ferry();
    let archive = dateline::Archive::open(desk.folder.path().join("news.db")).unwrap();
    let same = |args: &[&str], expected: Value| assert_eq!(desk.json(args), expected, "{args:?}");

    let query = dateline::Query::from("ferry OR vale").order(dateline::Order::Newest).passages(160);
    let mut page = serde_json::to_value(archive.search(&query).unwrap()).unwrap();
    page["did_you_mean"] = Value::Null;
    same(&["search", "ferry", "OR", "vale", "--order", "newest"], page.clone());
    let facets = archive.facets(&query.clone().limit(10), &[dateline::Facet::Tag]).unwrap();
    page["facets"] = serde_json::to_value(facets).unwrap();
    page["timeline"] =
        serde_json::to_value(archive.timeline(&query, dateline::Interval::Day).unwrap()).unwrap();
    same(&["search", "ferry OR vale", "--order=newest", "--facets", "tag", "--timeline", "day"], page);

    let pictures = archive.search_images(&"vale".into()).unwrap();
    same(&["pictures", "vale"], serde_json::to_value(pictures).unwrap());
    let stats = archive.read(|snapshot| snapshot.stats()).unwrap();
    same(&["stats"], serde_json::to_value(stats).unwrap());
    let article = archive.read(|snapshot| snapshot.article(dateline::ArticleId(1))).unwrap().unwrap();
    let mut shown = serde_json::to_value(article).unwrap();
    shown["marks"] = json!([]);
    shown["revisions"] = json!([]);
    same(&["show", "1"], shown);
}

#[test]
fn a_search_is_explained() {
    let desk = Desk::with_ferry();
    let plain = desk.json(&["search", "ferries", "-toll"]);
    let mut told = desk.json(&["search", "ferries", "-toll", "--explain"]);
    let explanation = told.as_object_mut().unwrap().remove("explanation").unwrap();
    // All else stays as it was.
    assert_eq!(told, plain);
    assert_eq!(explanation["hits"][0]["score"], plain["hits"][0]["score"]);
    assert_eq!(explanation["plan"]["excluded"][0]["term"], "toll");

    let plain = desk.text(&["search", "ferries", "-toll"]);
    let text = desk.text(&["search", "ferries", "-toll", "--explain"]);
    let explained = text.strip_prefix(&plain).unwrap();
    assert!(explained.starts_with("\nplan\n  ferries: weight "), "{explained}");
    assert!(explained.contains("\n  #1: "), "{explained}");
    assert!(explained.ends_with("\nrows read: 1\nshortcuts: none\n"), "{explained}");
    // What is typed can't do anything to the terminal.
    let odd = desk.text(&["search", "tag:\u{1b}[31m", "--explain"]);
    assert!(!odd.contains('\u{1b}'), "{odd}");
}

#[test]
fn the_days_that_are_shown_are_those_of_the_zone() {
    let desk = Desk::new();
    let stories = r#"
        {"headline": "Late", "published": "2023-04-29T22:31-04:00", "url": "https://e.example/1", "language": "en"}
        {"headline": "Printed", "published": "2023-04-29", "url": "https://e.example/2", "language": "en"}"#;
    desk.text(&["ingest", &desk.file("stories.jsonl", stories.trim())]);
    for (zone, late) in
        [("UTC", "2023-04-30"), ("America/New_York", "2023-04-29"), ("Asia/Tokyo", "2023-04-30")]
    {
        let listed = desk.text(&["list", "--zone", zone]);
        assert!(listed.contains(&format!("{late}  Late")), "{zone}: {listed}");
        assert!(listed.contains("2023-04-29  Printed"), "{zone}: {listed}");
        let found = desk.text(&["search", &format!("late on:{late}"), "--zone", zone]);
        assert!(found.contains(&format!("{late}  Late")), "{zone}: {found}");
        assert_eq!(desk.ids(&["search", "printed on:2023-04-29", "--zone", zone]), [2], "{zone}");
    }
    assert!(desk.text(&["show", "1"]).contains("2023-04-29T22:31-04:00"));
}

#[test]
fn hidden_articles_are_listed_on_demand_with_the_reason() {
    let desk = Desk::new();
    let stories = r#"
        {"headline": "Budget", "url": "https://e.example/1", "embargoed": "2999-01-01T00:00:00Z", "language": "en"}
        {"headline": "Offer", "url": "https://e.example/2", "expires": "2023-01-01T00:00:00Z", "language": "en"}
        {"headline": "Recall", "url": "https://e.example/3", "status": "canceled", "language": "en"}"#;
    desk.text(&["ingest", &desk.file("stories.jsonl", stories.trim())]);
    let listed = desk.text(&["list", "--hidden"]);
    for (reason, shown) in [
        ("embargoed", "Hidden: embargoed until 2999-01-01T00:00:00+00:00"),
        ("expired", "Hidden: expired at 2023-01-01T00:00:00+00:00"),
        ("canceled", "Hidden: canceled"),
    ] {
        assert!(listed.contains(&format!("hidden: {reason}")), "{listed}");
        let id = ["embargoed", "expired", "canceled"].iter().position(|it| *it == reason).unwrap() + 1;
        let id = id.to_string();
        assert!(desk.text(&["show", &id]).contains(shown), "{reason}");
        assert_eq!(desk.json(&["show", &id])["hidden_reason"], reason);
    }
    assert_eq!(desk.ids(&["list"]), [0; 0]);
}

#[test]
fn dates_are_counted_back_from_now() {
    let desk = Desk::new();
    let yesterday = (chrono::Utc::now() - chrono::TimeDelta::days(1)).format("%Y-%m-%dT%H:%M:%SZ");
    let stories = [("1", "2024-03-01T08:00:00Z".to_owned()), ("2", yesterday.to_string())];
    let lines: String = stories
        .iter()
        .map(|(id, published)| {
            format!("{{\"headline\": \"Tide table {id}\", \"published\": \"{published}\", \"language\": \"en\"}}\n")
        })
        .collect();
    desk.text(&["ingest", &desk.file("tides.jsonl", &lines)]);
    assert_eq!(desk.ids(&["search", "tide", "after:-7d"]), [2]);
    assert_eq!(desk.ids(&["search", "tide", "before:-7d"]), [1]);
    desk.text(&["mark", "fresh", "--query", "after:-7d"]);
    assert_eq!(desk.ids(&["search", "is:fresh"]), [2]);
    assert!(desk.text(&["remove", "--dry-run", "before:-1m"]).contains("would remove 1"));
    assert!(desk.text(&["export", "--format", "csv", "--", "after:-36h"]).contains("Tide table 2"));
}
