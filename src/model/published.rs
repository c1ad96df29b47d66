//! When an article was published, as an instant, and how that instant is known.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{Moment, Precision};

/// Who said in which zone a printed time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneBasis {
    /// The source gave the offset.
    Explicit,
    /// The publication's time zone was taken.
    Publication,
    /// Nobody said: UTC was taken.
    AssumedUtc,
    /// There is no date: it stands at the time the archive first saw it.
    FirstSeen,
}

/// When an article was published, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Published {
    /// The instant; of a coarser date the first one of its day, month or year.
    pub at: DateTime<Utc>,
    /// Minutes east of UTC of the local time that was printed, or taken for it.
    pub offset: i32,
    /// How much of the date its source gave; `None` where it gave no date.
    pub precision: Option<Precision>,
    /// Who said in which zone the time is.
    pub basis: ZoneBasis,
    /// The date as printed, or empty.
    pub printed: String,
}

impl Published {
    /// Local time, where it was published.
    pub fn local(&self) -> NaiveDateTime {
        self.at.naive_utc() + Duration::minutes(self.offset.into())
    }

    /// The local calendar day.
    pub fn date(&self) -> NaiveDate {
        self.local().date()
    }

    /// What the source said: with an offset only if it gave one. `None` where it gave no date.
    pub fn moment(&self) -> Option<Moment> {
        let moment = Moment::new(self.local(), self.precision?);
        Some(if self.basis == ZoneBasis::Explicit { moment.with_offset(self.offset) } else { moment })
    }
}
