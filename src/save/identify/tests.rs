//! Each rule both ways, and sequences of stories with the number of articles that they come to.

use chrono::{DateTime, TimeZone, Utc};

use super::facts::Facts;
use super::rules::Rule::{ContradictedUrl, HeadlineDay, Twin, Uri, Url};
use super::rules::{Rule, Verdict, decide};
use crate::model::new_article::{Key, NewArticle, NewPublication, NewUrl, UrlRelation};
use crate::text::url::{Tracking, WebUrl};
use crate::{Archive, Outcome};

const FERRY: &str = "The last ferry of the evening turned back in thick fog after an hour at sea, and two hundred \
                     passengers spent the night in the school hall of the island.";
const MARKET: &str = "Stall holders of the fish market voted on Wednesday to close on Mondays from next month, since \
                      boats no longer land a catch on the day before.";

fn story(headline: &str, body: &str, day: &str) -> NewArticle {
    let mut story = NewArticle::new(headline, body);
    story.published = day.parse().ok();
    story
}

fn ferry() -> NewArticle {
    story("Ferry turns back", FERRY, "2024-05-02")
}

fn market() -> NewArticle {
    story("Market to close on Mondays", MARKET, "2024-05-02")
}

fn facts(new: &NewArticle) -> Facts {
    let tracking = Tracking::default();
    let mut facts = Facts::default()
        .with_uri(new.uri.as_deref())
        .with_language(new.language.as_deref())
        .with_dates(new.published, &new.published_printed, new.modified.is_some())
        .with_texts(&new.headline, &new.dek, &new.body);
    if let Some(publication) = &new.publication {
        facts = facts.with_publication(&publication.title, publication.domain.as_deref().unwrap_or(""));
    }
    let canonical = new.url.iter().map(|url| (url, UrlRelation::Canonical));
    for (url, relation) in canonical.chain(new.urls.iter().map(|url| (&url.url, url.relation))) {
        facts = facts.with_url(WebUrl::of(url, &tracking).unwrap(), relation);
    }
    new.keys.iter().fold(facts, |facts, key| facts.with_key(key, &tracking))
}

fn verdict(stored: &NewArticle, new: &NewArticle) -> Verdict {
    decide(&facts(stored), &facts(new))
}

#[track_caller]
fn assert_same(stored: &NewArticle, new: &NewArticle, rule: Rule) {
    assert!(matches!(verdict(stored, new), Verdict::Same(by, _) if by == rule), "{:?}", verdict(stored, new));
}

#[track_caller]
fn assert_another(stored: &NewArticle, new: &NewArticle) {
    assert_eq!(verdict(stored, new), Verdict::Another);
}

fn dated(mut article: NewArticle, day: &str) -> NewArticle {
    article.published = day.parse().ok();
    article
}

fn guid(article: NewArticle, value: &str, feed: &str) -> NewArticle {
    NewArticle { keys: vec![Key::scoped("guid", value, feed)], ..article }
}

#[test]
fn one_uri_is_one_article() {
    let with = |article: NewArticle, uri: &str| NewArticle { uri: Some(uri.into()), ..article };
    assert_same(&with(ferry(), "wire:1"), &with(market(), "wire:1"), Uri);
    assert_another(&with(ferry(), "wire:1"), &with(market(), "wire:2"));
    let renamed = ferry().key("uri", "wire:2");
    assert_same(&renamed, &with(market(), "wire:2"), Uri);
}

#[test]
fn publishers_and_languages_part() {
    let at = |url: &str| ferry().url(url).key("wire", "1");
    assert_another(&at("https://news.example.org/1"), &at("https://example.net/1"));
    assert_same(&at("https://news.example.org/1"), &at("https://www.example.org/2"), Rule::Key);
    assert_another(&at("https://one.example.co.uk/1"), &at("https://two.other.co.uk/1"));
    assert_another(
        &ferry().publication("Post").key("wire", "1"),
        &ferry().publication("Herald").key("wire", "1"),
    );
    // A domain on one side says nothing against a title on the other.
    assert_same(
        &at("https://example.org/1").publication("Post"),
        &ferry().publication("Herald").key("wire", "1"),
        Rule::Key,
    );

    let url = "https://example.org/1";
    assert_another(&ferry().url(url).language("en"), &ferry().url(url).language("fr"));
    assert_same(&ferry().url(url).language("en"), &ferry().url(url).language("en-GB"), Url);
    assert_same(&ferry().url(url).language("en"), &ferry().url(url), Url);
}

