//! The peer FTS5, as a program without Dateline would use it: tables with indexes and an external-content table.

use std::path::Path;

use dateline::{Filter, Matching, Query, Term};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::Outcome;
use crate::corpus::Item;

pub struct Fts5 {
    conn: Connection,
}

/// A question as SQL, in all the ways it is asked.
pub struct Sql {
    from: String,
    /// The row number, by which time is ordered too.
    id: &'static str,
    has_words: bool,
    values: Vec<Value>,
}

impl Fts5 {
    /// The story's row number is its place in time, so the newest can be read from the end of the index.
    pub fn create(path: &Path, tokenizer: &str) -> Outcome<Self> {
        let fts5 = Self::open(path)?;
        fts5.conn.execute_batch(&format!(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = NORMAL;
             CREATE TABLE story (
                 id INTEGER PRIMARY KEY, published INTEGER, publication TEXT, headline TEXT, body TEXT);
             CREATE INDEX story_published ON story (published);
             CREATE INDEX story_publication ON story (publication);
             CREATE TABLE tagged (tag TEXT, story INTEGER, PRIMARY KEY (tag, story)) WITHOUT ROWID;
             CREATE VIRTUAL TABLE story_fts USING fts5 (
                 headline, body, content = 'story', content_rowid = 'id', tokenize = '{tokenizer}');"
        ))?;
        Ok(fts5)
    }

    /// With the page cache that Dateline gives a connection.
    pub fn open(path: &Path) -> Outcome<Self> {
        let conn = Connection::open(path)?;
        conn.pragma_update(None, "cache_size", -16 * 1024)?;
        conn.set_prepared_statement_cache_capacity(256);
        Ok(Self { conn })
    }

    pub fn add(&mut self, batch: &[Item]) -> Outcome {
        let tx = self.conn.transaction()?;
        for item in batch {
            let article = &item.article;
            let row = (item.number, item.published, item.publication(), &article.headline, &article.body);
            tx.prepare_cached("INSERT INTO story VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(row)?;
            for tag in item.tags() {
                tx.prepare_cached("INSERT INTO tagged VALUES (?1, ?2)")?.execute((tag, item.number))?;
            }
            tx.prepare_cached("INSERT INTO story_fts (rowid, headline, body) VALUES (?1, ?2, ?3)")?
                .execute((item.number, &article.headline, &article.body))?;
        }
        Ok(tx.commit()?)
    }

    /// Merges the index into one segment, which is the best it can be.
    pub fn finish(&self) -> Outcome {
        self.conn.execute_batch(
            "INSERT INTO story_fts (story_fts) VALUES ('optimize');
             ANALYZE;
             PRAGMA wal_checkpoint(TRUNCATE);",
        )?;
        Ok(())
    }

    pub fn newest(&self, sql: &Sql, limit: usize) -> Outcome<Vec<i64>> {
        let id = sql.id;
        self.ids(&format!("SELECT {id} FROM {} ORDER BY {id} DESC LIMIT {limit}", sql.from), sql)
    }

    /// By the built-in bm25.
    pub fn ranked(&self, sql: &Sql, limit: usize) -> Outcome<Vec<i64>> {
        self.ids(&format!("SELECT {} FROM {} ORDER BY rank LIMIT {limit}", sql.id, sql.from), sql)
    }

    /// Reads every match and scores none: no ranking inside FTS5 can take less.
    pub fn count(&self, sql: &Sql) -> Outcome<usize> {
        let text = format!("SELECT count(id) FROM (SELECT {} AS id FROM {})", sql.id, sql.from);
        self.number(&text, sql)
    }

    /// Returns the number of months that have a match.
    pub fn by_month(&self, sql: &Sql) -> Outcome<usize> {
        let text = format!(
            "SELECT count(*) FROM (
                 SELECT strftime('%Y-%m', published, 'unixepoch') AS month, count(*)
                 FROM story WHERE id IN (SELECT {} FROM {}) GROUP BY month)",
            sql.id, sql.from
        );
        self.number(&text, sql)
    }

