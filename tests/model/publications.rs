use dateline::{
    Archive, Listing, NewArticle, NewPublication, OrganizationId, OrganizationKind, Publication,
    PublicationId, Section,
};

use crate::{assert_invalid, assert_not_found};

fn archive() -> Archive {
    let archive = Archive::in_memory().unwrap();
    let mut article = NewArticle::new("Ferry delayed", "").section("City");
    article.publication = Some(NewPublication {
        title: "Harbour News".into(),
        domain: Some("harbour.example.org".into()),
        ..NewPublication::default()
    });
    let other = NewArticle::new("Pier opens", "").publication("Coast Weekly");
    archive.write(|tx| tx.save_all(&[article, other])).unwrap();
    archive
}

fn publications(archive: &Archive) -> Vec<Publication> {
    let listed = archive.read(|s| s.publications(&Listing::new())).unwrap().entries;
    listed.into_iter().map(|listed| listed.entry).collect()
}

fn sections(archive: &Archive, publication: PublicationId) -> Vec<Section> {
    let listed = archive.read(|s| s.sections(&Listing::new().publication(publication))).unwrap().entries;
    listed.into_iter().map(|listed| listed.entry).collect()
}

#[test]
fn a_publication_is_found_by_title_and_by_domain() {
    let archive = archive();
    for text in ["harbour  news", "HARBOUR.example.org", "www.harbour.example.org"] {
        let found = archive.read(|s| s.publications_named(text)).unwrap();
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].domain, "harbour.example.org", "{text}");
    }
    for text in ["", "www.", "harbour"] {
        assert_eq!(archive.read(|s| s.publications_named(text)).unwrap(), [], "{text}");
    }
    let titles: Vec<_> = publications(&archive).into_iter().map(|publication| publication.title).collect();
    assert_eq!(titles, ["Coast Weekly", "Harbour News"]);
}

#[test]
fn a_section_belongs_to_its_publication() {
    let archive = archive();
    let [coast, harbour] = publications(&archive).try_into().unwrap();
    let sections = sections(&archive, harbour.id);
    assert_eq!(sections.len(), 1);
    assert_eq!((sections[0].name.as_str(), sections[0].publication), ("City", harbour.id));
    assert_eq!(archive.read(|s| s.section(sections[0].id)).unwrap().as_ref(), Some(&sections[0]));
    assert_eq!(self::sections(&archive, coast.id), []);
}

#[test]
fn a_time_zone_places_what_is_saved_from_then_on() {
    let archive = archive();
    let id = archive.read(|s| s.publications_named("Coast Weekly")).unwrap()[0].id;
    archive.write(|tx| tx.set_publication_time_zone(id, "Asia/Tokyo")).unwrap();
    let article = NewArticle::new("Storm", "")
        .publication("Coast Weekly")
        .published("2023-05-01T09:30".parse().unwrap());
    let saved = archive.write(|tx| tx.save(&article)).unwrap().id.unwrap();
    let stored = archive.read(|s| s.article(saved)).unwrap().unwrap();
    assert_eq!(stored.published.at.to_rfc3339(), "2023-05-01T00:30:00+00:00");
    assert_eq!(stored.publication.unwrap().time_zone, "Asia/Tokyo");

    assert_invalid(archive.write(|tx| tx.set_publication_time_zone(id, "Mars/Base")), "time_zone");
}

#[test]
fn what_is_not_there_is_not_found() {
    let archive = archive();
    let (none, nobody) = (PublicationId(99), OrganizationId(99));
    assert_eq!(archive.read(|s| s.publication(none)).unwrap(), None);
    assert_eq!(archive.read(|s| s.organization(nobody)).unwrap(), None);
    assert_eq!(archive.read(|s| s.organization_named("")).unwrap(), None);
    assert_not_found(archive.write(|tx| tx.set_publication_time_zone(none, "UTC")), "publication");
    let kind = OrganizationKind::Agency;
    assert_not_found(archive.write(|tx| tx.set_organization_kind(nobody, kind)), "organization");
}
