//! Bylines: `By JANE DOE and Reuters` as credits.

mod labels;
mod titles;

use super::names::{
    has_other_word, is_agency, is_organization, kind, looks_like_person, looks_like_uncased_name,
};
use crate::model::new_article::{CreditKind, NewCredit, Role};
use crate::text::{fold, fold_name};

/// Parts of a name that a comma may set apart, folded and without dots.
const SUFFIXES: &[&str] = &[
    "jr", "sr", "ii", "iii", "iv", "md", "phd", "dds", "esq", "mba", "jd", "rn", "cpa", "ma", "ms", "dphil",
    "llm", "bsc", "msc", "cfa",
];

/// Longest byline, in bytes.
const MAX: usize = 200;
/// Most words of a byline that ends in a full stop: more are a sentence.
const MAX_STOPPED: usize = 6;

/// Returns the credits of a line that says it is a byline; `None` for any other line.
pub fn labelled(line: &str) -> Option<Vec<NewCredit>> {
    let line = line.trim();
    if line.len() > MAX || (ends_with_stop(line) && line.split_whitespace().count() > MAX_STOPPED) {
        return None;
    }
    let (role, rest) = labels::at_start(line)?;
    if !begins_as_name(rest) {
        return None;
    }
    let credits = split(rest, role);
    let sure = credits.iter().any(is_sure);
    sure.then_some(credits)
}

/// Returns the credits of what is known to be a byline.
#[cfg(feature = "wires")]
pub fn credits(line: &str) -> Vec<NewCredit> {
    let line = line.trim();
    if line.len() > MAX {
        return Vec::new();
    }
    labelled(line).unwrap_or_else(|| split(line, Role::Author))
}

/// Returns the role of a line that is the label of a byline and nothing else: `By`, `Von`.
pub fn label_alone(line: &str) -> Option<Role> {
    if line.len() > 24 {
        return None;
    }
    labels::at_start(line).filter(|(_, rest)| rest.is_empty()).map(|(role, _)| role)
}

/// Returns the credits of a line that is names, with their places and titles, and no label. A title alone gives none.
pub fn bare(line: &str) -> Option<Vec<NewCredit>> {
    let line = line.trim();
    if line.is_empty()
        || line.len() > MAX
        || line.contains(['?', '!', ':', '"', '“', '„', '»', '«', '…', '>'])
    {
        return None;
    }
    if titles::is_title(line) {
        return Some(Vec::new());
    }
    let first = line.split(['|', '·', '•', ',', ';']).next()?.trim();
    let credits = split(line, Role::Author);
    let named = credits
        .first()
        .filter(|credit| first.starts_with(credit.name.split(',').next().unwrap_or_default()))?;
    let is_name = |name: &str| {
        let name = name.split(',').next().unwrap_or_default();
        let is_capital = !name.contains(char::is_lowercase) || fold_name(name).ends_with(" staff");
        let is_house = is_capital && is_organization(name) && (2..=5).contains(&name.split(' ').count());
        looks_like_person(name) || looks_like_uncased_name(name) || is_agency(name) || is_house
    };
    if !is_name(&named.name) || ends_with_stop(line) || has_other_word(&named.name) {
        return None;
    }
    let unknown = |credit: NewCredit| {
        let kind = if credit.kind == CreditKind::Person { CreditKind::Unknown } else { credit.kind };
        NewCredit { kind, ..credit }
    };
    Some(credits.into_iter().filter(|credit| is_name(&credit.name)).map(unknown).collect())
}

fn ends_with_stop(line: &str) -> bool {
    let last = line.rsplit([' ', ',']).next().unwrap_or_default();
    line.ends_with(['.', '?', '!']) && !is_suffix(last)
}

fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&fold(&word.replace('.', "")).as_ref())
}

/// Returns true for a capital, a script without capitals, or an article before an organization.
fn begins_as_name(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphabetic());
    let capital = first.is_some_and(|c| c.is_uppercase() || !c.is_lowercase());
    let starts = text.starts_with(char::is_alphabetic);
    let particle =
        ["the ", "dpa", "van ", "von ", "de ", "al-", "el-"].iter().any(|start| text.starts_with(start));
    (capital && starts) || particle
}

