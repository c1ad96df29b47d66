//! The peer FTS5, as a program without Dateline would use it.

use rusqlite::Connection;

use super::DEPTH;
use super::ir::Document;
use super::stop_words::is_stop_word;
use crate::Outcome;
use crate::disk::index_bytes;

pub struct Fts5(Connection);

impl Fts5 {
    pub fn of(documents: &[Document], tokenizer: &str) -> Outcome<Self> {
        let conn = Connection::open_in_memory()?;
        conn.execute_batch(&format!(
            "CREATE VIRTUAL TABLE story USING fts5 (title, body, tokenize = '{tokenizer}');
             BEGIN;"
        ))?;
        for (row, document) in (0_i64..).zip(documents) {
            conn.prepare_cached("INSERT INTO story (rowid, title, body) VALUES (?1, ?2, ?3)")?.execute((
                row,
                &document.title,
                &document.body,
            ))?;
        }
        conn.execute_batch("COMMIT; INSERT INTO story (story) VALUES ('optimize')")?;
        Ok(Self(conn))
    }

    pub fn ranked(&self, words: &[String]) -> Outcome<Vec<usize>> {
        let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
        let sql = "SELECT rowid FROM story WHERE story MATCH ?1 ORDER BY rank LIMIT ?2";
        let mut statement = self.0.prepare_cached(sql)?;
        let rows = statement.query_map((words.join(" OR "), DEPTH as i64), |row| row.get::<_, i64>(0))?;
        rows.map(|row| Ok(usize::try_from(row?)?)).collect()
    }

    pub fn ranked_without_stop_words(&self, words: &[String]) -> Outcome<Vec<usize>> {
        let telling: Vec<String> = words.iter().filter(|word| !is_stop_word(word)).cloned().collect();
        self.ranked(if telling.is_empty() { words } else { &telling })
    }

    pub fn bytes(&self) -> Outcome<u64> {
        index_bytes(&self.0, "story_data")
    }
}