#[test]
fn an_id_is_shared_unless_all_else_differs() {
    let (feed, other) = ("https://example.org/feed", "https://example.net/feed");
    assert_same(&guid(ferry(), "7", feed), &guid(dated(ferry(), "2024-05-09"), "7", feed), Rule::Key);
    assert_same(&guid(ferry(), "7", feed), &guid(market(), "7", feed), Rule::Key);
    let reused = Verdict::IdReused;
    assert_eq!(verdict(&guid(ferry(), "7", feed), &guid(dated(market(), "2024-05-09"), "7", feed)), reused);
    let at = |article: NewArticle, n: u8| guid(article, "7", feed).url(format!("https://example.org/{n}"));
    assert_eq!(verdict(&at(ferry(), 1), &at(market(), 2)), reused);
    assert_same(&at(ferry(), 1), &at(market(), 1), Rule::Key);
    // The same headline, or nothing to compare.
    let renamed = NewArticle { headline: ferry().headline, ..dated(market(), "2024-05-09") };
    assert_same(&at(ferry(), 1), &at(renamed, 2), Rule::Key);
    assert_same(&at(ferry(), 1), &at(story("Correction", "", "2024-05-09"), 2), Rule::Key);
    // Of another feed, or of none.
    assert_another(&guid(ferry(), "7", feed), &guid(market(), "7", other));
    assert_another(&guid(ferry(), "7", feed), &guid(market(), "7", ""));
    let of_post = |article: NewArticle| article.publication("Post");
    assert_same(&of_post(guid(ferry(), "7", feed)), &of_post(guid(market(), "7", "")), Rule::Key);
    assert_another(&of_post(guid(ferry(), "7", feed)), &of_post(guid(market(), "7", other)));
    // An id that nobody else gives needs no feed.
    let url = "http://example.org/?p=7";
    assert_same(
        &guid(ferry(), url, feed),
        &guid(market(), &url.replace("http:", "https:"), other),
        Rule::Key,
    );
}

#[test]
fn a_url_with_another_id_needs_the_text_and_the_day() {
    let at = |article: NewArticle, n: &str| guid(article, n, "").url("https://example.org/");
    assert_another(&at(ferry(), "1"), &at(market(), "2"));
    assert_same(
        &at(ferry(), "http://example.org/?p=9"),
        &at(ferry(), "https://example.org/fog"),
        ContradictedUrl,
    );
    assert_another(&at(ferry(), "1"), &at(dated(ferry(), "2024-05-09"), "2"));
    let post = |article: NewArticle, n: u8| article.url(format!("https://example.org/live#{n}"));
    assert_another(&post(ferry(), 1), &post(market(), 2));
    assert_same(&post(ferry(), 1), &post(ferry(), 2), ContradictedUrl);
    assert_same(&post(ferry(), 1), &post(market(), 1), Url);
    // Two wires' ids are no contradiction.
    let wire = |article: NewArticle, scheme: &str| article.key(scheme, scheme).url("https://example.org/1");
    assert_same(&wire(ferry(), "one"), &wire(market(), "two"), Url);
}

#[test]
fn a_url_needs_one_more_sign() {
    let at = |article: NewArticle| article.url("https://example.org/fog");
    let next = |article: NewArticle| dated(article, "2024-05-03");
    assert_same(&at(ferry()), &at(market()), Url);
    assert_another(&at(ferry()), &at(next(market())));
    assert_same(&at(ferry()), &at(next(ferry())), Url);
    let undated = NewArticle { published: None, ..at(NewArticle { headline: ferry().headline, ..market() }) };
    assert_same(&at(ferry()), &undated, Url);
    assert_another(&at(ferry()), &NewArticle { published: None, ..at(market()) });
    let modified = |article: NewArticle| NewArticle { modified: "2024-05-04T10:00Z".parse().ok(), ..article };
    assert_same(&modified(at(ferry())), &modified(at(next(market()))), Url);
    // An alternate URL is another article's.
    let alternate = NewUrl { url: "https://example.org/fog".into(), relation: UrlRelation::Alternate };
    assert_another(&at(ferry()), &NewArticle { urls: vec![alternate], ..market() });
}

