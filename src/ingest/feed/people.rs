//! The authors of an entry: what is written in place of a name becomes credits.

use serde_json::{Map, Value as Json};

use super::value::plain_line;
use crate::ingest::credits::names::is_organization;
use crate::model::new_article::{CreditKind, NewCredit, Role};
use crate::text::fold_name;

/// An author as a feed gives one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Author {
    /// The name as printed, perhaps with several people and a label.
    pub name: String,
    pub email: String,
    pub url: String,
    pub role: Role,
}

/// Words before a name, folded.
const LABELS: [&str; 14] = [
    "by",
    "written by",
    "words by",
    "story by",
    "posted by",
    "author",
    "von",
    "par",
    "por",
    "di",
    "door",
    "av",
    "af",
    "de",
];
/// Signs and words between two names.
const BETWEEN: [&str; 10] = [" and ", " & ", " und ", " et ", " y ", " och ", " og ", " en ", "; ", " | "];
/// Words of a title that stands behind a name, folded.
const TITLE_WORDS: [&str; 12] = [
    "analyst",
    "author",
    "columnist",
    "contributor",
    "correspondent",
    "director",
    "editor",
    "fellow",
    "producer",
    "professor",
    "reporter",
    "writer",
];
/// Parts of a name that a comma may set apart, folded.
const SUFFIXES: [&str; 8] = ["jr", "jr.", "sr", "sr.", "ii", "iii", "md", "phd"];

impl Author {
    /// Reads what is written in place of a name: `Name`, `mail (Name)`, `Name (mail)`, `Name <mail>`, or a mail.
    pub(super) fn of_text(text: &str, role: Role) -> Self {
        let author = |name: &str, email: &str| Self {
            name: plain_line(name),
            email: email.trim().trim_start_matches("mailto:").to_owned(),
            role,
            ..Self::default()
        };
        let text = text.trim();
        for (open, close) in [('(', ')'), ('<', '>')] {
            let parts = text.strip_suffix(close).and_then(|text| text.rsplit_once(open));
            match parts {
                Some((email, name)) if is_email(email) => return author(name, email),
                Some((name, email)) if is_email(email) => return author(name, email),
                _ => {}
            }
        }
        if is_email(text) {
            return author("", text);
        }
        let named = text.split_whitespace().find(|word| is_email(word));
        match named {
            Some(email) => author(&text.replacen(email, " ", 1), email),
            None => author(text, ""),
        }
    }

    pub(super) fn is_nobody(&self) -> bool {
        self.name.is_empty() && self.email.is_empty() && self.url.is_empty()
    }

    /// Returns what is known of an author beside the name; `None` if that is nothing.
    pub(super) fn beside(&self) -> Option<Json> {
        let mut known = Map::new();
        for (name, value) in [("email", &self.email), ("url", &self.url)] {
            if !value.is_empty() {
                known.insert(name.to_owned(), value.clone().into());
            }
        }
        if known.is_empty() {
            return None;
        }
        if !self.name.is_empty() {
            known.insert("name".to_owned(), self.name.clone().into());
        }
        Some(Json::Object(known))
    }

    /// Returns the names of an author as credits. A publication that signs its own articles is an organization.
    pub(super) fn credits(&self, publication: &str) -> Vec<NewCredit> {
        let mut credits: Vec<NewCredit> = Vec::new();
        for name in names(without_label(&self.name)) {
            if is_suffix(&name)
                && let Some(last) = credits.last_mut()
            {
                last.name = format!("{}, {name}", last.name);
            } else if credits.is_empty() || !is_title(&name) {
                let kind = kind(&name, publication);
                credits.push(NewCredit { name, kind, role: self.role });
            }
        }
        credits
    }
}

fn is_email(text: &str) -> bool {
    let text = text.trim().trim_start_matches("mailto:");
    let parts = text.split_once('@');
    parts.is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.') && !domain.contains('@'))
        && !text.contains(char::is_whitespace)
}

