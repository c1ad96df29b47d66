//! Stories that were two and became one, and the reverse.

use dateline::NewUrl;

use super::*;

#[test]
fn one_guid_of_two_feeds_is_two_stories() {
    let archive = archive();
    read(&archive, "a", &[guid(ferry(), "1402", "https://example.org/feed.xml")]);
    let saved = read(&archive, "b", &[guid(market(), "1402", "https://example.net/feed.xml")]);
    assert_eq!((outcomes(&saved), count(&archive)), (vec!["added"], 2));
    // Each feed finds its own.
    let key = |feed: &str| Key::scoped("guid", "1402", feed);
    let found = |key: Key| archive.read(|s| s.articles_by_key(&key)).unwrap();
    assert_eq!(found(key("http://www.example.net/feed.xml")), [saved[0].id.unwrap()]);
    assert_eq!(found(Key::new("guid", "1402")).len(), 2);
    assert_sound(&archive);
}

#[test]
fn three_entries_of_one_link_are_three() {
    let archive = archive();
    let third = story(
        "School opens",
        "The island's school opens again on Monday with a new hall and a kitchen for all.",
    );
    let items = [ferry(), market(), third];
    let items: Vec<_> = (1..)
        .zip(items)
        .map(|(n, item)| guid(item, &format!("n{n}"), "feed").url("https://example.org/"))
        .collect();
    let saved = read(&archive, "feed", &items);
    assert_eq!((outcomes(&saved), count(&archive)), (vec!["added"; 3], 3));
    assert_eq!(saved[2].warnings, [Warning::SharesAddress { other: saved[1].id.unwrap() }]);
    let found = archive.read(|s| s.articles_by_url("https://example.org")).unwrap();
    assert_eq!(found, [2, 1, 0].map(|n: usize| saved[n].id.unwrap()));
    assert_eq!(outcomes(&read(&archive, "feed", &items)), ["unchanged"; 3]);
    assert_sound(&archive);
}

#[test]
fn posts_that_differ_by_fragment_are_two() {
    let archive = archive();
    let post = |article: NewArticle, n: u8| article.url(format!("https://example.org/live#post-{n}"));
    let saved = read(&archive, "page", &[post(ferry(), 1), post(market(), 2)]);
    assert_eq!((outcomes(&saved), count(&archive)), (vec!["added"; 2], 2));
    // An edit of the first post is the first post.
    let edited = NewArticle { body: FERRY.replace("two hundred", "three hundred"), ..post(ferry(), 1) };
    assert_eq!(read(&archive, "page", &[edited])[0].id, saved[0].id);
    assert_sound(&archive);
}

#[test]
fn one_wire_copy_in_two_papers_is_two() {
    let archive = archive();
    let ran_in = |paper: &str| {
        let host = paper.to_lowercase();
        ferry().publication(paper).url(format!("https://{host}.example/1")).key("coastal-press", "CP7")
    };
    let post = read(&archive, "post", &[ran_in("Post")]);
    let herald = read(&archive, "herald", &[ran_in("Herald")]);
    assert_eq!((outcomes(&herald), count(&archive)), (vec!["added"], 2));
    assert_eq!(herald[0].warnings, [Warning::SharesAddress { other: post[0].id.unwrap() }]);
    assert_eq!(read(&archive, "post", &[ran_in("Post")])[0].id, post[0].id);
    assert_sound(&archive);
}

#[test]
fn guids_that_moved_with_the_site_are_one() {
    let archive = archive();
    let item = |guid_value: &str| {
        guid(ferry(), guid_value, "https://example.org/feed").url("https://example.org/fog")
    };
    read(&archive, "feed", &[item("http://example.org/?p=9")]);
    let moved = read(&archive, "feed", &[item("https://example.org/2024/05/fog")]);
    assert_eq!((outcomes(&moved), count(&archive)), (vec!["revised"], 1));
    // And one that went from http to https, without a link.
    let bare = |guid_value: &str, headline: &str| NewArticle {
        headline: headline.into(),
        ..guid(market(), guid_value, "")
    };
    read(&archive, "other", &[bare("http://example.net/?p=1", "Market to close")]);
    read(&archive, "other", &[bare("https://www.example.net/?p=1", "Market will close")]);
    assert_eq!(count(&archive), 2);
    assert_sound(&archive);
}

#[test]
fn a_briefing_of_one_title_and_link_on_three_days_is_three() {
    let archive = archive();
    let briefing = |body: &str, day: &str| {
        dated(story("Morning briefing", body), day).url("https://example.org/briefing")
    };
    let third = "The island's school opens again on Monday with a new hall, a kitchen and eleven teachers for all classes.";
    let items =
        [briefing(FERRY, "2024-05-02"), briefing(MARKET, "2024-05-03"), briefing(third, "2024-05-04")];
    for (n, item) in items.iter().enumerate() {
        assert_eq!(outcomes(&read(&archive, "feed", std::slice::from_ref(item))), ["added"], "{n}");
    }
    assert_eq!(outcomes(&read(&archive, "feed", &items)), ["unchanged"; 3]);
    assert_eq!(count(&archive), 3);
    assert_sound(&archive);
}

