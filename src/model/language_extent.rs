//! How much the archive has of each language, for the statistics of ranking.

use std::collections::HashMap;

use rusqlite::Row;

use super::doc_length::DocLength;
use crate::error::Result;
use crate::id::ArticleId;
use crate::store::{Snapshot, Statement, statement, token_counts};

/// Number of articles in a language, and of the words of all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LanguageExtent {
    pub articles: u64,
    pub words: u64,
}

impl LanguageExtent {
    pub(crate) fn add(&mut self, other: Self) {
        self.articles = self.articles.saturating_add(other.articles);
        self.words = self.words.saturating_add(other.words);
    }

    /// Takes something away; never more than there is, whatever a damaged archive says.
    pub(crate) fn subtract(&mut self, other: Self) {
        self.articles = self.articles.saturating_sub(other.articles);
        self.words = self.words.saturating_sub(other.words);
    }
}

impl Snapshot<'_> {
    /// Returns the extents of the languages that the archive lists, by their tags.
    pub(crate) fn language_extents(&self) -> Result<HashMap<String, LanguageExtent>> {
        let rows = self.rows("SELECT code, articles, words FROM language", [], |row| {
            let count = |column| row.get(column).map(i64::unsigned_abs);
            Ok((row.get("code")?, LanguageExtent { articles: count("articles")?, words: count("words")? }))
        })?;
        Ok(rows.into_iter().collect())
    }

    /// Returns the extents that follow from the articles, and from their lengths in the index.
    pub(crate) fn count_languages(&self) -> Result<HashMap<String, LanguageExtent>> {
        let mut statement = self.statement(
            "SELECT a.language, d.sz FROM article a
             JOIN article_text t ON t.article = a.id
             LEFT JOIN article_fts_docsize d ON d.id = t.clock",
        )?;
        let mut rows = statement.query([])?;
        let mut extents = HashMap::<String, LanguageExtent>::new();
        while let Some(row) = rows.next()? {
            let (language, words) = language_and_words(row)?;
            extents.entry(language).or_default().add(LanguageExtent { articles: 1, words });
        }
        Ok(extents)
    }

    /// Returns the language of an article and its words, as it is stored.
    pub(crate) fn language_and_words(&self, id: ArticleId) -> Result<Option<(String, u64)>> {
        self.row(
            "SELECT a.language, d.sz FROM article a
             JOIN article_text t ON t.article = a.id
             LEFT JOIN article_fts_docsize d ON d.id = t.clock
             WHERE a.id = ?1",
            [id.0],
            language_and_words,
        )
    }
}

/// Returns the statement that lists a language with its extent.
pub(crate) fn language_row(language: String, extent: LanguageExtent) -> Statement {
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    statement!(
        "INSERT INTO language (code, articles, words) VALUES (?1, ?2, ?3)
         ON CONFLICT (code) DO UPDATE SET articles = excluded.articles, words = excluded.words",
        language,
        number(extent.articles),
        number(extent.words),
    )
}

fn language_and_words(row: &Row<'_>) -> rusqlite::Result<(String, u64)> {
    // A row that the index has lost has no words.
    let counts = row.get_ref("sz")?.as_blob().ok().and_then(token_counts);
    let words = counts.map_or(0, |counts| DocLength::of(&counts).words());
    Ok((row.get("language")?, words))
}
