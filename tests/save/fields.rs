//! Every field of an article by itself: an edit of it is noticed, named, stored, and kept as it was before.

use std::collections::BTreeSet;

use dateline::{
    Article, ArticleField, CreditKind, Extent, ItemType, NewArticle, NewCredit, NewPublication, NewUrl,
    Outcome, Rejection, Status, UrlRelation, Warning,
};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{archive, assert_sound, at, key, richest, save, stored};

/// An edit of one field: how it is named, in which keys of the two JSON forms it shows, and what is edited.
struct Edit {
    /// Fields that the save names.
    fields: &'static [&'static str],
    /// Keys of a document, as revisions and exports have it.
    document: &'static [&'static str],
    /// Keys of a stored article.
    article: &'static [&'static str],
    edit: fn(&mut NewArticle),
}

/// An edit of a field that has one name everywhere.
const fn plain(name: &'static [&'static str], edit: fn(&mut NewArticle)) -> Edit {
    Edit { fields: name, document: name, article: name, edit }
}

const EDITS: &[Edit] = &[
    plain(&["headline"], |article| article.headline = "Ferry cancelled".into()),
    plain(&["dek"], |article| article.dek = "Passengers went home".into()),
    plain(&["byline"], |article| article.byline = "By ANA REIS".into()),
    plain(&["located"], |article| article.located = "PORTO, May 2".into()),
    Edit {
        article: &["body", "word_count"],
        ..plain(&["body"], |article| article.body = "Fog held up the ferry.\n\nIt never left.".into())
    },
    plain(&["extent"], |article| article.extent = Some(Extent::Full)),
    // That the usual type was said is among the sources.
    Edit {
        article: &["sources", "type"],
        ..plain(&["type"], |article| article.item_type = Some(ItemType::Picture))
    },
    // A section belongs to a publication: in another one it is another section of that name.
    Edit {
        fields: &["publication", "section"],
        ..plain(&["publication"], |article| article.publication = Some(NewPublication::from("Pier Post")))
    },
    plain(&["section"], |article| article.section = Some("Sport".into())),
    plain(&["language"], |article| article.language = Some("de".into())),
    plain(&["genre"], |article| article.genre = Some("Opinion".into())),
    plain(&["status"], |article| article.status = Some(Status::Canceled)),
    plain(&["embargoed"], |article| article.embargoed = Some("2024-07-02T06:00:00Z".parse().unwrap())),
    plain(&["expires"], |article| article.expires = Some("2031-01-01T00:00:00Z".parse().unwrap())),
    Edit {
        article: &["published", "published_utc"],
        ..plain(&["published"], |article| article.published = Some(at("2024-05-02T11:15:30+05:30")))
    },
    Edit {
        fields: &["published"],
        ..plain(&["published_printed"], |article| article.published_printed = "Thursday".into())
    },
    plain(&["modified"], |article| article.modified = Some(at("2024-05-02T13:00+05:30"))),
    plain(&["version"], |article| article.version = Some(3)),
    plain(&["credits"], |article| {
        article.credits[2] = NewCredit { kind: CreditKind::Unknown, ..NewCredit::author("Night desk") }
    }),
    plain(&["people"], |article| article.people[1] = "Rosa Cunha".into()),
    plain(&["images"], |article| article.images[1].captions[0].text = "The pier at noon.".into()),
    plain(&["tags"], |article| article.tags[0] = "Storm".into()),
    plain(&["tags_printed"], |article| article.tags_printed = "TRANSPORT, MIST".into()),
    plain(&["keys"], |article| article.keys.push(key("zeta", "9"))),
    plain(&["urls"], |article| {
        let url = "https://zeta.example.org/ferry".to_owned();
        article.urls.push(NewUrl { url, relation: UrlRelation::Redirect });
    }),
    Edit {
        document: &["edition"],
        ..plain(&["extra"], |article| _ = article.extra.insert("edition".into(), 2.into()))
    },
];

/// An article in which every field is set, and none depends on another one.
fn full() -> NewArticle {
    let mut article = richest();
    // Without a language of its own a caption has that of the article.
    article.images[1].captions[0].language = Some("en".into());
    // An alternative text stands with the caption in the language of the article.
    article.images[0].captions[0].alt = std::mem::take(&mut article.images[0].alt);
    // An organization is called as it was first.
    article.images[0].supplier = Some("COASTAL PRESS".into());
    // A full text doesn't become an excerpt.
    article.extent = Some(Extent::Excerpt);
    article
}