/// Takes off a label before a name: `By Ann Lee`. A name may begin like one: `Di Stefano`, `De Witt`.
fn without_label(text: &str) -> &str {
    let labelled = |label: &&str| {
        let start = text.get(..label.len()).filter(|start| start.eq_ignore_ascii_case(label))?;
        let rest = text.get(label.len()..)?;
        // The author of a template is called "Author Name".
        let is_parted = rest.starts_with(':') || *label != "author" && rest.starts_with([' ', '\u{A0}']);
        let rest = rest.trim_start_matches([' ', ':', '\u{A0}']);
        // A name that begins with "Di" or "De" is written with a capital.
        let is_label = label.len() > 2 || *label == "by" || start.starts_with(char::is_lowercase);
        (is_parted && is_label && rest.starts_with(char::is_uppercase)).then_some(rest)
    };
    LABELS.iter().filter_map(labelled).next_back().unwrap_or(text)
}

/// Returns the names of a text: one, or those between signs and words.
fn names(text: &str) -> Vec<String> {
    let mut pieces = vec![text.to_owned()];
    for between in BETWEEN {
        pieces = pieces.iter().flat_map(|piece| piece.split(between)).map(str::to_owned).collect();
    }
    let of_commas = |piece: &String| -> Vec<String> {
        let parts: Vec<&str> = piece.split([',', '、', '，']).map(str::trim).collect();
        // `Lee, Ann` is one name.
        let is_one =
            matches!(*parts, [family, given] if is_word(family) && is_word(given) && !is_suffix(given));
        if is_one { vec![piece.clone()] } else { parts.into_iter().map(str::to_owned).collect() }
    };
    let names = pieces.iter().flat_map(of_commas).map(|name| name.trim().to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

fn is_suffix(name: &str) -> bool {
    SUFFIXES.contains(&&*fold_name(name)) || SUFFIXES.contains(&&*name.to_ascii_lowercase())
}

fn is_title(name: &str) -> bool {
    fold_name(name).split(' ').any(|word| TITLE_WORDS.contains(&word))
}

fn kind(name: &str, publication: &str) -> CreditKind {
    let folded = fold_name(name);
    let is_publication = !publication.is_empty() && folded == fold_name(publication);
    if is_publication || is_organization(name) {
        CreditKind::Organization
    } else if name
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.'))
    {
        // The name of an account: admin, webmaster.
        CreditKind::Unknown
    } else {
        CreditKind::Person
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_of(text: &str) -> (Vec<String>, String) {
        let author = Author::of_text(text, Role::Author);
        let credits = author.credits("Harbour Ledger");
        (credits.into_iter().map(|credit| credit.name).collect(), author.email)
    }

    #[test]
    fn forms_of_authors() {
        for (text, names, email) in [
            ("Ann Lee", &["Ann Lee"][..], ""),
            ("ann@example.org (Ann Lee)", &["Ann Lee"], "ann@example.org"),
            ("Ann Lee (ann@example.org)", &["Ann Lee"], "ann@example.org"),
            ("Ann Lee <ann@example.org>", &["Ann Lee"], "ann@example.org"),
            ("ann@example.org", &[], "ann@example.org"),
            ("ann@example.org Ann Lee", &["Ann Lee"], "ann@example.org"),
            ("By Ann Lee and Bo Dahl", &["Ann Lee", "Bo Dahl"], ""),
            ("Ann Lee, Bo Dahl &amp; Cy Oke", &["Ann Lee", "Bo Dahl", "Cy Oke"], ""),
            ("Ann Lee, Political Correspondent", &["Ann Lee"], ""),
            ("Lee, Ann", &["Lee, Ann"], ""),
            ("Sam Orr, Jr. and Ann Lee", &["Sam Orr, Jr.", "Ann Lee"], ""),
            ("Di Stefano", &["Di Stefano"], ""),
            ("di Marta Rossi", &["Marta Rossi"], ""),
            ("Par Élodie Marchal et Jean Roy", &["Élodie Marchal", "Jean Roy"], ""),
            ("<a href='/lee'>Ann Lee</a>", &["Ann Lee"], ""),
            ("", &[], ""),
        ] {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(names_of(text), (names, email.to_owned()), "{text}");
        }
    }

    #[test]
    fn who_signs_for_a_house_is_an_organization() {
        for (name, expected) in [
            ("Harbour Ledger", CreditKind::Organization),
            ("Reuters", CreditKind::Organization),
            ("Ledger Staff", CreditKind::Organization),
            ("Ann Lee", CreditKind::Person),
            ("admin", CreditKind::Unknown),
        ] {
            assert_eq!(kind(name, "Harbour Ledger"), expected, "{name}");
        }
    }
}
