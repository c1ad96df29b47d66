//! Two versions make one article, whichever of them comes first.

use dateline::{
    Archive, Article, ArticleField, NewArticle, NewCaption, NewImage, NewPublication, ValueSource,
};

use crate::{at, revise, save, stored, story};

/// Saves two versions, of which the second was modified later, in both orders, and returns the article that they make.
#[track_caller]
fn both(earlier: &NewArticle, later: &NewArticle) -> (Archive, Article) {
    let version = |article: &NewArticle, when: &str| NewArticle {
        modified: Some(at(when)),
        ..article.clone().key("wire", "F")
    };
    let (earlier, later) = (version(earlier, "2024-05-02T09:00Z"), version(later, "2024-05-02T12:00Z"));
    let make = |first: &NewArticle, second: &NewArticle| {
        let archive = crate::archive();
        let id = save(&archive, first).id.unwrap();
        assert_eq!(save(&archive, second).id, Some(id));
        let article = stored(&archive, id);
        (archive, article)
    };
    let (forth, back) = (make(&earlier, &later), make(&later, &earlier));
    let document = |(archive, article): &(Archive, Article)| archive.read(|s| s.document(article)).unwrap();
    assert_eq!(document(&forth), document(&back));
    for field in ArticleField::ALL {
        assert_eq!(forth.1.source_of(*field), back.1.source_of(*field), "{field:?}");
    }
    crate::assert_sound(&back.0);
    crate::assert_sound(&forth.0);
    forth
}

fn ferry() -> NewArticle {
    story("Ferry stays in port", "Fog held up the ferry.")
}

fn photo() -> NewImage {
    NewImage::at("https://img.example/1.jpg")
}

fn caption(text: &str, alt: &str) -> NewCaption {
    NewCaption { text: text.into(), alt: alt.into(), ..NewCaption::default() }
}

fn words(article: &Article) -> Vec<(&str, &str, &str)> {
    let captions = article.images.iter().flat_map(|used| &used.captions);
    captions.map(|it| (it.language.as_str(), it.text.as_str(), it.alt.as_str())).collect()
}

#[test]
fn an_earlier_version_fills_the_words_under_a_picture() {
    let of = |captions: &[NewCaption]| ferry().image(NewImage { captions: captions.to_vec(), ..photo() });
    let (_, article) = both(&of(&[caption("The pier.", "fog")]), &of(&[]));
    assert_eq!(words(&article), [("en", "The pier.", "fog")]);
    let (_, article) = both(&of(&[caption("The pier.", "fog")]), &of(&[caption("The quay.", "")]));
    assert_eq!(words(&article), [("en", "The quay.", "fog")]);
    let (_, article) = both(&of(&[caption("The pier.", "fog")]), &of(&[caption("The quay.", "rain")]));
    assert_eq!(words(&article), [("en", "The quay.", "rain")]);
    let alt = ferry().image(NewImage { alt: "rain".into(), ..photo() });
    let (_, article) = both(&of(&[caption("The pier.", "fog")]), &alt);
    assert_eq!(words(&article), [("en", "The pier.", "rain")]);
    let (_, article) = both(&alt, &of(&[caption("The pier.", "")]));
    assert_eq!(words(&article), [("en", "The pier.", "rain")]);
}

#[test]
fn an_earlier_version_tells_a_picture_what_the_later_one_does_not_say() {
    let of = |creator: &str, title: &str| {
        ferry().image(NewImage { creator: creator.into(), title: title.into(), ..photo() })
    };
    let (_, article) = both(&of("Ana Reis", "A pier"), &of("", "The pier"));
    let image = &article.images[0].image;
    assert_eq!((image.creator.as_str(), image.title.as_str()), ("Ana Reis", "The pier"));
}

#[test]
fn an_earlier_version_adds_no_picture_to_those_of_a_later_one() {
    let other = NewImage::at("https://img.example/2.jpg");
    let (_, article) = both(&ferry().image(other).image(photo()), &ferry().image(photo()));
    assert_eq!(article.images.len(), 1);
}

#[test]
fn a_caption_without_a_language_has_that_of_its_article() {
    let undetected = |language: Option<&str>| NewArticle {
        language: language.map(str::to_owned),
        ..NewArticle::new("Bruma", "").published(at("2024-05-02"))
    };
    let image = || NewImage { captions: vec![caption("The pier.", "")], ..photo() };
    let (_, article) = both(&undetected(Some("pt")), &undetected(None).image(image()));
    assert_eq!(words(&article), [("pt", "The pier.", "")]);
    let (_, article) = both(&undetected(None).image(image()), &undetected(Some("pt")));
    assert_eq!(words(&article), [("pt", "The pier.", "")]);
    // One that is said stays.
    let mut said = image();
    said.captions[0].language = Some("en".into());
    let (_, article) = both(&undetected(None).image(said), &undetected(Some("pt")));
    assert_eq!(words(&article), [("en", "The pier.", "")]);
}

#[test]
fn a_language_set_by_hand_is_that_of_the_captions_too() {
    let archive = crate::archive();
    let id =
        save(&archive, &ferry().image(NewImage { captions: vec![caption("O cais.", "")], ..photo() })).id;
    archive.write(|tx| tx.edit(id.unwrap(), |edit| _ = edit.set_language("pt"))).unwrap();
    assert_eq!(words(&stored(&archive, id.unwrap())), [("pt", "O cais.", "")]);
    crate::assert_sound(&archive);
}

#[test]
fn a_section_may_be_said_before_its_publication() {
    let with = |section: Option<&str>, publication: Option<&str>, source: ValueSource| NewArticle {
        section: section.map(str::to_owned),
        publication: publication.map(NewPublication::from),
        value_source: Some(source),
        ..ferry()
    };
    let named =
        |article: &Article| article.section.as_ref().map(|section| section.name.clone()).unwrap_or_default();
    let (archive, article) = both(
        &with(Some("Sport"), None, ValueSource::JsonLd),
        &with(None, Some("Harbour News"), ValueSource::Feed),
    );
    assert_eq!(named(&article), "Sport");
    assert_eq!(article.source_of(ArticleField::Section), Some(ValueSource::JsonLd));
    // A worse source of no later version doesn't replace it.
    let worse = with(Some("News"), Some("Harbour News"), ValueSource::Text).key("wire", "F");
    assert_eq!(revise(&archive, &worse), [""; 0]);
    let (_, article) = both(
        &with(Some("Sport"), Some("Harbour News"), ValueSource::Feed),
        &with(Some("News"), None, ValueSource::Feed),
    );
    assert_eq!(named(&article), "News");
    let (_, article) =
        both(&with(Some("Sport"), None, ValueSource::Feed), &with(Some("News"), None, ValueSource::Feed));
    assert_eq!(article.extra["unplaced_section"], "News");
}