fn object(value: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(value).unwrap() {
        Value::Object(fields) => fields,
        other => panic!("{other} is no object"),
    }
}

/// The keys in which two objects differ.
fn differ(one: &Map<String, Value>, other: &Map<String, Value>) -> BTreeSet<String> {
    let keys = one.keys().chain(other.keys());
    keys.filter(|key| one.get(*key) != other.get(*key)).cloned().collect()
}

fn set(keys: &[&str]) -> BTreeSet<String> {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

/// The number of the change is another one after each.
fn article_json(article: &Article) -> Map<String, Value> {
    let mut fields = object(article);
    fields.remove("changed").unwrap();
    // It follows from status, embargo, expiry and the time of the read.
    fields.remove("hidden_reason").unwrap();
    fields
}

#[test]
fn each_field_changes_alone() {
    for Edit { fields, document, article, edit } in EDITS {
        let archive = archive();
        let id = save(&archive, &full()).id.unwrap();
        let before = stored(&archive, id);
        let document_before = archive.read(|s| s.document(&before)).unwrap();
        let mut edited = full();
        edit(&mut edited);

        let outcome = save(&archive, &edited).outcome;
        let named: Vec<_> = outcome.changed().iter().map(|field| field.as_str()).collect();
        assert_eq!(named, *fields);

        // What was edited comes back, and nothing else is another than before.
        let after = stored(&archive, id);
        let document_after = object(&archive.read(|s| s.document(&after)).unwrap());
        assert_eq!(differ(&object(&document_before), &document_after), set(document), "{fields:?}");
        assert_eq!(differ(&article_json(&before), &article_json(&after)), set(article), "{fields:?}");
        for key in *document {
            assert!(holds(&document_after[*key], &object(&edited)[*key]), "{key}: {document_after:?}");
        }

        let revisions = archive.read(|s| s.revisions_of(id)).unwrap();
        match fields {
            // Further names of an article are no other wording of it.
            ["keys"] | ["urls"] => assert!(revisions.is_empty()),
            _ => {
                assert_eq!(revisions[0].changed, named);
                assert_eq!(revisions[0].document, document_before);
            }
        }
        assert_eq!(save(&archive, &edited).outcome, Outcome::Unchanged);
        assert_sound(&archive);
    }
}

/// Returns true if a stored value says all that was given: it may say more, such as who set a tag.
fn holds(stored: &Value, given: &Value) -> bool {
    match (stored, given) {
        (Value::Object(stored), Value::Object(given)) => {
            given.iter().all(|(key, value)| stored.get(key).is_some_and(|stored| holds(stored, value)))
        }
        (Value::Array(stored), Value::Array(given)) => {
            given.iter().all(|value| stored.iter().any(|stored| holds(stored, value)))
        }
        _ => stored == given,
    }
}

#[test]
fn every_field_is_edited_above() {
    let edited: BTreeSet<_> = EDITS.iter().flat_map(|edit| edit.fields).copied().collect();
    assert_eq!(edited, ArticleField::ALL.iter().map(|field| field.as_str()).collect());
    // The uri names an article and is no field of it, and the canonical URL is one of the URLs.
    let mut keys: BTreeSet<_> = EDITS.iter().flat_map(|edit| edit.document).copied().collect();
    keys.extend(["uri", "url"]);
    assert_eq!(keys, object(&richest()).keys().map(String::as_str).collect());
}

#[test]
fn extra_takes_no_name_of_a_field() {
    for key in object(&richest()).keys().filter(|key| *key != "edition") {
        let mut article = full();
        article.extra.insert(key.clone(), "other".into());
        let archive = archive();
        let saved = save(&archive, &article);
        let expected = Warning::InvalidValue { field: "extra", value: key.clone() };
        assert!(saved.warnings.contains(&expected), "{key}: {:?}", saved.warnings);
        let stored = stored(&archive, saved.id.unwrap());
        assert_eq!(stored.extra.get(&format!("extra_{key}")), Some(&"other".into()));
    }
}

/// A text of an article, by the name of its field.
type Text = (&'static str, fn(&mut NewArticle) -> &mut String);

const TEXTS: &[Text] = &[
    ("uri", |article| article.uri.as_mut().unwrap()),
    ("urls", |article| article.url.as_mut().unwrap()),
    ("urls", |article| &mut article.urls[0].url),
    ("keys", |article| &mut article.keys[0].scheme),
    ("keys", |article| &mut article.keys[0].value),
    ("publication", |article| &mut article.publication.as_mut().unwrap().title),
    ("publication", |article| article.publication.as_mut().unwrap().domain.as_mut().unwrap()),
    ("publication", |article| article.publication.as_mut().unwrap().country.as_mut().unwrap()),
    ("section", |article| article.section.as_mut().unwrap()),
    ("genre", |article| article.genre.as_mut().unwrap()),
    ("published_printed", |article| &mut article.published_printed),
    ("headline", |article| &mut article.headline),
    ("dek", |article| &mut article.dek),
    ("byline", |article| &mut article.byline),
    ("body", |article| &mut article.body),
    ("credits", |article| &mut article.credits[0].name),
    ("people", |article| &mut article.people[0].name),
    ("people", |article| &mut article.people[0].keys[0].scheme),
    ("people", |article| &mut article.people[0].keys[0].value),
    ("images", |article| article.images[0].uri.as_mut().unwrap()),
    ("images", |article| &mut article.images[0].urls[0]),
    ("images", |article| article.images[0].media_type.as_mut().unwrap()),
    ("images", |article| &mut article.images[0].alt),
    ("images", |article| &mut article.images[0].credit_line),
    ("images", |article| article.images[0].supplier.as_mut().unwrap()),
    ("images", |article| &mut article.images[0].people[0].name),
    ("captions", |article| &mut article.images[0].captions[0].text),
    ("captions", |article| &mut article.images[0].captions[0].credit),
    ("captions", |article| article.images[0].captions[0].photographer.as_mut().unwrap()),
    ("captions", |article| article.images[0].captions[0].agency.as_mut().unwrap()),
    ("tags", |article| &mut article.tags[0].name),
    ("tags", |article| &mut article.tags[1].scheme),
    ("tags_printed", |article| &mut article.tags_printed),
];

#[test]
fn every_text_is_cleaned() {
    let clean = archive();
    let expected = stored(&clean, save(&clean, &full()).id.unwrap());
    for (at, (field, text)) in TEXTS.iter().enumerate() {
        let mut article = full();
        text(&mut article).push_str(" \u{E000}\0 ");
        let archive = archive();
        let saved = save(&archive, &article);
        assert_eq!(saved.warnings, [Warning::CharactersRemoved { field }], "{field}, {at}");
        assert_eq!(stored(&archive, saved.id.unwrap()), expected, "{field}, {at}");
    }
}

#[test]
fn every_text_counts() {
    // The padding alone is as long as an article may be: with the rest it is too long, and would not be
    // if the text of one field were left out.
    let padding = "x".repeat((16 * 1024 * 1024_usize).div_ceil(TEXTS.len()));
    let mut article = full();
    TEXTS.iter().for_each(|(_, text)| text(&mut article).push_str(&padding));
    assert_eq!(save(&archive(), &article).outcome, Outcome::Rejected { why: Rejection::TooLong });
}

#[test]
fn every_text_loses_what_nobody_sees() {
    let clean = archive();
    let expected = stored(&clean, save(&clean, &full()).id.unwrap());
    for (at, (field, text)) in TEXTS.iter().enumerate() {
        let mut article = full();
        let text = text(&mut article);
        // Addresses and ids stay as others have them.
        if matches!(*field, "uri" | "urls" | "keys") || text.contains("://") {
            continue;
        }
        let mut middle = text.len() / 2;
        while !text.is_char_boundary(middle) {
            middle -= 1;
        }
        text.insert_str(middle, "\u{AD}\u{200B}\u{2060}");
        text.insert_str(0, "\u{FEFF}\u{202A}");
        text.push_str("\u{202C}\u{200F}");
        let archive = archive();
        let saved = save(&archive, &article);
        assert_eq!(saved.warnings, [], "{field}, {at}");
        assert_eq!(stored(&archive, saved.id.unwrap()), expected, "{field}, {at}");
    }
}
