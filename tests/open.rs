//! Files that open, and files that are refused without being touched.

mod common;

use std::fs;
use std::path::Path;

use common::{connect, digest, folder, rewrite};
use dateline::{Archive, Durability, Error, Options};
use rusqlite::{Connection, OpenFlags, ffi};

const APPLICATION_ID: i32 = 0x4454_4C4E;

/// A fresh archive, closed, so that all of it is in the one file.
fn archive(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("news.db");
    Archive::open(&path).unwrap();
    path
}

/// Opens a file that must be refused, and makes sure that neither opening nor asking changes it.
fn refused(path: &Path) -> Error {
    let before = digest(path);
    let error = Archive::open(path).unwrap_err();
    let asked = Archive::status(path).unwrap_err();
    assert_eq!(error.to_string(), asked.to_string());
    assert_eq!(digest(path), before, "the refused file changed");
    error
}

#[test]
fn creates_then_reopens() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let archive = Archive::open(&path).unwrap();
    assert_eq!(archive.path(), Some(path.canonicalize().unwrap().as_path()));
    drop(archive);
    let status = Archive::status(&path).unwrap();
    assert_eq!((status.found, status.pending.len()), (status.latest, 0));
    assert_eq!(Archive::open(&path).unwrap().schema_version(), status.latest);
    let (id, mode): (i32, String) = rewrite(&path, |conn| {
        (
            conn.query_row("PRAGMA application_id", [], |row| row.get(0)).unwrap(),
            conn.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap(),
        )
    });
    assert_eq!((id, mode.as_str()), (APPLICATION_ID, "wal"));
}

#[test]
fn an_up_to_date_archive_is_not_changed_by_opening_it() {
    let folder = folder();
    let path = archive(folder.path());
    let before = digest(&path);
    drop(Archive::open(&path).unwrap());
    drop(Archive::open_with(&path, &Options::new().durability(Durability::Full).readers(0)).unwrap());
    assert_eq!(digest(&path), before);
}

#[test]
fn an_empty_file_is_a_new_archive() {
    let folder = folder();
    let path = folder.path().join("news.db");
    fs::write(&path, "").unwrap();
    let status = Archive::status(&path).unwrap();
    assert_eq!((status.found, status.pending.len()), (0, status.latest as usize));
    assert!(status.pending[0].starts_with("V1__"));
    assert!(matches!(
        Archive::open_with(&path, &Options::new().create(false)),
        Err(Error::NotFound { what: "archive", .. })
    ));
    assert_eq!(fs::metadata(&path).unwrap().len(), 0);
    assert!(Archive::open(&path).unwrap().check().unwrap().is_empty());
}

#[test]
fn nothing_is_created_unless_asked_for() {
    let folder = folder();
    let path = folder.path().join("news.db");
    assert!(matches!(Archive::status(&path), Err(Error::NotFound { .. })));
    let closed = Options::new().create(false);
    assert!(matches!(Archive::open_with(&path, &closed), Err(Error::NotFound { .. })));
    assert!(!path.exists());
    let lost = Archive::open(folder.path().join("missing/news.db")).unwrap_err();
    assert!(
        matches!(&lost, Error::Io { source, .. } if source.kind() == std::io::ErrorKind::NotFound),
        "{lost}"
    );
}

