//! Lines of the header that state dates, and often the byline beside them.

mod crawler;
mod labels;
mod lines;
mod relative;

use super::lines::ends_sentence;
use crate::ingest::credits::byline;
use crate::ingest::date::printed::{self as date, Value};
use crate::ingest::warning::Warning;
use crate::model::moment::Moment;
use crate::model::new_article::NewCredit;
use labels::Label;

pub(super) use crawler::date as header_date;
pub(super) use lines::Stamps;

/// The dates and the byline that a line of the header states.
#[derive(Clone, Default)]
pub(super) struct Stamp {
    pub published: Option<Stated>,
    pub modified: Option<Stated>,
    /// The byline as printed, and its names.
    pub byline: Option<(String, Vec<NewCredit>)>,
    /// True if a word says that this is a date or a byline.
    pub labelled: bool,
    /// True if the line says more than that.
    pub more: bool,
}

/// A date as printed, and read where it can be.
#[derive(Clone)]
pub(super) struct Stated {
    pub printed: String,
    pub moment: Option<Moment>,
    /// Both readings of a date whose day and month could be exchanged.
    pub readings: Option<[Moment; 2]>,
    pub warning: Option<Warning>,
}

impl Stamp {
    pub(super) fn is_dated(&self) -> bool {
        self.published.is_some() || self.modified.is_some()
    }

    /// Sets a date. The first one of a kind stands, and a second one without a label is a repetition.
    fn set(&mut self, label: Option<Label>, stated: Stated) {
        let slot = match label {
            Some(Label::Modified) => &mut self.modified,
            _ => &mut self.published,
        };
        self.labelled |= label.is_some();
        let is_better = slot.as_ref().is_none_or(|old| old.moment.is_none() && stated.moment.is_some());
        if is_better {
            *slot = Some(stated);
        }
    }
}

/// Longest line of dates, in bytes.
const MAX: usize = 240;
/// Characters that may stand beside a date with a label, and without.
const ROOM: (usize, usize) = (70, 26);

/// Reads a line that holds dates or a byline and little else; `None` for any other line.
pub(super) fn read(line: &str) -> Option<Stamp> {
    if line.len() > MAX {
        return None;
    }
    let digits = line.contains(|c: char| c.is_numeric());
    if let Some(names) = byline::labelled(line).filter(|_| !digits) {
        return Some(Stamp { byline: Some((line.to_owned(), names)), labelled: true, ..Stamp::default() });
    }
    if !digits && !line.contains(':') {
        return None;
    }
    let mut stamp = Stamp::default();
    let rest = take_dates(line, &mut stamp)?;
    let rest = rest.trim_matches(is_separator);
    if let Some(names) = byline::labelled(rest) {
        stamp.byline = Some((rest.to_owned(), names));
        stamp.labelled = true;
        return Some(stamp);
    }
    if let Some(names) = byline::bare(rest).filter(|names| !names.is_empty()) {
        stamp.byline = Some((rest.to_owned(), names));
        return Some(stamp);
    }
    stamp.more = rest.contains(char::is_alphanumeric);
    let room = if stamp.labelled { ROOM.0 } else { ROOM.1 };
    // Behind a date stands what belongs to it; before it a sentence.
    let is_sentence = stamp.more
        && !stamp.labelled
        && ends_sentence(line)
        && line.starts_with(rest.split(' ').next().unwrap_or_default());
    (rest.chars().count() <= room && !is_sentence).then_some(stamp)
}

/// Moves all dates of the line to `stamp` and returns what else it says; `None` if it has no date.
fn take_dates(line: &str, stamp: &mut Stamp) -> Option<String> {
    let mut rest = String::new();
    let mut at = 0;
    while let Some(text) = line.get(at..).filter(|text| !text.is_empty()) {
        let taken = stated_at(text, at == 0 || rest.ends_with(is_separator) || rest.is_empty());
        if let Some((label, stated, length)) = taken {
            stamp.set(label, stated);
            at += length;
            continue;
        }
        let word = next_word(text);
        rest.push_str(text.get(..word)?);
        at += word;
    }
    stamp.is_dated().then_some(rest)
}

/// Reads the date with which a text begins, behind a label or not. A label `may_stand` alone with what can't be read.
fn stated_at(text: &str, may_stand: bool) -> Option<(Option<Label>, Stated, usize)> {
    let (label, length) = labels::at_start(text).map_or((None, 0), |(label, length)| (Some(label), length));
    let named = text.get(length..)?;
    let after = if label.is_some() { labels::without_preposition(named) } else { named };
    let start = text.len() - after.len();
    if let Some(found) = date::at_start(after) {
        let end = found.range.end;
        return Some((label, stated(after, found), start + end));
    }
    if let Some(end) = relative::at_start(after).filter(|_| label.is_some() || may_stand) {
        return Some((label, unread(after.get(..end)?), start + end));
    }
    let label = label.filter(|_| may_stand)?;
    let (printed, end) = until_separator(named);
    let is_date =
        named.trim_start().starts_with([':', '：']) || printed.contains(|c: char| c.is_ascii_digit());
    (!printed.is_empty() && is_date).then(|| (Some(label), unread(printed), length + end))
}

