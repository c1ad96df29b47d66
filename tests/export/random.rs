//! Random archives: what comes out and in again comes out the same.

use chrono::{TimeDelta, TimeZone, Utc};
use dateline::{
    Archive, ArticleField, ArticleId, ItemType, NewArticle, NewCaption, NewImage, NewTag, Order, Query,
    SetBy, Source,
};

use crate::dice::Dice;
use crate::item::Item;
use crate::{exported, imported, nameless, world};

/// The archives of a test.
const ARCHIVES: u64 = 25;

#[test]
fn an_archive_comes_back_the_same() {
    let number = |name: &str, otherwise| std::env::var(name).map_or(otherwise, |text| text.parse().unwrap());
    let first = number("DATELINE_EXPORTS_SEED", 1);
    for seed in (first..).take(number("DATELINE_EXPORTS", ARCHIVES) as usize) {
        let (archive, told) = fill(&mut Dice::of(seed, 7));
        let lines = exported(&archive);
        let copy = imported(&lines);
        let again = exported(&copy);
        assert!(nameless(&again) == nameless(&lines), "seed {seed}:\n{lines}\n{again}");
        assert_eq!(copy.check().unwrap(), [], "seed {seed}");
        compare(&archive, &copy, seed);
        read_again(&archive, &copy, &told, seed);
    }
}

