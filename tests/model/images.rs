use dateline::{
    Archive, ArticleId, Image, ImageAppearance, ImageId, NewArticle, NewCaption, NewImage, NewPerson,
};

use crate::{assert_invalid, assert_not_found, assert_sound};

const A: &str = "https://example.org/a.jpg";
const B: &str = "https://example.net/b.jpg";
const C: &str = "https://example.com/c.jpg";

fn story(headline: &str, day: &str, images: impl IntoIterator<Item = NewImage>) -> NewArticle {
    let article = NewArticle::new(headline, "").published(day.parse().unwrap());
    images.into_iter().fold(article, NewArticle::image)
}

fn save(archive: &Archive, articles: &[NewArticle]) -> Vec<ArticleId> {
    let saved = archive.write(|tx| tx.save_all(articles)).unwrap();
    saved.into_iter().map(|saved| saved.id.unwrap()).collect()
}

fn image(archive: &Archive, uri: &str) -> Image {
    archive.read(|s| s.image_by_uri(uri)).unwrap().unwrap()
}

fn uses(archive: &Archive, uri: &str) -> Vec<ImageAppearance> {
    let id = image(archive, uri).id;
    archive.read(|s| s.uses_of(id)).unwrap()
}

fn shown(image: &Image) -> Vec<&str> {
    image.people.iter().map(|person| person.name.as_str()).collect()
}

#[test]
fn uses_come_newest_first_each_with_its_own_words() {
    let archive = Archive::in_memory().unwrap();
    let mut bilingual = NewImage::at(A).caption("The pier in fog.", "Coastal Press");
    bilingual.captions.push(NewCaption {
        text: "O cais na névoa.".into(),
        language: Some("pt".into()),
        ..NewCaption::default()
    });
    let ids = save(
        &archive,
        &[
            story("Old", "2021-05-01", [NewImage::at(B), bilingual]).language("en"),
            story("New", "2023-05-01", [NewImage::at(A).caption("The pier again.", "")]).language("en"),
        ],
    );
    let used = uses(&archive, A);
    let places: Vec<_> =
        used.iter().map(|used| (used.article, used.headline.as_str(), used.position)).collect();
    assert_eq!(places, [(ids[1], "New", 1), (ids[0], "Old", 2)]);
    assert_eq!(used[0].captions[0].text, "The pier again.");
    let words: Vec<_> =
        used[1].captions.iter().map(|caption| (caption.language.as_str(), caption.text.as_str())).collect();
    assert_eq!(words, [("en", "The pier in fog."), ("pt", "O cais na névoa.")]);
    assert_eq!(used[1].captions[0].credit, "Coastal Press");
    assert!(used.iter().all(|used| !used.hidden));
}

#[test]
fn a_withheld_article_is_among_the_uses_and_says_so() {
    let archive = Archive::in_memory().unwrap();
    let mut article = story("Budget", "2023-05-01", [NewImage::at(A)]);
    article.status = Some(dateline::Status::Withheld);
    save(&archive, &[article]);
    let used = uses(&archive, A);
    assert_eq!(used.len(), 1);
    assert!(used[0].hidden);
}

#[test]
fn bytes_learned_later_merge_two_pictures() {
    let archive = Archive::in_memory().unwrap();
    let person = |name: &str| NewPerson::from(name);
    let first = NewImage {
        width: Some(800),
        people: vec![person("Ana Reis"), person("Rui Lima")],
        ..NewImage::at(A).caption("Fog.", "")
    };
    let second = NewImage {
        width: Some(400),
        height: Some(300),
        alt: "A pier".into(),
        people: vec![person("rui lima"), person("Eva Melo")],
        ..NewImage::at(B).caption("Mist.", "")
    };
    let ids = save(&archive, &[story("One", "2023-05-01", [first]), story("Two", "2023-05-02", [second])]);
    let (one, other) = (image(&archive, A).id, image(&archive, B).id);
    let bytes = "ab".repeat(32);
    assert_eq!(archive.write(|tx| tx.set_image_sha256(other, &bytes.to_uppercase())).unwrap(), other);
    assert_eq!(archive.write(|tx| tx.set_image_sha256(one, &bytes)).unwrap(), one);

    let kept = image(&archive, A);
    assert_eq!(image(&archive, B), kept);
    assert_eq!(archive.read(|s| s.image(other)).unwrap(), Some(kept.clone()));
    assert_eq!(archive.read(|s| s.image_by_sha256(&bytes.to_uppercase())).unwrap(), Some(kept.clone()));
    assert_eq!((kept.id, kept.uri.as_str(), kept.sha256.as_str()), (one, A, bytes.as_str()));
    assert_eq!((kept.width, kept.height), (Some(800), Some(300)));
    assert_eq!(kept.urls.len(), 2);
    assert_eq!(shown(&kept), ["Ana Reis", "Rui Lima", "Eva Melo"]);
    let used = archive.read(|s| s.uses_of(other)).unwrap();
    assert_eq!(used.iter().map(|used| used.article).collect::<Vec<_>>(), [ids[1], ids[0]]);
    // Alternative text belongs to a use.
    assert_eq!(used.iter().map(|used| used.captions[0].alt.as_str()).collect::<Vec<_>>(), ["A pier", ""]);
    assert_eq!(used[0].captions[0].text, "Mist.");

    // Saying it again changes nothing, and the picture has no other bytes.
    assert_eq!(archive.write(|tx| tx.set_image_sha256(other, &bytes)).unwrap(), one);
    assert_invalid(archive.write(|tx| tx.set_image_sha256(one, &"cd".repeat(32))), "sha256");
    assert_sound(&archive);
}

