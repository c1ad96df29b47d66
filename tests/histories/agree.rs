//! Search, counts, lists and pictures beside plain scans over the model.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::NaiveDate;
use chrono_tz::Tz;
use dateline::{Archive, ArticleId, Facet, Interval, Order, Query};

use crate::dice::Dice;
use crate::failure::{Failure, holds, same};
use crate::model::Model;
use crate::model::stored::Stored;
use crate::queries::Ask;
use crate::world;

/// Compares the answers to some queries.
pub fn compare(archive: &Archive, model: &Model, dice: &mut Dice, queries: usize) -> Result<(), Failure> {
    let zone = dice.pick(&[Tz::UTC, Tz::UTC, Tz::Asia__Tokyo, Tz::America__New_York]);
    for _ in 0..queries {
        let ask = Ask::pick(dice);
        search(archive, model, &ask, zone, dice)?;
    }
    match dice.roll(4) {
        0 => facets(archive, model, &Ask::pick(dice), zone),
        1 => timeline(archive, model, &Ask::pick(dice), zone),
        2 => pictures(archive, model, dice),
        _ => list(archive, model),
    }
}

/// Builds a query that sees the present of the model.
fn query(ask: &Ask, zone: Tz) -> Query {
    ask.query().zone(zone).limit(1000).deadline(Duration::from_secs(600))
}

/// Returns what answers, in no order.
fn answers<'m>(model: &'m Model, ask: &Ask, zone: Tz, with_hidden: bool) -> Vec<&'m Stored> {
    let shown = |it: &&Stored| with_hidden || !it.is_hidden(model.now);
    model.articles.iter().filter(shown).filter(|it| ask.is_answered(model, zone, it)).collect()
}

fn search(archive: &Archive, model: &Model, ask: &Ask, zone: Tz, dice: &mut Dice) -> Result<(), Failure> {
    let order = dice.pick(&[Order::Newest, Order::Oldest, Order::Relevance, Order::BestMatch]);
    let with_hidden = dice.one_in(4);
    let page =
        archive.read_at(model.now, |s| s.search_ids(&query(ask, zone).order(order).hidden(with_hidden)))?;
    let expected = answers(model, ask, zone, with_hidden || ask.asks_for_hidden());
    let ids: BTreeSet<_> = expected.iter().map(|it| it.id).collect();
    same(&format!("{ask:?} in {order:?} and {zone}"), &ids, &page.hits.iter().copied().collect())?;
    same(&format!("number of hits of {ask:?}"), &ids.len(), &page.hits.len())?;
    match order {
        Order::Newest => in_order(model, ask, page.hits.iter().rev()),
        Order::Oldest => in_order(model, ask, page.hits.iter()),
        _ => Ok(()),
    }
}

/// Fails unless the days of articles never fall, nor the minutes of those of which they are known.
fn in_order<'a>(model: &Model, ask: &Ask, ids: impl Iterator<Item = &'a ArticleId>) -> Result<(), Failure> {
    let articles: Vec<_> = ids.filter_map(|id| model.article(*id)).collect();
    let exact = articles.iter().filter(|it| it.is_exact());
    let minutes: Vec<_> = exact.map(|it| it.at.timestamp().div_euclid(60)).collect();
    let days: Vec<_> = articles.iter().map(|it| it.at.timestamp().div_euclid(86_400)).collect();
    holds(minutes.is_sorted() && days.is_sorted(), || {
        format!("order of {ask:?}: days {days:?}, minutes {minutes:?}")
    })
}

fn facets(archive: &Archive, model: &Model, ask: &Ask, zone: Tz) -> Result<(), Failure> {
    let facets = archive.read_at(model.now, |s| s.facets(&query(ask, zone), Facet::ALL))?;
    let answers = answers(model, ask, zone, ask.asks_for_hidden());
    for list in &facets.lists {
        let mut expected: BTreeMap<String, usize> = BTreeMap::new();
        for article in &answers {
            for value in values(model, article, &list.facet, zone) {
                *expected.entry(value).or_default() += 1;
            }
        }
        // Each publication has sections of its own.
        let mut found: BTreeMap<String, usize> = BTreeMap::new();
        for value in &list.values {
            *found.entry(class(model, &list.facet, &value.name)).or_default() += value.articles;
        }
        same(&format!("{:?} facet of {ask:?}", list.facet), &expected, &found)?;
    }
    same(&format!("total of the facets of {ask:?}"), &answers.len(), &facets.total.count)
}