/// What each source said last.
type Told = Vec<(&'static str, Vec<NewArticle>)>;

/// Fills an archive with all that can happen to one.
fn fill(dice: &mut Dice) -> (Archive, Told) {
    let archive = Archive::in_memory().unwrap();
    let mut now = Utc.with_ymd_and_hms(2024, 3, 15, 8, 0, 0).unwrap();
    let (mut items, mut told): (Vec<Item>, Told) = (Vec::new(), Vec::new());
    for _ in 0..3 + dice.roll(6) {
        now += TimeDelta::minutes(1 + dice.roll(90) as i64);
        let run: Vec<Item> = (0..1 + dice.roll(6))
            .map(|_| match items.len() {
                0 => Item::pick(dice, now),
                _ if dice.one_in(2) => Item::pick(dice, now),
                count => items[dice.roll(count)].vary(dice, now),
            })
            .collect();
        items.extend(run.iter().cloned());
        let mut articles: Vec<NewArticle> = run.into_iter().map(|item| item.new).collect();
        articles.iter_mut().for_each(|article| enrich(article, dice));
        let name = dice.pick(&["", "feed:courier", "feed:post", "wire"]);
        let source = Source::new(name);
        archive
            .write_at(now, |tx| tx.save_all_from(articles.iter().map(|article| (&source, article))))
            .unwrap();
        told.retain(|(other, _)| *other != name);
        told.push((name, articles));
        happen(&archive, dice, now);
    }
    (archive, told)
}

/// Says more than stories of histories do.
fn enrich(article: &mut NewArticle, dice: &mut Dice) {
    if dice.one_in(10) {
        article.item_type = Some(dice.pick(&[ItemType::Picture, ItemType::Video]));
    }
    if dice.one_in(4) {
        let tag = NewTag::from(dice.pick(world::TAGS));
        article.tags.push(NewTag { scheme: "iptc".into(), set_by: Some(SetBy::Model), ..tag });
    }
    if dice.one_in(6) {
        let number: f64 = dice.roll(1000) as f64 / 7.0;
        let odd =
            serde_json::json!({ "a\u{2028}b": [number, -0.0, 1e300, null, true, "\u{1}\n\"é"], "": {} });
        article.extra.insert("odd".into(), odd);
    }
    if dice.one_in(4) {
        let mut image = NewImage::at(format!("file:///photos/{}.jpg", dice.roll(5)));
        for language in ["en", "fr"] {
            let text = dice.pick(world::CAPTIONS).to_owned();
            let language = Some(language.into());
            image.captions.push(NewCaption { text, language, ..NewCaption::default() });
        }
        image.sha256 = Some(format!("{:064x}", dice.roll(6)));
        image.width = Some(640);
        image.usage_terms = "editorial use".into();
        image.captured = Some("2023-05".parse().unwrap());
        article.images.push(image);
    }
}

/// Lets something happen by hand.
fn happen(archive: &Archive, dice: &mut Dice, now: chrono::DateTime<Utc>) {
    let ids: Vec<ArticleId> = archive
        .search_ids(&Query::from("type:any").order(Order::Oldest).hidden(true).limit(1000))
        .unwrap()
        .hits;
    if ids.is_empty() {
        return;
    }
    let one = ids[dice.roll(ids.len())];
    let other = ids[dice.roll(ids.len())];
    let people = [dice.pick(world::PEOPLE), dice.pick(world::PEOPLE)];
    let tags = [dice.pick(world::TAGS), dice.pick(world::TAGS)];
    let marks = ["unread", "to \"file\"", "Élan: ★"];
    let (mark, note) = (dice.pick(&marks), dice.pick(&["", "later", "two\nlines \u{2028} é"]));
    // What is refused, such as a merge of one with itself, changes nothing.
    let _ = archive.write_at(now, |tx| match dice.roll(6) {
        0 => tx.mark_all(ids.iter().copied(), mark).map(drop),
        1 | 2 => tx.mark_with_note(one, mark, note).map(drop),
        3 => tx.unmark(one, mark).map(drop),
        4 => tx.rename_mark(mark, "renamed"),
        _ => tx.remove_mark("renamed").map(drop),
    });
    let _ = archive.write_at(now, |tx| match dice.roll(9) {
        0 => tx.merge_articles(one, other),
        1 => {
            let [from, into] = [tx.find_or_add_person(people[0])?, tx.find_or_add_person(people[1])?];
            tx.add_person_key(into, "wikidata", &format!("Q{}", dice.roll(9)))?;
            tx.merge_people(from, into)
        }
        2 => {
            let [from, into] = [tx.find_or_add_tag("", tags[0])?, tx.find_or_add_tag("", tags[1])?];
            tx.merge_tags(from, into)
        }
        3 => {
            let [tag, parent] = [tx.find_or_add_tag("", tags[0])?, tx.find_or_add_tag("iptc", tags[1])?];
            tx.set_tag_parent(tag, Some(parent))
        }
        4 => tx.remove_article(one).map(drop),
        5 => tx
            .edit(one, |edit| {
                edit.set_headline("Set by hand")
                    .remove_tag(tags[0])
                    .add_tag("Kept")
                    .clear(ArticleField::Genre);
            })
            .map(drop),
        6 => match tx.images_of(one)?.first() {
            Some(used) => tx
                .edit_image(used.image.id, |edit| {
                    edit.title = "Titled".into();
                })
                .map(drop),
            None => Ok(()),
        },
        7 => tx.set_tracking_parameters(&["campaign", "from_*"]),
        _ => tx.split_revision(one, 1).map(drop),
    });
}

/// Compares what two archives answer.
fn compare(archive: &Archive, copy: &Archive, seed: u64) {
    let queries = [
        "bridge",
        "\"the harbour\"",
        "ferry OR storm",
        "tag:transport",
        "by:fennick",
        "has:image",
        "is:unread",
        "-mark:«to \"file\"»",
        "note:later OR has:note",
        "フェリー",
        "person:vale",
        "on:2024-03-04",
        "type:any",
        "crane",
        "lang:fr",
        "from:courier.example",
    ];
    for text in queries {
        for order in Order::ALL {
            for hidden in [false, true] {
                let query = Query::from(text)
                    .order(*order)
                    .hidden(hidden)
                    .now(Utc.with_ymd_and_hms(2024, 3, 16, 0, 0, 0).unwrap());
                let pages = [archive, copy].map(|archive| {
                    let page = archive.search(&query).unwrap();
                    (page.hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), page.total.count)
                });
                assert_eq!(pages[0], pages[1], "seed {seed}: {text} {order:?}");
            }
        }
    }
}

/// Compares what two archives make of sources that are read again, and what they are then.
fn read_again(archive: &Archive, copy: &Archive, told: &Told, seed: u64) {
    let now = Utc.with_ymd_and_hms(2024, 3, 16, 0, 0, 0).unwrap();
    for (name, articles) in told {
        let saved = [archive, copy].map(|archive| {
            let source = Source::new(*name);
            archive
                .write_at(now, |tx| tx.save_all_from(articles.iter().map(|article| (&source, article))))
                .unwrap()
        });
        assert_eq!(saved[0], saved[1], "seed {seed}");
    }
    assert_eq!(nameless(&exported(archive)), nameless(&exported(copy)), "seed {seed}");
}
