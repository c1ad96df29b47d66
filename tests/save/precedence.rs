//! Precedence of two values of a field: by hand, by extent, by version, by source, by arrival.

use dateline::{Archive, ArticleField, ArticleId, Extent, NewArticle, Outcome, Reason, ValueSource, Warning};

use crate::{add, archive, assert_sound, at, revise, save, stored, story};

const LONG: &str = "The ferry that links the two towns of the bay stayed in port on Thursday because of the fog. \
    The company put on buses over the bridge, which took most passengers across by the afternoon, while lorries \
    had to wait for the evening. The harbour master said that the fog was the thickest in ten years. Boats may \
    leave again on Friday if the wind turns as the forecast says, and the tickets of Thursday stay valid. The \
    town council wants a second pier on the northern side, where fog is rare, and will vote on it in June. In \
    the port the ships sounded their horns all night, and some people of the old town complained to the police \
    about the noise. The ferry has run for eighty years and carries half a million passengers in each of them. \
    A tunnel was planned twice and twice given up. The company says that a new ferry with radar is on order, \
    and that it will sail in any weather but a storm when it comes in two years or three, if the yard keeps to \
    its plan. Until then the buses are to be ready on every day from October until the end of April each year.";

fn ferry(body: &str) -> NewArticle {
    story("Ferry stays in port", body).key("wire", "F")
}

fn of_extent(body: &str, extent: Extent) -> NewArticle {
    NewArticle { extent: Some(extent), ..ferry(body) }
}

fn modified(article: NewArticle, when: &str) -> NewArticle {
    NewArticle { modified: Some(at(when)), ..article }
}

fn kept(field: ArticleField, why: Reason) -> Vec<Warning> {
    vec![Warning::Kept { field, why }]
}

fn body(archive: &Archive, id: ArticleId) -> String {
    stored(archive, id).body
}

#[test]
fn an_excerpt_after_the_full_text_replaces_nothing() {
    let archive = archive();
    let id = add(&archive, &of_extent(LONG, Extent::Full));
    let excerpt = of_extent("The ferry stayed in port.", Extent::Excerpt);
    for excerpt in [excerpt.clone(), modified(excerpt, "2024-05-03T08:00Z")] {
        let saved = save(&archive, &excerpt);
        assert_eq!(saved.warnings, kept(ArticleField::Body, Reason::Excerpt));
        assert_eq!((body(&archive, id).as_str(), stored(&archive, id).extent), (LONG, Some(Extent::Full)));
    }
    // The full text after the excerpt replaces it, even if it is of an earlier version or a worse source.
    let mut excerpt =
        modified(of_extent("The ferry stayed.", Extent::Excerpt), "2024-05-03T08:00Z").key("wire", "G");
    excerpt.keys.remove(0);
    excerpt.value_source = Some(ValueSource::JsonLd);
    let other = save(&archive, &excerpt.url("https://other.example/1")).id.unwrap();
    let mut full =
        modified(of_extent(LONG, Extent::Full), "2024-05-02T08:00Z").url("https://other.example/1");
    full.keys = vec![crate::key("wire", "G")];
    full.value_source = Some(ValueSource::Dom);
    let filled = vec![ArticleField::Body, ArticleField::Extent];
    assert_eq!(save(&archive, &full).outcome, Outcome::Older { filled });
    assert_eq!((body(&archive, other).as_str(), stored(&archive, other).extent), (LONG, Some(Extent::Full)));
    assert_sound(&archive);
}

#[test]
fn a_text_of_which_nobody_says_the_extent_is_no_excerpt() {
    let archive = archive();
    let id = add(&archive, &ferry("The ferry stayed in port on Thursday."));
    save(&archive, &of_extent("The ferry stayed.", Extent::Excerpt));
    assert_eq!(stored(&archive, id).extent, None);
    assert_eq!(revise(&archive, &of_extent(LONG, Extent::Full)), ["body", "extent"]);
    assert_eq!(revise(&archive, &ferry(&LONG.to_uppercase())), ["body", "extent"]);
    assert_eq!(stored(&archive, id).extent, None);
}

#[test]
fn the_same_words_said_as_an_excerpt_stay_the_full_text() {
    let archive = archive();
    let id = add(&archive, &of_extent(LONG, Extent::Full));
    let excerpt = of_extent(LONG, Extent::Excerpt);
    for excerpt in [excerpt.clone(), modified(excerpt, "2024-05-03T08:00Z")] {
        assert_eq!(save(&archive, &excerpt).warnings, kept(ArticleField::Extent, Reason::Excerpt));
        assert_eq!(stored(&archive, id).extent, Some(Extent::Full));
    }
    // An earlier version may know that they are all of it.
    let other = |article: NewArticle| NewArticle { keys: vec![crate::key("wire", "G")], ..article };
    let excerpt =
        other(modified(of_extent(LONG, Extent::Excerpt), "2024-05-03T08:00Z")).url("https://other.example/1");
    let id = save(&archive, &excerpt).id.unwrap();
    let full =
        other(modified(of_extent(LONG, Extent::Full), "2024-05-02T08:00Z")).url("https://other.example/1");
    assert_eq!(save(&archive, &full).outcome, Outcome::Older { filled: vec![ArticleField::Extent] });
    // By hand it may be an excerpt, and so it may where it is taken back first.
    let by_hand = NewArticle { extent: Some(Extent::Excerpt), ..NewArticle::default() };
    archive.write(|tx| tx.edit(id, |edit| _ = edit.set(by_hand))).unwrap();
    assert_eq!(stored(&archive, id).extent, Some(Extent::Excerpt));
    assert_eq!(save(&archive, &full).warnings[0], kept(ArticleField::Extent, Reason::ByHand)[0]);
    assert_sound(&archive);
}

