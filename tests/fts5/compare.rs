//! Everything that is read, beside what FTS5 tells.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use rusqlite::Connection;

use crate::dice::Dice;
use crate::fts5::{Direction, Index, Interrupt, Outline, Postings, check};
use crate::shape::TABLE;

/// The rows of a term, and in each the columns and numbers of tokens.
pub type Rows = BTreeMap<i64, Vec<(usize, u32)>>;

pub fn index(conn: &Connection) -> Index<'_> {
    let outline = Outline::read(conn, &TABLE).unwrap();
    Index::new(conn, &TABLE, Arc::new(outline), Interrupt::default())
}

/// Every term with its rows and positions, as FTS5 tells them.
pub fn told(conn: &Connection) -> BTreeMap<Vec<u8>, Rows> {
    conn.execute_batch("CREATE VIRTUAL TABLE temp.told USING fts5vocab (main, news, instance)").unwrap();
    let mut told = BTreeMap::<Vec<u8>, Rows>::new();
    let mut statement = conn.prepare("SELECT term, doc, col, \"offset\" FROM temp.told").unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let term = row.get_ref(0).unwrap().as_bytes().unwrap().to_vec();
        let column: String = row.get(2).unwrap();
        let column = ["head", "body", "note"].iter().position(|name| *name == column).unwrap();
        let positions = told.entry(term).or_default().entry(row.get(1).unwrap()).or_default();
        positions.push((column, row.get(3).unwrap()));
    }
    drop(rows);
    drop(statement);
    conn.execute_batch("DROP TABLE temp.told").unwrap();
    told.values_mut().flat_map(|rows| rows.values_mut()).for_each(|positions| positions.sort_unstable());
    told
}

/// Reads postings to their end, with positions by one and by column.
pub fn read(mut postings: Postings<'_>, direction: Direction) -> Vec<(i64, Vec<(usize, u32)>)> {
    let (mut rows, mut buffer) = (Vec::new(), Vec::new());
    while let Some(doc) = postings.doc() {
        let positions: Vec<(usize, u32)> = postings.positions(&mut buffer).unwrap().collect();
        let of_column =
            |same: &[(usize, u32)]| same.last().map(|(column, at)| (*column, same.len() as u32, *at));
        let expected: Vec<_> =
            positions.chunk_by(|one, next| one.0 == next.0).filter_map(of_column).collect();
        let mut by_column = Vec::new();
        let again = postings.positions(&mut buffer).unwrap();
        again.by_column(|column, count, last| by_column.push((column, count, last)));
        assert_eq!(by_column, expected);
        rows.push((direction.doc(doc), positions));
        postings.advance().unwrap();
    }
    rows
}

/// Compares all that can be asked of an index with what FTS5 tells.
pub fn compare(conn: &Connection, dice: &mut Dice) {
    check(conn, &TABLE, Interrupt::default()).unwrap();
    let told = told(conn);
    let index = index(conn);
    for (term, rows) in &told {
        let forth: Vec<_> = rows.clone().into_iter().collect();
        let back: Vec<_> = forth.iter().rev().cloned().collect();
        let name = String::from_utf8_lossy(term).chars().take(20).collect::<String>();
        assert!(read(index.postings(term, Direction::Forth).unwrap(), Direction::Forth) == forth, "{name}");
        assert!(read(index.postings(term, Direction::Back).unwrap(), Direction::Back) == back, "{name}");
        // Of longer postings, rows are estimated.
        if index.locations(term).unwrap().iter().all(|location| location.last - location.first < 2) {
            let counted = index.postings(term, Direction::Back).unwrap().row_count().unwrap();
            assert_eq!(counted, rows.len() as u64, "{name}");
        }
        seek(&index, term, rows, dice);
    }
    beginnings(&index, &told);
    assert_eq!(index.postings("nowhere", Direction::Back).unwrap().doc(), None);
}

fn seek(index: &Index<'_>, term: &[u8], rows: &Rows, dice: &mut Dice) {
    for direction in [Direction::Back, Direction::Forth] {
        let mut docs: Vec<i64> = rows.keys().map(|rowid| direction.doc(*rowid)).collect();
        docs.sort_unstable_by(|a, b| b.cmp(a));
        for stride in [1, 3, 17, 400] {
            let mut postings = index.postings(term, direction).unwrap();
            let mut at = 0;
            while let Some(doc) = docs.get(at) {
                let wanted = doc.saturating_sub(dice.roll(2) as i64);
                postings.seek(wanted).unwrap();
                let expected = docs.iter().copied().find(|doc| *doc <= wanted);
                assert_eq!(postings.doc(), expected, "{direction:?}");
                at += 1 + dice.roll(stride);
            }
        }
        count(index, term, &docs, direction, dice);
    }
}

fn count(index: &Index<'_>, term: &[u8], docs: &[i64], direction: Direction, dice: &mut Dice) {
    let mut postings = index.postings(term, direction).unwrap();
    let mut behind = 0;
    while behind < docs.len() {
        let through = docs[(behind + dice.roll(30)).min(docs.len() - 1)];
        let expected = docs[behind..].iter().filter(|doc| **doc >= through).count();
        assert_eq!(postings.count_through(through).unwrap(), expected as u64);
        behind += expected;
        assert_eq!(postings.doc(), docs.get(behind).copied());
    }
}

fn beginnings(index: &Index<'_>, told: &BTreeMap<Vec<u8>, Rows>) {
    for beginning in ["", "o", "oil", "東", "x"] {
        let expected: Vec<_> =
            told.iter().filter(|(term, _)| term.starts_with(beginning.as_bytes())).collect();
        let found = index.postings_of_beginning(beginning, Direction::Back).unwrap();
        let found: Vec<_> = found.into_iter().filter(|(_, postings)| postings.doc().is_some()).collect();
        assert!(found.iter().map(|(term, _)| term).eq(expected.iter().map(|(term, _)| *term)));
        for ((_, postings), (_, rows)) in found.into_iter().zip(&expected) {
            let back: Vec<_> = (*rows).clone().into_iter().rev().collect();
            assert!(read(postings, Direction::Back) == back);
        }
        let mut terms = Vec::new();
        index
            .each_term(beginning, |term, _| {
                terms.push(term.to_vec());
                ControlFlow::Continue(())
            })
            .unwrap();
        assert!(expected.iter().all(|(term, _)| terms.contains(term)));
        assert_eq!(index.has_beginning(beginning).unwrap(), !terms.is_empty());
    }
}
