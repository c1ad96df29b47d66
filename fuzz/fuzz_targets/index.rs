//! The index of an FTS5 table, damaged where its structure is: reading it ends, and its texts stay readable.
//!
//! The input says what to change, as `tests/fts5/edit.rs` reads it.
#![no_main]
#![allow(dead_code, unused_imports, reason = "the reader is compiled here whole, and not all of it is asked for")]

#[path = "../../tests/common/dice.rs"]
mod dice;
#[path = "../../tests/fts5/edit.rs"]
mod edit;
#[path = "../../tests/fts5/encode.rs"]
mod encode;
#[path = "../../src/fts5/mod.rs"]
mod fts5;
#[path = "../../tests/fts5/shape.rs"]
mod shape;

use libfuzzer_sys::fuzz_target;
use rusqlite::Connection;
use shape::{Builder, Shape, TABLE};

thread_local! {
    static WHOLE: Connection =
        Builder::new(Shape { rows: 120, automerge: 0, crisismerge: 64, merge: 2, ..Shape::PLAIN }).fill().conn;
}

fuzz_target!(|changes: &[u8]| {
    WHOLE.with(|conn| {
        conn.execute_batch("BEGIN").unwrap();
        edit::damage(conn, changes).unwrap();
        edit::read_all(conn, &TABLE, &["the", "iran", "oil", "rare1"]);
        let texts = "SELECT sum(length(c0) + length(c1) + length(c2)) FROM news_content";
        conn.query_row(texts, [], |row| row.get::<_, i64>(0)).unwrap();
        conn.execute_batch("ROLLBACK").unwrap();
    });
});
