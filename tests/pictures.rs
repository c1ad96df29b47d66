//! Pictures by what is printed under them, and by whom they show.

use std::time::Duration;

use dateline::{
    Archive, CancelToken, Cursor, Error, HitCaption, ImageHit, ImagePage, NewArticle, NewCaption, NewImage,
    NewPerson, Note, Order, PersonId, Query, Status,
};

/// An article known by a short uri, published at noon UTC of a day of March 2024.
fn article(uri: &str, day: u32) -> NewArticle {
    let published = format!("2024-03-{day:02}T12:00Z").parse().unwrap();
    let article = NewArticle::new(format!("Story {uri}"), "").language("en").published(published);
    NewArticle { uri: Some(uri.into()), ..article }
}

/// A picture known by a short uri.
fn image(uri: &str) -> NewImage {
    NewImage { uri: Some(uri.into()), ..NewImage::default() }
}

fn showing(uri: &str, people: &[&str]) -> NewImage {
    NewImage { people: people.iter().map(|name| NewPerson::from(*name)).collect(), ..image(uri) }
}

fn in_language(language: &str, text: &str, credit: &str) -> NewCaption {
    let (language, text, credit) = (Some(language.into()), text.into(), credit.into());
    NewCaption { language, text, credit, ..NewCaption::default() }
}

fn save(archive: &Archive, articles: &[NewArticle]) {
    let saved = archive.write(|tx| tx.save_all(articles)).unwrap();
    assert!(saved.iter().all(|saved| saved.id.is_some()), "{saved:?}");
}

fn archive(articles: &[NewArticle]) -> Archive {
    let archive = Archive::in_memory().unwrap();
    save(&archive, articles);
    archive
}

