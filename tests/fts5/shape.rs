//! Indexes of many shapes, by what may have happened to them.

use rusqlite::{Connection, params};

use crate::dice::Dice;
use crate::fts5::{Table, table};

pub static TABLE: Table = table!("news", 3);

/// Some words come in nearly every row, and several times; others hardly ever.
const WORDS: [&str; 12] =
    ["iran", "oil", "the", "prices", "oily", "ir", "président", "o", "東京", "oilrig", "a", "ölpreis"];

/// The way in which an index is made.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    pub seed: u64,
    pub page_size: u32,
    pub rows: usize,
    /// Number of segments of a level that FTS5 merges by itself.
    pub automerge: u32,
    pub crisismerge: u32,
    pub secure_delete: bool,
    /// Sizes of prefix indexes.
    pub prefix: &'static str,
    /// Number of pages to merge after some of the changes; begun anew if it is negative.
    pub merge: i32,
}

impl Shape {
    pub const PLAIN: Self = Self {
        seed: 1,
        page_size: 64,
        rows: 150,
        automerge: 4,
        crisismerge: 16,
        secure_delete: false,
        prefix: "",
        merge: 0,
    };
}

pub struct Builder {
    pub conn: Connection,
    dice: Dice,
    shape: Shape,
    rowids: Vec<i64>,
}

impl Builder {
    pub fn new(shape: Shape) -> Self {
        let conn = Connection::open_in_memory().unwrap();
        let sql =
            format!("CREATE VIRTUAL TABLE news USING fts5 (head, body, note, prefix = '{}')", shape.prefix);
        conn.execute_batch(&sql).unwrap();
        let set = "INSERT INTO news (news, rank) VALUES (?1, ?2)";
        for (option, value) in [
            ("pgsz", shape.page_size),
            ("automerge", shape.automerge),
            ("crisismerge", shape.crisismerge),
            ("secure-delete", shape.secure_delete.into()),
        ] {
            conn.execute(set, (option, value)).unwrap();
        }
        Self { conn, dice: Dice::of(shape.seed, 0), shape, rowids: Vec::new() }
    }

    /// Fills the index in many transactions, in which rows are added, changed and removed.
    pub fn fill(mut self) -> Self {
        while self.rowids.len() < self.shape.rows {
            self.conn.execute_batch("BEGIN").unwrap();
            for _ in 0..1 + self.dice.roll(6) {
                self.change();
            }
            self.conn.execute_batch("COMMIT").unwrap();
            if self.shape.merge != 0 && self.dice.one_in(3) {
                self.merge(self.shape.merge);
            }
        }
        self
    }

    pub fn merge(&self, pages: i32) {
        self.conn.execute("INSERT INTO news (news, rank) VALUES ('merge', ?1)", [pages]).unwrap();
    }

    pub fn optimize(&self) {
        self.conn.execute_batch("INSERT INTO news (news) VALUES ('optimize')").unwrap();
    }

    fn change(&mut self) {
        let old = self.rowids.get(self.dice.roll(self.rowids.len() + 1)).copied();
        match (self.dice.roll(8), old) {
            (0, Some(old)) => {
                self.conn.execute("DELETE FROM news WHERE rowid = ?1", [old]).unwrap();
            }
            (1, Some(old)) => {
                let row = params![old, self.text(), self.text(), self.text()];
                let sql = "UPDATE news SET head = ?2, body = ?3, note = ?4 WHERE rowid = ?1";
                self.conn.execute(sql, row).unwrap();
            }
            _ => self.add(),
        }
    }

    fn add(&mut self) {
        let next = self.rowids.iter().max().map_or(-70, |last| last + 1 + self.dice.roll(300) as i64);
        // Now and then an earlier one, and one at the ends of all numbers.
        let rowid = match self.dice.roll(40) {
            0 => next - 1000,
            1 => i64::MIN + self.dice.roll(9) as i64,
            _ => next,
        };
        let row = params![rowid, self.text(), self.text(), self.text()];
        let sql = "INSERT OR IGNORE INTO news (rowid, head, body, note) VALUES (?1, ?2, ?3, ?4)";
        self.conn.execute(sql, row).unwrap();
        self.rowids.push(rowid);
    }

    fn text(&mut self) -> String {
        let dice = &mut self.dice;
        let words = (0..dice.roll(25)).map(|_| WORDS[dice.skewed(WORDS.len())].to_owned());
        let mut words: Vec<_> = words.collect();
        if dice.one_in(4) {
            words.push(format!("rare{}", dice.roll(60)));
        }
        if dice.one_in(50) {
            // Cut by FTS5 at 32,768 bytes, which is in the middle of a letter.
            words.push("東".repeat(11_000));
        }
        if dice.one_in(40) {
            // The positions of one word in one row fill pages.
            words.push("iran ".repeat(dice.roll(700)));
        }
        words.join(" ")
    }
}
