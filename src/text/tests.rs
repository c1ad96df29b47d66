//! Words, folding and terms against the tokenizer of SQLite and the tables of Unicode, over every code point that text may hold.

use std::collections::BTreeMap;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::kind::Kind;
use super::terms::{bigrams, printed, term, unterm};
use super::units::units;
use super::{fold, fold_name, forms, is_run, unicode61, words};

/// Code points that some text may hold: all but the surrogates, the planes of rare ideographs, which are letters
/// throughout, and the planes for private use.
fn code_points() -> impl Iterator<Item = char> {
    ('\u{1}'..='\u{20FFF}').chain('\u{2F800}'..='\u{2FA1D}').chain('\u{E0000}'..='\u{E01EF}')
}

/// Returns the tokens that SQLite makes of each text.
fn tokens(text: impl Fn(char) -> String) -> BTreeMap<u32, Vec<String>> {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    let schema = "
        CREATE VIRTUAL TABLE t USING fts5 (x, content = '', tokenize = 'unicode61 remove_diacritics 2');
        CREATE VIRTUAL TABLE v USING fts5vocab (t, instance);
        BEGIN";
    connection.execute_batch(schema).unwrap();
    let mut insert = connection.prepare("INSERT INTO t (rowid, x) VALUES (?1, ?2)").unwrap();
    for c in code_points() {
        insert.execute((u32::from(c), text(c))).unwrap();
    }
    let mut select = connection.prepare("SELECT doc, \"offset\", term FROM v").unwrap();
    let rows = select.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?))).unwrap();
    let sorted: BTreeMap<(u32, u32), String> = rows.map(Result::unwrap).collect();
    let mut tokens = BTreeMap::<u32, Vec<String>>::new();
    for ((c, _), term) in sorted {
        tokens.entry(c).or_default().push(term);
    }
    tokens
}

#[test]
fn the_mirror_is_the_tokenizer() {
    let between = tokens(|c| format!("a{c}b"));
    for c in code_points() {
        let found = between[&c.into()].as_slice();
        let is_inside = unicode61::is_token(c) || unicode61::is_diacritic(c);
        assert_eq!(found.len(), if is_inside { 1 } else { 2 }, "{c:?} {:04X}", u32::from(c));
        if is_inside {
            assert!(unicode61::folds_to(&format!("a{c}b"), &found[0]), "{c:?} {found:?}");
        }
    }
}

/// Code points that belong to a word before them.
fn in_words() -> impl Iterator<Item = char> {
    code_points().filter(|c| matches!(Kind::of(*c), Kind::Letter | Kind::Run(_) | Kind::Mark))
}

#[test]
fn a_term_is_one_token_as_it_is() {
    let found = tokens(|c| term(&fold(&format!("x{c}"))).into_owned());
    for c in in_words() {
        let folded = fold(&format!("x{c}")).into_owned();
        assert_eq!(found[&c.into()], [term(&folded)], "{c:?} {:04X}", u32::from(c));
        assert_eq!(unterm(&term(&folded)), folded, "{c:?}");
    }
}

#[test]
fn folding_twice_changes_nothing() {
    for c in code_points() {
        let folded = fold(&String::from(c)).into_owned();
        assert_eq!(fold(&folded), folded, "{c:?} {:04X}", u32::from(c));
    }
}

#[test]
fn every_name_folds_to_something() {
    for c in code_points().filter(|c| !c.is_whitespace()) {
        // Names are composed before.
        let folded = fold_name(&c.nfc().collect::<String>());
        assert!(!folded.is_empty(), "{c:?} {:04X}", u32::from(c));
        assert_eq!(fold_name(&folded), folded, "{c:?} {:04X}", u32::from(c));
    }
}

