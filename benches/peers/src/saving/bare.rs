//! A bare program: one table, and an index of FTS5 over its headlines and bodies.

use std::path::Path;

use dateline::NewArticle;
use rusqlite::Connection;

use crate::Outcome;
use crate::related::seconds;

const BATCH: usize = 1_000;

pub struct Program {
    conn: Connection,
}

impl Program {
    pub fn open(path: &Path) -> Outcome<Self> {
        let conn = Connection::open(path)?;
        conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")?;
        Ok(Self { conn })
    }

    pub fn create(path: &Path) -> Outcome<Self> {
        let program = Self::open(path)?;
        program.conn.execute_batch(
            "CREATE TABLE story (id INTEGER PRIMARY KEY, published INTEGER, headline TEXT, body TEXT);
             CREATE VIRTUAL TABLE story_fts USING fts5 (
                 headline, body, content = 'story', content_rowid = 'id', tokenize = 'porter unicode61');",
        )?;
        Ok(program)
    }

    pub fn save_all(&mut self, stories: &[NewArticle]) -> Outcome {
        for batch in stories.chunks(BATCH) {
            self.save(batch)?;
        }
        Ok(())
    }

    /// Saves stories in a transaction.
    pub fn save(&mut self, stories: &[NewArticle]) -> Outcome {
        let tx = self.conn.transaction()?;
        for story in stories {
            tx.prepare_cached("INSERT INTO story (published, headline, body) VALUES (?1, ?2, ?3)")?
                .execute((seconds(story), &story.headline, &story.body))?;
            tx.prepare_cached("INSERT INTO story_fts (rowid, headline, body) VALUES (?1, ?2, ?3)")?
                .execute((tx.last_insert_rowid(), &story.headline, &story.body))?;
        }
        Ok(tx.commit()?)
    }

    pub fn optimize(&self) -> Outcome {
        Ok(self.conn.execute_batch("INSERT INTO story_fts (story_fts) VALUES ('optimize')")?)
    }

    /// The ids of the newest 20 that have a word: the latest are the last that were added.
    pub fn newest(&self, word: &str) -> Outcome<Vec<i64>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT rowid FROM story_fts WHERE story_fts MATCH ?1 ORDER BY rowid DESC LIMIT 20",
        )?;
        let rows = statement.query_map([word], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
