//! Foreign keys of a host's tables that forbid what the archive is to do.

use std::path::PathBuf;

use dateline::{Archive, Error, NewArticle, NewImage, Position};

use crate::common::{connect, folder};
use crate::{add, now};

struct Desk {
    _folder: tempfile::TempDir,
    path: PathBuf,
    archive: Archive,
}

impl Desk {
    /// An archive of two articles, and tables of a host.
    fn new(tables: &str) -> Self {
        let folder = folder();
        let path = folder.path().join("news.db");
        let archive = Archive::open(&path).unwrap();
        add(&archive, "Fog at the pier");
        add(&archive, "Ferry delayed");
        connect(&path).execute_batch(tables).unwrap();
        Self { _folder: folder, path, archive }
    }

    #[track_caller]
    fn refuses(
        &self,
        expected: &[&str],
        write: impl FnOnce(&mut dateline::Transaction<'_>) -> dateline::Result<()>,
    ) {
        let before = self.archive.read(|s| s.stats()).unwrap();
        match self.archive.write_at(now(), write) {
            Err(Error::Referenced { tables }) => assert_eq!(tables, expected),
            other => panic!("{other:?}"),
        }
        assert_eq!(self.archive.read(|s| s.stats()).unwrap(), before);
        assert_eq!(self.archive.check().unwrap(), []);
    }

    fn number(&self, sql: &str) -> i64 {
        connect(&self.path).query_row(sql, [], |row| row.get(0)).unwrap()
    }
}

const FIRST: dateline::ArticleId = dateline::ArticleId(1);
const SECOND: dateline::ArticleId = dateline::ArticleId(2);

#[test]
fn a_removal_that_a_host_forbids_names_its_table() {
    let desk = Desk::new(
        "CREATE TABLE ext_note (article INTEGER REFERENCES article (id), note TEXT);
         CREATE TABLE ext_other (article INTEGER REFERENCES article (id), note TEXT);
         INSERT INTO ext_note VALUES (1, 'Ask the mayor.'); INSERT INTO ext_other VALUES (2, 'Done.')",
    );
    desk.refuses(&["ext_note"], |tx| tx.remove_article(FIRST));
    desk.refuses(&["ext_other"], |tx| tx.remove_article(SECOND));
    // The one that goes when two are joined is named as well.
    desk.refuses(&["ext_note"], |tx| tx.merge_articles(FIRST, SECOND));
    let said = desk.archive.write(|tx| tx.remove_article(FIRST)).unwrap_err().to_string();
    assert_eq!(said, "rows of ext_note refer to it");
    // Of what was refused nothing is left, and the write may go on.
    let rain = add(&desk.archive, "Rain");
    desk.archive
        .write_at(now(), |tx| {
            assert!(matches!(tx.remove_articles(&[rain, FIRST]), Err(Error::Referenced { .. })));
            assert!(matches!(tx.merge_articles(FIRST, SECOND), Err(Error::Referenced { .. })));
            tx.save(&NewArticle::new("Storm", "")).map(drop)
        })
        .unwrap();
    let (count, changes) =
        desk.archive.read(|s| Ok((s.article_count()?, s.changes_since(&Position::default(), 100)?))).unwrap();
    assert_eq!((count, changes.changes.len()), (4, 4), "{changes:?}");
    assert_eq!(desk.archive.check().unwrap(), []);
    connect(&desk.path).execute("DELETE FROM ext_note", []).unwrap();
    desk.archive.write(|tx| tx.remove_article(FIRST)).unwrap();
}

#[test]
fn restrict_and_checks_at_the_end_are_named_as_well() {
    let desk = Desk::new(
        "CREATE TABLE ext_strict (article INTEGER REFERENCES article (id) ON DELETE RESTRICT);
         CREATE TABLE ext_late (article INTEGER REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED);
         INSERT INTO ext_strict VALUES (1); INSERT INTO ext_late VALUES (2)",
    );
    desk.refuses(&["ext_strict"], |tx| tx.remove_article(FIRST));
    // It is forbidden when the write ends.
    desk.refuses(&["ext_late"], |tx| tx.remove_article(SECOND));
}

#[test]
fn what_refers_to_a_hosts_own_row_is_named() {
    let desk = Desk::new(
        "CREATE TABLE ext_folder (id INTEGER PRIMARY KEY, article INTEGER REFERENCES article (id) ON DELETE CASCADE);
         CREATE TABLE ext_note (folder INTEGER REFERENCES ext_folder (id));
         INSERT INTO ext_folder VALUES (7, 1); INSERT INTO ext_note VALUES (7)",
    );
    desk.refuses(&["ext_note"], |tx| tx.remove_article(FIRST));
    connect(&desk.path).execute("DELETE FROM ext_note", []).unwrap();
    desk.archive.write(|tx| tx.remove_article(FIRST)).unwrap();
    assert_eq!(desk.number("SELECT count(*) FROM ext_folder"), 0, "ON DELETE CASCADE");
}

/// Rows that a host left without a parent, with foreign keys off, are not what forbids it.
#[test]
fn what_was_amiss_before_is_not_named() {
    let desk = Desk::new(
        "PRAGMA foreign_keys = OFF;
         CREATE TABLE ext_old (article INTEGER REFERENCES article (id));
         CREATE TABLE ext_note (article INTEGER REFERENCES article (id));
         INSERT INTO ext_old VALUES (99); INSERT INTO ext_note VALUES (1)",
    );
    match desk.archive.write(|tx| tx.remove_article(FIRST)) {
        Err(Error::Referenced { tables }) => assert_eq!(tables, ["ext_note"]),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_picture_that_a_host_refers_to_stays() {
    let desk = Desk::new("CREATE TABLE ext_crop (image INTEGER REFERENCES image (id))");
    let photo = NewArticle::new("Storm", "").image(NewImage::at("https://img.example.org/storm.jpg"));
    let id = desk.archive.write_at(now(), |tx| tx.save(&photo)).unwrap().id.unwrap();
    let image = desk.archive.read(|s| s.images_of(id)).unwrap()[0].image.id;
    desk.archive.write_at(now(), |tx| tx.remove_article(id)).unwrap();
    connect(&desk.path).execute("INSERT INTO ext_crop VALUES (?1)", [image.0]).unwrap();
    desk.refuses(&["ext_crop"], |tx| tx.remove_image(image));
    desk.refuses(&["ext_crop"], |tx| tx.remove_unused_images().map(drop));
}
