//! Types of items: a search shows texts, unless it says otherwise.

use dateline::{Archive, Facet, ItemType, NewArticle, NewImage, Query, Status};

fn archive() -> Archive {
    let archive = Archive::in_memory().unwrap();
    let item = |headline: &str, item_type: Option<ItemType>| {
        let image = NewImage::at(format!("https://img.example.org/{headline}.jpg"));
        let published = Some("2024-05-02T10:00Z".parse().unwrap());
        let item = NewArticle { item_type, published, ..NewArticle::new(headline, "").language("en") };
        item.tag("Fog").image(image.caption(format!("{headline} in fog"), "Coast"))
    };
    let batch = [
        item("Story", None),
        item("Photo", Some(ItemType::Picture)),
        item("Map", Some(ItemType::Graphic)),
        NewArticle { status: Some(Status::Withheld), ..item("Withheld", Some(ItemType::Picture)) },
    ];
    archive.write(|tx| tx.save_all(&batch)).unwrap();
    archive
}

fn found(archive: &Archive, query: impl Into<Query>) -> String {
    let page = archive.search(&query.into()).unwrap();
    assert_eq!(page.notes, []);
    let mut found: Vec<_> = page.hits.iter().map(|hit| hit.headline.text().to_owned()).collect();
    found.sort();
    found.join(" ")
}

#[test]
fn texts_are_found_unless_a_type_is_asked_for() {
    let archive = archive();
    for (query, expected) in [
        ("", "Story"),
        ("fog", "Story"),
        ("has:image", "Story"),
        ("type:text fog", "Story"),
        ("type:picture", "Photo"),
        ("fog type:Picture", "Photo"),
        ("type:picture OR type:graphic", "Map Photo"),
        ("type:text OR type:picture", "Photo Story"),
        ("type:any", "Map Photo Story"),
        ("type:any -type:picture", "Map Story"),
        ("-type:text", "Map Photo"),
        ("type:picture is:hidden", "Withheld"),
        ("type:video", ""),
    ] {
        assert_eq!(found(&archive, query), expected, "{query}");
    }
    assert_eq!(found(&archive, Query::new().item_type(ItemType::Graphic)), "Map");
    let notes = archive.search(&"type:song".into()).unwrap().notes;
    assert_eq!(notes.len(), 1);
}

#[test]
fn counts_agree_and_pictures_are_found_wherever_they_are() {
    let archive = archive();
    let count =
        |query: &str| archive.facets(&query.into(), &[Facet::Tag]).unwrap().lists[0].values[0].articles;
    assert_eq!((count("fog"), count("fog type:any")), (1, 3));
    assert_eq!(archive.search_images(&"fog".into()).unwrap().images.len(), 3);
    assert_eq!(archive.search_images(&"fog type:graphic".into()).unwrap().images.len(), 1);
    assert_eq!(archive.check().unwrap(), []);
}