/// Each picture with the article in which it was found and those of its other uses.
fn shown(found: &ImagePage) -> String {
    let one = |hit: &ImageHit| {
        let others: Vec<_> = hit.other_uses.iter().map(|used| format!(" {}", used.uri)).collect();
        format!("{}:{}{}", hit.image.uri, hit.found_in.uri, others.concat())
    };
    found.images.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[track_caller]
fn finds(archive: &Archive, cases: &[(&str, &str)]) {
    for (query, expected) in cases {
        let found = archive.search_images(&Query::from(*query)).unwrap();
        assert_eq!(shown(&found), *expected, "{query}");
        assert_eq!((&found.notes[..], &found.next), (&[][..], &None), "{query}");
    }
}

fn marked(captions: &[HitCaption]) -> Vec<String> {
    let html = |caption: &HitCaption| {
        let html = format!("{} ({})", caption.text.html(), caption.credit.html());
        html.replace("<mark>", "[").replace("</mark>", "]")
    };
    captions.iter().map(html).collect()
}

/// The lighthouse ran in three articles, the pier in one of them and in one of its own.
fn harbour() -> Archive {
    archive(&[
        article("dark", 4)
            .tag("Harbour")
            .image(image("light").caption("The lighthouse on Monday.", "Joram Vale/The Courier"))
            .image(image("pier").caption("Fog at the pier.", "Newswire")),
        article("keeper", 5)
            .tag("People")
            .image(image("light").caption("Where the keeper lives.", "NPA/JORAM VALE")),
        article("year", 6)
            .tag("Harbour")
            .byline("By Ina Moss")
            .image(image("map"))
            .image(image("light").caption("The lighthouse at dusk; fog is near.", "")),
        article("toll", 7).image(image("pier").caption("Tolls are due.", "Joram Vale")),
    ])
}

#[test]
fn a_picture_comes_once_at_its_newest_use_that_answers() {
    let archive = harbour();
    finds(
        &archive,
        &[
            ("", "pier:toll dark, map:year, light:year keeper dark"),
            ("lighthouse", "light:year keeper dark"),
            ("lighthouses", "light:year keeper dark"),
            ("keeper", "light:keeper year dark"),
            ("monday", "light:dark year keeper"),
            ("fog", "light:year keeper dark, pier:dark toll"),
            ("fog newswire", "pier:dark toll"),
            ("fog OR keeper", "light:year keeper dark, pier:dark toll"),
            ("monday OR tolls", "pier:toll dark, light:dark year keeper"),
            ("light*", "light:year keeper dark"),
            ("\"the pier\"", "pier:dark toll"),
            ("story", ""),
        ],
    );
    let found = archive.search_images(&Query::from("fog lighthouses -monday").order(Order::Oldest)).unwrap();
    let hit = &found.images[0];
    assert_eq!((hit.found_in.position, hit.found_in.headline.as_str()), (2, "Story year"));
    assert_eq!(marked(&hit.captions), ["The [lighthouse] at dusk; [fog] is near. ()"]);
    assert_eq!((hit.captions[0].image, hit.captions[0].position), (hit.image.id, 2));
    assert_eq!(hit.other_uses[1].captions[0].credit, "Joram Vale/The Courier");
}

#[test]
fn all_words_stand_in_one_caption_of_one_use() {
    finds(
        &harbour(),
        &[
            // Monday and the keeper are under two uses of the lighthouse.
            ("lighthouse keeper", ""),
            ("monday keeper", ""),
            // The lighthouse and the fog are under two pictures of one article, but under one in the other.
            ("lighthouse fog", "light:year keeper dark"),
            ("monday fog", ""),
            ("\"Monday fog\"", ""),
            ("\"Monday joram\"", ""),
            // The words of the caption and its credit go together.
            ("monday vale", "light:dark year keeper"),
            ("lighthouse -monday", "light:year keeper dark"),
            ("lighthouse -fog", "light:dark year keeper"),
            ("lighthouse -courier -fog", ""),
            ("-lighthouse", "pier:toll dark, map:year, light:keeper year dark"),
        ],
    );
    let mut both = image("tower");
    both.captions = vec![in_language("en", "A tower falls.", ""), in_language("fr", "Une tour tombe.", "")];
    let archive = archive(&[article("a", 1).image(both)]);
    finds(&archive, &[("tower falls", "tower:a"), ("tour tombe", "tower:a"), ("tower tour", "")]);
}

#[test]
fn fields_confine_words() {
    finds(
        &harbour(),
        &[
            ("vale", "pier:toll dark, light:keeper year dark"),
            ("credit:vale", "pier:toll dark, light:keeper year dark"),
            ("caption:vale", ""),
            ("credit:fog", ""),
            ("caption:fog credit:newswire", "pier:dark toll"),
            ("caption:lighthouses", "light:year keeper dark"),
            ("vale -caption:keeper", "pier:toll dark, light:dark year keeper"),
            ("lighthouse -credit:vale", "light:year keeper dark"),
        ],
    );
}

#[test]
fn other_fields_are_of_the_article_of_the_use() {
    let archive = harbour();
    finds(
        &archive,
        &[
            ("tag:people", "light:keeper year dark"),
            ("vale tag:harbour", "light:dark year keeper"),
            ("vale -tag:people", "pier:toll dark, light:dark year keeper"),
            ("lighthouse headline:dark", "light:dark year keeper"),
            ("lighthouse -headline:year", "light:dark year keeper"),
            ("by:moss", "map:year, light:year keeper dark"),
            ("before:2024-03-05", "light:dark year keeper, pier:dark toll"),
            ("on:2024-03-05 vale", "light:keeper year dark"),
            // An alternative may be of the article: its other pictures answer by it too.
            ("tag:people OR tolls", "pier:toll dark, light:keeper year dark"),
            ("headline:dark OR caption:dusk", "light:year keeper dark, pier:dark toll"),
            ("has:image lighthouse", "light:year keeper dark"),
        ],
    );
    for (query, expected) in [("lang:fr OR keeper", "light:keeper year dark"), ("keeper tag:nothing", "")] {
        let found = archive.search_images(&Query::from(query)).unwrap();
        assert_eq!((shown(&found).as_str(), found.notes.len()), (expected, 1), "{query}");
    }
    let id = archive.read(|s| s.tags_named("people")).unwrap()[0].id;
    assert_eq!(
        shown(&archive.search_images(&Query::new().belonging_to(id)).unwrap()),
        "light:keeper year dark"
    );
}

#[test]
fn people_are_found_where_they_are_shown_or_named() {
    let archive = archive(&[
        article("crowd", 1)
            .image(showing("crowd", &["Ada Fennick", "Rui Lima"]).caption("On the bridge.", "")),
        article("named", 2).image(image("named").caption("Ada Fennick cuts the ribbon.", "")),
        article("story", 3)
            .person("Ada Fennick")
            .image(image("ribbon").caption("The ribbon.", "Ada Fennick")),
        article("again", 4).image(image("crowd").caption("The crowd of Monday.", "")),
        article("bare", 5).image(showing("bare", &["Rui Lima"])),
    ]);
    finds(
        &archive,
        &[
            ("person:\"Ada Fennick\"", "crowd:again crowd, named:named"),
            ("person:fennick", "crowd:again crowd, named:named"),
            ("person:\"Rui Lima\"", "bare:bare, crowd:again crowd"),
            ("person:\"Ada Fennick\" bridge", "crowd:crowd again"),
            ("person:\"Ada Fennick\" -bridge", "crowd:again crowd, named:named"),
            ("-person:\"Rui Lima\"", "ribbon:story, named:named"),
            ("person:lima OR ribbon", "bare:bare, crowd:again crowd, ribbon:story, named:named"),
            // Words are looked for among the names too.
            ("fennick", "crowd:again crowd, ribbon:story, named:named"),
            ("fennick monday", "crowd:again crowd"),
            ("\"rui lima\"", "bare:bare, crowd:again crowd"),
            ("fen*", "crowd:again crowd, ribbon:story, named:named"),
            ("caption:lima", ""),
            ("-fennick", "bare:bare"),
            // One after another in one name.
            ("\"fennick rui\"", ""),
        ],
    );
    let hit = &archive.search_images(&Query::from("person:\"ada fennick\" ribbon")).unwrap().images[0];
    assert_eq!(marked(&hit.captions), ["[Ada Fennick] cuts the [ribbon]. ()"]);

    let found = archive.search_images(&Query::from("person:nobody")).unwrap();
    assert_eq!(found.notes, [Note::NoSuch("person:nobody".into())]);
    assert!(found.images.is_empty());
    let found = archive.search_images(&Query::from("ribbon -person:nobody")).unwrap();
    assert_eq!((shown(&found).as_str(), found.notes.len()), ("ribbon:story, named:named", 1));
    let found = archive.search_images(&Query::new().belonging_to(PersonId(99))).unwrap();
    assert_eq!(found.notes, [Note::NoSuch("person:#99".into())]);
}

#[test]
fn namesakes_are_told_apart_by_id_and_merged_people_are_one() {
    let by_key = |uri: &str, name: &str, key: &str| {
        let keys = vec![dateline::Key::new("wikidata", key)];
        NewImage { people: vec![NewPerson { name: name.into(), keys }], ..image(uri) }
    };
    let archive = archive(&[
        article("a", 1).image(by_key("smith one", "John Smith", "Q1").caption("A speech.", "")),
        article("b", 2).image(by_key("smith two", "John Smith", "Q2").caption("A match.", "")),
        // Nobody says which of the two.
        article("c", 3).image(showing("smith", &["John Smith"])),
        article("d", 4).image(by_key("other name", "J. R. Smith", "Q3").caption("J. R. Smith at work.", "")),
    ]);
    let person = |key: &str| archive.read(|s| s.person_by_key("wikidata", key)).unwrap().unwrap().id;
    let [one, two, third] = ["Q1", "Q2", "Q3"].map(person);
    let of = |id| shown(&archive.search_images(&Query::new().belonging_to(id)).unwrap());
    assert_eq!(
        (of(one), of(two), of(third)),
        ("smith one:a".into(), "smith two:b".into(), "other name:d".into())
    );
    finds(&archive, &[("person:\"john smith\"", "smith:c, smith two:b, smith one:a")]);

    archive.write(|tx| tx.merge_people(third, one)).unwrap();
    assert_eq!(
        (of(one), of(third)),
        ("other name:d, smith one:a".into(), "other name:d, smith one:a".into())
    );
    finds(
        &archive,
        &[
            ("person:\"j. r. smith\"", "other name:d, smith one:a"),
            ("person:\"john smith\"", "other name:d, smith:c, smith two:b, smith one:a"),
        ],
    );
}

#[test]
fn words_have_the_forms_of_their_captions_language() {
    let mut both = image("house");
    both.captions =
        vec![in_language("en", "Houses by the harbour.", ""), in_language("de", "Häuser am Hafen.", "")];
    let mut french = image("vote");
    french.captions = vec![in_language("fr", "Les élections approchent.", "")];
    let archive = archive(&[
        article("a", 1).image(both),
        article("b", 2).image(french),
        // "news" has the stem "new" in German only.
        article("c", 3).image(image("old town").caption("The new town.", "")),
    ]);
    finds(
        &archive,
        &[
            ("house", "house:a"),
            ("Haus", "house:a"),
            ("hausern", "house:a"),
            ("election", "vote:b"),
            ("élection", "vote:b"),
            ("news", ""),
            ("harbours caption:houses", "house:a"),
            ("häuser harbour", ""),
        ],
    );
    let hit = &archive.search_images(&Query::from("haus")).unwrap().images[0];
    assert_eq!(marked(&hit.captions), ["[Häuser] am Hafen. ()", "Houses by the harbour. ()"]);
}

#[test]
fn hidden_articles_show_no_picture_unless_asked_for() {
    let mut withheld = article("withheld", 3).image(image("budget").caption("The budget, leaked.", ""));
    withheld.status = Some(Status::Withheld);
    let archive = archive(&[article("a", 1).image(image("budget").caption("The budget.", "")), withheld]);
    finds(
        &archive,
        &[
            ("budget", "budget:a"),
            ("leaked", ""),
            ("is:hidden", "budget:withheld a"),
            ("budget is:hidden", "budget:withheld a"),
        ],
    );
    let found = archive.search_images(&Query::from("budget").hidden(true)).unwrap();
    assert_eq!(shown(&found), "budget:withheld a");
}

fn pages(archive: &Archive, query: &Query, mut between: impl FnMut(usize)) -> Vec<String> {
    let mut found = Vec::new();
    let mut cursor: Option<Cursor> = None;
    for number in 0.. {
        assert!(number < 100, "the pages have no end");
        let page = archive.search_images(&query.clone().page_after(cursor)).unwrap();
        assert!(page.images.len() <= 2);
        found.extend(page.images.iter().map(|hit| format!("{}:{}", hit.image.uri, hit.found_in.uri)));
        let Some(next) = page.next else { break };
        // A cursor survives the way through a URL.
        cursor = Some(next.to_string().parse().unwrap());
        between(number);
    }
    found
}

#[test]
fn no_page_repeats_a_picture() {
    let fog = |uri: &str| image(uri).caption("Fog.", "");
    let archive = archive(&[
        article("a", 1).image(fog("p1")).image(fog("p2")).image(fog("p3")),
        article("b", 2).image(fog("p4")).image(fog("p1")).image(fog("p4")).image(fog("p5")),
        article("c", 3).image(fog("p6")).image(image("p2").caption("The sea.", "")),
        article("d", 4).tag("Sea").image(fog("p4")),
    ]);
    let all = ["p4:d", "p6:c", "p1:b", "p5:b", "p2:a", "p3:a"];
    for size in [1, 2] {
        assert_eq!(pages(&archive, &Query::from("fog").limit(size), |_| ()), all, "{size}");
    }
    // At the newest use that answers: d doesn't, and c shows the second picture with other words.
    let query = Query::from("fog -tag:sea").limit(1);
    assert_eq!(pages(&archive, &query, |_| ()), ["p6:c", "p4:b", "p1:b", "p5:b", "p2:a", "p3:a"]);
    let query = Query::from("headline:c OR fog before:2024-03-04").limit(1);
    assert_eq!(pages(&archive, &query, |_| ()), ["p6:c", "p2:c", "p4:b", "p1:b", "p5:b", "p3:a"]);
}

#[test]
fn uses_that_arrive_repeat_nothing() {
    let fog = |uri: &str| image(uri).caption("Fog.", "");
    let archive = archive(&[
        article("a", 1).image(fog("p1")).image(fog("p2")),
        article("b", 2).image(fog("p3")).image(fog("p4")),
        article("c", 3).image(fog("p5")),
    ]);
    let found = pages(&archive, &Query::from("fog").limit(2), |page| {
        if page == 0 {
            // What was shown runs again, newer and older than the place reached; so does what was not.
            let newer = article("d", 9).image(fog("p5")).image(fog("p2"));
            let older = article("e", 1).image(fog("p3")).image(fog("p6"));
            let other = article("f", 9).image(image("p4").caption("No mist.", ""));
            save(&archive, &[newer, older, other]);
        }
    });
    // The second picture now comes first for whoever begins anew, and is left out here.
    let mut sorted = found.clone();
    sorted[3..].sort();
    assert_eq!(found[..3], ["p5:c", "p3:b", "p4:b"]);
    assert_eq!(sorted[3..], ["p1:a", "p6:e"]);
}

#[test]
fn what_ends_a_search() {
    let archive = harbour();
    let none = archive.search_images(&Query::from("fog").deadline(Duration::ZERO)).unwrap();
    assert_eq!((none.images.len(), &none.next, &none.notes[..]), (0, &None, &[Note::DeadlinePassed][..]));
    let first = archive.search_images(&Query::new().limit(1)).unwrap();
    let place = first.next.unwrap();
    let cut = archive
        .search_images(&Query::new().page_after(Some(place.clone())).deadline(Duration::ZERO))
        .unwrap();
    assert_eq!(cut.next, Some(place.clone()));
    let cancel = CancelToken::new();
    cancel.cancel();
    assert!(matches!(archive.search_images(&Query::from("fog").cancel(&cancel)), Err(Error::Canceled)));

    // A cursor of articles is none of pictures, and the other way round.
    let other = archive.search(&Query::new().limit(1).order(Order::Newest)).unwrap().next;
    assert!(matches!(archive.search_images(&Query::new().page_after(other)), Err(Error::Invalid { .. })));
    for order in [Order::Newest, Order::Relevance] {
        let query = Query::new().order(order).page_after(Some(place.clone()));
        assert!(matches!(archive.search(&query), Err(Error::Invalid { .. })));
    }
    for text in ["p", "p1", "p1-", "p-1", "p1-x", "p1-99999999999", "q1-1"] {
        assert!(text.parse::<Cursor>().is_err(), "{text}");
    }
    let nothing = archive.search_images(&Query::new().limit(0)).unwrap();
    assert_eq!((nothing.images.len(), nothing.next), (0, None));
    assert!(Archive::in_memory().unwrap().search_images(&"fog".into()).unwrap().images.is_empty());
}

#[test]
fn a_query_that_says_too_little_or_too_much_is_answered() {
    let archive = harbour();
    let found = archive.search_images(&Query::from("(lighthouse foo:bar")).unwrap();
    assert_eq!((found.images.len(), found.notes.len()), (0, 2));
    let many = "caption:fog OR person:vale OR \"a b\" ".repeat(90);
    assert!(!archive.search_images(&Query::from(&*many)).unwrap().notes.is_empty());
    finds(&archive, &[("after:2030", ""), ("before:1900 fog", "")]);
}

#[test]
fn a_picture_is_found_by_what_is_said_of_itself() {
    let own = NewImage {
        title: "Winter harbour".into(),
        creator: "Eva Melo".into(),
        copyright_notice: "© 2024 Northlight".into(),
        credit_line: "Melo for the Pier Post".into(),
        supplier: Some("Coastal Press".into()),
        usage_terms: "One use in print".into(),
        ..image("a")
    };
    let described = NewImage { alt: "A white lighthouse".into(), ..image("b").caption("The coast.", "Lima") };
    let archive = archive(&[article("1", 1).image(own), article("2", 2).image(described)]);
    finds(
        &archive,
        &[
            ("harbour", "a:1"),
            ("print", "a:1"),
            ("winter melo coastal", "a:1"),
            ("credit:northlight", "a:1"),
            ("credit:\"pier post\"", "a:1"),
            ("credit:winter", ""),
            ("caption:harbour", ""),
            ("lighthouse", "b:2"),
            ("caption:lighthouse credit:lima", "b:2"),
            ("lang:en -lighthouse -harbour", ""),
        ],
    );
    let found = archive.search_images(&"lighthouse".into()).unwrap();
    assert_eq!(found.images[0].captions[0].alt.html(), "A white <mark>lighthouse</mark>");
}
