//! Positions up to which readers have confirmed what is new.

use super::candidates::Since;
use super::stored::StandingQuery;
use crate::error::Result;
use crate::model::change::Position;
use crate::model::mark::clean_label;
use crate::store::{Snapshot, Transaction};

impl Snapshot<'_> {
    /// Returns the position up to which a reader has confirmed what is new for a standing query: where the query was added,
    /// if it never did.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`](crate::Error::NotFound) if there is no such query, and [`Error::Invalid`](crate::Error::Invalid)
    /// if the reader's name is blank or longer than 256 bytes.
    pub fn confirmed(&self, name: &str, reader: &str) -> Result<Position> {
        let standing = self.stored_query(name)?;
        let since = self.since(&standing, &clean_label("reader", reader)?)?;
        Ok(self.position_at(since.change)?.with_time(since.at))
    }

    pub(super) fn since(&self, standing: &StandingQuery, reader: &str) -> Result<Since> {
        let confirmed = self.row(
            "SELECT change, at FROM standing_position WHERE query = ?1 AND reader = ?2",
            (standing.id, reader),
            |row| Ok(Since { change: row.get("change")?, at: row.get("at")? }),
        )?;
        let added = Since { change: standing.change, at: standing.created.timestamp() };
        Ok(confirmed.unwrap_or(added))
    }
}

impl Transaction<'_> {
    /// Confirms that a reader has seen what is new for a standing query up to a position. It never goes back: of two programs
    /// that read as one, the one that has come further counts. [`Position::default`] as the first lets a reader begin
    /// with all that the archive has.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`](crate::Error::NotFound) if there is no such query; [`Error::Invalid`](crate::Error::Invalid) if the
    /// reader's name is blank or longer than 256 bytes; [`Error::OtherArchive`](crate::Error::OtherArchive) and
    /// [`Error::PositionAhead`](crate::Error::PositionAhead) if the position is none of this archive.
    pub fn confirm(&mut self, name: &str, reader: &str, position: &Position) -> Result<()> {
        let (standing, reader) = (self.stored_query(name)?, clean_label("reader", reader)?);
        let change = self.number_of(position)?;
        let at = position.time().unwrap_or(self.now().timestamp());
        self.execute(
            "INSERT INTO standing_position (query, reader, change, at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (query, reader) DO UPDATE SET
                 change = max(change, excluded.change), at = max(at, excluded.at)",
            (standing.id, reader, change, at),
        )?;
        Ok(())
    }
}