#[test]
fn a_word_stays_a_word_when_folded() {
    // The vowel am of Thai and Lao becomes a mark on the letter before it, and a letter.
    for c in code_points().filter(|c| !matches!(c, '\u{E33}' | '\u{EB3}')) {
        let word = String::from(c);
        let folded = fold(&word).into_owned();
        match Kind::of(c) {
            Kind::Letter | Kind::Run(_) => {
                let is_whole = words(&folded).eq(std::iter::once(0..folded.len()));
                assert!(is_whole, "{c:?} {:04X} {folded:?}", u32::from(c));
                assert_eq!(is_run(&folded), is_run(&word), "{c:?} {:04X} {folded:?}", u32::from(c));
            }
            _ => assert_eq!(words(&word).next(), None, "{c:?}"),
        }
    }
}

/// Returns what Unicode alone makes of a character: NFKC in lower case, and that without its marks.
fn by_unicode(c: char) -> (String, String) {
    let is_mark = |c: &char| c.general_category_group() == GeneralCategoryGroup::Mark;
    let lower: String = c.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    let bare = lower.nfd().filter(|c| !is_mark(c)).nfc().collect();
    (lower, bare)
}

/// Letters that fold to others, beside their marks.
const OTHERS: &str = "æǣǽœøǿɵđðɖɗłƚħŧƭʈⱦƀɓƈȼɇəƒǥɠıɨȷɉƙɲŋƥɍʉʋƴɏƶⱥßþςٱىیةہۂۃکۀ";

/// Characters that Unicode takes for letters, and words don't.
fn is_left_out(c: char) -> bool {
    !matches!(Kind::of(c), Kind::Letter | Kind::Run(_)) || c == '\u{E000}'
}

#[test]
fn folding_is_what_unicode_says_but_for_the_letters_that_are_named() {
    for c in code_points().filter(|c| !is_left_out(*c)) {
        let (lower, bare) = by_unicode(c);
        let is_one =
            words(&lower).eq(std::iter::once(0..lower.len())) && !lower.contains(['\u{640}', '\u{2BC}']);
        // ½ and ⑴ have signs in them, and stay.
        if c.general_category() == GeneralCategory::DecimalNumber
            || !is_one
            || lower.contains(|c| OTHERS.contains(c))
        {
            continue;
        }
        let folded = fold(&String::from(c)).into_owned();
        let keeps_marks = folded == lower;
        assert!(keeps_marks || folded == bare, "{c:?} {:04X} {folded:?} {lower:?}", u32::from(c));
        let is_european = bare.chars().all(|c| matches!(c, 'a'..='z' | '\u{3B1}'..='\u{3C9}'));
        assert!(!is_european || folded == bare, "{c:?} {folded:?}");
        let is_own = lower.contains(['й', 'ї', 'ў', 'ѓ', 'ќ'])
            || lower.chars().any(|c| matches!(c, '\u{900}'..='\u{109F}' | '\u{3041}'..='\u{D7FF}'));
        assert!(!is_own || keeps_marks, "{c:?} {folded:?}");
    }
}

#[test]
fn digits_of_every_script_are_those_of_ascii() {
    for zero in [
        '\u{660}',
        '\u{6F0}',
        '\u{7C0}',
        '\u{966}',
        '\u{9E6}',
        '\u{BE6}',
        '\u{E50}',
        '\u{1040}',
        '\u{17E0}',
        '\u{FF10}',
        '\u{116DA}',
        '\u{1D7F6}',
    ] {
        let digits: String = (zero..).take(10).collect();
        assert_eq!(fold(&digits), "0123456789", "{zero:?}");
    }
}

