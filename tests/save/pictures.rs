//! What becomes of what is said of pictures: facts, URLs, alternative texts.

use dateline::{
    Archive, ArticleId, Error, Image, ImageField, ImageId, NewArticle, NewImage, NewPerson, Query, Warning,
};

use crate::{add, archive, assert_sound, revise, save, stored, story};

const FERRY: &str = "https://img.example.org/ferry.jpg";

fn ferry() -> NewImage {
    NewImage::at(FERRY)
}

fn with_bytes(digits: &str, image: NewImage) -> NewImage {
    NewImage { sha256: Some(digits.repeat(32)), ..image }
}

fn used(archive: &Archive, id: ArticleId) -> Vec<Image> {
    stored(archive, id).images.into_iter().map(|used| used.image).collect()
}

fn image_ids(archive: &Archive, articles: &[NewArticle]) -> Vec<ImageId> {
    let ids = articles.iter().map(|article| add(archive, article));
    ids.map(|id| used(archive, id)[0].id).collect()
}

fn names(image: &Image) -> Vec<&str> {
    image.people.iter().map(|person| person.name.as_str()).collect()
}

#[test]
fn what_is_said_later_of_a_picture_replaces() {
    let archive = archive();
    let with = |image: NewImage| story("One", "").image(image);
    let first = NewImage {
        creator: "A. Reis".into(),
        people: vec!["Rui Lima".into()],
        supplier: Some("Coast".into()),
        ..ferry()
    };
    let id = add(&archive, &with(first));
    let corrected = NewImage {
        creator: "Ana Reis".into(),
        usage_terms: "One use".into(),
        people: vec!["Eva Melo".into(), "Rui Lima".into()],
        supplier: Some("Coastal Press".into()),
        ..ferry()
    };
    assert_eq!(revise(&archive, &with(corrected)), ["images"]);
    let image = &used(&archive, id)[0];
    assert_eq!((image.creator.as_str(), image.usage_terms.as_str()), ("Ana Reis", "One use"));
    assert_eq!(names(image), ["Eva Melo", "Rui Lima"]);
    assert_eq!(image.supplier.as_ref().unwrap().name, "Coastal Press");
    // What isn't said stays, and the earlier wording is kept.
    assert_eq!(revise(&archive, &with(ferry())), [""; 0]);
    let revision = archive.read(|s| s.revisions_of(id)).unwrap().remove(0);
    assert_eq!(revision.document.images[0].creator, "A. Reis");
    assert_eq!(revision.document.images[0].people, ["Rui Lima".into()]);
    assert_sound(&archive);
}

#[test]
fn what_is_replaced_of_a_picture_that_others_use_is_said() {
    let archive = archive();
    let titled =
        |headline: &str, title: &str| story(headline, "").image(NewImage { title: title.into(), ..ferry() });
    add(&archive, &titled("One", "Fog"));
    let saved = save(&archive, &titled("Two", "Ferry"));
    let (image, field, value) = (FERRY.to_owned(), ImageField::Title, "Fog".to_owned());
    assert_eq!(saved.warnings, [Warning::PictureChanged { image, field, value }]);
    assert_eq!(used(&archive, saved.id.unwrap())[0].title, "Ferry");
}

#[test]
fn what_was_set_by_hand_stays_until_it_is_released() {
    let archive = archive();
    let credited = |credit: &str| {
        let people = vec![NewPerson::from("Rui Lima")];
        story("One", "").image(NewImage { credit_line: credit.into(), people, ..ferry() })
    };
    let id = add(&archive, &credited("Coast"));
    let image = used(&archive, id)[0].id;
    let edit = |image: &mut NewImage| {
        image.credit_line.clear();
        image.title = " Ferry in fog ".into();
        image.people = vec!["Eva Melo".into()];
    };
    archive.write(|tx| tx.edit_image(image, edit)).unwrap();
    let edited = used(&archive, id).remove(0);
    assert_eq!((edited.title.as_str(), edited.credit_line.as_str()), ("Ferry in fog", ""));
    assert_eq!(
        edited.by_hand.iter().copied().collect::<Vec<_>>(),
        [ImageField::Title, ImageField::CreditLine, ImageField::People,]
    );
    let saved = save(&archive, &credited("Coast"));
    assert_eq!(saved.outcome.as_str(), "unchanged");
    let kept = |field, value: &str| Warning::PictureKept { image: FERRY.into(), field, value: value.into() };
    assert_eq!(saved.warnings, [kept(ImageField::CreditLine, "Coast"), kept(ImageField::People, "Rui Lima")]);
    assert_eq!(names(&used(&archive, id)[0]), ["Eva Melo"]);
    archive.write(|tx| tx.release_image(image, ImageField::People)).unwrap();
    save(&archive, &credited("Coast"));
    assert_eq!(names(&used(&archive, id)[0]), ["Rui Lima"]);
    assert_sound(&archive);
}

