//! Values as other programs write them.

use dateline::ingest::Warning;
use dateline::{ArticleField, CreditKind, ImageField, NewTag, SetBy, Status, ValueSource};

use crate::{article, one};

fn published(value: &str) -> Option<String> {
    let reading = one(&format!("{{\"headline\": \"Fog\", \"published\": {value}}}"));
    assert_eq!(reading.article.published.is_none(), !reading.warnings.is_empty(), "{value}");
    reading.article.published.map(|moment| moment.to_string())
}

#[test]
fn dates_are_read_in_many_forms() {
    for value in [
        "\"2024-03-04T09:30:07+00:00\"",
        "\"Mon, 04 Mar 2024 09:30:07 GMT\"",
        "\"04 Mar 24 04:30:07 EST\"",
        "\"2024-03-04 09:30:07.123456Z\"",
        "\"2024/03/04T9:30:07 +00\"",
        "1709544607",
        "1709544607.75",
        "1709544607000",
        "\"1709544607\"",
        "[\"2024-03-04T09:30:07Z\"]",
    ] {
        let expected =
            if value.contains("EST") { "2024-03-04T04:30:07-05:00" } else { "2024-03-04T09:30:07+00:00" };
        assert_eq!(published(value).as_deref(), Some(expected), "{value}");
    }
    assert_eq!(published("2024").as_deref(), Some("2024"));
    assert_eq!(published("\"4083-12-31\"").as_deref(), Some("4083-12-31"));
    for value in [
        "\"4084-01-01\"",
        "\"9999-12-31\"",
        "\"0000-01-01\"",
        "\"4083-12-31T23:59-01:00\"",
        "\"0001-01-01T00:30+01:00\"",
        "\"03/04/2024\"",
        "\"2 hours ago\"",
        "0",
        "1e300",
        "{\"day\": 4}",
    ] {
        assert_eq!(published(value), None, "{value}");
    }
}

