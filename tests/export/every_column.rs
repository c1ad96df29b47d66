//! No table and no column is forgotten: an archive in which each has a value comes back row by row.

use std::collections::BTreeMap;
use std::path::Path;

use dateline::Archive;
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::{common, exported, full, nameless};

/// Columns that nothing fills yet and that follow from others: they may be empty in an archive that is full.
const UNFILLED_AND_DERIVED: [&str; 1] = ["article.document_hash"];
/// Tables that keep the record of migrations and statistics of SQLite.
const OF_OTHERS: [&str; 3] = ["refinery_schema_history", "sqlite_stat1", "sqlite_stat4"];

fn texts(conn: &Connection, sql: &str) -> Vec<String> {
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

fn tables(conn: &Connection) -> Vec<String> {
    let sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name";
    texts(conn, sql)
        .into_iter()
        .filter(|name| name != "sqlite_schema" && !OF_OTHERS.contains(&&**name))
        .collect()
}

/// All rows of all tables, but for the name of the archive.
fn content(path: &Path) -> BTreeMap<String, Vec<Vec<Value>>> {
    let conn = common::connect(path);
    let rows = |table: &String| {
        let condition = if table == "meta" { "WHERE key <> 'archive_id'" } else { "" };
        let mut statement =
            conn.prepare(&format!("SELECT * FROM {table} {condition} ORDER BY 1, 2")).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| (0..columns).map(|place| row.get(place)).collect()).unwrap();
        rows.collect::<rusqlite::Result<Vec<Vec<Value>>>>().unwrap()
    };
    tables(&conn).into_iter().map(|table| (table.clone(), rows(&table))).collect()
}

/// The columns that have nothing but what they have unless it is said.
fn empty_columns(path: &Path) -> Vec<String> {
    let conn = common::connect(path);
    let mut empty = Vec::new();
    for table in tables(&conn) {
        for column in texts(&conn, &format!("SELECT name FROM pragma_table_info('{table}')")) {
            let default =
                "SELECT coalesce((SELECT dflt_value FROM pragma_table_info(?1) WHERE name = ?2), 'NULL')";
            let default: String = conn.query_row(default, [&table, &column], |row| row.get(0)).unwrap();
            let filled = format!("SELECT count(*) FROM {table} WHERE \"{column}\" IS NOT {default}");
            if conn.query_row(&filled, [], |row| row.get::<_, i64>(0)).unwrap() == 0 {
                empty.push(format!("{table}.{column}"));
            }
        }
    }
    empty
}

#[test]
fn every_column_comes_back() {
    let folder = common::folder();
    let [path, copy] = ["news.db", "copy.db"].map(|name| folder.path().join(name));
    full::make(&path);
    assert_eq!(
        empty_columns(&path),
        UNFILLED_AND_DERIVED,
        "fill them in tests/export/full.rs, so that they are compared"
    );

    let archive = Archive::open(&path).unwrap();
    assert_eq!(archive.check().unwrap(), []);
    let text = exported(&archive);
    drop(archive);
    let imported = Archive::open(&copy).unwrap();
    imported.import(&mut text.as_bytes()).unwrap();
    assert_eq!(imported.check().unwrap(), []);
    assert_eq!(nameless(&exported(&imported)), nameless(&text));
    drop(imported);

    let [mut before, mut after] = [content(&path), content(&copy)];
    for (table, rows) in &before {
        assert_eq!(Some(rows), after.get(table), "{table}");
    }
    assert_eq!(before.split_off(""), after.split_off(""));
}
