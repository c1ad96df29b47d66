//! Saving, through the public API: what becomes of each kind of article, and what is kept.

mod addresses;
mod bad_input;
mod batch;
#[path = "../common/mod.rs"]
mod common;
mod dates;
mod edits;
mod either_order;
mod fields;
mod growth;
mod images;
mod keys;
mod language_extents;
mod languages;
mod names;
mod one_run;
mod outcomes;
mod pictures;
mod precedence;
mod rich_body;
mod texts;

use std::collections::BTreeMap;

use chrono::{DateTime, TimeZone, Utc};
use dateline::{
    Archive, Article, ArticleId, Extent, ItemType, Key, Moment, NewArticle, NewCaption, NewCredit, NewImage,
    NewPerson, NewPublication, NewTag, NewUrl, Outcome, Rendition, Role, Saved, SetBy, Status, UrlRelation,
};

/// When all tests save, unless they say when.
fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2024, 6, 1, 12, 0, 0).unwrap()
}

fn archive() -> Archive {
    Archive::in_memory().unwrap()
}

fn save(archive: &Archive, article: &NewArticle) -> Saved {
    archive.write_at(now(), |tx| tx.save(article)).unwrap()
}

/// Saves what must be added, without a warning.
#[track_caller]
fn add(archive: &Archive, article: &NewArticle) -> ArticleId {
    let saved = save(archive, article);
    assert_eq!((&saved.outcome, &saved.warnings[..]), (&Outcome::Added, &[][..]));
    saved.id.unwrap()
}

/// Saves, and says in which fields the stored article changed.
#[track_caller]
fn revise(archive: &Archive, article: &NewArticle) -> Vec<&'static str> {
    match save(archive, article).outcome {
        Outcome::Revised { changed } => changed.iter().map(|field| field.as_str()).collect(),
        Outcome::Unchanged => Vec::new(),
        other => panic!("{other:?}"),
    }
}

fn stored(archive: &Archive, id: ArticleId) -> Article {
    archive.read(|s| s.article(id)).unwrap().unwrap()
}

/// Fails unless the index agrees with the tables.
#[track_caller]
fn assert_sound(archive: &Archive) {
    assert_eq!(archive.check().unwrap(), []);
}

fn at(moment: &str) -> Moment {
    moment.parse().unwrap()
}

fn key(scheme: &str, value: &str) -> Key {
    Key::new(scheme, value)
}

/// A dated story in a language, so that saving it brings no warning.
fn story(headline: &str, body: &str) -> NewArticle {
    NewArticle::new(headline, body).language("en").published(at("2024-05-02T10:15:30Z"))
}

/// An article in which every field is set.
fn richest() -> NewArticle {
    let caption = |text: &str, language: &str| NewCaption {
        text: text.into(),
        credit: "COASTAL PRESS/EVA MELO".into(),
        alt: String::new(),
        photographer: Some("EVA MELO".into()),
        agency: Some("COASTAL PRESS".into()),
        language: Some(language.into()),
    };
    let mut extra = serde_json::Map::new();
    extra.insert("edition".into(), serde_json::json!({ "page": 3, "weight": 0.1 }));
    NewArticle {
        uri: Some("wire:F1".into()),
        url: Some("https://www.harbour.example.org/ferry?id=7".into()),
        urls: vec![NewUrl { url: "https://amp.example.org/ferry".into(), relation: UrlRelation::Amp }],
        keys: vec![key("guid", "harbour-7"), key("wire", "F1")],
        item_type: Some(ItemType::Text),
        publication: Some(NewPublication {
            title: "Harbour News".into(),
            domain: Some("harbour.example.org".into()),
            language: Some("en-GB".into()),
            country: Some("PT".into()),
            time_zone: Some("Europe/Lisbon".into()),
        }),
        section: Some("City & Port".into()),
        language: Some("en".into()),
        genre: Some("Interview".into()),
        status: Some(Status::Withheld),
        embargoed: Some(Utc.with_ymd_and_hms(2024, 7, 1, 6, 0, 0).unwrap()),
        expires: Some(Utc.with_ymd_and_hms(2030, 1, 1, 0, 0, 0).unwrap()),
        published: Some(at("2024-05-02T10:15:30+05:30")),
        published_printed: "2 May 2024, 10:15".into(),
        modified: Some(at("2024-05-02T12:00+05:30")),
        version: Some(2),
        headline: "Ferry delayed by fog".into(),
        dek: "Passengers waited".into(),
        byline: "By ANA REIS and COASTAL PRESS".into(),
        located: "LISBON, May 2".into(),
        body: "Fog held up the ferry.\n\nIt left at noon.".into(),
        // It stands beside an article, and is no field of it.
        rich_body: None,
        extent: Some(Extent::Full),
        credits: vec![
            NewCredit::author("ANA REIS"),
            NewCredit::organization("COASTAL PRESS"),
            NewCredit { name: "Desk".into(), kind: dateline::CreditKind::Unknown, role: Role::Editor },
        ],
        people: vec![
            NewPerson { name: "Rui Lima".into(), keys: vec![key("wikidata", "Q7")] },
            "Eva Melo".into(),
        ],
        images: vec![
            NewImage {
                uri: Some("urn:photo:1".into()),
                urls: vec!["https://img.example.org/b.jpg".into(), "https://img.example.org/a.jpg".into()],
                renditions: vec![Rendition { url: "https://img.example.org/a.jpg".into(), width: Some(320) }],
                sha256: Some("ab".repeat(32)),
                width: Some(800),
                height: Some(600),
                byte_size: Some(90_000),
                media_type: Some("image/jpeg".into()),
                item_type: Some(ItemType::Graphic),
                title: "Ferry".into(),
                creator: "Eva Melo".into(),
                captured: Some(at("2024-05-01T18:20+01:00")),
                usage_terms: "One use in print".into(),
                copyright_notice: "© 2024 Coastal Press".into(),
                license_url: Some("https://img.example.org/terms".into()),
                rights_expire: Some(Utc.with_ymd_and_hms(2034, 1, 1, 0, 0, 0).unwrap()),
                digital_source_type: Some("digitalCapture".into()),
                alt: "A ferry".into(),
                credit_line: "Coastal Press".into(),
                supplier: Some("Coastal Press".into()),
                people: vec!["Rui Lima".into()],
                role: dateline::ImageRole::Lead,
                after_paragraph: 1,
                captions: vec![caption("The ferry in fog.", "en"), caption("O ferry no nevoeiro.", "pt")],
                clear: Vec::new(),
                extra: serde_json::Map::new(),
            },
            NewImage::default().caption("The pier.", ""),
        ],
        tags: vec![
            "Fog".into(),
            NewTag {
                name: "Transport".into(),
                scheme: "topic".into(),
                set_by: Some(SetBy::Editor),
                inferred: true,
            },
        ],
        tags_printed: "TRANSPORT, FOG".into(),
        clear: Vec::new(),
        value_source: None,
        value_sources: BTreeMap::new(),
        extra,
    }
}
