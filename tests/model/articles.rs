use chrono::{TimeZone, Utc};
use dateline::{
    Archive, Article, ArticleId, Key, NewArticle, NewCaption, NewCredit, NewImage, NewPerson, NewPublication,
    NewUrl, UrlRelation,
};
use serde_json::json;

use crate::{assert_not_found, assert_sound};

fn key(scheme: &str, value: &str) -> Key {
    Key::new(scheme, value)
}

/// An article that says all that one can say.
fn full() -> NewArticle {
    let mut article = NewArticle::new("Ferry delayed by fog", "Fog held up the ferry.\n\nIt left at noon.")
        .url("https://www.harbour.example.org/ferry")
        .key("guid", "tag:harbour,7")
        .section("City")
        .language("en")
        .published("2023-05-01T09:30".parse().unwrap())
        .byline("By ANA REIS and COASTAL PRESS")
        .credit(NewCredit::author("ANA REIS"))
        .credit(NewCredit::organization("COASTAL PRESS"))
        .person(NewPerson { name: "Rui Lima".into(), keys: vec![key("wikidata", "Q7")] })
        .person("Eva Melo")
        .tag("Transport")
        .tag("Fog");
    article.urls = vec![NewUrl { url: "https://amp.example.org/ferry".into(), relation: UrlRelation::Amp }];
    article.publication = Some(NewPublication {
        title: "Harbour News".into(),
        domain: Some("harbour.example.org".into()),
        language: Some("en".into()),
        country: Some("PT".into()),
        time_zone: Some("Europe/Lisbon".into()),
    });
    article.genre = Some("Interview".into());
    article.published_printed = "1 May 2023, 9:30".into();
    article.modified = Some("2023-05-01T12:00:00+01:00".parse().unwrap());
    article.expires = Some(Utc.with_ymd_and_hms(2090, 1, 1, 0, 0, 0).unwrap());
    article.dek = "Passengers waited for three hours".into();
    article.tags_printed = "TRANSPORT, FOG".into();
    article.extra.insert("edition".into(), "morning".into());
    article.images.push(NewImage {
        sha256: Some("ab".repeat(32)),
        width: Some(800),
        height: Some(600),
        byte_size: Some(90_000),
        media_type: Some("image/jpeg".into()),
        alt: "A ferry".into(),
        credit_line: "Coastal Press".into(),
        supplier: Some("Coastal Press".into()),
        people: vec!["Rui Lima".into()],
        after_paragraph: 1,
        captions: vec![NewCaption {
            text: "The ferry in fog.".into(),
            credit: "COASTAL PRESS/EVA MELO".into(),
            photographer: Some("EVA MELO".into()),
            agency: Some("COASTAL PRESS".into()),
            language: Some("en".into()),
            ..NewCaption::default()
        }],
        ..NewImage::at("https://img.example.org/ferry.jpg")
    });
    article
}

fn save(archive: &Archive, article: &NewArticle) -> ArticleId {
    let now = Utc.with_ymd_and_hms(2024, 1, 1, 0, 0, 0).unwrap();
    archive.write_at(now, |tx| tx.save(article)).unwrap().id.unwrap()
}

fn stored(archive: &Archive, id: ArticleId) -> Article {
    archive.read(|s| s.article(id)).unwrap().unwrap()
}

#[test]
fn the_json_of_an_article_reads_as_a_new_one() {
    let archive = Archive::in_memory().unwrap();
    let article = stored(&archive, save(&archive, &full()));
    let json = serde_json::to_value(&article).unwrap();
    for (key, expected) in [
        ("id", json!(1)),
        ("publication", json!("Harbour News")),
        ("section", json!("City")),
        ("published", json!("2023-05-01T09:30")),
        ("published_utc", json!("2023-05-01T08:30:00Z")),
        ("published_basis", json!("publication")),
        ("body", json!(["Fog held up the ferry.", "It left at noon."])),
        ("people", json!(["Rui Lima", "Eva Melo"])),
        ("tags", json!(["Transport", "Fog"])),
        ("urls", json!(["https://www.harbour.example.org/ferry", "https://amp.example.org/ferry"])),
        ("word_count", json!(9)),
    ] {
        assert_eq!(json[key], expected, "{key}");
    }
    assert_eq!(json["credits"][1]["organization_name"], "COASTAL PRESS");
    assert_eq!(json["images"][0]["supplier"], "COASTAL PRESS");
    assert_eq!(json["images"][0]["captions"][0]["agency"], "COASTAL PRESS");

    let (read, given) = (serde_json::from_value::<NewArticle>(json).unwrap(), full());
    assert_eq!((&read.headline, &read.body), (&given.headline, &given.body));
    assert_eq!(
        (read.published, read.modified, read.expires),
        (given.published, given.modified, given.expires)
    );
    assert_eq!((&read.credits, &read.keys), (&given.credits, &article.keys));
    // The alternative text of the picture is that of its use.
    let mut captions = given.images[0].captions.clone();
    captions[0].alt.clone_from(&given.images[0].alt);
    assert_eq!(read.images[0].captions, captions);
}

