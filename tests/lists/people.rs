use dateline::{Archive, Error, Facet, ListOrder, Listing, NewArticle, NewCredit, NewImage, PersonId};

use crate::{assert_sound, facet, headlines, saved, story};

fn list(archive: &Archive, listing: &Listing) -> String {
    let page = archive.read(|s| s.people(listing)).unwrap();
    let lines = page.entries.iter().map(|listed| format!("{} {}", listed.entry.name, listed.articles));
    lines.collect::<Vec<_>>().join(", ")
}

fn id(archive: &Archive, name: &str) -> PersonId {
    let [person] = &archive.read(|s| s.people_named(name)).unwrap()[..] else { panic!("{name} is not one") };
    person.id
}

/// Ada is in two and wrote one of these, Bo wrote two, Ève is in one; a withheld article counts.
fn archive() -> Archive {
    saved(&[
        story("One").person("Ada Jones").person("A. Jones"),
        story("Two").person("Ada Jones").credit(NewCredit::author("Ada Jones")),
        story("Three").credit(NewCredit::author("Bo Lind")).person("Ève Adam"),
        NewArticle {
            status: Some(dateline::Status::Withheld),
            ..story("Four").credit(NewCredit::author("Bo Lind"))
        },
    ])
}

#[test]
fn people_are_listed_by_name_with_the_articles_about_and_by_them() {
    let archive = archive();
    assert_eq!(list(&archive, &Listing::new()), "A. Jones 1, Ada Jones 2, Bo Lind 2, Ève Adam 1");
    let by_articles = Listing::new().order(ListOrder::Articles);
    // Of equals the first known is the first: Ada before A. Jones, in the order of the article.
    assert_eq!(list(&archive, &by_articles), "Ada Jones 2, Bo Lind 2, A. Jones 1, Ève Adam 1");
    assert_eq!(list(&archive, &Listing::new().beginning("EV")), "Ève Adam 1");
    assert_eq!(list(&archive, &Listing::new().beginning("a")), "A. Jones 1, Ada Jones 2");
    assert_eq!(list(&archive, &by_articles.clone().beginning("a").limit(1)), "Ada Jones 2");
    assert_eq!(list(&archive, &Listing::new().beginning("jones")), "");
    // Counting again after a write.
    archive.write(|tx| tx.save(&story("Five").person("Ève Adam").person("Ève Adam"))).unwrap();
    assert_eq!(list(&archive, &by_articles), "Ada Jones 2, Bo Lind 2, Ève Adam 2, A. Jones 1");
}

#[test]
fn a_merged_person_stands_under_the_other_until_that_is_taken_back() {
    let archive = archive();
    let (from, into) = (id(&archive, "A. Jones"), id(&archive, "Ada Jones"));
    archive.write(|tx| tx.merge_people(from, into)).unwrap();
    // Article one names both, and counts once.
    assert_eq!(list(&archive, &Listing::new()), "Ada Jones 2, Bo Lind 2, Ève Adam 1");
    assert_eq!(
        list(&archive, &Listing::new().order(ListOrder::Articles)),
        "Ada Jones 2, Bo Lind 2, Ève Adam 1"
    );
    assert_eq!(list(&archive, &Listing::new().beginning("a.")), "Ada Jones 2");
    assert_eq!(list(&archive, &Listing::new().beginning("a.").with_merged()), "A. Jones 1");
    let all = archive.read(|s| s.people(&Listing::new().with_merged())).unwrap().entries;
    assert_eq!((all[0].entry.name.as_str(), all[0].entry.merged_into), ("A. Jones", Some(into)));
    assert_eq!((all[1].entry.name.as_str(), all[1].entry.merged_into), ("Ada Jones", None));
    // Saved under the merged name: it is of the one that is kept.
    archive.write(|tx| tx.save(&story("Five").person("A. Jones"))).unwrap();
    assert_eq!(headlines(&archive, "person:\"a. jones\""), ["Five", "One", "Two"]);
    assert_sound(&archive);

    archive.write(|tx| tx.unmerge_person(from)).unwrap();
    assert_eq!(id(&archive, "A. Jones"), from);
    assert_eq!(archive.read(|s| s.person(into)).unwrap().unwrap().names, ["Ada Jones"]);
    // What was saved meanwhile stays.
    assert_eq!(list(&archive, &Listing::new()), "A. Jones 1, Ada Jones 3, Bo Lind 2, Ève Adam 1");
    assert_eq!(facet(&archive, Facet::Person), "Ada Jones 3, A. Jones 1, Ève Adam 1");
    assert_sound(&archive);
    let again = archive.write(|tx| tx.unmerge_person(from)).unwrap_err();
    assert!(matches!(again, Error::Invalid { field: "id", .. }), "{again}");
    let nobody = archive.write(|tx| tx.unmerge_person(PersonId(99))).unwrap_err();
    assert!(matches!(nobody, Error::NotFound { what: "person", .. }), "{nobody}");
}

#[test]
fn whoever_had_been_merged_before_stays_with_the_other() {
    let archive = Archive::in_memory().unwrap();
    archive
        .write(|tx| {
            let [a, b, c] = ["A. Reis", "Ana Reis", "Ana C. Reis"].map(|name| tx.add_person(name).unwrap());
            tx.merge_people(a, b)?;
            tx.merge_people(b, c)?;
            tx.unmerge_person(b)?;
            assert_eq!(tx.person(a)?.unwrap().id, c);
            assert_eq!(tx.person(b)?.unwrap().names, ["Ana Reis"]);
            assert_eq!(tx.person(c)?.unwrap().names, ["A. Reis", "Ana C. Reis"]);
            Ok(())
        })
        .unwrap();
}

