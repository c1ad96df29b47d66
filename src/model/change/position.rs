//! Positions in the sequence of changes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Error, Result};
use crate::store::Snapshot;

/// The text of the position before every change.
const BEGINNING: &str = "0";

/// A position in the sequence of changes of one archive: all up to it is known, and what follows is new.
///
/// It carries the id of its archive, and no other archive takes it. The [default](Self::default) is the beginning of any. As
/// text it is `0`, or the id and a number, with the time up to which a reader has seen what time alone shows and hides, if
/// that is a part of it; as data it is that text.
///
/// ```
/// use dateline::{Archive, NewArticle, Position};
///
/// let archive = Archive::in_memory()?;
/// let before = archive.read(|snapshot| snapshot.position())?;
/// archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "")))?;
/// let kept = before.to_string();
///
/// let changes = archive.read(|snapshot| snapshot.changes_since(&kept.parse().unwrap(), 100))?;
/// assert_eq!(changes.changes.len(), 1);
/// assert_eq!("0".parse(), Ok(Position::default()));
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Position {
    /// The id of the archive; empty at the beginning.
    archive: String,
    number: i64,
    /// Seconds since 1970.
    at: Option<i64>,
}

impl Position {
    pub(super) fn new(archive: String, number: i64) -> Self {
        Self { archive, number, at: None }
    }

    pub(crate) fn with_time(self, at: i64) -> Self {
        Self { at: Some(at), ..self }
    }

    /// Returns the time up to which turns are known, if it is a part of the position. At the beginning none is.
    pub(crate) fn time(&self) -> Option<i64> {
        if self.archive.is_empty() { Some(0) } else { self.at }
    }

    /// Returns the number of the last change that is known; 0 at the beginning.
    pub fn number(&self) -> i64 {
        self.number
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.archive.as_str() {
            "" => f.write_str(BEGINNING),
            archive => {
                write!(f, "{archive}:{}", self.number)?;
                self.at.map_or(Ok(()), |at| write!(f, ":{at}"))
            }
        }
    }
}

/// A text that is no position.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "not a position: it is 0, or the id of an archive, a colon and a number, and maybe another colon and a time"
)]
pub struct InvalidPosition;

impl FromStr for Position {
    type Err = InvalidPosition;

    fn from_str(text: &str) -> Result<Self, InvalidPosition> {
        if text == BEGINNING {
            return Ok(Self::default());
        }
        let (archive, rest) = text.split_once(':').ok_or(InvalidPosition)?;
        let is_id =
            !archive.is_empty() && archive.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let (number, at) = match rest.split_once(':') {
            Some((number, at)) => (number, Some(digits(at)?)),
            None => (rest, None),
        };
        match is_id {
            true => Ok(Self { archive: archive.to_owned(), number: digits(number)?, at }),
            false => Err(InvalidPosition),
        }
    }
}

fn digits(text: &str) -> Result<i64, InvalidPosition> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number).ok_or(InvalidPosition)
}

impl Serialize for Position {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl Snapshot<'_> {
    /// Returns the id of the archive: another for each that is created, imported or copied by
    /// [`Archive::backup`](crate::Archive::backup). A file that is copied by other means keeps it.
    ///
    /// ```
    /// use dateline::Archive;
    ///
    /// let id = |archive: &Archive| archive.read(|snapshot| snapshot.archive_id());
    /// assert_ne!(id(&Archive::in_memory()?)?, id(&Archive::in_memory()?)?);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn archive_id(&self) -> Result<String> {
        let id = self.row("SELECT value FROM meta WHERE key = 'archive_id'", [], |row| row.get("value"))?;
        id.ok_or_else(|| Error::Damaged("the id of the archive is missing".into()))
    }

    /// Returns the position after the latest change.
    pub fn position(&self) -> Result<Position> {
        Ok(Position::new(self.archive_id()?, self.last_change()?))
    }

    /// Returns the position after a change of this archive.
    pub(crate) fn position_at(&self, number: i64) -> Result<Position> {
        Ok(Position::new(self.archive_id()?, number))
    }

    /// Returns the number of a position, if it is one of this archive.
    pub(crate) fn number_of(&self, position: &Position) -> Result<i64> {
        if *position == Position::default() {
            return Ok(0);
        }
        let archive = self.archive_id()?;
        if position.archive != archive {
            return Err(Error::OtherArchive { of: position.archive.clone(), archive });
        }
        let last = self.last_change()?;
        if position.number > last {
            return Err(Error::PositionAhead { position: position.number, last });
        }
        Ok(position.number)
    }
}
