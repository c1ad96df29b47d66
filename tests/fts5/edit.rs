//! Damages an index where its structure is, and reads all of it.
//!
//! The edits are taken from bytes: a test takes them from dice, `fuzz/fuzz_targets/index.rs` from a fuzzer.

use std::ops::ControlFlow;
use std::sync::Arc;

use rusqlite::{Connection, params};

use crate::encode;
use crate::fts5::format::varint;
use crate::fts5::{Direction, Error, Index, Interrupt, Interruptible, Outline, Postings, Stop, Table, check};

/// The bytes that say what to do; behind their end, zeros.
struct Input<'a>(&'a [u8]);

impl Input<'_> {
    fn byte(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        *first
    }

    /// A number, more often a small one or one at the edge of something.
    fn number(&mut self) -> u64 {
        let (kind, byte) = (self.byte(), u64::from(self.byte()));
        match kind % 8 {
            0..3 => byte,
            3 => byte << 8 | u64::from(self.byte()),
            4 => 1 << (byte % 64),
            5 => u64::MAX >> (byte % 64),
            6 => u64::from(i32::MAX.unsigned_abs()) + byte,
            _ => u64::MAX - byte,
        }
    }

    fn below(&mut self, end: usize) -> usize {
        (usize::from(self.byte()) << 8 | usize::from(self.byte())) % end.max(1)
    }
}

/// Damages the index of the table `news` as these bytes say.
pub fn damage(conn: &Connection, bytes: &[u8]) -> rusqlite::Result<()> {
    let mut input = Input(bytes);
    let mut ids = conn.prepare("SELECT id FROM news_data ORDER BY id")?;
    let ids: Vec<i64> = ids.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    while !input.0.is_empty() {
        let id = ids[input.below(ids.len())];
        match input.byte() % 12 {
            0 => drop(conn.execute("DELETE FROM news_data WHERE id = ?1", [id])?),
            1 => {
                let other = ids[input.below(ids.len())];
                let sql =
                    "UPDATE news_data SET block = (SELECT block FROM news_data WHERE id = ?2) WHERE id = ?1";
                conn.execute(sql, [id, other])?;
            }
            2 => write(conn, 10, &structure(&mut input))?,
            3 | 4 => list(conn, &mut input)?,
            5 => {
                let size = input.number().to_be_bytes();
                conn.execute("UPDATE news_docsize SET sz = ?2 WHERE id = ?1", params![id, &size[4..]])?;
            }
            _ => {
                if let Some(mut block) = block(conn, id)? {
                    edit(&mut block, &mut input);
                    write(conn, id, &block)?;
                }
            }
        }
    }
    Ok(())
}

fn block(conn: &Connection, id: i64) -> rusqlite::Result<Option<Vec<u8>>> {
    let mut block = conn.prepare_cached("SELECT block FROM news_data WHERE id = ?1")?;
    block.query_map([id], |row| row.get(0))?.next().transpose()
}

fn write(conn: &Connection, id: i64, block: &[u8]) -> rusqlite::Result<()> {
    conn.execute("UPDATE news_data SET block = ?2 WHERE id = ?1", params![id, block])?;
    Ok(())
}

/// A structure record that can be read, of segments that may be there.
fn structure(input: &mut Input<'_>) -> Vec<u8> {
    let mut level = |_| {
        let segment = |_| {
            let (id, first) = (u16::from(input.byte() % 6), u32::from(input.byte() % 8));
            let more = u32::from(input.byte() % 64);
            (id, first, if first == 0 { 0 } else { first + more })
        };
        (0..2).map(segment).collect()
    };
    encode::structure(&(0..2).map(&mut level).collect::<Vec<_>>())
}

