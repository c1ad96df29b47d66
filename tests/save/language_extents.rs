//! Numbers of articles and words by language, which ranking counts by.

use dateline::{Archive, NewArticle, NewImage};

use crate::{common, now, story};

/// Returns the languages of an archive, each with its articles and words.
fn extents(archive: &Archive, path: &std::path::Path) -> Vec<(String, i64, i64)> {
    assert_eq!(archive.check().unwrap(), []);
    let conn = common::connect(path);
    let mut statement = conn.prepare("SELECT code, articles, words FROM language ORDER BY code").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

fn article(id: &str, language: &str, body: &str) -> NewArticle {
    let mut article = story("Ferry", body);
    article.uri = Some(id.into());
    article.headline = format!("Ferry {id}");
    article.language(language)
}

#[test]
fn follow_what_is_saved_revised_and_removed() {
    let folder = common::folder();
    let path = folder.path().join("news.db");
    let archive = Archive::open(&path).unwrap();
    let save = |articles: &[NewArticle]| archive.write_at(now(), |tx| tx.save_all(articles)).unwrap();
    let en = |articles, words| ("en".to_owned(), articles, words);

    // Two words of the headline, and those of the body; twice in one transaction is once.
    let one = article("one", "en", "Fog held it up.");
    let saved = save(&[one.clone(), one.clone(), article("two", "en", "No fog.")]);
    assert_eq!(extents(&archive, &path), [en(2, 6 + 4)]);

    // Longer, and then in another language; what was its own stays listed.
    save(&[article("one", "en", "Fog held it up for hours.")]);
    assert_eq!(extents(&archive, &path), [en(2, 8 + 4)]);
    save(&[article("one", "de", "Fog held it up for hours.")]);
    assert_eq!(extents(&archive, &path), [("de".into(), 1, 8), en(1, 4)]);

    // A caption has a language of its own, and its words are those of the article. A run is as many words as units.
    let pictured = article("two", "en", "No fog.")
        .image(NewImage::at("https://img.example.org/1.jpg").caption("At sea.", ""));
    save(&[pictured, article("three", "ja", "北京会议")]);
    assert_eq!(extents(&archive, &path), [("de".into(), 1, 8), en(1, 6), ("ja".into(), 1, 2 + 4)]);

    let ids: Vec<_> = saved.iter().filter_map(|saved| saved.id).collect();
    archive.write_at(now(), |tx| tx.remove_article(ids[0])).unwrap();
    assert_eq!(extents(&archive, &path), [("de".into(), 0, 0), en(1, 6), ("ja".into(), 1, 6)]);
    archive.rebuild().unwrap();
    assert_eq!(extents(&archive, &path), [en(1, 6), ("ja".into(), 1, 6)]);
}
