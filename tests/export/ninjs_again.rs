//! Items of ninjs that were exported are read again: what comes back is the article, but for what docs/export.md names.

use dateline::ingest::{self, Format};
use dateline::{
    Archive, Article, Export, ExportFormat, NewArticle, NewCaption, NewImage, NewPerson, NewTag, SetBy,
};

use crate::full;

/// Exports an article as ninjs, reads it into another archive, and returns both articles.
#[track_caller]
fn there_and_back(article: &NewArticle) -> (Article, Article) {
    let stored = |archive: &Archive, article: &NewArticle| {
        let id = archive.write(|tx| tx.save(article)).unwrap().id.unwrap();
        archive.read(|s| s.article(id)).unwrap().unwrap()
    };
    let [from, to] = [Archive::in_memory().unwrap(), Archive::in_memory().unwrap()];
    let before = stored(&from, article);
    let mut lines = Vec::new();
    from.export(&Export::new(ExportFormat::Ninjs), &mut lines).unwrap();
    let readings = ingest::read(&lines, "export.jsonl").unwrap();
    assert_eq!(readings.warnings, []);
    let [reading] = &readings.articles[..] else { panic!("{readings:?}") };
    assert_eq!((reading.format, &reading.warnings[..]), (Format::Ninjs, &[][..]));
    let saved = to.write(|tx| tx.save(&reading.article)).unwrap();
    assert!(saved.warnings.iter().all(|warning| *warning == dateline::Warning::NoDate), "{saved:?}");
    let after = to.read(|s| s.article(saved.id.unwrap())).unwrap().unwrap();
    (before, after)
}

/// Takes out of the JSON of an article what an item of ninjs has no place for, and what follows from the save.
fn comparable(article: &Article) -> serde_json::Value {
    let mut json = serde_json::to_value(article).unwrap();
    let object = json.as_object_mut().unwrap();
    for field in [
        "source",
        "sources",
        "first_seen",
        "changed",
        "added",
        "section",
        "tags_printed",
        "published",
        "word_count",
    ] {
        object.remove(field);
    }
    json
}

/// A story of which all is said that an item can say.
fn story() -> NewArticle {
    let said = r#"{
        "uri": "https://courier.example/ferry", "url": "https://courier.example/ferry",
        "urls": [{ "url": "https://m.courier.example/ferry", "relation": "amp" }],
        "keys": [{ "scheme": "guid", "value": "7", "scope": "https://courier.example/feed?a=b@c" }, { "scheme": "a@%40", "value": "9" }],
        "publication": { "title": "The Courier", "domain": "courier.example" },
        "language": "en", "genre": "Feature", "status": "withheld", "version": 3,
        "embargoed": "2024-05-01T06:00:00Z", "expires": "2094-05-09T06:00:00Z",
        "published": "2024-05-01T06:30:07+02:00", "modified": "2024-05-02T09:00:00+01:00",
        "headline": "Ferry delayed", "dek": "Fog held it up.", "byline": "By Ada Fennick, in Lisbon", "located": "LISBON",
        "body": "Fog held it up.\n\nBy Ada Fennick, in Lisbon\n\nLISBON – It left at noon,\nlate.", "extent": "full",
        "credits": ["Ada Fennick", { "name": "Coastal Press", "kind": "organization" }, { "name": "Desk", "kind": "unknown", "role": "editor" }],
        "people": [{ "name": "Joram Vale", "keys": [{ "scheme": "wikidata", "value": "Q42" }] }, "Oda Brill"],
        "images": [{
            "uri": "picture 1", "urls": ["https://courier.example/ferry.jpg"],
            "renditions": [{ "url": "https://courier.example/ferry.jpg?w=640", "width": 640 }],
            "sha256": "abababababababababababababababababababababababababababababababab", "width": 1280, "height": 800,
            "byte_size": 90210, "media_type": "image/jpeg", "type": "graphic", "title": "The ferry", "creator": "J. Vale",
            "captured": "2024-04-30T18:00:00+01:00", "usage_terms": "editorial use", "copyright_notice": "© Coastal Press",
            "license_url": "https://courier.example/licence", "rights_expire": "2034-01-01T00:00:00Z",
            "digital_source_type": "https://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
            "credit_line": "Vale/Coastal Press", "supplier": "Coastal Press", "people": ["Oda Brill"], "role": "gallery", "after_paragraph": 2,
            "captions": [
                { "text": "The ferry in fog.", "language": "en", "credit": "Joram Vale/Coastal Press", "photographer": "Joram Vale",
                  "agency": "Coastal Press", "alt": "A ferry" },
                { "text": "Le ferry dans la brume.", "language": "fr", "alt": "Un ferry" },
                { "text": "A barca no nevoeiro.", "language": "pt-BR" }
            ]
        }]
    }"#;
    let mut story: NewArticle = serde_json::from_str(said).unwrap();
    let tag = |name: &str, scheme: &str, set_by| NewTag {
        name: name.into(),
        scheme: scheme.into(),
        set_by,
        ..NewTag::default()
    };
    story.tags = vec![
        tag("Harbour", "", None),
        tag("Transport", "iptc", Some(SetBy::Model)),
        tag("AC/DC: live", "https://courier.example/topics", Some(SetBy::Editor)),
    ];
    story
}

