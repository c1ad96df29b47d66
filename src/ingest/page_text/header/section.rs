//! The section of the publication, as a page prints it above the headline.

use super::publication::is_title;
use crate::text::fold_name;

/// First words of breadcrumbs, folded.
const HOME: &[&str] = &[
    "home",
    "homepage",
    "startseite",
    "start",
    "accueil",
    "inicio",
    "home page",
    "hjem",
    "hem",
    "etusivu",
    "главная",
    "anasayfa",
    "الرئيسية",
    "ראשי",
    "strona glowna",
    "forside",
    "du befindest dich hier",
];

/// Returns the section that a breadcrumb above the headline ends with: `Home > World > Europe`.
pub(super) fn in_breadcrumb<'a>(line: &'a str, headline: &str) -> Option<&'a str> {
    let separator =
        [" > ", " » ", " › ", " / ", ">"].into_iter().find(|separator| line.contains(separator))?;
    let mut parts: Vec<&str> = line.split(separator).map(str::trim).collect();
    if parts.last().is_some_and(|last| fold_name(last) == fold_name(headline)) {
        parts.pop();
    }
    let is_home =
        parts.first().is_some_and(|first| HOME.contains(&fold_name(first.trim_end_matches(':')).as_str()));
    let short = (2..=6).contains(&parts.len())
        && parts.iter().all(|part| (1..=4).contains(&part.split_whitespace().count()));
    let last = parts.last()?;
    (is_home && short && !HOME.contains(&fold_name(last).as_str())).then_some(*last)
}

/// Returns true for one to three words that may be a section right above the headline.
pub(super) fn is_section(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (1..=3).contains(&words)
        && text.chars().count() <= 30
        && is_title(text)
        && !text.contains('.')
        && !text.contains(|c: char| c.is_ascii_digit())
}
