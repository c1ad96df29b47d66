//! Where one page of results ends and the next begins.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The place in the results after which the next page begins.
///
/// It names a place, not a page number, so pages neither skip nor repeat an article while the
/// archive grows. Hand it back as it came, with the same query and order; as text it fits into a
/// URL. What stands in it is nobody's business but the archive's, and may change.
///
/// ```
/// use dateline::{Cursor, Query};
///
/// let from_url: Cursor = "272314368".parse()?;
/// let next = Query::from("iran").after(Some(from_url));
/// assert_eq!(from_url.to_string(), "272314368");
/// # let _ = next;
/// # Ok::<(), dateline::InvalidCursor>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cursor(pub(crate) i64);

/// The text is not a [`Cursor`] that an archive gave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor of this archive")]
pub struct InvalidCursor;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Cursor {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(InvalidCursor);
        }
        text.parse().map(Self).map_err(|_| InvalidCursor)
    }
}

impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
