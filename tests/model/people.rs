use dateline::{Archive, Error, Key, NewArticle, NewCredit, PersonId};

use crate::{assert_invalid, assert_not_found, assert_sound};

fn key(scheme: &str, value: &str) -> Key {
    Key::new(scheme, value)
}

#[test]
fn a_name_finds_whatever_its_capitals_accents_and_apostrophes() {
    let archive = Archive::in_memory().unwrap();
    let id = archive.write(|tx| tx.add_person("  Seán   O’Brien ")).unwrap();
    let found = archive.read(|s| s.people_named("SEAN O'BRIEN")).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].id, found[0].name.as_str()), (id, "Seán O’Brien"));
    assert!(archive.read(|s| s.people_named("Sean")).unwrap().is_empty());
    assert!(archive.read(|s| s.people_named("")).unwrap().is_empty());
}

#[test]
fn namesakes_are_not_guessed_between() {
    let archive = Archive::in_memory().unwrap();
    let (one, other) =
        archive.write(|tx| Ok((tx.add_person("Ana Reis")?, tx.add_person("Ana Reis")?))).unwrap();
    assert_ne!(one, other);
    let error = archive.write(|tx| tx.find_or_add_person("ana reis")).unwrap_err();
    assert!(matches!(error, Error::Ambiguous { what: "person", name } if name == "ana reis"));

    archive.write(|tx| tx.merge_people(other, one)).unwrap();
    assert_eq!(archive.write(|tx| tx.find_or_add_person("ana reis")).unwrap(), one);
}

#[test]
fn a_rename_keeps_the_old_name_and_what_was_printed() {
    let archive = Archive::in_memory().unwrap();
    let article = NewArticle::new("Pier opens", "").person("Ana Reis").credit(NewCredit::author("Ana Reis"));
    let saved = archive.write(|tx| tx.save(&article)).unwrap().id.unwrap();
    let id = archive.read(|s| s.people_named("Ana Reis")).unwrap()[0].id;
    archive.write(|tx| tx.rename_person(id, "Ana Lima")).unwrap();

    let person = archive.read(|s| s.person(id)).unwrap().unwrap();
    assert_eq!(person.name, "Ana Lima");
    assert_eq!(person.names, ["Ana Lima", "Ana Reis"]);
    let stored = archive.read(|s| s.article(saved)).unwrap().unwrap();
    assert_eq!(stored.people[0].name, "Ana Reis");
    assert_eq!(stored.credits[0].name, "Ana Reis");
    for query in ["person:\"ana lima\"", "person:\"ana reis\"", "by:\"ana lima\""] {
        assert_eq!(archive.search(&query.into()).unwrap().hits.len(), 1, "{query}");
    }
    assert_sound(&archive);
}

#[test]
fn another_spelling_replaces_the_one_that_is_compared_alike() {
    let archive = Archive::in_memory().unwrap();
    let id = archive.write(|tx| tx.add_person("Ana Leao")).unwrap();
    archive.write(|tx| tx.rename_person(id, "Ana Leão")).unwrap();
    let person = archive.read(|s| s.person(id)).unwrap().unwrap();
    assert_eq!((person.name.as_str(), person.names), ("Ana Leão", vec!["Ana Leão".to_owned()]));
}

#[test]
fn whoever_was_merged_before_is_merged_on() {
    let archive = Archive::in_memory().unwrap();
    let people: Vec<PersonId> = archive
        .write(|tx| ["A. Reis", "Ana Reis", "Ana C. Reis"].into_iter().map(|n| tx.add_person(n)).collect())
        .unwrap();
    archive
        .write(|tx| {
            tx.add_person_key(people[0], "orcid", "0000-1")?;
            tx.add_person_key(people[2], "wikidata", "Q7")?;
            tx.merge_people(people[0], people[1])?;
            tx.merge_people(people[1], people[2])
        })
        .unwrap();
    for id in &people {
        let person = archive.read(|s| s.person(*id)).unwrap().unwrap();
        assert_eq!(person.id, people[2]);
        assert_eq!(person.name, "Ana C. Reis");
        assert_eq!(person.names, ["A. Reis", "Ana C. Reis", "Ana Reis"]);
        assert_eq!(person.keys, [key("orcid", "0000-1"), key("wikidata", "Q7")]);
    }
    assert_eq!(archive.read(|s| s.person_by_key("orcid", "0000-1")).unwrap().unwrap().id, people[2]);
    assert_eq!(archive.read(|s| s.people_named("a. reis")).unwrap()[0].id, people[2]);

    // They are one already, whichever of their ids is used, and no circle can be made.
    assert_invalid(archive.write(|tx| tx.merge_people(people[2], people[0])), "from");
    assert_invalid(archive.write(|tx| tx.merge_people(people[1], people[1])), "from");
}

