//! A text that is printed under a picture: the caption, and the credit in it.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::names::{is_agency, looks_like_person};
use crate::text::fold_name;

/// Words that stand before a credit, folded and without their colon.
const LABELS: &[&str] = &[
    "photo credit",
    "photo credits",
    "picture credit",
    "image credit",
    "image credits",
    "image source",
    "photo courtesy",
    "zdj.",
    "photo by",
    "photos by",
    "photograph by",
    "picture by",
    "photography by",
    "image by",
    "illustration by",
    "illustration",
    "photo",
    "photos",
    "photograph",
    "photographer",
    "picture",
    "pictures",
    "pic",
    "image",
    "images",
    "credit",
    "credits",
    "credito",
    "creditos",
    "courtesy",
    "courtesy of",
    "source",
    "foto",
    "fotos",
    "fotograf",
    "fotografin",
    "fotografie",
    "bild",
    "bilder",
    "bildquelle",
    "quelle",
    "grafik",
    "fotoquelle",
    "bildrechte",
    "bildnachweis",
    "fotocredit",
    "credit photo",
    "credits photo",
    "credit photos",
    "photo d'illustration",
    "photographie",
    "imagen",
    "imagenes",
    "fuente",
    "fotografia",
    "foto di",
    "foto de",
    "foto von",
    "foto van",
    "fonte",
    "reproducao",
    "beeld",
    "bron",
    "kilde",
    "kuva",
    "kuvat",
    "fotografi",
    "zdjecie",
    "fot.",
    "fot",
    "zdroj",
    "foto:",
    "copyright",
    "nuotr.",
    "video",
    "vídeo",
    "infografik",
    "archivfoto",
    "symbolbild",
    "symbolfoto",
    "写真",
    "写真提供",
    "提供",
];
/// The most letters of a label.
const LONGEST_LABEL: usize = 28;
/// The most letters of a credit.
const LONGEST: usize = 120;

/// Returns the caption and the credit of a text.
pub fn split(text: &str) -> (String, String) {
    let text = text.trim();
    bracketed(text)
        .or_else(|| labelled(text))
        .or_else(|| signed(text))
        .or_else(|| parted(text))
        .map_or_else(|| (text.to_owned(), String::new()), |(caption, credit)| (tidy(caption), bare(credit)))
}

/// Returns a credit without brackets, label and signs around it.
pub fn bare(credit: &str) -> String {
    let signs =
        |c: char| c.is_whitespace() || matches!(c, '©' | '|' | ',' | ';' | '–' | '—' | '-' | ':' | '•' | '/');
    let mut credit = credit.trim();
    // Each round takes something off.
    loop {
        let before = credit.len();
        credit = credit.trim_matches(signs);
        credit = credit.trim_end_matches('.');
        for (open, close) in [('(', ')'), ('[', ']')] {
            let inner = credit.strip_prefix(open).and_then(|inner| inner.strip_suffix(close));
            credit = inner.filter(|inner| !inner.contains(open)).unwrap_or(credit);
            if credit.ends_with(close) && !credit.contains(open) {
                credit = credit.trim_end_matches(close);
            }
            if credit.starts_with(open) && !credit.contains(close) {
                credit = credit.trim_start_matches(open);
            }
        }
        credit = without_label(credit).unwrap_or(credit);
        credit = credit.strip_prefix("(c)").or(credit.strip_prefix("(C)")).unwrap_or(credit);
        if credit.len() == before {
            return credit.to_owned();
        }
    }
}

/// Returns what stands behind a label at the beginning: a label and a sign, or a label that ends in a word such as `by`.
fn without_label(text: &str) -> Option<&str> {
    let beginning = text.char_indices().take(LONGEST_LABEL).filter(|(at, _)| *at > 0);
    let (at, sign) = beginning.into_iter().find(|(at, c)| ends_label(text, *at, *c))?;
    let rest = text.get(at + sign.len_utf8()..)?.trim_start_matches([':', ' ', '\u{A0}']);
    (is_label(text.get(..at)?) && !rest.is_empty()).then_some(rest)
}