#[test]
fn a_save_that_gives_the_bytes_merges_them_too() {
    let archive = Archive::in_memory().unwrap();
    let bytes = || Some("ab".repeat(32));
    let one = NewImage { sha256: bytes(), people: vec!["Ana Reis".into()], ..NewImage::at(A) };
    let other = NewImage { people: vec!["Eva Melo".into()], ..NewImage::at(B) };
    save(&archive, &[story("One", "2023-05-01", [one]), story("Two", "2023-05-02", [other])]);
    assert_ne!(image(&archive, A).id, image(&archive, B).id);
    let again = NewImage { uri: Some(B.into()), sha256: bytes(), ..NewImage::at(C) };
    save(&archive, &[story("Three", "2023-05-03", [again])]);

    let kept = image(&archive, A);
    assert_eq!(image(&archive, B), kept);
    assert_eq!(shown(&kept), ["Ana Reis", "Eva Melo"]);
    assert_eq!(kept.urls.len(), 3);
    let headlines: Vec<_> = uses(&archive, A).into_iter().map(|used| used.headline).collect();
    assert_eq!(headlines, ["Three", "Two", "One"]);
    assert_sound(&archive);
}

#[test]
fn whatever_was_merged_before_is_merged_on() {
    let archive = Archive::in_memory().unwrap();
    save(&archive, &[story("All", "2023-05-01", [NewImage::at(A), NewImage::at(B), NewImage::at(C)])]);
    let [a, b, c] = [A, B, C].map(|uri| image(&archive, uri).id);
    archive
        .write(|tx| {
            tx.merge_images(a, b)?;
            tx.merge_images(a, c)
        })
        .unwrap();
    for id in [a, b, c] {
        assert_eq!(archive.read(|s| s.image(id)).unwrap().unwrap().id, c);
    }
    let used = archive.read(|s| s.uses_of(a)).unwrap();
    assert_eq!(used.iter().map(|used| used.position).collect::<Vec<_>>(), [1, 2, 3]);
    assert_invalid(archive.write(|tx| tx.merge_images(c, a)), "from");
    assert_sound(&archive);
}

#[test]
fn what_can_not_be_is_refused() {
    let archive = Archive::in_memory().unwrap();
    save(&archive, &[story("Both", "2023-05-01", [NewImage::at(A), NewImage::at(B)])]);
    let (one, other) = (image(&archive, A).id, image(&archive, B).id);
    for text in ["", "abc", &"g".repeat(64), &"é".repeat(32)] {
        assert_invalid(archive.write(|tx| tx.set_image_sha256(one, text)), "sha256");
    }
    archive
        .write(|tx| {
            tx.set_image_sha256(one, &"ab".repeat(32))?;
            tx.set_image_sha256(other, &"cd".repeat(32))
        })
        .unwrap();
    assert_invalid(archive.write(|tx| tx.merge_images(one, other)), "from");

    let none = ImageId(99);
    assert_eq!(archive.read(|s| s.image(none)).unwrap(), None);
    assert_eq!(archive.read(|s| s.image_by_sha256("")).unwrap(), None);
    assert!(archive.read(|s| s.uses_of(none)).unwrap().is_empty());
    assert_not_found(archive.write(|tx| tx.set_image_sha256(none, &"ef".repeat(32))), "image");
    assert_not_found(archive.write(|tx| tx.merge_images(none, one)), "image");
    assert_not_found(archive.write(|tx| tx.merge_images(one, none)), "image");
}
