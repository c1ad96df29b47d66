//! NITF by itself.

use dateline::ingest::Format;
use dateline::{Role, Status};
use serde_json::json;

use super::clean;

const STORY: &str = r#"<?xml version="1.0"?>
<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.5//EN" "nitf-3-5.dtd">
<nitf><head><title>Ferry waits</title>
  <meta name="slug" content="fog-ferry"/><meta name="priority" content="r"/>
  <tobject><tobject.subject tobject.subject.refnum="04000000" tobject.subject.matter="transport"/></tobject>
  <docdata management-status="usable"><doc-id id-string="urn:a:fog"/><urgency ed-urg="4"/>
    <date.issue norm="20240304T093000+0100"/><date.release norm="20240304T100000Z"/><date.expire norm="20240305T100000Z"/>
    <ed-msg info="CORRECTS name"/><doc.copyright holder="Nordvik Wire" year="2024"/>
    <key-list><keyword key="ferry"/></key-list>
    <identified-content><person>Kari Moen</person><location>Nordvik</location></identified-content></docdata></head>
<body><body.head><hedline><hl1>Ferry waits for the fog</hl1><hl2>No sailing before noon</hl2></hedline>
  <byline>By <person>Ann Lee</person></byline><dateline><location>NORDVIK</location></dateline>
  <abstract><p>Short.</p></abstract></body.head>
 <body.content><p>The ferry <em>waited</em>.</p>
  <media media-type="image"><media-reference mime-type="image/jpeg" source="https://nordvik.example/fog.jpg" width="1600" height="800" alternate-text="A quay"/>
   <media-caption><p>The quay.</p></media-caption><media-producer>Cy Oke</media-producer></media>
  <p>So did 40 people.</p></body.content></body></nitf>"#;

#[test]
fn a_story_is_read() {
    let reading = clean(STORY, Format::Nitf);
    let article = reading.article;
    assert_eq!((article.uri.as_deref(), article.status), (Some("urn:a:fog"), Some(Status::Usable)));
    assert_eq!(article.headline, "Ferry waits for the fog");
    assert_eq!(article.published, Some("2024-03-04T09:30:00+01:00".parse().unwrap()));
    assert_eq!(article.embargoed, Some("2024-03-04T10:00:00Z".parse().unwrap()));
    assert_eq!(article.expires, Some("2024-03-05T10:00:00Z".parse().unwrap()));
    assert_eq!((article.byline.as_str(), article.credits[0].name.as_str()), ("By Ann Lee", "Ann Lee"));
    assert_eq!((article.located.as_str(), article.dek.as_str()), ("NORDVIK", "Short."));
    assert_eq!(article.body, "The ferry waited.\n\nSo did 40 people.");
    assert_eq!(article.people[0].name, "Kari Moen");
    let tags: Vec<_> = article.tags.iter().map(|tag| (&*tag.name, &*tag.scheme)).collect();
    assert_eq!(tags, [("transport", "subj"), ("Nordvik", "place"), ("ferry", "")]);
    let image = &article.images[0];
    assert_eq!(
        (&*image.urls[0], image.width, &*image.alt),
        ("https://nordvik.example/fog.jpg", Some(1600), "A quay")
    );
    assert_eq!((&*image.captions[0].text, &*image.captions[0].credit), ("The quay.", "Cy Oke"));
    assert_eq!(article.extra["headlines"], json!(["No sailing before noon"]));
    assert_eq!(article.extra["notes"], json!(["CORRECTS name"]));
    assert_eq!(article.extra["meta"], json!({"priority": "r"}));
    assert_eq!(article.extra["title"], "Ferry waits");
    assert_ne!(article.credits[0].role, Role::Photographer);
}
