//! Resolves a printed date to the instant that it stands for.

use chrono::{DateTime, Duration, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;

use crate::model::article::field::says_more;
use crate::model::moment::{Moment, Precision};
use crate::model::new_article::NewArticle;
use crate::model::published::{Published, ZoneBasis};

/// Resolves when a new article was published, given what the archive knows of it and its publication's zone.
pub(super) fn resolve_date(
    new: &NewArticle,
    stored: Option<&Published>,
    zone: Option<Tz>,
    now: DateTime<Utc>,
) -> Published {
    let mut published = match (new.published, stored) {
        (Some(moment), Some(stored)) if says_more(stored, moment) => stored.clone(),
        (Some(moment), _) => resolve(moment, zone),
        (None, Some(stored)) => stored.clone(),
        (None, None) => Published::first_seen(now),
    };
    if !new.published_printed.is_empty() {
        published.printed = new.published_printed.clone();
    } else if let Some(stored) = stored {
        published.printed = stored.printed.clone();
    }
    published
}

/// Returns true if a moment's offset from UTC, if it has one, is less than a day.
pub(super) fn has_fit_offset(moment: Moment) -> bool {
    moment.offset_minutes().is_none_or(|minutes| minutes.unsigned_abs() < 24 * 60)
}

/// Resolves a moment to its instant. A time of day without an offset is taken in the publication's zone, a
/// day, month or year as it stands in UTC: it is a span of the calendar, not an instant.
pub(super) fn resolve(moment: Moment, zone: Option<Tz>) -> Published {
    let local = moment.local();
    let timed = matches!(moment.precision(), Precision::Minute | Precision::Second);
    let (offset, basis) = match (moment.offset_minutes(), zone) {
        (Some(offset), _) => (offset, ZoneBasis::Explicit),
        (None, Some(zone)) if timed => (offset_in(zone, local), ZoneBasis::Publication),
        (None, _) => (0, ZoneBasis::AssumedUtc),
    };
    let at = local.and_utc().checked_sub_signed(Duration::minutes(offset.into())).unwrap_or(local.and_utc());
    Published { at, offset, precision: Some(moment.precision()), basis, printed: String::new() }
}

/// Returns the minutes east of UTC: of an hour that comes twice the first, of one that is left out as before it.
fn offset_in(zone: Tz, local: NaiveDateTime) -> i32 {
    let known = zone.offset_from_local_datetime(&local).earliest();
    let offset = known.or_else(|| {
        let before = local.checked_sub_signed(Duration::hours(3))?;
        zone.offset_from_local_datetime(&before).earliest()
    });
    offset.map_or(0, |offset| offset.fix().local_minus_utc() / 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(moment: &str, zone: Option<Tz>) -> String {
        let published = resolve(moment.parse().unwrap(), zone);
        format!("{} {}", published.at.format("%Y-%m-%dT%H:%M"), published.basis.as_str())
    }

    #[test]
    fn a_printed_time_is_the_publications() {
        let jerusalem = Some(chrono_tz::Asia::Jerusalem);
        assert_eq!(at("2023-04-29T22:31", jerusalem), "2023-04-29T19:31 publication");
        assert_eq!(at("2023-04-29T22:31", None), "2023-04-29T22:31 assumed_utc");
        assert_eq!(at("2023-04-29T22:31+01:00", jerusalem), "2023-04-29T21:31 explicit");
        assert_eq!(at("2023-04-29", jerusalem), "2023-04-29T00:00 assumed_utc");
    }

    #[test]
    fn clocks_that_jump_have_an_answer() {
        let berlin = Some(chrono_tz::Europe::Berlin);
        // 2024-03-31 02:30 doesn't exist; 2024-10-27 02:30 comes twice, first in summer time.
        assert_eq!(at("2024-03-31T02:30", berlin), "2024-03-31T01:30 publication");
        assert_eq!(at("2024-10-27T02:30", berlin), "2024-10-27T00:30 publication");
    }
}
