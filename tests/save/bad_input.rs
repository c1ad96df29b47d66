//! Input that can't be stored as it is: each kind has one decided outcome, and nothing stored is lost.

use dateline::{
    Archive, ItemType, NewArticle, NewCaption, NewImage, NewPerson, NewPublication, NewTag, NewUrl, Outcome,
    Rejection, UrlRelation, Warning,
};
use serde_json::json;

use crate::{add, archive, assert_sound, key, now, revise, richest, save, stored, story};

const MIB: usize = 1024 * 1024;

#[track_caller]
fn rejected(archive: &Archive, article: &NewArticle, why: Rejection) {
    let saved = save(archive, article);
    assert_eq!((saved.id, saved.uri.as_str(), saved.outcome), (None, "", Outcome::Rejected { why }));
}

fn invalid(field: &'static str, value: &str) -> Warning {
    Warning::InvalidValue { field, value: value.into() }
}

#[test]
fn without_words_it_is_rejected_unless_its_article_is_known() {
    let archive = archive();
    for (headline, body) in [("", ""), (" \n", "\t"), ("\0", "\u{e000}")] {
        let wordless = NewArticle::new(headline, body).tag("New");
        rejected(&archive, &wordless, Rejection::Empty);
        rejected(&archive, &wordless.key("wire", "1"), Rejection::UnknownArticle);
    }
    assert!(archive.read(|s| s.tag_named("", "New")).unwrap().is_none());
    // A picture of which only the URL is known is no update of anything.
    let image = NewImage::at("https://img.example.org/1.jpg");
    let item = NewArticle { item_type: Some(ItemType::Picture), ..NewArticle::default() }.image(image);
    rejected(&archive, &item, Rejection::Empty);
    rejected(&archive, &item.clone().url("https://img.example.org/1"), Rejection::Empty);
    let id = add(&archive, &story("Fog", "").key("wire", "1"));
    let tags_only = NewArticle::default().key("wire", "1").tag("New");
    assert_eq!(revise(&archive, &tags_only), ["tags"]);
    assert_eq!(stored(&archive, id).headline, "Fog");
    // A dek or a caption is enough.
    add(&archive, &NewArticle { dek: "Fog at sea".into(), ..story("", "") }.key("wire", "3"));
    add(&archive, &story("", "").key("wire", "2").image(NewImage::default().caption("The pier.", "")));
    // In a batch, the others are saved.
    let batch = [story("One", ""), NewArticle::default(), story("Two", "")];
    let saved = archive.write_at(now(), |tx| tx.save_all(&batch)).unwrap();
    let outcomes: Vec<_> = saved.iter().map(|saved| saved.outcome.as_str()).collect();
    assert_eq!(outcomes, ["added", "rejected", "added"]);
    assert_sound(&archive);
}

#[test]
fn a_long_text_is_found_by_its_last_word_and_one_too_long_is_rejected() {
    let archive = archive();
    let long = format!("{}zephyr", "word ".repeat(2 * MIB));
    let id = add(&archive, &story("Long", &long));
    assert_eq!(stored(&archive, id).body, long);
    assert_eq!(archive.search(&"zephyr".into()).unwrap().hits[0].id, id);
    rejected(&archive, &story("Longer", &"x".repeat(16 * MIB)), Rejection::TooLong);
    let mut captioned = story("Long", "");
    captioned.images.push(NewImage::default().caption("x".repeat(16 * MIB), ""));
    rejected(&archive, &captioned, Rejection::TooLong);
    let mut extra = story("Long", "");
    extra.extra.insert("dump".into(), json!(["x".repeat(16 * MIB)]));
    rejected(&archive, &extra, Rejection::TooLong);
    assert_eq!(stored(&archive, id).body, long);
}

/// A value so many levels deep.
fn nested(levels: usize) -> serde_json::Value {
    (0..levels).fold(json!("core"), |inner, level| match level % 2 {
        0 => json!([inner]),
        _ => json!({ "in": inner }),
    })
}

#[test]
fn extra_nested_deeper_than_can_be_read_back_is_rejected() {
    let archive = archive();
    let mut article = story("Deep", "A text.").key("wire", "1");
    article.extra.insert("tree".into(), nested(126));
    let id = add(&archive, &article);
    assert_eq!(stored(&archive, id).extra["tree"], nested(126));
    article.body = "Another text.".into();
    assert_eq!(revise(&archive, &article), ["body"]);
    let revisions = archive.read(|s| s.revisions_of(id)).unwrap();
    assert_eq!(revisions[0].document.extra["tree"], nested(126));

    for levels in [127, 128, 1000, 1001] {
        article.extra.insert("tree".into(), nested(levels));
        rejected(&archive, &article, Rejection::TooDeep);
    }
    // A field that is put into a list to keep an invalid value beside it grows by a level.
    article.extra.insert("tree".into(), json!(1));
    article.extra.insert("invalid".into(), json!({ "deep": nested(125) }));
    article.language = Some("no language".into());
    rejected(&archive, &article, Rejection::TooDeep);
    assert_eq!(stored(&archive, id).extra["tree"], nested(126));
    assert_sound(&archive);
}

