//! Filters: people, tags, publications, sections, languages, and what is hidden.

use dateline::{
    Archive, ArticleId, Entity, NewArticle, NewPublication, NewUrl, Note, OrganizationId, PersonId,
    PublicationId, Query, SectionId, TagId, UrlRelation,
};

use crate::archive::{VISIBLE, archive, finds, tag, uris};

#[test]
fn bylines() {
    finds(
        &archive(),
        &[
            ("by:\"Jane Smith\"", "troops"),
            ("by:smith", "troops"),
            ("by:newswire", "oil"),
            ("by:NEWSWIRE by:newswire", "oil"),
            ("by:\"Greta Müller\"", "hafen"),
            ("by:\"greta muller\"", "hafen"),
            ("american -by:newswire", "troops"),
            ("american -by:smith", "oil"),
            ("by:smith OR by:newswire", "oil troops"),
        ],
    );
}

#[test]
fn people_are_reached_by_every_name() {
    finds(
        &archive(),
        &[
            ("person:\"Ada Jones\"", "hafen visit troops"),
            ("person:\"A. Jones\"", "hafen visit troops"),
            ("person:\"countess lovely\"", "hafen visit troops"),
            ("person:Ada", "visit troops"),
            ("person:okri", "visit"),
            ("visit -person:okri", "troops"),
            ("visit -person:\"A. Jones\"", ""),
            ("person:okri OR person:\"A. Jones\"", "hafen visit troops"),
        ],
    );
}

#[test]
fn tags_are_reached_by_every_spelling_and_from_above() {
    finds(
        &archive(),
        &[
            ("tag:Elections", "scrutin hafen visit"),
            ("tag:elections", "scrutin hafen visit"),
            ("tag:Wahlen", "scrutin hafen visit"),
            ("tag:\"Local elections\"", "scrutin"),
            ("tag:Elections -tag:\"Local elections\"", "hafen visit"),
            ("tag:Parliament", "visit"),
            ("-tag:Elections -tag:Defence lang:en", "news rats oil"),
        ],
    );
}

#[test]
fn a_domain_is_of_its_publication_and_of_urls_whose_articles_name_none() {
    let archive = Archive::in_memory().unwrap();
    let save = |article: &NewArticle| archive.write(|tx| tx.save(article)).unwrap();
    let at = |day: u32, uri: &str, url: &str| {
        let published = format!("2024-03-0{day}T08:00Z").parse().unwrap();
        let article = NewArticle::new(uri, format!("The text of {uri}.")).published(published);
        NewArticle { uri: Some(uri.into()), url: Some(url.into()), ..article }
    };
    let paper = NewPublication {
        title: "Stadtblatt".into(),
        domain: Some("münchen.example".into()),
        ..NewPublication::default()
    };
    let named = at(1, "named", "https://münchen.example/1");
    let unnamed = at(2, "unnamed", "https://www.münchen.example/2");
    let below = at(3, "below", "https://sport.münchen.example/3");
    save(&NewArticle { publication: Some(paper), ..named });
    save(&unnamed);
    save(&below);
    save(&at(4, "other", "https://munchen.example/4"));
    save(&NewArticle::new("Without a URL", ""));
    finds(
        &archive,
        &[
            ("from:münchen.example", "below unnamed named"),
            ("from:www.MÜNCHEN.example", "below unnamed named"),
            ("from:xn--mnchen-3ya.example", "below unnamed named"),
            ("from:sport.münchen.example", "below"),
            ("from:munchen.example", "other"),
            ("from:Stadtblatt", "named"),
            ("text -from:münchen.example", "other"),
        ],
    );
    // Once it names one, it is of that, and a URL that comes later counts too.
    save(&NewArticle { version: Some(2), ..below.publication("Tor") });
    let other = NewUrl { url: "https://tor.example/5".into(), relation: UrlRelation::default() };
    save(&NewArticle { urls: vec![other], ..unnamed });
    finds(
        &archive,
        &[("from:münchen.example", "unnamed named"), ("from:Tor", "below"), ("from:tor.example", "unnamed")],
    );
    assert_eq!(archive.check().unwrap(), []);
}

