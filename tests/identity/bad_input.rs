//! Sources that don't keep to what an id or a link is for.

use super::*;

#[test]
fn one_guid_on_every_item() {
    let archive = archive();
    let item = |article: NewArticle, path: &str| {
        guid(article, "0", "feed").url(format!("https://example.org/{path}"))
    };
    let items = [item(ferry(), "fog"), item(market(), "market")];
    let saved = read(&archive, "feed", &items);
    assert_eq!(count(&archive), 2);
    assert_eq!(saved[1].warnings, [Warning::IdReused { other: saved[0].id.unwrap() }]);
    assert_eq!(outcomes(&read(&archive, "feed", &items)), ["unchanged"; 2]);
    assert_sound(&archive);
}

#[test]
fn a_feed_of_one_link() {
    let archive = archive();
    let items = [ferry(), dated(market(), "2024-05-03")].map(|item| item.url("https://example.org/"));
    read(&archive, "feed", &items);
    assert_eq!(count(&archive), 2);
    assert_eq!(outcomes(&read(&archive, "feed", &items)), ["unchanged"; 2]);
}

#[test]
fn last_years_guid_on_a_new_story() {
    let archive = archive();
    let old = guid(dated(ferry(), "2023-05-02"), "7", "feed").url("https://example.org/2023/fog");
    let new = guid(market(), "7", "feed").url("https://example.org/2024/market");
    let first = read(&archive, "feed", &[old]);
    let second = read(&archive, "feed", std::slice::from_ref(&new));
    assert_eq!(second[0].warnings, [Warning::IdReused { other: first[0].id.unwrap() }]);
    // Of both the id finds the newer one first, and an edit of it is one.
    assert_eq!(archive.read(|s| s.article_by_key("guid", "7")).unwrap(), second[0].id);
    let edited = NewArticle { body: MARKET.replace("Mondays", "Tuesdays"), ..new };
    assert_eq!(read(&archive, "feed", &[edited])[0].id, second[0].id);
    assert_eq!(count(&archive), 2);
    assert_sound(&archive);
}

#[test]
fn urls_that_are_none() {
    let archive = archive();
    for url in
        ["https://", "http://%zz/", "https://[::1", "//example.org", "https://exa mple.org/", "http:///a"]
    {
        let saved = read(&archive, url, &[story(url, FERRY).url(url)]);
        assert_eq!(outcomes(&saved), ["added"], "{url}");
        archive.read(|s| s.articles_by_url(url)).unwrap();
    }
    assert_sound(&archive);
}