#[test]
fn an_article_comes_back_whole() {
    let archive = Archive::in_memory().unwrap();
    let article = stored(&archive, save(&archive, &full()));
    assert_eq!(article.headline, "Ferry delayed by fog");
    assert_eq!(article.dek, "Passengers waited for three hours");
    assert_eq!(article.byline, "By ANA REIS and COASTAL PRESS");
    assert_eq!(article.paragraphs().collect::<Vec<_>>(), ["Fog held up the ferry.", "It left at noon."]);
    assert_eq!(article.word_count, 9);
    assert_eq!(article.publication.unwrap().title, "Harbour News");
    assert_eq!(article.section.unwrap().name, "City");
    assert_eq!((article.language.as_str(), article.genre.as_str()), ("en", "Interview"));
    assert_eq!(article.published.at.to_rfc3339(), "2023-05-01T08:30:00+00:00");
    assert_eq!(article.published.printed, "1 May 2023, 9:30");
    assert_eq!(article.modified.unwrap().to_string(), "2023-05-01T12:00:00+01:00");
    assert_eq!(article.expires.unwrap().timestamp(), 3_786_912_000);
    assert!(!article.hidden);

    let credits: Vec<_> = article
        .credits
        .iter()
        .map(|credit| (credit.name.as_str(), credit.person.is_some(), credit.organization.is_some()))
        .collect();
    assert_eq!(credits, [("ANA REIS", true, false), ("COASTAL PRESS", false, true)]);
    let people: Vec<_> = article.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(people, ["Rui Lima", "Eva Melo"]);
    let tags: Vec<_> = article.tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(tags, ["Transport", "Fog"]);
    assert_eq!(article.tags_printed, "TRANSPORT, FOG");
    assert!(article.keys.contains(&key("guid", "tag:harbour,7")));
    let urls: Vec<_> = article.urls.iter().map(|url| (url.given.as_str(), url.relation)).collect();
    assert_eq!(
        urls,
        [
            ("https://www.harbour.example.org/ferry", UrlRelation::Canonical),
            ("https://amp.example.org/ferry", UrlRelation::Amp),
        ]
    );
    assert_eq!(article.extra["edition"], "morning");

    let used = &article.images[0];
    assert_eq!(used.after_paragraph, 1);
    assert_eq!(used.image.urls, ["https://img.example.org/ferry.jpg"]);
    assert_eq!(
        (used.image.width, used.image.height, used.image.byte_size),
        (Some(800), Some(600), Some(90_000))
    );
    assert_eq!(used.image.people[0].person, article.people[0].person);
    assert_eq!(used.image.supplier, article.credits[1].organization);
    assert_eq!(used.captions[0].photographer, "EVA MELO");
    assert_eq!(used.captions[0].agency, article.credits[1].organization);
}

#[test]
fn its_document_makes_an_equal_article_in_an_empty_archive() {
    let mut undated = NewArticle::new("Notice", "The pier is closed.").language("en");
    undated.extra.insert("page".into(), 3.into());
    let vague = NewArticle::new("Retrospect", "").published("1921".parse().unwrap());
    let plain = NewArticle::new("", "O cais abriu.").published("2023-05-01T09:30".parse().unwrap());
    for article in [full(), undated, vague, plain] {
        let (archive, empty) = (Archive::in_memory().unwrap(), Archive::in_memory().unwrap());
        let before = stored(&archive, save(&archive, &article));
        let document = archive.read(|s| s.document(&before)).unwrap();
        let json = serde_json::to_string(&document).unwrap();
        assert_eq!(serde_json::from_str::<NewArticle>(&json).unwrap(), document);

        let after = stored(&empty, save(&empty, &document));
        // Ids are an archive's own, and are given in another order here than there.
        assert_eq!(without_ids(&after), without_ids(&before));
        assert_eq!(empty.read(|s| s.document(&after)).unwrap(), document);
        assert_sound(&empty);
    }
}