/// Texts of many scripts, with marks, signs, emoji and what nobody sees between.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "news",
            "US",
            "U.S.",
            "Łódź",
            "Straße",
            "e\u{301}",
            "\u{301}",
            "ﬁ",
            "ＡＢ",
            "١٢",
            "чай",
            "й",
            "и\u{306}",
            "Ѿ",
            "Αθήνα",
            "ς",
            "مُحَمَّد",
            "ـ",
            "ﷺ",
            "שָׁלוֹם",
            "צה״ל",
            "हिन्दी",
            "कम",
            "\u{93F}",
            "ไทย",
            "น้ำ",
            "ຄຳ",
            "ខ្មែរ",
            "မြန်မာ",
            "首相",
            "の",
            "ｶﾞ",
            "ヿ",
            "々",
            "〇",
            "한국",
            "\u{1112}\u{1161}\u{11AB}",
            "ㅎㅏ",
            "Ꭰ",
            "ᲑᲐ",
            "ሐረር",
            "½",
            "①",
            "🥇",
            "👩\u{200D}🚒",
            "₽",
            "\u{202E}",
            "\u{2066}",
            "\u{AD}",
            "\u{200B}",
            "\u{200D}",
            "\u{200C}",
            "\u{FE0F}",
            "\u{20E3}",
            " ",
            " ",
            ", ",
            "-",
            ".",
            "'",
            "\"",
            "\n",
            "1,000",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| super::clean(&pieces.concat()).0.into_owned())
}

/// An index of one text as articles have it.
struct Indexed(rusqlite::Connection);

impl Indexed {
    fn of(text: &str) -> Self {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        let schema = "
            CREATE VIRTUAL TABLE t USING fts5 (printed, forms, tokenize = 'unicode61 remove_diacritics 2');
            CREATE VIRTUAL TABLE v USING fts5vocab (t, instance);";
        connection.execute_batch(schema).unwrap();
        let mut forms = String::new();
        forms::append("und", text, &mut forms);
        connection.execute("INSERT INTO t VALUES (?1, ?2)", [text, &forms]).unwrap();
        Self(connection)
    }

    /// Returns the tokens of a column.
    fn tokens(&self, column: &str) -> Vec<String> {
        let mut select = self.0.prepare("SELECT term FROM v WHERE col = ?1 ORDER BY \"offset\"").unwrap();
        select.query_map([column], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    /// Returns how often tokens stand one after another in a column.
    fn count(tokens: &[String], phrase: &[String]) -> usize {
        tokens.windows(phrase.len().max(1)).filter(|tokens| *tokens == phrase).count()
    }
}

/// The tokens of a text by the mirror: where each stands.
fn mirrored(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let goes_on = found.last().is_some_and(|last| last.end == at);
        if goes_on && (unicode61::is_token(c) || unicode61::is_diacritic(c)) {
            found.last_mut().unwrap().end += c.len_utf8();
        } else if unicode61::is_token(c) {
            found.push(at..at + c.len_utf8());
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_index_has_each_word_as_printed_once_or_beside(text in text()) {
        let index = Indexed::of(&text);
        let (printed_tokens, forms) = (index.tokens("printed"), index.tokens("forms"));
        let mirrored = mirrored(&text);
        prop_assert_eq!(mirrored.len(), printed_tokens.len());
        for range in words(&text) {
            let word = &text[range.clone()];
            let folded = fold(word).into_owned();
            prop_assert_eq!(&fold(&folded), &folded);
            if is_run(word) {
                let units: Vec<_> = units(&folded).collect();
                for pair in units.windows(3) {
                    let part = &folded[pair[0].start..pair[2].end];
                    prop_assert!(Indexed::count(&forms, &bigrams(part)) > 0, "{:?} in {:?}", part, text);
                }
                continue;
            }
            let at = mirrored.iter().position(|token| *token == range);
            let is_plain = at.is_some_and(|at| printed_tokens[at] == term(&folded));
            prop_assert_eq!(Indexed::count(&forms, &[printed(&folded)]) > 0, !is_plain || words_like(&text, &folded), "{:?} in {:?}", word, text);
        }
    }
}

/// Returns true if another word of the text folds to the same and isn't plain.
fn words_like(text: &str, folded: &str) -> bool {
    let tokens = mirrored(text);
    words(text).any(|range| {
        let word = &text[range.clone()];
        let is_plain = tokens.contains(&range) && unicode61::folds_to(word, &term(folded));
        fold(word) == folded && !is_plain
    })
}
