//! The tables in which FTS5 keeps an index, by the name of the virtual table.

/// An FTS5 table: the names of the tables behind it, and the statements that read them. [`table!`] makes
/// one, so that every statement is a literal.
pub(crate) struct Table {
    /// Number of columns, fewer than 128.
    pub(crate) columns: usize,
    /// The table of pages and records, by number.
    pub(crate) data: &'static str,
    /// The table of the number of tokens of each row.
    pub(crate) docsize: &'static str,
    pub(crate) select_version: &'static str,
    /// Names of the columns in their order.
    pub(crate) select_columns: &'static str,
    /// The page that is listed last in a segment.
    pub(crate) select_last_page: &'static str,
    /// The next segment that has pages listed, with the first of them.
    pub(crate) select_next_segment: &'static str,
    /// The page that is listed under a term or the last one before it.
    pub(crate) select_page_of: &'static str,
    /// The page that is listed next behind a term, and its term.
    pub(crate) select_page_after: &'static str,
    /// The pages that are listed between two terms.
    pub(crate) select_pages_between: &'static str,
    pub(crate) create_vocabulary: &'static str,
    pub(crate) select_vocabulary: &'static str,
    pub(crate) drop_vocabulary: &'static str,
}

/// Makes a [`Table`] of the name of an FTS5 table in the main database, and its number of columns.
macro_rules! table {
    ($name:literal, $columns:expr) => {
        $crate::fts5::Table {
            columns: $columns,
            data: concat!($name, "_data"),
            docsize: concat!($name, "_docsize"),
            select_version: concat!("SELECT v AS version FROM ", $name, "_config WHERE k = 'version'"),
            select_columns: concat!("SELECT name FROM pragma_table_info('", $name, "') ORDER BY cid"),
            select_last_page: concat!(
                "SELECT pgno FROM ",
                $name,
                "_idx WHERE segid = ?1 ORDER BY term DESC LIMIT 1"
            ),
            select_next_segment: concat!(
                "SELECT segid, term, pgno FROM ",
                $name,
                "_idx WHERE segid > ?1 ORDER BY segid, term LIMIT 1"
            ),
            select_page_of: concat!(
                "SELECT pgno FROM ",
                $name,
                "_idx WHERE segid = ?1 AND term <= ?2 ORDER BY term DESC LIMIT 1"
            ),
            select_page_after: concat!(
                "SELECT term, pgno FROM ",
                $name,
                "_idx WHERE segid = ?1 AND term > ?2 ORDER BY term LIMIT 1"
            ),
            select_pages_between: concat!(
                "SELECT pgno FROM ",
                $name,
                "_idx WHERE segid = ?1 AND term > ?2 AND term < ?3 ORDER BY term"
            ),
            create_vocabulary: concat!(
                "CREATE VIRTUAL TABLE temp.",
                $name,
                "_vocabulary USING fts5vocab (main, ",
                $name,
                ", col)"
            ),
            select_vocabulary: concat!("SELECT term, col, doc, cnt FROM temp.", $name, "_vocabulary"),
            drop_vocabulary: concat!("DROP TABLE temp.", $name, "_vocabulary"),
        }
    };
}

pub(crate) use table;