#[test]
fn a_date_out_of_range_is_left_out_by_name() {
    let reading = one(r#"{"headline": "Fog", "published": "9999-12-31", "modified": "9999-12-31"}"#);
    let warning = Warning::InvalidValue { field: "published".into(), value: "9999-12-31".into() };
    assert_eq!(reading.warnings, [warning]);
    assert_eq!(reading.article.extra["invalid"][0], "published: 9999-12-31");
    assert_eq!(reading.article.modified.unwrap().to_string(), "9999-12-31");
}

#[test]
fn instants_without_a_zone_are_taken_in_utc() {
    let reading = one(r#"{"headline": "Fog", "embargoed": "2024-03-04 09:30", "expires": 1709544607,
        "images": [{"alt": "Fog", "rights_expire": "2030-01-01"}]}"#);
    let article = &reading.article;
    assert_eq!(article.embargoed.unwrap().to_rfc3339(), "2024-03-04T09:30:00+00:00");
    assert_eq!(article.expires.unwrap().to_rfc3339(), "2024-03-04T09:30:07+00:00");
    assert_eq!(article.images[0].rights_expire.unwrap().to_rfc3339(), "2030-01-01T00:00:00+00:00");
    let no_zone = |field: &str, value: &str| Warning::NoZone { field: field.into(), value: value.into() };
    let expected =
        [no_zone("embargoed", "2024-03-04 09:30"), no_zone("images[0].rights_expire", "2030-01-01")];
    assert_eq!(reading.warnings, expected);
    let never = article_of(r#""expires": "9999-12-31T23:59:59Z""#);
    assert_eq!(never.expires.unwrap().to_rfc3339(), "9999-12-31T23:59:59+00:00");
    let eastern = article_of(r#""embargoed": "Mon, 04 Mar 2024 09:30:00 EST""#);
    assert_eq!(eastern.embargoed.unwrap().to_rfc3339(), "2024-03-04T14:30:00+00:00");
}

fn article_of(field: &str) -> dateline::NewArticle {
    article(&format!("{{\"headline\": \"Fog\", {field}}}"))
}

#[test]
fn numbers_are_read_from_texts_and_fractions() {
    let width = |value: &str| {
        let reading = one(&format!(
            "{{\"headline\": \"Fog\", \"images\": [{{\"alt\": \"Fog\", \"width\": {value}}}]}}"
        ));
        (reading.article.images[0].width, reading.warnings)
    };
    for value in ["640", "640.0", "\"640\"", "\" 640 \"", "\"640.0\"", "\"640px\"", "\"640 px\"", "6.4e2"] {
        assert_eq!(width(value), (Some(640), vec![]), "{value}");
    }
    let rounded = Warning::Rounded { field: "images[0].width".into(), value: "639.6".into() };
    assert_eq!(width("639.6"), (Some(640), vec![rounded]));
    for value in ["-1", "\"wide\"", "4294967296", "1e30", "\"640x480\"", "[1, 2]", "\"1,024\"", "true"] {
        let (width, warnings) = width(value);
        assert_eq!((width, warnings.len()), (None, 1), "{value}");
    }
}

#[test]
fn numbers_and_flags_stand_for_texts() {
    let article = article_of(
        r#""section": 7, "keys": [{"scheme": "id", "value": 123456789012345678901234567890}], "dek": true, "tags": [7.5]"#,
    );
    assert_eq!(article.section.as_deref(), Some("7"));
    assert_eq!(article.keys[0].value, "123456789012345678901234567890");
    assert_eq!(article.dek, "true");
    assert_eq!(article.tags, [NewTag::from("7.5")]);
}

#[test]
fn one_stands_for_a_list_and_a_list_for_one() {
    let article = article_of(
        r#""tags": "Fog", "people": {"name": "Runa Aske"}, "keys": {"scheme": "guid", "value": "1"}, "credits": "Ana Reis",
           "urls": "https://example.org/fog", "images": "https://example.org/a.jpg", "publication": ["Courier"],
           "dek": ["It lifts"], "body": ["One.", null, "Two."], "clear": "genre", "value_source": "FEED""#,
    );
    assert_eq!(article.tags, [NewTag::from("Fog")]);
    assert_eq!(article.people[0].name, "Runa Aske");
    assert_eq!(article.keys[0].value, "1");
    assert_eq!((article.credits[0].name.as_str(), article.credits[0].kind), ("Ana Reis", CreditKind::Person));
    assert_eq!(article.urls[0].url, "https://example.org/fog");
    assert_eq!(article.images[0].urls, ["https://example.org/a.jpg"]);
    assert_eq!(article.publication.unwrap().title, "Courier");
    assert_eq!((article.dek.as_str(), article.body.as_str()), ("It lifts", "One.\n\nTwo."));
    assert_eq!(article.clear, [ArticleField::Genre]);
    assert_eq!(article.value_source, Some(ValueSource::Feed));
}

#[test]
fn words_are_known_in_any_case() {
    let article = article_of(
        r#""status": "Cancelled", "tags": [{"name": "Fog", "set_by": " Editor ", "inferred": "yes"}]"#,
    );
    assert_eq!(article.status, Some(Status::Canceled));
    assert_eq!((article.tags[0].set_by, article.tags[0].inferred), (Some(SetBy::Editor), true));
}

#[test]
fn what_json_has_not_is_mended() {
    let reading = one(
        "{\"headline\": \"Fog \\ud800over\", \"body\": \"One.\n\nTwo.\\q\", \"version\": NaN, \"x\": 1e999, \"y\": -Infinity}",
    );
    let article = &reading.article;
    assert_eq!((article.headline.as_str(), article.body.as_str()), ("Fog \u{FFFD}over", "One.\n\nTwo.\\q"));
    assert_eq!(
        (article.version, &article.extra["x"], &article.extra["y"]),
        (None, &"1e999".into(), &"-Infinity".into())
    );
    assert_eq!(reading.warnings, [Warning::SurrogateHalves]);
}

#[test]
fn of_a_field_given_twice_the_last_is_taken() {
    assert_eq!(article(r#"{"headline": "Fog", "headline": "Rain"}"#).headline, "Rain");
}

#[test]
fn an_update_says_as_little_as_it_likes() {
    for record in [
        r#"{"url": "https://example.org/fog", "tags": ["Fog"]}"#,
        r#"{"keys": [{"scheme": "guid", "value": "1"}], "clear": ["tags"]}"#,
        r#"{"uri": "urn:fog"}"#,
        r#"{"dek": "It lifts"}"#,
        r#"{"images": [{"captions": ["Fog over the pier."]}]}"#,
    ] {
        article(record);
    }
}

#[test]
fn a_picture_may_have_one_url_and_one_caption() {
    let reading = one(
        r#"{"headline": "Pier", "images": [{"url": "https://courier.example/pier.jpg", "caption": "The pier."}]}"#,
    );
    assert_eq!(reading.warnings, []);
    let image = &reading.article.images[0];
    assert_eq!(image.urls, ["https://courier.example/pier.jpg"]);
    assert_eq!(image.captions[0].text, "The pier.");
    // Beside the list it is another field, which a picture hasn't.
    let reading =
        one(r#"{"headline": "Pier", "images": [{"urls": ["https://courier.example/a.jpg"], "url": "b"}]}"#);
    assert_eq!(reading.article.images[0].urls.len(), 1);
    assert_eq!(reading.article.extra["unknown"]["images[0].url"], "b");
}

#[test]
fn an_empty_list_takes_back_what_was_said_of_a_picture() {
    let image =
        |json: &str| article(&format!(r#"{{"headline": "Fog", "images": [{json}]}}"#)).images.remove(0);
    let url = r#""urls": ["https://courier.example/1.jpg"]"#;
    let cleared = |json: &str| image(&format!("{{{url}, {json}}}")).clear;
    assert_eq!(cleared(r#""captions": []"#), [ImageField::Captions]);
    assert_eq!(cleared(r#""people": [], "captions": null"#), [ImageField::People]);
    assert_eq!(
        cleared(r#""clear": ["people", "title"], "people": []"#),
        [ImageField::People, ImageField::Title]
    );
    assert_eq!(cleared(r#""people": [""]"#), []);
}

#[test]
fn references_that_a_feed_left_are_decoded() {
    let body = "AT&amp;T sues over the caf&eacute; &#8211; Jerry&amp;#39;s.";
    let record = format!(
        r#"{{"headline": "R&amp;D &amp;amp; more", "body": "{body}", "url": "https://e.example/?a=1&amp;b=2", "tags": ["R&amp;D"],
            "images": [{{"urls": ["https://e.example/a.jpg"], "alt": "1 &lt; 2", "captions": [{{"text": "Caf&eacute;"}}]}}]}}"#
    );
    let article = dateline::ingest::read(record.as_bytes(), "a.json").unwrap().articles.remove(0).article;
    assert_eq!(article.headline, "R&D & more");
    assert_eq!(article.body, "AT&T sues over the café – Jerry's.");
    assert_eq!(article.tags[0].name, "R&D");
    assert_eq!((&*article.images[0].alt, &*article.images[0].captions[0].text), ("1 < 2", "Café"));
    assert_eq!(article.url.as_deref(), Some("https://e.example/?a=1&amp;b=2"));
    // A text about markup, and what is no reference, stay as they are.
    for body in ["Write &lt;b&gt; and &amp;.", "Q&A at AT&T; R&D;"] {
        let record = format!(r#"{{"headline": "x", "body": "{body}"}}"#);
        let article = dateline::ingest::read(record.as_bytes(), "a.json").unwrap().articles.remove(0).article;
        assert_eq!(article.body, body);
    }
}
