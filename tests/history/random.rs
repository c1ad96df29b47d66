//! Random histories: each state is what was stored then, stood when it stood, and comes back.

use dateline::{Archive, ArticleField, ArticleId, Edit, NewArticle, NewImage, Warning};
use proptest::prelude::*;
use serde_json::json;

use crate::{document, ferry, noon};

/// A change of an article: by its feed, or by hand.
#[derive(Clone, Debug)]
enum Step {
    Save(Box<NewArticle>),
    Edit(Vec<Hand>),
}

#[derive(Clone, Debug)]
enum Hand {
    Headline(&'static str),
    Body(&'static str),
    Clear(ArticleField),
    Release(ArticleField),
    AddTag(&'static str),
    RemoveTag(&'static str),
    AddPerson(&'static str),
    RemovePerson(&'static str),
    RemoveCaption(&'static str),
    RemoveImage(&'static str),
}

const TAGS: [&str; 3] = ["Fog", "Port", "Sport"];
const PEOPLE: [&str; 3] = ["Rui Lima", "Eva Melo", "Ana Reis"];
const TEXTS: [&str; 3] =
    ["Fog held up the ferry.", "Thick fog held up the ferry.", "The fog lifted.\n\nIt left."];
const CAPTIONS: [&str; 3] = ["The pier.", "The quay.", "Fog."];
const IMAGES: [&str; 2] = ["https://img.example.org/a.jpg", "https://img.example.org/b.jpg"];
const CLEARED: [ArticleField; 6] = [
    ArticleField::Dek,
    ArticleField::Byline,
    ArticleField::Genre,
    ArticleField::Tags,
    ArticleField::Images,
    ArticleField::Extra,
];

fn one_of(items: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(items)
}

fn some_of(items: &'static [&'static str]) -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::subsequence(items, 0..=items.len()).prop_shuffle()
}

prop_compose! {
    /// What a feed says, of one story and at one time: it is the same article.
    fn article()(
        headline in prop::sample::select(&["Ferry stays in port", "Ferry sails"][..]),
        body in one_of(&TEXTS),
        texts in prop::collection::vec(prop::bool::ANY, 5),
        (tags, people, credits) in (some_of(&TAGS), some_of(&PEOPLE), some_of(&PEOPLE)),
        images in some_of(&IMAGES),
        captions in prop::collection::vec(one_of(&CAPTIONS), 2),
        edition in 0..3,
        clear in prop::sample::subsequence(&CLEARED[..], 0..2),
    ) -> NewArticle {
        let mut article = NewArticle { headline: headline.into(), body: body.into(), clear, ..ferry() }.publication("Harbour News");
        let said = |at: usize, text: &str| if texts[at] { text.to_owned() } else { String::new() };
        article.dek = said(0, "At last");
        article.byline = said(1, "By ANA REIS");
        article.located = said(2, "LISBON");
        article.genre = texts[3].then(|| "Interview".into());
        article.section = texts[4].then(|| "Port".into());
        article.tags = tags.into_iter().map(Into::into).collect();
        article.people = people.into_iter().map(Into::into).collect();
        article.credits = credits.into_iter().map(Into::into).collect();
        let uses = images.into_iter().zip(captions);
        article.images = uses.map(|(url, caption)| NewImage::at(url).caption(caption, "")).collect();
        if edition > 0 {
            article.extra.insert("edition".into(), json!(edition));
        }
        article
    }
}

fn hand() -> impl Strategy<Value = Hand> {
    prop_oneof![
        prop::sample::select(&["Ferry waits", "Ferry sails"][..]).prop_map(Hand::Headline),
        one_of(&TEXTS).prop_map(Hand::Body),
        prop::sample::select(&CLEARED[..]).prop_map(Hand::Clear),
        prop::sample::select(&CLEARED[..]).prop_map(Hand::Release),
        one_of(&TAGS).prop_map(Hand::AddTag),
        one_of(&TAGS).prop_map(Hand::RemoveTag),
        one_of(&PEOPLE).prop_map(Hand::AddPerson),
        one_of(&PEOPLE).prop_map(Hand::RemovePerson),
        one_of(&CAPTIONS).prop_map(Hand::RemoveCaption),
        one_of(&IMAGES).prop_map(Hand::RemoveImage),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        article().prop_map(|article| Step::Save(Box::new(article))),
        prop::collection::vec(hand(), 1..4).prop_map(Step::Edit),
    ]
}

fn fill(edit: &mut Edit, hands: &[Hand]) {
    for hand in hands {
        match *hand {
            Hand::Headline(text) => edit.set_headline(text),
            Hand::Body(text) => edit.set_body(text),
            Hand::Clear(field) => edit.clear(field),
            Hand::Release(field) => edit.release(field),
            Hand::AddTag(name) => edit.add_tag(name),
            Hand::RemoveTag(name) => edit.remove_tag(name),
            Hand::AddPerson(name) => edit.add_person(name),
            Hand::RemovePerson(name) => edit.remove_person(name),
            Hand::RemoveCaption(text) => edit.remove_caption(text),
            Hand::RemoveImage(uri) => edit.remove_image(uri),
        };
    }
}

fn take(archive: &Archive, id: ArticleId, day: u32, step: &Step) {
    let saved = archive.write_at(noon(day), |tx| match step {
        Step::Save(article) => tx.save(article),
        Step::Edit(hands) => tx.edit(id, |edit| fill(edit, hands)),
    });
    assert_eq!(saved.unwrap().id, Some(id));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn each_state_stood_and_comes_back(first in article(), steps in prop::collection::vec(step(), 1..8)) {
        let archive = Archive::in_memory().unwrap();
        let id = archive.write_at(noon(1), |tx| tx.save(&first)).unwrap().id.unwrap();
        // What was said at the end of each day.
        let mut days = vec![document(&archive, id)];
        for (day, step) in (2..).zip(&steps) {
            take(&archive, id, day, step);
            days.push(document(&archive, id));
        }
        for (day, said) in (1..).zip(&days) {
            let wording = archive.read(|s| s.as_of(id, noon(day))).unwrap().unwrap();
            prop_assert_eq!(&crate::nameless(wording.document), said, "on day {}", day);
        }
        let states = archive.read(|s| s.history(id)).unwrap();
        for (earlier, later) in states.iter().zip(&states[1..]) {
            prop_assert_eq!(earlier.until, later.since);
            // Whatever differs is named by both.
            let diff = archive.read(|s| s.diff(id, earlier.number, later.number)).unwrap().unwrap();
            for field in diff.fields {
                prop_assert!(later.changed.contains(&field.field.as_str().to_owned()), "{:?}", field);
            }
        }
        for state in &states {
            let wanted = crate::nameless(archive.read(|s| s.wording(id, state.number)).unwrap().unwrap().document);
            let saved = archive.write_at(noon(20), |tx| tx.revert(id, state.number)).unwrap();
            let warnings: Vec<&Warning> = saved.warnings.iter().collect();
            prop_assert_eq!(warnings, Vec::<&Warning>::new());
            prop_assert_eq!(document(&archive, id), wanted, "state {}", state.number);
        }
        prop_assert_eq!(archive.check().unwrap(), vec![]);
    }
}
