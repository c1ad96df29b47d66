//! A batch makes the archive that saving one by one makes.

use std::collections::BTreeSet;
use std::time::Duration;

use dateline::{
    Archive, Article, Listing, NewArticle, NewCaption, NewCredit, NewImage, NewPerson, NewPublication,
    NewTag, NewUrl, Order, Outcome, Query, Revision, Saved, SetBy, Source, UrlRelation,
};
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use crate::{archive, assert_sound, at, key, now, richest, stored, story};

/// All that can be read back of the articles, by id. Changes are numbered without gaps: a batch may pass a number over,
/// where it writes an article twice.
fn content(archive: &Archive) -> Vec<(Article, Vec<Revision>)> {
    let mut content = stored_content(archive);
    let mut numbers = BTreeSet::new();
    for (article, revisions) in &content {
        numbers.extend([article.added, article.changed]);
        numbers.extend(revisions.iter().map(|revision| revision.change));
    }
    let numbers: Vec<_> = numbers.into_iter().collect();
    let place = |number: &mut i64| *number = numbers.binary_search(number).unwrap() as i64;
    for (article, revisions) in &mut content {
        [&mut article.added, &mut article.changed].into_iter().for_each(place);
        revisions.iter_mut().for_each(|revision| place(&mut revision.change));
    }
    content
}

fn stored_content(archive: &Archive) -> Vec<(Article, Vec<Revision>)> {
    // On a busy machine any deadline may pass, and part of the articles would be missing.
    let all = Query::default().order(Order::Newest).limit(100).deadline(Duration::MAX);
    let page = archive.search(&all).unwrap();
    let ids: BTreeSet<_> = page.hits.iter().map(|hit| hit.id).collect();
    archive
        .read(|s| ids.iter().map(|id| Ok((s.article(*id)?.unwrap(), s.revisions_of(*id)?))).collect())
        .unwrap()
}

/// Saves on top of the same articles in a batch and one by one, and compares all that is there then.
fn both_ways(before: &[NewArticle], batch: &[NewArticle]) -> (Archive, Vec<Saved>) {
    let (one, all) = (archive(), archive());
    for archive in [&one, &all] {
        archive.write_at(now(), |tx| before.iter().try_for_each(|new| tx.save(new).map(drop))).unwrap();
    }
    let run = Source::default();
    let singly: Vec<Saved> =
        batch.iter().map(|new| one.write_at(now(), |tx| tx.save_from(&run, new)).unwrap()).collect();
    let together = all.write_at(now(), |tx| tx.save_all(batch)).unwrap();
    assert_eq!(together, singly);
    assert_eq!(content(&all), content(&one));
    let whole = Listing::new().limit(Listing::MAX_LIMIT);
    let [publications, others] =
        [&all, &one].map(|archive| archive.read(|s| s.publications(&whole)).unwrap());
    assert_eq!(publications, others);
    let [tags, others] = [&all, &one].map(|archive| archive.read(|s| s.tags(&whole)).unwrap());
    assert_eq!(tags, others);
    assert_sound(&all);
    (all, together)
}

#[test]
fn out_of_the_order_of_the_clock() {
    let dates =
        ["2024-05-03", "2023", "2024-05-01T10:00Z", "2024-05", "2024-05-01T09:59:59Z", "2024-05-01T10:00Z"];
    let batch: Vec<_> =
        dates.iter().enumerate().map(|(n, date)| story(&format!("n{n}"), "").published(at(date))).collect();
    let (archive, saved) = both_ways(&[], &batch);
    assert!(saved.iter().all(|saved| saved.outcome == Outcome::Added));
    let page = archive.search(&"on:2024-05-01".parse::<Query>().unwrap().order(Order::Newest)).unwrap();
    let timed: Vec<_> = page.hits.iter().map(|hit| hit.headline.text()).filter(|h| *h != "n3").collect();
    assert_eq!(timed, ["n5", "n2", "n4"]);
}

#[test]
fn two_that_share_everything_new() {
    let share = |headline: &str| {
        let mut article = richest();
        (article.uri, article.url) = (None, None);
        (article.urls, article.keys) = (Vec::new(), Vec::new());
        article.headline = headline.into();
        article
    };
    let (archive, saved) = both_ways(&[], &[share("One"), share("Two")]);
    let [one, two] = [0, 1].map(|n| stored(&archive, saved[n].id.unwrap()));
    assert_ne!(one.id, two.id);
    assert_eq!(
        (&one.publication, &one.section, &one.credits),
        (&two.publication, &two.section, &two.credits)
    );
    assert_eq!((&one.people, &one.tags), (&two.people, &two.tags));
    assert_eq!(one.images[0], two.images[0]);
    assert_eq!(archive.read(|s| s.uses_of(one.images[0].image.id)).unwrap().len(), 2);
    assert_eq!(archive.read(|s| s.people_named("Rui Lima")).unwrap().len(), 1);
}

