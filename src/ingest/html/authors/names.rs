//! The names in a text that names authors.

use crate::ingest::credits::names as known;
use crate::model::new_article::CreditKind;
use crate::text::fold_name;

/// Words with which a byline begins, folded.
const LABELS: &[&str] = &[
    "by",
    "written by",
    "story by",
    "text by",
    "reported by",
    "von",
    "text von",
    "ein artikel von",
    "par",
    "por",
    "di",
    "door",
    "av",
    "af",
    "de",
    "autor",
    "autorin",
    "autoren",
    "author",
    "authors",
    "tekst",
    "text",
    "texte",
    "yazan",
    "articulo de",
    "od",
    "auteur",
    "redaktion",
    "por:",
];
/// Words between names. Those in lower case are told by the blanks around them.
const BETWEEN: &[&str] = &[
    " | ", " • ", " · ", ";", " / ", " & ", " and ", " und ", " et ", " y ", " og ", " och ", " e ", " en ",
    " ja ", " i ", " и ", " ve ", " et/ou ", "、", "・", "，",
];
/// Parts of a name that a comma may set apart.
const SUFFIXES: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"];
/// Words that name no author.
const NOBODY: &[&str] = &[
    "admin",
    "administrator",
    "editor",
    "author",
    "null",
    "undefined",
    "none",
    "unknown",
    "user",
    "guest",
    "default",
];
/// Words of buttons that stand beside a byline, folded.
const BUTTONS: &[&str] = &[
    "twitter",
    "facebook",
    "whatsapp",
    "instagram",
    "linkedin",
    "email",
    "e-mail",
    "share",
    "follow",
    "print",
    "comments",
    "kommentare",
    "newsletter",
    "login",
    "subscribe",
    "teilen",
    "read",
    "more",
    "updated",
    "published",
    "posted",
    "home",
    "contact",
    "kontakt",
    "impressum",
    "about",
    "profile",
    "bio",
];
/// Parts of words for what a person does, folded.
const OCCUPATIONS: &[&str] = &[
    "correspond",
    "korrespond",
    "editor",
    "reporter",
    "professor",
    "writer",
    "contribut",
    "columnist",
    "analyst",
    "journalis",
    "redakt",
    "director",
    "producer",
];
/// Titles behind a name, in languages that have no blank or comma for it.
const TITLES: &[&str] = &[" 기자", " 특파원", "記者", " 记者", "记者"];
/// The most bytes of a text with names in it that are looked at.
const LONGEST_LIST: usize = 4_000;
/// The most bytes of a name.
const LONGEST: usize = 100;

/// Returns true for a text that looks like a person's name.
pub(super) fn looks_like_person(name: &str) -> bool {
    known::looks_like_person(name)
}

/// Returns true for a person's name that isn't the words of a button.
pub(super) fn is_author(name: &str) -> bool {
    known::looks_like_person(name) && !is_button(name)
}

/// Returns true for what a person does, and not how they are called.
fn is_title(text: &str) -> bool {
    let folded = fold_name(text);
    folded.split(' ').any(|word| OCCUPATIONS.iter().any(|occupation| word.contains(occupation)))
}

/// Returns true for the words of a button.
pub(super) fn is_button(name: &str) -> bool {
    fold_name(name).split(' ').any(|word| BUTTONS.contains(&word))
}

/// Returns the names of a text, without its label, titles, addresses and initials.
pub(super) fn split(text: &str) -> Vec<(String, CreditKind)> {
    let end =
        (0..=LONGEST_LIST.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    let text = without_label(text.get(..end).unwrap_or_default().trim());
    let mut pieces = vec![text];
    for separator in BETWEEN {
        pieces = pieces.into_iter().flat_map(|piece| parted(piece, separator)).collect();
    }
    let mut names: Vec<(String, CreditKind)> = Vec::new();
    for piece in pieces {
        for (at, part) in piece.split(", ").flat_map(|part| part.split(',')).enumerate() {
            let name = cleaned(part);
            match names.last_mut() {
                Some((last, _)) if SUFFIXES.contains(&fold_name(&name).as_str()) => {
                    last.push_str(", ");
                    last.push_str(&name);
                }
                // Behind a comma stands a title or a place, unless it is a name.
                _ if at > 0 && !(is_author(&name) && !is_title(&name) || known::is_agency(&name)) => {}
                _ if is_name(&name) => names.push((name.clone(), known::kind(&name))),
                _ => {}
            }
        }
    }
    names
}

/// Parts a text where a word stands between what may be names.
fn parted<'t>(text: &'t str, separator: &str) -> Vec<&'t str> {
    let is_word = separator.trim().chars().all(char::is_alphabetic);
    let pieces: Vec<&str> = text.split(separator).collect();
    // `News and Media Desk` is one name.
    let are_names = |pieces: &[&str]| {
        pieces.iter().all(|piece| piece.trim().contains(' ') || known::is_agency(piece.trim()))
    };
    if is_word
        && (!are_names(&pieces)
            || known::is_organization(text) && !pieces.iter().any(|piece| known::is_agency(piece.trim())))
    {
        vec![text]
    } else {
        pieces
    }
}

fn without_label(text: &str) -> &str {
    let folded = |label: &str| {
        let start = text.get(..label.len())?;
        let rest = text.get(label.len()..)?;
        let ends = rest.starts_with(|c: char| c == ':' || c.is_whitespace());
        (fold_name(start) == *label && ends).then(|| rest.trim_start_matches([':', ' ', '\u{A0}']))
    };
    LABELS.iter().filter_map(|label| folded(label)).min_by_key(|rest| rest.len()).unwrap_or(text)
}

/// Takes off what stands around a name: brackets with initials, addresses, signs.
fn cleaned(part: &str) -> String {
    let part = part.split(" (").next().unwrap_or(part);
    let part = part.split(['<', '[']).next().unwrap_or(part);
    let part = part.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|' | ':' | '*' | '"' | '@' | '·' | '•')
    });
    let title = TITLES.iter().find_map(|title| part.strip_suffix(title)).filter(|name| !name.is_empty());
    title.unwrap_or(part).trim_end_matches(" -").trim().to_owned()
}

fn is_name(name: &str) -> bool {
    let has_letters = name.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let folded = fold_name(name);
    has_letters
        && name.len() <= LONGEST
        && !name.contains(['@', '/'])
        && !name.contains("www.")
        && !NOBODY.contains(&folded.as_str())
}