#[test]
fn a_home_page_needs_the_text_or_the_headline() {
    let at = |article: NewArticle| article.url("https://example.org/");
    assert_another(&at(ferry()), &at(market()));
    assert_another(
        &at(story("Crab quota cut", "By half.", "2024-05-02")),
        &at(story("Choir wins", "A prize.", "2024-05-02")),
    );
    assert_same(&at(ferry()), &at(story("Fog", FERRY, "2024-05-02")), Url);
    assert_same(&at(ferry()), &at(NewArticle { headline: ferry().headline, ..market() }), Url);
    let page = |article: NewArticle| article.url("https://example.org/?p=7");
    assert_same(&page(ferry()), &page(market()), Url);
}

#[test]
fn texts_of_other_days_must_agree_in_more() {
    let draw = |numbers: &str| {
        format!(
            "The lottery numbers drawn in the town hall were {numbers} and nobody won the first prize, so that it \
                 grows to nine thousand."
        )
    };
    let at =
        |numbers: &str, day: &str| story("Lottery", &draw(numbers), day).url("https://example.org/lottery");
    let first = at("4 8 15 16 23 42", "2024-05-02");
    assert_another(&first, &at("7 9 11 30 31 44", "2024-05-09"));
    assert_same(&first, &at("7 9 11 30 31 44", "2024-05-02"), Url);
}

#[test]
fn a_twin_needs_the_text_or_headline_and_day() {
    let page = |article: NewArticle| article.url("https://example.org/fog");
    let twin = |article: NewArticle| article.url("https://m.example.org/fog/amp");
    assert_same(&page(ferry()), &twin(NewArticle { headline: "Fog".into(), ..ferry() }), Twin);
    assert_same(&twin(ferry()), &page(NewArticle { headline: ferry().headline, ..market() }), Twin);
    assert_another(&page(ferry()), &twin(market()));
}

#[test]
fn headline_and_day_need_the_text() {
    assert_same(&ferry(), &ferry().url("https://example.org/fog"), HeadlineDay);
    assert_same(
        &ferry(),
        &story("FERRY turns back!", &FERRY.replace("two hundred", "210"), "2024-05-02"),
        HeadlineDay,
    );
    assert_same(&story("Fog", "", "2024-05-02"), &story("Fog", "", "2024-05-02"), HeadlineDay);
    assert_another(&story("Fog", "", "2024-05-02"), &story("Fog", "", "2024-05-03"));
    assert_another(&ferry(), &NewArticle { headline: ferry().headline, ..market() });
    assert_another(&ferry(), &dated(ferry(), "2024-05-03"));
    assert_another(&guid(ferry(), "1", "f"), &guid(ferry(), "2", "f"));
    assert_another(&ferry().publication("Post"), &ferry().publication("Herald"));
    let printed = |text: &str| NewArticle { published: None, published_printed: text.into(), ..ferry() };
    assert_same(&printed("2 May 2024"), &printed("2 MAY 2024"), HeadlineDay);
    assert_another(&printed("2 May 2024"), &ferry());
    // Without a day the whole text stands in for it.
    let undated = |article: NewArticle| NewArticle { published: None, ..article };
    assert_same(&undated(ferry()), &undated(ferry().tag("Fog")), HeadlineDay);
    assert_another(&undated(ferry()), &undated(NewArticle { body: format!("{FERRY} It left."), ..ferry() }));
    // One instant is one day, whatever day it is elsewhere.
    let at = |time: &str| dated(ferry(), time);
    assert_same(&at("2024-05-02T23:30Z"), &at("2024-05-03T01:30+02:00"), HeadlineDay);
    let japanese = |end: &str| {
        story(
            "市場が閉まる",
            &format!("港の魚市場は来月から月曜日に休むことを決め、組合の会議で発表{end}。"),
            "2024-05-02",
        )
    };
    assert_same(&japanese("した"), &japanese("しました"), HeadlineDay);
}

#[test]
fn an_excerpt_is_found_in_the_text_and_a_standfirst_in_both() {
    let at = |article: NewArticle| article.url("https://example.org/fog");
    let whole = at(NewArticle {
        headline: "Fog".into(),
        body: format!("{FERRY} {MARKET}"),
        published: None,
        ..ferry()
    });
    assert_same(&at(ferry()), &whole, Url);
    let dek = NewArticle { dek: FERRY.into(), body: String::new(), ..ferry() };
    assert_same(
        &dek,
        &NewArticle { dek: FERRY.into(), ..NewArticle { headline: ferry().headline, ..market() } },
        HeadlineDay,
    );
    assert_same(&dek, &ferry(), HeadlineDay);
    // Too short to name a story by itself.
    let short =
        |headline: &str| NewArticle { published: None, ..at(story(headline, "Read more on our page.", "")) };
    assert_another(&short("Fog"), &short("Fish"));
    assert_same(&short("Fog"), &short("Fog"), Url);
}

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2024, 6, 1, 12, 0, 0).unwrap()
}

