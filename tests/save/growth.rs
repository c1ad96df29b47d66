//! Long lists: what a save costs grows as they do, and what is beyond their limit is said.

use std::time::Duration;

use dateline::{
    Archive, Key, NewArticle, NewCaption, NewCredit, NewImage, NewPerson, NewTag, NewUrl, UrlRelation,
    Warning,
};

use crate::common::timed;
use crate::{archive, assert_sound, key, now, save, stored, story};

const FEW: usize = 250;
const TIMES: usize = 8;

/// Makes one of the items of a list, by its number.
type Item = fn(NewArticle, usize) -> NewArticle;

fn person(name: String, keys: Vec<Key>) -> NewPerson {
    NewPerson { name, keys }
}

fn caption(text: String, language: Option<String>) -> NewCaption {
    NewCaption { text, language, ..NewCaption::default() }
}

/// Adds to the only picture of an article.
fn in_picture(mut article: NewArticle, add: impl FnOnce(&mut NewImage)) -> NewArticle {
    if article.images.is_empty() {
        article.images.push(NewImage::at("https://img.example.org/1.jpg"));
    }
    add(&mut article.images[0]);
    article
}

const LISTS: [(&str, Item); 20] = [
    ("pictures", |article, n| {
        article.image(
            NewImage::at(format!("https://img.example.org/{n}.jpg")).caption(format!("Fog {n}"), "Reis"),
        )
    }),
    ("pictures without a name", |article, n| {
        article.image(NewImage::default().caption(format!("Fog {n}"), ""))
    }),
    ("pictures without name and words", |article, _| article.image(NewImage::default())),
    ("pictures of one uri", |article, n| {
        let image = NewImage { uri: Some("urn:photo:1".into()), ..NewImage::default() };
        article.image(image.caption(format!("Fog {n}"), ""))
    }),
    ("pictures of which all say the same", |article, n| {
        article.image(NewImage::at(format!("https://img.example.org/{n}.jpg")).caption("Fog", "Reis"))
    }),
    ("people", |article, n| article.person(format!("Person {n}"))),
    ("people of one name", |article, n| {
        article.person(person("Ana Reis".into(), vec![key("wikidata", &format!("Q{n}"))]))
    }),
    ("people without a name", |article, _| article.person(" ")),
    ("ids of a person", |mut article, n| {
        if article.people.is_empty() {
            article.people.push("Ana Reis".into());
        }
        article.people[0].keys.push(key(&format!("s{n}"), "1"));
        article
    }),
    ("credits", |article, n| article.credit(NewCredit::author(format!("Author {n}")))),
    ("agencies", |article, n| article.credit(NewCredit::organization(format!("Agency {n}")))),
    ("tags", |article, n| article.tag(format!("Tag {n}"))),
    ("a tag again and again", |article, _| article.tag("Fog")),
    ("urls", |mut article, n| {
        let url = format!("https://example.org/{n}");
        article.urls.push(NewUrl { url, relation: UrlRelation::Given });
        article
    }),
    ("invalid urls", |mut article, n| {
        article.urls.push(NewUrl { url: format!("number {n}"), relation: UrlRelation::Given });
        article
    }),
    ("keys", |article, n| article.key("wire", n.to_string())),
    ("urls of a picture", |article, n| {
        in_picture(article, |image| image.urls.push(format!("https://img.example.org/{n}.jpg")))
    }),
    ("invalid urls of pictures", |article, n| article.image(NewImage::at(format!("number {n}")))),
    ("captions of a picture", |article, n| {
        in_picture(article, |image| {
            image.captions.push(caption(format!("Fog {n}"), Some(format!("en-x-{n}"))))
        })
    }),
    ("people in a picture", |article, n| {
        in_picture(article, |image| image.people.push(format!("Person {n}").into()))
    }),
];

/// Returns the time that it takes to add an article with so many items, to save it again, and to revise it.
fn cost(item: Item, count: usize) -> Duration {
    let archive = Archive::in_memory().unwrap();
    let base = story("Fog", "Fog held up the ferry.").key("wire", "1").language("en");
    let article = (1..=count).fold(base, item);
    let mut revised = item(article.clone(), count + 1);
    revised.body.push_str(" It was late.");
    let (outcomes, time) = timed(|| {
        let save = |article| archive.write_at(now(), |tx| tx.save(article)).unwrap().outcome;
        [save(&article), save(&article), save(&revised)].map(|outcome| outcome.as_str())
    });
    assert_eq!(outcomes, ["added", "unchanged", "revised"]);
    time
}

#[test]
fn a_list_costs_what_its_items_cost() {
    for (list, item) in LISTS {
        let (few, many) = (cost(item, FEW), cost(item, TIMES * FEW));
        // By the square it would be 64 times as much. Short times are coarse.
        let bound = few * 3 * TIMES as u32 + Duration::from_millis(100);
        assert!(many < bound, "{list}: {few:?}, {TIMES} times as many {many:?}");
    }
}

#[test]
fn sixteen_thousand_pictures_are_kept() {
    let archive = archive();
    let (_, picture) = LISTS[0];
    let gallery = (1..=16_000).fold(story("Gallery", ""), picture);
    let saved = save(&archive, &gallery);
    assert_eq!(saved.warnings, []);
    let id = saved.id.unwrap();
    assert_eq!(stored(&archive, id).images.len(), 16_000);
    assert_eq!(save(&archive, &gallery).outcome.as_str(), "unchanged");
    assert_sound(&archive);
}

#[test]
fn what_is_beyond_the_limit_of_a_list_is_said() {
    let archive = archive();
    let mut article = story("Fog", "");
    article.tags = (0..20_003).map(|n| NewTag::from(format!("Tag {n}"))).collect();
    article = in_picture(article, |image| image.people = vec!["Ana Reis".into(); 20_001]);
    let saved = save(&archive, &article);
    let cut = |field, left_out| Warning::TooMany { field, limit: 20_000, left_out };
    assert_eq!(saved.warnings[..2], [cut("tags", 3), cut("images.people", 1)]);
    assert_eq!(saved.warnings[0].to_string(), "tags has more than 20000 items: 3 were left out");
    assert_eq!(stored(&archive, saved.id.unwrap()).tags.len(), 20_000);
}

#[test]
fn a_use_given_twice_over_keeps_what_either_says() {
    let archive = archive();
    let by_hash = NewImage { sha256: Some("ab".repeat(32)), ..NewImage::at("https://img.example.org/1.jpg") };
    let again = NewImage { urls: vec!["https://img.example.org/large/1.jpg".into()], ..by_hash.clone() };
    let article = story("One", "").image(by_hash.caption("Fog", "")).image(again.caption("Fog", ""));
    let saved = save(&archive, &article);
    assert_eq!(saved.warnings, [Warning::Duplicate { field: "images", name: "Fog".into() }]);
    let image = &stored(&archive, saved.id.unwrap()).images[0].image;
    assert_eq!(image.urls, ["https://img.example.org/1.jpg", "https://img.example.org/large/1.jpg"]);
}
