//! The schema that the migrations make, pinned and linted.
//!
//! After a change to `migrations/`, rewrite `tests/golden/schema.sql` and `src/store/migration/schema.sha256` with
//! `UPDATE_GOLDEN=1 cargo test --all-features --lib --test schema`, and read the difference.

mod common;

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::Archive;
use rusqlite::Connection;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A new archive, through another program's eyes.
fn with_archive<T>(f: impl FnOnce(&Connection) -> T) -> T {
    let folder = common::folder();
    let path = folder.path().join("news.db");
    Archive::open(&path).unwrap();
    common::rewrite(&path, f)
}

fn texts(conn: &Connection, sql: &str) -> Vec<String> {
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

/// Every statement that made the schema: tables first, then what hangs on them.
fn schema(conn: &Connection) -> String {
    let statements = texts(
        conn,
        "SELECT sql FROM sqlite_schema
         WHERE sql IS NOT NULL
           AND name NOT GLOB 'sqlite_*'
           AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
         ORDER BY type <> 'table', type, name",
    );
    let mut schema = String::new();
    for statement in statements {
        write!(schema, "{};\n\n", statement.trim_end()).unwrap();
    }
    schema
}

#[test]
fn the_schema_is_the_golden_one() {
    let golden = root().join("tests/golden/schema.sql");
    let schema = with_archive(schema);
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(golden.parent().unwrap()).unwrap();
        fs::write(&golden, &schema).unwrap();
    }
    let expected = fs::read_to_string(&golden).unwrap();
    assert!(expected == schema, "the schema differs from tests/golden/schema.sql:\n{schema}");
}

/// Without one, deleting a row reads the whole of each table that may refer to it.
#[test]
fn every_foreign_key_has_an_index() {
    with_archive(|conn| {
        for table in
            texts(conn, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
        {
            let keys = format!(
                "SELECT group_concat(\"from\" || ' = ?', ' AND ' ORDER BY seq)
                 FROM pragma_foreign_key_list('{table}') GROUP BY id"
            );
            for key in texts(conn, &keys) {
                let plan = plan(conn, &format!("SELECT 1 FROM {table} WHERE {key}"));
                assert!(plan.starts_with("SEARCH"), "{table}, {key}: {plan}");
            }
        }
    });
}

fn plan(conn: &Connection, sql: &str) -> String {
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let mut rows = statement.raw_query();
    rows.next().unwrap().unwrap().get("detail").unwrap()
}

#[test]
fn every_table_is_strict() {
    let lax = "SELECT name FROM pragma_table_list
               WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT GLOB 'sqlite_*'";
    assert_eq!(with_archive(|conn| texts(conn, lax)), [""; 0]);
}

#[test]
fn migrations_leave_transactions_settings_and_the_clock_alone() {
    for (path, text) in files(&root().join("migrations"), "sql") {
        let sql: Vec<&str> = text.lines().map(|line| line.split("--").next().unwrap()).collect();
        let sql = sql.join("\n").to_uppercase();
        let words: Vec<&str> = sql
            .split(|c: char| !c.is_alphanumeric() && !"_;".contains(c))
            .filter(|w| !w.is_empty())
            .collect();
        for word in &words {
            let word = word.trim_matches(';');
            let banned =
                ["PRAGMA", "VACUUM", "COMMIT", "ROLLBACK", "SAVEPOINT", "ATTACH", "DETACH", "SELECT;"];
            assert!(!banned.contains(&word) && !word.starts_with("CURRENT_"), "{}: {word}", path.display());
        }
        // In a trigger, BEGIN is followed by a statement.
        for pair in words.windows(2) {
            let begins = pair[0] == "BEGIN"
                && ["TRANSACTION", "IMMEDIATE", "DEFERRED", "EXCLUSIVE"].contains(&pair[1]);
            assert!(!begins && pair[0] != "BEGIN;", "{}: {pair:?}", path.display());
        }
        assert!(text.starts_with("--"), "{} doesn't say why", path.display());
        assert!(!text.contains('\r'), "{} has line endings of another system", path.display());
    }
}

/// The same saves at the same times make the same archive, on a replica too.
#[test]
fn statements_do_not_depend_on_chance_or_the_clock() {
    let sources = files(&root().join("src"), "rs");
    assert!(sources.len() > 10);
    for (path, text) in sources {
        for banned in
            ["CURRENT_", "last_insert_rowid", "changes()", "random()", "OR REPLACE", "datetime('now"]
        {
            assert!(!text.contains(banned), "{}: {banned}", path.display());
        }
    }
}

fn files(folder: &Path, extension: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push((path.clone(), fs::read_to_string(&path).unwrap()));
        }
    }
    found
}
