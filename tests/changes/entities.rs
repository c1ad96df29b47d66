//! People, tags, pictures and publications change.

use dateline::{
    Archive, Changed, ImageField, NewArticle, NewImage, NewPublication, OrganizationKind, Result, Transaction,
};

use crate::{at, position, what};

/// Returns what is told after something was done.
fn told(archive: &Archive, act: impl FnOnce(&mut Transaction<'_>) -> Result<()>) -> Vec<Changed> {
    let before = position(archive);
    archive.write_at(at(2), act).unwrap();
    what(archive, &before)
}

#[test]
fn every_change_of_what_is_known_is_told() {
    let archive = Archive::in_memory().unwrap();
    let article = NewArticle::new("Ferry delayed", "")
        .key("wire", "F1")
        .person("Ada Jones")
        .person("A. Jones")
        .tag("Ferries")
        .tag("Ferry")
        .publication("Harbour News")
        .image(NewImage::at("https://example.org/ferry.jpg"))
        .image(NewImage::at("https://example.org/fog.jpg"));
    archive.write_at(at(1), |tx| tx.save(&article)).unwrap();
    let (ada, other, ferries, ferry, paper, image, fog) = archive
        .write(|tx| {
            Ok((
                tx.find_or_add_person("Ada Jones")?,
                tx.find_or_add_person("A. Jones")?,
                tx.find_or_add_tag("", "Ferries")?,
                tx.find_or_add_tag("", "Ferry")?,
                tx.publications_named("Harbour News")?[0].id,
                tx.image_by_uri("https://example.org/ferry.jpg")?.unwrap().id,
                tx.image_by_uri("https://example.org/fog.jpg")?.unwrap().id,
            ))
        })
        .unwrap();
    let person = |id| Changed::Person { id };
    let tag = |id| Changed::Tag { id };
    let picture = |id| Changed::Image { id };
    assert_eq!(told(&archive, |tx| tx.rename_person(ada, "Ada Jones-Smith")), [person(ada)]);
    assert_eq!(told(&archive, |tx| tx.add_person_name(ada, "Ada J.")), [person(ada)]);
    assert_eq!(told(&archive, |tx| tx.add_person_key(ada, "wikidata", "Q1")), [person(ada)]);
    assert_eq!(told(&archive, |tx| tx.add_person_key(ada, "wikidata", "Q1")), []);
    assert_eq!(told(&archive, |tx| tx.merge_people(other, ada)), [person(other), person(ada)]);
    assert_eq!(told(&archive, |tx| tx.set_tag_parent(ferry, Some(ferries))), [tag(ferry)]);
    assert_eq!(told(&archive, |tx| tx.set_tag_parent(ferry, None)), [tag(ferry)]);
    assert_eq!(told(&archive, |tx| tx.rename_tag(ferry, "Boat")), [tag(ferry)]);
    assert_eq!(told(&archive, |tx| tx.merge_tags(ferry, ferries)), [tag(ferry), tag(ferries)]);
    let zone = |tx: &mut Transaction<'_>| tx.set_publication_time_zone(paper, "Europe/Lisbon");
    assert_eq!(told(&archive, zone), [Changed::Publication { id: paper }]);
    let edited = told(&archive, |tx| tx.edit_image(image, |image| image.creator = "A. Reis".into()));
    assert_eq!(edited, [picture(image)]);
    assert_eq!(told(&archive, |tx| tx.release_image(image, ImageField::Creator)), [picture(image)]);
    assert_eq!(told(&archive, |tx| tx.set_image_sha256(image, &"5a".repeat(32)).map(drop)), [picture(image)]);
    // A picture that takes the place of another one in the article rewrites nothing of the article itself.
    let merged = told(&archive, |tx| tx.merge_images(fog, image));
    assert_eq!(merged, [picture(image), picture(fog)]);
}

#[test]
fn a_save_tells_of_what_it_adds_to_known_things() {
    let archive = Archive::in_memory().unwrap();
    let story = |headline: &str, key: &str| NewArticle::new(headline, "").key("wire", key);
    let photo = NewImage::at("https://example.org/ferry.jpg");
    let first =
        story("Ferry delayed", "1").publication("Harbour News").image(photo.clone()).person("Ada Jones");
    archive.write_at(at(1), |tx| tx.save(&first)).unwrap();
    let paper = archive.read(|s| s.publications_named("Harbour News")).unwrap()[0].id;
    let image = archive.read(|s| s.image_by_uri("https://example.org/ferry.jpg")).unwrap().unwrap().id;
    let before = position(&archive);
    let mut second =
        story("Ferry runs", "2").image(NewImage { creator: "A. Reis".into(), ..photo }).person("Bo Li");
    second.publication = Some(NewPublication {
        title: "Harbour News".into(),
        domain: Some("harbour.example".into()),
        ..NewPublication::default()
    });
    let id = archive.write_at(at(2), |tx| tx.save(&second)).unwrap().id.unwrap();
    let told = [
        Changed::Added { article: id, uri: "wire:2".into() },
        Changed::Image { id: image },
        Changed::Publication { id: paper },
    ];
    assert_eq!(what(&archive, &before), told);
    // Said again, nothing has changed.
    let before = position(&archive);
    archive.write_at(at(3), |tx| tx.save(&second)).unwrap();
    assert_eq!(what(&archive, &before), []);
}

#[test]
fn what_is_gone_is_told_and_not_found() {
    let archive = Archive::in_memory().unwrap();
    let article = |url: &str| NewArticle::new("Ferry", "").key("wire", "1").image(NewImage::at(url));
    archive.write_at(at(1), |tx| tx.save(&article("https://example.org/a.jpg"))).unwrap();
    archive.write_at(at(1), |tx| tx.save(&article("https://example.org/b.jpg"))).unwrap();
    let gone = archive.read(|s| s.image_by_uri("https://example.org/a.jpg")).unwrap().unwrap().id;
    assert_eq!(told(&archive, |tx| tx.remove_image(gone)), [Changed::Image { id: gone }]);
    assert!(archive.read(|s| s.image(gone)).unwrap().is_none());
}

#[test]
fn an_organizations_trade() {
    let archive = Archive::in_memory().unwrap();
    let article = NewArticle::new("Ferry", "").credit(dateline::NewCredit::organization("Harbour Trust"));
    archive.write_at(at(1), |tx| tx.save(&article)).unwrap();
    let id = archive.read(|s| s.organization_named("Harbour Trust")).unwrap().unwrap().id;
    let told = told(&archive, |tx| tx.set_organization_kind(id, OrganizationKind::Publisher));
    assert_eq!(told, [Changed::Organization { id }]);
}
