//! The dates of an entry.

use super::entry::Date;
use crate::ingest::date;
use crate::ingest::warning::Warning;
use crate::model::moment::Moment;

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

/// Takes off the name of a weekday, in any language, and a comma: `sam., 29 avril 2023`.
fn without_weekday(text: &str) -> Option<&str> {
    let end = text.find(|c: char| c == ',' || c.is_whitespace())?;
    let (word, rest) = text.split_at(end);
    let is_word = !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || c == '.' || c == '-');
    let rest = rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
    (is_word && rest.starts_with(|c: char| c.is_ascii_digit())).then_some(rest)
}
