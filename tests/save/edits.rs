//! Edits by hand, and what sources take back.

use dateline::{
    Archive, Article, ArticleField, ArticleId, Edit, Error, NewArticle, NewImage, NewTag, Origin, Outcome,
    Reason, Saved, SetBy, ValueSource, Warning,
};

use crate::{add, archive, assert_sound, at, now, revise, save, stored, story};

fn ferry() -> NewArticle {
    let picture = |name: &str, caption: &str| {
        NewImage::at(format!("https://img.example.org/{name}.jpg")).caption(caption, "")
    };
    story("Ferry stays in port", "Fog held up the ferry.")
        .key("wire", "F")
        .publication("Harbour News")
        .byline("By ANA REIS")
        .credit("ANA REIS")
        .person("Rui Lima")
        .tag("Fog")
        .tag("Sport")
        .image(picture("a", "The pier."))
        .image(picture("b", "Not the ferry."))
}

fn edit(archive: &Archive, id: ArticleId, change: impl FnOnce(&mut Edit)) -> Saved {
    archive.write_at(now(), |tx| tx.edit(id, change)).unwrap()
}

fn tags(article: &Article) -> Vec<&str> {
    article.tags.iter().map(|tag| tag.name.as_str()).collect()
}

fn captions(article: &Article) -> Vec<&str> {
    article.images.iter().flat_map(|image| &image.captions).map(|caption| caption.text.as_str()).collect()
}

fn kept(field: ArticleField) -> Warning {
    Warning::Kept { field, why: Reason::ByHand }
}

#[test]
fn what_is_set_by_hand_stays_until_it_is_released() {
    let archive = archive();
    let id = add(&archive, &ferry());
    let saved = edit(&archive, id, |edit| {
        edit.set_headline("Ferry waits").set_body("It waits.").clear(ArticleField::Byline);
    });
    let changed = vec![ArticleField::Headline, ArticleField::Byline, ArticleField::Body];
    assert_eq!(saved.outcome, Outcome::Revised { changed });

    let mut feed = ferry().byline("By BO LI");
    feed.headline = "Ferry sails".into();
    feed.dek = "At last".into();
    feed.modified = Some(at("2024-05-30T10:00Z"));
    let saved = save(&archive, &feed);
    assert_eq!(saved.outcome.changed(), [ArticleField::Dek, ArticleField::Modified]);
    let fields = [ArticleField::Body, ArticleField::Headline, ArticleField::Byline];
    assert_eq!(saved.warnings, fields.map(kept));
    let article = stored(&archive, id);
    assert_eq!((article.headline.as_str(), article.byline.as_str()), ("Ferry waits", ""));
    let by_hand: Vec<_> = article.by_hand.keys().copied().collect();
    assert_eq!(by_hand, [ArticleField::Headline, ArticleField::Byline, ArticleField::Body]);
    let json = serde_json::to_value(&article).unwrap();
    assert_eq!(json["by_hand"]["headline"], "2024-06-01T12:00:00Z");

    edit(&archive, id, |edit| _ = edit.release(ArticleField::Headline).release(ArticleField::Byline));
    assert_eq!(stored(&archive, id).headline, "Ferry waits");
    assert_eq!(revise(&archive, &feed), ["headline", "byline"]);
    assert_eq!(stored(&archive, id).body, "It waits.");
    assert_sound(&archive);
}

#[test]
fn a_revision_says_whose_hand_it_was() {
    let archive = archive();
    let id = add(&archive, &ferry());
    edit(&archive, id, |edit| _ = edit.set_headline("Ferry waits"));
    save(&archive, &NewArticle { dek: "At last".into(), ..ferry() });
    let revisions = archive.read(|s| s.revisions_of(id)).unwrap();
    let origins: Vec<_> = revisions.iter().map(|revision| (revision.origin, revision.change)).collect();
    assert_eq!(origins, [(Some(Origin::Hand), 2), (Some(Origin::Source), 3)]);
    assert_eq!(stored(&archive, id).changed, 3);
    assert_eq!(revisions[0].document.headline, "Ferry stays in port");
}

