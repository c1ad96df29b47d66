//! Texts that have broken other programs, each with its result here.

use std::time::Duration;

use dateline::{ArticleId, Note, Order, Query};

use crate::{Asker, archive, is_answered, parsed, timed};

const TEN_MEGABYTES: usize = 10 << 20;
/// A word of many articles.
const WORD: &str = "harbour";

/// Returns the articles that a text finds, in order, and its notes.
fn asked(text: &str) -> (Vec<ArticleId>, Vec<Note>) {
    if text.len() < TEN_MEGABYTES / 2 {
        is_answered(archive(), text);
    }
    // What is found must not depend on what else the machine does.
    let query = parsed(text).order(Order::Newest).deadline(Duration::from_secs(600));
    let page = Asker::of(archive()).search(&query, 1000);
    (page.hits.iter().map(|hit| hit.id).collect(), page.notes)
}

#[track_caller]
fn finds_the_same(text: &str, plain: &str, notes: &[Note]) {
    let ((found, noted), (expected, _)) = (asked(text), asked(plain));
    assert!(!expected.is_empty());
    assert_eq!(found, expected);
    assert_eq!(noted, notes);
}

/// Nothing in the text can be used, so it finds nothing, and says why.
#[track_caller]
fn finds_nothing(text: &str, notes: &[Note]) {
    let (found, noted) = asked(text);
    assert_eq!(found, []);
    assert_eq!(noted, notes);
}

fn ignored(operator: &str) -> Note {
    Note::IgnoredOperator(operator.into())
}

#[test]
fn ten_megabytes_are_cut() {
    let text = format!("{WORD} ").repeat(TEN_MEGABYTES / (WORD.len() + 1));
    let (query, time) = timed(|| Query::from(&*text));
    assert!(time < crate::GRACE, "{time:?}");
    assert_eq!(query.groups().len(), 256);
    let built = Query::new().word(&text);
    assert_eq!(built.notes(), [Note::PhraseCut]);
    assert_eq!(built, Query::new().word(&format!("{WORD} ").repeat(32)));
    finds_the_same(&text, WORD, &[Note::TextCut, Note::TooManyTerms]);
}

#[test]
fn ten_megabytes_of_one_word_find_nothing() {
    let (found, notes) = asked(&"x".repeat(TEN_MEGABYTES));
    assert_eq!(
        (found.as_slice(), notes.as_slice()),
        ([].as_slice(), [Note::TextCut, Note::WordCut].as_slice())
    );
}

#[test]
fn ten_megabytes_of_nul_are_nothing() {
    finds_the_same(&"\0".repeat(TEN_MEGABYTES), "", &[Note::TextCut]);
}

#[test]
fn a_hundred_thousand_parentheses_are_noted() {
    let unclosed = || Note::UnclosedParenthesis;
    for (parenthesis, noted) in [
        ("(", vec![Note::TooDeep, unclosed()]),
        (")", vec![ignored(")")]),
        ("()", vec![ignored("()")]),
        (")(", vec![ignored(")"), ignored("()"), unclosed()]),
    ] {
        let noted: Vec<_> = [Note::TextCut].into_iter().chain(noted).collect();
        finds_nothing(&parenthesis.repeat(100_000), &noted);
    }
    let nested = "(".repeat(2000) + WORD + &")".repeat(2000);
    finds_the_same(&nested, WORD, &[Note::TooDeep]);
    let nested = "(".repeat(50_000) + WORD + &")".repeat(50_000);
    finds_nothing(&nested, &[Note::TextCut, Note::TooDeep, unclosed()]);
    let (_, notes) = asked(&format!("({WORD} OR ").repeat(100_000));
    assert!(notes.contains(&Note::TooDeep));
}

#[test]
fn an_operator_alone_finds_nothing() {
    for operator in ["OR", "AND", "NOT", "-", "--", "–", "\u{2212}"] {
        let noted = if operator.is_ascii() && !operator.starts_with('-') { operator } else { "-" };
        finds_nothing(operator, &[ignored(noted)]);
    }
    for star in ["*", "**", "\"*\"", ":", "+", "^", "{", "}", "'", "NEAR("] {
        let (found, notes) = asked(star);
        let is_word = star.starts_with('N');
        assert_eq!(found, [], "{star}");
        let expected =
            if is_word { Note::UnclosedParenthesis } else { Note::NoWord(star.trim_matches('"').into()) };
        assert_eq!(notes, [expected]);
    }
    finds_nothing("OR OR OR", &[ignored("OR")]);
    finds_nothing("AND OR NOT", &[ignored("AND"), ignored("OR"), ignored("NOT")]);
    finds_nothing("NOT NOT", &[ignored("NOT")]);
    finds_nothing("- - -", &[ignored("-")]);
    finds_the_same(&format!("OR {WORD} OR"), WORD, &[ignored("OR")]);
    finds_the_same(&format!("AND {WORD} AND"), WORD, &[ignored("AND")]);
    finds_the_same(&format!("{WORD} NOT"), WORD, &[ignored("NOT")]);
}