#[test]
fn people_who_are_kept_apart_are_never_one() {
    let archive = saved(&[story("One").person("John Smith"), story("Two").person("J. Smith")]);
    let (father, initials) = (id(&archive, "John Smith"), id(&archive, "J. Smith"));
    let son = archive.write(|tx| tx.add_person("John Smith")).unwrap();
    archive.write(|tx| tx.keep_apart(son, father)).unwrap();
    archive.write(|tx| tx.keep_apart(father, son)).unwrap();
    assert_eq!(archive.read(|s| s.people_kept_apart()).unwrap(), [(father, son)]);

    let is_refused = |from, into| match archive.write(|tx| tx.merge_people(from, into)) {
        Err(Error::KeptApart { one, other }) => (one, other) == (father, son),
        _ => false,
    };
    assert!(is_refused(father, son) && is_refused(son, father));
    // Nor by way of a third.
    archive.write(|tx| tx.merge_people(initials, son)).unwrap();
    assert!(is_refused(initials, father) && is_refused(father, initials));
    let one_already = archive.write(|tx| tx.keep_apart(initials, son)).unwrap_err();
    assert!(matches!(one_already, Error::Invalid { field: "other", .. }), "{one_already}");

    // A name of both is nobody's, and an id decides.
    let namesake = NewArticle::new("Three", "").person("John Smith");
    let saved = archive.write(|tx| tx.save(&namesake)).unwrap();
    let article = archive.read(|s| s.article(saved.id.unwrap())).unwrap().unwrap();
    assert_eq!(article.people[0].person, None);
    assert_eq!(archive.read(|s| s.people_named("john smith")).unwrap().len(), 2);
    assert_sound(&archive);

    archive.write(|tx| tx.allow_merge(initials, father)).unwrap();
    assert_eq!(archive.read(|s| s.people_kept_apart()).unwrap(), []);
    let twice = archive.write(|tx| tx.allow_merge(son, father)).unwrap_err();
    assert!(matches!(twice, Error::Invalid { field: "other", .. }), "{twice}");
    archive.write(|tx| tx.merge_people(son, father)).unwrap();
    for unknown in [PersonId(99), PersonId(-1)] {
        let refused = archive.write(|tx| tx.keep_apart(father, unknown)).unwrap_err();
        assert!(matches!(refused, Error::NotFound { what: "person", .. }), "{refused}");
    }
}

#[test]
fn a_person_of_whom_nothing_speaks_can_be_removed() {
    let image = NewImage { people: vec!["Oda Brill".into()], ..NewImage::at("https://example.org/pier.jpg") };
    let archive = saved(&[
        story("One").person("Ada Jones"),
        story("Two").credit(NewCredit::author("Bo Lind")),
        story("Three").image(image),
    ]);
    let alias = archive.write(|tx| tx.add_person("A. Jones")).unwrap();
    let ada = id(&archive, "Ada Jones");
    archive.write(|tx| tx.merge_people(alias, ada)).unwrap();
    for (name, user) in [("Ada Jones", "article 1"), ("Bo Lind", "article 2"), ("Oda Brill", "image 1")] {
        let person = id(&archive, name);
        match archive.write(|tx| tx.remove_person(person)) {
            Err(Error::InUse { what: "person", by, .. }) => assert_eq!(by, user),
            other => panic!("{name}: {other:?}"),
        }
    }
    assert_eq!(archive.read(|s| s.unused_people()).unwrap(), []);
    archive.write(|tx| tx.edit(dateline::ArticleId(1), |edit| _ = edit.remove_person("Ada Jones"))).unwrap();
    let unused = archive.read(|s| s.unused_people()).unwrap();
    assert_eq!(unused.iter().map(|person| person.id).collect::<Vec<_>>(), [ada]);
    // Whoever was merged into them goes with them.
    archive.write(|tx| tx.remove_person(alias)).unwrap();
    assert_eq!(archive.read(|s| s.person(ada)).unwrap(), None);
    assert_eq!(archive.read(|s| s.person(alias)).unwrap(), None);
    assert_eq!(archive.read(|s| s.people_named("A. Jones")).unwrap(), []);
    let gone = archive.write(|tx| tx.remove_person(ada)).unwrap_err();
    assert!(matches!(gone, Error::NotFound { what: "person", .. }), "{gone}");
    archive.write(|tx| tx.add_person("Nobody")).unwrap();
    assert_eq!(archive.write(|tx| tx.remove_unused_people()).unwrap(), 1);
    assert_eq!(list(&archive, &Listing::new()), "Bo Lind 1, Oda Brill 0");
    assert_sound(&archive);
}

#[test]
fn a_person_is_listed_by_the_name_that_is_shown() {
    let archive = saved(&[story("One").person("Ana Leao")]);
    let ana = id(&archive, "Ana Leao");
    archive.write(|tx| tx.add_person_name(ana, "ANA LEÃO")).unwrap();
    assert_eq!(list(&archive, &Listing::new()), "Ana Leao 1");
    archive.write(|tx| tx.rename_person(ana, "Ana Leão")).unwrap();
    assert_eq!(list(&archive, &Listing::new()), "Ana Leão 1");
    archive.write(|tx| tx.rename_person(ana, "Zita Leão")).unwrap();
    assert_eq!(list(&archive, &Listing::new().beginning("ana")), "Zita Leão 1");
}