#[test]
fn what_was_removed_by_hand_does_not_come_back() {
    let archive = archive();
    let id = add(&archive, &ferry());
    edit(&archive, id, |edit| {
        edit.remove_tag("SPORT").remove_person("Rui Lima").remove_credit("Ana Reis");
        edit.remove_image("https://www.img.example.org/b.jpg?utm_source=x").remove_caption("The pier.");
        edit.add_tag("Transport").add_person("Eva Melo").add_credit("Bo Li");
        edit.add_image(NewImage::at("https://img.example.org/c.jpg").caption("By hand.", ""));
    });
    let check = |article: &Article| {
        assert_eq!(tags(article), ["Fog", "Transport"]);
        let names: Vec<_> =
            article.people.iter().map(|person| (person.name.as_str(), person.set_by)).collect();
        assert_eq!(names, [("Eva Melo", SetBy::Editor)]);
        assert_eq!(article.credits.iter().map(|credit| credit.name.as_str()).collect::<Vec<_>>(), ["Bo Li"]);
        assert_eq!(captions(article), ["By hand."]);
        assert_eq!(article.images.len(), 2);
    };
    check(&stored(&archive, id));
    let again = save(&archive, &ferry());
    check(&stored(&archive, id));
    assert_eq!(again.outcome, Outcome::Unchanged);
    use ArticleField::{Credits, Images, People, Tags};
    assert_eq!(again.warnings, [Credits, People, Tags, Images].map(kept));
    // The rest of the lists follows the feed.
    assert_eq!(revise(&archive, &ferry().tag("Port")), ["tags"]);
    assert_eq!(tags(&stored(&archive, id)), ["Fog", "Port", "Transport"]);
    // Released, all of it may come back; what was added is a source's to keep.
    edit(&archive, id, |edit| _ = edit.release(Tags));
    assert_eq!(revise(&archive, &ferry()), ["tags"]);
    assert_eq!(tags(&stored(&archive, id)), ["Fog", "Sport"]);
    assert_sound(&archive);
}

#[test]
fn a_list_that_is_set_by_hand_is_that_list() {
    let archive = archive();
    let id = add(&archive, &ferry());
    edit(&archive, id, |edit| _ = edit.set(NewArticle::default().tag("Fog").tag("Sea")));
    assert_eq!(tags(&stored(&archive, id)), ["Fog", "Sea"]);
    assert_eq!(revise(&archive, &ferry()), [""; 0]);
    // A feed that drops what the list has takes nothing away.
    assert_eq!(revise(&archive, &story("Ferry stays in port", "").key("wire", "F").tag("New")), ["tags"]);
    assert_eq!(tags(&stored(&archive, id)), ["New", "Fog", "Sea"]);
    edit(&archive, id, |edit| _ = edit.clear(ArticleField::Tags).clear(ArticleField::Images));
    assert_eq!(revise(&archive, &ferry()), [""; 0]);
    let article = stored(&archive, id);
    assert!(article.tags.is_empty() && article.images.is_empty());
    assert_sound(&archive);
}

#[test]
fn an_edit_that_says_what_is_stored_keeps_it_from_now_on() {
    let archive = archive();
    let id = add(&archive, &ferry());
    let same = |edit: &mut Edit| _ = edit.set_headline("Ferry stays in port");
    assert_eq!(edit(&archive, id, same).outcome, Outcome::Unchanged);
    let changed = stored(&archive, id).changed;
    assert_eq!(edit(&archive, id, same).outcome, Outcome::Unchanged);
    assert_eq!(stored(&archive, id).changed, changed);
    let mut feed = ferry();
    feed.headline = "Ferry sails".into();
    assert_eq!(save(&archive, &feed).warnings, [kept(ArticleField::Headline)]);
    assert!(archive.read(|s| s.revisions_of(id)).unwrap().is_empty());
}

#[test]
fn an_edit_that_leaves_no_words_or_no_place_changes_nothing() {
    let archive = archive();
    let id = add(&archive, &story("Fog", "It came."));
    let before = stored(&archive, id);
    let fails =
        |change: &dyn Fn(&mut Edit)| archive.write_at(now(), |tx| tx.edit(id, |e| change(e))).unwrap_err();
    let wordless = fails(&|edit| _ = edit.clear(ArticleField::Headline).clear(ArticleField::Body));
    assert!(matches!(wordless, Error::Invalid { field: "headline", .. }));
    let late = fails(&|edit| _ = edit.set_published(at("5000-01-01")));
    assert!(matches!(late, Error::Invalid { field: "published", .. }));
    let other =
        fails(&|edit| _ = edit.set(NewArticle { uri: Some("urn:other".into()), ..NewArticle::default() }));
    assert!(matches!(other, Error::Invalid { field: "uri", .. }));
    assert_eq!(stored(&archive, id), before);
    let missing = archive.write(|tx| tx.edit(ArticleId(9), |edit| _ = edit.set_dek("x")));
    assert!(matches!(missing, Err(Error::NotFound { .. })));
}