#[test]
fn the_same_article_twice_and_changed() {
    let mut changed = richest();
    changed.body = "Fog held it up for long.".into();
    changed.modified = Some(at("2024-05-02T13:00+05:30"));
    changed.images[0].width = None;
    changed.people.truncate(1);
    let (archive, saved) = both_ways(&[], &[richest(), richest(), changed, richest()]);
    let outcomes: Vec<_> = saved.iter().map(|saved| saved.outcome.as_str()).collect();
    assert_eq!(outcomes, ["added", "unchanged", "revised", "unchanged"]);
    let revisions = archive.read(|s| s.revisions_of(saved[0].id.unwrap())).unwrap();
    assert_eq!(revisions.len(), 1);
    assert_eq!(revisions[0].document.people[0].keys, [key("wikidata", "Q7")]);
}

#[test]
fn two_pictures_that_turn_out_to_have_the_same_bytes() {
    let picture = |uri: &str, urls: &[&str], sha256: Option<String>| NewImage {
        uri: Some(uri.into()),
        urls: urls.iter().map(|url| (*url).to_owned()).collect(),
        sha256,
        ..NewImage::default()
    };
    let url = "https://img.example.org/a.jpg";
    let bytes = || Some("ab".repeat(32));
    let first = NewArticle { headline: "Fog".into(), ..NewArticle::default() }
        .image(picture("urn:photo:1", &[], None))
        .image(picture("urn:photo:2", &[url], None));
    // A later item of the run only fills.
    let caption = NewCaption { text: "The pier.".into(), ..NewCaption::default() };
    let second = story("FOG", "Fog held up the ferry today.")
        .image(NewImage { captions: vec![caption], ..picture("urn:photo:1", &[], bytes()) })
        .image(picture("urn:photo:3", &[url], bytes()));
    let article = |new: NewArticle| new.url("https://example.org/fog");
    let (archive, saved) = both_ways(&[], &[article(first), article(second)]);
    assert_eq!(saved[0].id, saved[1].id);
    let images = stored(&archive, saved[0].id.unwrap()).images;
    assert_eq!(images[0].image.sha256, "ab".repeat(32));
    assert_eq!(images[1].image.sha256, "");
}

#[test]
fn what_one_says_of_a_shared_picture_is_no_change_of_another() {
    let url = "https://img.example.org/1.jpg";
    let picture = |credit: &str| NewImage { credit_line: credit.into(), ..NewImage::at(url) };
    let one = |credit: &str| story("One", "").image(picture(credit));
    let (_, saved) = both_ways(&[], &[one(""), story("Two", "").image(picture("Fog")), one("Fog")]);
    assert_eq!(saved[2].outcome, Outcome::Unchanged);
    let (_, saved) = both_ways(&[one("")], &[story("Two", "").image(picture("Fog")), one("Fog")]);
    assert_eq!(saved[1].outcome, Outcome::Unchanged);
}

#[test]
fn an_article_that_uses_a_picture_no_longer_is_no_user_of_it() {
    let of = |digits: &str| NewImage { sha256: Some(digits.repeat(32)), ..NewImage::default() };
    let one = |digits: &str| story("One", "").key("wire", "1").image(of(digits));
    let shown = NewImage { people: vec!["Ana Reis".into()], ..of("ab") };
    both_ways(&[one("ab")], &[one("cd"), story("Two", "").image(shown)]);
}

#[test]
fn who_is_shown_in_a_picture_is_told_to_the_articles_of_one_that_it_turned_out_to_be() {
    let bytes = || Some("ab".repeat(32));
    let of_uri = || NewImage { uri: Some("urn:photo:1".into()), ..NewImage::default() };
    let of_bytes = || NewImage { sha256: bytes(), ..NewImage::default() };
    let (one, two) = (story("One", "").image(of_uri()), story("Two", "").image(of_bytes()));
    let both = || NewImage { sha256: bytes(), ..of_uri() };
    let people = || vec!["Ana Reis".into()];
    let at_once = story("Three", "").image(NewImage { people: people(), ..both() });
    let later = [
        story("Three", "").image(both()),
        story("Four", "").image(NewImage { people: people(), ..of_uri() }),
    ];
    let before = [one, two];
    both_ways(&before, std::slice::from_ref(&at_once));
    both_ways(&before, &later);
    both_ways(&[], &[&before[..], &[at_once]].concat());
    let (archive, _) = both_ways(&[], &[&before[..], &later].concat());
    let page = archive.search(&"shows:\"Ana Reis\"".parse::<Query>().unwrap()).unwrap();
    assert_eq!(page.hits.len(), 4);
}

