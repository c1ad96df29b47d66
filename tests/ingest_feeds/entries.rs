//! What entries say in elements: addresses, ids, dates, people, tags, media.

use dateline::ingest::{Hint, Warning, read as read_bytes};
use dateline::{CreditKind, ImageRole, Key, Role, UrlRelation, ValueSource};
use serde_json::json;

use super::{FEED, atom, one, readings, rss};

#[test]
fn an_item_of_rss() {
    let article =
        one(&rss("<item><title>Fog stops the ferry</title><link>https://courier.example/2024/11/fog</link>\
         <guid isPermaLink=\"false\">1402</guid><pubDate>Mon, 04 Nov 2024 07:30:00 +0100</pubDate>\
         <dc:creator>Marta Lindqvist</dc:creator><dc:creator>Noor Haddad</dc:creator>\
         <category domain=\"https://courier.example/topics\">Ferry</category><category>Weather</category>\
         <comments>https://courier.example/2024/11/fog#comments</comments>\
         <description>Fog held up the ferry for three hours.</description></item>"));
    assert_eq!(article.headline, "Fog stops the ferry");
    assert_eq!(article.url.as_deref(), Some("https://courier.example/2024/11/fog"));
    assert_eq!(article.keys, [Key::scoped("guid", "1402", FEED)]);
    assert_eq!(article.published.unwrap().to_string(), "2024-11-04T07:30:00+01:00");
    let names: Vec<&str> = article.credits.iter().map(|credit| &*credit.name).collect();
    assert_eq!(names, ["Marta Lindqvist", "Noor Haddad"]);
    assert_eq!(article.byline, "Marta Lindqvist, Noor Haddad");
    let tags: Vec<_> = article.tags.iter().map(|tag| (&*tag.name, &*tag.scheme)).collect();
    assert_eq!(tags, [("Ferry", "https://courier.example/topics"), ("Weather", "")]);
    assert_eq!(article.language.as_deref(), Some("en"));
    let publication = article.publication.unwrap();
    assert_eq!(
        (&*publication.title, publication.domain.as_deref()),
        ("The Ostermere Courier", Some("courier.example"))
    );
    assert_eq!(article.value_source, Some(ValueSource::Feed));
    assert_eq!(article.extra["comments"], "https://courier.example/2024/11/fog#comments");
}

#[test]
fn an_entry_of_atom() {
    let article = one(&atom(
        "<entry><id>tag:ledger.example,2024:7</id><title type=\"html\">Fog &amp;amp; &lt;b&gt;rain&lt;/b&gt;</title>\
         <link href=\"/stories/fog\"/><link rel=\"alternate\" type=\"application/pdf\" href=\"/stories/fog.pdf\"/>\
         <link rel=\"related\" href=\"https://e.example/x\"/><link rel=\"edit\" href=\"/edit/7\"/>\
         <published>2024-11-04T07:30:00+01:00</published><updated>2024-11-04T09:00:00Z</updated>\
         <author><name>Piet Saarinen</name><email>piet@ledger.example</email><uri>https://ledger.example/piet</uri></author>\
         <contributor><name>Ines Okoro</name></contributor>\
         <category term=\"fog\" label=\"Fog\" scheme=\"https://ledger.example/t\"/><rights>© Ledger</rights>\
         <content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>It was <em>thick</em>.</p><p>It lifted.</p></div></content>\
         </entry>",
    ));
    assert_eq!(article.headline, "Fog & rain");
    assert_eq!(article.url.as_deref(), Some("https://ledger.example/stories/fog"));
    let others: Vec<_> = article.urls.iter().map(|url| (&*url.url, url.relation)).collect();
    assert_eq!(others, [("https://ledger.example/stories/fog.pdf", UrlRelation::Alternate)]);
    // Where the address of the feed is known it counts before what the feed says.
    assert_eq!(article.keys, [Key::scoped("guid", "tag:ledger.example,2024:7", FEED)]);
    assert_eq!(article.modified.unwrap().to_string(), "2024-11-04T09:00:00+00:00");
    let credits: Vec<_> = article.credits.iter().map(|credit| (&*credit.name, credit.role)).collect();
    assert_eq!(credits, [("Piet Saarinen", Role::Author), ("Ines Okoro", Role::Contributor)]);
    assert_eq!(article.byline, "Piet Saarinen");
    assert_eq!((&*article.tags[0].name, &*article.tags[0].scheme), ("Fog", "https://ledger.example/t"));
    assert_eq!(article.body, "It was thick.\n\nIt lifted.");
    assert_eq!(article.extra["copyright"], "© Ledger");
    assert_eq!(article.extra["links"], json!({ "rel": "related", "url": "https://e.example/x" }));
    let known = json!([{ "email": "piet@ledger.example", "url": "https://ledger.example/piet", "name": "Piet Saarinen" }]);
    assert_eq!(article.extra["authors"], known);
}

