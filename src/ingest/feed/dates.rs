//! The dates of an entry.

use chrono::{DateTime, TimeDelta, Utc};

use super::entry::{Date, Entry};
use crate::ingest::date;
use crate::ingest::warning::Warning;
use crate::model::moment::{Moment, Precision};

/// A date that was chosen of those that an entry gives.
#[derive(Default)]
pub(super) struct Chosen {
    pub moment: Option<Moment>,
    /// The first one, where none can be read.
    pub unread: Option<String>,
    pub warnings: Vec<Warning>,
    /// What can't be read: field and value.
    pub invalid: Vec<(&'static str, String)>,
}

/// Returns the first date that can be read, and warns of those before it that can't.
pub(super) fn first(dates: &[Date]) -> Chosen {
    let mut chosen = Chosen::default();
    for Date { field, given } in dates {
        let given = given.trim();
        if given.is_empty() {
            continue;
        }
        match date::read(given).or_else(|| date::read(without_weekday(given)?)) {
            Some(read) => {
                chosen.moment = Some(read.moment);
                chosen.warnings.extend(read.unknown_zone.map(Warning::UnknownZone));
                break;
            }
            None => chosen.invalid.push((field, given.to_owned())),
        }
    }
    if chosen.moment.is_none() {
        chosen.unread = chosen.invalid.first().map(|(_, given)| given.clone());
    }
    chosen
}

/// Reads the time at which a feed was built. It is one only with its offset from UTC, and to the minute.
pub(super) fn instant(given: &str) -> Option<DateTime<Utc>> {
    let given = given.trim();
    exact(date::read(given).or_else(|| date::read(without_weekday(given)?))?.moment)
}

/// Returns the newest of the dates of entries: a feed that says nothing else was built then, or later.
pub(super) fn newest(entries: &[Entry]) -> Option<DateTime<Utc>> {
    let dates = entries.iter().flat_map(|entry| [&entry.published, &entry.modified]);
    dates.filter_map(|dates| exact(first(dates).moment?)).max()
}

fn exact(moment: Moment) -> Option<DateTime<Utc>> {
    let offset = TimeDelta::minutes(moment.offset_minutes()?.into());
    let is_exact = moment.precision() >= Precision::Minute;
    Some(moment.local().checked_sub_signed(offset)?.and_utc()).filter(|_| is_exact)
}

/// Takes off the name of a weekday, in any language, and a comma: `sam., 29 avril 2023`.
fn without_weekday(text: &str) -> Option<&str> {
    let end = text.find(|c: char| c == ',' || c.is_whitespace())?;
    let (word, rest) = text.split_at(end);
    let is_word = !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || c == '.' || c == '-');
    let rest = rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
    (is_word && rest.starts_with(|c: char| c.is_ascii_digit())).then_some(rest)
}