fn without_ids(article: &Article) -> serde_json::Value {
    fn strip(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(fields) => {
                for id in ["id", "person", "organization", "agency", "supplier", "tag", "publication"] {
                    if fields.get(id).is_some_and(serde_json::Value::is_number) {
                        fields.remove(id);
                    }
                }
                fields.values_mut().for_each(strip);
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(article).unwrap();
    strip(&mut value);
    value
}

#[test]
fn every_address_leads_to_it() {
    let archive = Archive::in_memory().unwrap();
    let id = save(&archive, &full());
    for uri in [
        "https://www.harbour.example.org/ferry",
        "http://harbour.example.org/ferry/?utm_source=feed#top",
        "https://amp.example.org/ferry?fbclid=1",
    ] {
        assert_eq!(archive.read(|s| s.find_article(uri)).unwrap(), Some(id), "{uri}");
    }
    for uri in ["", "https://harbour.example.org/", "https://harbour.example.org/ferry?page=2", "ferry"] {
        assert_eq!(archive.read(|s| s.find_article(uri)).unwrap(), None, "{uri}");
    }
    let article = stored(&archive, id);
    assert_eq!(archive.read(|s| s.article_by_uri(&article.uri)).unwrap(), Some(article));
    assert_eq!(archive.read(|s| s.article_by_uri("https://amp.example.org/ferry")).unwrap(), None);
    assert_eq!(archive.read(|s| s.article_by_key("guid", "tag:harbour,7")).unwrap(), Some(id));
    assert_eq!(archive.read(|s| s.article_by_key("wire", "tag:harbour,7")).unwrap(), None);
}

#[test]
fn a_revision_is_the_whole_article_as_it_was() {
    let archive = Archive::in_memory().unwrap();
    let id = save(&archive, &full());
    let before = archive.read(|s| s.document(&s.article(id)?.unwrap())).unwrap();
    assert!(archive.read(|s| s.revisions_of(id)).unwrap().is_empty());

    let mut changed = full();
    changed.headline = "Ferry cancelled".into();
    changed.body = "Fog stopped the ferry.".into();
    let later = Utc.with_ymd_and_hms(2024, 2, 1, 0, 0, 0).unwrap();
    archive.write_at(later, |tx| tx.save(&changed)).unwrap();

    let revisions = archive.read(|s| s.revisions_of(id)).unwrap();
    assert_eq!(revisions.len(), 1);
    assert_eq!((revisions[0].number, revisions[0].superseded), (1, later));
    assert_eq!(revisions[0].changed, ["headline", "body"]);
    assert_eq!(revisions[0].document, before);
    assert_eq!(stored(&archive, id).headline, "Ferry cancelled");
}

#[test]
fn a_removed_article_is_gone_and_what_others_use_stays() {
    let archive = Archive::in_memory().unwrap();
    let id = save(&archive, &full());
    let mut other = full();
    other.url = Some("https://harbour.example.org/other".into());
    (other.urls, other.keys) = (Vec::new(), Vec::new());
    other.headline = "Ferry back in service".into();
    let other = save(&archive, &other);
    assert_eq!(archive.read(|s| s.article_count()).unwrap(), 2);
    let image = stored(&archive, other).images[0].image.id;

    archive.write(|tx| tx.remove_article(id)).unwrap();
    assert_eq!(archive.read(|s| s.article_count()).unwrap(), 1);
    assert_eq!(archive.read(|s| s.article(id)).unwrap(), None);
    assert_eq!(archive.read(|s| s.find_article("https://amp.example.org/ferry")).unwrap(), None);
    assert!(archive.read(|s| s.revisions_of(id)).unwrap().is_empty());
    assert!(archive.search(&"delayed".into()).unwrap().hits.is_empty());
    assert_eq!(archive.search(&"ferry".into()).unwrap().hits.len(), 1);
    assert_eq!(archive.read(|s| s.uses_of(image)).unwrap().len(), 1);
    assert_sound(&archive);

    archive.write(|tx| tx.remove_article(other)).unwrap();
    assert!(archive.read(|s| s.image(image)).unwrap().is_some());
    assert_eq!(archive.read(|s| s.people_named("Rui Lima")).unwrap().len(), 1);
    assert_not_found(archive.write(|tx| tx.remove_article(other)), "article");
    archive.write(|tx| tx.allow(id)).unwrap();
    assert!(save(&archive, &full()) > other, "an id was given again");
    assert_sound(&archive);
}
