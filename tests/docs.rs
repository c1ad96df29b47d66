//! The documentation names what there is, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

type Tables = BTreeMap<String, BTreeSet<String>>;

const MIGRATION: &str = include_str!("../migrations/V1__archive.sql");
const SCHEMA: &str = include_str!("../docs/schema.md");

#[test]
fn every_table_and_column_is_described_and_no_other() {
    let described = described();
    let stored = stored();
    assert!(stored.len() > 20 && stored["article"].contains("uri"), "{stored:?}");
    for (table, columns) in &stored {
        assert_eq!(described.get(table), Some(columns), "columns of {table}");
    }
    let names = |tables: &Tables| tables.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&described), names(&stored));
}

#[test]
fn the_diagram_draws_every_table() {
    let diagram = SCHEMA.split("```mermaid").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let drawn: BTreeSet<&str> = diagram.split_whitespace().collect();
    for table in stored().keys() {
        assert!(drawn.contains(table.as_str()), "{table} is not in the diagram");
    }
}

/// What SQLite makes of the migration.
fn stored() -> Tables {
    let conn = rusqlite::Connection::open_in_memory().unwrap();
    conn.execute_batch(MIGRATION).unwrap();
    let sql = "SELECT t.name AS table_name, c.name AS column_name
               FROM pragma_table_list AS t, pragma_table_info(t.name) AS c
               WHERE t.schema = 'main' AND t.type IN ('table', 'virtual') AND t.name NOT LIKE 'sqlite_%'";
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get("table_name")?, row.get("column_name")?))).unwrap();
    let mut tables = Tables::new();
    for row in rows {
        let (table, column): (String, String) = row.unwrap();
        tables.entry(table).or_default().insert(column);
    }
    tables
}

/// A heading `### `name`` begins a table, a row "| `name` | …" is a column.
fn described() -> Tables {
    let mut tables = Tables::new();
    let mut table = None;
    for line in SCHEMA.lines() {
        if line.starts_with('#') {
            table = line.strip_prefix("### `").and_then(|name| name.strip_suffix('`')).map(str::to_owned);
            table.iter().for_each(|name| assert!(tables.insert(name.clone(), BTreeSet::new()).is_none()));
        } else if let (Some(table), Some(rest)) = (&table, line.strip_prefix("| `")) {
            let column = rest.split('`').next().unwrap();
            assert!(tables.get_mut(table).unwrap().insert(column.to_owned()), "{table}.{column} twice");
        }
    }
    tables
}
