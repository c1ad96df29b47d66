//! Whom and what the names in a saved article stand for.

use dateline::{Archive, ArticleId, NewCredit, NewPerson, PersonId, Query, Warning};

use crate::{add, archive, assert_sound, key, revise, save, stored, story};

fn keyed(name: &str, id: &str) -> NewPerson {
    NewPerson { name: name.into(), keys: vec![key("wikidata", id)] }
}

fn people(archive: &Archive, id: ArticleId) -> Vec<Option<PersonId>> {
    stored(archive, id).people.iter().map(|person| person.person).collect()
}

fn found(archive: &Archive, query: &str) -> usize {
    archive.search(&Query::from(query)).unwrap().hits.len()
}

#[test]
fn one_who_has_the_name_is_meant_and_nobody_is_added_twice() {
    let archive = archive();
    let ada = archive.write(|tx| tx.add_person("Ada Jones")).unwrap();
    archive.write(|tx| tx.add_person_name(ada, "A. Jones")).unwrap();
    let id = add(&archive, &story("One", "").credit("ADA JONES").person("A. Jones").person("Bo Li"));
    let article = stored(&archive, id);
    assert_eq!((article.credits[0].person, article.people[0].person), (Some(ada), Some(ada)));
    assert_eq!(
        (article.credits[0].name.as_str(), article.people[0].name.as_str()),
        ("ADA JONES", "A. Jones")
    );
    let bo = archive.read(|s| s.people_named("bo li")).unwrap();
    assert_eq!(bo.len(), 1);
    assert_eq!(article.people[1].person, Some(bo[0].id));
    let other = add(&archive, &story("Two", "").person("BO  LI"));
    assert_eq!(people(&archive, other), [Some(bo[0].id)]);
    assert_eq!(stored(&archive, other).people[0].name, "BO LI");
}

#[test]
fn several_of_the_name_are_not_guessed_between() {
    let archive = archive();
    archive.write(|tx| tx.add_person("John Smith").and(tx.add_person("John Smith"))).unwrap();
    let saved = save(&archive, &story("One", "").person("JOHN SMITH").credit("John Smith"));
    let ambiguous = |name: &str| Warning::AmbiguousPerson { name: name.into() };
    assert_eq!(saved.warnings, [ambiguous("John Smith"), ambiguous("JOHN SMITH")]);
    let article = stored(&archive, saved.id.unwrap());
    assert_eq!((article.people[0].name.as_str(), article.people[0].person), ("JOHN SMITH", None));
    assert_eq!((article.credits[0].name.as_str(), article.credits[0].person), ("John Smith", None));
    assert_sound(&archive);
}

#[test]
fn outside_ids_settle_who_is_meant() {
    let archive = archive();
    let first = add(&archive, &story("One", "").person(keyed("John Smith", "Q1")));
    let second = add(&archive, &story("Two", "").person(keyed("John Smith", "Q2")));
    let [Some(one), Some(two)] = [people(&archive, first)[0], people(&archive, second)[0]] else { panic!() };
    assert_ne!(one, two);
    // Under another name too, and that name is theirs from then on.
    let third = add(&archive, &story("Three", "").person(keyed("J. Smith", " Q2 ")));
    assert_eq!(people(&archive, third), [Some(two)]);
    assert_eq!(archive.read(|s| s.person(two)).unwrap().unwrap().names, ["J. Smith", "John Smith"]);
    // The name alone no longer tells, but an article in which it was settled stays as it is.
    assert_eq!(save(&archive, &story("Four", "").person("John Smith")).warnings.len(), 1);
    assert_eq!(revise(&archive, &story("One", "").person("John Smith")), [""; 0]);
    assert_eq!(people(&archive, first), [Some(one)]);
}

#[test]
fn two_of_one_name_in_one_article_are_two_if_their_ids_differ() {
    let archive = archive();
    let article = story("One", "").person(keyed("John Smith", "Q1")).person(keyed("John Smith", "Q2"));
    let id = add(&archive, &article);
    let both = people(&archive, id);
    assert_eq!(both.len(), 2);
    assert!(both[0].is_some() && both[0] != both[1]);
    assert_eq!(revise(&archive, &article), [""; 0]);

    let saved = save(&archive, &story("Two", "").person("Bo Li").person(keyed("BO LI", "Q3")));
    assert_eq!(saved.warnings, [Warning::Duplicate { field: "people", name: "BO LI".into() }]);
    let bo = archive.read(|s| s.person_by_key("wikidata", "Q3")).unwrap().unwrap();
    assert_eq!(people(&archive, saved.id.unwrap()), [Some(bo.id)]);
}

#[test]
fn a_feed_that_comes_again_after_a_merge_changes_nothing() {
    let archive = archive();
    let article = story("One", "").credit("A. Jones").person("A. Jones").tag("Transports");
    let id = add(&archive, &article);
    let before = stored(&archive, id);
    archive
        .write(|tx| {
            let (from, middle, into) =
                (tx.find_or_add_person("A. Jones")?, tx.add_person("Ada J.")?, tx.add_person("Ada Jones")?);
            tx.merge_people(from, middle)?;
            tx.merge_people(middle, into)?;
            let (from, into) = (tx.find_or_add_tag("", "Transports")?, tx.find_or_add_tag("", "Transport")?);
            tx.merge_tags(from, into)
        })
        .unwrap();
    assert_eq!(revise(&archive, &article), [""; 0]);
    assert_eq!(stored(&archive, id), before);
    for query in
        ["person:\"A. Jones\"", "person:\"Ada J.\"", "by:\"Ada Jones\"", "tag:transports", "tag:transport"]
    {
        assert_eq!(found(&archive, query), 1, "{query}");
    }
    // A namesake of the merged one makes the name ambiguous, and what was settled stays settled.
    archive.write(|tx| tx.add_person("A. Jones")).unwrap();
    assert_eq!(revise(&archive, &article), [""; 0]);
    // A new article says the one into whom they were merged.
    let into = archive.read(|s| s.people_named("Ada Jones")).unwrap()[0].id;
    let other = add(&archive, &story("Two", "").person("Ada J."));
    assert_eq!(people(&archive, other), [Some(into)]);
    assert_sound(&archive);
}

#[test]
fn organizations_tags_and_sections_are_one_whatever_their_capitals() {
    let archive = archive();
    let one = add(
        &archive,
        &story("One", "")
            .credit(NewCredit::organization("REUTERS"))
            .tag("Oil")
            .publication("P")
            .section("World News"),
    );
    let two = add(
        &archive,
        &story("Two", "")
            .credit(NewCredit::organization("Reuters"))
            .tag("OIL")
            .publication("p")
            .section("world-news"),
    );
    let (one, two) = (stored(&archive, one), stored(&archive, two));
    assert_eq!(one.credits[0].organization, two.credits[0].organization);
    assert_eq!((one.tags[0].tag, two.tags[0].name.as_str()), (two.tags[0].tag, "OIL"));
    assert_eq!(one.section, two.section);
    assert_eq!(found(&archive, "tag:oil"), 2);
}

#[test]
fn one_name_in_two_vocabularies_is_two_tags() {
    let archive = archive();
    let mut gold = dateline::NewTag::from("Gold");
    gold.scheme = "commodity".into();
    let id = add(&archive, &story("One", "").tag("gold").tag(gold));
    let tags = stored(&archive, id).tags;
    assert_eq!(tags.len(), 2);
    assert_ne!(tags[0].tag, tags[1].tag);
}
