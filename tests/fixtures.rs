//! Archives that released versions wrote, and what must still be in them.
//!
//! A release that freezes a schema version adds its own, with
//! `WRITE_FIXTURE=1 cargo test --test fixtures`: `tests/fixtures/v<n>.db`, and its rows as text beside
//! it. None of them is ever written again.

mod common;

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use dateline::{
    Archive, Extent, ItemType, Key, NewArticle, NewCaption, NewCredit, NewImage, NewPublication, NewTag,
    Outcome, Query, RichBody, SaveOptions, Source, Status, ValueSource,
};
use rusqlite::Connection;
use rusqlite::types::Value;
use sha2::{Digest, Sha256};

/// The migrations that were released, each with the SHA-256 of its file.
const FROZEN: [(&str, &str); 2] = [
    ("V1__archive.sql", "bd4435c61c0aebf1a6ec3d4a07a4db3bf4a1815a053f643e2de467f0578980f1"),
    ("V2__facts.sql", "bc90fb71a9aa108884311a6d3488315d304bc3ac7db8b2be76969934804c99cd"),
];
const FIXTURES: [u32; 2] = [1, 2];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn fixture(version: u32, ending: &str) -> PathBuf {
    root().join(format!("tests/fixtures/v{version}.{ending}"))
}

fn at(moment: &str) -> DateTime<Utc> {
    moment.parse().unwrap()
}

fn dated(headline: &str, body: &str, published: &str) -> NewArticle {
    NewArticle::new(headline, body).published(published.parse().unwrap())
}

fn caption(text: &str, credit: &str, language: &str) -> NewCaption {
    NewCaption {
        text: text.into(),
        credit: credit.into(),
        language: Some(language.into()),
        ..NewCaption::default()
    }
}

/// A bit of all that an archive can hold.
fn articles() -> Vec<NewArticle> {
    let ferry = NewImage {
        sha256: Some("ab".repeat(32)),
        width: Some(800),
        height: Some(600),
        alt: "A ferry".into(),
        people: vec!["Rui Lima".into()],
        captions: vec![
            caption("The ferry in fog.", "COASTAL PRESS/EVA MELO", "en"),
            caption("O ferry no nevoeiro.", "EVA MELO", "pt"),
        ],
        ..NewImage::at("https://img.example.org/ferry.jpg")
    };
    let again =
        NewImage { captions: vec![caption("Last run of the ferry.", "Archive", "en")], ..ferry.clone() };
    let mut extra = serde_json::Map::new();
    extra.insert("edition".into(), serde_json::json!({ "page": 3, "weight": 0.1 }));
    vec![
        NewArticle {
            uri: Some("wire:F1".into()),
            url: Some("https://www.harbour.example.org/ferry?id=7".into()),
            publication: Some(NewPublication {
                title: "Harbour News".into(),
                domain: Some("harbour.example.org".into()),
                time_zone: Some("Europe/Lisbon".into()),
                ..NewPublication::default()
            }),
            section: Some("City & Port".into()),
            published_printed: "2 May 2024, 10:15".into(),
            dek: "Passengers waited".into(),
            byline: "By ANA REIS and COASTAL PRESS".into(),
            credits: vec![NewCredit::author("ANA REIS"), NewCredit::organization("COASTAL PRESS")],
            extra,
            ..dated(
                "Ferry delayed by fog",
                "Fog held up the ferry.\n\nIt left at noon.",
                "2024-05-02T10:15:30+01:00",
            )
            .language("en")
            .person("Rui Lima")
            .person("R. Lima")
            .image(ferry)
            .tag("Transport")
            .tag(NewTag { scheme: "topic".into(), ..NewTag::from("Fog") })
        },
        dated("The ferry stops for good", "A bridge takes its place.", "2024-09-30")
            .language("en-GB")
            .publication("Harbour News")
            .image(again)
            .tag("transport")
            .tag("Bridges"),
        dated("Die Fähre fährt nicht mehr", "Die Brücken stehen.", "2024-10").language("de").tag("Brücken"),
        dated("صدور المجلة", "وصلت السفن إلى الميناء.", "2023").language("ar"),
        dated("橋が開通", "新しい橋が開通した。", "2024-10-01T00:30:00Z").language("ja"),
        NewArticle {
            status: Some(Status::Withheld),
            ..dated("Withheld", "Not to be shown.", "2024-10-02").language("en")
        },
        NewArticle::new("Notice", "The pier is closed.").language("en").key("guid", "notice-1"),
    ]
}