#[test]
fn an_exported_item_is_read_as_the_same_article() {
    let (before, after) = there_and_back(&story());
    assert_eq!(comparable(&after), comparable(&before));
    let times = |article: &Article| (article.published.moment(), article.modified, article.published.offset);
    assert_eq!(times(&after), times(&before));
}

#[test]
fn what_is_not_said_stays_unsaid() {
    let caption = NewCaption { alt: "A pier".into(), ..NewCaption::default() };
    let picture = NewImage { captions: vec![caption], ..NewImage::at("https://courier.example/pier.jpg") };
    for article in [
        NewArticle::new("Ferry delayed", "").language("en"),
        NewArticle {
            extent: Some(dateline::Extent::Excerpt),
            ..NewArticle::new("", "Fog held it up.").language("en")
        },
        NewArticle {
            item_type: Some(dateline::ItemType::Picture),
            ..NewArticle::new("Pier", "").language("en").image(picture)
        },
        NewArticle {
            people: vec![NewPerson::from("Ada")],
            ..NewArticle::new("1:2", "").language("en").key("x", "1")
        },
        NewArticle {
            uri: Some("urn:dateline:1".into()),
            ..NewArticle::new("Fog", "").language("en").published("2024-05-01T06:30:00Z".parse().unwrap())
        },
    ] {
        let (before, after) = there_and_back(&article);
        assert_eq!(comparable(&after), comparable(&before));
    }
}

/// docs/export.md names all that is lost.
#[test]
fn what_is_lost_is_what_is_documented() {
    let (before, after) = there_and_back(&full::article());
    assert_eq!(before.section.map(|section| section.name).as_deref(), Some("Harbour"));
    assert_eq!(after.section, None);
    assert_eq!((after.published.printed.as_str(), after.tags_printed.as_str()), ("", ""));
    assert_eq!((after.extra.len(), after.images[0].image.extra.len()), (0, 0));
    assert_eq!(after.modified.map(|at| at.to_string()).as_deref(), Some("2024-05-02T09:00:00+01:00"));
    assert!(before.tags[1].inferred && !after.tags[1].inferred);
    // What can't stand in a URI comes back encoded, as another spelling of the same URL.
    assert!(before.images[0].image.urls.contains(&"https://courier.example/ferry-é small.jpg".to_owned()));
    assert!(
        after.images[0].image.urls.contains(&"https://courier.example/ferry-%C3%A9%20small.jpg".to_owned())
    );
    let (_, day) = there_and_back(&NewArticle::new("Fog", "").published("2024-05-01".parse().unwrap()));
    assert_eq!(day.published.moment().unwrap().to_string(), "2024-05-01T00:00:00+00:00");
}