/// Returns true if a label may end before this sign.
fn ends_label(text: &str, at: usize, sign: char) -> bool {
    let is_before_name = || {
        let word = text.get(..at).and_then(|before| before.rsplit(' ').next()).unwrap_or_default();
        ["by", "of", "di", "de", "von", "van"].iter().any(|known| word.eq_ignore_ascii_case(known))
            && is_label(text.get(..at).unwrap_or_default())
    };
    matches!(sign, ':' | '/' | '©' | '：') || sign == ' ' && is_before_name()
}

/// Returns true for a text that begins with a label of credits.
pub fn is_labelled(text: &str) -> bool {
    without_label(text.trim_start_matches(['(', '[', ' '])).is_some()
}

fn is_label(text: &str) -> bool {
    static FOLDED: LazyLock<HashSet<String>> =
        LazyLock::new(|| LABELS.iter().map(|label| fold_name(label)).collect());
    FOLDED.contains(&fold_name(text.trim()))
}

/// Finds a credit in brackets at the end: `A caption. (Photo: Jane Doe)`, `A caption (Jane Doe/AP)`.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let ended = text.trim_end_matches(['.', ' ']);
    let (open, close) = [('(', ')'), ('[', ']')].into_iter().find(|(_, close)| ended.ends_with(*close))?;
    let inner = ended.strip_suffix(close)?;
    let at = opening(inner, open, close)?;
    let credit = inner.get(at + open.len_utf8()..)?;
    let is_credit = without_label(credit).is_some() || credit.contains('©') || looks_like_credit(credit);
    is_credit.then_some((text.get(..at)?, credit))
}

/// Returns where the bracket begins that ends at the end.
fn opening(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0;
    text.char_indices().rev().find_map(|(at, c)| {
        depth += i32::from(c == close) - i32::from(c == open);
        (depth < 0).then_some(at)
    })
}

/// Finds a credit behind a label: `A caption. Foto: Jane Doe`, `A caption | Photo by Jane Doe`.
fn labelled(text: &str) -> Option<(&str, &str)> {
    let starts = text.char_indices().filter(|(at, c)| {
        let before = text.get(..*at).and_then(|text| text.chars().next_back());
        let is_near = text.len() - at <= 4 * LONGEST + LONGEST_LABEL;
        is_near && c.is_alphabetic() && before.is_none_or(|before| !before.is_alphanumeric())
    });
    let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    starts.into_iter().rev().find_map(|at| {
        let rest = text.get(at..)?;
        let credit = without_label(rest)?;
        let before = text.get(..at)?.trim_end();
        let is_apart = before.is_empty()
            || before.ends_with([
                '.', '|', '/', '(', '[', '!', '?', '–', '—', '-', '…', '"', '”', '»', '·', ':', ',', '©', ')',
            ])
            || rest.starts_with(char::is_uppercase);
        (is_apart && credit.chars().count() <= LONGEST && !credit.contains(". ")).then_some((before, credit))
    })
}

/// Finds a credit behind the sign of copyright.
fn signed(text: &str) -> Option<(&str, &str)> {
    let at = text.rfind(['©', 'Ⓒ'])?;
    let (before, credit) = (text.get(..at)?, text.get(at..)?);
    (credit.chars().count() <= LONGEST).then_some((before, credit))
}

/// Finds a credit that only a sign or the end of a sentence sets apart: `A caption. | AFP`, `A caption. Jane Doe/AFP`.
fn parted(text: &str) -> Option<(&str, &str)> {
    for separator in [" | ", " / ", " — ", " – ", " - ", " • ", " · "] {
        if let Some((before, credit)) = text.rsplit_once(separator)
            && (looks_like_credit(credit) || looks_like_person(credit) && separator != " - ")
        {
            return Some((before, credit));
        }
    }
    let (at, sign) = text.rmatch_indices(['.', '!', '?', '”', '"', '»']).find(|(at, sign)| {
        text.get(at + sign.len()..)
            .is_some_and(|rest| rest.starts_with(' ') && rest.trim().chars().count() > 1)
    })?;
    let (before, credit) = text.split_at(at + sign.len());
    let credit = credit.trim();
    (looks_like_credit(credit) || looks_like_person(credit)).then_some((before, credit))
}

