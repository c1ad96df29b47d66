//! Indexes with damage of many kinds: reading ends, and says so or answers.

use crate::dice::Dice;
use crate::edit::{damage, read_all};
use crate::shape::{Builder, Shape, TABLE};

/// `DATELINE_FUZZ_INDEX=<number>` asks for others than these.
const ROUNDS: u64 = if cfg!(debug_assertions) { 400 } else { 10_000 };
const WORDS: [&str; 6] = ["the", "iran", "oil", "rare1", "président", "nowhere"];

#[test]
fn reading_a_damaged_index_ends() {
    let shape = Shape { seed: 61, rows: 120, automerge: 0, crisismerge: 64, ..Shape::PLAIN };
    let conn = Builder::new(shape).fill().conn;
    let texts = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let all_texts = "SELECT sum(length(c0) + length(c1) + length(c2)) FROM news_content";
    let whole = texts(all_texts);
    assert!(read_all(&conn, &TABLE, &WORDS));
    let rounds = std::env::var("DATELINE_FUZZ_INDEX").map_or(ROUNDS, |rounds| rounds.parse().unwrap());
    let mut damaged = 0;
    for round in 0..rounds {
        let mut dice = Dice::of(2026, round);
        let edits: Vec<u8> = (0..8 + dice.roll(40)).map(|_| dice.roll(256) as u8).collect();
        conn.execute_batch("BEGIN").unwrap();
        damage(&conn, &edits).unwrap();
        damaged += u64::from(!read_all(&conn, &TABLE, &WORDS));
        // What isn't of the index can still be read.
        assert_eq!(texts(all_texts), whole);
        conn.execute_batch("ROLLBACK").unwrap();
    }
    assert!(damaged > rounds / 2 && damaged < rounds, "{damaged} of {rounds}");
    assert!(read_all(&conn, &TABLE, &WORDS), "all was put back");
}
