//! Outcomes of saves, and the stored article that a new one is.

use dateline::{
    Archive, ArticleId, NewArticle, NewImage, NewPublication, NewTag, NewUrl, Outcome, SetBy, UrlRelation,
    Warning,
};

use crate::{add, archive, assert_sound, at, key, now, revise, richest, save, stored, story};

#[test]
fn saved_twice_it_is_unchanged() {
    let archive = archive();
    let saved = save(&archive, &richest());
    assert_eq!(saved.outcome, Outcome::Added);
    assert_eq!(saved.uri, "wire:F1");
    let before = stored(&archive, saved.id.unwrap());
    let again = save(&archive, &richest());
    assert_eq!((again.id, again.outcome), (saved.id, Outcome::Unchanged));
    assert_eq!(stored(&archive, saved.id.unwrap()), before);
    assert!(archive.read(|s| s.revisions_of(saved.id.unwrap())).unwrap().is_empty());
    assert_sound(&archive);
}

#[test]
fn the_document_of_the_richest_article_makes_an_equal_one() {
    let (archive, empty) = (archive(), Archive::in_memory().unwrap());
    let before = stored(&archive, save(&archive, &richest()).id.unwrap());
    let document = archive.read(|s| s.document(&before)).unwrap();
    let saved = save(&empty, &document);
    assert_eq!(stored(&empty, saved.id.unwrap()), before);
    assert_eq!(save(&archive, &document).outcome, Outcome::Unchanged);
    assert_sound(&empty);
}

#[test]
fn a_revision_names_every_field_that_changed() {
    let archive = archive();
    let id = save(&archive, &richest()).id.unwrap();
    let document = archive.read(|s| s.document(&s.article(id)?.unwrap())).unwrap();
    let mut article = richest();
    article.headline = "Ferry cancelled".into();
    article.section = Some("Port".into());
    article.status = Some(dateline::Status::Usable);
    article.published = Some(at("2024-05-02T10:16:30+05:30"));
    article.credits.truncate(1);
    article.tags = vec!["Storm".into()];
    article.extra.insert("edition".into(), 2.into());
    assert_eq!(
        revise(&archive, &article),
        ["headline", "section", "status", "published", "credits", "tags", "extra"]
    );
    let revisions = archive.read(|s| s.revisions_of(id)).unwrap();
    assert_eq!(revisions.len(), 1);
    assert_eq!(revisions[0].document, document);
    assert_eq!(revisions[0].superseded, now());
    assert_eq!(revisions[0].changed.len(), 7);
    assert_sound(&archive);
}

#[test]
fn earlier_wordings_are_kept_as_they_were_stored() {
    let wordings = [
        "Ce\u{301}line  said:\r\n\r\n\tno",
        "C\u{e9}line said: no",
        "\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{1f6a2}\u{200d}",
    ];
    let archive = archive();
    let saved = wordings.map(|body| save(&archive, &story("Word", body).key("wire", "W")));
    let id = saved[0].id.unwrap();
    assert_eq!(saved[2].id, Some(id));
    let revisions = archive.read(|s| s.revisions_of(id)).unwrap();
    let kept: Vec<_> = revisions.iter().map(|revision| revision.document.body.as_str()).collect();
    // Letters are composed on the way in; blanks and joiners stay.
    assert_eq!(kept, ["C\u{e9}line  said:\r\n\r\n\tno", "C\u{e9}line said: no"]);
    assert_eq!(stored(&archive, id).body, wordings[2]);
}

#[test]
fn what_is_empty_erases_nothing() {
    let archive = archive();
    let id = save(&archive, &richest()).id.unwrap();
    let before = stored(&archive, id);
    let mut bare = NewArticle::new("Ferry delayed by fog", "");
    bare.uri = Some("wire:F1".into());
    bare.extra.insert("edition".into(), serde_json::Value::Null);
    assert_eq!(revise(&archive, &bare), [""; 0]);
    assert_eq!(stored(&archive, id), before);
}

