//! NewsML-G2: items, messages, packages.

use dateline::ingest::{self, Format, Unreadable, Warning};
use dateline::{ImageRole, ItemType, Key, Role, Status};
use serde_json::json;

use super::{clean, read};

const STORY: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:nordvik.example:20240304:fog-1" version="2"
    standard="NewsML-G2" standardversion="2.32" xml:lang="en">
  <rightsInfo><copyrightNotice>© 2024 Nordvik Wire</copyrightNotice><usageTerms>No archives.
Not in Sweden.</usageTerms></rightsInfo>
  <itemMeta>
    <itemClass qcode="ninat:text"/>
    <provider qcode="nprov:NW"><name>Nordvik Wire</name></provider>
    <versionCreated>2024-03-04T09:30:00+01:00</versionCreated>
    <firstCreated>2024-03-04T08:00:00+01:00</firstCreated>
    <pubStatus qcode="stat:usable"/>
    <edNote>CORRECTS name of ferry</edNote>
    <signal qcode="sig:correction"/>
    <link rel="irel:seeAlso" rank="1" residref="urn:newsml:nordvik.example:20240304:pic" href="https://nordvik.example/fog.jpg">
      <itemClass qcode="ninat:picture"/><title>The quay</title></link>
    <link rel="irel:seeAlso" href="https://nordvik.example/ferries"><title>Ferries</title></link>
  </itemMeta>
  <contentMeta>
    <urgency>4</urgency>
    <creator qcode="staff:al"><name>Ann Lee</name></creator>
    <creator role="crol:photog"><name>Cy Oke</name></creator>
    <contributor><name>Bo Dahl</name></contributor>
    <altId type="idtype:slug">F-17</altId>
    <genre qcode="genre:Current"><name xml:lang="no">Aktuelt</name><name xml:lang="en">Current</name></genre>
    <language tag="en-GB"/>
    <subject qcode="medtop:20000337" type="cpnat:abstract"><name>transport</name></subject>
    <subject qcode="cat:eco" type="nwtype:category"><name>Economy</name></subject>
    <subject qcode="geo:nv" type="cpnat:geoArea"/>
    <subject qcode="wikidata:Q0" type="cpnat:person"><name>Kari Moen</name></subject>
    <keyword>ferry</keyword>
    <slugline>fog-ferry</slugline>
    <headline>Ferry waits for the fog</headline>
    <headline role="hld:short">Ferry waits</headline>
    <dateline>NORDVIK, March 4 (NW) – </dateline>
    <by>By Ann Lee</by>
    <description role="drol:summary">No sailing
        before noon.</description>
  </contentMeta>
  <assert qcode="geo:nv"><name>Nordvik</name><broader qcode="geo:north"/></assert>
  <assert qcode="geo:north"><name>The North</name><broader qcode="geo:nv"/></assert>
  <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
    <header><h1>Ferry waits for the fog</h1></header>
    <p class="teaser">No sailing before noon.</p>
    <p>NORDVIK, March 4 (NW) – The ferry waited.</p><dnl-chart src="x"/><p>So did 40 people &amp; a dog.</p>
  </body></html></inlineXML></contentSet>
</newsItem>"#;

#[test]
fn a_story_is_read() {
    let reading = clean(STORY, Format::NewsmlG2);
    let article = reading.article;
    assert_eq!(reading.source.as_deref(), Some("nprov:NW"));
    assert_eq!(article.publication.as_ref().unwrap().title, "Nordvik Wire");
    assert_eq!(article.uri.as_deref(), Some("urn:newsml:nordvik.example:20240304:fog-1"));
    assert_eq!(article.keys[1], Key::scoped("slug", "F-17", "nprov:NW"));
    assert_eq!((article.item_type, article.version), (Some(ItemType::Text), Some(2)));
    assert_eq!((article.status, article.language.as_deref()), (Some(Status::Usable), Some("en-GB")));
    assert_eq!(article.published, Some("2024-03-04T08:00:00+01:00".parse().unwrap()));
    assert_eq!(article.modified, Some("2024-03-04T09:30:00+01:00".parse().unwrap()));
    assert_eq!(article.headline, "Ferry waits for the fog");
    assert_eq!(article.dek, "No sailing before noon.");
    assert_eq!(article.located, "NORDVIK, March 4 (NW)");
    assert_eq!(article.body, "The ferry waited.\n\nSo did 40 people & a dog.");
    assert_eq!((article.section.as_deref(), article.genre.as_deref()), (Some("Economy"), Some("Current")));
    let credits: Vec<_> = article.credits.iter().map(|credit| (&*credit.name, credit.role)).collect();
    assert_eq!(
        credits,
        [("Ann Lee", Role::Author), ("Cy Oke", Role::Photographer), ("Bo Dahl", Role::Contributor)]
    );
    let tags: Vec<_> = article.tags.iter().map(|tag| (&*tag.name, &*tag.scheme)).collect();
    assert_eq!(tags, [("transport", "medtop"), ("Nordvik", "geo"), ("ferry", "")]);
    assert_eq!(article.people[0].keys, [Key::new("wikidata", "Q0")]);
    let image = &article.images[0];
    assert_eq!((&*image.urls[0], &*image.title), ("https://nordvik.example/fog.jpg", "The quay"));
    assert_eq!(image.role, ImageRole::Lead);
    let extra = article.extra;
    assert_eq!(extra["signals"], json!(["correction"]));
    assert_eq!(extra["notes"], json!(["CORRECTS name of ferry"]));
    assert_eq!(extra["usage_terms"], "No archives.\nNot in Sweden.");
    assert_eq!(extra["links"][0]["url"], "https://nordvik.example/ferries");
    assert_eq!(
        extra["concepts"][1]["broader"],
        json!([{"name": "The North", "code": "geo:north"}, {"name": "Nordvik", "code": "geo:nv"}])
    );
}

