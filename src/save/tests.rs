//! A list of statements is a whole write: applied again, it changes nothing.

use chrono::{TimeZone, Utc};
use rusqlite::types::Value;

use super::state::Batch;
use crate::{
    Archive, ArticleField, ArticleId, Edit, NewArticle, NewCredit, NewImage, NewPerson, NewPublication,
    Result, Snapshot, Source,
};

/// Returns every row of every table, the index's own aside.
fn dump(snapshot: &Snapshot<'_>) -> Result<Vec<String>> {
    let tables: Vec<String> = snapshot.rows(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name <> 'sqlite_schema'
         ORDER BY name",
        [],
        |row| row.get("name"),
    )?;
    let mut dump = Vec::new();
    for table in tables {
        let mut rows = snapshot.rows(&["SELECT * FROM ", &table].concat(), [], |row| {
            let columns = 0..row.as_ref().column_count();
            let values: Vec<Value> =
                columns.map(|column| row.get(column)).collect::<rusqlite::Result<_>>()?;
            Ok(format!("{table} {values:?}"))
        })?;
        rows.sort();
        dump.append(&mut rows);
    }
    Ok(dump)
}

/// Makes one batch over an archive that holds some articles, and applies its statements twice.
#[track_caller]
fn apply_twice(before: &[NewArticle], write: impl Fn(&mut Batch<'_>) -> Result<()>) {
    let archive = Archive::in_memory().unwrap();
    let now = Utc.with_ymd_and_hms(2024, 6, 1, 12, 0, 0).unwrap();
    archive.write_at(now, |tx| tx.save_all(before)).unwrap();
    let [untouched, once, twice] = archive
        .write_at(now, |tx| {
            let untouched = dump(tx)?;
            let mut batch = Batch::new(tx, tx.now())?;
            write(&mut batch)?;
            let statements = batch.finish();
            tx.apply(&statements)?;
            let once = dump(tx)?;
            tx.apply(&statements)?;
            Ok([untouched, once, dump(tx)?])
        })
        .unwrap();
    assert_ne!(untouched, once);
    assert_eq!(once, twice);
    assert_eq!(archive.check().unwrap(), []);
}

fn save(articles: &[NewArticle]) -> impl Fn(&mut Batch<'_>) -> Result<()> {
    move |batch| articles.iter().try_for_each(|article| batch.add(article, &Source::default()).map(drop))
}

fn story(id: &str, body: &str) -> NewArticle {
    let key = crate::Key::new("wikidata", "Q7");
    let mut article = NewArticle::new(format!("Story {id}"), body)
        .key("wire", id)
        .url(format!("https://example.org/{id}"))
        .published("2024-05-02T10:15Z".parse().unwrap())
        .section("City")
        .credit("Ana Reis")
        .credit(NewCredit::organization("Coastal Press"))
        .person(NewPerson { name: "Rui Lima".into(), keys: vec![key] })
        .tag("Fog")
        .image(NewImage::at(format!("https://img.example.org/{id}.jpg")).caption("The pier.", "PRESS"));
    article.publication =
        Some(NewPublication { domain: Some("news.example".into()), ..NewPublication::from("News") });
    article
}

fn picture(uri: &str, bytes: Option<&str>) -> NewArticle {
    let sha256 = bytes.map(|digits| digits.repeat(32));
    let image = NewImage { uri: Some(uri.into()), sha256, people: vec![uri.into()], ..NewImage::default() };
    NewArticle { images: vec![image], ..story(uri, "") }
}

#[test]
fn new_articles() {
    apply_twice(&[], save(&[story("1", "Fog."), story("2", ""), NewArticle::new("Undated", "")]));
}

#[test]
fn revisions() {
    let before = [story("1", "Fog."), story("2", "Fog.")];
    let mut fewer = story("1", "More fog.");
    (fewer.credits, fewer.tags, fewer.images) = (vec!["Bo Li".into()], vec!["Sea".into()], Vec::new());
    apply_twice(&before, save(&[story("2", "Mist."), fewer, story("2", "Haze."), story("1", "Fog.")]));
}

#[test]
fn moves_in_time() {
    let before = [story("1", ""), story("2", ""), story("3", "")];
    let moved = |id: &str, date: &str| story(id, "").published(date.parse().unwrap());
    apply_twice(
        &before,
        save(&[moved("1", "2024-05-03"), moved("2", "2023"), moved("1", "2024-05-02T10:15Z")]),
    );
    apply_twice(&before, |batch| {
        let mut edit = Edit::default();
        edit.set_published("2022-05-01".parse().unwrap());
        batch.edit(ArticleId(2), &edit).map(drop)
    });
}

#[test]
fn edits_by_hand() {
    let before = [story("1", "Fog."), story("2", "Fog.")];
    apply_twice(&before, |batch| {
        let mut edit = Edit::default();
        edit.set_headline("By hand").clear(ArticleField::Images).add_tag("Sea").remove_tag("Fog");
        edit.remove_person("Rui Lima").add_credit("Bo Li").release(ArticleField::Dek);
        batch.edit(ArticleId(1), &edit)?;
        save(&[story("1", "More fog.")])(batch)
    });
}

#[test]
fn pictures_that_become_one_and_then_another() {
    let (a, b, c) = ("urn:a", "urn:b", "urn:c");
    let before = [picture(a, None), picture(b, None), picture(c, Some("ab"))];
    apply_twice(&before, save(&[picture(b, Some("ab")), picture(a, Some("ab")), picture(c, None)]));
    apply_twice(
        &before[..1],
        save(&[picture(c, Some("ab")), picture(a, Some("ab")), picture(c, Some("ab"))]),
    );
    apply_twice(&[], save(&[picture(a, None), picture(b, Some("ab")), picture(a, Some("ab"))]));
}