/// Saves a sequence one by one and in one batch, twice, and counts what it comes to.
#[track_caller]
fn assert_articles(count: u64, sequence: &[NewArticle]) {
    for together in [false, true] {
        let archive = Archive::in_memory().unwrap();
        for _ in 0..2 {
            let saved = if together {
                archive.write_at(now(), |tx| tx.save_all(sequence)).unwrap()
            } else {
                let save = |new| archive.write_at(now(), |tx| tx.save(new)).unwrap();
                sequence.iter().map(save).collect()
            };
            assert!(saved.iter().all(|saved| !matches!(saved.outcome, Outcome::Rejected { .. })));
            assert_eq!(archive.read(|s| s.article_count()).unwrap(), count, "together: {together}");
        }
        assert_eq!(archive.check().unwrap(), []);
    }
}

#[test]
fn sequences_come_to_as_many_articles_as_there_are_stories() {
    let url = |article: NewArticle, path: &str| article.url(format!("https://example.org/{path}"));
    let next = |article: NewArticle, day: u8| dated(article, &format!("2024-05-{day:02}"));
    let ran_in = |article: NewArticle, title: &str, domain: &str| NewArticle {
        publication: Some(NewPublication { domain: Some(domain.into()), ..NewPublication::from(title) }),
        url: Some(format!("https://{domain}/1")),
        ..article
    };
    // A page of one name and link, filled anew each day.
    let named = |article: NewArticle| NewArticle { headline: "This morning".into(), ..article };
    let third = "Schools open again on Monday after the holidays with new timetables for the youngest pupils of all the \
                 islands, and with their teachers.";
    assert_articles(
        3,
        &[
            url(named(ferry()), "morning"),
            url(named(next(market(), 3)), "morning"),
            url(named(story("", third, "2024-05-04")), "morning"),
        ],
    );
    // One wire copy in two papers.
    assert_articles(
        2,
        &[ran_in(ferry(), "Post", "post.example"), ran_in(ferry(), "Herald", "herald.example")],
    );
    // Print and page of one paper.
    assert_articles(1, &[url(ferry(), "fog").publication("Post"), ferry().publication("Post")]);
    // Ids that moved with the site.
    let moved = |value: &str| url(guid(ferry(), value, ""), "fog");
    assert_articles(1, &[moved("http://example.org/?p=9"), moved("https://example.org/2024/fog")]);
    // A page that moved, with its id.
    assert_articles(1, &[url(guid(ferry(), "g", ""), "fog"), url(guid(ferry(), "g", ""), "new/fog")]);
    // The date was put on, the text grew.
    let grown = NewArticle { body: format!("{FERRY} {MARKET}"), ..next(ferry(), 6) };
    assert_articles(1, &[url(guid(ferry(), "g", ""), "fog"), url(guid(grown, "g", ""), "fog")]);
    // Rewritten on the same day.
    assert_articles(1, &[url(ferry(), "fog"), url(market(), "fog")]);
    // Withdrawn.
    let withdrawn = NewArticle { status: Some(crate::Status::Canceled), body: String::new(), ..ferry() };
    assert_articles(1, &[guid(ferry(), "w", ""), guid(withdrawn, "w", "")]);
    // Two languages of one page.
    assert_articles(2, &[url(ferry().language("en"), "fog"), url(market().language("de"), "fog")]);
    // Many stories of a front page.
    let many: Vec<_> = (0..40)
        .map(|n| {
            let body = format!(
                "Story {n} tells of matter {n} in {n} words, and of nothing that any other {n} would tell."
            );
            url(guid(story(&format!("Story {n}"), &body, "2024-05-02"), &n.to_string(), "feed"), "")
        })
        .collect();
    assert_articles(40, &many);
}

#[test]
fn uris_of_their_own_tell_stories_apart() {
    let of = |uri: &str| NewArticle { uri: Some(uri.into()), ..ferry() };
    assert_another(&of("pool-1"), &of("pool-2"));
    assert_same(&of("pool-1"), &of("pool-1"), Rule::Uri);
    // Those that are addresses or made of an id say no more than these.
    assert_same(&of("urn:dateline:headline-day:0f"), &of("pool-2"), Rule::HeadlineDay);
    assert_same(&of("wire:7").key("wire", "7"), &of("pool-2"), Rule::HeadlineDay);
}
