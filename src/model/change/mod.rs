//! Changes: one sequence of numbers over all that is added, revised, marked, removed, renamed and merged.

mod list;
mod position;
pub(crate) mod removed;

pub use list::{Change, Changed, Changes};
pub use position::{InvalidPosition, Position};
pub use removed::Removed;

use crate::error::{Error, Result};
use crate::id::Id;
use crate::store::{Snapshot, Statement, Transaction, statement};

impl Snapshot<'_> {
    /// Returns the number of the latest change.
    pub(crate) fn last_change(&self) -> Result<i64> {
        let last = self.row(
            "SELECT max(value,
                        (SELECT coalesce(max(changed), 0) FROM article),
                        (SELECT coalesce(max(change), 0) FROM marked),
                        (SELECT coalesce(max(change), 0) FROM removed),
                        (SELECT coalesce(max(change), 0) FROM entity_change)) AS last
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
        self.next_changes(1)
    }

    /// Takes the numbers of so many changes, and returns the first.
    pub(crate) fn next_changes(&mut self, count: usize) -> Result<i64> {
        let last = self.last_change()?;
        let end = i64::try_from(count).ok().and_then(|count| last.checked_add(count));
        let end = end.ok_or(Error::NoIdLeft { table: "article.changed" })?;
        self.execute("UPDATE meta SET value = ?1 WHERE key = 'change'", [end])?;
        Ok(last + 1)
    }

    /// Notes that what is known of a person, tag, picture, publication, section or organization itself has changed.
    pub(crate) fn note_change_of<T: Id>(&mut self, id: T) -> Result<()> {
        let change = self.next_change()?;
        self.apply(&[entity_change(change, T::TABLE, id.number())])
    }
}

/// Returns the statement that notes the number of a change of an entity: of each the latest is kept.
pub(crate) fn entity_change(change: i64, kind: &str, id: i64) -> Statement {
    statement!(
        "INSERT INTO entity_change (change, kind, id) VALUES (?1, ?2, ?3)
         ON CONFLICT (kind, id) DO UPDATE SET change = excluded.change",
        change,
        kind.to_owned(),
        id,
    )
}
