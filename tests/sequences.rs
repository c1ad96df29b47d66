//! Ids, where `sqlite_sequence` doesn't say which were given already: no row is written over another.

mod common;

use std::path::{Path, PathBuf};

use common::{folder, rewrite};
use dateline::{Archive, Error, NewArticle, NewCredit, NewImage, NewPerson, NewPublication};

const TABLES: [&str; 7] = ["article", "image", "organization", "person", "publication", "section", "tag"];

/// An article that brings a row of each table with ids of its own.
fn story(name: &str) -> NewArticle {
    let mut article = NewArticle::new(format!("Story {name}"), format!("The text of {name}."))
        .url(format!("https://example.org/{name}"))
        .language("en")
        .published("2024-05-02".parse().unwrap())
        .tag(format!("Tag {name}"))
        .image(NewImage::at(format!("https://example.org/{name}.jpg")));
    article.section = Some(format!("Section {name}"));
    article.publication =
        Some(NewPublication { title: format!("Paper {name}"), ..NewPublication::default() });
    article.people.push(NewPerson { name: format!("Person {name}"), ..NewPerson::default() });
    article.credits.push(NewCredit::organization(format!("Agency {name}")));
    article
}

fn archive_with(folder: &Path, names: &[&str]) -> PathBuf {
    let path = folder.join("news.db");
    let archive = Archive::open(&path).unwrap();
    let articles: Vec<_> = names.iter().map(|name| story(name)).collect();
    archive.write(|tx| tx.save_all(&articles)).unwrap();
    path
}

/// Rows of each table, to see that none is lost.
fn rows(path: &Path) -> Vec<i64> {
    rewrite(path, |conn| {
        let count = |table| conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0));
        TABLES.map(|table| count(table).unwrap()).to_vec()
    })
}

#[test]
fn a_sequence_that_is_too_low_or_missing() {
    for damage in ["UPDATE sqlite_sequence SET seq = 0", "DELETE FROM sqlite_sequence"] {
        let folder = folder();
        let path = archive_with(folder.path(), &["one", "two"]);
        rewrite(&path, |conn| assert_eq!(conn.execute(damage, []).unwrap(), 7));
        let archive = Archive::open(&path).unwrap();
        let mut said: Vec<String> = archive.check().unwrap().iter().map(ToString::to_string).collect();
        said.sort();
        let expected = TABLES.map(|table| format!("derived: the next id of {table} is given already"));
        assert_eq!(said, expected, "{damage}");
        let saved = archive.write(|tx| tx.save(&story("three"))).unwrap();
        assert_eq!(saved.id.unwrap().0, 3);
        let both = archive
            .write(|tx| Ok((tx.add_person("A namesake")?.0, tx.find_or_add_tag("", "Another")?.0)))
            .unwrap();
        assert_eq!(both, (4, 4));
        // What was written has put the sequences right, as SQLite does.
        assert_eq!(archive.check().unwrap(), []);
        drop(archive);
        assert_eq!(rows(&path), [3, 3, 3, 4, 3, 3, 4], "{damage}");
    }
}

#[test]
fn an_id_of_a_removed_article_is_not_given_again() {
    let folder = folder();
    let path = archive_with(folder.path(), &["one", "two"]);
    let two = Archive::open(&path).unwrap().write(|tx| {
        let two = tx.articles_by_url("https://example.org/two")?[0];
        tx.remove_article(two)?;
        Ok(two.0)
    });
    let two = two.unwrap();
    rewrite(&path, |conn| conn.execute("DELETE FROM sqlite_sequence WHERE name = 'article'", []).unwrap());
    let archive = Archive::open(&path).unwrap();
    let said: Vec<String> = archive.check().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(said, ["derived: the next id of article is given already"]);
    let saved = archive.write(|tx| tx.save(&story("three"))).unwrap();
    assert!(saved.id.unwrap().0 > two);
    assert_eq!(archive.check().unwrap(), []);
}

#[test]
fn a_sequence_at_its_end() {
    let folder = folder();
    let path = archive_with(folder.path(), &["one"]);
    for table in TABLES {
        rewrite(&path, |conn| {
            let end = "UPDATE sqlite_sequence SET seq = 9223372036854775807 WHERE name = ?1";
            assert_eq!(conn.execute(end, [table]).unwrap(), 1);
        });
        let archive = Archive::open(&path).unwrap();
        let said: Vec<String> = archive.check().unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(said, [format!("derived: no id of {table} is left")]);
        match archive.write(|tx| tx.save(&story("two"))) {
            Err(Error::NoIdLeft { table: full }) => assert_eq!(full, table),
            other => panic!("{table}: {other:?}"),
        }
        // What needs no new id is saved still.
        let known = archive.write(|tx| tx.save(&story("one"))).unwrap();
        assert_eq!(known.outcome.as_str(), "unchanged");
        drop(archive);
        rewrite(&path, |conn| conn.execute("UPDATE sqlite_sequence SET seq = 1", []).unwrap());
    }
    assert_eq!(rows(&path), [1; 7]);
}

#[test]
fn the_number_of_changes_at_its_end() {
    let folder = folder();
    let path = archive_with(folder.path(), &["one"]);
    rewrite(&path, |conn| conn.execute("UPDATE article SET changed = 9223372036854775807", []).unwrap());
    let archive = Archive::open(&path).unwrap();
    match archive.write(|tx| tx.save(&story("two"))) {
        Err(Error::NoIdLeft { table }) => assert_eq!(table, "article.changed"),
        other => panic!("{other:?}"),
    }
    let said: Vec<String> = archive.check().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(said, ["derived: no number of a change is left"]);
}
