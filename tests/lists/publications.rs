use dateline::{
    Archive, Error, Facet, ListOrder, Listing, NewArticle, NewCredit, NewPublication, Outcome, PublicationId,
};

use crate::{assert_sound, facet, headlines, saved, story};

fn list(archive: &Archive, listing: &Listing) -> String {
    let page = archive.read(|s| s.publications(listing)).unwrap();
    let lines = page.entries.iter().map(|listed| {
        let publication = &listed.entry;
        format!("{}|{} {}", publication.title, publication.domain, listed.articles)
    });
    lines.collect::<Vec<_>>().join(", ")
}

fn sections(archive: &Archive, listing: &Listing) -> String {
    let page = archive.read(|s| s.sections(listing)).unwrap();
    let lines = page.entries.iter().map(|listed| format!("{} {}", listed.entry.name, listed.articles));
    lines.collect::<Vec<_>>().join(", ")
}

fn id(archive: &Archive, name: &str) -> PublicationId {
    let found = archive.read(|s| s.publications_named(name)).unwrap();
    let [publication] = &found[..] else { panic!("{name} is not one: {found:?}") };
    publication.id
}

fn at(domain: &str, title: &str) -> NewPublication {
    NewPublication { domain: Some(domain.into()), ..NewPublication::from(title) }
}

/// A paper that is known by its title, and its site, which is known by its domain.
fn archive() -> Archive {
    saved(&[
        story("One")
            .key("wire", "1")
            .publication("Harbour News")
            .section("City")
            .published("2024-05-01".parse().unwrap()),
        NewArticle {
            publication: Some(at("harbour.example", "")),
            ..story("Two").key("wire", "2").section("city").published("2024-05-02".parse().unwrap())
        },
        NewArticle { publication: Some(at("harbour.example", "")), ..story("Three").section("Port") },
        story("Four").publication("Coast Weekly").section("City"),
    ])
}

#[test]
fn publications_and_sections_are_listed() {
    let archive = archive();
    let whole = "Coast Weekly| 1, |harbour.example 2, Harbour News| 1";
    assert_eq!(
        list(&archive, &Listing::new()),
        whole.replace("|harbour.example 2, Harbour News| 1", "Harbour News| 1, |harbour.example 2")
    );
    assert_eq!(
        list(&archive, &Listing::new().order(ListOrder::Articles)),
        "|harbour.example 2, Harbour News| 1, Coast Weekly| 1"
    );
    assert_eq!(list(&archive, &Listing::new().beginning("HARBOUR.")), "|harbour.example 2");
    assert_eq!(sections(&archive, &Listing::new()), "City 1, city 1, City 1, Port 1");
    assert_eq!(sections(&archive, &Listing::new().beginning("Po")), "Port 1");
    let site = Listing::new().publication(id(&archive, "harbour.example"));
    assert_eq!(sections(&archive, &site), "city 1, Port 1");
    assert_eq!(sections(&archive, &site.order(ListOrder::Articles).limit(1)), "city 1");
    assert_eq!(sections(&archive, &Listing::new().publication(PublicationId(99))), "");
}

#[test]
fn a_merged_publication_is_the_other_in_all_that_is_asked() {
    let archive = archive();
    let (site, paper) = (id(&archive, "harbour.example"), id(&archive, "Harbour News"));
    archive.write(|tx| tx.merge_publications(site, paper)).unwrap();
    assert_eq!(id(&archive, "harbour.example"), paper);
    for query in ["from:\"harbour news\"", "from:harbour.example", "from:harbour"] {
        assert_eq!(headlines(&archive, query), ["One", "Three", "Two"], "{query}");
    }
    assert_eq!(list(&archive, &Listing::new()), "Coast Weekly| 1, Harbour News|harbour.example 3");
    assert_eq!(list(&archive, &Listing::new().beginning("harbour.e")), "Harbour News|harbour.example 3");
    assert_eq!(facet(&archive, Facet::Publication), "Harbour News 3, Coast Weekly 1");
    // The section of one name is one; the other has been added.
    assert_eq!(facet(&archive, Facet::Section), "City 2, City 1, Port 1");
    assert_eq!(sections(&archive, &Listing::new().publication(site)), "City 2, Port 1");
    assert_eq!(headlines(&archive, "section:port from:harbour"), ["Three"]);
    assert_eq!(headlines(&archive, "section:city"), ["Four", "One", "Two"]);
    let page = archive.search(&"two".into()).unwrap();
    assert_eq!(page.hits[0].publication, "Harbour News");
    // The article says what it said.
    let two = archive.read(|s| s.article(page.hits[0].id)).unwrap().unwrap().publication.unwrap();
    assert_eq!((two.id, two.domain.as_str(), two.merged_into), (site, "harbour.example", Some(paper)));
    assert_sound(&archive);
    let again = archive.write(|tx| tx.merge_publications(site, paper)).unwrap_err();
    assert!(matches!(again, Error::Invalid { field: "from", .. }), "{again}");
}

