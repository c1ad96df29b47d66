//! Migrations: what earlier versions wrote, and copies of an archive. (What any migration does, with an invented second
//! version, is tested inside the crate, in `src/store/tests`.)

#[path = "../common/mod.rs"]
mod common;
mod content;
mod crowded;
#[allow(dead_code)]
#[path = "../common/dice.rs"]
mod dice;
mod facts;
mod host;
mod killed;
mod older;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use common::{digest, folder};
use dateline::{Archive, Error, NewArticle};

/// Returns a copy of an archive that version 1 wrote, to be migrated.
fn version_1(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join("news.db");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name), &path).unwrap();
    path
}

/// A build that missed a new file would apply too little.
#[test]
fn the_embedded_migrations_are_those_on_disk() {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut on_disk: Vec<String> = fs::read_dir(migrations)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    on_disk.sort_by_key(|name| name[1..].split_once("__").unwrap().0.parse::<u32>().unwrap());

    let folder = folder();
    let path = folder.path().join("news.db");
    fs::write(&path, "").unwrap();
    let status = Archive::status(&path).unwrap();
    assert_eq!(status.pending, on_disk);
    assert_eq!(status.latest as usize, on_disk.len(), "versions are 1, 2, 3 …");
    assert_eq!(status.found, 0);
}

#[test]
fn the_history_says_what_was_applied() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let latest = Archive::open(&path).unwrap().schema_version();
    let (count, checksums): (u32, u32) = common::rewrite(&path, |conn| {
        let sql =
            "SELECT count(*), count(*) FILTER (WHERE length(checksum) = 64) FROM refinery_schema_history";
        conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
    });
    assert_eq!((count, checksums), (latest, latest));
}

#[test]
fn a_backup_is_an_archive() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let copy = folder.path().join("copy.db");
    let archive = Archive::open(&path).unwrap();
    archive.backup(&copy).unwrap();
    let made: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(made.iter().all(|name| !name.to_string_lossy().ends_with(".tmp")), "{made:?}");
    assert_eq!(fs::metadata(&copy).unwrap().len() % 4096, 0);
    assert!(Archive::status(&copy).unwrap().pending.is_empty());
    assert!(Archive::open(&copy).unwrap().check().unwrap().is_empty());
}

#[test]
fn a_backup_overwrites_nothing() {
    let folder = folder();
    let archive = Archive::open(folder.path().join("news.db")).unwrap();
    let copy = folder.path().join("copy.db");
    fs::write(&copy, "precious").unwrap();
    let before = digest(&copy);
    for target in [copy.as_path(), folder.path(), archive.path().unwrap()] {
        let error = archive.backup(target).unwrap_err();
        assert!(matches!(error, Error::InvalidPath { .. }), "{error}");
    }
    assert_eq!(digest(&copy), before);
    let lost = archive.backup(folder.path().join("missing/copy.db")).unwrap_err();
    assert!(matches!(lost, Error::Io { .. }), "{lost}");
}

/// SQLite would take the log that is left beside a name for that of whatever is put there.
#[test]
fn a_backup_is_not_put_beside_what_another_archive_left() {
    let folder = folder();
    let story = |name: &str| NewArticle::new(name, "The fog came.").language("en");
    let old = Archive::open(folder.path().join("old.db")).unwrap();
    old.write(|tx| tx.save(&story("Old"))).unwrap();
    let good = Archive::open(folder.path().join("good.db")).unwrap();
    good.write(|tx| tx.save_all(&[story("One"), story("Two")])).unwrap();
    for left in ["-wal", "-shm", "-journal"] {
        let log = folder.path().join(format!("news.db{left}"));
        match left {
            "-wal" => drop(fs::copy(folder.path().join("old.db-wal"), &log).unwrap()),
            _ => fs::write(&log, "").unwrap(),
        }
        let before = digest(&log);
        match good.backup(folder.path().join("news.db")) {
            Err(Error::InvalidPath { path, .. }) => assert_eq!(path.file_name(), log.file_name()),
            other => panic!("{left}: {other:?}"),
        }
        assert!(!folder.path().join("news.db").exists());
        assert_eq!(digest(&log), before);
        fs::remove_file(&log).unwrap();
    }
    good.backup(folder.path().join("news.db")).unwrap();
    let copy = Archive::open(folder.path().join("news.db")).unwrap();
    assert_eq!(copy.read(|snapshot| snapshot.article_count()).unwrap(), 2);
    assert_eq!(copy.check().unwrap(), []);
}

#[cfg(unix)]
#[test]
fn a_backup_is_as_private_as_the_archive() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let path = folder.path().join("news.db");
    let archive = Archive::open(&path).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    let copy = folder.path().join("copy.db");
    archive.backup(&copy).unwrap();
    assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
}
