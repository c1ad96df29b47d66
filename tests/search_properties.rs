//! Search against an archive of random texts, and of ordinary ones with random queries.

use dateline::{Archive, NewArticle, Page, Query};
use proptest::prelude::*;

/// Words as pages print them. No capital of these becomes two letters or another letter's.
const WORDS: &[&str] = &[
    "troops",
    "Iran's",
    "São",
    "Élysée",
    "Düsseldorf",
    "Ångström",
    "naïve",
    "Łódź",
    "Đà",
    "Nẵng",
    "İzmir",
    "crème",
    "Cafe\u{301}",
    "Straße",
    "ﬁnal",
    "œuvre",
    "Ирана",
    "новости",
    "Ёлка",
    "Київ",
    "Αθήνα",
    "λόγος",
    "νέα",
    "بغداد",
    "العراق",
    "ירושלים",
    "東京",
    "北京大学",
    "ニュース",
    "서울",
    "दिल्ली",
    "ไทย",
    "2,500",
    "1999",
    "٢٠٢٣",
    "O'Brien",
    "l\u{2019}État",
    "al-Qaeda",
    "U.S.",
    "multi-agent",
    "R&D",
    "x\u{323}y",
    "ΔΗΜΟΣ",
    "ᏣᎳᎩ",
    "ǆungla",
    "OK👍",
    "won🥇",
    "₽500",
    "\u{2066}Baku\u{2069}",
    "豈",
    "ʹa",
];

/// Words of one stem each, by language.
const INFLECTED: &[(&str, &[&[&str]])] = &[
    (
        "en",
        &[
            &["troop", "troops"],
            &["visit", "visits", "visited", "visiting"],
            &["election", "elections"],
            &["bridge", "bridges", "bridged"],
            &["party", "parties"],
        ],
    ),
    (
        "de",
        &[
            &["Hafen", "Häfen", "Hafens"],
            &["Wahl", "Wahlen"],
            &["Straße", "Straßen", "Strasse"],
            &["Minister", "Ministern", "Ministers"],
        ],
    ),
    (
        "fr",
        &[
            &["élection", "élections"],
            &["président", "présidente", "présidents"],
            &["municipal", "municipale", "municipales"],
            &["étudiant", "étudiants", "étudiante"],
        ],
    ),
    (
        "ru",
        &[
            &["новость", "новости", "новостей"],
            &["город", "города", "городом"],
            &["министр", "министра", "министры"],
        ],
    ),
];

fn search(archive: &Archive, query: &str) -> Page {
    archive.search(&Query::from(query)).unwrap()
}

fn archive_of(language: &str, headline: &str, body: &str) -> Archive {
    let archive = Archive::in_memory().unwrap();
    let article = NewArticle::new(headline, body).language(language);
    archive.write(|tx| tx.save(&article)).unwrap();
    archive
}

#[track_caller]
fn is_found(archive: &Archive, query: &str) {
    assert_eq!(search(archive, query).hits.len(), 1, "{query:?}");
}

/// Returns true if every letter has one capital, of which it is the small letter.
fn keeps_its_letters(word: &str) -> bool {
    word.chars().all(|c| c.to_uppercase().count() == 1 && c.to_lowercase().count() == 1)
}

/// The runs of letters, digits and what belongs to them: what a reader calls words here.
fn runs(word: &str) -> impl Iterator<Item = &str> {
    // The sign that binds two letters of Devanagari is no letter, but inside of words.
    word.split(|c: char| !c.is_alphanumeric() && c != '\u{94D}').filter(|run| !run.is_empty())
}

/// A word next to a sign that the index takes for a letter; quotes and prefixes don't find it.
fn is_glued(word: &str) -> bool {
    word.contains(['🥇', '₽', '\u{2066}'])
}

fn is_found_by(archive: &Archive, word: &str) {
    is_found(archive, word);
    if keeps_its_letters(word) {
        // Cherokee has had small letters since 2015, and the index doesn't know them.
        if !word.starts_with('Ꮳ') {
            is_found(archive, &word.to_lowercase());
            is_found(archive, &word.to_uppercase());
        }
    }
    if is_glued(word) {
        return;
    }
    is_found(archive, &format!("\"{word}\""));
    for run in runs(word) {
        for (end, c) in run.char_indices() {
            let end = end + c.len_utf8();
            if run[..end].chars().count() >= 3 {
                is_found(archive, &format!("{}*", &run[..end]));
            }
        }
    }
}

#[test]
fn each_word_alone_is_found() {
    for language in ["en", "de", "fr", "ru", "el", "ar", "tr", "ja", "und"] {
        for word in WORDS {
            is_found_by(&archive_of(language, "", word), word);
            is_found_by(&archive_of(language, word, ""), word);
        }
    }
}

#[test]
fn every_form_finds_every_other() {
    for (language, families) in INFLECTED {
        for family in *families {
            for printed in *family {
                let archive = archive_of(language, &format!("— {printed}!"), "");
                for typed in *family {
                    for query in [typed.to_string(), typed.to_uppercase(), format!("headline:{typed}")] {
                        assert_eq!(search(&archive, &query).hits.len(), 1, "{query} in {printed}");
                    }
                    let quoted = search(&archive, &format!("\"{typed}\"")).hits.len();
                    let same = bare(typed) == bare(printed);
                    assert_eq!(quoted, usize::from(same), "\"{typed}\" in {printed}");
                }
            }
        }
    }
}

