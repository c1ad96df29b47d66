//! Hands a closure of the host the connection of a read or a write.

use rusqlite::Connection;

use super::rules::Access;
use crate::error::{Error, Result};
use crate::store::snapshot::{Snapshot, Transaction};

impl Snapshot<'_> {
    /// Hands a closure the connection of this read, with the feature `rusqlite`: it sees the same state as the read does.
    /// It can read all tables, the archive's and others, and write none.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "Fog held up the ferry.")))?;
    /// let words: i64 = archive.read(|snapshot| {
    ///     snapshot.with_connection(|conn| {
    ///         Ok(conn.query_row("SELECT sum(word_count) AS words FROM article", [], |row| row.get("words"))?)
    ///     })
    /// })?;
    /// assert_eq!(words, 5);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The errors of the closure; [`Error::Forbidden`](crate::Error::Forbidden) if it ends with one of a statement that
    /// was refused; [`Error::Reentrant`](crate::Error::Reentrant) from inside another such closure.
    pub fn with_connection<T>(&self, f: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let lending = self.lending().ok_or(Error::Reentrant)?;
        lending.lend(self.conn(), Access::Read, f)
    }
}

impl Transaction<'_> {
    /// Hands a closure the connection of this write, with the feature `rusqlite`: what it does is a part of the transaction,
    /// and is kept or undone with the rest.
    ///
    /// It can read all tables, and write, create, alter and drop those whose names begin with `ext_`, with their indexes,
    /// triggers and views. All else is refused when the statement is prepared: writing the archive's tables, a
    /// transaction or savepoint of its own, another file, temporary tables, `ANALYZE`, and pragmas that set something. The guard keeps a
    /// slip from doing harm; it is no wall against a host that means to.
    ///
    /// A closure that panics, or rolls back by `OR ROLLBACK` or a trigger, undoes the whole write, also where the panic
    /// or the error is caught: the write then ends with [`Error::Undone`](crate::Error::Undone).
    ///
    /// ```
    /// use dateline::{Archive, Error, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     let saved = tx.save(&NewArticle::new("Ferry delayed", "Fog held up the ferry."))?;
    ///     let id = saved.id.expect("it has a headline");
    ///     tx.with_connection(|conn| {
    ///         conn.execute_batch(
    ///             "CREATE TABLE ext_note (article INTEGER NOT NULL REFERENCES article (id), note TEXT NOT NULL) STRICT",
    ///         )?;
    ///         conn.execute("INSERT INTO ext_note (article, note) VALUES (?1, 'Ask the harbour master.')", [id.0])?;
    ///         Ok(())
    ///     })
    /// })?;
    /// let refused = archive.write(|tx| {
    ///     tx.with_connection(|conn| Ok(conn.execute("UPDATE article SET genre = 'Fog'", [])?))
    /// });
    /// assert!(matches!(refused, Err(Error::Forbidden { what }) if what == "an update of article.genre"));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Snapshot::with_connection`].
    pub fn with_connection<T>(&mut self, f: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let lending = self.lending().ok_or(Error::Reentrant)?;
        let conn = self.conn();
        if lending.schema.get().is_none() {
            lending.schema.set(Some(schema_version(conn)?));
        }
        let outcome = lending.lend(conn, Access::Write, f);
        if conn.is_autocommit() {
            // What follows must not be kept by itself.
            conn.execute_batch("BEGIN")?;
            lending.is_lost.set(true);
            return outcome.and(Err(Error::Undone));
        }
        outcome
    }

    /// Refuses to commit what a closure of the host has lost, and asks to `verify` a schema that one has changed.
    pub(in crate::store) fn examine_lent(
        &self,
        verify: impl FnOnce(&Connection) -> Result<()>,
    ) -> Result<()> {
        let Some(lending) = self.lending() else { return Ok(()) };
        if lending.is_lost.get() {
            return Err(Error::Undone);
        }
        match lending.schema.get() {
            Some(before) if before != schema_version(self.conn())? => verify(self.conn()),
            _ => Ok(()),
        }
    }
}

fn schema_version(conn: &Connection) -> Result<i64> {
    Ok(conn.pragma_query_value(None, "schema_version", |row| row.get(0))?)
}