#[test]
fn by_hand_only_facts_of_its_own_are_set() {
    let archive = archive();
    let id = add(&archive, &story("One", "").image(ferry()));
    let image = used(&archive, id)[0].id;
    let edits: [fn(&mut NewImage); 4] = [
        |image| image.urls.clear(),
        |image| image.alt = "A ferry".into(),
        |image| image.width = Some(0),
        |image| image.item_type = Some(dateline::ItemType::Text),
    ];
    for edit in edits {
        let outcome = archive.write(|tx| tx.edit_image(image, edit));
        assert!(matches!(outcome, Err(Error::Invalid { field: "image", .. })), "{outcome:?}");
    }
    assert!(matches!(archive.write(|tx| tx.edit_image(ImageId(9), |_| {})), Err(Error::NotFound { .. })));
    assert_eq!(archive.read(|s| s.image(image)).unwrap().unwrap().by_hand.len(), 0);
}

#[test]
fn other_bytes_under_a_known_url_are_another_picture() {
    let archive = archive();
    let [monday, tuesday, again, unsaid] = [
        story("Monday", "").image(with_bytes("ab", ferry()).caption("Monday's map.", "")),
        story("Tuesday", "").image(with_bytes("cd", ferry()).caption("Tuesday's map.", "")),
        story("Monday again", "").image(with_bytes("ab", ferry())),
        story("Somebody", "").image(ferry()),
    ];
    let ids = image_ids(&archive, &[monday.clone(), tuesday.clone(), again, unsaid]);
    assert_ne!(ids[0], ids[1]);
    assert_eq!((ids[2], ids[3]), (ids[0], ids[1]));
    let at: Vec<_> = archive.read(|s| s.images_at(FERRY)).unwrap().iter().map(|image| image.id).collect();
    assert_eq!(at, [ids[1], ids[0]]);
    assert_eq!(revise(&archive, &monday), [""; 0]);
    assert_eq!(revise(&archive, &tuesday), [""; 0]);
    assert_sound(&archive);
}

#[test]
fn a_picture_in_several_sizes_is_one() {
    let archive = archive();
    let sized = |headline: &str, url: &str| story(headline, "").image(NewImage::at(url));
    let articles = [
        sized("One", "https://img.example.org/p.jpg?w=640"),
        sized("Two", "https://img.example.org/p.jpg?w=1280&q=80"),
        sized("Three", "https://img.example.org/p-300x200.jpg"),
        sized("Four", "https://img.example.org/p.jpg"),
        sized("Five", "https://img.example.org/p.jpg?v=2"),
    ];
    let ids = image_ids(&archive, &articles);
    assert_eq!(ids[1..4], [ids[0]; 3]);
    assert_ne!(ids[4], ids[0]);
    let image = archive.read(|s| s.image(ids[0])).unwrap().unwrap();
    assert_eq!(image.urls.len(), 4);
    let widths: Vec<_> = image.renditions.iter().map(|rendition| rendition.width.unwrap()).collect();
    assert_eq!(widths, [300, 1280, 640]);
    assert_sound(&archive);
}

#[test]
fn the_size_of_a_picture_is_that_of_its_largest_rendition() {
    let archive = archive();
    let sized = |headline: &str, width: u32| {
        let image = NewImage::at(format!("https://img.example.org/p.jpg?w={width}"));
        story(headline, "").image(NewImage { width: Some(width), ..image })
    };
    let ids = image_ids(&archive, &[sized("One", 640), sized("Two", 1280), sized("Three", 320)]);
    assert_eq!(archive.read(|s| s.image(ids[0])).unwrap().unwrap().width, Some(1280));
    assert_eq!(save(&archive, &sized("One", 640)).warnings, []);
}

#[test]
fn a_srcset_is_taken_apart() {
    let archive = archive();
    let srcset = "https://img.example.org/a-640.jpg 640w, https://img.example.org/a-1280.jpg 1280w";
    let saved = save(&archive, &story("One", "").image(NewImage::at(srcset)));
    assert_eq!(saved.warnings, [Warning::Srcset { srcset: srcset.into() }]);
    let image = &used(&archive, saved.id.unwrap())[0];
    let widths: Vec<_> =
        image.renditions.iter().map(|rendition| (rendition.url.as_str(), rendition.width)).collect();
    assert_eq!(
        widths,
        [
            ("https://img.example.org/a-1280.jpg", Some(1280)),
            ("https://img.example.org/a-640.jpg", Some(640)),
        ]
    );
    assert_eq!(image.urls.len(), 2);
}