/// A word of the table above in small letters and without marks.
fn bare(word: &str) -> String {
    word.to_lowercase().replace('ä', "a").replace('é', "e").replace('ß', "ss")
}

fn words() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(WORDS), 1..12)
}

fn gap() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![" ", ", ", "\n\n", " — ", "… ", "\u{a0}", " (", ") ", "\t"])
}

/// Queries that try to reach the grammar of FTS5 or SQL.
fn query() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "troops", "visits", "OR", "AND", "NOT", "NEAR", "NEAR(", "NEAR/2", "^troops", "{headline body}:",
            "{scope}", "scope:", "forms:", "AND NOT", "-", "--", "\"", "\"\"", "'", "''", "*", "**", "(", ")",
            "+", ":", ";", "\\", "%", "_", "?1", "\0", "\u{E000}", "\u{E001}h", "headline:", "tag:", "by:",
            "person:", "from:", "section:", "lang:", "lang:en", "tag:\"", "after:2024", "before:", "on:2024-02-30",
            "has:image", "is:hidden", "-is:hidden", "«", "»", "「", "\u{301}", "\u{200F}", "🥇", "₽", "ʹ", "\u{378}",
            "a*b", "te*", "\"white hou\"*", "x'0'", "/*", "*/", "article_fts", "rank:", "rowid",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "\\PC{0,12}",
    ];
    let glued = (piece, prop::sample::select(vec!["", " ", " ", "\t"]));
    prop::collection::vec(glued, 0..24)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, gap)| piece + gap).collect())
}

/// An archive in four languages: an article of every form of the table.
fn inflected_archive() -> Archive {
    let archive = Archive::in_memory().unwrap();
    let mut articles = Vec::new();
    for (language, families) in INFLECTED {
        for (place, family) in families.iter().enumerate() {
            for word in *family {
                let other = families[(place + 1) % families.len()][0];
                articles.push(NewArticle::new(*word, format!("{other} {word}")).language(*language));
            }
        }
    }
    archive.write(|tx| tx.save_all(&articles)).unwrap();
    archive
}

/// Returns true if a text has the word, or one of its family in the article's language.
fn has(language: &str, text: &str, word: &str) -> bool {
    let families = INFLECTED.iter().filter(|(tag, _)| *tag == language).flat_map(|(_, families)| *families);
    let mut wanted = vec![bare(word)];
    for family in families.filter(|family| family.iter().any(|form| bare(form) == bare(word))) {
        wanted.extend(family.iter().map(|form| bare(form)));
    }
    text.split_whitespace().any(|printed| wanted.contains(&bare(printed)))
}

fn plain_words() -> impl Strategy<Value = Vec<&'static str>> {
    let all: Vec<&str> = INFLECTED
        .iter()
        .flat_map(|(_, families)| *families)
        .flat_map(|family| family.iter().copied())
        .collect();
    prop::collection::vec(prop::sample::select(all), 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_text_is_found_by_each_of_its_words(
        words in words(),
        gap in gap(),
        language in prop::sample::select(vec!["en", "de", "fr", "ru", "ja"]),
    ) {
        let archive = archive_of(language, "Heading", &words.join(gap));
        for word in &words {
            is_found_by(&archive, word);
        }
        is_found(&archive, &words.join(" "));
        prop_assert_eq!(archive.check().unwrap(), []);
    }
}

#[test]
fn any_query_has_an_answer() {
    let archive = inflected_archive();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        failure_persistence: None,
        cases: 1500,
        ..ProptestConfig::default()
    });
    runner
        .run(&query(), |text| {
            let query = Query::from(&*text).limit(1000);
            let page = archive.search(&query);
            prop_assert!(page.is_ok(), "{:?}", page);
            let built =
                Query::new().word(&text).phrase(&text).prefix(&text).by(&text).person(&text).tag(&text);
            prop_assert!(archive.search(&built.publication(&text).section(&text).language(&text)).is_ok());
            Ok(())
        })
        .unwrap();
}

#[test]
fn every_hit_has_every_word() {
    let archive = inflected_archive();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        failure_persistence: None,
        cases: 500,
        ..ProptestConfig::default()
    });
    runner
        .run(&plain_words(), |words| {
            let query = Query::from(&*words.join(" ")).limit(1000).relax(false);
            let page = archive.search(&query).unwrap();
            let mut expected = 0;
            for id in 1.. {
                let Some(article) = archive.read(|s| s.article(dateline::ArticleId(id))).unwrap() else {
                    break;
                };
                let text = format!("{} {}", article.headline, article.body);
                if words.iter().all(|word| has(&article.language, &text, word)) {
                    expected += 1;
                    prop_assert!(page.hits.iter().any(|hit| hit.id == article.id), "{words:?} misses {text}");
                }
            }
            prop_assert_eq!(page.hits.len(), expected, "{:?}", words);
            Ok(())
        })
        .unwrap();
}