/// From few values, so that articles of one batch meet in all ways.
fn article() -> impl Strategy<Value = NewArticle> {
    let pick = any::<Index>;
    let some = |of: &'static [&'static str]| {
        subsequence(of, 0..=of.len())
            .prop_map(|chosen| chosen.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    (
        (pick(), pick(), pick(), pick(), pick(), pick()),
        some(&["https://example.org/1", "http://www.example.org/1/", "https://example.org/2", "no url"]),
        some(&["guid:1", "guid:2", "wire:1"]),
        some(&["Ana Reis", "ANA REIS", "Bo Li", "John Smith"]),
        some(&["Oil", "OIL", "Fog"]),
        proptest::collection::vec((pick(), pick(), pick()), 0..3),
        (any::<bool>(), pick(), any::<bool>()),
    )
        .prop_map(|(picks, urls, keys, names, tags, images, (keyed, uri, credited))| {
            let (headline, body, date, publication, section, dek) = picks;
            let headlines = ["Fog", "FOG", "Ferry", ""];
            let bodies = ["", "Fog held up the ferry today.", "The council met on Tuesday about taxes."];
            let mut article = NewArticle::new(*headline.get(&headlines), *body.get(&bodies));
            let dates =
                ["", "2024-05-02", "2024-05-02T10:00", "2024-05-02T10:00Z", "2024-05", "2023", "4090"];
            article.published = date.get(&dates).parse().ok();
            article.dek = dek.get(&["", "", "A dek"]).to_string();
            article.publication = publication
                .get(&[("", ""), ("News", ""), ("NEWS", "news.example"), ("", "news.example"), ("Post", "")])
                .named();
            article.section = Some(section.get(&["", "City", "city", "Port"]).to_string());
            article.uri = [None, None, Some("urn:1"), Some("urn:2")][uri.index(4)].map(Into::into);
            article.urls = urls.into_iter().map(|url| NewUrl { url, relation: UrlRelation::Given }).collect();
            if let Some(first) = article.urls.pop() {
                article.url = Some(first.url);
            }
            article.keys = keys.iter().filter_map(|k| k.split_once(':')).map(|(s, v)| key(s, v)).collect();
            let person = |(n, name): (usize, &String)| NewPerson {
                name: name.clone(),
                keys: if keyed { vec![key("id", &n.to_string())] } else { Vec::new() },
            };
            article.people = names.iter().enumerate().map(person).collect();
            if credited {
                article.credits = names.iter().rev().map(NewCredit::author).collect();
            }
            let set_by = Some(if keyed { SetBy::Editor } else { SetBy::Feed });
            article.tags =
                tags.into_iter().map(|name| NewTag { name, set_by, ..NewTag::default() }).collect();
            article.images = images.into_iter().map(image).collect();
            article
        })
}

trait Named {
    fn named(&self) -> Option<NewPublication>;
}

impl Named for (&str, &str) {
    fn named(&self) -> Option<NewPublication> {
        let domain = Some(self.1.to_owned()).filter(|domain| !domain.is_empty());
        Some(NewPublication { title: self.0.into(), domain, ..NewPublication::default() })
    }
}

fn image((uri, bytes, words): (Index, Index, Index)) -> NewImage {
    let urls: &[&str] = match uri.index(3) {
        0 => &[],
        1 => &["https://img.example.org/b.jpg", "https://img.example.org/a.jpg"],
        _ => &["https://img.example.org/a.jpg"],
    };
    NewImage {
        uri: [None, Some("urn:photo:1"), Some("urn:photo:2"), Some("urn:photo:3")][uri.index(4)]
            .map(Into::into),
        urls: urls.iter().map(ToString::to_string).collect(),
        sha256: [None, None, Some("ab"), Some("cd")][bytes.index(4)].map(|digits| digits.repeat(32)),
        alt: ["", "A pier"][bytes.index(2)].into(),
        people: if words.index(2) == 0 { Vec::new() } else { vec!["Ana Reis".into()] },
        captions: ["", "The pier.", "Fog."][words.index(3)]
            .split_terminator('|')
            .map(|text| NewCaption { text: text.into(), ..NewCaption::default() })
            .collect(),
        ..NewImage::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_batch_is_what_saving_one_by_one_makes(
        before in proptest::collection::vec(article(), 0..4),
        batch in proptest::collection::vec(article(), 1..7),
    ) {
        both_ways(&before, &batch);
    }
}
