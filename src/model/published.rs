//! The time at which an article was published, as an instant, and how that instant is known.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use rusqlite::{Row, RowIndex};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::column::{instant, word};
use super::moment::{Moment, Precision};
use crate::model::words::words;

words! {
    /// The word on which a printed time is taken to be in a zone.
    #[non_exhaustive]
    ZoneBasis {
        /// The source gave the offset.
        Explicit = "explicit"
        /// The publication's time zone was taken.
        Publication = "publication"
        /// Nobody said: UTC was taken.
        AssumedUtc = "assumed_utc"
        /// There is no date: it stands at the time the archive first saw it.
        FirstSeen = "first_seen"
    }
}

/// The time at which an article was published, and how that is known.
///
/// In JSON it is four fields: `published`, the [`moment`](Self::moment) or null; `published_utc`, the
/// instant; `published_basis` and `published_printed`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Published {
    /// The instant; of a coarser date the first one of its day, month or year.
    pub at: DateTime<Utc>,
    /// Minutes east of UTC of the local time that was printed, or taken for it.
    pub offset: i32,
    /// The part of the date that its source gave; `None` where it gave no date.
    pub precision: Option<Precision>,
    /// The word on which the time is in that zone.
    pub basis: ZoneBasis,
    /// The date as printed, or empty.
    pub printed: String,
}

impl Published {
    /// Returns the place in time of an article that has no date.
    pub(crate) fn first_seen(at: DateTime<Utc>) -> Self {
        Self { at, offset: 0, precision: None, basis: ZoneBasis::FirstSeen, printed: String::new() }
    }

    /// Reads the columns `published…` of an article.
    pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let columns =
            ["published", "published_offset", "published_precision", "published_basis", "published_printed"];
        Self::from_columns(row, columns)
    }

    /// Reads the same columns, by their names or their numbers.
    pub(crate) fn from_columns(
        row: &Row<'_>,
        [at, offset, precision, basis, printed]: [impl RowIndex + Copy; 5],
    ) -> rusqlite::Result<Self> {
        Ok(Self {
            at: instant(row, at)?,
            offset: row.get(offset)?,
            precision: self::precision(row, precision)?,
            basis: word(row, basis, ZoneBasis::from_word)?,
            printed: row.get(printed)?,
        })
    }

    /// Returns local time, where it was published.
    pub fn local(&self) -> NaiveDateTime {
        local(self.at, self.offset)
    }

    /// Returns the local calendar day.
    pub fn date(&self) -> NaiveDate {
        self.local().date()
    }

    /// Returns true if only the day, month or year is known. Such a date is one of the calendar, as printed, and
    /// the same in every zone.
    pub fn is_coarse(&self) -> bool {
        self.precision.is_some_and(|precision| precision <= Precision::Day)
    }

    /// Returns the date as it is shown in a zone, without an offset: a time of day by the clocks there, a day, month
    /// or year as printed. `None` where the source gave no date.
    ///
    /// A query asked in that zone finds the article `on:` it, and on its day, month and year.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = NewArticle::new("Ferry delayed", "").published("2024-05-01T22:31-04:00".parse().unwrap());
    /// archive.write(|tx| tx.save(&article))?;
    /// let hit = &archive.search(&"ferry".into())?.hits[0];
    /// let shown = hit.published.moment_in(chrono_tz::Europe::Madrid).unwrap();
    /// assert_eq!(shown.to_string(), "2024-05-02T04:31");
    /// let query = Query::new().on(shown).zone(chrono_tz::Europe::Madrid);
    /// assert_eq!(archive.count(&query)?.count, 1);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn moment_in(&self, zone: Tz) -> Option<Moment> {
        let local = if self.is_coarse() { self.local() } else { self.at.with_timezone(&zone).naive_local() };
        Some(Moment::new(local, self.precision?))
    }

    /// Returns what the source said: with an offset only if it gave one. `None` where it gave no date.
    pub fn moment(&self) -> Option<Moment> {
        let moment = Moment::new(self.local(), self.precision?);
        Some(if self.basis == ZoneBasis::Explicit { moment.with_offset(self.offset) } else { moment })
    }
}

impl Serialize for Published {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Published", 4)?;
        fields.serialize_field("published", &self.moment())?;
        fields.serialize_field("published_utc", &self.at.to_rfc3339_opts(SecondsFormat::Secs, true))?;
        fields.serialize_field("published_basis", &self.basis)?;
        fields.serialize_field("published_printed", &self.printed)?;
        fields.end()
    }
}

/// Returns local time so many minutes east of UTC; UTC itself where the calendar ends before.
pub(super) fn local(at: DateTime<Utc>, offset: i32) -> NaiveDateTime {
    let utc = at.naive_utc();
    utc.checked_add_signed(Duration::minutes(offset.into())).unwrap_or(utc)
}

/// Reads a column of a precision, of which `none` is no date.
pub(super) fn precision(row: &Row<'_>, column: impl RowIndex + Copy) -> rusqlite::Result<Option<Precision>> {
    match row.get_ref(column)?.as_str()? {
        "none" => Ok(None),
        _ => word(row, column, Precision::from_word).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_the_calendar_have_a_local_time() {
        let (first, last) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
        assert_eq!(local(first, -60), first.naive_utc());
        assert_eq!(local(last, 60), last.naive_utc());
        assert_eq!(local(DateTime::UNIX_EPOCH, 90).to_string(), "1970-01-01 01:30:00");
    }
}
