//! Numbers of sources, which the archive keeps of what they said in place of their names.

use std::collections::HashMap;

use crate::error::{Error, Result};
use crate::store::{Snapshot, Statement, statement};

/// Number of a source in the archive, which is never given again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct SourceId(pub(super) i64);

/// The numbers of the sources that a batch has met.
#[derive(Default)]
pub(crate) struct SourceIds {
    /// `None` where the archive has nothing of a source.
    ids: HashMap<String, Option<SourceId>>,
    /// The last number that was given.
    last: Option<i64>,
}

impl SourceIds {
    /// Returns the number of the source of a name, unless nothing of it is kept yet.
    pub(super) fn known(&mut self, snapshot: &Snapshot<'_>, name: &str) -> Result<Option<SourceId>> {
        if let Some(known) = self.ids.get(name) {
            return Ok(*known);
        }
        let found = snapshot.source_id(name)?;
        self.ids.insert(name.to_owned(), found);
        Ok(found)
    }

    /// Returns the number of the source of a name, and gives it one where it has none.
    pub(super) fn get_or_add(
        &mut self,
        snapshot: &Snapshot<'_>,
        name: &str,
        out: &mut Vec<Statement>,
    ) -> Result<SourceId> {
        if let Some(known) = self.known(snapshot, name)? {
            return Ok(known);
        }
        let last = match self.last {
            Some(last) => last,
            None => snapshot.last_source_id()?,
        };
        let next = last.checked_add(1).ok_or(Error::NoIdLeft { table: "said_source" })?;
        self.last = Some(next);
        self.ids.insert(name.to_owned(), Some(SourceId(next)));
        let sql = "INSERT INTO said_source (id, name) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING";
        out.push(statement!(sql, next, name.to_owned()));
        Ok(SourceId(next))
    }
}

impl Snapshot<'_> {
    fn source_id(&self, name: &str) -> Result<Option<SourceId>> {
        self.row("SELECT id FROM said_source WHERE name = ?1", [name], |row| row.get("id").map(SourceId))
    }

    fn last_source_id(&self) -> Result<i64> {
        let last =
            self.row("SELECT max(id) AS last FROM said_source", [], |row| row.get::<_, Option<_>>("last"))?;
        Ok(last.flatten().unwrap_or(0))
    }
}