#[test]
fn paths_that_name_no_file() {
    let folder = folder();
    for path in ["", ":memory:", "file:news.db", "file:/news.db?mode=memory", "news\0.db", ".."] {
        let error = Archive::open(path).unwrap_err();
        assert!(matches!(error, Error::InvalidPath { .. }), "{path:?}: {error}");
    }
    let error = Archive::open(folder.path()).unwrap_err();
    assert!(matches!(error, Error::InvalidPath { reason: "a folder", .. }), "{error}");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_without_waiting_for_it() {
    let folder = folder();
    let path = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    for error in [Archive::open(&path).unwrap_err(), Archive::open("/dev/null").unwrap_err()] {
        assert!(
            matches!(error, Error::InvalidPath { reason, .. } if reason.starts_with("a pipe")),
            "{error}"
        );
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_to_the_file() {
    let folder = folder();
    let path = archive(folder.path());
    let link = folder.path().join("link.db");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let opened = Archive::open(&link).unwrap();
    assert_eq!(opened.path(), Some(path.canonicalize().unwrap().as_path()));
    assert!(folder.path().join("news.db-wal").exists(), "the log is beside the file, not beside the link");
    let dangling = folder.path().join("dangling.db");
    std::os::unix::fs::symlink(folder.path().join("nowhere.db"), &dangling).unwrap();
    assert!(matches!(Archive::open(&dangling), Err(Error::InvalidPath { .. })));
}

#[test]
fn not_a_database() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let long = "WASHINGTON, April 29. A letter, not a table. ".repeat(400);
    for text in ["x", "SQLite format 2", long.as_str()] {
        fs::write(&path, text).unwrap();
        let error = refused(&path);
        assert!(matches!(error, Error::NotADatabase { .. }), "{error}");
    }
}

#[test]
fn the_database_of_another_program() {
    let folder = folder();
    let table = "CREATE TABLE bookmark (url TEXT)";
    for (name, sql) in [
        ("plain.db", table.to_owned()),
        ("versioned.db", format!("{table}; PRAGMA user_version = 1")),
        ("marked.db", format!("{table}; PRAGMA application_id = 252006673")),
        ("log.db", format!("PRAGMA journal_mode = wal; {table}")),
        ("empty-but-marked.db", "PRAGMA application_id = 252006673".to_owned()),
        ("empty-but-versioned.db", "PRAGMA user_version = 7".to_owned()),
    ] {
        let path = folder.path().join(name);
        rewrite(&path, |conn| conn.execute_batch(&sql).unwrap());
        let error = refused(&path);
        assert!(matches!(error, Error::NotAnArchive { .. }), "{name}: {error}");
    }
}

#[test]
fn the_database_of_another_program_while_it_is_open() {
    let folder = folder();
    let path = folder.path().join("other.db");
    let conn = connect(&path);
    conn.execute_batch("PRAGMA journal_mode = wal; CREATE TABLE bookmark (url TEXT)").unwrap();
    let log = folder.path().join("other.db-wal");
    let before = digest(&log);
    assert!(matches!(refused(&path), Error::NotAnArchive { .. }));
    assert_eq!(digest(&log), before);
}

#[test]
fn a_newer_archive() {
    let folder = folder();
    let path = archive(folder.path());
    let latest = Archive::status(&path).unwrap().latest;
    rewrite(&path, |conn| conn.pragma_update(None, "user_version", latest + 1).unwrap());
    let error = refused(&path);
    assert!(
        matches!(error, Error::TooNew { found, latest: l } if (found, l) == (latest + 1, latest)),
        "{error}"
    );
}

/// The newer version is still in the log, the older one in the file.
#[test]
fn a_newer_archive_that_another_program_has_open() {
    let folder = folder();
    let path = archive(folder.path());
    let conn = connect(&path);
    conn.pragma_update(None, "user_version", 99).unwrap();
    let log = digest(&folder.path().join("news.db-wal"));
    assert!(matches!(refused(&path), Error::TooNew { found: 99, .. }));
    assert_eq!(digest(&folder.path().join("news.db-wal")), log);
}

#[test]
fn a_file_cut_short() {
    let folder = folder();
    let path = archive(folder.path());
    let whole = fs::read(&path).unwrap();
    assert_eq!(whole.len() % 4096, 0);
    let half = whole.len() / 4096 / 2 * 4096;
    for length in [half, half + 1, whole.len() - 1, whole.len() - 4096, 4096, 600] {
        fs::write(&path, &whole[..length]).unwrap();
        let error = refused(&path);
        assert!(matches!(error, Error::Truncated { .. }), "{length} bytes: {error}");
    }
    let longer = [whole.as_slice(), b"stray"].concat();
    fs::write(&path, longer).unwrap();
    assert!(matches!(refused(&path), Error::Truncated { .. }));
    fs::write(&path, &whole).unwrap();
    Archive::open(&path).unwrap();
}

#[test]
fn a_damaged_history() {
    let folder = folder();
    for (name, sql) in [
        ("no date", "UPDATE refinery_schema_history SET applied_on = 'yesterday'"),
        ("another text", "UPDATE refinery_schema_history SET checksum = '1' WHERE version = 1"),
        ("another name", "UPDATE refinery_schema_history SET name = 'bookmarks' WHERE version = 1"),
        ("another version", "UPDATE refinery_schema_history SET version = version + 40"),
        ("no rows", "DELETE FROM refinery_schema_history"),
        ("no table", "DROP TABLE refinery_schema_history"),
        (
            "a row too many",
            "INSERT INTO refinery_schema_history VALUES (99, 'later', '2026-01-01T00:00:00Z', '1')",
        ),
        ("a negative version", "UPDATE refinery_schema_history SET version = -version"),
        (
            "another table",
            "DROP TABLE refinery_schema_history; CREATE TABLE refinery_schema_history (version TEXT)",
        ),
        (
            "nulls and blobs",
            "DROP TABLE refinery_schema_history;
             CREATE TABLE refinery_schema_history (version, name, applied_on, checksum);
             INSERT INTO refinery_schema_history VALUES (1, NULL, x'00ff', 3.5)",
        ),
    ] {
        let path = folder.path().join(format!("{name}.db"));
        Archive::open(&path).unwrap();
        rewrite(&path, |conn| conn.execute_batch(sql).unwrap());
        let error = refused(&path);
        assert!(matches!(error, Error::DamagedHistory(_)), "{name}: {error}");
    }
}

#[test]
fn a_schema_that_was_tampered_with() {
    let folder = folder();
    let trigger = |path: &Path| -> String {
        rewrite(path, |conn| {
            let sql = "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'article_text'";
            conn.query_row(sql, [], |row| row.get(0)).unwrap()
        })
    };
    let name = trigger(&archive(folder.path()));
    for (sql, difference) in [
        (format!("DROP TRIGGER {name}"), format!("trigger {name} is missing")),
        (
            format!("DROP TRIGGER {name}; CREATE TRIGGER {name} DELETE ON article_text BEGIN SELECT 1; END"),
            format!("trigger {name} was changed"),
        ),
        ("CREATE INDEX by_uri ON article (uri)".to_owned(), "index by_uri is not the archive's".to_owned()),
        (
            "CREATE TRIGGER ext_spy DELETE ON article_text BEGIN SELECT 1; END".to_owned(),
            "trigger ext_spy is not the archive's".to_owned(),
        ),
    ] {
        let path = archive(folder.path());
        rewrite(&path, |conn| conn.execute_batch(&sql).unwrap());
        match refused(&path) {
            Error::ForeignSchema { difference: found, .. } => assert_eq!(found, difference),
            other => panic!("{sql}: {other}"),
        }
        fs::remove_file(&path).unwrap();
    }
}

/// Names of SQLite's own and of FTS5's tables hide nothing else that bears them.
#[test]
fn a_schema_that_hides_behind_names_of_sqlite() {
    let hide = |kind: &str, sql: &str| {
        format!(
            "{sql};
             PRAGMA writable_schema = on;
             UPDATE sqlite_schema SET sql = replace(sql, 'spy', 'sqlite_spy'), name = 'sqlite_spy',
                    tbl_name = replace(tbl_name, 'spy', 'sqlite_spy')
             WHERE name = 'spy' AND type = '{kind}'"
        )
    };
    let erase = "AFTER INSERT ON article BEGIN DELETE FROM article WHERE id < new.id; END";
    for (sql, difference) in [
        (hide("trigger", &format!("CREATE TRIGGER spy {erase}")), "trigger sqlite_spy is not the archive's"),
        (hide("table", "CREATE TABLE spy (url TEXT)"), "table sqlite_spy is not the archive's"),
        (hide("view", "CREATE VIEW spy AS SELECT 1 AS one"), "view sqlite_spy is not the archive's"),
        (hide("index", "CREATE INDEX spy ON article (uri)"), "index sqlite_spy is not the archive's"),
        (format!("CREATE TRIGGER article_fts_data {erase}"), "trigger article_fts_data is not the archive's"),
    ] {
        let folder = folder();
        let path = archive(folder.path());
        rewrite(&path, |conn| conn.execute_batch(&sql).unwrap());
        match refused(&path) {
            Error::ForeignSchema { difference: found, .. } => assert_eq!(found, difference),
            other => panic!("{sql}: {other}"),
        }
    }
}

#[test]
fn tables_of_the_host_are_its_own() {
    let folder = folder();
    let path = archive(folder.path());
    rewrite(&path, |conn| {
        conn.execute_batch(
            "CREATE TABLE ext_score (uri TEXT PRIMARY KEY, score REAL);
             CREATE INDEX score_by_value ON ext_score (score);
             CREATE VIRTUAL TABLE ext_search USING fts5 (note);
             ANALYZE",
        )
        .unwrap();
    });
    assert!(Archive::open(&path).unwrap().check().unwrap().is_empty());
}

/// A rollback journal that must be played back before the database may be read.
fn assert_hot_journal(path: &Path) {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let error = conn.pragma_query_value(None, "user_version", |_| Ok(())).unwrap_err();
    assert_eq!(error.sqlite_error().unwrap().extended_code, ffi::SQLITE_READONLY_ROLLBACK, "{error}");
}

/// The file that is left when a program dies while it writes the very first page of a new archive.
#[test]
fn an_unfinished_first_page_is_rolled_back() {
    let folder = folder();
    let made = folder.path().join("made.db");
    let conn = connect(&made);
    conn.execute_batch("PRAGMA user_version = 1; PRAGMA user_version = 0; BEGIN; PRAGMA user_version = 5")
        .unwrap();
    let mut page = fs::read(&made).unwrap();
    let mut journal = fs::read(folder.path().join("made.db-journal")).unwrap();
    drop(conn);
    // The journal is synced when its header has the magic number, with all of the file as its
    // records; then the page is written, here with the version of the unfinished transaction.
    journal[..12].copy_from_slice(&[0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7, 0xff, 0xff, 0xff, 0xff]);
    page[60..64].copy_from_slice(&5_u32.to_be_bytes());

    let path = folder.path().join("news.db");
    fs::write(&path, page).unwrap();
    fs::write(folder.path().join("news.db-journal"), journal).unwrap();
    assert_hot_journal(&path);
    assert!(Archive::open(&path).unwrap().check().unwrap().is_empty());
}

/// A backup has no write-ahead log until it is opened. The file that is left when a program dies that opens it, or that
/// writes to it otherwise.
#[test]
fn an_unfinished_transaction_in_a_backup_is_rolled_back() {
    let folder = folder();
    let original = Archive::open(folder.path().join("original.db")).unwrap();
    let made = folder.path().join("made.db");
    original.backup(&made).unwrap();
    let conn = connect(&made);
    conn.execute_batch(
        "CREATE TABLE ext_photo (bytes BLOB); INSERT INTO ext_photo VALUES (zeroblob(200000))",
    )
    .unwrap();
    conn.execute_batch("BEGIN; UPDATE ext_photo SET bytes = randomblob(200000)").unwrap();
    conn.cache_flush().unwrap();
    let left = folder.path().join("news.db");
    fs::copy(&made, &left).unwrap();
    fs::copy(folder.path().join("made.db-journal"), folder.path().join("news.db-journal")).unwrap();
    drop(conn);
    assert_hot_journal(&left);
    assert!(Archive::open(&left).unwrap().check().unwrap().is_empty());
    let empty: bool = connect(&left)
        .query_row("SELECT bytes = zeroblob(200000) FROM ext_photo", [], |row| row.get(0))
        .unwrap();
    assert!(empty);
}

/// Rolling it back is left to the program that it belongs to.
#[test]
fn an_unfinished_transaction_of_another_program() {
    let folder = folder();
    let path = folder.path().join("made.db");
    let conn = connect(&path);
    conn.execute_batch("CREATE TABLE photo (bytes BLOB); INSERT INTO photo VALUES (zeroblob(200000))")
        .unwrap();
    conn.execute_batch("BEGIN; UPDATE photo SET bytes = randomblob(200000)").unwrap();
    conn.cache_flush().unwrap();
    let left = folder.path().join("other.db");
    let journal = folder.path().join("other.db-journal");
    fs::copy(&path, &left).unwrap();
    fs::copy(folder.path().join("made.db-journal"), &journal).unwrap();
    drop(conn);
    assert_hot_journal(&left);
    let before = digest(&journal);
    assert!(matches!(refused(&left), Error::NotAnArchive { .. }));
    assert_eq!(digest(&journal), before);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let inner = folder.path().join("closed");
    fs::create_dir(&inner).unwrap();
    let path = archive(&inner);
    fs::set_permissions(&inner, fs::Permissions::from_mode(0o555)).unwrap();
    let as_root = fs::write(inner.join("probe"), "").is_ok();
    let (old, new) = (Archive::open(&path), Archive::open(inner.join("new.db")));
    fs::set_permissions(&inner, fs::Permissions::from_mode(0o755)).unwrap();
    if as_root {
        eprintln!("skipped: this user may write everywhere");
        return;
    }
    assert!(matches!(old, Err(Error::ReadOnly)), "{old:?}");
    assert!(matches!(new, Err(Error::ReadOnly)), "{new:?}");
}