#[test]
fn what_is_saved_under_a_merged_name_is_of_the_other() {
    let archive = archive();
    let (site, paper) = (id(&archive, "harbour.example"), id(&archive, "Harbour News"));
    archive.write(|tx| tx.merge_publications(site, paper)).unwrap();
    let save = |article: NewArticle| archive.write(|tx| tx.save(&article)).unwrap();
    let five =
        save(NewArticle { publication: Some(at("harbour.example", "")), ..story("Five").section("Port") });
    let six = save(story("Six").publication("harbour news").section("Port"));
    for saved in [five, six] {
        assert_eq!(saved.outcome, Outcome::Added);
        let article = archive.read(|s| s.article(saved.id.unwrap())).unwrap().unwrap();
        assert_eq!(article.publication.unwrap().id, paper);
        assert_eq!(article.section.unwrap().publication, paper);
    }
    assert_eq!(sections(&archive, &Listing::new().publication(paper)), "City 2, Port 3");

    // Said again under the other name, with more to say: the same article, which keeps what it was saved with.
    let revised = NewArticle {
        publication: Some(at("harbour.example", "Harbour News")),
        body: "The whole of it, at last.".into(),
        ..story("One").key("wire", "1").section("City")
    };
    assert_eq!(save(revised).id.unwrap().0, 1);
    let two = NewArticle { body: "More of it.".into(), ..story("Two").key("wire", "2") };
    let two = two.publication("Harbour News").section("City");
    let saved = save(two);
    assert_eq!(saved.id.unwrap().0, 2);
    let article = archive.read(|s| s.article(saved.id.unwrap())).unwrap().unwrap();
    assert_eq!(article.publication.unwrap().id, site);
    assert_eq!(article.section.unwrap().publication, site);
    assert_eq!(archive.read(|s| s.revisions_of(article.id)).unwrap()[0].changed, ["body"]);
    assert_sound(&archive);
}

#[test]
fn a_merge_of_publications_is_taken_back() {
    let archive = archive();
    let (site, paper) = (id(&archive, "harbour.example"), id(&archive, "Harbour News"));
    archive.write(|tx| tx.merge_publications(site, paper)).unwrap();
    archive.write(|tx| tx.save(&story("Five").publication("Harbour News").section("Port"))).unwrap();
    archive.write(|tx| tx.unmerge_publication(site)).unwrap();
    assert_eq!(id(&archive, "harbour.example"), site);
    assert_eq!(list(&archive, &Listing::new()), "Coast Weekly| 1, Harbour News| 2, |harbour.example 2");
    assert_eq!(sections(&archive, &Listing::new().publication(site)), "city 1, Port 1");
    // Its own Port was added by the merge, and is used since.
    assert_eq!(sections(&archive, &Listing::new().publication(paper)), "City 1, Port 1");
    assert_eq!(headlines(&archive, "from:harbour.example"), ["Three", "Two"]);
    assert_sound(&archive);

    archive
        .write(|tx| {
            tx.merge_publications(paper, site)?;
            tx.unmerge_publication(paper)
        })
        .unwrap();
    // Nothing is left of a merge of which nothing came.
    assert_eq!(sections(&archive, &Listing::new().publication(site)), "city 1, Port 1");
    let [again, unknown] =
        [paper, PublicationId(99)].map(|id| archive.write(|tx| tx.unmerge_publication(id)).unwrap_err());
    assert!(matches!(again, Error::Invalid { field: "id", .. }), "{again}");
    assert!(matches!(unknown, Error::NotFound { what: "publication", .. }), "{unknown}");
    assert_sound(&archive);
}

#[test]
fn a_chain_of_merges_is_flat() {
    let archive = saved(&[
        story("One").publication("A").section("S"),
        story("Two").publication("B").section("S"),
        story("Three").publication("C"),
    ]);
    let [a, b, c] = ["A", "B", "C"].map(|title| id(&archive, title));
    archive
        .write(|tx| {
            tx.merge_publications(a, b)?;
            tx.merge_publications(b, c)
        })
        .unwrap();
    assert_eq!(["A", "B", "C"].map(|title| id(&archive, title)), [c; 3]);
    assert_eq!(sections(&archive, &Listing::new()), "S 2");
    assert_eq!(sections(&archive, &Listing::new().with_merged().publication(a)), "S 1, S 1, S 2");
    archive.write(|tx| tx.set_publication_time_zone(a, "Asia/Tokyo")).unwrap();
    assert_eq!(archive.read(|s| s.publication(c)).unwrap().unwrap().time_zone, "Asia/Tokyo");
    assert_sound(&archive);
}

#[test]
fn organizations_are_listed() {
    let archive = saved(&[
        story("One")
            .credit(NewCredit::organization("Coastal Press"))
            .credit(NewCredit::organization("Agence Éole")),
        story("Two").credit(NewCredit::organization("COASTAL PRESS")),
    ]);
    let list = |listing: Listing| {
        let page = archive.read(|s| s.organizations(&listing)).unwrap();
        let lines = page.entries.iter().map(|listed| format!("{} {}", listed.entry.name, listed.articles));
        lines.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(list(Listing::new()), "Agence Éole 1, Coastal Press 2");
    assert_eq!(list(Listing::new().order(ListOrder::Articles)), "Coastal Press 2, Agence Éole 1");
    assert_eq!(list(Listing::new().beginning("agence e")), "Agence Éole 1");
}