fn stated(text: &str, found: date::Found) -> Stated {
    let printed = text.get(found.range).unwrap_or_default().to_owned();
    match found.value {
        Value::Ambiguous { day_first, month_first } => {
            let warning = Some(Warning::AmbiguousDate(printed.clone()));
            Stated { printed, moment: None, readings: Some([day_first, month_first]), warning }
        }
        Value::Moment(moment) => {
            let warning = found.uncertain_zone.map(Warning::UnknownZone);
            Stated { printed, moment: Some(moment), readings: None, warning }
        }
    }
}

/// Returns a date that is no day: a month and year, or nothing that is known.
fn unread(printed: &str) -> Stated {
    let moment = date::month_only(printed);
    let warning = moment.is_none().then(|| Warning::UnknownDate(printed.to_owned()));
    Stated { printed: printed.to_owned(), moment, readings: None, warning }
}

fn until_separator(text: &str) -> (&str, usize) {
    let end = text.find([',', '|', '·', '•']).unwrap_or(text.len());
    (text.get(..end).unwrap_or_default().trim_matches([':', '：', ' ']), end)
}

/// Returns the place at which the next word begins; a capital right behind a small letter begins one.
fn next_word(text: &str) -> usize {
    let mut before = text.chars().next().unwrap_or(' ');
    for (at, c) in text.char_indices().skip(1) {
        let begins = c.is_alphanumeric() && !before.is_alphanumeric();
        let is_glued = c.is_uppercase() && before.is_lowercase() || c.is_numeric() && before.is_alphabetic();
        if begins || is_glued {
            return at;
        }
        before = c;
    }
    text.len()
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '|' | '·' | '•' | ',' | '-' | '–' | '—' | '/' | ':' | '.' | '(' | ')' | '،')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(line: &str) -> Option<String> {
        read(line)?.published?.moment.map(|moment| moment.to_string())
    }

    #[test]
    fn labels_and_bylines_share_a_line() {
        let line = "By Ann Lee | Published: 4 March 2024 09:30 | Last updated March 5, 2024";
        let stamp = read(line).unwrap();
        assert_eq!(stamp.published.unwrap().printed, "4 March 2024 09:30");
        assert_eq!(stamp.modified.unwrap().moment, Some("2024-03-05".parse().unwrap()));
        let (printed, names) = stamp.byline.unwrap();
        assert_eq!(names, [NewCredit::author("Ann Lee")]);
        assert!(printed.starts_with("By Ann Lee"));
    }

    #[test]
    fn lines_of_a_date_alone() {
        assert_eq!(published("Monday, 4 March 2024").as_deref(), Some("2024-03-04"));
        assert_eq!(
            published("Ann Lee - Mar 4, 2024, 8:15 pm CST").as_deref(),
            Some("2024-03-04T20:15-06:00")
        );
        assert_eq!(published("Published: March 2024").as_deref(), Some("2024-03"));
        assert_eq!(
            published("Published: Monday, 4 March 2024 at 9:30 p.m.").as_deref(),
            Some("2024-03-04T21:30")
        );
        assert_eq!(
            published("Selby - 4 mar 2024 - 08:22Actualizado: 5 mar 2024 - 17:38CET").as_deref(),
            Some("2024-03-04T08:22")
        );
        assert_eq!(published("Ann LeePublished Mar 4, 2024, 9:30am").as_deref(), Some("2024-03-04T09:30"));
        for text in ["The bridge opened on 4 March 2024 with a parade", "It opened on 4 March 2024."] {
            assert_eq!(published(text), None);
        }
    }

    #[test]
    fn labels_of_many_languages() {
        for line in [
            "Veröffentlicht am 04.03.24 um 07:39 Uhr",
            "Publié le 4 mars 2024 à 07h39",
            "Publicado el 4 de marzo de 2024 a las 07:39",
            "Pubblicato il 4 marzo 2024 alle 07.39",
            "Publicado em 4 de março de 2024 às 07h39",
            "Gepubliceerd op 4 maart 2024 om 07:39",
            "Опубликовано: 4 марта 2024, 07:39",
            "Yayın tarihi: 4 Mart 2024 07:39",
            "نشر في: 4 مارس 2024 07:39",
            "입력 : 2024-03-04 07:39",
            "公開日：2024/03/04 07:39",
            "04.03.2024, 07:39 Lesezeit: 5 Min.",
        ] {
            assert_eq!(published(line).as_deref(), Some("2024-03-04T07:39"), "{line}");
        }
    }

    #[test]
    fn relative_dates_are_kept_as_printed() {
        let stated = read("Published: 3 hours ago").unwrap().published.unwrap();
        assert_eq!((stated.printed.as_str(), stated.moment), ("3 hours ago", None));
        assert_eq!(stated.warning, Some(Warning::UnknownDate("3 hours ago".into())));
    }
}