#[test]
fn extra_nested_so_deep_that_recursion_would_end_the_program() {
    let archive = archive();
    let mut article = story("Abyss", "A text.");
    let mut abyss = json!(1);
    for _ in 0..1_000_000 {
        abyss = serde_json::Value::Array(vec![abyss]);
    }
    article.extra.insert("tree".into(), abyss);
    rejected(&archive, &article, Rejection::TooDeep);
    // Dropping such a value is as deep a recursion, and the caller's matter.
    std::mem::forget(article);
}

/// The richest article with `mark` in the middle of every text.
fn marked(mark: &str) -> NewArticle {
    fn mark_all(value: &mut serde_json::Value, mark: &str) {
        let kept = [
            "status",
            "role",
            "relation",
            "set_by",
            "kind",
            "language",
            "sha256",
            "time_zone",
            "domain",
            "type",
            "extent",
        ];
        let dates = [
            "embargoed",
            "expires",
            "published",
            "modified",
            "captured",
            "rights_expire",
            "url",
            "urls",
            "media_type",
        ];
        match value {
            serde_json::Value::String(text) => text.insert_str(text.char_indices().nth(1).unwrap().0, mark),
            serde_json::Value::Array(values) => values.iter_mut().for_each(|value| mark_all(value, mark)),
            serde_json::Value::Object(fields) => {
                for (field, value) in fields {
                    if !kept.contains(&field.as_str()) && !dates.contains(&field.as_str()) {
                        mark_all(value, mark);
                    }
                }
            }
            _ => {}
        }
    }
    let mut article = richest();
    article.extra.insert("note".into(), json!({ "by": ["the desk"] }));
    let mut value = serde_json::to_value(article).unwrap();
    mark_all(&mut value, mark);
    serde_json::from_value(value).unwrap()
}

#[test]
fn nul_and_the_marks_of_the_index_are_taken_out_of_every_text() {
    let clean = archive();
    let expected = stored(&clean, save(&clean, &marked("")).id.unwrap());
    for mark in ["\0", "\u{e000}", "\u{e001}", "\u{e001}\0"] {
        let archive = archive();
        let saved = save(&archive, &marked(mark));
        for field in [
            "headline",
            "dek",
            "byline",
            "body",
            "published_printed",
            "tags_printed",
            "uri",
            "genre",
            "section",
            "keys",
            "publication",
            "credits",
            "people",
            "tags",
            "images",
            "captions",
            "extra",
        ] {
            assert!(saved.warnings.contains(&Warning::CharactersRemoved { field }), "{mark:?} in {field}");
        }
        assert_eq!(saved.warnings.len(), 18, "{:?}", saved.warnings);
        assert_eq!(stored(&archive, saved.id.unwrap()), expected, "{mark:?}");
        assert_sound(&archive);
    }
}

#[test]
fn marks_are_taken_out_of_urls_too() {
    let archive = archive();
    let mut article = story("Fog", "").url("https://example.org/\0fog");
    article.images.push(NewImage::at("https://img.example.org/\u{e001}1.jpg"));
    let saved = save(&archive, &article);
    assert_eq!(
        saved.warnings,
        [Warning::CharactersRemoved { field: "images" }, Warning::CharactersRemoved { field: "urls" }]
    );
    let stored = stored(&archive, saved.id.unwrap());
    assert_eq!(stored.url(), Some("https://example.org/fog"));
    assert_eq!(stored.images[0].image.urls, ["https://img.example.org/1.jpg"]);
}