fn is_sure(credit: &NewCredit) -> bool {
    let name = credit.name.split(',').next().unwrap_or_default();
    credit.kind == CreditKind::Organization
        || looks_like_person(name)
        || looks_like_uncased_name(name)
        || name.split_whitespace().count() == 1
}

/// Returns the names of a byline without its label. What is no name (`Political Correspondent`, `in Paris`) is
/// left out; the byline as printed keeps it.
fn split(names: &str, role: Role) -> Vec<NewCredit> {
    let mut credits: Vec<NewCredit> = Vec::new();
    for (role, part) in labels::parts(names, role) {
        for name in names_of_part(part) {
            let is_new = !credits.iter().any(|credit| fold_name(&credit.name) == fold_name(&name));
            if is_new {
                credits.push(NewCredit { kind: kind(&name), name, role });
            }
        }
    }
    credits
}

/// Returns the names of a part that has one role.
fn names_of_part(part: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut is_over = false;
    for piece in pieces(part) {
        let name = once(titles::without(titles::without_place(piece)));
        match names.last_mut() {
            Some(last) if is_suffix(name) => {
                last.push_str(", ");
                last.push_str(name);
            }
            _ if is_over || name.is_empty() || name.contains(['@', ':']) || fold_name(name) == "the" => {}
            Some(_) if begins_with_place(piece) => is_over = true,
            Some(_) if !is_agency(name) && !stands_alone(name, piece) => {}
            None if titles::is_title(name) => {}
            _ => names.push(name.to_owned()),
        }
    }
    if names.is_empty() { korean(part) } else { names }
}

/// Returns true for `in News`, which a place or a section goes on.
fn begins_with_place(piece: &str) -> bool {
    ["in ", "en ", "à ", "aus "].iter().any(|word| piece.starts_with(word))
}

/// Returns true if a further piece is a name and not the title of the one before.
fn stands_alone(name: &str, piece: &str) -> bool {
    if titles::has_role(piece) {
        return false;
    }
    // `Ann Lee | Fox News`: the house of the author.
    let is_house = is_organization(name) && piece.starts_with('|');
    !is_house && (looks_like_person(name) || looks_like_uncased_name(name) || is_organization(name))
}

/// Returns the pieces of a list of names; one behind a stroke keeps it.
fn pieces(names: &str) -> Vec<&str> {
    let mut pieces = vec![names];
    let separators = [
        " • ", " · ", " – ", " — ", " - ", ";", ", ", "，", "、", "،", "/", " & ", " and ", " AND ", " And ",
        " und ", " UND ", " et ", " ET ", " e ", " och ", " og ", " en ", " и ", " та ", " ve ", " و ",
        " i ", " y ", " Y ", " ja ", " a ",
    ];
    for separator in separators {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(separator)).collect();
    }
    let parted = pieces.into_iter().flat_map(|piece| {
        // A stroke stays before what it parts off.
        let at = piece.find('|').unwrap_or(piece.len());
        let (before, after) = piece.split_at(at);
        [before, after]
    });
    let tidy = |piece: &'_ str| -> bool { !piece.trim_matches([' ', ',', '|']).is_empty() };
    let trimmed = parted
        .filter(|piece| tidy(piece))
        .map(|piece| piece.trim_matches([' ', ',', '-', '–', '—', '(', ')']));
    trimmed.map(|piece| piece.strip_prefix("and ").unwrap_or(piece)).collect()
}

/// Returns a name that is printed twice in a row once, and without the stroke before it.
fn once(name: &str) -> &str {
    let name = name.trim_matches([' ', '|', ',']);
    let half = name.len() / 2;
    match (name.get(..half), name.get(half..)) {
        (Some(first), Some(second)) if first == second.trim_start() && !first.is_empty() => first.trim(),
        (Some(first), Some(second)) if first.trim_end() == second.trim_start() && first.len() > 3 => {
            first.trim()
        }
        _ => name,
    }
}