/// Writes the fixture of this version's schema.
fn write() {
    let folder = common::folder();
    let archive = Archive::open(folder.path().join("news.db")).unwrap();
    let saved = archive.write_at(at("2024-10-05T12:00:00Z"), |tx| tx.save_all(&articles())).unwrap();
    assert!(saved.iter().all(|saved| saved.outcome == Outcome::Added), "{saved:?}");
    archive
        .write_at(at("2024-10-06T12:00:00Z"), |tx| {
            let mut edited = articles().remove(0);
            edited.body.push_str("\n\nCorrection: it left at one.");
            tx.save(&edited)?;
            let lima = tx.people_named("Rui Lima")?[0].id;
            let short = tx.people_named("R. Lima")?[0].id;
            tx.merge_people(short, lima)?;
            tx.add_person_key(lima, "wikidata", "Q7")?;
            let transport = tx.tag_named("", "Transport")?.unwrap().id;
            let bridges = tx.tag_named("", "Bridges")?.unwrap().id;
            let german = tx.tag_named("", "Brücken")?.unwrap().id;
            tx.merge_tags(german, bridges)?;
            tx.set_tag_parent(bridges, Some(transport))?;
            let notice = tx.article_by_key("guid", "notice-1")?.unwrap();
            tx.correct_published(notice, "2024-10-04".parse().unwrap())
        })
        .unwrap();
    add_what_came_with_version_2(&archive);
    assert_eq!(archive.check().unwrap(), []);
    let version = archive.schema_version();
    let path = fixture(version, "db");
    archive.backup(&path).unwrap();
    fs::write(fixture(version, "txt"), common::rewrite(&path, rows)).unwrap();
}

