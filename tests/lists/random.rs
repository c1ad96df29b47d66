//! Random archives: pages together are the whole list, and its numbers are those of the articles.

use std::collections::{BTreeMap, BTreeSet};

use dateline::{
    Archive, Error, ListOrder, Listing, NewArticle, NewCredit, PersonId, PublicationId, Query, TagId,
};

use crate::dice::Dice;
use crate::{assert_sound, story, whole};

const PEOPLE: &[&str] = &["Ada Jones", "A. Jones", "Ève Adam", "Bo Lind", "bo lind", "Zé", "José", "Jose B."];
const TAGS: &[&str] = &["Ferry", "Ferries", "Trams", "Élan", "élan vital", "Port", "Ports", "Zoo"];
const PAPERS: &[&str] = &["Post", "The Post", "Herald", "Courier", "Éole"];

fn article(dice: &mut Dice, number: usize) -> NewArticle {
    let mut article = story(&format!("Story {number}"));
    for _ in 0..dice.roll(4) {
        article = article.tag(dice.pick(TAGS));
    }
    for _ in 0..dice.roll(3) {
        article = article.person(dice.pick(PEOPLE));
    }
    for _ in 0..dice.roll(2) {
        article = article.credit(NewCredit::author(dice.pick(PEOPLE)));
    }
    if dice.one_in(2) {
        article = article.publication(dice.pick(PAPERS)).section(dice.pick(&["City", "Port", "World"]));
    }
    article
}

/// Does something to the names. What can't be done is refused, and changes nothing.
fn change(archive: &Archive, dice: &mut Dice) {
    let [one, other] = [0; 2].map(|_| 1 + dice.roll(8) as i64);
    let changed = archive.write(|tx| match dice.roll(10) {
        0..3 => tx.merge_people(PersonId(one), PersonId(other)),
        3 => tx.unmerge_person(PersonId(one)),
        4 => tx.keep_apart(PersonId(one), PersonId(other)),
        5 => tx.merge_tags(TagId(one), TagId(other)),
        6 => tx.unmerge_tag(TagId(one)),
        7 => tx.set_tag_parent(TagId(one), Some(TagId(other))),
        8 => tx.merge_publications(PublicationId(one), PublicationId(other)),
        _ => tx.unmerge_publication(PublicationId(one)),
    });
    match changed {
        Ok(()) | Err(Error::Invalid { .. } | Error::NotFound { .. } | Error::KeptApart { .. }) => {}
        Err(other) => panic!("{other}"),
    }
}

/// The articles of each, as the articles themselves say.
#[derive(Default)]
struct Counted {
    people: BTreeMap<PersonId, BTreeSet<i64>>,
    tags: BTreeMap<TagId, BTreeSet<i64>>,
    publications: BTreeMap<PublicationId, BTreeSet<i64>>,
}

fn count(archive: &Archive) -> Counted {
    let mut counted = Counted::default();
    archive
        .read(|s| {
            for id in s.search_ids(&Query::new().limit(1000))?.hits {
                let article = s.article(id)?.unwrap();
                let credits = article.credits.iter().filter_map(|credit| credit.person);
                for person in article.people.iter().filter_map(|person| person.person).chain(credits) {
                    let kept = s.person(person)?.unwrap().id;
                    counted.people.entry(kept).or_default().insert(id.0);
                }
                for tag in &article.tags {
                    let mut above = Some(tag.tag);
                    while let Some(tag) = above {
                        let tag = s.tag(tag)?.unwrap();
                        counted.tags.entry(tag.id).or_default().insert(id.0);
                        above = tag.parent;
                    }
                }
                if let Some(publication) = &article.publication {
                    let kept = s.publication(publication.id)?.unwrap().id;
                    counted.publications.entry(kept).or_default().insert(id.0);
                }
            }
            Ok(())
        })
        .unwrap();
    counted
}

fn numbers<I: Copy + Ord>(counted: &BTreeMap<I, BTreeSet<i64>>, listed: &[(I, u64)]) {
    for (id, articles) in listed {
        assert_eq!(counted.get(id).map_or(0, BTreeSet::len) as u64, *articles);
    }
    let ids: BTreeSet<_> = listed.iter().map(|(id, _)| *id).collect();
    assert_eq!(ids.len(), listed.len(), "each is listed once");
    assert!(counted.keys().all(|id| ids.contains(id)), "none is missing");
}

#[test]
fn pages_are_the_whole_list_and_numbers_those_of_the_articles() {
    for case in 0..25 {
        let dice = &mut Dice::of(0x11575, case);
        let archive = Archive::in_memory().unwrap();
        for number in 0..30 {
            archive.write(|tx| tx.save(&article(dice, number))).unwrap();
            if dice.one_in(2) {
                change(&archive, dice);
            }
        }
        let counted = count(&archive);
        for order in ListOrder::ALL {
            let listing = Listing::new().order(*order);
            let limit = 1 + dice.roll(4);
            let people = whole(&archive, &listing, |s, l| s.people(l), limit);
            numbers(&counted.people, &people.iter().map(|(it, n)| (it.id, *n)).collect::<Vec<_>>());
            assert_eq!(people, whole(&archive, &listing, |s, l| s.people(l), 1000));
            let tags = whole(&archive, &listing, |s, l| s.tags(l), limit);
            numbers(&counted.tags, &tags.iter().map(|(it, n)| (it.id, *n)).collect::<Vec<_>>());
            assert_eq!(tags, whole(&archive, &listing, |s, l| s.tags(l), 1000));
            let papers = whole(&archive, &listing, |s, l| s.publications(l), limit);
            numbers(&counted.publications, &papers.iter().map(|(it, n)| (it.id, *n)).collect::<Vec<_>>());
            if *order == ListOrder::Articles {
                assert!(people.is_sorted_by_key(|(it, articles)| (std::cmp::Reverse(*articles), it.id)));
                assert!(tags.is_sorted_by_key(|(it, articles)| (std::cmp::Reverse(*articles), it.id)));
            }
            // Each number is that of the query for it.
            for (tag, articles) in &tags {
                assert_eq!(
                    archive.count(&Query::new().belonging_to(tag.id)).unwrap().count as u64,
                    *articles
                );
            }
            for (person, articles) in &people {
                let query = Query::new().belonging_to(person.id);
                assert_eq!(archive.count(&query).unwrap().count as u64, *articles);
            }
            for (paper, articles) in &papers {
                let query = Query::new().belonging_to(paper.id);
                assert_eq!(archive.count(&query).unwrap().count as u64, *articles);
            }
            for beginning in ["a", "e", "fer", "jose", "the", "z"] {
                let begins =
                    whole(&archive, &listing.clone().beginning(beginning), |s, l| s.people(l), limit);
                let expected = people
                    .iter()
                    .filter(|(person, _)| person.names.iter().any(|name| plain(name).starts_with(beginning)));
                assert_eq!(begins, expected.cloned().collect::<Vec<_>>(), "{beginning}");
            }
        }
        if case % 5 == 0 {
            assert_sound(&archive);
        }
    }
}

fn plain(name: &str) -> String {
    name.to_lowercase().replace(['è', 'é'], "e")
}
