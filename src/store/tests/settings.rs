use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, StatementStatus};

use super::super::{Durability, Options, connection};

fn number(conn: &Connection, pragma: &str) -> i64 {
    conn.pragma_query_value(None, pragma, |row| row.get(0)).unwrap()
}

fn assert_prepared(conn: &Connection) {
    for (pragma, value) in [
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("cell_size_check", 1),
        ("busy_timeout", 5000),
        ("cache_size", -16384),
        ("journal_size_limit", 8 << 20),
    ] {
        assert_eq!(number(conn, pragma), value, "{pragma}");
    }
    assert!(conn.db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG).unwrap());
    assert_hardened(conn);
}

fn assert_hardened(conn: &Connection) {
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    ] {
        assert_eq!(conn.db_config(setting).unwrap(), on, "{setting:?}");
    }
}

fn writer(path: &Path, options: &Options) -> Connection {
    connection::open_writer(path, options).unwrap()
}

#[test]
fn every_connection_has_its_settings() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    let conn = writer(&path, &Options::new());
    connection::log_ahead(&conn, &path, Options::new().busy_timeout).unwrap();
    assert_prepared(&conn);
    assert_eq!(number(&conn, "synchronous"), 1);
    assert_eq!(number(&conn, "mmap_size"), 0);
    let full = writer(&path, &Options::new().durability(Durability::Full));
    assert_eq!(number(&full, "synchronous"), 2);

    let reader = connection::open_reader(&path, &Options::new()).unwrap();
    assert_prepared(&reader);
    assert_eq!(number(&reader, "query_only"), 1);
    assert!(reader.execute("CREATE TABLE story (id INTEGER)", []).is_err());

    let looker = connection::open_readonly(&path, Options::new().busy_timeout).unwrap();
    assert_hardened(&looker);
    assert!(looker.execute("CREATE TABLE story (id INTEGER)", []).is_err());

    assert_prepared(&connection::in_memory().unwrap());
}

#[test]
fn a_statement_is_prepared_once() {
    let conn = connection::in_memory().unwrap();
    conn.execute_batch("CREATE TABLE page (segment INTEGER, term TEXT, PRIMARY KEY (segment, term))")
        .unwrap();
    for segment in 1..5 {
        let sql = "SELECT term FROM page WHERE segment = ?1 AND term <= ?2 ORDER BY term DESC LIMIT 1";
        let mut statement = conn.prepare_cached(sql).unwrap();
        assert!(!statement.exists((segment, "a")).unwrap());
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
    }
}

#[test]
fn the_linked_sqlite_is_new_enough() {
    connection::require_sqlite().unwrap();
    assert!(rusqlite::version_number() >= 3_053_002);
}
