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
/// text it is `0`, or the id and a number; as data it is that text.
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
}

impl Position {
    pub(super) fn new(archive: String, number: i64) -> Self {
        Self { archive, number }
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
            archive => write!(f, "{archive}:{}", self.number),
        }
    }
}

/// A text that is no position.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a position: it is 0, or the id of an archive, a colon and a number")]
pub struct InvalidPosition;

impl FromStr for Position {
    type Err = InvalidPosition;

    fn from_str(text: &str) -> Result<Self, InvalidPosition> {
        if text == BEGINNING {
            return Ok(Self::default());
        }
        let (archive, number) = text.split_once(':').ok_or(InvalidPosition)?;
        let is_id =
            !archive.is_empty() && archive.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        match number.parse() {
            Ok(number) if is_id && is_number => Ok(Self::new(archive.to_owned(), number)),
            _ => Err(InvalidPosition),
        }
    }
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