fn class(model: &Model, facet: &Facet, name: &str) -> String {
    match facet {
        Facet::Tag => model.tags.class(name),
        Facet::Person | Facet::Author => model.people.class(name),
        _ => name.to_owned(),
    }
}

fn values(model: &Model, article: &Stored, facet: &Facet, zone: Tz) -> BTreeSet<String> {
    let document = &article.document;
    let names: Vec<String> = match facet {
        Facet::Tag => document.tags.iter().map(|it| it.name.clone()).collect(),
        Facet::Person => document.people.iter().map(|it| it.name.clone()).collect(),
        Facet::Author => document.credits.iter().map(|it| it.name.clone()).collect(),
        Facet::Publication => document.publication.iter().map(|it| it.title.clone()).collect(),
        Facet::Section => document.section.iter().cloned().collect(),
        Facet::Language => vec![article.language().to_owned()],
        Facet::Year => vec![article.day(zone).format("%Y").to_string()],
        _ => Vec::new(),
    };
    names.iter().map(|name| class(model, facet, name)).collect()
}

fn timeline(archive: &Archive, model: &Model, ask: &Ask, zone: Tz) -> Result<(), Failure> {
    let timeline = archive.read_at(model.now, |s| s.timeline(&query(ask, zone), Interval::Day))?;
    let with_hidden = ask.asks_for_hidden();
    let count =
        |articles: &[&Stored], day: NaiveDate| articles.iter().filter(|it| it.day(zone) == day).count();
    let matches = answers(model, ask, zone, with_hidden);
    let all: Vec<_> = model.articles.iter().filter(|it| with_hidden || !it.is_hidden(model.now)).collect();
    let days = matches.iter().map(|it| it.day(zone));
    let expected: Vec<_> = days
        .clone()
        .min()
        .into_iter()
        .flat_map(|first| first.iter_days())
        .take_while(|day| days.clone().any(|other| *day <= other))
        .map(|day| (day.to_string(), count(&matches, day) as u64, count(&all, day) as u64))
        .collect();
    let found = timeline.buckets.iter().map(|it| (it.date.to_string(), it.matches, it.volume));
    same(&format!("timeline of {ask:?}"), &expected, &found.collect())
}

/// Compares the pictures that are found by a word of a caption.
fn pictures(archive: &Archive, model: &Model, dice: &mut Dice) -> Result<(), Failure> {
    let word = dice.pick(&["quay", "crane", "lighthouse", "handout"]);
    let page = archive.read_at(model.now, |s| s.search_images(&Query::from(word).limit(1000)))?;
    let has = |texts: &[String]| texts.iter().any(|text| text.to_lowercase().contains(word));
    let shown = model.articles.iter().filter(|it| !it.is_hidden(model.now));
    let expected: BTreeSet<_> = shown
        .flat_map(|it| &it.pictures)
        .filter(|it| has(&it.captions) || has(&it.credits))
        .map(|it| it.id)
        .collect();
    same(&format!("pictures of {word}"), &expected, &page.images.iter().map(|hit| hit.image.id).collect())
}

/// Compares the list of all, hidden ones too.
fn list(archive: &Archive, model: &Model) -> Result<(), Failure> {
    let query = Query::new().hidden(true).limit(1000).order(Order::Newest);
    let page = archive.read_at(model.now, |s| s.search(&query))?;
    let text = |headline: &str, dek: &str, language: &str| format!("{headline}|{dek}|{language}");
    let listed =
        page.hits.iter().map(|hit| (hit.id, text(hit.headline.text(), hit.dek.text(), &hit.language)));
    let expected = model.articles.iter().map(|it| {
        let document = &it.document;
        (it.id, text(&document.headline, &document.dek, it.language()))
    });
    same("the list of all", &expected.collect::<BTreeMap<_, _>>(), &listed.collect())?;
    for tag in world::TAGS {
        let expected: BTreeSet<_> =
            answers(model, &Ask::Tag(tag), Tz::UTC, false).iter().map(|article| article.id).collect();
        let Some(tag) = archive.read(|s| s.tag_named("", tag))? else { continue };
        let query = Query::new().belonging_to(tag.id).limit(1000);
        same(
            "the list of a tag",
            &expected,
            &archive.read_at(model.now, |s| s.search_ids(&query))?.hits.into_iter().collect(),
        )?;
    }
    Ok(())
}