/// Facts, corrections and a reader's own, for which version 1 had no place.
fn add_what_came_with_version_2(archive: &Archive) {
    let pier = NewArticle {
        keys: vec![Key::scoped("guid", "7", "https://harbour.example.org/feed")],
        url: Some("https://harbour.example.org/live#pier".into()),
        located: "LISBON, Oct 5".into(),
        version: Some(2),
        extent: Some(Extent::Full),
        value_source: Some(ValueSource::Feed),
        rich_body: Some(RichBody::html("<p>The pier was <em>repaired</em>.</p>")),
        ..dated("Pier repaired", "The pier was repaired.", "2024-10-05T08:00:00Z")
            .language("en")
            .person("Eva Melo")
            .person("E. Melo")
            .tag("Piers")
            .tag("Works")
    };
    let tide = NewImage {
        title: "Tide".into(),
        creator: "Eva Melo".into(),
        captured: Some("2024-10-04T19:30+01:00".parse().unwrap()),
        usage_terms: "editorial use".into(),
        copyright_notice: "© Coastal Press".into(),
        rights_expire: Some(at("2034-01-01T00:00:00Z")),
        people: vec!["Rui Lima".into()],
        ..NewImage::at("https://img.example.org/tide.jpg").caption("High water at the quay.", "EVA MELO")
    };
    let tide = NewArticle {
        item_type: Some(ItemType::Picture),
        ..dated("High water", "", "2024-10-04T20:00:00Z").language("en").image(tide)
    };
    let regatta =
        dated("Regatta called off", "The wind is too strong.", "2024-10-05T09:00:00Z").language("en");
    let lock =
        |key, headline, day| dated(headline, "The lock works again.", day).language("en").key("wire", key);
    let embargoed = NewArticle {
        embargoed: Some(at("2024-10-08T06:00:00Z")),
        ..dated("Toll to rise", "By a crown.", "2024-10-06T10:00:00Z")
            .language("en")
            .publication("Harbour Online")
    };
    let feed = Source::new("https://harbour.example.org/feed");
    let added = [
        pier,
        tide,
        regatta,
        lock("L1", "Lock opens", "2024-10-05T12:00:00Z"),
        lock("L2", "Lock is open", "2024-10-06T09:00:00Z"),
        embargoed,
    ];
    archive
        .write_at(at("2024-10-06T15:00:00Z"), |tx| {
            let options = SaveOptions::new().mark_new(["unread"]);
            let saved = tx.save_all_with(&options, added.iter().map(|article| (&feed, article)))?;
            assert!(saved.iter().all(|saved| saved.outcome == Outcome::Added), "{saved:?}");
            let ids: Vec<_> = saved.iter().filter_map(|saved| saved.id).collect();
            tx.add_standing_query("Piers", &"pier".into())?;
            tx.set_standing_mark("Piers", Some("alert"))?;
            tx.confirm("Piers", "desk", &tx.position()?)?;
            tx.edit(ids[0], |edit| {
                edit.set_headline("Pier repaired at last").remove_tag("Works").add_tag("Harbour works");
            })?;
            tx.mark_with_note(ids[0], "to file", "For the budget.")?;
            tx.unmark(ids[1], "unread")?;
            tx.remove_article(ids[2])?;
            tx.merge_articles(ids[4], ids[3])?;
            let (eva, short) = (tx.find_or_add_person("Eva Melo")?, tx.find_or_add_person("E. Melo")?);
            tx.keep_apart(eva, short)?;
            let online = tx.publications_named("Harbour Online")?[0].id;
            let news = tx.publications_named("Harbour News")?[0].id;
            tx.merge_publications(online, news)?;
            let image = tx.images_at("https://img.example.org/tide.jpg")?[0].id;
            tx.edit_image(image, |image| image.title = "High tide".into())
        })
        .unwrap();
}

/// Every row of every table, but those that FTS5 keeps for itself and SQLite's statistics.
fn rows(conn: &Connection) -> String {
    let mut text = String::new();
    let tables = "SELECT name FROM pragma_table_list
                  WHERE schema = 'main' AND type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name";
    let tables: Vec<String> = all(conn, tables, |row| row.get(0));
    for table in tables {
        let columns: Vec<String> =
            all(conn, &format!("SELECT name FROM pragma_table_xinfo('{table}')"), |row| row.get(0));
        let order: Vec<String> = (1..=columns.len()).map(|column| column.to_string()).collect();
        for row in all(conn, &format!("SELECT * FROM {table} ORDER BY {}", order.join(", ")), |row| {
            (0..columns.len()).map(|column| row.get::<_, Value>(column)).collect::<Result<Vec<_>, _>>()
        }) {
            writeln!(text, "{table}").unwrap();
            for (column, value) in columns.iter().zip(row) {
                writeln!(text, "    {column} = {}", shown(value)).unwrap();
            }
        }
    }
    text
}

fn all<T>(
    conn: &Connection,
    sql: &str,
    map: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> Vec<T> {
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], map).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

