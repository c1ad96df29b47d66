//! Two that turn out to be one, and one that turns out to be two.

use dateline::Error;

use super::*;

#[test]
fn merged_both_are_found_and_nothing_is_lost() {
    let archive = archive();
    let one = guid(ferry(), "1", "feed").url("https://example.org/1");
    let two = market().url("https://example.org/2").tag("Fish");
    let edited = NewArticle { headline: "Ferry turned back".into(), ..one.clone() };
    let from = read(&archive, "feed", std::slice::from_ref(&one))[0].id.unwrap();
    read(&archive, "feed", std::slice::from_ref(&edited));
    let into = read(&archive, "page", std::slice::from_ref(&two))[0].id.unwrap();
    archive.write_at(now(), |tx| tx.merge_articles(from, into)).unwrap();

    let article = archive.read(|s| s.article(into)).unwrap().unwrap();
    assert_eq!((article.headline.as_str(), article.tags.len()), ("Market to close on Mondays", 1));
    assert_eq!(archive.read(|s| s.article(from)).unwrap(), None);
    let headlines: Vec<_> = archive.read(|s| s.revisions_of(into)).unwrap();
    let headlines: Vec<_> = headlines.iter().map(|revision| revision.document.headline.as_str()).collect();
    assert_eq!(headlines, ["Ferry turns back", "Ferry turned back"]);
    let find = |uri: &str| archive.read(|s| s.find_article(uri)).unwrap();
    assert_eq!([find("https://example.org/1"), find("https://example.org/2")], [Some(into); 2]);
    assert_eq!(archive.read(|s| s.article_by_key("guid", "1")).unwrap(), Some(into));
    // The sources say what they said.
    assert_eq!(outcomes(&read(&archive, "feed", &[edited])), ["unchanged"]);
    assert_eq!(outcomes(&read(&archive, "page", &[two])), ["unchanged"]);
    assert_eq!(count(&archive), 1);
    assert_sound(&archive);
}

#[test]
fn what_can_not_be_merged_is_refused() {
    let archive = archive();
    let id = read(&archive, "feed", &[ferry()])[0].id.unwrap();
    let merge = |from, into| archive.write(|tx| tx.merge_articles(from, into));
    assert!(matches!(merge(id, id), Err(Error::Invalid { field: "from", .. })));
    assert!(matches!(merge(id, ArticleId(99)), Err(Error::NotFound { .. })));
    assert!(matches!(merge(ArticleId(99), id), Err(Error::NotFound { .. })));
    assert_eq!(count(&archive), 1);
}

#[test]
fn two_that_contradict_may_be_merged_and_each_into_the_other_once() {
    let archive = archive();
    let in_french = NewArticle { language: Some("fr".into()), ..market().publication("Herald") };
    let ids = read(&archive, "feed", &[ferry().publication("Post"), in_french]);
    let [one, two] = [0, 1].map(|n: usize| ids[n].id.unwrap());
    archive.write(|tx| tx.merge_articles(one, two)).unwrap();
    let back = archive.write(|tx| tx.merge_articles(two, one));
    assert!(matches!(back, Err(Error::NotFound { .. })));
    assert_eq!((count(&archive), revisions(&archive, Some(two))), (1, 1));
    assert_sound(&archive);
}

#[test]
fn what_was_joined_wrongly_is_parted_and_stays_so() {
    let archive = archive();
    let one = guid(ferry(), "1", "feed").url("https://example.org/1");
    // One id, one day: taken for a rewriting.
    let two = guid(market(), "1", "feed");
    let joined = read(&archive, "feed", std::slice::from_ref(&one))[0].id.unwrap();
    assert_eq!(read(&archive, "feed", std::slice::from_ref(&two))[0].id, Some(joined));
    let parted = archive.write_at(now(), |tx| tx.split_revision(joined, 1)).unwrap();

    let headline = |id| archive.read(|s| s.article(id)).unwrap().unwrap().headline;
    assert_eq!(headline(parted), "Ferry turns back");
    assert_eq!(headline(joined), "Market to close on Mondays");
    assert_eq!(revisions(&archive, Some(joined)), 0);
    let at_url = archive.read(|s| s.articles_by_url("https://example.org/1")).unwrap();
    assert_eq!(at_url, [parted, joined]);
    for _ in 0..2 {
        let saved = read(&archive, "feed", &[one.clone(), two.clone()]);
        assert_eq!([saved[0].id, saved[1].id], [Some(parted), Some(joined)]);
    }
    assert_eq!([headline(parted), headline(joined)], ["Ferry turns back", "Market to close on Mondays"]);
    assert_sound(&archive);
    assert!(matches!(archive.write(|tx| tx.split_revision(joined, 7)), Err(Error::NotFound { .. })));
    assert!(matches!(archive.write(|tx| tx.split_revision(ArticleId(99), 1)), Err(Error::NotFound { .. })));
}