#[test]
fn publications_and_sections() {
    finds(
        &archive(),
        &[
            ("from:\"The Harbour Post\"", "oil visit troops"),
            ("from:\"harbour post\"", "oil visit troops"),
            ("from:post", "oil visit troops"),
            ("from:harbourpost.example", "oil visit troops"),
            ("from:WWW.HarbourPost.Example", "oil visit troops"),
            ("from:kustenblatt", "hafen"),
            ("from:Küstenblatt OR from:\"le phare\"", "scrutin hafen"),
            ("american -from:harbourpost.example", ""),
            ("section:world", "troops"),
            ("section:Opinion", "oil"),
            ("from:harbourpost.example -section:opinion", "visit troops"),
        ],
    );
}

#[test]
fn languages_and_images() {
    finds(
        &archive(),
        &[
            ("lang:en", "news rats oil visit troops"),
            ("lang:EN_gb", "oil"),
            ("lang:pt", "porto eleicoes"),
            ("lang:pt-BR", "eleicoes"),
            ("lang:pt -lang:pt-br", "porto"),
            // By name and by code.
            ("lang:German", "hafen"),
            ("lang:deutsch", "hafen"),
            ("lang:deu", "hafen"),
            ("lang:ger", "hafen"),
            ("lang:english -lang:eng", ""),
            ("lang:\"Portuguese (Brazil)\"", "eleicoes"),
            ("lang:(日本語 OR french)", "tokyo scrutin"),
            ("has:image", "visit troops"),
            ("lang:en -has:image", "news rats oil"),
        ],
    );
    let archive = archive();
    let article = NewArticle::new("港口", "").language("zh-Hant-TW");
    archive.write(|tx| tx.save(&article)).unwrap();
    for (language, found) in [("zh", 1), ("zh-Hant", 1), ("zh-Hant-TW", 1), ("zh-Hant-HK", 0), ("zh-Han", 0)]
    {
        let page = archive.search(&Query::new().language(language)).unwrap();
        assert_eq!(page.hits.len(), found, "{language}");
    }
}

#[test]
fn hidden_articles_are_found_where_they_are_asked_for() {
    let archive = archive();
    finds(
        &archive,
        &[
            ("is:hidden", "withdrawn secret"),
            ("is:hidden troops", "secret"),
            ("is:hidden OR oil", "withdrawn secret oil"),
            ("-is:hidden", VISIBLE),
            ("ship", "troops"),
            ("tag:defence", "troops"),
            ("on:2024-05-05", ""),
        ],
    );
    for (query, found) in [
        ("troops", "secret troops"),
        ("tag:defence", "secret troops"),
        ("ship", "withdrawn troops"),
        ("on:2024-05-05", "withdrawn secret"),
        ("-is:hidden", VISIBLE),
        ("on:2024-05-05 -troops", "withdrawn"),
    ] {
        let page = archive.search(&Query::from(query).hidden(true)).unwrap();
        assert_eq!(uris(&page), found, "{query}");
    }
}

#[test]
fn a_name_that_nobody_has_finds_nothing_and_says_so() {
    let archive = archive();
    for typed in [
        "by:Nobody",
        "person:Nobody",
        "person:Jones Ben",
        "tag:Election",
        "tag:Elections Parliament",
        "from:gazette",
        "from:har",
        "section:Sport",
        "lang:xx",
        "lang:en-US",
        "lang:en_",
    ] {
        let (field, value) = typed.split_once(':').unwrap();
        let unknown = format!("{field}:\"{value}\"");
        let note = [Note::NoSuch(typed.into())];
        for (query, found) in [
            (unknown.clone(), ""),
            (format!("{unknown} oil"), ""),
            (format!("{unknown} OR oil"), "oil"),
            (format!("oil -{unknown}"), "oil"),
            (format!("-{unknown}"), VISIBLE),
        ] {
            let page = archive.search(&Query::from(&*query)).unwrap();
            assert_eq!((uris(&page).as_str(), &*page.notes), (found, &note[..]), "{query}");
            assert!(page.total.is_exact && page.next.is_none(), "{query}");
        }
    }
}