fn shown(value: Value) -> String {
    match value {
        Value::Null => "NULL".into(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => format!("{number:?}"),
        Value::Text(text) => format!("{text:?}"),
        Value::Blob(bytes) => {
            format!("x'{}'", bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
        }
    }
}

/// What is in them after a migration is compared in `tests/migrate`.
#[test]
fn the_archives_are_as_they_were_written() {
    if env::var_os("WRITE_FIXTURE").is_some() {
        write();
    }
    let folder = common::folder();
    for version in FIXTURES {
        let path = folder.path().join(format!("v{version}.db"));
        fs::copy(fixture(version, "db"), &path).unwrap();
        let expected = fs::read_to_string(fixture(version, "txt")).unwrap();
        let found = common::rewrite(&path, rows);
        assert!(found == expected, "v{version} differs:\n{found}");
    }
}

#[test]
fn what_a_released_version_wrote_is_found() {
    let folder = common::folder();
    for version in FIXTURES {
        let path = folder.path().join(format!("v{version}.db"));
        fs::copy(fixture(version, "db"), &path).unwrap();
        let archive = Archive::open(&path).unwrap();
        for (query, headlines) in [
            ("ferries", "The ferry stops for good, Ferry delayed by fog"),
            ("caption:ferry", "The ferry stops for good, Ferry delayed by fog"),
            ("person:\"R. Lima\"", "Ferry delayed by fog"),
            ("by:\"coastal press\" correction", "Ferry delayed by fog"),
            ("tag:bridges", "Die Fähre fährt nicht mehr, The ferry stops for good"),
            ("tag:transport brücke", "Die Fähre fährt nicht mehr"),
            ("السفن", "صدور المجلة"),
            ("on:2024-10-04", "Notice"),
            ("is:hidden", "Withheld"),
            ("section:\"city & port\" from:harbour.example.org", "Ferry delayed by fog"),
        ] {
            let page = archive.search(&Query::from(query).order(dateline::Order::Newest)).unwrap();
            let found: Vec<&str> = page.hits.iter().map(|hit| hit.headline.text()).collect();
            assert_eq!(found.join(", "), headlines, "v{version}: {query}");
        }
        if version >= 2 {
            assert_version_2_is_found(&archive);
        }
        // It goes on where it was.
        let known = Key::new("guid", "notice-1");
        let notice =
            NewArticle { keys: vec![known], ..NewArticle::new("Notice", "The pier is open.").language("en") };
        let saved = archive.write_at(at("2024-10-07T12:00:00Z"), |tx| tx.save(&notice)).unwrap();
        assert!(matches!(saved.outcome, Outcome::Revised { .. }), "{saved:?}");
        assert_eq!(archive.check().unwrap(), []);
    }
}

fn assert_version_2_is_found(archive: &Archive) {
    let now = at("2024-10-07T12:00:00Z");
    for (query, headlines) in [
        ("is:unread", "Lock opens, Pier repaired at last"),
        ("note:budget", "Pier repaired at last"),
        ("mark:alert", "Pier repaired at last"),
        ("tag:\"harbour works\"", "Pier repaired at last"),
        ("type:picture shows:\"Rui Lima\"", "High water"),
        ("is:hidden from:\"Harbour News\"", "Toll to rise"),
    ] {
        let query = Query::from(query).order(dateline::Order::Newest);
        let page = archive.read_at(now, |snapshot| snapshot.search(&query)).unwrap();
        let found: Vec<&str> = page.hits.iter().map(|hit| hit.headline.text()).collect();
        assert_eq!(found.join(", "), headlines, "{query}");
    }
    archive
        .read_at(now, |snapshot| {
            let new = snapshot.new_for("Piers", "desk", 10)?;
            let pier =
                snapshot.articles_by_key(&Key::scoped("guid", "7", "https://harbour.example.org/feed"))?;
            assert_eq!((new.answering, pier.len()), (pier.clone(), 1));
            assert_eq!(snapshot.history(pier[0])?.len(), 2);
            assert_eq!(snapshot.people_kept_apart()?.len(), 1);
            Ok(())
        })
        .unwrap();
    let regatta =
        dated("Regatta called off", "The wind is too strong.", "2024-10-05T09:00:00Z").language("en");
    let feed = Source::new("https://harbour.example.org/feed");
    let again = archive.write_at(now, |tx| tx.save_from(&feed, &regatta)).unwrap();
    assert_eq!(again.outcome.as_str(), "removed");
}

#[test]
fn released_migrations_are_frozen() {
    let latest = Archive::in_memory().unwrap().schema_version() as usize;
    assert_eq!(FROZEN.len(), FIXTURES.len(), "a released schema has both");
    assert!(latest <= FROZEN.len() + 1, "one schema at most is not released yet");
    for (name, digest) in FROZEN {
        let text = fs::read(root().join("migrations").join(name)).unwrap();
        let found: String = Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(found, digest, "{name} must not change: add a migration");
    }
}
