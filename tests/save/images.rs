//! The stored pictures that the pictures of a saved article are.

use dateline::{Archive, ArticleId, ImageId, NewArticle, NewCaption, NewImage, Warning};

use crate::{add, archive, assert_sound, revise, save, stored, story};

const BYTES: [&str; 2] = ["ab", "cd"];

fn at(url: &str) -> NewImage {
    NewImage::at(format!("https://img.example.org/{url}"))
}

fn with_bytes(which: usize, image: NewImage) -> NewImage {
    NewImage { sha256: Some(BYTES[which].repeat(32)), ..image }
}

fn named(uri: &str) -> NewImage {
    NewImage { uri: Some(uri.into()), ..NewImage::default() }
}

fn images(archive: &Archive, id: ArticleId) -> Vec<ImageId> {
    stored(archive, id).images.iter().map(|used| used.image.id).collect()
}

#[test]
fn a_uri_a_url_or_the_bytes_tell_which_picture_it_is() {
    let archive = archive();
    let whole = with_bytes(0, NewImage { uri: Some("urn:photo:1".into()), ..at("1.jpg") });
    let first = images(&archive, add(&archive, &story("One", "").image(whole)));
    for (headline, image) in [
        ("Two", named("urn:photo:1")),
        ("Three", NewImage::at("http://www.img.example.org/1.jpg?utm_source=x")),
        ("Four", NewImage { sha256: Some("AB".repeat(32)), ..NewImage::default() }),
    ] {
        let id = add(&archive, &story(headline, "").image(image));
        assert_eq!(images(&archive, id), first, "{headline}");
    }
    assert_eq!(archive.read(|s| s.uses_of(first[0])).unwrap().len(), 4);
    let other = add(&archive, &story("Five", "").image(at("2.jpg")));
    assert_ne!(images(&archive, other), first);
    assert_sound(&archive);
}

#[test]
fn each_use_has_its_own_words() {
    let archive = archive();
    let one = add(&archive, &story("One", "").image(at("1.jpg").caption("The pier.", "A")));
    let two = add(&archive, &story("Two", "").image(at("1.jpg").caption("Fog.", "B")));
    assert_eq!(stored(&archive, one).images[0].captions[0].text, "The pier.");
    assert_eq!(stored(&archive, two).images[0].captions[0].credit, "B");
    let caption = |text: &str, language: &str| NewCaption {
        text: text.into(),
        language: Some(language.into()),
        ..NewCaption::default()
    };
    let mut both = at("1.jpg");
    both.captions = vec![caption("Nevoeiro.", "pt"), caption("Fog!", "en"), caption("More fog.", "en")];
    let saved = save(&archive, &story("Two", "").image(both));
    assert_eq!(saved.warnings, [Warning::SecondCaption { text: "More fog.".into() }]);
    let words: Vec<_> = stored(&archive, two).images[0].captions.iter().map(|c| c.text.clone()).collect();
    assert_eq!(words, ["Fog!", "Nevoeiro."]);
    assert_eq!(stored(&archive, one).images[0].captions.len(), 1);
    assert_sound(&archive);
}

#[test]
fn bytes_learned_later_make_two_pictures_one() {
    let archive = archive();
    let old = add(&archive, &story("Old", "").image(with_bytes(0, at("1.jpg")).caption("Pier", "")));
    let new = add(&archive, &story("New", "").image(at("2.jpg").caption("Quay", "")));
    let (first, second) = (images(&archive, old)[0], images(&archive, new)[0]);
    assert_ne!(first, second);
    let again = story("New", "")
        .image(with_bytes(0, NewImage { uri: Some("https://img.example.org/2.jpg".into()), ..at("2.jpg") }));
    assert_eq!(revise(&archive, &again), ["images"]);
    assert_eq!((images(&archive, old), images(&archive, new)), (vec![first], vec![first]));
    assert_eq!(archive.read(|s| s.uses_of(second)).unwrap().len(), 2);
    for uri in ["https://img.example.org/1.jpg", "https://img.example.org/2.jpg"] {
        assert_eq!(archive.read(|s| s.image_by_uri(uri)).unwrap().unwrap().id, first, "{uri}");
    }
    assert_eq!(stored(&archive, new).images[0].captions[0].text, "Quay");
    assert_eq!(revise(&archive, &again), [""; 0]);
    assert_sound(&archive);
}

#[test]
fn a_picture_known_to_have_other_bytes_is_not_merged() {
    let archive = archive();
    let one = add(&archive, &story("One", "").image(with_bytes(0, named("urn:photo:1"))));
    let two = add(&archive, &story("Two", "").image(with_bytes(1, named("urn:photo:2"))));
    let swapped = story("One", "").image(with_bytes(1, named("urn:photo:1")));
    let saved = save(&archive, &swapped);
    assert_eq!(saved.warnings, [Warning::InvalidValue { field: "images.sha256", value: "cd".repeat(32) }]);
    assert_ne!(images(&archive, one), images(&archive, two));
    assert_eq!(stored(&archive, one).images[0].image.sha256, "ab".repeat(32));
    assert_sound(&archive);
}

#[test]
fn a_picture_without_any_identity_stays_the_same_picture() {
    let archive = archive();
    let picture = |text: &str| NewImage::default().caption(text, "");
    let article = |images: &[&str]| -> NewArticle {
        images.iter().fold(story("One", "").key("wire", "1"), |article, text| article.image(picture(text)))
    };
    let id = add(&archive, &article(&["The pier.", "The quay."]));
    let before = images(&archive, id);
    assert_eq!(stored(&archive, id).images[1].image.uri, "wire:1#image-2");
    assert_eq!(revise(&archive, &article(&["The pier.", "The quay."])), [""; 0]);
    // Known by its words where it moved, and by its place where its words changed.
    revise(&archive, &article(&["The quay.", "The pier."]));
    assert_eq!(images(&archive, id), [before[1], before[0]]);
    revise(&archive, &article(&["The quay, in fog.", "The pier."]));
    assert_eq!(images(&archive, id), [before[1], before[0]]);
    // In another article it is another picture.
    let other = add(&archive, &story("Two", "").image(picture("The pier.")));
    assert!(!before.contains(&images(&archive, other)[0]));
    assert_sound(&archive);
}

#[test]
fn a_picture_is_told_what_it_did_not_say_and_keeps_what_it_said() {
    let archive = archive();
    let id = add(&archive, &story("One", "").image(NewImage { title: "A pier".into(), ..at("1.jpg") }));
    let fuller = NewImage {
        width: Some(640),
        supplier: Some("Coastal Press".into()),
        people: vec!["Ana Reis".into()],
        ..at("1.jpg")
    };
    add(&archive, &story("Two", "").image(fuller));
    let image = stored(&archive, id).images.remove(0).image;
    assert_eq!((image.title.as_str(), image.width, image.height), ("A pier", Some(640), None));
    assert_eq!(image.people[0].name, "Ana Reis");
    assert!(image.supplier.is_some());
}

#[test]
fn the_same_use_twice_is_kept_once() {
    let archive = archive();
    let article = story("One", "").image(at("1.jpg")).image(at("1.jpg")).image(at("2.jpg"));
    let saved = save(&archive, &article);
    let name = "https://img.example.org/1.jpg".to_owned();
    assert_eq!(saved.warnings, [Warning::Duplicate { field: "images", name }]);
    assert_eq!(images(&archive, saved.id.unwrap()).len(), 2);
}
