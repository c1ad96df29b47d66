//! Changes: one sequence of numbers over all that is added, revised, marked, removed, renamed and merged.

use crate::error::{Error, Result};
use crate::id::Id;
use crate::store::{Snapshot, Transaction};

impl Snapshot<'_> {
    /// Returns the number of the latest change.
    pub(crate) fn last_change(&self) -> Result<i64> {
        let last = self.row(
            "SELECT max(value, (SELECT coalesce(max(changed), 0) FROM article)) AS last
             FROM meta WHERE key = 'change'",
            [],
            |row| row.get("last"),
        )?;
        Ok(last.unwrap_or(0))
    }
}

impl Transaction<'_> {
    /// Takes the number of the next change.
    pub(crate) fn next_change(&mut self) -> Result<i64> {
        let next = self.last_change()?.checked_add(1).ok_or(Error::NoIdLeft { table: "article.changed" })?;
        self.execute("UPDATE meta SET value = ?1 WHERE key = 'change'", [next])?;
        Ok(next)
    }

    /// Notes that what is known of a person, tag, picture, publication or organization itself has changed.
    pub(crate) fn note_change_of<T: Id>(&mut self, id: T) -> Result<()> {
        let change = self.next_change()?;
        self.execute(
            "INSERT INTO entity_change (change, kind, id) VALUES (?1, ?2, ?3)
             ON CONFLICT (kind, id) DO UPDATE SET change = excluded.change",
            (change, T::TABLE, id.number()),
        )?;
        Ok(())
    }
}
