//! Bylines: `By JANE DOE and Reuters` as credits.

use super::names::{is_agency, kind, looks_like_person};
use crate::model::new_article::{CreditKind, NewCredit, Role};
use crate::text::fold_name;

/// Words that a byline begins with, folded; a blank or a colon must follow.
const LABELS: &[(&str, Role)] = &[
    ("by", Role::Author),
    ("written by", Role::Author),
    ("story by", Role::Author),
    ("words by", Role::Author),
    ("reported by", Role::Author),
    ("report by", Role::Author),
    ("author", Role::Author),
    ("authors", Role::Author),
    ("von", Role::Author),
    ("autor", Role::Author),
    ("autorin", Role::Author),
    ("autoren", Role::Author),
    ("ein artikel von", Role::Author),
    ("par", Role::Author),
    ("por", Role::Author),
    ("di", Role::Author),
    ("door", Role::Author),
    ("av", Role::Author),
    ("af", Role::Author),
    ("photographs by", Role::Photographer),
    ("photos by", Role::Photographer),
    ("photography by", Role::Photographer),
    ("pictures by", Role::Photographer),
    ("edited by", Role::Editor),
    ("translated by", Role::Translator),
    ("illustrations by", Role::Illustrator),
    ("illustration by", Role::Illustrator),
    ("additional reporting by", Role::Contributor),
];

/// Parts of a name that a comma may set apart.
const SUFFIXES: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "md", "phd", "ph.d.", "m.d."];

/// Longest byline, in bytes.
const MAX: usize = 160;

/// Returns the credits of a line that says it is a byline; `None` for any other line.
pub fn labelled(line: &str) -> Option<Vec<NewCredit>> {
    let line = line.trim();
    if line.len() > MAX || (line.ends_with('.') && line.split_whitespace().count() > 6) {
        return None;
    }
    let (role, rest) =
        LABELS.iter().filter_map(|&(label, role)| Some((role, after_label(line, label)?))).next_back()?;
    let first = rest.split_whitespace().next()?;
    if !first.starts_with(char::is_uppercase) && !fold_name(rest).starts_with("the ") {
        return None;
    }
    let credits = split(rest, role);
    let sure = |credit: &NewCredit| {
        credit.kind == CreditKind::Organization
            || looks_like_person(&credit.name)
            || credit.name.split_whitespace().count() == 1
    };
    (!credits.is_empty() && credits.iter().any(sure)).then_some(credits)
}

/// Returns the credits of what is known to be a byline.
pub(super) fn credits(line: &str) -> Vec<NewCredit> {
    let line = line.trim();
    if line.len() > MAX {
        return Vec::new();
    }
    labelled(line).unwrap_or_else(|| split(line, Role::Author))
}

fn after_label<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let start = line.get(..label.len())?;
    let rest = line.get(label.len()..)?;
    let parted = rest.starts_with(|c: char| c == ':' || c.is_whitespace());
    (start.eq_ignore_ascii_case(label) && parted).then(|| rest.trim_start_matches(':').trim())
}

/// Returns the names of a byline without its label. What is no name (`Political Correspondent`, `in Paris`) is
/// left out; the byline as printed keeps it.
fn split(names: &str, role: Role) -> Vec<NewCredit> {
    let mut credits: Vec<NewCredit> = Vec::new();
    for piece in pieces(names) {
        let name = without_place(piece);
        let is_suffix = SUFFIXES.contains(&fold_name(name).as_str());
        match credits.last_mut() {
            Some(last) if is_suffix => {
                last.name.push_str(", ");
                last.name.push_str(name);
            }
            Some(_) if !is_agency(name) && !stands_alone(name) => {}
            _ if name.is_empty() || name.contains(['@', ':']) || fold_name(name) == "the" => {}
            _ => credits.push(NewCredit { name: name.to_owned(), kind: kind(name), role }),
        }
    }
    credits
}

/// Returns true if a further piece is a name and not the title of the one before.
fn stands_alone(name: &str) -> bool {
    let titles =
        ["correspondent", "editor", "reporter", "professor", "writer", "contributor", "columnist", "analyst"];
    let folded = fold_name(name);
    !titles.iter().any(|title| folded.split(' ').any(|word| word == *title))
        && (looks_like_person(name) || kind(name) == CreditKind::Organization)
}

fn pieces(names: &str) -> Vec<&str> {
    let mut pieces = vec![names];
    for separator in [" | ", " • ", " · ", ";", ", ", "/", " & ", " and ", " und ", " et ", " y "] {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(separator)).collect();
    }
    pieces.into_iter().map(|piece| piece.trim_matches([' ', ',', '-', '–', '—', '|'])).collect()
}

/// Returns a name without its place: `JANE DOE in Paris` is Jane Doe.
fn without_place(name: &str) -> &str {
    [" in ", " à ", " aus ", " for "]
        .iter()
        .find_map(|word| name.split_once(word))
        .map_or(name, |(name, _)| name)
        .trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Vec<String> {
        labelled(line).unwrap_or_default().into_iter().map(|credit| credit.name).collect()
    }

    #[test]
    fn names_are_split_and_titles_left_out() {
        assert_eq!(names("By REUTERS"), ["REUTERS"]);
        assert_eq!(names("By Ann Lee, Political Correspondent"), ["Ann Lee"]);
        assert_eq!(names("By Ann Lee, Bo Dahl and Cy Oke in Paris"), ["Ann Lee", "Bo Dahl", "Cy Oke"]);
        assert_eq!(names("By Sam Orr, Jr. & AP"), ["Sam Orr, Jr.", "AP"]);
        assert_eq!(names("Von Uwe Kern und dpa"), ["Uwe Kern", "dpa"]);
        assert_eq!(names("by: Ann Lee/REUTERS"), ["Ann Lee", "REUTERS"]);
    }

    #[test]
    fn other_lines_are_no_bylines() {
        for line in
            ["Byrne Hobart", "By the time the ferry came it was dark.", "ABBY Lee", "By and large", "by"]
        {
            assert_eq!(labelled(line), None, "{line}");
        }
    }

    #[test]
    fn roles_and_kinds() {
        let photos = labelled("Photographs by Ann Lee").unwrap();
        assert_eq!((photos[0].role, photos[0].kind), (Role::Photographer, CreditKind::Person));
        let desk = labelled("By NORDVIK GAZETTE STAFF").unwrap();
        assert_eq!(desk[0].kind, CreditKind::Organization);
    }
}
