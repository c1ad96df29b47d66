//! Numbers of what is new, for all standing queries at once.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

use super::candidates::Since;
use super::evaluate::{among, asks_for_marks};
use super::stored::StandingQuery;
use crate::error::{Error, Result};
use crate::model::mark::clean_label;
use crate::store::Snapshot;

/// The number of new articles for a standing query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StandingCount {
    /// The name of the query.
    pub name: String,
    /// The number of articles that answer and are new to the reader.
    pub new: usize,
    /// The reason why they can't be counted, in words: the query can't be read, or is strict and can't be taken at its word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// The clocks of what may be new, by how far a reader has come, with marks and without.
type Clocks = HashMap<(Since, bool), Arc<[i64]>>;

impl Snapshot<'_> {
    /// Counts what is new to a reader for each standing query, by name. It costs by what has changed.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     tx.add_standing_query("Ferries", &"ferry".into())?;
    ///     tx.add_standing_query("Markets", &"market".into())
    /// })?;
    /// archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "")))?;
    /// let counts = archive.read(|snapshot| snapshot.new_counts("desk"))?;
    /// assert_eq!(counts.iter().map(|count| count.new).collect::<Vec<_>>(), [1, 0]);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] if the reader's name is blank or longer than 256 bytes. A query that can't be asked is no
    /// error: its [`StandingCount::problem`] says why.
    pub fn new_counts(&self, reader: &str) -> Result<Vec<StandingCount>> {
        let reader = clean_label("reader", reader)?;
        let mut clocks = Clocks::new();
        let mut counts = Vec::new();
        for standing in self.standing_queries()? {
            let (new, problem) = match self.count_new(&standing, &reader, &mut clocks) {
                Ok(new) => (new, None),
                Err(error @ (Error::UnreadableQuery { .. } | Error::NotAsAsked { .. })) => {
                    (0, Some(error.to_string()))
                }
                Err(error) => return Err(error),
            };
            counts.push(StandingCount { name: standing.name, new, problem });
        }
        Ok(counts)
    }

    fn count_new(&self, standing: &StandingQuery, reader: &str, clocks: &mut Clocks) -> Result<usize> {
        let query = standing.query()?;
        let key = (self.since(standing, reader)?, asks_for_marks(&query));
        let clocks = match clocks.get(&key) {
            Some(clocks) => Arc::clone(clocks),
            None => {
                let found = self.candidates(key.0, key.1)?.clocks();
                clocks.insert(key, Arc::clone(&found));
                found
            }
        };
        if clocks.is_empty() {
            return Ok(0);
        }
        Ok(among(self, &query, clocks)?.clocks.len())
    }
}