#[test]
fn a_picture_without_words_erases_no_caption() {
    let archive = archive();
    let picture = || NewImage::at("https://img.example.org/a.jpg");
    let id =
        add(&archive, &story("Fog", "").key("wire", "1").image(picture().caption("The pier.", "AGENCY")));
    assert_eq!(revise(&archive, &story("Fog", "").key("wire", "1").image(picture())), [""; 0]);
    assert_eq!(stored(&archive, id).images[0].captions[0].text, "The pier.");
}

#[test]
fn a_uri_a_url_in_any_spelling_or_a_key_finds_the_article() {
    let archive = archive();
    let id = save(&archive, &richest()).id;
    let mut by_uri = story("Ferry delayed by fog", "");
    by_uri.uri = Some("wire:F1".into());
    let by_amp = NewUrl { url: "http://www.amp.example.org/ferry/#top".into(), relation: UrlRelation::Given };
    let mut amp = story("Ferry delayed by fog", "");
    amp.urls.push(by_amp);
    let url = |url: &str| story("Ferry delayed by fog", "").url(url);
    for article in [
        by_uri,
        amp,
        url("http://harbour.example.org:80/ferry?utm_source=x&id=7"),
        story("Other words", "").key("guid", "harbour-7"),
    ] {
        assert_eq!(save(&archive, &article).id, id, "{article:?}");
    }
    for other in [url("https://harbour.example.org/ferry?id=8"), story("X", "").key("wire", "harbour-7")] {
        assert_eq!(save(&archive, &other).outcome, Outcome::Added, "{other:?}");
    }
    assert_sound(&archive);
}

#[test]
fn a_url_and_an_id_that_come_later_attach_and_the_old_key_stays() {
    let archive = archive();
    let bare = story("Ferry delayed", "Fog held up the ferry on Thursday morning for an hour.");
    let id = add(&archive, &bare);
    let old = stored(&archive, id);
    assert_eq!(old.keys, []);
    assert!(old.uri.starts_with("urn:dateline:headline-day:"), "{}", old.uri);

    let mut named = bare.clone().url("https://example.org/ferry").key("wire", "F1");
    named.uri = Some("urn:wire:F1".into());
    assert_eq!(revise(&archive, &named), ["keys", "urls"]);
    let new = stored(&archive, id);
    assert_eq!(new.uri, old.uri);
    assert_eq!(new.keys, [key("uri", "urn:wire:F1"), key("wire", "F1")]);
    assert_eq!(new.url(), Some("https://example.org/ferry"));
    for uri in [old.uri.as_str(), "urn:wire:F1", "https://example.org/ferry"] {
        assert_eq!(archive.read(|s| s.find_article(uri)).unwrap(), Some(id), "{uri}");
    }
    // Each of the two forms is the article from now on, and says nothing new.
    assert_eq!((revise(&archive, &named), revise(&archive, &bare)), (vec![], vec![]));
    // Nothing of its wording changed.
    assert!(archive.read(|s| s.revisions_of(id)).unwrap().is_empty());
}

#[test]
fn one_headline_and_day_with_another_text_is_another_article() {
    let archive = archive();
    let first = add(&archive, &story("Markets", "Grain prices rose in all ports of the north today."));
    let other = story("MARKETS", "The exchange stays closed on Friday because of repairs.");
    let saved = save(&archive, &other);
    assert_eq!(saved.outcome, Outcome::Added);
    assert_eq!(saved.warnings, [Warning::SameHeadline { other: first }]);
    // Both are known again, each by its text; the same text on the next day is a third.
    assert_eq!(save(&archive, &other).id, saved.id);
    let edited = story("Markets", "Grain prices rose in all ports of the north yesterday.");
    assert_eq!(save(&archive, &edited).id, Some(first));
    let next_day = other.clone().published(at("2024-05-03T10:15:30Z"));
    assert_eq!(save(&archive, &next_day).outcome, Outcome::Added);
    assert_eq!(archive.read(|s| s.article_count()).unwrap(), 3);
    // With an id of its own an article is what its id says.
    assert_eq!(save(&archive, &other.clone().key("wire", "1")).id, saved.id);
    assert_eq!(save(&archive, &other.key("wire", "2")).outcome, Outcome::Added);
    assert_sound(&archive);
}