/// Returns true for a text that names an agency, alone or beside a person.
fn looks_like_credit(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.');
    if text.chars().count() > 80 || text.contains(". ") {
        return false;
    }
    let pieces = text
        .split(['/', ',', '|', '(', ')'])
        .flat_map(|piece| piece.split(" via "))
        .flat_map(|piece| piece.split(" – "));
    let pieces = pieces.map(|piece| piece.trim().trim_end_matches(" Photo").trim_end_matches(" Images"));
    let pieces: Vec<&str> = pieces.filter(|piece| !piece.is_empty()).collect();
    let is_house = |piece: &&str| {
        is_agency(piece) || piece.ends_with(" Images") || fold_name(piece).starts_with("getty")
    };
    pieces.iter().any(is_house)
        || pieces.len() == 2 && text.contains('/') && pieces.iter().any(|piece| looks_like_person(piece))
}

fn tidy(caption: &str) -> String {
    caption.trim().trim_end_matches([' ', '|', '/', '–', '—', '-', '(', '[', '•', '·', ',', ';']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_are_told_from_captions() {
        for (text, caption, credit) in [
            ("The new ferry. Foto: Mira Solberg", "The new ferry.", "Mira Solberg"),
            (
                "The new ferry. (Photo by Mira Solberg/Getty Images)",
                "The new ferry.",
                "Mira Solberg/Getty Images",
            ),
            (
                "The new ferry (Mira Solberg/AFP via Getty Images)",
                "The new ferry",
                "Mira Solberg/AFP via Getty Images",
            ),
            ("The new ferry. © Mira Solberg", "The new ferry.", "Mira Solberg"),
            ("The new ferry | AFP", "The new ferry", "AFP"),
            ("Fog (photo credit: MIRA SOLBERG (Getty))", "Fog", "MIRA SOLBERG (Getty)"),
            ("Fog [Photo by Mira Solberg]", "Fog", "Mira Solberg"),
            ("Nebel im Hafen. | Bild: dpa", "Nebel im Hafen.", "dpa"),
            ("Photo: Mira Solberg", "", "Mira Solberg"),
            ("The photo: a fake (it says)", "The photo: a fake (it says)", ""),
            ("Fog (left) and rain", "Fog (left) and rain", ""),
            ("Fog. Source: the office. It was thick.", "Fog. Source: the office. It was thick.", ""),
            ("", "", ""),
            ("The new ferry. Mira Solberg/NTK", "The new ferry.", "Mira Solberg/NTK"),
            ("Le nouveau ferry. Crédit photo : Mira Solberg", "Le nouveau ferry.", "Mira Solberg"),
            ("Photograph: Mira Solberg/The Gazette", "", "Mira Solberg/The Gazette"),
            (
                "The ferry in the fog (and the bridge behind it)",
                "The ferry in the fog (and the bridge behind it)",
                "",
            ),
            (
                "The photo: a masterpiece of the harbour. It hangs in the hall.",
                "The photo: a masterpiece of the harbour. It hangs in the hall.",
                "",
            ),
        ] {
            assert_eq!(split(text), (caption.to_owned(), credit.to_owned()), "{text}");
        }
    }

    #[test]
    fn credits_lose_what_stands_around_them() {
        for (printed, credit) in [
            ("(Foto: Mira Solberg)", "Mira Solberg"),
            ("© dpa / Mira Solberg", "dpa / Mira Solberg"),
            ("Image credit: (AFP)", "AFP"),
            ("| Photo by AP", "AP"),
        ] {
            assert_eq!(bare(printed), credit, "{printed}");
        }
    }
}
