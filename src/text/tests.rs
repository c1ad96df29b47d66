//! Words, folding and terms against the tokenizer of SQLite and the tables of Unicode, over every code point that text may hold.

use std::collections::BTreeMap;

use super::kind::Kind;
use super::terms::{term, unterm};
use super::{fold, is_run, unicode61, words};

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
fn a_word_stays_a_word_when_folded() {
    // The vowel am of Thai and Lao becomes a mark on the letter before it, and a letter.
    for c in code_points().filter(|c| !matches!(c, '\u{E33}' | '\u{EB3}')) {
        let word = String::from(c);
        let folded = fold(&word).into_owned();
        match Kind::of(c) {
            Kind::Letter | Kind::Run(_) => {
                let found: Vec<_> = words(&folded).collect();
                assert_eq!(found, [0..folded.len()], "{c:?} {:04X} {folded:?}", u32::from(c));
                assert_eq!(is_run(&folded), is_run(&word), "{c:?} {:04X} {folded:?}", u32::from(c));
            }
            _ => assert_eq!(words(&word).next(), None, "{c:?}"),
        }
    }
}
