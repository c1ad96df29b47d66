//! Where the bytes of an archive are.

use rusqlite::Row;
use serde::Serialize;

use crate::error::{Error, Result};
use crate::store::Snapshot;

/// The table of SQLite that knows the pages of each table and index.
const DBSTAT: &str = "dbstat";

/// The pages of an archive, by the tables and indexes that have them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PageUsage {
    /// Size of a page in bytes.
    pub page_size: u64,
    /// Pages of the file.
    pub pages: u64,
    /// Size of the file in bytes: those of all tables, indexes and free pages.
    pub bytes: u64,
    /// Pages of no table or index: free to be written to again, but for those that SQLite keeps to itself.
    pub free_pages: u64,
    /// Tables and indexes, the largest first.
    pub objects: Vec<ObjectPages>,
}

/// The pages of a table or an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ObjectPages {
    /// Its name in the schema.
    pub name: String,
    /// The table that an index is of; of a table its own name.
    pub table: String,
    /// True for an index.
    pub is_index: bool,
    /// What is in it.
    pub content: StoredContent,
    /// Number of pages.
    pub pages: u64,
    /// Their size in bytes.
    pub bytes: u64,
    /// Bytes of them in which nothing is stored.
    pub unused: u64,
}

/// What a table and its indexes hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[non_exhaustive]
#[serde(rename_all = "snake_case")]
pub enum StoredContent {
    /// The facts of articles: dates, language, status …
    Articles,
    /// The texts of articles, and their words by their stems.
    Texts,
    /// The full-text index.
    SearchIndex,
    /// URLs and ids of articles.
    Addresses,
    /// Earlier wordings, and what was taken out of lists by hand.
    Revisions,
    /// Bodies with their markup.
    RichBodies,
    /// Hashes of what each source said.
    Sources,
    /// People, organizations, tags and publications, and the articles that name them.
    Names,
    /// Pictures with their captions.
    Pictures,
    /// Marks, and queries that are kept.
    Marks,
    /// What is kept of articles that were removed, and of names that were changed.
    Changes,
    /// What holds for the archive as a whole: its schema, its settings.
    Archive,
    /// Tables of a host.
    Host,
}

impl StoredContent {
    /// Returns what a table holds; `None` for one that is not of the schema.
    fn of(table: &str) -> Option<Self> {
        Some(match table {
            "article" => Self::Articles,
            "article_text" => Self::Texts,
            "article_fts_data" | "article_fts_idx" | "article_fts_docsize" | "article_fts_config" => {
                Self::SearchIndex
            }
            "article_url" | "article_key" => Self::Addresses,
            "article_revision" | "article_refused" => Self::Revisions,
            "article_source" => Self::RichBodies,
            "said" | "said_source" => Self::Sources,
            "article_tag" | "credit" | "distinct_person" | "mention" | "organization" | "person"
            | "person_key" | "person_name" | "publication" | "section" | "tag" | "tag_name" => Self::Names,
            "caption" | "image" | "image_person" | "image_url" | "image_use" => Self::Pictures,
            "article_mark" | "mark" | "marked" | "standing_position" | "standing_query" => Self::Marks,
            "entity_change" | "removed" | "removed_key" => Self::Changes,
            "language" | "meta" | "refinery_schema_history" => Self::Archive,
            _ if table.starts_with("sqlite_") => Self::Archive,
            _ if table.starts_with("ext_") => Self::Host,
            _ => return None,
        })
    }

    /// Returns its name, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Texts => "texts",
            Self::SearchIndex => "search_index",
            Self::Addresses => "addresses",
            Self::Revisions => "revisions",
            Self::RichBodies => "rich_bodies",
            Self::Sources => "sources",
            Self::Names => "names",
            Self::Pictures => "pictures",
            Self::Marks => "marks",
            Self::Changes => "changes",
            Self::Archive => "archive",
            Self::Host => "host",
        }
    }
}