/// Changes the list of pages.
fn list(conn: &Connection, input: &mut Input<'_>) -> rusqlite::Result<()> {
    let sql = match input.byte() % 3 {
        0 => {
            "DELETE FROM news_idx WHERE (segid, term) = (SELECT segid, term FROM news_idx LIMIT 1 OFFSET ?1) AND ?2"
        }
        1 => {
            "UPDATE news_idx SET pgno = ?2
             WHERE (segid, term) = (SELECT segid, term FROM news_idx LIMIT 1 OFFSET ?1)"
        }
        _ => {
            "UPDATE OR IGNORE news_idx SET term = CAST('0' || char(97 + abs(?2) % 26) AS BLOB)
             WHERE (segid, term) = (SELECT segid, term FROM news_idx LIMIT 1 OFFSET ?1)"
        }
    };
    conn.execute(sql, params![input.byte(), input.number() as i64 >> 1])?;
    Ok(())
}

/// Changes a block at a number, a header or any byte.
fn edit(block: &mut Vec<u8>, input: &mut Input<'_>) {
    let at = input.below(block.len() + 1);
    let mut behind = at;
    let has_number = varint::read(block, &mut behind).is_some();
    let mut number = Vec::new();
    match input.byte() % 6 {
        // A number in place of one.
        0 | 1 if has_number => {
            encode::varint(input.number(), &mut number);
            block.splice(at..behind, number).for_each(drop);
        }
        2 => {
            encode::varint(input.number(), &mut number);
            block.splice(at..at, number).for_each(drop);
        }
        3 => block.truncate(at),
        4 if block.len() >= 4 => {
            let field = usize::from(input.byte() % 2) * 2;
            let value = input.below(block.len() + 4) as u16;
            block[field..field + 2].copy_from_slice(&value.to_be_bytes());
        }
        _ => block.iter_mut().skip(at).take(1).for_each(|byte| *byte = input.byte()),
    }
}

/// Reads all there is of an index: each term both ways, with jumps and positions, and what a check reads.
/// Returns true if nothing was damaged as far as that shows; panics at any other error than damage.
pub fn read_all(conn: &Connection, table: &'static Table, words: &[&str]) -> bool {
    let outline = match Outline::read(conn, table) {
        Ok(outline) => Arc::new(outline),
        Err(stop) => return is_sound::<()>(Err(stop)),
    };
    let index = Index::new(conn, table, outline, Interrupt::default());
    let mut sound = true;
    for direction in [Direction::Back, Direction::Forth] {
        for word in words {
            sound &= is_sound(index.postings(word, direction).and_then(|postings| read(postings, direction)));
            sound &= is_sound(index.postings(word, direction).and_then(|postings| jump(postings, direction)));
            let begun = index.postings_of_beginning(word, direction);
            sound &=
                is_sound(begun.and_then(|all| all.into_iter().try_for_each(|(_, one)| read(one, direction))));
        }
    }
    sound &= is_sound(index.each_term("", |_, location| {
        let _ = location.head_positions().map(Iterator::count);
        ControlFlow::Continue(())
    }));
    sound &= is_sound(index.each_frequent_term("", |_, _| ControlFlow::Continue(())));
    // FTS5 reads along here, and may call it by another word.
    sound & check(conn, table, Interrupt::default()).is_ok()
}

fn read(mut postings: Postings<'_>, direction: Direction) -> Interruptible<()> {
    postings.row_count()?;
    let mut buffer = Vec::new();
    while let Some(doc) = postings.doc() {
        let _ = direction.doc(doc);
        postings.positions(&mut buffer)?.count();
        postings.positions(&mut buffer)?.by_column(|_, _, _| ());
        let _ = postings.frequency_bound();
        postings.advance()?;
    }
    Ok(())
}

fn jump(mut postings: Postings<'_>, direction: Direction) -> Interruptible<()> {
    for stride in [1, 5, 90, 3000] {
        let Some(doc) = postings.doc() else { break };
        postings.seek(doc.saturating_sub(stride))?;
    }
    let end = direction.doc(if direction == Direction::Back { i64::MIN } else { i64::MAX });
    postings.count_through(end.max(i64::MIN + 1))?;
    Ok(())
}

fn is_sound<T>(outcome: Interruptible<T>) -> bool {
    match outcome {
        Ok(_) => true,
        Err(Stop::Failed(error)) if matches!(*error, Error::Damaged(_) | Error::Unsupported(_)) => false,
        Err(stop) => panic!("{stop:?}"),
    }
}
