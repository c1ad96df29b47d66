//! Words that tell, and how much.

use dateline::{Archive, ArticleId, Error, NewArticle, Order, Query};

use crate::{best, ids, save, story, words};

/// The weight of a word that so many of four articles have, and that stands in the seed so often, twice for the headline.
fn weight(articles: f64, count: f64) -> f64 {
    (1.0 + (4.0 - articles + 0.5) / (articles + 0.5)).ln() * (1.0 + count.ln())
}

#[test]
fn a_word_tells_by_how_often_it_stands_there_and_how_seldom_elsewhere() {
    let archive = Archive::in_memory().unwrap();
    let found = save(
        &archive,
        &[
            story(1, "Ferry delayed", "The ferry waits in the fog. Ferries wait."),
            story(2, "Market day", "A ferry brings guests."),
            story(2, "Weather", "Fog is forecast."),
            story(3, "Council", "They wait for ferries again."),
        ],
    );
    // Ferry: 2 + 2; fog: 1; wait, waits: 2. Nobody else has "delayed". Stop words tell nothing.
    let expected = [("waits", weight(2.0, 2.0)), ("Ferry", weight(3.0, 4.0)), ("fog", weight(2.0, 1.0))];
    let words = words(&archive, found[0]);
    assert_eq!(
        words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(),
        expected.map(|(word, _)| word)
    );
    for ((_, found), (word, weight)) in words.iter().zip(expected) {
        assert!((found - weight).abs() < 1e-12, "{word}: {found}, {weight}");
    }
    // Two of its words; then, in articles of as many words, the one that tells more.
    let page = archive.similar(found[0], &best(Query::new())).unwrap();
    assert_eq!(ids(&page), [found[3], found[1], found[2]]);
    assert_eq!((page.total.count, page.total.is_exact), (3, true));
    // Alone, fog is the rarer.
    let either = archive.search(&best("(ferry OR fog) -wait".into())).unwrap();
    assert_eq!(ids(&either), [found[2], found[1]]);
}

#[test]
fn people_and_tags_are_words_of_an_article_and_so_are_captions() {
    let archive = Archive::in_memory().unwrap();
    let image = dateline::NewImage::at("https://example.org/1.jpg").caption("A lighthouse.", "");
    let found = save(
        &archive,
        &[
            story(1, "Opening", "").person("Ada Fennick").tag("Harbours").image(image),
            story(2, "Fennick", ""),
            story(3, "A harbour", ""),
            story(4, "Lighthouses", ""),
            story(5, "Weather", ""),
        ],
    );
    let page = archive.similar(found[0], &Query::new().order(Order::Oldest)).unwrap();
    assert_eq!(ids(&page), found[1..4]);
}

#[test]
fn what_tells_is_marked() {
    let archive = Archive::in_memory().unwrap();
    let found =
        save(&archive, &[story(1, "Fog at the pier", ""), story(2, "Foggy pier", "The piers are closed.")]);
    let page = archive.similar(found[0], &Query::new().passages(80)).unwrap();
    assert_eq!(page.hits[0].headline.html(), "Foggy <mark>pier</mark>");
    assert_eq!(page.hits[0].passage.as_ref().unwrap().html(), "The <mark>piers</mark> are closed.");
}

#[test]
fn an_article_without_telling_words_has_none_like_it() {
    let archive = Archive::in_memory().unwrap();
    let found =
        save(&archive, &[story(1, "The", "It is."), story(2, "The", "Was it?"), story(3, "Unlike", "")]);
    for id in found {
        let page = archive.similar(id, &Query::new()).unwrap();
        assert_eq!((page.hits.len(), page.total.count, page.total.is_exact), (0, 0, true));
        assert!(page.next.is_none() && page.notes.is_empty());
    }
}

#[test]
fn an_unknown_article_is_an_error() {
    let archive = Archive::in_memory().unwrap();
    save(&archive, &[NewArticle::new("Ferry delayed", "")]);
    let unknown = archive.similar(ArticleId(99), &Query::new());
    assert!(matches!(unknown, Err(Error::NotFound { what: "article", id }) if id == "99"));
}
