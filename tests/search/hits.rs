//! What a hit shows of its article: enough that nobody has to look a second time.

use dateline::{
    Archive, Hit, ImageRole, NewArticle, NewCaption, NewCredit, NewImage, NewUrl, Order, Query, Rendition,
    UrlRelation,
};

fn hits(archive: &Archive, query: Query) -> Vec<Hit> {
    archive.search(&query).unwrap().hits
}

fn saved(articles: &[NewArticle]) -> Archive {
    let archive = Archive::in_memory().unwrap();
    archive.write(|tx| tx.save_all(articles)).unwrap();
    archive
}

fn full() -> NewArticle {
    let caption = |text: &str, language: &str, alt: &str| NewCaption {
        text: text.into(),
        language: Some(language.into()),
        alt: alt.into(),
        ..NewCaption::default()
    };
    let inline = NewImage::at("https://example.org/first.jpg").caption("First.", "");
    let mut lead = NewImage::at("https://example.org/lead.jpg");
    lead.role = ImageRole::Lead;
    (lead.width, lead.height) = (Some(1280), Some(800));
    lead.renditions = vec![Rendition { url: "https://example.org/lead-640.jpg".into(), width: Some(640) }];
    lead.captions = vec![
        caption("Das Boot.", "de", ""),
        caption("The boat.", "en", "A boat"),
        caption("Le bateau.", "fr", ""),
    ];
    let mut article = NewArticle::new("Ferry delayed", "Fog held it up for hours.")
        .language("en")
        .byline("By Ada Fennick")
        .credit(NewCredit::author("Ada Fennick"))
        .tag("Zoo")
        .tag("Harbour")
        .image(inline)
        .image(lead);
    article.urls = vec![
        NewUrl { url: "https://amp.example.org/1".into(), relation: UrlRelation::Amp },
        NewUrl { url: "https://example.org/z".into(), relation: UrlRelation::Canonical },
    ];
    article
}

#[test]
fn a_hit_has_what_a_list_shows() {
    let archive = saved(&[full(), NewArticle::new("Bare", "")]);
    archive.write(|tx| tx.mark(dateline::ArticleId(1), "Starred").map(drop)).unwrap();
    let found = hits(&archive, Query::from("ferry"));
    let hit = &found[0];
    assert_eq!(hit.url, "https://example.org/z");
    assert_eq!((hit.byline.as_str(), hit.word_count), ("By Ada Fennick", 6));
    // In the printed order, with ids.
    let tags: Vec<_> = hit.tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(tags, ["Zoo", "Harbour"]);
    assert_eq!(archive.read(|s| s.tag(hit.tags[1].id)).unwrap().unwrap().name, "Harbour");
    assert_eq!(hit.marks, ["Starred"]);
    let picture = hit.picture.as_ref().unwrap();
    assert_eq!(picture.url, "https://example.org/lead-640.jpg");
    assert_eq!((picture.width, picture.height), (Some(1280), Some(800)));
    assert_eq!(picture.renditions[0].width, Some(640));
    assert_eq!((picture.caption.as_str(), picture.alt.as_str()), ("The boat.", "A boat"));
    let stored = archive.read(|s| s.image(picture.image)).unwrap().unwrap();
    assert_eq!((&stored.urls[0], &stored.renditions), (&picture.url, &picture.renditions));

    let bare = &hits(&archive, Query::from("bare"))[0];
    assert_eq!((bare.url.as_str(), bare.byline.as_str(), bare.word_count), ("", "", 0));
    assert!(bare.tags.is_empty() && bare.picture.is_none() && bare.marks.is_empty());
}

#[test]
fn each_hit_of_a_page_has_its_own() {
    let shared = || NewImage::at("https://example.org/shared.jpg");
    let articles: Vec<_> = (0..45)
        .map(|number| {
            let mut article =
                NewArticle::new(format!("Story {number}"), "word ".repeat(number)).language("en");
            article = article.key("n", number.to_string());
            for tag in 0..number % 3 {
                article = article.tag(format!("tag {number} {tag}"));
            }
            if number % 2 == 0 {
                article = article.url(format!("https://example.org/{number}"));
            }
            match number % 4 {
                0 => article,
                1 => article.image(shared()),
                _ => article.image(
                    NewImage::at(format!("https://example.org/{number}.jpg"))
                        .caption(format!("Caption {number}"), ""),
                ),
            }
        })
        .collect();
    let archive = saved(&articles);
    for order in [Order::Newest, Order::Oldest, Order::BestMatch] {
        let found = hits(&archive, Query::from("story").order(order).limit(40));
        assert_eq!(found.len(), 40);
        for hit in found {
            let article = archive.read(|s| s.article(hit.id)).unwrap().unwrap();
            assert_eq!(hit.headline.text(), article.headline);
            assert_eq!(hit.url, article.url().unwrap_or_default());
            assert_eq!(hit.word_count, article.word_count);
            let tags: Vec<_> = article.tags.iter().map(|tag| (tag.tag, &tag.name)).collect();
            assert_eq!(hit.tags.iter().map(|tag| (tag.id, &tag.name)).collect::<Vec<_>>(), tags);
            let first = article.images.first();
            assert_eq!(hit.picture.as_ref().map(|it| it.image), first.map(|used| used.image.id));
            assert_eq!(
                hit.picture.as_ref().map(|it| it.url.as_str()),
                first.map(|used| used.image.urls[0].as_str())
            );
            let caption = first.and_then(|used| used.captions.first()).map(|caption| caption.text.as_str());
            assert_eq!(hit.picture.as_ref().map_or("", |it| &it.caption), caption.unwrap_or_default());
        }
    }
    assert!(hits(&archive, Query::from("story").limit(0)).is_empty());
}

#[test]
fn a_hit_in_json_has_all_of_it() {
    let archive = saved(&[full()]);
    let json = serde_json::to_value(archive.search(&"ferry".into()).unwrap()).unwrap();
    let hit = &json["hits"][0];
    assert_eq!(hit["url"], "https://example.org/z");
    assert_eq!(hit["tags"][0]["name"], "Zoo");
    assert_eq!(hit["picture"]["caption"], "The boat.");
    assert_eq!(hit["picture"]["alt"], "A boat");
    assert_eq!(hit["marks"], serde_json::json!([]));
}