#[test]
fn a_field_alone_finds_nothing() {
    let fields = "headline dek body caption credit by person tag from section lang after before on has is";
    for field in fields.split_whitespace() {
        for value in ["", "\"\"", "«»", " "] {
            finds_nothing(&format!("{field}:{value}"), &[Note::EmptyValue(format!("{field}:"))]);
        }
    }
}

#[test]
fn nul_separates_words() {
    finds_the_same("\0", "", &[]);
    finds_the_same(&format!("\0{WORD}\0"), WORD, &[]);
    finds_the_same("harbour\0troops", "harbour troops", &[]);
    finds_the_same("\"harbour\0\"", "\"harbour\"", &[]);
    finds_the_same("tag:\"\0Harbour\0\"", "tag:Harbour", &[]);
    finds_nothing("tag:\0", &[Note::EmptyValue("tag:".into())]);
}

#[test]
fn a_lone_quotation_mark_quotes_to_the_end() {
    for mark in "\"“”„‟″‶\u{FF02}«»‹›《》「」『』".chars() {
        finds_nothing(&mark.to_string(), &[Note::UnclosedQuote, Note::NoWord(String::new())]);
        finds_the_same(&format!("{mark}{WORD}"), "\"harbour\"", &[Note::UnclosedQuote]);
        finds_the_same(&format!("{WORD}{mark}"), WORD, &[Note::UnclosedQuote, Note::NoWord(String::new())]);
        finds_the_same(&format!("{mark}{WORD}{mark}"), "\"harbour\"", &[]);
    }
    // These quote nothing, they stand inside words.
    for mark in "'‘’‚‛`´".chars() {
        finds_the_same(&format!("{mark}{WORD}"), WORD, &[]);
    }
    let (_, notes) = asked(&"\"".repeat(100_001));
    assert!(notes.contains(&Note::TextCut));
}

#[test]
fn marks_of_direction_are_ignored() {
    let marks =
        "\u{61C}\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}";
    for mark in marks.chars() {
        finds_the_same(&mark.to_string(), "", &[]);
        finds_the_same(&format!("{mark}{WORD}{mark}"), WORD, &[]);
        finds_the_same(&format!("{mark}tag:Harbour{mark}"), "tag:Harbour", &[]);
        assert!(!parsed(&format!("tag:\"a{mark}b\"")).to_string().contains(mark));
    }
    finds_the_same("\u{202E}harbour\u{202C} troops", "harbour troops", &[]);
}

/// They are the index's own: with them a query could ask for what is hidden, or by whose id it is.
#[test]
fn the_private_marks_of_the_index_cannot_be_typed() {
    for mark in ["\u{E000}", "\u{E001}"] {
        finds_the_same(mark, "", &[]);
        for token in ["h", "a", "i", "p1", "t1", "len"] {
            assert_eq!(asked(&format!("{mark}{token}")), asked(token));
            assert_eq!(asked(&format!("\"{mark}{token}\"*")), asked(&format!("\"{token}\"*")));
            assert_eq!(asked(&format!("x{mark}{token}")), asked(&format!("x {token}")));
        }
    }
}

#[test]
fn other_languages_of_queries_are_words() {
    let texts = [
        "'; DROP TABLE article; --",
        "NEAR(\"white\" \"house\", 5) AND {headline body}: ^troops + scope:x",
        "author = \"Smith\" && year >= 2019 || !(tag ~ /x.*/)",
        "article_fts MATCH rank:1 rowid",
        "%00%0a<script>alert(1)</script>&amp;\\x00 \\uD800",
        "\u{FEFF}\u{FFFD}\u{FFFF}\u{10FFFF}\u{301}",
    ];
    for text in texts {
        asked(text);
    }
    assert_eq!(Asker::of(archive()).search(&Query::new(), 1).total, asked_total());
}

fn asked_total() -> dateline::Total {
    archive().count(&Query::new()).unwrap()
}

#[test]
fn long_texts_of_marks_and_fields() {
    let texts = ["a*", "tag:", "-\"", "\u{301}", "on:2024 ", "東京", "\u{E001}h ", "NOT ", "«", "\u{202E}x"];
    for text in texts {
        let (_, notes) = asked(&text.repeat(100_000));
        assert!(notes.contains(&Note::TextCut), "{text}");
    }
}
