//! The URLs by which an article is known: each spelling of a page once, and each part of it.

use dateline::{Archive, ArticleId, NewArticle, NewUrl, UrlRelation};

use crate::{add, archive, assert_sound, revise, save, stored, story};

const TEXT: &str = "Fog held up the ferry between the two towns of the bay on Thursday morning, and buses took the \
    passengers over the bridge until it left at noon.";

fn post(url: &str) -> NewArticle {
    story("Ferry stays in port", TEXT).url(url)
}

fn urls(archive: &Archive, id: ArticleId) -> Vec<String> {
    stored(archive, id).urls.into_iter().map(|url| url.given).collect()
}

#[test]
fn a_second_fragment_of_a_known_page_is_kept() {
    let archive = archive();
    let id = add(&archive, &post("https://news.example/live#p1"));
    assert_eq!(revise(&archive, &post("https://news.example/live#p2")), ["urls"]);
    assert_eq!(revise(&archive, &post("http://www.news.example/live/#p2")), [""; 0]);
    assert_eq!(urls(&archive, id), ["https://news.example/live#p1", "https://news.example/live#p2"]);
    // From then on each of them is its own, and a third one isn't.
    let other = |fragment: &str| post(&format!("https://news.example/live#{fragment}"));
    let shorter = |article: NewArticle| NewArticle { body: "The ferry sails again.".into(), ..article };
    assert_eq!(revise(&archive, &shorter(other("p2"))), ["body"]);
    let third = NewArticle { body: "Prices at the fish market rise.".into(), ..other("p3") };
    assert_eq!(save(&archive, &third).outcome.as_str(), "added");
    assert_sound(&archive);
}

#[test]
fn fragments_given_in_one_document_are_kept_apart() {
    let archive = archive();
    let mut article = post("https://news.example/live#p1");
    for url in ["https://news.example/live#p2", "https://news.example/live", "https://www.news.example/live/"]
    {
        article.urls.push(NewUrl { url: url.into(), relation: UrlRelation::Given });
    }
    let id = add(&archive, &article);
    let expected =
        ["https://news.example/live#p1", "https://news.example/live", "https://news.example/live#p2"];
    assert_eq!(urls(&archive, id), expected);
    assert_eq!(archive.read(|s| s.articles_by_url("https://news.example/live")).unwrap(), [id]);
    assert_eq!(revise(&archive, &article), [""; 0]);
    assert_sound(&archive);
}

#[test]
fn a_part_of_a_page_that_is_split_off_takes_its_own_fragment_along() {
    let archive = archive();
    let id = add(&archive, &post("https://news.example/live#p1"));
    let next = story("Market moves to the quay", TEXT).url("https://news.example/live#p2");
    assert_eq!(revise(&archive, &next), ["headline", "urls"]);
    let first = archive.write(|tx| tx.split_revision(id, 1)).unwrap();
    assert_eq!(urls(&archive, first), ["https://news.example/live#p1"]);
    assert_eq!(urls(&archive, id), ["https://news.example/live#p2"]);
    assert_sound(&archive);
}