#[test]
fn a_feed_and_its_amp_page_that_differ_in_a_word_settle() {
    let archive = archive();
    let item = ferry().url("https://example.org/fog");
    let amp =
        NewArticle { body: FERRY.replace("thick", "dense"), ..ferry().url("https://m.example.org/fog/amp") };
    let first = [
        read(&archive, "feed", std::slice::from_ref(&item)),
        read(&archive, "page", std::slice::from_ref(&amp)),
    ];
    assert_eq!([first[0][0].id, first[1][0].id], [first[0][0].id; 2]);
    let before = archive.read(|s| s.article(first[0][0].id.unwrap())).unwrap();
    for _ in 0..10 {
        assert_eq!(outcomes(&read(&archive, "feed", std::slice::from_ref(&item))), ["unchanged"]);
        assert_eq!(outcomes(&read(&archive, "page", std::slice::from_ref(&amp))), ["unchanged"]);
    }
    assert_eq!(archive.read(|s| s.article(first[0][0].id.unwrap())).unwrap(), before);
    assert_eq!(revisions(&archive, first[0][0].id), 1);
    assert_eq!(archive.read(|s| s.articles_by_url("https://example.org/fog?amp=1")).unwrap().len(), 1);
    assert_sound(&archive);
}

#[test]
fn spellings_of_a_url_are_one() {
    let archive = archive();
    let urls = [
        "https://example.org/caf%c3%a9/%7Ejane",
        "http://www.example.org/café/~jane/?utm_source=feed&at_medium=RSS&CMP=share",
        "https://example.org:443/caf%C3%A9/~jane#:~:text=fog",
    ];
    for url in urls {
        read(&archive, url, &[ferry().url(url)]);
    }
    let amp = NewUrl { url: "https://example.org/amp/caf%C3%A9/~jane".into(), ..NewUrl::from(String::new()) };
    read(&archive, "amp", &[NewArticle { urls: vec![amp], ..ferry() }]);
    assert_eq!(count(&archive), 1);
    assert_sound(&archive);
}

#[test]
fn an_alternate_url_is_another_articles() {
    let archive = archive();
    let url = |language: &str| format!("https://example.org/{language}/fog");
    let relation = dateline::UrlRelation::Alternate;
    let english = NewArticle { urls: vec![NewUrl { url: url("fr"), relation }], ..ferry().url(url("en")) };
    read(&archive, "page", &[english]);
    let french = NewArticle { language: None, ..ferry().url(url("fr")) };
    let french = NewArticle { headline: "Le bac fait demi-tour".into(), ..dated(french, "2024-05-03") };
    assert_eq!(outcomes(&read(&archive, "page", &[french])), ["added"]);
    assert_sound(&archive);
}

#[test]
fn a_language_that_was_only_detected_contradicts_nothing() {
    let archive = archive();
    let unsaid = NewArticle { language: None, ..ferry().url("https://example.org/fog") };
    let first = read(&archive, "feed", std::slice::from_ref(&unsaid));
    let saved = read(&archive, "page", &[NewArticle { headline: "Fog".into(), ..unsaid.language("fr") }]);
    assert_eq!(saved[0].id, first[0].id);
}

#[test]
fn what_was_set_by_hand_says_nothing_of_what_its_source_calls_it() {
    let archive = Archive::in_memory().unwrap();
    let feed = |body: &str| {
        NewArticle::new("Ferry delayed", body)
            .url("https://example.org/ferry")
            .published("2024-05-02".parse().unwrap())
    };
    let id = archive.write(|tx| tx.save(&feed("Fog held up the ferry."))).unwrap().id.unwrap();
    archive
        .write(|tx| {
            tx.edit(id, |edit| {
                edit.set_headline("Fog stops the ferry").set_published("2024-05-01".parse().unwrap());
            })
        })
        .unwrap();
    // The source goes on with what it says.
    let saved = archive.write(|tx| tx.save(&feed("Fog held up the ferry all day."))).unwrap();
    assert_eq!((saved.id, saved.outcome.as_str()), (Some(id), "revised"), "{saved:?}");
    let article = archive.read(|s| s.article(id)).unwrap().unwrap();
    assert_eq!(article.headline, "Fog stops the ferry");
    assert_eq!(article.body, "Fog held up the ferry all day.");
    // Another story of that address is another all the same.
    let other =
        NewArticle::new("Market moves", "The fish market moves to the north quay in June, the council says.");
    let other = other.url("https://example.org/ferry").published("2024-05-20".parse().unwrap());
    let saved = archive.write(|tx| tx.save(&other)).unwrap();
    assert_eq!(saved.outcome.as_str(), "added", "{saved:?}");
}

#[test]
fn an_update_of_tags_needs_no_more_than_the_address() {
    let archive = archive();
    let stored = NewArticle { tags: vec!["Sea".into()], ..ferry() }.url("https://example.org/ferry");
    let id = read(&archive, "a", &[stored])[0].id;
    let update =
        NewArticle { tags: vec!["Fog".into()], ..NewArticle::default() }.url("https://example.org/ferry");
    let saved = read(&archive, "b", &[update]);
    assert_eq!((saved[0].id, outcomes(&saved)), (id, vec!["revised"]));
    let article = archive.read(|s| s.article(id.unwrap())).unwrap().unwrap();
    assert_eq!(article.tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["Fog"]);
    assert_eq!(article.headline, "Ferry turns back");
}
