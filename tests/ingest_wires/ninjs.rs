//! ninjs, version by version.

use dateline::ingest::{self, Format, Hint, Unreadable, Warning};
use dateline::{CreditKind, Extent, ImageRole, ItemType, Key, Status, ValueSource};
use serde_json::json;

use super::{clean, one, read};

/// One story in the words of ninjs 1.
const VERSION_1: &str = r#"{
    "uri": "urn:newsml:nordvik.example:20240304:fog-1", "type": "text", "representationtype": "complete",
    "version": "2", "firstcreated": "2024-03-04T08:00:00+01:00", "versioncreated": "2024-03-04T09:30:00+01:00",
    "embargoed": "2024-03-04T10:00:00+01:00", "pubstatus": "usable", "urgency": 4, "language": "en",
    "copyrightholder": "Nordvik Wire", "copyrightnotice": "© 2024 Nordvik Wire", "ednote": "CORRECTS name of ferry",
    "byline": "By Ann Lee and Bo Dahl", "located": "NORDVIK", "slugline": "fog-ferry", "charcount": 80,
    "headline": "Ferry waits for the fog", "headline_short": "Ferry waits",
    "description_text": "No sailing before noon.", "description_html": "<p>No sailing before <b>noon</b>.</p>",
    "body_text": "Never taken.", "body_html": "<p>The ferry waited.</p><p>So did 40 people &amp; a dog.</p>",
    "subject": [{"name": "transport", "scheme": "http://cv.iptc.org/newscodes/mediatopic/", "code": "20000337"}],
    "person": [{"name": "Kari Moen", "rel": "about", "scheme": "http://www.wikidata.org/entity/", "code": "Q0"}],
    "place": [{"name": "Nordvik"}], "genre": [{"name": "Current"}],
    "altids": {"slug": "F-17"},
    "associations": {"mainpic": {
        "uri": "urn:newsml:nordvik.example:20240304:fog-pic", "type": "picture", "byline": "Cy Oke",
        "headline": "The quay", "description_text": "The quay at dawn.", "copyrightnotice": "© Cy Oke",
        "renditions": {
            "small": {"href": "https://nordvik.example/fog-200.jpg", "mimetype": "image/jpeg", "width": 200, "height": 100},
            "main": {"href": "https://nordvik.example/fog.jpg", "mimetype": "image/jpeg", "width": 1600, "height": 800,
                "sizeinbytes": 54321}}}}
}"#;

/// The same story in the words of ninjs 3.
const VERSION_3: &str = r#"{
    "standard": {"name": "ninjs", "version": "3.1"},
    "uri": "urn:newsml:nordvik.example:20240304:fog-1", "type": "text", "representationType": "full",
    "version": "2", "firstCreated": "2024-03-04T08:00:00+01:00", "versionCreated": "2024-03-04T09:30:00+01:00",
    "embargoedUntil": "2024-03-04T10:00:00+01:00", "pubStatus": "usable", "urgency": 4, "language": "en",
    "copyrightHolder": "Nordvik Wire", "copyrightNotice": "© 2024 Nordvik Wire", "edNote": "CORRECTS name of ferry",
    "by": "By Ann Lee and Bo Dahl", "located": "NORDVIK", "slugline": "fog-ferry",
    "headlines": [{"role": "short", "value": "Ferry waits"}, {"role": "main", "value": "Ferry waits for the fog"}],
    "descriptions": [{"contentType": "text/plain", "value": "No sailing before noon."}],
    "bodies": [{"role": "text", "contentType": "text/plain", "value": "Never taken."},
        {"contentType": "application/xhtml+xml", "charCount": 80,
         "value": "<p>The ferry waited.</p><p>So did 40 people &amp; a dog.</p>"}],
    "subjects": [{"name": "transport", "uri": "http://cv.iptc.org/newscodes/mediatopic/20000337"}],
    "people": [{"name": "Kari Moen", "rel": "about", "uri": "http://www.wikidata.org/entity/Q0"}],
    "places": [{"name": "Nordvik"}], "genres": [{"name": "Current"}],
    "altIds": [{"role": "slug", "value": "F-17"}],
    "associations": [{
        "name": "mainpic", "uri": "urn:newsml:nordvik.example:20240304:fog-pic", "type": "picture", "by": "Cy Oke",
        "headlines": [{"value": "The quay"}], "descriptions": [{"value": "The quay at dawn."}],
        "copyrightNotice": "© Cy Oke",
        "renditions": [
            {"name": "small", "href": "https://nordvik.example/fog-200.jpg", "contentType": "image/jpeg", "width": 200, "height": 100},
            {"name": "main", "href": "https://nordvik.example/fog.jpg", "contentType": "image/jpeg", "width": 1600,
             "height": 800, "sizeInBytes": 54321}]}]
}"#;

