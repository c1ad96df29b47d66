//! The archive in numbers.

use chrono::{DateTime, Utc};
use rusqlite::Row;
use serde::Serialize;

use super::column::maybe_instant;
use crate::error::{Error, Result};
use crate::store::Snapshot;

/// Numbers of what an archive holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Stats {
    /// Articles, those that are hidden included.
    pub articles: u64,
    /// Articles that are hidden: withheld, canceled, embargoed or expired.
    pub hidden: u64,
    /// Words of the texts of all articles.
    pub words: u64,
    /// Earlier wordings.
    pub revisions: u64,
    /// Publications.
    pub publications: u64,
    /// Sections of publications.
    pub sections: u64,
    /// People.
    pub people: u64,
    /// Organizations.
    pub organizations: u64,
    /// Tags.
    pub tags: u64,
    /// Pictures.
    pub images: u64,
    /// Captions: of each use of a picture, in each language.
    pub captions: u64,
    /// Names of marks.
    pub marks: u64,
    /// Articles that have a mark.
    pub marked: u64,
    /// The date of the earliest article, of those whose date is known.
    pub earliest: Option<DateTime<Utc>>,
    /// The date of the latest article, of those whose date is known.
    pub latest: Option<DateTime<Utc>>,
    /// The languages of articles, those with most articles first.
    pub languages: Vec<LanguageCount>,
    /// Size of the archive in bytes.
    pub bytes: u64,
}

/// A language, and the number of articles in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LanguageCount {
    /// Its BCP 47 tag; `und` where it isn't known.
    pub language: String,
    /// Number of articles.
    pub articles: u64,
}

impl Snapshot<'_> {
    /// Counts what the archive holds. This reads every article's row, but no text. What was merged into
    /// another is not counted.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = NewArticle::new("Ferry delayed", "Fog held it up.").language("en").tag("Harbour");
    /// archive.write(|tx| tx.save(&article))?;
    /// let stats = archive.read(|snapshot| snapshot.stats())?;
    /// assert_eq!((stats.articles, stats.tags, stats.words), (1, 1, 4));
    /// assert_eq!(stats.languages[0].language, "en");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn stats(&self) -> Result<Stats> {
        let stats = self.row(
            "SELECT count(*) AS articles, coalesce(sum(hidden), 0) AS hidden,
                    coalesce(sum(word_count), 0) AS words,
                    min(published) FILTER (WHERE published_precision <> 'none') AS earliest,
                    max(published) FILTER (WHERE published_precision <> 'none') AS latest,
                    (SELECT count(*) FROM article_revision) AS revisions,
                    (SELECT count(*) FROM publication) AS publications,
                    (SELECT count(*) FROM section) AS sections,
                    (SELECT count(*) FROM person WHERE merged_into IS NULL) AS people,
                    (SELECT count(*) FROM organization) AS organizations,
                    (SELECT count(*) FROM tag WHERE merged_into IS NULL) AS tags,
                    (SELECT count(*) FROM image WHERE merged_into IS NULL) AS images,
                    (SELECT count(*) FROM caption) AS captions,
                    (SELECT count(*) FROM mark) AS marks,
                    (SELECT count(DISTINCT clock) FROM article_mark) AS marked,
                    (SELECT page_count * page_size FROM pragma_page_count, pragma_page_size) AS bytes
             FROM article",
            [],
            Stats::from_row,
        )?;
        let mut stats = stats.ok_or_else(|| Error::Damaged("nothing can be counted".into()))?;
        let turned = self.turned()?;
        stats.hidden = stats.hidden.saturating_add(turned.hidden.len() as u64);
        stats.hidden = stats.hidden.saturating_sub(turned.shown.len() as u64);
        stats.languages = self.rows(
            "SELECT language, count(*) AS articles FROM article
             GROUP BY language ORDER BY articles DESC, language",
            [],
            |row| Ok(LanguageCount { language: row.get("language")?, articles: count(row, "articles")? }),
        )?;
        Ok(stats)
    }
}

impl Stats {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            articles: count(row, "articles")?,
            hidden: count(row, "hidden")?,
            words: count(row, "words")?,
            revisions: count(row, "revisions")?,
            publications: count(row, "publications")?,
            sections: count(row, "sections")?,
            people: count(row, "people")?,
            organizations: count(row, "organizations")?,
            tags: count(row, "tags")?,
            images: count(row, "images")?,
            captions: count(row, "captions")?,
            marks: count(row, "marks")?,
            marked: count(row, "marked")?,
            earliest: maybe_instant(row, "earliest")?,
            latest: maybe_instant(row, "latest")?,
            languages: Vec::new(),
            bytes: count(row, "bytes")?,
        })
    }
}

fn count(row: &Row<'_>, column: &str) -> rusqlite::Result<u64> {
    row.get(column).map(i64::unsigned_abs)
}