#[test]
fn odd_but_sound_text_is_stored_composed_and_otherwise_as_it_is() {
    let archive = archive();
    let given = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} e\u{301}\u{327} \u{202e}\u{5e9}\u{5dc}\u{5d5}\u{5dd}\u{202c} \u{feff}x \u{fffd} \u{7}\u{1b}[1m \r\n\u{2028} \u{f8ff}";
    let odd = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} \u{229}\u{301} \u{5e9}\u{5dc}\u{5d5}\u{5dd} x \u{fffd} \u{7}\u{1b}[1m \r\n\u{2028} \u{f8ff}";
    let mut article = story(given, given).byline(given).credit(given).person(given).tag(given);
    article.images.push(NewImage::default().caption(given, given));
    article.extra.insert(odd.into(), given.into());
    let saved = save(&archive, &article);
    assert_eq!(saved.outcome, Outcome::Added);
    let stored = stored(&archive, saved.id.unwrap());
    assert_eq!((stored.headline.as_str(), stored.body.as_str(), stored.byline.as_str()), (odd, odd, odd));
    assert_eq!((stored.images[0].captions[0].text.as_str(), &stored.extra[odd]), (odd, &json!(odd)));
    // In names, blanks of all kinds are one blank.
    let name = odd.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(
        (&stored.credits[0].name, &stored.people[0].name, &stored.tags[0].name),
        (&name, &name, &name)
    );
    assert_eq!(save(&archive, &article).outcome, Outcome::Unchanged);
    assert_sound(&archive);
}

#[test]
fn what_is_no_web_address_is_kept_and_identifies_nothing() {
    let archive = archive();
    let bad = [
        "ftp://example.org/a",
        "example.org/a",
        "javascript:alert(1)",
        "http://",
        "http://./",
        "",
        "mailto:a@example.org",
    ];
    let urls = |urls: &[&str]| -> Vec<NewUrl> {
        urls.iter().map(|url| NewUrl { url: url.to_string(), relation: UrlRelation::Given }).collect()
    };
    let saved = save(&archive, &NewArticle { urls: urls(&bad), ..story("One", "") });
    let expected: Vec<_> = bad.iter().map(|url| Warning::InvalidUrl { url: url.to_string() }).collect();
    assert_eq!(saved.warnings, expected);
    let one = stored(&archive, saved.id.unwrap());
    assert!(one.urls.is_empty());
    assert_eq!(one.extra["invalid_urls"], json!(bad));
    let other = save(&archive, &NewArticle { urls: urls(&bad), ..story("Two", "") });
    assert_eq!(other.outcome, Outcome::Added);

    let picture = format!("data:image/png;base64,{}", "*".repeat(10_000));
    let saved = save(&archive, &story("Three", "").image(NewImage::at(&picture)));
    assert_eq!(saved.warnings, [Warning::InvalidUrl { url: picture[..2000].into() }]);
    let three = stored(&archive, saved.id.unwrap());
    assert_eq!((three.images.len(), three.images[0].image.urls.len()), (1, 0));
    assert_eq!(three.extra["invalid_urls"], json!([picture[..2000]]));
    assert_sound(&archive);
}

#[test]
fn invalid_values_are_left_out_and_kept_in_extra() {
    let archive = archive();
    let mut article =
        NewArticle::new("Fog", "").language("english language").published(crate::at("2024-05-02"));
    article.publication = Some(NewPublication {
        language: Some("e".into()),
        domain: Some("no domain".into()),
        time_zone: Some("Europe/Atlantis".into()),
        ..NewPublication::from("Harbour News")
    });
    let mut image = NewImage {
        sha256: Some("xyz".into()),
        byte_size: Some(u64::MAX),
        ..NewImage::at("https://i.example.org/1")
    };
    image.captions =
        vec![NewCaption { text: "Pier".into(), language: Some("12".into()), ..NewCaption::default() }];
    article.images.push(image);
    let saved = save(&archive, &article);
    assert_eq!(
        saved.warnings,
        [
            invalid("language", "english language"),
            invalid("publication.language", "e"),
            invalid("publication.time_zone", "Europe/Atlantis"),
            invalid("publication.domain", "no domain"),
            invalid("images.sha256", "xyz"),
            invalid("captions.language", "12"),
            invalid("images.byte_size", "18446744073709551615"),
        ]
    );
    let stored = stored(&archive, saved.id.unwrap());
    assert_eq!(stored.language, "und");
    assert_eq!(stored.extra["invalid"].as_array().unwrap().len(), 7);
    assert_eq!(stored.extra["invalid"][2], json!("publication.time_zone: Europe/Atlantis"));
    assert_eq!(stored.images[0].captions[0].language, "und");
    assert_eq!(save(&archive, &article).outcome, Outcome::Unchanged);
    assert_sound(&archive);
}

#[test]
fn blank_names_are_left_out() {
    let archive = archive();
    let mut article =
        story("Fog", "").credit("").credit("  ").person("\t").tag("\u{a0}").key("wire", " ").key("", "x");
    article.people.push(NewPerson { name: "Ana".into(), keys: vec![key("wikidata", "")] });
    article.publication =
        Some(NewPublication { title: "  ".into(), country: Some(" ".into()), ..NewPublication::default() });
    article.genre = Some(" ".into());
    let saved = save(&archive, &article);
    let empty = ["credits", "people", "tags", "keys"].map(|field| Warning::EmptyName { field });
    assert_eq!(saved.warnings, empty);
    let stored = stored(&archive, saved.id.unwrap());
    assert!(stored.credits.is_empty() && stored.tags.is_empty() && stored.publication.is_none());
    assert_eq!((stored.people.len(), stored.genre.as_str()), (1, ""));
}