#[test]
fn a_story_is_read_with_its_picture() {
    let reading = clean(VERSION_1, Format::Ninjs);
    let article = reading.article;
    assert_eq!(reading.source.as_deref(), Some("nordvik.example"));
    assert_eq!(article.uri.as_deref(), Some("urn:newsml:nordvik.example:20240304:fog-1"));
    assert_eq!(
        article.keys,
        [
            Key::new("guid", "urn:newsml:nordvik.example:20240304:fog-1"),
            Key::scoped("slug", "F-17", "nordvik.example")
        ]
    );
    assert_eq!((article.item_type, article.status), (Some(ItemType::Text), Some(Status::Usable)));
    assert_eq!((article.version, article.language.as_deref()), (Some(2), Some("en")));
    assert_eq!(article.published, Some("2024-03-04T08:00:00+01:00".parse().unwrap()));
    assert_eq!(article.modified, Some("2024-03-04T09:30:00+01:00".parse().unwrap()));
    assert_eq!(article.embargoed, Some("2024-03-04T09:00:00Z".parse().unwrap()));
    assert_eq!(article.headline, "Ferry waits for the fog");
    assert_eq!(article.dek, "No sailing before noon.");
    assert_eq!(article.body, "The ferry waited.\n\nSo did 40 people & a dog.");
    assert_eq!((article.extent, article.value_source), (Some(Extent::Full), Some(ValueSource::Wire)));
    assert_eq!((article.byline.as_str(), article.located.as_str()), ("By Ann Lee and Bo Dahl", "NORDVIK"));
    let credits: Vec<_> = article.credits.iter().map(|credit| (&*credit.name, credit.kind)).collect();
    assert_eq!(credits, [("Ann Lee", CreditKind::Person), ("Bo Dahl", CreditKind::Person)]);
    let tags: Vec<_> = article.tags.iter().map(|tag| (&*tag.name, &*tag.scheme)).collect();
    assert_eq!(tags, [("transport", "medtop"), ("Nordvik", "place")]);
    assert_eq!(article.people[0].name, "Kari Moen");
    assert_eq!(article.people[0].keys, [Key::new("wikidata", "Q0")]);
    assert_eq!(article.genre.as_deref(), Some("Current"));
    assert_eq!(article.extra["slugline"], "fog-ferry");
    assert_eq!(article.extra["urgency"], 4);
    assert_eq!(article.extra["copyright_holder"], "Nordvik Wire");
    assert_eq!(article.extra["notes"], json!(["CORRECTS name of ferry"]));
    assert_eq!(article.extra["headlines"], json!([{"role": "short", "value": "Ferry waits"}]));
    let image = &article.images[0];
    assert_eq!(image.urls, ["https://nordvik.example/fog.jpg"]);
    assert_eq!((image.width, image.height, image.byte_size), (Some(1600), Some(800), Some(54321)));
    assert_eq!(image.renditions[0].url, "https://nordvik.example/fog-200.jpg");
    assert_eq!(image.renditions[0].width, Some(200));
    assert_eq!((image.title.as_str(), image.creator.as_str()), ("The quay", "Cy Oke"));
    assert_eq!((image.copyright_notice.as_str(), image.role), ("© Cy Oke", ImageRole::Lead));
    assert_eq!((&*image.captions[0].text, &*image.captions[0].credit), ("The quay at dawn.", "Cy Oke"));
}

#[test]
fn versions_one_and_three_say_the_same() {
    assert_eq!(clean(VERSION_1, Format::Ninjs).article, clean(VERSION_3, Format::Ninjs).article);
}