#[test]
fn a_source_takes_back_what_it_said() {
    let archive = archive();
    let mut first = ferry();
    first.embargoed = Some("2024-07-01T06:00:00Z".parse().unwrap());
    first.status = Some(dateline::Status::Withheld);
    let id = add(&archive, &first);
    assert!(stored(&archive, id).hidden);
    let clear = |fields: &[ArticleField]| {
        NewArticle { clear: fields.to_vec(), ..NewArticle::default() }.key("wire", "F")
    };
    use ArticleField::{Body, Byline, Credits, Embargoed, Headline, Images, Keys, People, Status, Tags};
    let taken = [Byline, Credits, People, Tags, Embargoed, Status];
    assert_eq!(
        revise(&archive, &clear(&taken)),
        ["byline", "status", "embargoed", "credits", "people", "tags"]
    );
    let article = stored(&archive, id);
    assert!(article.byline.is_empty() && article.tags.is_empty() && article.people.is_empty());
    assert!(!article.hidden);
    // Clear, then set: the words under a picture go with it.
    let picture = NewImage::at("https://img.example.org/a.jpg");
    assert_eq!(revise(&archive, &clear(&[Images]).image(picture)), ["images"]);
    assert_eq!(captions(&stored(&archive, id)), [""; 0]);
    // What an article can't be without stays.
    let saved = save(&archive, &clear(&[Headline, Body, Images, Keys]));
    assert_eq!(saved.outcome.changed(), [Images]);
    let needed = |field| Warning::Kept { field, why: Reason::Needed };
    assert_eq!(saved.warnings, [needed(Keys), needed(Headline), needed(Body)]);
    assert_eq!(stored(&archive, id).headline, "Ferry stays in port");
    assert_sound(&archive);
}

#[test]
fn without_its_date_an_article_stands_where_it_was_first_seen() {
    let archive = archive();
    let id = add(&archive, &ferry());
    let cleared =
        NewArticle { clear: vec![ArticleField::Published], ..NewArticle::default() }.key("wire", "F");
    let saved = save(&archive, &cleared);
    assert_eq!(
        (saved.outcome.changed(), &saved.warnings[..]),
        (&[ArticleField::Published][..], &[Warning::NoDate][..])
    );
    let article = stored(&archive, id);
    assert_eq!((article.published.at, article.published.precision), (now(), None));
    assert_eq!(save(&archive, &cleared).outcome, Outcome::Unchanged);
    assert_eq!(revise(&archive, &ferry()), ["published"]);
    edit(&archive, id, |edit| _ = edit.clear(ArticleField::Published));
    assert_eq!(save(&archive, &ferry()).warnings, [kept(ArticleField::Published)]);
    assert_eq!(stored(&archive, id).published.precision, None);
    assert_sound(&archive);
}

#[test]
fn a_source_clears_nothing_that_was_added_by_hand() {
    let archive = archive();
    let id = add(&archive, &ferry());
    edit(&archive, id, |edit| {
        _ = edit.add_tag(NewTag { scheme: "topic".into(), ..NewTag::from("Transport") })
    });
    let cleared = NewArticle { clear: vec![ArticleField::Tags], ..NewArticle::default() }.key("wire", "F");
    let saved = save(&archive, &cleared);
    assert_eq!(
        (saved.outcome.changed(), &saved.warnings[..]),
        (&[ArticleField::Tags][..], &[kept(ArticleField::Tags)][..])
    );
    assert_eq!(tags(&stored(&archive, id)), ["Transport"]);
}

#[test]
fn a_value_that_is_released_gives_way_to_any_source() {
    let archive = archive();
    let of = |source| NewArticle { value_source: Some(source), ..ferry() };
    let id = add(&archive, &of(ValueSource::Wire));
    edit(&archive, id, |edit| _ = edit.set_headline("Ferry waits"));
    edit(&archive, id, |edit| _ = edit.release(ArticleField::Headline));
    let feed = NewArticle { headline: "Ferry sails".into(), ..of(ValueSource::Feed) };
    assert_eq!(revise(&archive, &feed), ["headline"]);
    assert_eq!(stored(&archive, id).headline, "Ferry sails");
    assert_sound(&archive);
}
