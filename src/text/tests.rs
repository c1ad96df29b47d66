//! Words and folding against the tokenizer of SQLite, over every code point that text may hold.

use std::collections::BTreeMap;

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::words::is_glue;
use super::{fold, words};

/// Code points that some text may hold: all but the surrogates and the planes of rare ideographs,
/// which are letters throughout.
fn code_points() -> impl Iterator<Item = char> {
    ('\u{1}'..='\u{1FFFF}').chain('\u{2F800}'..='\u{2FA1D}').chain('\u{E0000}'..='\u{E01EF}')
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
fn folding_changes_nothing_for_the_index() {
    let plain = tokens(String::from);
    let folded = tokens(|c| fold(&String::from(c)).into_owned());
    for c in code_points() {
        assert_eq!(folded.get(&c.into()), plain.get(&c.into()), "{c:?}");
        let is_word = words(&String::from(c)).next().is_some();
        if let (true, Some([token])) = (is_word, plain.get(&c.into()).map(Vec::as_slice)) {
            assert_eq!(fold(&String::from(c)), *token, "{c:?}");
        }
    }
}

/// Newer signs that only scholars of their script write, and the newer scripts: the difference is
/// left as it is.
fn is_rare(c: char) -> bool {
    let signs = [
        0x058D..=0x058E,
        0x0605..=0x061D,
        0x07FE..=0x0891,
        0x08E2..=0x08E2,
        0x09FD..=0x0D4F,
        0x1B4E..=0x1B7F,
        0x218A..=0x218B,
        0x2427..=0x2429,
        0x2700..=0x2700,
        0x2E3C..=0x2E63,
        0x2FFC..=0x2FFF,
        0x31E4..=0x32FF,
        0xA8FC..=0xAB6B,
        0xFBC2..=0xFDFF,
    ];
    c.general_category_group() == GeneralCategoryGroup::Mark
        || c > '\u{FFFF}'
        || signs.iter().any(|range| range.contains(&u32::from(c)))
}

#[test]
fn words_are_the_tokens_of_the_index() {
    let between = tokens(|c| format!("a{c}b"));
    for c in code_points().filter(|c| c.general_category() != GeneralCategory::Unassigned) {
        let ours = words(&format!("a{c}b")).count();
        let theirs = between[&c.into()].len();
        assert!(theirs <= ours, "{c:?}");
        if theirs < ours {
            assert!(is_glue(c) || is_rare(c), "{c:?} {:04X}", u32::from(c));
        }
    }
}
