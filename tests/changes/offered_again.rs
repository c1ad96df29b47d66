//! What was removed is offered again.

use dateline::{Archive, Error, Key, NewArticle, NewImage, NewPublication, Outcome, Query, Source};

use crate::{add, assert_sound, at, entry, item, remove, save};

const HOME: &str = "https://example.org/";
const PAGE: &str = "https://example.org/ferry";

#[test]
fn a_removed_entry_stays_out_until_it_is_allowed() {
    let archive = Archive::in_memory().unwrap();
    let feed = || Source::new("https://example.org/feed.xml");
    let ferry = entry("1", PAGE, "Ferry delayed", 2);
    let from_feed = || archive.write(|tx| tx.save_from(&feed(), &ferry)).unwrap();
    let id = from_feed().id.unwrap();
    remove(&archive, id);
    let again = from_feed();
    assert_eq!((again.id, again.uri.as_str()), (None, PAGE));
    assert_eq!(again.outcome, Outcome::Removed { article: id });
    archive.write(|tx| tx.allow(id)).unwrap();
    let back = from_feed();
    assert_eq!(back.outcome, Outcome::Added);
    assert_ne!(back.id, Some(id));
    assert_sound(&archive);
}

#[test]
fn an_edited_entry_is_known_by_its_id_or_its_page() {
    let archive = Archive::in_memory().unwrap();
    let ferry = entry("1", PAGE, "Ferry delayed", 2);
    let removed = Outcome::Removed { article: add(&archive, &ferry) };
    let Outcome::Removed { article: id } = removed else { unreachable!() };
    remove(&archive, id);
    // Its wording is new, and the guid and the day are the same.
    assert_eq!(save(&archive, &entry("1", PAGE, "Ferry runs again", 2)), removed);
    // Without the guid the page and the day say so, and on another day the headline.
    let page = |headline: &str, day: u32| NewArticle { keys: Vec::new(), ..entry("", PAGE, headline, day) };
    assert_eq!(save(&archive, &page("Ferry runs again", 2)), removed);
    assert_eq!(save(&archive, &page("Ferry delayed", 9)), removed);
    // A twin of the page.
    let amp =
        NewArticle { urls: Vec::new(), ..page("Ferry delayed", 2) }.url("https://example.org/ferry/amp");
    assert_eq!(save(&archive, &amp), removed);
    // By its uri.
    let named = NewArticle { uri: Some(PAGE.into()), ..NewArticle::new("Named", "It has another text.") };
    assert_eq!(save(&archive, &named), removed);
}

#[test]
fn another_story_isnt_kept_out() {
    let archive = Archive::in_memory().unwrap();
    remove(&archive, add(&archive, &entry("1", HOME, "Ferry delayed", 2)));
    remove(&archive, add(&archive, &entry("2", PAGE, "Market moves", 2)));
    let others = [
        // It shares the home page, and then a page with another guid.
        entry("3", HOME, "Council votes", 2),
        entry("4", PAGE, "Bridge opens", 2),
        // The page is filled anew on another day.
        NewArticle { keys: Vec::new(), ..entry("", PAGE, "Harbour closes", 9) },
        // The guid was given again: other headline, text, day and page.
        entry("1", "https://example.org/school", "School opens", 20),
        // The guid of another feed.
        NewArticle {
            keys: vec![Key::scoped("guid", "1", "https://example.net/feed.xml")],
            ..entry("", "https://example.net/x", "Storm ahead", 2)
        },
        // The same wire copy in another paper.
        NewArticle {
            publication: Some(NewPublication {
                title: "Other Paper".into(),
                domain: Some("other.example".into()),
                ..Default::default()
            }),
            urls: Vec::new(),
            ..entry("1", "", "Ferry delayed", 2)
        },
        // Another language.
        entry("1", HOME, "Ferry delayed", 2).language("pt"),
    ];
    // One that was removed in a language that was said.
    remove(&archive, add(&archive, &entry("9", PAGE, "Fog", 3).language("en")));
    for (number, other) in others[..6].iter().enumerate() {
        assert_eq!(save(&archive, other), Outcome::Added, "{number}");
    }
    assert_eq!(save(&archive, &entry("9", PAGE, "Fog", 3).language("pt")), Outcome::Added);
    assert_sound(&archive);
}

