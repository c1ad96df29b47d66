//! An earlier wording that stands again.

use dateline::{
    Archive, ArticleField, ArticleId, Error, ImageField, NewArticle, NewImage, NewTag, Origin, Outcome,
    Reason, RichBody, Saved, Warning,
};
use serde_json::json;

use crate::{add, document, ferry, noon, save, stored, story};

fn revert(archive: &Archive, id: ArticleId, number: u32) -> Saved {
    archive.write_at(noon(20), |tx| tx.revert(id, number)).unwrap()
}

fn photo(name: &str, caption: &str) -> NewImage {
    NewImage::at(format!("https://img.example.org/{name}.jpg")).caption(caption, "Ana Reis")
}

fn full() -> NewArticle {
    let mut article = ferry()
        .publication("Harbour News")
        .section("Port")
        .byline("By ANA REIS")
        .credit("ANA REIS")
        .person("Rui Lima")
        .tag("Fog")
        .tag(NewTag { scheme: "topic".into(), ..NewTag::from("Transport") })
        .image(photo("a", "The pier."))
        .image(photo("b", "Not the ferry."));
    article.dek = "Passengers waited".into();
    article.located = "LISBON".into();
    article.genre = Some("Interview".into());
    article.extent = Some(dateline::Extent::Full);
    article.expires = Some(noon(25));
    article.version = Some(1);
    article.published_printed = "2 May".into();
    article.extra.insert("edition".into(), json!(3));
    article
}

#[test]
fn a_whole_wording_comes_back_and_stays() {
    let archive = Archive::in_memory().unwrap();
    let id = add(&archive, 2, &full());
    let before = document(&archive, id);
    let mut other = story("Ferry sails", "The fog lifted, and the ferry left the port at noon.")
        .key("wire", "F")
        .url("https://harbour.example.org/ferry")
        .publication("Harbour News")
        .section("Sea")
        .byline("By BO LI")
        .credit("BO LI")
        .person("Eva Melo")
        .tag("Sun")
        .image(photo("c", "The ferry."));
    other.published = Some("2024-05-02T18:00Z".parse().unwrap());
    other.located = "PORTO".into();
    other.embargoed = Some(noon(3));
    other.version = Some(2);
    other.extra.insert("page".into(), json!(1));
    other.clear = vec![ArticleField::Dek, ArticleField::Genre, ArticleField::Expires, ArticleField::Extra];
    save(&archive, 4, &other);
    archive.write_at(noon(6), |tx| tx.edit(id, |edit| _ = edit.set_publication("Harbour Times"))).unwrap();
    let fields = ["headline", "body", "section", "publication", "tags", "images", "published", "embargoed"];
    let changed = archive.read(|s| s.diff(id, 1, 3)).unwrap().unwrap();
    let changed: Vec<_> = changed.fields.iter().map(|field| field.field.as_str()).collect();
    assert!(fields.iter().all(|field| changed.contains(field)), "{changed:?}");

    let saved = revert(&archive, id, 1);
    assert_eq!(saved.warnings, []);
    assert_eq!(document(&archive, id), before);
    let article = stored(&archive, id);
    assert_eq!(article.url(), Some("https://harbour.example.org/ferry"), "what it is known by stays");
    let states = archive.read(|s| s.history(id)).unwrap();
    assert_eq!((states.len(), states[3].origin, states[3].since), (4, Some(Origin::Hand), Some(noon(20))));
    let changed: Vec<_> = saved.outcome.changed().iter().map(|field| field.as_str().to_owned()).collect();
    assert_eq!(states[3].changed, changed);
    for field in [ArticleField::Headline, ArticleField::Body, ArticleField::Tags, ArticleField::Embargoed] {
        assert!(article.by_hand.contains_key(&field), "{field}");
    }
    // It is found by its words, and by those alone.
    let count = |word: &str| archive.read_at(noon(21), |s| s.count(&word.into())).unwrap().count;
    assert_eq!((count("passengers"), count("lifted")), (1, 0));

    // Whatever the feed says next, in these fields it changes nothing.
    other.headline = "Ferry sails at noon".into();
    other.body = "The fog lifted at last, and the ferry left the port at noon on Friday.".into();
    other.tags = vec!["Sun".into(), "Sea".into()];
    other.version = Some(3);
    save(&archive, 22, &other);
    let now = document(&archive, id);
    assert_eq!((now.headline, now.body), (before.headline.clone(), before.body.clone()));
    let names =
        |document: &NewArticle| document.images.iter().map(|image| image.uri.clone()).collect::<Vec<_>>();
    assert_eq!(names(&document(&archive, id))[..2], names(&before)[..]);
    assert_eq!(archive.check().unwrap(), []);
}

/// Only what differs is set by hand; the rest goes on following the feed.
#[test]
fn what_is_the_same_in_both_follows_the_feed() {
    let archive = Archive::in_memory().unwrap();
    let mut feed = ferry().tag("Fog");
    let id = add(&archive, 2, &feed);
    feed.headline = "You won't believe this ferry".into();
    save(&archive, 4, &feed);
    let saved = revert(&archive, id, 1);
    assert_eq!(saved.outcome, Outcome::Revised { changed: vec![ArticleField::Headline] });
    assert_eq!(stored(&archive, id).by_hand.keys().collect::<Vec<_>>(), [&ArticleField::Headline]);
    // The feed says the same again, then more.
    assert_eq!(save(&archive, 21, &feed).outcome, Outcome::Unchanged);
    feed.body = "Fog held up the ferry until noon.".into();
    save(&archive, 22, &feed);
    let article = stored(&archive, id);
    assert_eq!(article.headline, "Ferry stays in port");
    assert_eq!(article.body, "Fog held up the ferry until noon.");
}

