//! Folds words and names: what differs only in case, accents, width, composition or typography compares as equal.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_compatible;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::kind::{is_geresh, is_hebrew, is_invisible, is_radical};
use super::letters::{ascii_digit, is_dropped, is_mark, plain_letter};
use super::words::words;

/// Folds a word to what it is compared by: NFKC in lower case, without what nobody sees, and without the marks that
/// make no other letter in their script.
pub(crate) fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return if word.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(word.to_ascii_lowercase())
        } else {
            Cow::Borrowed(word)
        };
    }
    if word.chars().all(is_folded) { Cow::Borrowed(word) } else { Cow::Owned(folded(word)) }
}

/// Returns true for letters that fold to themselves, whatever stands beside them but a mark.
fn is_folded(c: char) -> bool {
    matches!(c,
        'a'..='z' | '0'..='9' | '\u{5D0}'..='\u{5EA}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | 'ー' | '々'
        | '\u{430}'..='\u{44F}' | '\u{AC00}'..='\u{D7A3}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

fn folded(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    let mut base = '\0';
    for c in decomposed(word).nfd().flat_map(char::to_lowercase) {
        if is_mark(c) {
            // Persian writes a vowel on its he, for which Unicode takes another letter apart.
            if (base, c) == ('ە', '\u{654}') {
                folded.pop();
                folded.push('ه');
            } else if !base.is_alphanumeric() || !is_dropped(c, base) {
                folded.push(c);
            }
            continue;
        }
        match plain_letter(c) {
            Some(plain) => folded.push_str(plain),
            None => folded.push(ascii_digit(c).unwrap_or(c)),
        }
        base = folded.chars().next_back().unwrap_or(c);
    }
    if folded.is_ascii() { folded } else { folded.nfc().collect() }
}

/// Returns a text without what nobody sees and with the letters that compatible characters stand for.
fn decomposed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().filter(|c| !is_invisible(*c)).peekable();
    let mut base = '\0';
    while let Some(c) = chars.next() {
        if is_geresh(c) && is_hebrew(base) && chars.peek().is_some_and(|next| is_hebrew(*next)) {
            continue;
        }
        base = if is_mark(c) { base } else { c };
        if is_one_for_letters(c) {
            decompose_compatible(c, |part| {
                out.extend(Some(part).filter(|part| *part != ' ' && !is_invisible(*part)))
            });
        } else {
            out.push(c);
        }
    }
    out
}

/// Returns true unless a letter or number stands for others with signs between them: `½`, `⑴`.
fn is_one_for_letters(c: char) -> bool {
    let is_letter = |c: char| {
        use GeneralCategoryGroup::{Letter, Mark, Number};
        let is_apostrophe = matches!(c, '\u{2BB}' | '\u{2BC}');
        is_radical(c) || !is_apostrophe && matches!(c.general_category_group(), Letter | Mark | Number)
    };
    if c.is_ascii() || !is_letter(c) {
        return !c.is_ascii() && is_wide(c);
    }
    let (mut letters, mut signs, mut marks) = (0, 0, 0);
    decompose_compatible(c, |part| match part {
        _ if is_mark(part) => marks += 1,
        _ if is_letter(part) => letters += 1,
        _ => signs += 1,
    });
    signs == 0 || letters == 0 && marks > 0
}

/// Returns true for signs of full and half width.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{FF01}'..='\u{FFEE}')
}

/// Returns a word in lower case and composed, as the stemmer of a language reads it.
pub(super) fn lower(word: &str, language: &str) -> String {
    let is_turkic = matches!(language, "tr" | "az");
    if word.is_ascii() && !is_turkic {
        return word.to_ascii_lowercase();
    }
    let composed: String = decomposed(word).nfc().collect();
    if is_turkic {
        return composed.replace('I', "ı").replace('İ', "i").to_lowercase();
    }
    composed.to_lowercase()
}

/// Folds a name to what it is compared by: folded, typographic marks made plain, blanks made one, and without the comma or
/// full stop that a list or a sentence has left at its end.
pub(crate) fn fold_name(name: &str) -> String {
    let bare = name.trim_end_matches(|c: char| ends_name(c) || c.is_whitespace());
    let folded = fold_beginning(if bare.is_empty() { name } else { bare });
    // Of signs that nobody sees, or that only stretch a word, nothing is left: they are a name as they stand.
    if folded.is_empty() { name.trim().to_owned() } else { folded }
}

/// Folds the beginning of a name to what folded names begin with: a full stop at its end is one inside of them.
pub(crate) fn fold_beginning(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for part in name.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(part.chars().map(plain_sign));
    }
    fold(&plain).chars().map(plain_sign).collect()
}