#[test]
fn the_notice_of_a_paywall_is_no_body() {
    let archive = archive();
    let id = add(&archive, &ferry(LONG));
    let notice = ferry("Subscribe to read the rest of this article.");
    let saved = save(&archive, &notice);
    assert_eq!(
        (saved.outcome, saved.warnings),
        (Outcome::Unchanged, kept(ArticleField::Body, Reason::Short))
    );
    // What was modified later may be a correction.
    let first = modified(ferry(LONG), "2024-05-02T10:00Z");
    assert_eq!(revise(&archive, &first), ["modified"]);
    assert_eq!(revise(&archive, &modified(notice, "2024-05-02T11:00Z")), ["body", "modified"]);
    assert_eq!(body(&archive, id), "Subscribe to read the rest of this article.");
}

#[test]
fn an_earlier_version_fills_what_is_absent() {
    let archive = archive();
    let id = add(&archive, &modified(ferry("It left at noon."), "2024-05-02T12:00Z"));
    let mut older = modified(ferry("It waits."), "2024-05-02T09:00Z").tag("Fog").byline("By ANA REIS");
    older.dek = "Passengers wait".into();
    let saved = save(&archive, &older);
    let filled = vec![ArticleField::Dek, ArticleField::Byline, ArticleField::Tags];
    assert_eq!(saved.outcome, Outcome::Older { filled });
    assert_eq!(saved.warnings[0], kept(ArticleField::Body, Reason::Older)[0]);
    let article = stored(&archive, id);
    assert_eq!((article.body.as_str(), article.dek.as_str()), ("It left at noon.", "Passengers wait"));
    assert_eq!(article.modified, Some(at("2024-05-02T12:00Z")));
    // The same again fills nothing more, and writes nothing.
    assert_eq!(save(&archive, &older).outcome, Outcome::Older { filled: Vec::new() });
    assert_eq!(stored(&archive, id), article);
    let json = serde_json::to_value(save(&archive, &older)).unwrap();
    assert_eq!((json["outcome"].as_str(), json["filled"].as_array()), (Some("older"), Some(&Vec::new())));
    assert_sound(&archive);
}

#[test]
fn an_earlier_version_takes_no_item_away() {
    let archive = archive();
    let later = modified(ferry("It left at noon.").tag("Fog").tag("Ports"), "2024-05-02T12:00Z");
    let id = add(&archive, &later.person("Ana Reis").person("Rui Sá"));
    let older = modified(ferry("It left at noon.").tag("Ports").person("Rui Sá"), "2024-05-02T09:00Z");
    assert_eq!(save(&archive, &older).outcome, Outcome::Older { filled: Vec::new() });
    let article = stored(&archive, id);
    assert_eq!((article.tags.len(), article.people.len()), (2, 2));
    assert_sound(&archive);
}

#[test]
fn the_number_of_a_version_tells_earlier_ones() {
    let archive = archive();
    let of = |version, body| NewArticle { version: Some(version), ..ferry(body) };
    let id = add(&archive, &of(3, "Third."));
    assert_eq!(save(&archive, &of(2, "Second.")).outcome.as_str(), "older");
    assert_eq!(revise(&archive, &of(4, "Fourth.")), ["body", "version"]);
    assert_eq!(body(&archive, id), "Fourth.");
}

#[test]
fn a_modification_in_the_future_holds_nothing_off() {
    let archive = archive();
    let id = save(&archive, &modified(ferry("First."), "2099-01-01")).id.unwrap();
    assert_eq!(revise(&archive, &modified(ferry("Second."), "2024-05-02T09:00Z")), ["body", "modified"]);
    assert_eq!(revise(&archive, &modified(ferry("Third."), "2098-01-01")), ["body", "modified"]);
    assert_eq!(revise(&archive, &modified(ferry("Fourth."), "2024-05-02T10:00Z")), ["body", "modified"]);
    assert_eq!(body(&archive, id), "Fourth.");
}

#[test]
fn of_two_editions_of_one_minute_the_later_arrival_stands_and_both_are_kept() {
    let archive = archive();
    let id = add(&archive, &modified(ferry("First edition."), "2024-05-02T09:00Z"));
    assert_eq!(revise(&archive, &modified(ferry("Second edition."), "2024-05-02T09:00Z")), ["body"]);
    assert_eq!(body(&archive, id), "Second edition.");
    let revisions = archive.read(|s| s.revisions_of(id)).unwrap();
    assert_eq!(revisions[0].document.body, "First edition.");
}

#[test]
fn the_name_of_a_file_only_fills_a_body_too() {
    let archive = archive();
    let named = |body: &str| NewArticle { value_source: Some(ValueSource::Name), ..ferry(body) };
    let id = add(&archive, &named(""));
    save(&archive, &modified(named("Fog held up the ferry."), "2024-05-02T11:00Z"));
    assert_eq!(body(&archive, id), "Fog held up the ferry.");
    for other in [named("Ferry in fog, one."), named("Ferry in fog, two.")] {
        let saved = save(&archive, &other);
        assert_eq!(saved.warnings, kept(ArticleField::Body, Reason::BetterSource));
        assert_eq!(body(&archive, id), "Fog held up the ferry.");
    }
    save(&archive, &modified(named("The ferry sails again."), "2024-05-03T08:00Z"));
    assert_eq!(body(&archive, id), "The ferry sails again.");
}