#[test]
fn a_revert_can_be_reverted() {
    let archive = Archive::in_memory().unwrap();
    let mut feed = full();
    let id = add(&archive, 2, &feed);
    feed.headline = "Ferry sails".into();
    feed.tags = vec!["Sun".into()];
    save(&archive, 4, &feed);
    let second = document(&archive, id);
    revert(&archive, id, 1);
    assert_eq!(revert(&archive, id, 2).warnings, []);
    assert_eq!(document(&archive, id), second);
    // The present one is no change.
    let present = archive.read(|s| s.history(id)).unwrap().len();
    assert_eq!(revert(&archive, id, present as u32).outcome, Outcome::Unchanged);
    assert_eq!(archive.read(|s| s.history(id)).unwrap().len(), present);
}

#[test]
fn an_item_that_was_refused_by_hand_comes_back() {
    let archive = Archive::in_memory().unwrap();
    let id = add(&archive, 2, &full());
    let before = document(&archive, id);
    archive
        .write_at(noon(4), |tx| {
            tx.edit(id, |edit| {
                edit.remove_tag("Fog").remove_person("Rui Lima").remove_caption("The pier.");
                edit.remove_image("https://img.example.org/b.jpg");
            })
        })
        .unwrap();
    assert_eq!(revert(&archive, id, 1).warnings, []);
    assert_eq!(document(&archive, id), before);
    // It isn't refused any more, wherever it comes from.
    archive.write_at(noon(21), |tx| tx.edit(id, |edit| _ = edit.release(ArticleField::Images))).unwrap();
    save(&archive, 22, &full());
    assert_eq!(document(&archive, id).images, before.images);
}

/// What is known of a picture is the picture's, which other articles use too.
#[test]
fn facts_of_pictures_stay_and_are_named() {
    let archive = Archive::in_memory().unwrap();
    let titled = |title: &str, caption: &str| NewImage { title: title.into(), ..photo("a", caption) };
    let id = add(&archive, 2, &ferry().image(titled("Pier", "The pier.")));
    save(&archive, 4, &ferry().image(titled("Quay", "The quay.")));
    let saved = revert(&archive, id, 1);
    let image = "https://img.example.org/a.jpg".to_owned();
    let kept = Warning::PictureKept { image, field: ImageField::Title, value: "Pier".into() };
    assert_eq!(saved.warnings, [kept]);
    let used = &stored(&archive, id).images[0];
    assert_eq!((&*used.image.title, &*used.captions[0].text), ("Quay", "The pier."));
}

/// A picture that was removed since is made again, of all that the wording says of it.
#[test]
fn a_picture_that_is_gone_comes_back() {
    let archive = Archive::in_memory().unwrap();
    let titled = NewImage { title: "Pier".into(), ..photo("a", "The pier.") };
    let id = add(&archive, 2, &ferry().image(titled));
    let mut without = ferry();
    without.clear = vec![ArticleField::Images];
    save(&archive, 4, &without);
    assert_eq!(archive.write_at(noon(5), |tx| tx.remove_unused_images()).unwrap(), 1);
    assert_eq!(revert(&archive, id, 1).warnings, []);
    let used = &stored(&archive, id).images[0];
    assert_eq!((&*used.image.title, &*used.captions[0].text), ("Pier", "The pier."));
    assert_eq!(archive.check().unwrap(), []);
}

#[test]
fn what_can_not_be_brought_back_is_named() {
    let archive = Archive::in_memory().unwrap();
    let mut feed = ferry();
    let id = add(&archive, 2, &feed);
    feed.body = "The fog lifted, and the ferry left.".into();
    feed.rich_body = Some(RichBody::html("<p>The fog lifted, and the ferry left.</p>"));
    save(&archive, 4, &feed);
    assert_eq!(revert(&archive, id, 1).warnings, [Warning::RichBodyLost]);
    assert!(archive.read(|s| s.rich_body_as_given(id)).unwrap().is_none());

    // A picture that stood twice in an article stands once when it is set by hand.
    let twice = story("Storm", "Waves.")
        .key("wire", "S")
        .image(photo("s", "Waves."))
        .image(photo("s", "More waves."));
    let id = add(&archive, 2, &twice);
    if stored(&archive, id).images.len() == 2 {
        let mut without = story("Storm", "Waves.").key("wire", "S");
        without.clear = vec![ArticleField::Images];
        save(&archive, 4, &without);
        let kept = Warning::Kept { field: ArticleField::Images, why: Reason::NotBroughtBack };
        assert_eq!(revert(&archive, id, 1).warnings, [kept]);
    }
}

#[test]
fn what_is_not_there_is_an_error_and_changes_nothing() {
    let archive = Archive::in_memory().unwrap();
    let id = add(&archive, 2, &ferry());
    for (id, number) in [(id, 0), (id, 2), (ArticleId(99), 1)] {
        let missing = archive.write_at(noon(4), |tx| tx.revert(id, number));
        assert!(matches!(missing, Err(Error::NotFound { .. })), "{missing:?}");
    }
    assert_eq!(archive.read(|s| s.history(id)).unwrap().len(), 1);
}