/// Returns true for what stands between the items of a list, and ends a sentence or a label, in any script.
fn ends_name(c: char) -> bool {
    matches!(
        c,
        ',' | ';'
            | '.'
            | ':'
            | '…'
            | '،'
            | '؛'
            | '۔'
            | '։'
            | '।'
            | '॥'
            | '。'
            | '、'
            | '，'
            | '．'
            | '：'
            | '；'
            | '｡'
            | '､'
    )
}

fn plain_sign(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2BB}' | '\u{2BC}' | '\u{2032}' | '\u{5F3}' | '`' | '´' => {
            '\''
        }
        '\u{201C}'..='\u{201F}' | '\u{2033}' | '\u{5F4}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other => other,
    }
}

/// Returns the name of a section as it stands in its key: its folded words.
pub(crate) fn slug(name: &str) -> String {
    let folded = fold_name(name);
    let parts: Vec<&str> = words(&folded).filter_map(|range| folded.get(range)).collect();
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn folds(word: &str, expected: &str) {
        assert_eq!(fold(word), expected, "{word:?}");
        assert_eq!(fold(expected), expected);
    }

    #[test]
    fn latin_and_greek_lose_their_marks() {
        folds("ÉLECTIONS", "elections");
        folds("Cafe\u{301}", "cafe");
        folds("Łódź", "lodz");
        folds("Ærøskøbing", "aeroskobing");
        folds("Guðmundsson", "gudmundsson");
        folds("Straße", "strasse");
        folds("ﬁnal", "final");
        folds("ＵＳＢ２０２４", "usb2024");
        folds("Bundes\u{AD}re\u{200B}gierung", "bundesregierung");
        folds("Isparta", "isparta");
        folds("ısparta", "isparta");
        folds("İzmir", "izmir");
        folds("Ἀθῆναι", "αθηναι");
        folds("Σίσυφος", "σισυφοσ");
    }

    #[test]
    fn cyrillic_loses_stress_and_keeps_its_letters() {
        folds("Ёлка", "елка");
        folds("за\u{301}мок", "замок");
        folds("Чаи\u{306}", "чай");
        folds("Їжак", "їжак");
        folds("Ќерка", "ќерка");
        folds("всѐ", "все");
    }

    #[test]
    fn arabic_and_hebrew_lose_their_points() {
        folds("كِتَابٌ", "كتاب");
        folds("الـكـتـاب", "الكتاب");
        folds("آأإٱا", "ااااا");
        folds("مسؤول", "مسؤول");
        folds("رئیس", "رئيس");
        folds("هيئة", "هيئه");
        folds("ﷲ", "الله");
        folds("خانۀ", "خانه");
        folds("۱۲۳٤٥", "12345");
        folds("שָׁלוֹם", "שלום");
        folds("צה״ל", "צהל");
        folds("צה\"ל", "צהל");
    }

    #[test]
    fn other_scripts_are_composed() {
        folds("ｶﾞｿﾘﾝ", "ガソリン");
        folds("か\u{3099}", "が");
        folds("\u{1112}\u{1161}\u{11AB}국", "한국");
        folds("⽇本", "日本");
        folds("हिन्दी", "हिन्दी");
        folds("น้ำ", "น้ํา");
        folds("Հայաստան", "հայաստան");
        folds("և", "եւ");
        folds("ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ", "საქართველო");
        folds("½", "½");
    }

    #[test]
    fn names_fold_blanks_and_apostrophes() {
        assert_eq!(fold_name("  Seán  O’Brien "), "sean o'brien");
        assert_eq!(fold_name("Dan Roe,"), "dan roe");
        assert_eq!(fold_name("Dan Roe Jr."), fold_name("Dan Roe Jr"));
        for sign in ["…", ":", "،", "؛", "۔", "։", " ।", "。", "、", "，", "；", "｡"] {
            assert_eq!(fold_name(&format!("山田{sign}")), "山田", "{sign}");
        }
        assert_eq!(fold_name("..."), "...");
        assert_eq!(fold_name("Jean–Luc\u{200F}"), "jean-luc");
        assert_eq!(fold_name("Артём Фёдоров"), "артем федоров");
    }

    #[test]
    fn names_are_composed() {
        assert_eq!(fold_name("Андреи\u{306}"), "андрей");
        assert_eq!(fold_name("\u{301}"), "\u{301}");
        assert_eq!(fold_name(" ـــ"), "ـــ");
    }
}