impl Snapshot<'_> {
    /// Counts the pages of each table and index: where the bytes of the archive are. This reads every page of the file.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, StoredContent};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "Fog held up the ferry.")))?;
    /// let usage = archive.read(|snapshot| snapshot.page_usage())?;
    /// let pages: u64 = usage.objects.iter().map(|object| object.pages).sum();
    /// assert_eq!(pages + usage.free_pages, usage.pages);
    /// let texts = usage.objects.iter().find(|object| object.name == "article_text").unwrap();
    /// assert_eq!((texts.content, texts.bytes), (StoredContent::Texts, usage.page_size));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::SqliteLacks`](crate::Error::SqliteLacks) if the SQLite of the host was compiled without `dbstat`; that of
    /// the feature `bundled` has it.
    pub fn page_usage(&self) -> Result<PageUsage> {
        self.require_module(DBSTAT)?;
        let objects = self.rows(
            "SELECT d.name, coalesce(s.tbl_name, d.name) AS tbl_name, coalesce(s.type = 'index', 0) AS is_index,
                    d.pageno AS pages, d.pgsize AS bytes, d.unused
             FROM dbstat('main', 1) d
             LEFT JOIN sqlite_schema s ON s.name = d.name AND s.type IN ('table', 'index')
             ORDER BY bytes DESC, d.name",
            [],
            object,
        )?;
        let file =
            self.row("SELECT page_count, page_size FROM pragma_page_count, pragma_page_size", [], |row| {
                Ok((number(row, "page_count")?, number(row, "page_size")?))
            })?;
        let (pages, page_size) = file.ok_or_else(|| Error::Damaged("its pages can't be counted".into()))?;
        let used = objects.iter().map(|object| object.pages).sum();
        let free_pages = pages.saturating_sub(used);
        Ok(PageUsage { page_size, pages, bytes: pages * page_size, free_pages, objects })
    }

    fn require_module(&self, name: &'static str) -> Result<()> {
        let sql = "SELECT 1 FROM pragma_module_list WHERE name = ?1";
        self.row(sql, [name], |_| Ok(()))?.ok_or(Error::SqliteLacks { module: name })
    }
}

fn object(row: &Row<'_>) -> rusqlite::Result<ObjectPages> {
    let table: String = row.get("tbl_name")?;
    Ok(ObjectPages {
        name: row.get("name")?,
        // Any other table in an archive is a host's.
        content: StoredContent::of(&table).unwrap_or(StoredContent::Host),
        table,
        is_index: row.get("is_index")?,
        pages: number(row, "pages")?,
        bytes: number(row, "bytes")?,
        unused: number(row, "unused")?,
    })
}

fn number(row: &Row<'_>, column: &str) -> rusqlite::Result<u64> {
    row.get(column).map(i64::unsigned_abs)
}

#[cfg(test)]
mod tests {
    use super::{DBSTAT, StoredContent};
    use crate::{Archive, Error};

    #[test]
    fn every_table_of_the_schema_holds_something() {
        let archive = Archive::in_memory().unwrap();
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0";
        let tables: Vec<String> = archive.read(|s| s.rows(sql, [], |row| row.get("name"))).unwrap();
        assert!(tables.len() > 30, "{tables:?}");
        for table in tables {
            assert!(
                StoredContent::of(&table).is_some_and(|content| content != StoredContent::Host),
                "{table}"
            );
        }
        assert_eq!(StoredContent::of("ext_notes"), Some(StoredContent::Host));
        assert_eq!(StoredContent::of("notes"), None);
    }

    #[test]
    fn an_sqlite_without_the_module_is_told() {
        let archive = Archive::in_memory().unwrap();
        archive.read(|s| s.require_module(DBSTAT)).unwrap();
        let error = archive.read(|s| s.require_module("nodbstat")).unwrap_err();
        assert!(matches!(error, Error::SqliteLacks { module: "nodbstat" }), "{error:?}");
    }
}