#[test]
fn bytes_in_the_place_of_a_url_are_hashed() {
    let archive = archive();
    let ids = image_ids(
        &archive,
        &[
            story("One", "").image(NewImage::at("data:image/png;base64,aGVsbG8=")),
            story("Two", "").image(NewImage::at("data:image/png,hello")),
            story("Three", "").image(NewImage::at("data:image/png,other")),
        ],
    );
    assert_eq!(ids[0], ids[1]);
    assert_ne!(ids[0], ids[2]);
    let image = archive.read(|s| s.image(ids[0])).unwrap().unwrap();
    assert_eq!(image.sha256, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    assert_eq!((image.byte_size, image.media_type.as_str()), (Some(5), "image/png"));
    assert!(image.urls.is_empty());
    // What many pages show until the picture is loaded says nothing of the picture.
    let placeholder = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
    let late = |headline: &str, url: &str| {
        story(headline, "")
            .image(NewImage { urls: vec![placeholder.into(), url.into()], ..NewImage::default() })
    };
    let saved = save(&archive, &late("Four", "https://img.example.org/4.jpg"));
    assert_eq!(saved.warnings, [Warning::InvalidUrl { url: placeholder.into() }]);
    let other = save(&archive, &late("Five", "https://img.example.org/5.jpg"));
    assert_ne!(used(&archive, saved.id.unwrap())[0].id, used(&archive, other.id.unwrap())[0].id);
}

#[test]
fn a_file_is_a_url_of_a_picture() {
    let archive = archive();
    let ids = image_ids(
        &archive,
        &[
            story("One", "").image(NewImage::at("file:///photos/ferry%20in%20fog.jpg")),
            story("Two", "").image(NewImage::at("file:///photos/ferry in fog.jpg")),
        ],
    );
    assert_eq!(ids[0], ids[1]);
    assert_sound(&archive);
}

#[test]
fn an_alternative_text_belongs_to_its_use() {
    let archive = archive();
    let with_alt = |headline: &str, alt: &str| {
        let image = NewImage { alt: alt.into(), ..ferry() };
        story(headline, "").language("en").image(image.caption("Fog.", "Coast"))
    };
    let one = add(&archive, &with_alt("One", "A ferry at the pier"));
    let two = add(&archive, &with_alt("Two", "A white lighthouse"));
    let alt = |id| stored(&archive, id).images[0].captions[0].alt.clone();
    assert_eq!((alt(one), alt(two)), ("A ferry at the pier".into(), "A white lighthouse".into()));
    // It is searched with its article, and stays where none is said.
    for query in ["lighthouses", "caption:lighthouse"] {
        let found: Vec<_> = archive.search(&query.into()).unwrap().hits.iter().map(|hit| hit.id).collect();
        assert_eq!(found, [two], "{query}");
    }
    assert_eq!(revise(&archive, &with_alt("Two", "")), [""; 0]);
    // Without any caption it stands by itself.
    let bare =
        add(&archive, &story("Three", "").language("en").image(NewImage { alt: "A buoy".into(), ..ferry() }));
    let captions = &stored(&archive, bare).images[0].captions;
    assert_eq!((captions.len(), captions[0].text.as_str(), captions[0].alt.as_str()), (1, "", "A buoy"));
    assert_sound(&archive);
}

#[test]
fn a_picture_whose_url_is_its_only_fact_is_kept() {
    let archive = archive();
    let id = add(&archive, &story("One", "").image(NewImage::at("https://img.example.org/")));
    let image = &used(&archive, id)[0];
    assert_eq!((image.uri.as_str(), image.urls.len()), ("https://img.example.org/", 1));
    assert_sound(&archive);
}

#[test]
fn unused_pictures_are_listed_and_removed() {
    let archive = archive();
    let with =
        |url: &str| story("One", "").image(NewImage { people: vec!["Rui Lima".into()], ..NewImage::at(url) });
    let id = add(&archive, &with(FERRY));
    save(&archive, &with("https://img.example.org/fog.jpg"));
    let (unused, used) = (archive.read(|s| s.unused_images()).unwrap(), used(&archive, id));
    assert_eq!((unused.len(), unused[0].uri.as_str()), (1, FERRY));
    let outcome = archive.write(|tx| tx.remove_image(used[0].id));
    assert!(
        matches!(&outcome, Err(Error::InUse { what: "image", by, .. }) if by == "article 1"),
        "{outcome:?}"
    );
    archive.write(|tx| tx.remove_image(unused[0].id)).unwrap();
    assert_eq!(archive.write(|tx| tx.remove_unused_images()).unwrap(), 0);
    assert!(archive.read(|s| s.image_by_uri(FERRY)).unwrap().is_none());
    assert_sound(&archive);
}

/// The articles that show somebody.
fn showing(archive: &Archive, name: &str) -> Vec<ArticleId> {
    let query = Query::new().shows(name);
    let mut found: Vec<_> = archive.search(&query).unwrap().hits.iter().map(|hit| hit.id).collect();
    found.sort();
    found
}

#[test]
fn who_is_shown_is_found_in_every_article_that_uses_the_picture() {
    let archive = archive();
    let with = |headline: &str, people: &[&str]| {
        let people = people.iter().map(|name| NewPerson::from(*name)).collect();
        story(headline, "").image(NewImage { people, ..ferry() })
    };
    let one = add(&archive, &with("One", &["Rui Lima"]));
    let two = add(&archive, &with("Two", &[]));
    assert_eq!(showing(&archive, "rui lima"), [one, two]);
    // Corrected by a save of one article, by hand, and by a merge with another picture.
    save(&archive, &with("Two", &["Eva Melo"]));
    assert_eq!((showing(&archive, "rui lima"), showing(&archive, "eva melo")), (vec![], vec![one, two]));
    assert_sound(&archive);
    let image = used(&archive, one)[0].id;
    archive.write(|tx| tx.edit_image(image, |image| image.people = vec!["Ana Reis".into()])).unwrap();
    assert_eq!((showing(&archive, "eva melo"), showing(&archive, "ana reis")), (vec![], vec![one, two]));
    assert_sound(&archive);
    let other = NewImage { people: vec!["Bo Li".into()], ..NewImage::at("https://img.example.org/b.jpg") };
    let three = add(&archive, &story("Three", "").image(other));
    let from = used(&archive, three)[0].id;
    archive.write(|tx| tx.merge_images(from, image)).unwrap();
    assert_eq!(showing(&archive, "bo li"), [one, two, three]);
    assert_eq!(showing(&archive, "ana reis"), [one, two, three]);
    assert_sound(&archive);
    let notes = archive.search(&"shows:nobody".into()).unwrap().notes;
    assert_eq!(notes.len(), 1);
}

#[test]
fn a_person_is_corrected_in_one_batch_with_the_articles_that_show_them() {
    let archive = archive();
    let with = |headline: &str, name: &str| {
        story(headline, "").image(NewImage { people: vec![name.into()], ..ferry() })
    };
    let batch = [with("One", "Rui Lima"), with("Two", "Eva Melo"), with("Three", "Eva Melo")];
    archive.write_at(crate::now(), |tx| tx.save_all(&batch)).unwrap();
    assert_eq!((showing(&archive, "rui lima").len(), showing(&archive, "eva melo").len()), (0, 3));
    assert_sound(&archive);
}

#[test]
fn facts_and_words_are_taken_back() {
    let archive = archive();
    let photo = NewImage {
        people: vec!["Ana Reis".into()],
        title: "A pier".into(),
        ..NewImage::at("https://img.example.org/1.jpg").caption("The pier.", "")
    };
    let article = |image: NewImage| story("Ferry", "").key("wire", "1").image(image);
    let id = add(&archive, &article(photo));
    let clear = |fields: &[ImageField]| NewImage {
        clear: fields.to_vec(),
        ..NewImage::at("https://img.example.org/1.jpg")
    };
    assert_eq!(revise(&archive, &article(clear(&[]))), [""; 0]);
    assert_eq!(revise(&archive, &article(clear(&[ImageField::Captions]))), ["images"]);
    let used = stored(&archive, id).images.remove(0);
    assert_eq!((used.captions.len(), used.image.people.len()), (0, 1));
    assert_eq!(revise(&archive, &article(clear(&[ImageField::People, ImageField::Title]))), ["images"]);
    let image = stored(&archive, id).images.remove(0).image;
    assert_eq!((image.people.len(), image.title.as_str()), (0, ""));
    // By hand it stays, and a warning says so.
    archive.write(|tx| tx.edit_image(image.id, |image| image.title = "The pier".into())).unwrap();
    let saved = save(&archive, &article(clear(&[ImageField::Title])));
    assert_eq!(saved.warnings.len(), 1);
    assert_eq!(stored(&archive, id).images[0].image.title, "The pier");
    assert_sound(&archive);
}