#[test]
fn an_item_of_a_json_feed() {
    let article = one(
        r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Ledger", "home_page_url": "https://ledger.example/",
            "feed_url": "https://ledger.example/feed.json", "language": "en", "authors": [{"name": "Ledger Staff"}],
            "items": [{"id": 7, "url": "https://ledger.example/stories/fog", "title": "Fog",
            "content_html": "<p>It was thick.</p><p>It lifted.</p>", "summary": "Three hours of it.",
            "image": "https://ledger.example/fog.jpg", "date_published": "2024-11-04T07:30:00+01:00",
            "date_modified": "2024-11-04T09:00:00Z", "tags": ["Fog", "Ferry"],
            "attachments": [{"url": "https://ledger.example/fog.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 1200}]}]}"#,
    );
    assert_eq!(article.keys, [Key::scoped("guid", "7", FEED)]);
    assert_eq!(article.headline, "Fog");
    assert_eq!(article.body, "It was thick.\n\nIt lifted.");
    assert_eq!(article.dek, "Three hours of it.");
    assert_eq!(
        (&*article.credits[0].name, article.credits[0].kind),
        ("Ledger Staff", CreditKind::Organization)
    );
    assert_eq!(
        (&*article.images[0].urls[0], article.images[0].role),
        ("https://ledger.example/fog.jpg", ImageRole::Lead)
    );
    assert_eq!(article.tags.len(), 2);
    let audio = json!([{ "url": "https://ledger.example/fog.mp3", "type": "audio/mpeg", "length": "1200" }]);
    assert_eq!(article.extra["enclosures"], audio);
}

#[test]
fn an_item_of_rdf_stands_beside_its_channel() {
    let article = one(
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel rdf:about=\"https://e.example/\"><title>Tides</title>\
         <link>https://e.example/</link></channel><item rdf:about=\"https://e.example/1\"><title>Neap tide</title>\
         <link>https://e.example/1</link><dc:date>2024-11-04</dc:date><dc:subject>Tides, Harbour</dc:subject></item></rdf:RDF>",
    );
    assert_eq!(
        (&*article.headline, article.published.unwrap().to_string()),
        ("Neap tide", "2024-11-04".to_owned())
    );
    assert_eq!(article.publication.unwrap().title, "Tides");
    assert_eq!(article.tags.len(), 2);
    assert_eq!(article.keys[0].value, "https://e.example/1");
}

#[test]
fn the_scope_of_an_id_is_the_address_of_the_feed() {
    let scope = |feed: &str, hint: Hint| {
        let reading = read_bytes(feed.as_bytes(), hint).unwrap().articles.remove(0);
        assert_eq!(reading.source.clone().unwrap_or_default(), reading.article.keys[0].scope);
        reading.article.keys[0].scope.clone()
    };
    let item = "<item><guid>7</guid><title>Fog</title></item>";
    let own = rss(&format!("<atom:link rel=\"self\" href=\"https://courier.example/rss\"/>{item}"));
    assert_eq!(scope(&own, Hint::name("a").url(FEED)), FEED);
    assert_eq!(scope(&own, Hint::name("a")), "https://courier.example/rss");
    assert_eq!(scope(&rss(item), Hint::name("a")), "https://www.courier.example/");
    let bare = format!("<rss><channel>{item}</channel></rss>");
    assert_eq!(scope(&bare, Hint::name("a")), "");
}

#[test]
fn an_id_may_be_the_address_of_the_page() {
    let url = |item: &str| one(&rss(&format!("<item><title>Fog</title>{item}</item>"))).url;
    let page = "https://courier.example/fog";
    assert_eq!(url(&format!("<guid>{page}</guid>")).as_deref(), Some(page));
    assert_eq!(url(&format!("<guid isPermaLink=\"true\">{page}</guid>")).as_deref(), Some(page));
    assert_eq!(url(&format!("<guid isPermaLink=\"false\">{page}</guid>")), None);
    assert_eq!(url("<guid>1402</guid>"), None);
    assert_eq!(url(&format!("<guid>https://e.example/id</guid><link>{page}</link>")).as_deref(), Some(page));
    // A service that counts readers stands between.
    let counted = one(&rss(&format!(
        "<item><title>Fog</title><link>https://count.example/~r/1</link><feedburner:origLink>{page}</feedburner:origLink></item>"
    )));
    assert_eq!(counted.url.as_deref(), Some(page));
    assert_eq!(counted.urls[0].url, "https://count.example/~r/1");
}

#[test]
fn dates_of_all_forms() {
    for (element, expected) in [
        ("<pubDate>Mon, 04 Mar 2024 09:30:07 GMT</pubDate>", "2024-03-04T09:30:07+00:00"),
        ("<pubDate>Fri, 04 Mar 2024 09:30:07 EST</pubDate>", "2024-03-04T09:30:07-05:00"),
        ("<pubDate>4 Mar 2024 09:30 +0100</pubDate>", "2024-03-04T09:30+01:00"),
        ("<pubDate>2024-03-04 09:30:07</pubDate>", "2024-03-04T09:30:07"),
        ("<pubDate>lun., 4 mars 2024 09:30</pubDate>", "2024-03-04T09:30"),
        ("<pubDate>Montag, 4. März 2024, 09:30 Uhr</pubDate>", "2024-03-04T09:30"),
        ("<pubDate>1709544607</pubDate>", "2024-03-04T09:30:07+00:00"),
        ("<pubDate>Saturday, March 4, 2023 10:31 PM</pubDate>", "2023-03-04T22:31"),
        ("<dc:date>2024-03-04T09:30+01:00</dc:date>", "2024-03-04T09:30+01:00"),
        ("<pubDate> </pubDate><dc:date>2024-03</dc:date>", "2024-03"),
        ("<atom:updated>2024-03-04T09:30:07Z</atom:updated>", "2024-03-04T09:30:07+00:00"),
    ] {
        let article = one(&rss(&format!("<item><title>Fog</title>{element}</item>")));
        assert_eq!(article.published.map(|at| at.to_string()).as_deref(), Some(expected), "{element}");
    }
}

#[test]
fn a_date_that_cannot_be_read_is_kept_and_named() {
    let item =
        "<item><title>Fog</title><pubDate>soon</pubDate><atom:updated>03/04/2024</atom:updated></item>";
    let reading = readings(&rss(item)).articles.remove(0);
    let invalid =
        |field: &str, value: &str| Warning::InvalidValue { field: field.into(), value: value.into() };
    assert_eq!(reading.warnings, [invalid("pubDate", "soon"), invalid("updated", "03/04/2024")]);
    assert_eq!(reading.article.published, None);
    assert_eq!(reading.article.published_printed, "soon");
    assert_eq!(reading.article.extra["invalid"], json!(["pubDate: soon", "updated: 03/04/2024"]));
}

#[test]
fn a_name_is_told_from_an_address() {
    let article =
        one(&rss("<item><title>Fog</title><author>desk@courier.example (Marta Lindqvist)</author></item>"));
    assert_eq!((&*article.byline, &*article.credits[0].name), ("Marta Lindqvist", "Marta Lindqvist"));
    assert_eq!(
        article.extra["authors"],
        json!([{ "email": "desk@courier.example", "name": "Marta Lindqvist" }])
    );
    let bare = one(&rss("<item><title>Fog</title><author>desk@courier.example</author></item>"));
    assert!(bare.credits.is_empty());
    assert_eq!(bare.extra["authors"], json!([{ "email": "desk@courier.example" }]));
}

#[test]
fn pictures_have_captions_and_credits() {
    let article = one(&rss(
        "<item><title>Fog</title><media:group><media:content url=\"https://img.example/fog-large.jpg\" type=\"image/jpeg\" width=\"1200\" height=\"800\"/>\
         <media:content url=\"https://img.example/fog-small.jpg\" type=\"image/jpeg\" width=\"300\" height=\"200\"/>\
         <media:title>The ferry</media:title><media:description>The ferry in fog.</media:description>\
         <media:credit role=\"photographer\">Joram Vale</media:credit><media:credit role=\"agency\">NPA</media:credit>\
         <media:copyright>© NPA</media:copyright></media:group>\
         <enclosure url=\"https://img.example/map.png\" type=\"image/png\" length=\"5120\"/>\
         <media:thumbnail url=\"/thumb.jpg\"/></item>",
    ));
    let [fog, thumbnail, map] = &*sorted(article.images) else { panic!("three pictures") };
    assert_eq!(
        (&*fog.urls[0], fog.width, fog.role),
        ("https://img.example/fog-large.jpg", Some(1200), ImageRole::Lead)
    );
    assert_eq!(
        (&*fog.renditions[0].url, fog.renditions[0].width),
        ("https://img.example/fog-small.jpg", Some(300))
    );
    assert_eq!((&*fog.title, &*fog.copyright_notice), ("The ferry", "© NPA"));
    let caption = &fog.captions[0];
    assert_eq!((&*caption.text, &*caption.credit), ("The ferry in fog.", "Joram Vale/NPA"));
    assert_eq!(caption.photographer.as_deref(), Some("Joram Vale"));
    assert_eq!(thumbnail.urls, ["https://www.courier.example/thumb.jpg"]);
    assert_eq!((map.byte_size, map.media_type.as_deref()), (Some(5120), Some("image/png")));
}

/// Sorts pictures by their first address, the lead first.
fn sorted(mut images: Vec<dateline::NewImage>) -> Vec<dateline::NewImage> {
    images.sort_by_key(|image| (image.role != ImageRole::Lead, std::cmp::Reverse(image.urls[0].clone())));
    images
}

#[test]
fn a_picture_of_the_text_is_that_of_the_element() {
    let article = one(&rss(
        "<item><title>Fog</title><media:content url=\"https://img.example/fog.jpg?w=1200\" medium=\"image\"/>\
         <content:encoded><![CDATA[<p>It was thick.</p><figure><img src=\"https://img.example/fog.jpg?w=300\" alt=\"A grey quay\">\
         <figcaption>The quay. Photo: Joram Vale</figcaption></figure>]]></content:encoded></item>",
    ));
    let [image] = &*article.images else { panic!("{:?}", article.images) };
    assert_eq!((image.role, image.after_paragraph, &*image.alt), (ImageRole::Lead, 1, "A grey quay"));
    assert_eq!((&*image.captions[0].text, &*image.captions[0].credit), ("The quay.", "Joram Vale"));
}

#[test]
fn a_video_is_described_and_has_a_still() {
    let article = one(&atom(
        "<entry xmlns:media=\"http://search.yahoo.com/mrss/\"><id>v1</id><title>Fog from above</title><media:group>\
         <media:content url=\"https://video.example/v1\" type=\"video/mp4\"/><media:thumbnail url=\"https://video.example/v1.jpg\"/>\
         <media:description>Ten minutes of fog.</media:description></media:group></entry>",
    ));
    assert_eq!(article.body, "Ten minutes of fog.");
    assert_eq!(article.images[0].urls, ["https://video.example/v1.jpg"]);
    assert_eq!(article.extra["enclosures"][0]["url"], "https://video.example/v1");
}

#[test]
fn relative_links_count_from_their_base() {
    let article = one(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"https://ledger.example/stories/\"><title>Ledger</title>\
         <entry xml:base=\"2024/\"><id>7</id><title>Fog</title><link href=\"fog\"/>\
         <content type=\"html\" xml:base=\"pictures/\">&lt;p&gt;Fog.&lt;/p&gt;&lt;img src=\"a.jpg\"&gt;</content></entry></feed>",
    );
    assert_eq!(article.url.as_deref(), Some("https://ledger.example/stories/2024/fog"));
    assert_eq!(article.images[0].urls, ["https://ledger.example/stories/2024/pictures/a.jpg"]);
}

#[test]
fn an_item_of_another_feed_is_of_its_publication() {
    let article = one(&rss(
        "<item><title>Fog</title><source url=\"https://phare.example/rss\">Le Phare de Vell</source></item>",
    ));
    let publication = article.publication.unwrap();
    assert_eq!(
        (&*publication.title, publication.domain.as_deref()),
        ("Le Phare de Vell", Some("phare.example"))
    );
}

#[test]
fn places_and_languages() {
    let article = one(&rss(
        "<item xml:lang=\"fr\" xmlns:georss=\"http://www.georss.org/georss\"><title>Brume</title><georss:point>54.5 11.25</georss:point></item>",
    ));
    assert_eq!(article.language.as_deref(), Some("fr"));
    assert_eq!(article.extra["geo"], json!({ "lat": 54.5, "long": 11.25 }));
}
