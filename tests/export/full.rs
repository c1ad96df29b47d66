//! An archive in which everything has a value.

use std::path::Path;

use dateline::{Archive, NewArticle, NewImage, Source, Status};

const ARTICLE: &str = r#"{
    "uri": "Wire 12 é", "url": "https://www.courier.example/ferry?utm_source=x#post-1",
    "urls": [{ "url": "https://m.courier.example/ferry", "relation": "amp" }],
    "keys": [{ "scheme": "guid", "value": "7", "scope": "https://courier.example/feed" }],
    "type": "picture", "language": "en", "genre": "Feature", "status": "usable",
    "publication": {
        "title": "The Courier", "domain": "courier.example", "language": "en", "country": "PT",
        "time_zone": "Europe/Lisbon"
    },
    "section": "Harbour", "embargoed": "2024-05-01T06:00:00Z", "expires": "2094-05-09T06:00:00Z",
    "published": "2024-05-01T06:30:07+02:00", "published_printed": "May 1, 6.30 am",
    "modified": "2024-05-02T09:00+01:00", "version": 3, "headline": "Ferry <b>delayed</b>",
    "dek": "=HYPERLINK(\"x\")", "byline": "By Ada Fennick, in *Lisbon*", "located": "LISBON, May 1",
    "body": "Fog held up the ferry.\n\n# It left at noon, \"late\",\nsaid the captain.", "extent": "full",
    "credits": ["Ada Fennick", { "name": "Coastal Press", "kind": "organization" }],
    "people": [{ "name": "Joram Vale", "keys": [{ "scheme": "wikidata", "value": "Q42" }] }],
    "tags": ["Harbour", { "name": "Transport", "scheme": "iptc", "set_by": "model", "inferred": true }],
    "tags_printed": "Harbour Transport", "value_source": "feed", "value_sources": { "headline": "meta" },
    "desk": { "number": 7 },
    "images": [{
        "urls": ["https://courier.example/ferry.jpg", "https://courier.example/ferry-é small.jpg"],
        "renditions": [{ "url": "https://courier.example/ferry.jpg?w=640", "width": 640 }],
        "sha256": "abababababababababababababababababababababababababababababababab", "width": 1280, "height": 800, "byte_size": 90210, "media_type": "image/jpeg",
        "type": "graphic", "title": "The ferry", "creator": "J. Vale", "captured": "2024-04-30T18:00:00+01:00",
        "usage_terms": "editorial use", "copyright_notice": "© Coastal Press",
        "license_url": "https://courier.example/licence", "rights_expire": "2034-01-01T00:00:00Z",
        "digital_source_type": "https://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
        "credit_line": "Vale/Coastal Press", "supplier": "Coastal Press", "people": ["Oda Brill"],
        "role": "lead", "after_paragraph": 1, "extra": { "camera": "K1000" },
        "captions": [
            {
                "text": "The ferry in fog.", "language": "en", "credit": "Joram Vale/Coastal Press",
                "photographer": "Joram Vale", "agency": "Coastal Press", "alt": "A ferry"
            },
            { "text": "Le ferry dans la brume.", "language": "fr" }
        ]
    }],
    "rich_body": { "media_type": "text/html", "content": "<p>Fog held up the ferry.</p>" }
}"#;

/// An article of which everything is said.
pub fn article() -> NewArticle {
    serde_json::from_str(ARTICLE).unwrap()
}

/// Makes the archive at a path.
pub fn make(path: &Path) {
    let archive = Archive::open(path).unwrap();
    let now = "2024-05-01T05:00:00Z".parse().unwrap();
    let saved = archive.write_at(now, |tx| tx.save_from(&Source::new("feed"), &article())).unwrap();
    let id = saved.id.unwrap();
    archive
        .write_at(now, |tx| {
            tx.set_tracking_parameters(&["campaign"])?;
            let withheld = Some(Status::Withheld);
            tx.save(&NewArticle { status: withheld, ..NewArticle::new("Bridge opens", "Two years late.") })?;
            tx.edit(id, |edit| {
                edit.remove_tag("Harbour")
                    .add_tag("Sea")
                    .add_person("Marta Lindqvist")
                    .add_credit("Oda Brill");
                edit.add_image(NewImage::at("https://courier.example/pier.jpg").caption("The pier.", ""));
            })?;
            let image = tx.images_of(id)?[0].image.id;
            tx.edit_image(image, |image| image.title = "The ferry, late".into())
        })
        .unwrap();
    drop(archive);
    crate::common::rewrite(path, |conn| conn.execute_batch(UNFILLED).unwrap());
}

/// What no call of the crate has a value for yet, or only a migration.
const UNFILLED: &str = "
    UPDATE article SET crowded = 1 WHERE id = 1;
    UPDATE image SET alt = 'Alt of version 1' WHERE id = 1;
    INSERT INTO image (id, uri, merged_into) VALUES (9, 'urn:other', 1);
    INSERT INTO publication (id, title, folded, merged_into) VALUES (9, 'Courier', 'courier', 1);
    INSERT INTO organization (id, name, folded, merged_into) SELECT 9, 'CP', 'cp', min(id) FROM organization;
    INSERT INTO section (id, publication, slug, name, parent) VALUES (8, 1, 'port', 'Port', 1);
    INSERT INTO section (id, publication, slug, name, merged_into) VALUES (9, 1, 'docks', 'Docks', 1);
    INSERT INTO person (id, name, merged_into) VALUES (99, 'J. Vale', 1);
    INSERT INTO person_name (person, folded, name) VALUES (99, 'j. vale', 'J. Vale');
    INSERT INTO distinct_person (a, b) VALUES (1, 2);
    INSERT INTO tag (id, name, parent) VALUES (98, 'Quays', 1);
    INSERT INTO tag (id, name, merged_into) VALUES (99, 'Harbours', 1);
    INSERT INTO mark (id, name, folded) VALUES (3, 'Unread', 'unread');
    INSERT INTO article_mark (mark, clock, at, note) SELECT 3, clock, 1714540000, 'later' FROM article_text;
    INSERT INTO marked (article, change) VALUES (1, 90);
    INSERT INTO removed (change, article, uri, at, merged_into, added, facts)
    VALUES (91, 77, 'urn:gone', 1714540000, 3, 2, x'02ff00000000000000000000000000aa');
    UPDATE sqlite_sequence SET seq = 77 WHERE name = 'article';
    INSERT INTO removed_key (hash, change) VALUES (x'02ff00000000000000000000000000aa', 91);
    INSERT INTO entity_change (change, kind, id) VALUES (92, 'person', 1);
    INSERT INTO standing_query (id, name, query, created, change, mark)
    VALUES (5, 'Harbour', '{\"text\":\"harbour\"}', 1714540000, 16, 'alert');
    INSERT INTO standing_position (query, reader, change, at) VALUES (5, 'desk', 17, 1714540000);
    UPDATE meta SET value = 92 WHERE key = 'change';";