/// Puts items into a message.
fn message(items: &str) -> String {
    format!(
        "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><header/><itemSet>{items}</itemSet></newsMessage>"
    )
}

fn item(name: &str, class: &str, rest: &str) -> String {
    format!(
        "<newsItem guid='urn:a:{name}' version='1'><itemMeta><itemClass qcode='ninat:{class}'/></itemMeta>\
         <contentMeta><headline>{name}</headline></contentMeta>{rest}</newsItem>"
    )
}

#[test]
fn a_package_gives_its_pictures_to_its_story() {
    let picture = item(
        "quay",
        "picture",
        "<contentSet><remoteContent href='https://nordvik.example/s.jpg' width='200'/>\
         <remoteContent href='https://nordvik.example/l.jpg' width='1600' height='800' size='7' contenttype='image/jpeg'/></contentSet>",
    );
    let package = "<packageItem guid='urn:a:p' version='1'><itemMeta/><groupSet root='g'><group id='g'>\
         <itemRef residref='urn:a:fog'/><itemRef residref='urn:a:quay'/></group></groupSet></packageItem>";
    let readings = read(&message(&[&*item("fog", "text", ""), &picture, package].concat()));
    let headlines: Vec<_> = readings.articles.iter().map(|reading| &*reading.article.headline).collect();
    assert_eq!(headlines, ["fog", "quay"]);
    let [story, picture] = [&readings.articles[0].article, &readings.articles[1].article];
    assert_eq!(story.images[0].urls, ["https://nordvik.example/l.jpg"]);
    assert_eq!(picture.images[0].byte_size, Some(7));
    assert_eq!((picture.item_type, picture.images[0].renditions.len()), (Some(ItemType::Picture), 1));
}

#[test]
fn a_package_of_others_names_them() {
    let package = "<packageItem guid='urn:a:p' version='1'><contentMeta><headline>The day</headline></contentMeta>\
         <groupSet root='g'><group id='g'><itemRef residref='urn:b'><itemClass qcode='ninat:text'/><title>Fog</title>\
         </itemRef></group></groupSet></packageItem>";
    let article = clean(package, Format::NewsmlG2).article;
    assert_eq!(article.headline, "The day");
    assert_eq!(article.extra["associations"], json!([{"uri": "urn:b", "type": "text", "headline": "Fog"}]));
}

#[test]
fn what_is_no_news_is_named() {
    let readings =
        read(&message(&[&item("fog", "text", "")[..], "<planningItem guid='urn:a:plan'/>"].concat()));
    assert_eq!(readings.articles.len(), 1);
    let warning = Warning::NotNews { item: "planningItem".into(), id: "urn:a:plan".into() };
    assert_eq!(warning.to_string(), "a planningItem is no article: urn:a:plan");
    assert_eq!(readings.warnings, [warning]);
}

#[test]
fn a_kill_is_a_status() {
    let kill = "<newsItem guid='urn:a:fog' version='3'><itemMeta><pubStatus qcode='stat:canceled'/></itemMeta></newsItem>";
    let article = clean(kill, Format::NewsmlG2).article;
    assert_eq!((article.status, article.version), (Some(Status::Canceled), Some(3)));
}

#[test]
fn what_is_not_well_formed_is_a_typed_error() {
    let error = ingest::read(b"<newsItem guid='urn:a'><itemMeta></newsItem>", "a.xml").unwrap_err();
    assert!(matches!(error, Unreadable::Xml { line: 1, .. }), "{error}");
    let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><newsItem guid='a'><contentMeta><headline>Caf\xE9</headline></contentMeta></newsItem>";
    let readings = ingest::read(latin, "a.xml").unwrap();
    assert_eq!(readings.articles[0].article.headline, "Café");
}