#[test]
fn lists_and_lines_of_items_are_read() {
    let items = |between: &str| {
        (1..=3)
            .map(|n| format!(r#"{{"uri": "urn:a:{n}", "bodies": [{{"value": "Fog."}}]}}"#))
            .collect::<Vec<_>>()
            .join(between)
    };
    for text in [items("\n"), format!("[{}]", items(",\n"))] {
        let readings = read(&text);
        let uris: Vec<_> =
            readings.articles.iter().map(|reading| reading.article.uri.as_deref().unwrap()).collect();
        assert_eq!(uris, ["urn:a:1", "urn:a:2", "urn:a:3"]);
        assert_eq!(readings.warnings, []);
    }
}

#[test]
fn records_of_dateline_stay_what_they_are() {
    let article = clean(VERSION_1, Format::Ninjs).article;
    let record = serde_json::to_string(&article).unwrap();
    let again = clean(&record, Format::Json);
    assert_eq!(again.article, article);
}

#[test]
fn kills_and_withdrawals_are_a_status() {
    for (said, status) in [("canceled", Status::Canceled), ("withheld", Status::Withheld)] {
        let text = format!(r#"{{"uri": "urn:a", "version": "3", "pubstatus": "{said}", "ednote": "KILL"}}"#);
        let article = clean(&text, Format::Ninjs).article;
        assert_eq!((article.status, article.version), (Some(status), Some(3)));
        assert!(article.headline.is_empty() && article.body.is_empty());
    }
}

#[test]
fn a_picture_is_an_item_with_one_picture() {
    let text = r#"{"uri": "https://nordvik.example/p/9", "type": "picture", "versioncreated": "2024-03-04T09:00:00Z",
        "contentcreated": "2024-03-03", "headline": "Quay", "by": "Cy Oke", "usageterms": "No archives.",
        "person": [{"name": "Kari Moen"}], "description_caption": "The quay.",
        "digitalsourcetype": {"uri": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"},
        "renditions": {"r": {"href": "https://nordvik.example/9.jpg", "width": 10.4}}}"#;
    let article = clean(text, Format::Ninjs).article;
    assert_eq!(article.item_type, Some(ItemType::Picture));
    assert_eq!(article.urls[0].url, "https://nordvik.example/p/9");
    assert!(article.body.is_empty());
    let image = &article.images[0];
    assert_eq!(image.captured, Some("2024-03-03".parse().unwrap()));
    assert_eq!((image.usage_terms.as_str(), &*image.captions[0].text), ("No archives.", "The quay."));
    assert_eq!((image.width, image.people[0].name.as_str()), (Some(10), "Kari Moen"));
    assert!(image.digital_source_type.as_ref().unwrap().ends_with("/digitalCapture"));
}

#[test]
fn a_bad_value_costs_no_item() {
    let text = r#"{"uri": "urn:a", "versioncreated": "last Tuesday", "pubstatus": "replaced", "version": "1.2",
        "urgency": 11, "usageterms": {"start": "2024"}, "headline": "Fog", "colour": "blue", "embargoed": "2024-03-04T10:00"}"#;
    let reading = one(text, Format::Ninjs);
    assert_eq!(reading.article.headline, "Fog");
    let invalid =
        |field: &str, value: &str| Warning::InvalidValue { field: field.into(), value: value.into() };
    for warning in [
        invalid("version_created", "last Tuesday"),
        invalid("status", "replaced"),
        invalid("version", "1.2"),
        invalid("urgency", "11"),
        invalid("usageterms", r#"{"start":"2024"}"#),
        Warning::UnknownProperty("colour".into()),
        Warning::NoZone { field: "embargoed".into(), value: "2024-03-04T10:00".into() },
    ] {
        assert!(reading.warnings.contains(&warning), "{warning}: {:?}", reading.warnings);
    }
    assert_eq!(reading.warnings.len(), 7);
    assert_eq!(reading.article.extra["colour"], "blue");
    assert_eq!(reading.article.extra["invalid"].as_array().unwrap().len(), 5);
}

#[test]
fn an_item_needs_its_uri() {
    let readings = ingest::read(br#"{"headline": "Fog"}"#, Hint::name("a").format(Format::Ninjs)).unwrap();
    assert_eq!(readings.articles, []);
    assert!(readings.warnings[0].to_string().ends_with("an item of ninjs without `uri`"));
    let error = ingest::read(b"no object", Hint::name("a").format(Format::Ninjs)).unwrap_err();
    assert!(matches!(error, Unreadable::Json(_)), "{error}");
}

#[test]
fn the_pages_of_a_text_are_its_urls_and_rel_is_the_role_of_a_picture() {
    let text = r#"{"uri": "urn:a", "headlines": [{"value": "Fog"}], "bodies": [{"value": "Fog held up the ferry."}],
        "renditions": [{"name": "canonical", "href": "https://nordvik.example/fog", "contentType": "text/html"},
            {"name": "web", "href": "https://m.nordvik.example/fog", "contentType": "text/html; charset=utf-8"},
            {"name": "print", "href": "https://nordvik.example/fog.pdf", "contentType": "application/pdf"}],
        "associations": [{"name": "a", "uri": "urn:b", "type": "picture", "rel": "gallery"},
            {"name": "c", "uri": "urn:c", "type": "picture", "rel": "feature"},
            {"name": "d", "uri": "urn:d", "type": "picture", "rel": "seeAlso"}]}"#;
    let article = clean(text, Format::Ninjs).article;
    let urls: Vec<_> = article.urls.iter().map(|url| (&*url.url, url.relation.as_str())).collect();
    assert_eq!(
        urls,
        [("https://nordvik.example/fog", "canonical"), ("https://m.nordvik.example/fog", "given")]
    );
    assert_eq!(article.extra["renditions"][0]["url"], "https://nordvik.example/fog.pdf");
    let roles: Vec<_> = article.images.iter().map(|image| image.role).collect();
    assert_eq!(roles, [ImageRole::Gallery, ImageRole::Lead, ImageRole::Inline]);
    let kept: Vec<_> = article.images.iter().map(|image| image.extra.get("rel").cloned()).collect();
    assert_eq!(kept, [None, Some(json!("feature")), Some(json!("seeAlso"))]);
    // An item that belongs to nothing has no such relation.
    let alone = one(r#"{"uri": "urn:a", "headlines": [{"value": "Fog"}], "rel": "gallery"}"#, Format::Ninjs);
    assert_eq!(alone.warnings, [Warning::UnknownProperty("rel".into())]);
}
