//! What a query finds, with all that it refers to.

use std::collections::BTreeSet;

use dateline::{Archive, Export, ExportFormat, NewArticle, NewImage, Order, Query};
use serde_json::Value;

use crate::{exported, imported, nameless};

fn archive() -> Archive {
    let archive = Archive::in_memory().unwrap();
    let photo = |name: &str| {
        NewImage {
            people: vec!["Oda Brill".into()],
            ..NewImage::at(format!("https://example.org/{name}.jpg"))
        }
        .caption(format!("The {name} in fog."), "Joram Vale/Coastal Press")
    };
    let stories = ["ferry", "bridge", "pier"].map(|name| {
        NewArticle::new(format!("The {name}"), format!("A story of the {name}."))
            .url(format!("https://example.org/{name}"))
            .publication(format!("{name} Courier"))
            .section("News")
            .language("en")
            .published(format!("2024-05-0{}", name.len() % 4 + 1).parse().unwrap())
            .credit(format!("Writer of {name}"))
            .person(format!("Hero of {name}"))
            .tag(name)
            .image(photo(name))
    });
    archive.write(|tx| tx.save_all(&stories)).unwrap();
    archive
        .write(|tx| {
            let [ferry, boats, old] =
                ["ferry", "boats", "ferries"].map(|name| tx.find_or_add_tag("", name).unwrap());
            tx.set_tag_parent(ferry, Some(boats))?;
            tx.merge_tags(old, ferry)?;
            let [hero, kept] =
                ["Hero of ferry", "The ferry's hero"].map(|name| tx.find_or_add_person(name).unwrap());
            tx.merge_people(hero, kept)
        })
        .unwrap();
    archive
}

fn export(archive: &Archive, export: &Export) -> String {
    let mut text = Vec::new();
    archive.export(export, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

#[test]
fn what_is_found_comes_with_what_it_refers_to_and_nothing_else() {
    let archive = archive();
    let text = export(&archive, &Export::default().of("headline:ferry".into()));
    let copy = imported(&text);
    assert_eq!(copy.check().unwrap(), []);
    for query in [
        "ferry",
        "tag:boats",
        "person:\"the ferry's hero\"",
        "by:\"writer of ferry\"",
        "shows:brill",
        "credit:vale",
    ] {
        assert_eq!(copy.search(&query.into()).unwrap().hits.len(), 1, "{query}");
    }
    let names = |kind: &str| -> BTreeSet<String> {
        let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let named = |line: Value| line["name"].as_str().or(line["title"].as_str()).unwrap().to_owned();
        lines.filter(|line| line["kind"] == kind).map(named).collect()
    };
    assert_eq!(names("publication"), ["ferry Courier".to_owned()].into());
    assert_eq!(names("tag"), ["boats", "ferry"].map(String::from).into());
    let people = ["Hero of ferry", "Oda Brill", "The ferry's hero", "Writer of ferry"];
    assert_eq!(names("person"), people.map(String::from).into());
    assert!(text.lines().next().unwrap().contains("\"query\":\"headline:ferry\""), "{text}");
}

#[test]
fn what_finds_everything_has_every_article() {
    let archive = archive();
    let text = export(&archive, &Export::default().of("type:any".into()));
    let copy = imported(&text);
    assert_eq!(copy.count(&Query::from("type:any")).unwrap().count, 3);
    let articles = |text: &str| {
        let lines = text.lines().filter(|line| line.contains("\"kind\":\"article\""));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(articles(&text), articles(&exported(&archive)));
}

#[test]
fn articles_can_be_saved_into_any_archive() {
    let archive = archive();
    let text = export(&archive, &Export::new(ExportFormat::Articles));
    let other = Archive::in_memory().unwrap();
    other.write(|tx| tx.save(&NewArticle::new("Another", "Another story."))).unwrap();
    for line in text.lines() {
        let article: NewArticle = serde_json::from_str(line).unwrap();
        other.write(|tx| tx.save(&article)).unwrap();
    }
    assert_eq!(other.count(&Query::new()).unwrap().count, 4);
    assert_eq!(other.count(&Query::from("tag:ferry credit:vale")).unwrap().count, 1);
}

#[test]
fn pages_are_put_together_in_every_order() {
    let archive = Archive::in_memory().unwrap();
    let stories: Vec<NewArticle> =
        (0..2300).map(|n| NewArticle::new(format!("Story {n}"), "Fog.").key("n", n.to_string())).collect();
    archive.write(|tx| tx.save_all(&stories)).unwrap();
    for order in Order::ALL {
        let text =
            export(&archive, &Export::new(ExportFormat::Articles).of(Query::from("fog").order(*order)));
        assert_eq!(text.lines().collect::<BTreeSet<_>>().len(), 2300, "{order:?}");
    }
    let lines = exported(&archive);
    assert_eq!(nameless(&exported(&imported(&lines))), nameless(&lines));
}

#[test]
fn a_query_that_finds_nothing_gives_no_article_and_says_why() {
    let archive = archive();
    let mut text = Vec::new();
    let exported =
        archive.export(&Export::new(ExportFormat::Ninjs).of("tag:nowhere".into()), &mut text).unwrap();
    assert_eq!((exported.articles, text.len()), (0, 0));
    assert_eq!(exported.notes.len(), 1, "{:?}", exported.notes);
}