    fn number(&self, text: &str, sql: &Sql) -> Outcome<usize> {
        let mut statement = self.conn.prepare_cached(text)?;
        let number: i64 = statement.query_row(params_from_iter(&sql.values), |row| row.get(0))?;
        Ok(usize::try_from(number)?)
    }

    fn ids(&self, text: &str, sql: &Sql) -> Outcome<Vec<i64>> {
        let mut statement = self.conn.prepare_cached(text)?;
        let rows = statement.query_map(params_from_iter(&sql.values), |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Sql {
    /// Returns the statement of a query that Dateline has parsed; `None` if it asks for what the peer doesn't have.
    pub fn of(query: &Query) -> Option<Self> {
        let (mut words, mut tags, mut from) = (Vec::new(), Vec::new(), Vec::new());
        for group in query.groups() {
            match &group[..] {
                [Term::Filter(Filter::Tag, name)] => tags.push(name.clone()),
                [Term::Filter(Filter::Publication, title)] => from.push(title.clone()),
                terms => words.push(any(terms)?),
            }
        }
        let mut sql = if words.is_empty() { Self::story(&mut tags) } else { Self::words(&words, query)? };
        for tag in tags {
            // A scalar subquery, so that SQLite doesn't begin with the tag.
            sql.and(&format!("(SELECT 1 FROM tagged WHERE tag = ? AND story = {})", sql.id), tag);
        }
        for title in from {
            let condition = if sql.has_words {
                "(SELECT publication FROM story WHERE id = story_fts.rowid) = ?".to_owned()
            } else if sql.id == "id" {
                "publication = ?".to_owned()
            } else {
                "(SELECT publication FROM story WHERE id = first.story) = ?".to_owned()
            };
            sql.and(&condition, title);
        }
        sql.between(query);
        Some(sql)
    }

    fn words(words: &[String], query: &Query) -> Option<Self> {
        let mut text = words.join(" AND ");
        if !query.excluded().is_empty() {
            text = format!("({text}) NOT {}", any(query.excluded())?);
        }
        let from = "story_fts WHERE story_fts MATCH ?".to_owned();
        Some(Self { from, id: "story_fts.rowid", has_words: true, values: vec![text.into()] })
    }

    /// Without words, the first tag leads.
    fn story(tags: &mut Vec<String>) -> Self {
        if tags.is_empty() {
            return Self { from: "story WHERE true".into(), id: "id", has_words: false, values: Vec::new() };
        }
        let first = tags.remove(0);
        let from = "tagged AS first WHERE first.tag = ?".to_owned();
        Self { from, id: "first.story", has_words: false, values: vec![first.into()] }
    }

    /// The first and the last row number of a span are looked up by the index of time.
    fn between(&mut self, query: &Query) {
        let range = query.range();
        if let Some(from) = range.from {
            let first = "(SELECT id FROM story WHERE published >= ? ORDER BY published LIMIT 1)";
            self.and(&format!("{} >= {first}", self.id), from.timestamp());
        }
        if let Some(to) = range.to {
            let end = "(SELECT id FROM story WHERE published < ? ORDER BY published DESC LIMIT 1)";
            self.and(&format!("{} <= {end}", self.id), to.timestamp());
        }
    }

    fn and(&mut self, condition: &str, value: impl Into<Value>) {
        self.from.push_str(" AND ");
        self.from.push_str(condition);
        self.values.push(value.into());
    }
}

/// Words, prefixes and phrases joined by OR, in the syntax of FTS5.
fn any(terms: &[Term]) -> Option<String> {
    let terms: Option<Vec<String>> = terms
        .iter()
        .map(|term| match term {
            Term::Words { words, matching, field: None } => {
                let star = if *matching == Matching::Prefix { "*" } else { "" };
                Some(format!("\"{}\"{star}", words.join(" ")))
            }
            _ => None,
        })
        .collect();
    Some(format!("({})", terms?.join(" OR ")))
}
