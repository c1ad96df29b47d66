//! Standing queries as they are stored: by name, as data.

use chrono::{DateTime, Utc};
use rusqlite::Row;
use serde::Serialize;

use crate::error::{Error, Result};
use crate::model::mark::clean_label;
use crate::search::query::Query;
use crate::store::{Snapshot, Transaction};

/// A query that is kept in the archive under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StandingQuery {
    /// Its name.
    pub name: String,
    /// The time at which it was added.
    pub created: DateTime<Utc>,
    /// The mark that what it finds gets when it is saved, if any.
    pub mark: Option<String>,
    #[serde(skip)]
    pub(super) id: i64,
    /// The number of the latest change when it was added.
    #[serde(skip)]
    pub(super) change: i64,
    #[serde(skip)]
    json: String,
}

impl StandingQuery {
    /// Returns the query.
    ///
    /// # Errors
    ///
    /// [`Error::UnreadableQuery`] if this version of the crate can't read it.
    pub fn query(&self) -> Result<Query> {
        serde_json::from_str(&self.json)
            .map_err(|error| Error::UnreadableQuery { name: self.name.clone(), reason: error.to_string() })
    }

    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let created: i64 = row.get("created")?;
        Ok(Self {
            name: row.get("name")?,
            created: DateTime::from_timestamp(created, 0).unwrap_or_default(),
            mark: Some(row.get("mark")?).filter(|mark: &String| !mark.is_empty()),
            id: row.get("id")?,
            change: row.get("change")?,
            json: row.get("query")?,
        })
    }
}

impl Snapshot<'_> {
    /// Returns the standing queries, by name.
    ///
    /// ```
    /// let archive = dateline::Archive::in_memory()?;
    /// archive.write(|tx| tx.add_standing_query("Harbour", &"harbour OR ferry".into()))?;
    /// let standing = archive.read(|snapshot| snapshot.standing_queries())?;
    /// assert_eq!(standing[0].query()?.to_string(), "harbour OR ferry");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn standing_queries(&self) -> Result<Vec<StandingQuery>> {
        self.rows(
            "SELECT id, name, query, created, change, mark FROM standing_query ORDER BY name",
            [],
            StandingQuery::from_row,
        )
    }

    /// Returns the standing query of a name.
    pub fn standing_query(&self, name: &str) -> Result<Option<StandingQuery>> {
        let Ok(name) = clean_label("name", name) else { return Ok(None) };
        self.row(
            "SELECT id, name, query, created, change, mark FROM standing_query WHERE name = ?1",
            [name],
            StandingQuery::from_row,
        )
    }

    /// Returns those that mark what they find, the one added first first.
    pub(super) fn marking_queries(&self) -> Result<Vec<StandingQuery>> {
        self.rows(
            "SELECT id, name, query, created, change, mark FROM standing_query WHERE mark <> '' ORDER BY id",
            [],
            StandingQuery::from_row,
        )
    }

    pub(super) fn stored_query(&self, name: &str) -> Result<StandingQuery> {
        self.standing_query(name)?.ok_or_else(|| Error::not_found("standing query", name))
    }
}

impl Transaction<'_> {
    /// Keeps a query under a name, up to 256 bytes. A reader that asks for what is new begins here. What is no part of what
    /// it asks for (cursor, [`now`](Query::now), [`changed_after`](Query::changed_after)) isn't kept: dates like `after:-7d` are
    /// counted back from whenever it is asked.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] if the name is blank, too long or taken, or nothing of the query can be used.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| tx.add_standing_query("Ferries", &"ferry -toll".into()))?;
    /// let id = archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "")))?.id.unwrap();
    ///
    /// let new = archive.read(|snapshot| snapshot.new_for("Ferries", "desk", 100))?;
    /// assert_eq!(new.answering, [id]);
    /// archive.write(|tx| tx.confirm("Ferries", "desk", &new.position))?;
    /// assert!(archive.read(|snapshot| snapshot.new_for("Ferries", "desk", 100))?.answering.is_empty());
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn add_standing_query(&mut self, name: &str, query: &Query) -> Result<()> {
        let name = self.free_name(name)?;
        let json = as_data(query)?;
        let (change, now) = (self.last_change()?, self.now().timestamp());
        self.execute(
            "INSERT INTO standing_query (name, query, created, change) VALUES (?1, ?2, ?3, ?4)",
            (name, json, now, change),
        )?;
        Ok(())
    }

    /// Puts another query in the place of a standing one. Readers go on where they are.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and as for [`add_standing_query`](Self::add_standing_query).
    pub fn replace_standing_query(&mut self, name: &str, query: &Query) -> Result<()> {
        let (standing, json) = (self.stored_query(name)?, as_data(query)?);
        self.execute("UPDATE standing_query SET query = ?2 WHERE id = ?1", (standing.id, json))?;
        Ok(())
    }

    /// Gives a standing query another name.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::Invalid`] if the new name is blank, too long or taken.
    pub fn rename_standing_query(&mut self, name: &str, new: &str) -> Result<()> {
        let standing = self.stored_query(name)?;
        if clean_label("name", new)? == standing.name {
            return Ok(());
        }
        let new = self.free_name(new)?;
        self.execute("UPDATE standing_query SET name = ?2 WHERE id = ?1", (standing.id, new))?;
        Ok(())
    }

    /// Removes a standing query, and how far its readers have come. The marks that it has set stay.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`].
    pub fn remove_standing_query(&mut self, name: &str) -> Result<()> {
        let standing = self.stored_query(name)?;
        self.execute("DELETE FROM standing_query WHERE id = ?1", [standing.id])?;
        Ok(())
    }

    /// Lets a standing query mark what it finds of each write, at its end and in the same transaction: of all that the
    /// write has added or revised. `None` ends that; the marks stay.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::Invalid`] if the mark is blank or too long.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     tx.add_standing_query("Alert", &"ferry sinks".into())?;
    ///     tx.set_standing_mark("Alert", Some("alert"))
    /// })?;
    /// let id = archive.write(|tx| tx.save(&NewArticle::new("Ferry sinks", "")))?.id.unwrap();
    /// assert_eq!(archive.read(|s| s.marks_of(id))?[0].name, "alert");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn set_standing_mark(&mut self, name: &str, mark: Option<&str>) -> Result<()> {
        let standing = self.stored_query(name)?;
        let mark = mark.map(|mark| clean_label("mark", mark)).transpose()?.unwrap_or_default();
        self.execute("UPDATE standing_query SET mark = ?2 WHERE id = ?1", (standing.id, mark))?;
        Ok(())
    }

    fn free_name(&self, name: &str) -> Result<String> {
        let name = clean_label("name", name)?;
        match self.standing_query(&name)? {
            Some(_) => Err(Error::invalid("name", format!("there is a standing query {name:?}"))),
            None => Ok(name),
        }
    }
}

/// Returns a query as data, without what belongs to one search.
fn as_data(query: &Query) -> Result<String> {
    // When it is asked, it is known when now is.
    if query.clone().now(DateTime::default()).finds_nothing() {
        return Err(Error::invalid("query", "nothing of it can be used"));
    }
    let mut query = query.clone().page_after(None);
    query.changed_after = None;
    query.now = None;
    query.within = None;
    serde_json::to_string(&query).map_err(|error| Error::invalid("query", error.to_string()))
}
