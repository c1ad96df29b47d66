//! Lines of the header that state dates, and often the byline beside them.

use super::{byline, names};
use crate::ingest::date::printed::{self as date, Value};
use crate::ingest::warning::Warning;
use crate::model::moment::Moment;
use crate::model::new_article::{CreditKind, NewCredit, Role};
use crate::text::fold;

const PUBLISHED: &[&str] = &[
    "published",
    "published on",
    "published at",
    "posted",
    "posted on",
    "first published",
    "publication",
    "date",
    "veröffentlicht",
    "publiziert",
    "erstellt",
    "publié",
    "publié le",
    "publicado",
    "pubblicato",
    "publikacja",
    "gepubliceerd",
    "publisert",
    "publicerad",
];
const MODIFIED: &[&str] = &[
    "updated",
    "updated on",
    "updated at",
    "last updated",
    "modified",
    "last modified",
    "aktualisiert",
    "aktualisiert am",
    "zuletzt aktualisiert",
    "letztes update",
    "stand",
    "mis à jour",
    "mis à jour le",
    "modifié",
    "actualizado",
    "aggiornato",
    "aktualizacja",
    "atualizado",
    "oppdatert",
    "uppdaterad",
    "bijgewerkt",
];

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
    pub warning: Option<Warning>,
}

/// Reads `date 2023-04-29 …`, the line that some crawlers put above a page; the date, and the rest.
pub(super) fn header_date(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("date ")?.trim_start();
    let (date, rest) = (rest.get(..10)?, rest.get(10..)?);
    date.parse::<crate::model::moment::Moment>().ok()?;
    Some((date, rest.trim()))
}

/// Reads a line that holds dates or a byline and little else; `None` for any other line.
pub(super) fn read(line: &str) -> Option<Stamp> {
    if line.len() > 240 {
        return None;
    }
    let digits = line.contains(|c: char| c.is_ascii_digit());
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
    if let Some(name) = unlabelled_name(rest) {
        stamp.byline = Some((rest.to_owned(), vec![name]));
        return Some(stamp);
    }
    let room = if stamp.labelled { 60 } else { 24 };
    stamp.more = rest.contains(char::is_alphanumeric);
    (rest.chars().count() <= room).then_some(stamp)
}

/// Reads a name alone, such as stands beside a date: it may be the author's, nothing says so.
pub(super) fn unlabelled_name(text: &str) -> Option<NewCredit> {
    let first = text.split([',', '|', '·', '•', '/']).next()?.trim();
    let kind = if names::is_agency(first) {
        CreditKind::Organization
    } else if names::looks_like_person(first) {
        CreditKind::Unknown
    } else {
        return None;
    };
    Some(NewCredit { name: first.to_owned(), kind, role: Role::Author })
}

/// Moves all dates of the line to `stamp` and returns what else it says; `None` if it has no date.
fn take_dates(line: &str, stamp: &mut Stamp) -> Option<String> {
    let mut rest = String::new();
    let mut at = 0;
    while let Some(text) = line.get(at..).filter(|text| !text.is_empty()) {
        let (label, length) = label(text).unwrap_or((None, 0));
        let named = text.get(length..).unwrap_or_default();
        let after = if label.is_some() { without_preposition(named) } else { named };
        let start = at + text.len() - after.len();
        if let Some(found) = date::at_start(after) {
            let printed = after.get(found.range.clone()).unwrap_or_default().to_owned();
            let (moment, warning) = match (found.value, found.uncertain_zone) {
                (Value::Ambiguous, _) => (None, Some(Warning::AmbiguousDate(printed.clone()))),
                (Value::Moment(moment), zone) => (Some(moment), zone.map(Warning::UnknownZone)),
            };
            stamp.set(label, Stated { printed, moment, warning });
            at = start + found.range.end;
            continue;
        }
        if let Some(label) = label.filter(|_| at == 0 || rest.ends_with(is_separator)) {
            let (printed, end) = until_separator(named);
            if !printed.is_empty()
                && (named.starts_with(':') || printed.contains(|c: char| c.is_ascii_digit()))
            {
                let printed = printed.to_owned();
                let moment = date::month_only(&printed);
                let warning = moment.is_none().then(|| Warning::UnknownDate(printed.clone()));
                stamp.set(Some(label), Stated { printed, moment, warning });
                at += length + end;
                continue;
            }
        }
        let word = next_word(text);
        rest.push_str(text.get(..word)?);
        at += word;
    }
    (stamp.published.is_some() || stamp.modified.is_some()).then_some(rest)
}

impl Stamp {
    /// Sets a date. The first one of a kind stands, and a second one without a label is a repetition.
    fn set(&mut self, label: Option<Label>, stated: Stated) {
        let slot = match label {
            Some(Label::Modified) => &mut self.modified,
            _ => &mut self.published,
        };
        self.labelled |= label.is_some();
        slot.get_or_insert(stated);
    }
}

#[derive(Clone, Copy)]
enum Label {
    Published,
    Modified,
}

/// Returns the label with which the text begins, and its length.
fn label(text: &str) -> Option<(Option<Label>, usize)> {
    let published = PUBLISHED.iter().map(|label| (*label, Label::Published));
    let modified = MODIFIED.iter().map(|label| (*label, Label::Modified));
    let (length, label) = published
        .chain(modified)
        .filter_map(|(name, label)| Some((length_of_label(text, name)?, label)))
        .max_by_key(|(length, _)| *length)?;
    Some((Some(label), length))
}

fn length_of_label(text: &str, name: &str) -> Option<usize> {
    let first = |text: &str| text.as_bytes().first().map(u8::to_ascii_lowercase);
    let start = text.get(..name.len()).filter(|start| first(start) == first(name))?;
    let rest = text.get(name.len()..)?;
    let same = fold(start) == fold(name) && !rest.starts_with(char::is_alphanumeric);
    same.then_some(name.len())
}

fn until_separator(text: &str) -> (&str, usize) {
    let end = text.find([',', '|', '·', '•']).unwrap_or(text.len());
    (text.get(..end).unwrap_or_default().trim_matches([':', ' ']), end)
}

/// Returns what follows a label: `: 4 May 2024`, `am 4. Mai 2024`.
fn without_preposition(text: &str) -> &str {
    let text = text.trim_start_matches([':', ' ']);
    let words = ["am ", "den ", "on ", "le ", "el ", "il ", "em "];
    words.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text).trim_start()
}

/// Returns the place at which the next word begins.
fn next_word(text: &str) -> usize {
    let mut in_word = text.starts_with(char::is_alphanumeric);
    for (at, c) in text.char_indices().skip(1) {
        match c.is_alphanumeric() {
            true if !in_word => return at,
            word => in_word = word,
        }
    }
    text.len()
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '|' | '·' | '•' | ',' | '-' | '–' | '—' | '/' | ':' | '.' | '(' | ')')
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
        assert_eq!(published("The bridge opened on 4 March 2024 with a parade"), None);
    }

    #[test]
    fn relative_dates_are_kept_as_printed() {
        let stated = read("Published: 3 hours ago").unwrap().published.unwrap();
        assert_eq!((stated.printed.as_str(), stated.moment), ("3 hours ago", None));
        assert_eq!(stated.warning, Some(Warning::UnknownDate("3 hours ago".into())));
    }
}