#[test]
fn a_url_and_an_id_may_be_those_of_several_articles() {
    let archive = archive();
    let one = add(&archive, &story("One", "").url("https://example.org/1"));
    let two = add(&archive, &story("Two", "").key("wire", "2"));
    let mut both = story("Two", "").url("https://example.org/2").key("wire", "2");
    both.uri = Some("https://example.org/1".into());
    let saved = save(&archive, &both);
    assert_eq!(saved.id, Some(one));
    assert_eq!(saved.warnings, [Warning::SameAs { other: two }]);
    assert_eq!(archive.read(|s| s.article_by_key("wire", "2")).unwrap(), Some(two));
    assert_eq!(archive.read(|s| s.articles_by_key(&key("wire", "2"))).unwrap(), [two, one]);
    assert_sound(&archive);
}

#[test]
fn an_id_that_is_another_articles_uri_leaves_a_uri_that_is_free() {
    let archive = archive();
    let anonymous = add(&archive, &story("Fog", "Grain prices rose in all ports of the north today."));
    let mut taken = story("Rain", "");
    taken.uri = Some("wire:1".into());
    add(&archive, &taken);
    let other = story("Fog", "The exchange stays closed on Friday because of repairs.").key("wire", "1");
    let other = add(&archive, &other);
    assert_eq!(stored(&archive, other).uri, format!("{}.2", stored(&archive, anonymous).uri));
    assert_sound(&archive);
}

#[test]
fn a_publication_is_told_what_it_did_not_say() {
    let archive = archive();
    let id = add(&archive, &story("One", "").publication("Harbour News").section("City"));
    let fuller = NewPublication {
        domain: Some("https://www.Harbour.example/".into()),
        time_zone: Some("Europe/Lisbon".into()),
        ..NewPublication::from("HARBOUR news")
    };
    add(&archive, &NewArticle { publication: Some(fuller), ..story("Two", "") });
    let publications = archive.read(|s| s.publications_named("harbour.example")).unwrap();
    assert_eq!(publications.len(), 1);
    assert_eq!(
        (publications[0].title.as_str(), publications[0].domain.as_str(), publications[0].time_zone.as_str()),
        ("Harbour News", "harbour.example", "Europe/Lisbon")
    );
    assert_eq!(revise(&archive, &story("One", "").publication("Harbour News")), [""; 0]);
    assert_eq!(stored(&archive, id).section.unwrap().name, "City");
}

fn tags(archive: &Archive, id: ArticleId) -> Vec<(String, SetBy)> {
    stored(archive, id).tags.into_iter().map(|tag| (tag.name, tag.set_by)).collect()
}

fn by_editor(name: &str) -> NewTag {
    NewTag { set_by: Some(SetBy::Editor), ..NewTag::from(name) }
}

#[test]
fn tags_of_an_editor_survive_the_feed() {
    let archive = archive();
    let feed =
        |tags: &[&str]| tags.iter().fold(story("Fog", "").key("wire", "1"), |article, tag| article.tag(*tag));
    let id = add(&archive, &feed(&["Weather", "Ferries"]));
    let edited = story("Fog", "").key("wire", "1").tag(by_editor("Transport")).tag(by_editor("Ferries"));
    assert_eq!(revise(&archive, &edited), ["tags"]);
    let feed_again = feed(&["Weather", "Ferries", "Port"]);
    assert_eq!(revise(&archive, &feed_again), ["tags"]);
    let all = [
        ("Weather", SetBy::Feed),
        ("Port", SetBy::Feed),
        ("Ferries", SetBy::Editor),
        ("Transport", SetBy::Editor),
    ];
    assert_eq!(tags(&archive, id), all.map(|(name, by)| (name.to_owned(), by)));
    assert_eq!(revise(&archive, &feed_again), [""; 0]);
    // What the feed no longer says goes, and what the editor said stays.
    assert_eq!(revise(&archive, &feed(&["Port"])), ["tags"]);
    let left = [("Port", SetBy::Feed), ("Ferries", SetBy::Editor), ("Transport", SetBy::Editor)];
    assert_eq!(tags(&archive, id), left.map(|(name, by)| (name.to_owned(), by)));
    assert_sound(&archive);
}