#[test]
fn tags_that_differ_only_in_case_are_kept_once() {
    let archive = archive();
    let saved = save(&archive, &story("Fog", "").tag("Oil").tag("OIL").tag(NewTag::from("\u{d6}l")));
    assert_eq!(saved.warnings, [Warning::Duplicate { field: "tags", name: "OIL".into() }]);
    let names: Vec<_> = stored(&archive, saved.id.unwrap()).tags.into_iter().map(|tag| tag.name).collect();
    assert_eq!(names, ["Oil", "\u{d6}l"]);
}

#[test]
fn a_section_needs_a_publication_and_a_name() {
    let archive = archive();
    let saved = save(&archive, &story("Fog", "").section("City"));
    assert_eq!(saved.warnings, [Warning::SectionWithoutPublication { name: "City".into() }]);
    let id = saved.id.unwrap();
    assert_eq!(stored(&archive, id).extra["unplaced_section"], "City");
    // Neither what follows nor the history of it stumbles over that.
    assert!(save(&archive, &story("Fog", "More.").publication("P").section("Port")).id.is_some());
    add(&archive, &story("Mist", "").publication("P").section("Port").key("wire", "1"));
    let saved = save(
        &archive,
        &story("Mist", "").publication("P").section("\u{2014}").key("guid", "1").key("wire", "1"),
    )
    .warnings;
    assert_eq!(saved, [Warning::EmptyName { field: "section" }]);
    let id = archive.read(|s| s.article_by_key("wire", "1")).unwrap().unwrap();
    assert_eq!(stored(&archive, id).section.unwrap().name, "Port");
}

#[test]
fn unknown_fields_are_kept_and_can_not_hide_known_ones() {
    let archive = archive();
    let json = json!({
        "headline": "Fog", "published": "2024-05-02", "language": "en", "key": 7,
        "mood": { "grey": [1, 2.5, null, true] },
    });
    let mut article: NewArticle = serde_json::from_value(json).unwrap();
    article.keys.push(key("wire", "1"));
    let id = add(&archive, &article);
    let extra = serde_json::to_value(stored(&archive, id).extra).unwrap();
    assert_eq!(extra, json!({ "key": 7, "mood": { "grey": [1, 2.5, null, true] } }));

    article.extra.insert("headline".into(), "Mist".into());
    let saved = save(&archive, &article);
    assert_eq!(saved.warnings, [invalid("extra", "headline")]);
    article.headline = "Haze".into();
    save(&archive, &article);
    let now = stored(&archive, id);
    assert_eq!((now.headline.as_str(), &now.extra["extra_headline"]), ("Haze", &json!("Mist")));
    let revisions = archive.read(|s| s.revisions_of(id)).unwrap();
    let headlines: Vec<_> = revisions.iter().map(|revision| revision.document.headline.as_str()).collect();
    assert_eq!(headlines, ["Fog", "Fog"]);
}

#[test]
fn no_field_of_extra_takes_the_name_of_an_articles_own() {
    let serde_json::Value::Object(fields) = serde_json::to_value(richest()).unwrap() else { panic!() };
    for field in fields.keys().filter(|field| *field != "edition") {
        let mut article = story("Fog", "");
        article.extra.insert(field.clone(), json!("mine"));
        let archive = archive();
        let saved = save(&archive, &article);
        let named =
            saved.warnings.iter().any(|w| matches!(w, Warning::InvalidValue { value, .. } if value == field));
        assert!(named, "{field}");
        assert_eq!(stored(&archive, saved.id.unwrap()).extra[&format!("extra_{field}")], "mine");
    }
}

#[test]
fn every_number_comes_back_as_it_was() {
    let archive = archive();
    for number in
        [0.1, 1e-7, 1.7976931348623157e308, 2.638344616030823e-256, 9007199254740993.0, -0.0, 5e-324_f64]
    {
        let mut article = story("Number", "").key("wire", number.to_string());
        article.extra.insert("n".into(), json!(number));
        let id = add(&archive, &article);
        assert_eq!(stored(&archive, id).extra["n"].as_f64().unwrap().to_bits(), number.to_bits());
        assert_eq!(save(&archive, &article).outcome, Outcome::Unchanged, "{number}");
    }
}