#[test]
fn changes_under_a_merged_id_go_to_the_one_it_was_merged_into() {
    let archive = Archive::in_memory().unwrap();
    let (from, into) =
        archive.write(|tx| Ok((tx.add_person("A. Reis")?, tx.add_person("Ana Reis")?))).unwrap();
    archive
        .write(|tx| {
            tx.merge_people(from, into)?;
            tx.rename_person(from, "Ana Lima")?;
            tx.add_person_name(from, "A. Lima")?;
            tx.add_person_key(from, "orcid", "0000-1")
        })
        .unwrap();
    let person = archive.read(|s| s.person(into)).unwrap().unwrap();
    assert_eq!(person.name, "Ana Lima");
    assert_eq!(person.names, ["A. Lima", "A. Reis", "Ana Lima", "Ana Reis"]);
    assert_eq!(person.keys, [key("orcid", "0000-1")]);
}

#[test]
fn merged_people_are_found_under_either_name() {
    let archive = Archive::in_memory().unwrap();
    let named = |name: &str| NewArticle::new(format!("{name} speaks"), "").person(name);
    archive.write(|tx| tx.save_all(&[named("A. Reis"), named("Ana Reis")])).unwrap();
    let person = |name: &str| archive.read(|s| s.people_named(name)).unwrap()[0].id;
    let (from, into) = (person("A. Reis"), person("Ana Reis"));
    archive.write(|tx| tx.merge_people(from, into)).unwrap();
    for query in ["person:\"a. reis\"", "person:\"ana reis\""] {
        assert_eq!(archive.search(&query.into()).unwrap().hits.len(), 2, "{query}");
    }
    assert_sound(&archive);
}

#[test]
fn a_document_carries_the_ids_of_whom_a_person_was_merged_into() {
    let archive = Archive::in_memory().unwrap();
    let id = archive.write(|tx| tx.save(&NewArticle::new("Pier opens", "").person("A. Reis"))).unwrap().id;
    archive
        .write(|tx| {
            let (from, into) = (tx.find_or_add_person("A. Reis")?, tx.add_person("Ana Reis")?);
            tx.add_person_key(into, "wikidata", "Q7")?;
            tx.merge_people(from, into)
        })
        .unwrap();
    let document = archive.read(|s| s.document(&s.article(id.unwrap())?.unwrap())).unwrap();
    assert_eq!(document.people[0].name, "A. Reis");
    assert_eq!(document.people[0].keys, [key("wikidata", "Q7")]);
}

#[test]
fn what_can_not_be_is_refused() {
    let archive = Archive::in_memory().unwrap();
    let (one, other) =
        archive.write(|tx| Ok((tx.add_person("Ana Reis")?, tx.add_person("Rui Lima")?))).unwrap();
    for blank in ["", " \t", "\u{E001}"] {
        assert_invalid(archive.write(|tx| tx.add_person(blank)), "name");
        assert_invalid(archive.write(|tx| tx.find_or_add_person(blank)), "name");
        assert_invalid(archive.write(|tx| tx.rename_person(one, blank)), "name");
        assert_invalid(archive.write(|tx| tx.add_person_name(one, blank)), "name");
    }
    archive.write(|tx| tx.add_person_key(one, "wikidata", "Q7")).unwrap();
    archive.write(|tx| tx.add_person_key(one, "wikidata", "Q7")).unwrap();
    assert_invalid(archive.write(|tx| tx.add_person_key(other, "wikidata", "Q7")), "value");
    assert_invalid(archive.write(|tx| tx.add_person_key(other, "wikidata", " ")), "value");

    let nobody = PersonId(99);
    assert_eq!(archive.read(|s| s.person(nobody)).unwrap(), None);
    assert_not_found(archive.write(|tx| tx.rename_person(nobody, "Ana")), "person");
    assert_not_found(archive.write(|tx| tx.add_person_name(nobody, "Ana")), "person");
    assert_not_found(archive.write(|tx| tx.add_person_key(nobody, "wikidata", "Q8")), "person");
    assert_not_found(archive.write(|tx| tx.merge_people(nobody, one)), "person");
    assert_not_found(archive.write(|tx| tx.merge_people(one, nobody)), "person");
}
