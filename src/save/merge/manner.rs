//! The way in which what is new goes over what is stored.

use std::cmp::Ordering;

use chrono::{DateTime, Duration, Months, Utc};

use crate::model::article::Article;
use crate::model::moment::{Moment, Precision};
use crate::model::new_article::{NewArticle, Status};
use crate::save::report::Reason;

/// The way in which what is new goes over what is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Each value that is said replaces the stored one, unless that one is better.
    Replace,
    /// A value that is said fills an absent one, or an excerpt; the rest stays, for this reason.
    Fill(Reason),
}

/// Compares the version that a new article is of with the stored one: `Less` is an earlier one, and `None` is
/// said where one of them doesn't say which it is.
///
/// A time of modification that is still to come says nothing: it would hold off everything until then.
pub(crate) fn compare_versions(new: &NewArticle, stored: &Article, now: DateTime<Utc>) -> Option<Ordering> {
    if let (Some(new), Some(stored)) = (new.version, stored.version)
        && new != stored
    {
        return Some(new.cmp(&stored));
    }
    let (new, stored) = (new.modified?, stored.modified?);
    match (new.instant() > now.timestamp(), stored.instant() > now.timestamp()) {
        (_, true) => None,
        (true, false) => Some(Ordering::Greater),
        (false, false) => Some(compare_moments(new, stored)),
    }
}

/// Returns true if an article says that it is of a later version than the stored one, or that it is taken back.
pub(crate) fn is_later(version: Option<Ordering>, new: &NewArticle, stored: &Article) -> bool {
    let begins_to_say = new.modified.is_some() && stored.modified.is_none()
        || new.version.is_some() && stored.version.is_none();
    let is_taken_back = new.status.is_some_and(|new| withdrawal(new) > withdrawal(stored.status));
    version == Some(Ordering::Greater) || begins_to_say || is_taken_back
}

/// Returns how far a status takes an article back.
fn withdrawal(status: Status) -> u8 {
    match status {
        Status::Usable => 0,
        Status::Withheld => 1,
        Status::Canceled => 2,
    }
}

/// Compares two moments as far as both are exact: a day and an hour of it are equal.
fn compare_moments(one: Moment, other: Moment) -> Ordering {
    let (first, last) = span(one);
    let (other_first, other_last) = span(other);
    if last <= other_first {
        Ordering::Less
    } else if other_last <= first {
        Ordering::Greater
    } else {
        Ordering::Equal
    }
}

/// Returns the seconds in which a moment lies, the second of them outside.
fn span(moment: Moment) -> (i64, i64) {
    let local = moment.local();
    let end = match moment.precision() {
        Precision::Second => local.checked_add_signed(Duration::seconds(1)),
        Precision::Minute => local.checked_add_signed(Duration::minutes(1)),
        Precision::Day => local.checked_add_signed(Duration::days(1)),
        Precision::Month => local.checked_add_months(Months::new(1)),
        Precision::Year => local.checked_add_months(Months::new(12)),
    };
    let first = moment.instant();
    let length = end.map_or(0, |end| (end - local).num_seconds());
    (first, first.saturating_add(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn compares(one: &str, other: &str, expected: Ordering) {
        let (one, other): (Moment, Moment) = (one.parse().unwrap(), other.parse().unwrap());
        assert_eq!(compare_moments(one, other), expected);
        assert_eq!(compare_moments(other, one), expected.reverse());
    }

    #[test]
    fn moments_compare_as_far_as_both_are_exact() {
        compares("2024-05-02T10:00Z", "2024-05-02T10:01Z", Ordering::Less);
        compares("2024-05-02T10:00:01Z", "2024-05-02T10:00:02Z", Ordering::Less);
        compares("2024-05-02T10:00Z", "2024-05-02T10:00:30Z", Ordering::Equal);
        compares("2024-05-02T12:00+02:00", "2024-05-02T11:00+00:00", Ordering::Less);
        compares("2024-05-02", "2024-05-02T23:59Z", Ordering::Equal);
        compares("2024-05-02", "2024-05-03T00:00Z", Ordering::Less);
        compares("2024", "2024-12-31", Ordering::Equal);
        compares("2024-02", "2024-03", Ordering::Less);
    }
}