#[test]
fn everything_of_an_entity() {
    let archive = archive();
    let of = |entity: Entity| uris(&archive.search(&Query::new().belonging_to(entity)).unwrap());
    let article =
        |uri: &str| archive.read(|s| Ok(s.article(s.find_article(uri)?.unwrap())?.unwrap())).unwrap();
    let (troops, visit, oil, hafen) = (article("troops"), article("visit"), article("oil"), article("hafen"));
    assert_eq!(of(troops.people[0].person.unwrap().into()), "hafen visit troops");
    assert_eq!(of(hafen.people[0].person.unwrap().into()), "hafen visit troops");
    assert_eq!(of(troops.credits[0].person.unwrap().into()), "troops");
    assert_eq!(of(oil.credits[0].organization.clone().unwrap().id.into()), "oil");
    assert_eq!(of(visit.tags[0].tag.into()), "scrutin hafen visit");
    assert_eq!(of(hafen.tags[0].tag.into()), "scrutin hafen visit");
    assert_eq!(of(troops.publication.unwrap().id.into()), "oil visit troops");
    assert_eq!(of(troops.section.unwrap().id.into()), "troops");
}

#[test]
fn an_entity_that_is_not_there_has_nothing() {
    let archive = archive();
    let gone: [Entity; 5] = [
        PersonId(999).into(),
        TagId(999).into(),
        OrganizationId(999).into(),
        PublicationId(999).into(),
        SectionId(-1).into(),
    ];
    for entity in gone {
        let page = archive.search(&Query::new().belonging_to(entity)).unwrap();
        assert_eq!(page.hits, []);
        assert!(matches!(&*page.notes, [Note::NoSuch(_)]), "{:?}", page.notes);
        let page = archive.search(&Query::new().none_of([dateline::Term::Is(entity)])).unwrap();
        assert_eq!(uris(&page), VISIBLE);
    }
}

#[test]
fn a_name_may_stand_for_very_many() {
    let archive = archive();
    let articles: Vec<NewArticle> = (0..300)
        .map(|number| {
            NewArticle::new(format!("Number {number}"), "").tag(tag(&format!("scheme{number}"), "Sea"))
        })
        .collect();
    archive.write(|tx| tx.save_all(&articles)).unwrap();
    let page = archive.search(&Query::from("tag:sea").limit(1000)).unwrap();
    assert_eq!(page.hits.len(), 256);
    assert_eq!(page.notes, [Note::TooManyNamed("tag:sea".into())]);
}

#[test]
fn what_is_unknown_is_noted_once_and_shortly() {
    let archive = archive();
    let long = format!("by:{}", "x".repeat(200));
    let text = format!("{long} OR {long} -{long}");
    let page = archive.search(&Query::from(&*text)).unwrap();
    assert_eq!(page.notes, [Note::NoSuch(long[..40].into())]);

    let many = (0..256).map(|number| format!("tag:t{number}")).collect::<Vec<_>>().join(" ");
    assert_eq!(archive.search(&Query::from(&*many)).unwrap().notes.len(), 32);
}

#[test]
fn what_is_removed_is_found_no_more() {
    let archive = archive();
    let id: ArticleId = archive.read(|s| Ok(s.find_article("oil")?.unwrap())).unwrap();
    archive.write(|tx| tx.remove_article(id)).unwrap();
    finds(&archive, &[("oil", ""), ("american", "troops"), ("section:opinion", ""), ("by:newswire", "")]);
}