#[test]
fn what_has_no_address_is_known_by_headline_and_day_and_text() {
    let archive = Archive::in_memory().unwrap();
    let story =
        |headline: &str, text: &str| NewArticle::new(headline, text).published("2024-05-02".parse().unwrap());
    let id = add(&archive, &story("Gold prices", "Gold rose to a new height in London on Thursday."));
    remove(&archive, id);
    let again = story("Gold prices", "Gold rose to a new height in London on Thursday.").tag("Gold");
    assert_eq!(save(&archive, &again), Outcome::Removed { article: id });
    assert_eq!(
        save(&archive, &story("Gold prices", "Gold fell in New York, and silver with it.")),
        Outcome::Added
    );
    assert_eq!(
        save(&archive, &story("Silver prices", "Gold rose to a new height in London on Thursday.")),
        Outcome::Added
    );
}

#[test]
fn a_stored_story_that_fits_as_well_is_saved() {
    let archive = Archive::in_memory().unwrap();
    let (one, other) = (entry("1", PAGE, "Ferry delayed", 2), entry("2", PAGE, "Market moves", 2));
    let (one_id, other_id) = (add(&archive, &one), add(&archive, &other));
    remove(&archive, one_id);
    // The page alone would say that it is the other one; its id is the stronger sign.
    let edited = entry("1", PAGE, "Ferry runs again", 2);
    assert_eq!(save(&archive, &edited), Outcome::Removed { article: one_id });
    let headline = archive.read(|s| s.article(other_id)).unwrap().unwrap().headline;
    assert_eq!(headline, "Market moves");
    assert_eq!(save(&archive, &other), Outcome::Unchanged);
}

#[test]
fn what_was_merged_is_removed_with_the_other() {
    let archive = Archive::in_memory().unwrap();
    let (from, into) = (add(&archive, &item("a", 1)), add(&archive, &item("b", 20)));
    archive.write(|tx| tx.merge_articles(from, into)).unwrap();
    remove(&archive, into);
    for id in ["a", "b"] {
        assert_eq!(save(&archive, &item(id, 20)), Outcome::Removed { article: into }, "{id}");
    }
    archive.write(|tx| tx.forget(into)).unwrap();
    let told = archive.read(|s| Ok([s.removed_article(from)?, s.removed_article(into)?])).unwrap();
    assert!(told.into_iter().flatten().all(|removed| removed.uri.is_empty() && !removed.is_kept_out));
    assert_eq!(save(&archive, &item("a", 1)), Outcome::Added);
}

#[test]
fn a_picture_by_itself_stays_out_as_well() {
    let archive = Archive::in_memory().unwrap();
    let picture = NewArticle {
        item_type: Some(dateline::ItemType::Picture),
        ..NewArticle::new("Ferry in fog", "")
            .image(NewImage::at("https://example.org/fog.jpg"))
            .key("photo", "P1")
    };
    let id = add(&archive, &picture);
    remove(&archive, id);
    assert_eq!(save(&archive, &picture), Outcome::Removed { article: id });
}

#[test]
fn all_of_a_list_is_removed_or_nothing() {
    let archive = Archive::in_memory().unwrap();
    let ids: Vec<_> = (1..=5).map(|day| add(&archive, &item(&format!("d{day}"), day))).collect();
    let missing = [ids[0], dateline::ArticleId(99), ids[1]];
    let refused = archive.write(|tx| tx.remove_articles(&missing));
    assert!(matches!(refused, Err(Error::NotFound { .. })), "{refused:?}");
    assert_eq!(archive.read(|s| s.article_count()).unwrap(), 5);
    archive.write_at(at(5), |tx| tx.remove_articles(&ids[..4])).unwrap();
    assert_eq!(archive.search_ids(&Query::new()).unwrap().hits, [ids[4]]);
    for refused in [archive.write(|tx| tx.allow(ids[4])), archive.write(|tx| tx.forget(ids[4]))] {
        assert!(matches!(refused, Err(Error::NotFound { .. })), "{refused:?}");
    }
    assert_sound(&archive);
}

#[test]
fn tombstones_go_with_an_export() {
    let archive = Archive::in_memory().unwrap();
    let id = add(&archive, &item("a", 1));
    let (from, into) = (add(&archive, &item("b", 2)), add(&archive, &item("c", 2)));
    archive.write_at(at(1), |tx| tx.merge_articles(from, into)).unwrap();
    archive.write(|tx| tx.find_or_add_tag("", "Transport")).unwrap();
    remove(&archive, id);
    let mut lines = Vec::new();
    archive.export(&Default::default(), &mut lines).unwrap();
    let copy = Archive::in_memory().unwrap();
    copy.import(&mut &*lines).unwrap();
    let beginning = Default::default();
    assert_eq!(crate::what(&copy, &beginning), crate::what(&archive, &beginning));
    assert_eq!(save(&copy, &item("a", 1)), Outcome::Removed { article: id });
    assert_sound(&copy);
}