/// Returns the names before the Korean word for a reporter.
fn korean(part: &str) -> Vec<String> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let pairs = words.windows(2).filter(|pair| matches!(pair.get(1), Some(&("기자" | "특파원"))));
    pairs.filter_map(|pair| pair.first().map(|name| (*name).to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Vec<String> {
        labelled(line).unwrap_or_default().into_iter().map(|credit| credit.name).collect()
    }

    fn bare_names(line: &str) -> Option<Vec<String>> {
        Some(bare(line)?.into_iter().map(|credit| credit.name).collect())
    }

    #[test]
    fn names_are_split_and_titles_left_out() {
        assert_eq!(names("By REUTERS"), ["REUTERS"]);
        assert_eq!(names("By Ann Lee, Political Correspondent"), ["Ann Lee"]);
        assert_eq!(names("By Ann Lee, Bo Dahl and Cy Oke in Paris"), ["Ann Lee", "Bo Dahl", "Cy Oke"]);
        assert_eq!(names("By Sam Orr, Jr. & AP"), ["Sam Orr, Jr.", "AP"]);
        assert_eq!(names("By Sam Orr, Jr., and Ann Lee, Ph.D."), ["Sam Orr, Jr.", "Ann Lee, Ph.D."]);
        assert_eq!(names("Von Uwe Kern und dpa"), ["Uwe Kern", "dpa"]);
        assert_eq!(names("by: Ann Lee/REUTERS"), ["Ann Lee", "REUTERS"]);
        assert_eq!(names("BY ANN LEE AND BO DAHL"), ["ANN LEE", "BO DAHL"]);
        assert_eq!(names("By Ann Lee | Coast News"), ["Ann Lee"]);
        assert_eq!(names("By Ann Lee Twitter"), ["Ann Lee"]);
        assert_eq!(names("Von Ann Lee Landespolitische Korrespondentin"), ["Ann Lee"]);
    }

    #[test]
    fn languages_and_scripts() {
        assert_eq!(names("Par Ann Lee et Bo Dahl"), ["Ann Lee", "Bo Dahl"]);
        assert_eq!(names("Por Ana Leal y Bo Dahl"), ["Ana Leal", "Bo Dahl"]);
        assert_eq!(names("Автор: Анна Лисова и Пётр Долин"), ["Анна Лисова", "Пётр Долин"]);
        assert_eq!(names("By 田中花子"), ["田中花子"]);
        assert_eq!(names("بقلم: سارة علي"), ["سارة علي"]);
        assert_eq!(names("מאת נועה לוי"), ["נועה לוי"]);
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
        let roles = |line| -> Vec<(String, Role)> {
            labelled(line).unwrap().into_iter().map(|credit| (credit.name, credit.role)).collect()
        };
        assert_eq!(
            roles("By Ann Lee with reporting by Bo Dahl; edited by Cy Oke, photos by Di Poe"),
            [
                ("Ann Lee".to_owned(), Role::Author),
                ("Bo Dahl".to_owned(), Role::Contributor),
                ("Cy Oke".to_owned(), Role::Editor),
                ("Di Poe".to_owned(), Role::Photographer)
            ]
        );
    }

    #[test]
    fn names_without_a_label() {
        assert_eq!(bare_names("Ann Lee in Selby").unwrap(), ["Ann Lee"]);
        assert_eq!(bare_names("Ann Lee News Reporter").unwrap(), ["Ann Lee"]);
        assert_eq!(bare_names("Ann Lee | Selby Daily Record").unwrap(), ["Ann Lee"]);
        assert_eq!(bare_names("Ann Lee – Journalist i Paris").unwrap(), ["Ann Lee"]);
        assert_eq!(bare_names("Ann Lee Ann Lee").unwrap(), ["Ann Lee"]);
        assert_eq!(bare_names("Ann Lee, Bo Dahl").unwrap(), ["Ann Lee", "Bo Dahl"]);
        assert_eq!(bare_names("Special Correspondent").unwrap(), [""; 0]);
        for line in ["Read more", "Ann Lee said: no", "The boats were late", "Harbour News"] {
            assert_eq!(bare_names(line), None, "{line}");
        }
    }
}
