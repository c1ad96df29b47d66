//! The query language, through the public API.

mod ago;
#[path = "../common/mod.rs"]
mod common;
mod groups;

use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use common::timed;
use dateline::{DateLimit, Field, Filter, Matching, Moment, Note, Order, PersonId, Precision, Query, Term};
use proptest::prelude::*;

fn words(words: &[&str], matching: Matching) -> Term {
    Term::Words { words: words.iter().map(|w| w.to_string()).collect(), matching, field: None }
}

fn form(word: &str) -> Term {
    words(&[word], Matching::Form)
}

fn filter(filter: Filter, value: &str) -> Term {
    Term::Filter(filter, value.to_owned())
}

fn limit(make: fn(dateline::Moment) -> DateLimit, date: &str) -> DateLimit {
    make(date.parse().unwrap())
}

/// The query has these groups, and nothing in it was ignored.
#[track_caller]
fn asks(text: &str, groups: &[&[Term]]) -> Query {
    let query = Query::from(text);
    assert_eq!(query.groups(), groups, "{text}");
    assert_eq!(query.notes(), [], "{text}");
    query
}

/// The query has these groups of one term each, and these notes.
#[track_caller]
fn notes(text: &str, terms: &[Term], notes: &[Note]) -> Query {
    let query = Query::from(text);
    let groups: Vec<Vec<Term>> = terms.iter().map(|term| vec![term.clone()]).collect();
    assert_eq!(query.groups(), groups, "{text}");
    assert_eq!(query.notes(), notes, "{text}");
    query
}

#[test]
fn words_phrases_and_prefixes() {
    asks("", &[]);
    asks("  \t\n", &[]);
    asks("Iran troops", &[&[form("Iran")], &[form("troops")]]);
    asks("\"white house\"", &[&[words(&["white", "house"], Matching::Exact)]]);
    asks("\"troops\"", &[&[words(&["troops"], Matching::Exact)]]);
    asks("secur*", &[&[words(&["secur"], Matching::Prefix)]]);
    asks("secur*,", &[&[words(&["secur"], Matching::Prefix)]]);
    asks("\"white hou*\"", &[&[words(&["white", "hou"], Matching::Prefix)]]);
    asks("\"white hou\"*", &[&[words(&["white", "hou"], Matching::Prefix)]]);
    asks("\"white house\"troops", &[&[words(&["white", "house"], Matching::Exact)], &[form("troops")]]);
    asks("oil, prices.", &[&[form("oil")], &[form("prices")]]);
}

#[test]
fn a_word_with_punctuation_is_its_parts_in_order() {
    asks("U.S. oil", &[&[words(&["U", "S"], Matching::Form)], &[form("oil")]]);
    asks("al-Qaeda", &[&[words(&["al", "Qaeda"], Matching::Form)]]);
    // With an apostrophe they are a phrase: we're is no were.
    asks("O'Brien", &[&[words(&["O", "Brien"], Matching::Exact)]]);
    asks("O\u{2019}Brien", &[&[words(&["O", "Brien"], Matching::Exact)]]);
    asks("multi-ag*", &[&[words(&["multi", "ag"], Matching::Prefix)]]);
    asks("10:30", &[&[words(&["10", "30"], Matching::Form)]]);
    asks("https://example.org/a", &[&[words(&["https", "example", "org", "a"], Matching::Form)]]);
    asks("Rates: up", &[&[form("Rates")], &[form("up")]]);
}

#[test]
fn other_scripts_are_words_too() {
    asks("новости Ирана", &[&[form("новости")], &[form("Ирана")]]);
    asks("חדשות ישראל", &[&[form("חדשות")], &[form("ישראל")]]);
    asks("東京*", &[&[words(&["東京"], Matching::Prefix)]]);
    asks("दिल्ली", &[&[form("दिल्ली")]]);
}

#[test]
fn quotation_marks_of_every_family() {
    let house = words(&["white", "house"], Matching::Exact);
    for text in [
        "“white house”",
        "„white house“",
        "\"white house”",
        "″white house″",
        "«white house»",
        "»white house«",
        "‹white house›",
        "「white house」",
        "『white house』",
    ] {
        asks(text, &[std::slice::from_ref(&house)]);
    }
    asks("«the \"white house\"»", &[&[words(&["the", "white", "house"], Matching::Exact)]]);
}

#[test]
fn a_mark_within_a_hebrew_word_is_no_quotation() {
    let exact = |parts: &[&str]| words(parts, Matching::Exact);
    for text in ["צה\"ל", "צה“ל", "צה”ל"] {
        asks(text, &[&[form(text)]]);
        asks(&format!("{text} חדשות"), &[&[form(text)], &[form("חדשות")]]);
        asks(&format!("\"דובר {text} מסר\""), &[&[exact(&["דובר", text, "מסר"])]]);
        asks(&format!("\"{text}\""), &[&[exact(&[text])]]);
        asks(&format!("headline:{text}"), &[&[form(text).within(Field::Headline)]]);
    }
    // With more letters behind it, with a letter that is also written before names, and beside a quotation.
    asks("מנכ\"לית", &[&[form("מנכ\"לית")]]);
    asks("ש\"ח", &[&[form("ש\"ח")]]);
    asks("ש\"ח \"הארץ\"", &[&[form("ש\"ח")], &[exact(&["הארץ"])]]);
    asks("ש\"ח headline:\"הארץ\"", &[&[form("ש\"ח")], &[exact(&["הארץ"]).within(Field::Headline)]]);
    asks("tag:צה\"ל", &[&[filter(Filter::Tag, "צה\"ל")]]);
    assert_eq!(Query::from("tag:צה\"ל").to_string(), "tag:«צה\"ל»");
    // A name that is quoted behind its preposition.
    asks("ב\"הארץ\"", &[&[form("ב")], &[exact(&["הארץ"])]]);
    asks("צה\"ל ו\"ניו יורק\"", &[&[form("צה\"ל")], &[form("ו")], &[exact(&["ניו", "יורק"])]]);
    // A mark between other letters quotes, and so does one that nothing else could close.
    asks("a\"b\"", &[&[form("a")], &[exact(&["b"])]]);
    asks("\"שלום\"עולם", &[&[exact(&["שלום"])], &[form("עולם")]]);
}

#[test]
fn a_star_is_read_right_behind_a_word() {
    let ignored = || [Note::IgnoredOperator("*".into())];
    let exact = |parts: &[&str]| words(parts, Matching::Exact);
    let prefix = |parts: &[&str]| words(parts, Matching::Prefix);
    for text in ["\"white house.\"*", "\"white house-*\"", "\"white house *\"", "\"white house!*\"*"] {
        notes(text, &[exact(&["white", "house"])], &ignored());
        let field = format!("headline:{text}");
        notes(&field, &[exact(&["white", "house"]).within(Field::Headline)], &ignored());
    }
    notes("\"word-*\"", &[exact(&["word"])], &ignored());
    notes("word-*", &[form("word")], &ignored());
    for text in ["\"white hou\"*", "\"white hou \"*", "\"white hou*\"*", "\"white hou*.\""] {
        asks(text, &[&[prefix(&["white", "hou"])]]);
    }
    // Between quotation marks a star that nothing could read is text.
    asks("\"5 * 3 = 15\"", &[&[exact(&["5", "3", "15"])]]);
}

#[test]
fn or_binds_tighter_than_and() {
    asks("iran iraq OR syria", &[&[form("iran")], &[form("iraq"), form("syria")]]);
    asks("a OR b OR c d", &[&[form("a"), form("b"), form("c")], &[form("d")]]);
    asks("a AND b", &[&[form("a")], &[form("b")]]);
    asks("a OR b AND c OR d", &[&[form("a"), form("b")], &[form("c"), form("d")]]);
    asks(
        "tag:Iran OR \"oil price\"",
        &[&[filter(Filter::Tag, "Iran"), words(&["oil", "price"], Matching::Exact)]],
    );
    // Only capitals are operators.
    asks("a or b", &[&[form("a")], &[form("or")], &[form("b")]]);
    asks("not a", &[&[form("not")], &[form("a")]]);
}

#[test]
fn exclusions() {
    for text in
        ["iran -oil", "iran \u{2212}oil", "iran –oil", "iran NOT oil", "iran AND NOT oil", "-oil iran"]
    {
        let query = asks(text, &[&[form("iran")]]);
        assert_eq!(query.excluded(), [form("oil")], "{text}");
    }
    let query = asks("-\"white house\" -tag:Iran -secur* -has:image", &[]);
    assert_eq!(
        query.excluded(),
        [
            words(&["white", "house"], Matching::Exact),
            filter(Filter::Tag, "Iran"),
            words(&["secur"], Matching::Prefix),
            Term::HasImage,
        ]
    );
    // Inside a word, and right after a quotation, it is a hyphen.
    assert_eq!(asks("a-b", &[&[words(&["a", "b"], Matching::Form)]]).excluded(), []);
    assert_eq!(asks("\"a\"-b", &[&[words(&["a"], Matching::Exact)], &[form("b")]]).excluded(), []);
}

#[test]
fn fields_and_filters() {
    asks("headline:troops", &[&[form("troops").within(Field::Headline)]]);
    asks("Headline:troops", &[&[form("troops").within(Field::Headline)]]);
    asks("caption:pesh*", &[&[Term::prefix("pesh").within(Field::Caption)]]);
    asks("credit:\"jo doe\"", &[&[Term::phrase("jo doe").within(Field::Credit)]]);
    asks("dek:a body:b", &[&[form("a").within(Field::Dek)], &[form("b").within(Field::Body)]]);
    asks("headline:U.S.", &[&[words(&["U", "S"], Matching::Form).within(Field::Headline)]]);
    asks("headline:OR", &[&[form("OR").within(Field::Headline)]]);
    asks("by:smith", &[&[filter(Filter::By, "smith")]]);
    asks("by:“Jane  Smith”", &[&[filter(Filter::By, "Jane Smith")]]);
    asks("person:\"O'Brien\"", &[&[filter(Filter::Person, "O'Brien")]]);
    asks("tag:☕", &[&[filter(Filter::Tag, "☕")]]);
    asks("from:example.org", &[&[filter(Filter::Publication, "example.org")]]);
    asks("from:https://example.org/", &[&[filter(Filter::Publication, "https://example.org/")]]);
    asks("section:World lang:en", &[&[filter(Filter::Section, "World")], &[filter(Filter::Language, "en")]]);
    asks("has:image is:hidden", &[&[Term::HasImage], &[Term::IsHidden]]);
    asks(
        "tag:\"say \" tag:«say \"no\"»",
        &[&[filter(Filter::Tag, "say")], &[filter(Filter::Tag, "say \"no\"")]],
    );
}

#[test]
fn dates_hold_for_the_whole_query() {
    let query = asks("a after:2023 before:2023-04 on:2023-04-29 on:2023-04-29T22:31", &[&[form("a")]]);
    assert_eq!(
        query.dates(),
        [
            limit(DateLimit::Since, "2023"),
            limit(DateLimit::Until, "2023-04"),
            limit(DateLimit::On, "2023-04-29"),
            limit(DateLimit::On, "2023-04-29T22:31"),
        ]
    );
    assert_eq!(asks("on:\"2023-04-29 22:31\"", &[]).dates(), [limit(DateLimit::On, "2023-04-29T22:31")]);
    assert_eq!(asks("a AND after:2023 AND b", &[&[form("a")], &[form("b")]]).dates().len(), 1);
}

#[test]
fn what_is_ignored_is_said() {
    let bad = |text: &str| Note::BadDate(text.to_owned());
    let ignored = |text: &str| Note::IgnoredOperator(text.to_owned());
    notes("on:today", &[], &[bad("today")]);
    notes("after:2023-13", &[], &[bad("2023-13")]);
    notes("before:0000", &[], &[bad("0000")]);
    notes("-on:2023", &[], &[Note::NotExcludable("on:2023".into())]);
    let query =
        notes("a OR after:2023 b", &[form("a"), form("b")], &[Note::NotAlternative("after:2023".into())]);
    assert_eq!(query.dates().len(), 1);
    let query = notes("a OR -b c", &[form("a"), form("c")], &[Note::NotAlternative("-b".into())]);
    assert_eq!(query.excluded(), [form("b")]);
    notes(
        "autor:smith",
        &[words(&["autor", "smith"], Matching::Form)],
        &[Note::UnknownField("autor".into())],
    );
    notes(
        "autor:\"jane smith\"",
        &[form("autor"), words(&["jane", "smith"], Matching::Exact)],
        &[Note::UnknownField("autor".into())],
    );
    notes("has:video a", &[form("a")], &[Note::UnknownValue("has:video".into())]);
    notes("tag: a", &[form("a")], &[Note::EmptyValue("tag:".into())]);
    notes("tag:\"\" a", &[form("a")], &[Note::EmptyValue("tag:".into())]);
    notes("by:... a", &[form("a")], &[Note::EmptyValue("by:".into())]);
    notes("headline:— a", &[form("a")], &[Note::EmptyValue("headline:".into())]);
    notes("oil — gas", &[form("oil"), form("gas")], &[Note::NoWord("—".into())]);
    notes("\"\"", &[], &[Note::NoWord(String::new())]);
    notes("te*t", &[words(&["te", "t"], Matching::Form)], &[ignored("*")]);
    notes("tag:ir*", &[filter(Filter::Tag, "ir")], &[ignored("*")]);
    notes("tag:\"ir\"*", &[filter(Filter::Tag, "ir")], &[ignored("*")]);
    notes("on:\"2023\"*", &[], &[ignored("*")]);
    notes("(a b", &[form("a"), form("b")], &[Note::UnclosedParenthesis]);
    notes("\"white house", &[words(&["white", "house"], Matching::Exact)], &[Note::UnclosedQuote]);
    notes("a OR", &[form("a")], &[ignored("OR")]);
    notes("OR a", &[form("a")], &[ignored("OR")]);
    notes("AND a AND", &[form("a")], &[ignored("AND")]);
    notes("a NOT", &[form("a")], &[ignored("NOT")]);
}

#[test]
fn the_examples_of_the_documentation_leave_no_notes() {
    let documentation = include_str!("../../docs/query.md");
    let (_, examples) = documentation.split_once("```query\n").unwrap();
    let (examples, _) = examples.split_once("```").unwrap();
    assert!(examples.lines().count() > 3);
    for example in examples.lines() {
        assert_eq!(Query::from(example).notes(), [], "{example}");
    }
}

#[test]
fn an_operator_alone_leaves_a_note_and_nothing_else() {
    for text in [
        "OR", "AND", "NOT", "-", "--", "–", "*", ":", "\"", "\"\"", "(", ")", "«", "-\"\"", "- -", "NOT -",
        "**",
    ] {
        let query = Query::from(text);
        assert!(query.groups().is_empty() && query.excluded().is_empty(), "{text}");
        assert!(!query.notes().is_empty() && query.finds_nothing(), "{text}");
    }
}

#[test]
fn a_query_of_which_nothing_can_be_used_finds_nothing() {
    for text in ["!!!", "👍", "tag:", "by:\"...\"", "before:2026-13", "-on:2023", "has:video", "\"\"", "-"]
    {
        let query = Query::from(text);
        assert!(query.finds_nothing() && !query.notes().is_empty(), "{text}");
        assert_ne!(query, Query::new(), "{text}");
        assert_eq!(query.to_string(), "\"\"", "{text}");
        // What can be used beside it counts if it was typed, but what a program adds makes up for nothing.
        for added in [
            query.clone().word("toll"),
            query.clone().language("en"),
            query.clone().since("2024".parse().unwrap()),
            query.clone().none_of([Term::word("oil")]),
        ] {
            assert!(added.finds_nothing(), "{text}");
            assert_eq!(added.to_string(), "\"\"", "{text}");
            let data = serde_json::to_string(&added).unwrap();
            assert_eq!(serde_json::from_str::<Query>(&data).unwrap(), added, "{data}");
        }
        assert!(!Query::from(&*format!("{text} toll")).finds_nothing(), "{text}");
    }
    assert!(Query::new().tag(" ").finds_nothing() && Query::new().phrase("—").finds_nothing());
    for text in ["", " \t\n", "\0", "-toll", "on:2023", "is:hidden", "!!! after:2024"] {
        let query = Query::from(text);
        assert!(!query.finds_nothing() && !query.language("en").finds_nothing(), "{text}");
    }
    assert!(!Query::new().tag(" ").word("toll").finds_nothing());
    assert!(!Query::new().any_of([]).finds_nothing());
}

#[test]
fn another_name_of_a_field_is_told_its_own() {
    let told = |text: &str| Query::from(text).notes()[0].to_string();
    assert_eq!(told("author:smith"), "`author:` is not a field: it was read as words; the field is `by:`");
    assert_eq!(told("Title:toll"), "`Title:` is not a field: it was read as words; the field is `headline:`");
    for (name, keyword) in [("site", "from"), ("topic", "tag"), ("language", "lang"), ("since", "after")] {
        assert!(told(&format!("{name}:x")).ends_with(&format!("; the field is `{keyword}:`")), "{name}");
    }
    assert_eq!(told("foo:bar"), "`foo:` is not a field: it was read as words");
}

#[test]
fn a_query_is_data_with_all_its_settings() {
    let query = Query::from("\"white house\" iraq OR syria -tag:oil after:2023 autor:smith")
        .belonging_to(PersonId(7))
        .zone(chrono_tz::Asia::Jerusalem)
        .limit(50)
        .order(Order::Oldest)
        .page_after(Some("2t4357029888".parse().unwrap()))
        .count_to(7)
        .half_life(TimeDelta::milliseconds(-1500))
        .now("2019-04-15T18:00:00Z".parse().unwrap())
        .deadline(Duration::from_micros(1500))
        .passages(80)
        .hidden(true)
        .relax(false)
        .strict();
    let text = serde_json::to_string(&query).unwrap();
    let read: Query = serde_json::from_str(&text).unwrap();
    assert_eq!((&read, read.notes()), (&query, query.notes()), "{text}");
    // What is left out is as in a new query, and the limits hold.
    assert_eq!(serde_json::from_str::<Query>("{}").unwrap(), Query::new());
    let many: Query = serde_json::from_str(r#"{ "limit": 5000, "order": "newest" }"#).unwrap();
    assert_eq!(many, Query::new().limit(1000).order(Order::Newest));
    let word =
        r#"{ "groups": [[{ "words": { "words": ["U.S. OR"], "matching": "form", "field": null } }]] }"#;
    assert_eq!(serde_json::from_str::<Query>(word).unwrap(), Query::new().word("U.S. OR"));
    for bad in
        [r#"{ "zone": "Nowhere" }"#, r#"{ "half_life": [9223372036854775807, 0] }"#, r#"{ "word": "oil" }"#]
    {
        assert!(serde_json::from_str::<Query>(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_moment_that_no_text_names_is_ignored() {
    let at = |year, offset| {
        let local = NaiveDate::from_ymd_opt(year, 4, 29).unwrap().and_hms_opt(22, 31, 0).unwrap();
        Moment::new(local, Precision::Minute).with_offset(offset)
    };
    for good in [at(1, 0), at(9999, 0), at(2023, 1439), at(2023, -1439)] {
        let query = Query::new().since(good).until(good).on(good);
        assert_eq!((query.dates().len(), query.notes()), (3, &[][..]), "{good}");
    }
    let [first, last] = [NaiveDateTime::MIN, NaiveDateTime::MAX].map(|at| Moment::new(at, Precision::Minute));
    for bad in
        [first, last, at(0, 0), at(-1, 0), at(10_000, 0), at(2023, 1440), at(2023, -1440), at(2023, i32::MIN)]
    {
        for query in [Query::new().since(bad), Query::new().until(bad), Query::new().on(bad)] {
            assert_eq!((query.dates(), query.notes()), (&[][..], &[Note::BadDate(bad.to_string())][..]));
            assert!(query.finds_nothing());
        }
    }
}

#[test]
fn reserved_and_invisible_characters_only_separate() {
    let ab = [form("a"), form("b")];
    for c in
        ['\0', '\u{E000}', '\u{E001}', '\u{1b}', '\u{85}', '\u{202E}', '\u{2066}', '\u{200F}', '\u{2003}']
    {
        notes(&format!("a{c}b"), &ab, &[]);
        notes(&format!("\"a{c}b\""), &[words(&["a", "b"], Matching::Exact)], &[]);
        notes(&format!("tag:\"a{c}b\""), &[filter(Filter::Tag, "a b")], &[]);
    }
    assert_eq!(
        Query::new().phrase("a\u{E000}b").tag("x\u{E001}\u{202E}y").to_string(),
        "\"a b\" tag:\"x y\""
    );
}

#[test]
fn caps_cut_and_say_so() {
    let count = |query: &Query| query.groups().iter().map(Vec::len).sum::<usize>();
    let repeat = |text: &'static str, times: usize| vec![text; times];

    let query = Query::from(repeat("a", 256).join(" ").as_str());
    assert_eq!((count(&query), query.notes()), (256, &[][..]));
    let query = Query::from(repeat("a", 257).join(" ").as_str());
    assert_eq!((count(&query), query.notes()), (256, &[Note::TooManyTerms][..]));
    let query = Query::from(repeat("-a on:2023", 129).join(" ").as_str());
    assert_eq!((query.excluded().len(), query.dates().len()), (128, 128));
    assert_eq!(query.notes(), [Note::TooManyTerms]);

    let query = Query::from(repeat("a", 256).join(" OR ").as_str());
    assert_eq!((query.groups().len(), count(&query), query.notes()), (1, 256, &[][..]));
    // What is too much is left out, and never becomes a demand of its own.
    let query = Query::from(repeat("a", 260).join(" OR ").as_str());
    assert_eq!((query.groups().len(), count(&query)), (1, 256));
    assert_eq!(query.notes(), [Note::TooManyTerms]);

    let query = Query::from(format!("\"{}*\"", repeat("a", 33).join(" ")).as_str());
    assert_eq!(query.groups(), [[words(&repeat("a", 32), Matching::Exact)]]);
    assert_eq!(query.notes(), [Note::PhraseCut]);

    let long = "é".repeat(200);
    let query = Query::from(long.as_str());
    assert_eq!((query.groups(), query.notes()), (&[vec![form(&long[..256])]][..], &[Note::WordCut][..]));
    let query = Query::from(format!("tag:x{long}").as_str());
    assert_eq!(query.groups(), [[filter(Filter::Tag, &format!("x{}", &long[..254]))]]);
    assert_eq!(query.notes(), [Note::WordCut]);

    // Cut between two terms, so that no half word is looked for.
    let query = Query::from(format!("{} troops", " ".repeat(4090)).as_str());
    assert_eq!((query.groups(), query.notes()), (&[][..], &[Note::TextCut][..]));
    let query = Query::from(format!("{} troops ", " ".repeat(4089)).as_str());
    assert_eq!((query.groups(), query.notes()), (&[vec![form("troops")]][..], &[Note::TextCut][..]));
}

#[test]
fn the_builder_is_held_to_the_same_caps() {
    let query = (0..300).fold(Query::new(), |query, n| query.word(&format!("w{n}")));
    assert_eq!((query.groups().len(), query.notes()), (256, &[Note::TooManyTerms][..]));
    let query = Query::new().any_of((0..300).map(|n| Term::word(&format!("w{n}"))));
    assert_eq!((query.groups().len(), query.groups()[0].len()), (1, 256));
    let query = Query::new().word("—").tag(" ");
    assert_eq!(query.notes(), [Note::NoWord("—".into()), Note::EmptyValue("tag:".into())]);
    // A word that looks like an operator is a word.
    let query = Query::new().word("OR").word("NOT").none_of([Term::word("AND")]);
    assert_eq!(query.to_string(), "or not -and");
    assert_eq!(Query::from(query.to_string().as_str()), query);
}

#[test]
fn a_builder_value_with_every_quotation_mark_still_reads_back() {
    let query = Query::new().tag("a \"b\" «c» 「d」");
    assert_eq!(query.to_string(), "tag:\"a b «c» 「d」\"");
    assert_eq!(Query::from(query.to_string().as_str()), query);
}

#[test]
fn queries_of_any_size_are_quick() {
    let texts = [
        "troops ".repeat(1_500_000),
        "(".repeat(100_000) + &")".repeat(100_000),
        "\"".repeat(1_000_000),
        "a OR ".repeat(1_000_000),
        "-".repeat(10_000_000),
        "x".repeat(10_000_000),
    ];
    for text in texts {
        let (query, time) = timed(|| Query::from(text.as_str()));
        assert!(!query.notes().is_empty());
        assert!(time < Duration::from_secs(1), "{time:?}: {}", &text[..10]);
    }
}

#[test]
fn a_query_that_grows_when_written_out_still_reads_back() {
    // A date grows by up to five bytes, an open quotation by its closing mark.
    let words = format!("{} ", "b".repeat(256)).repeat(15);
    let text = format!("{}{words}\"{}", "on:1 ".repeat(15), "c".repeat(165));
    assert_eq!(text.len(), 4096);
    let query = Query::from(text.as_str());
    assert_eq!(query.notes(), [Note::UnclosedQuote, Note::TextCut]);
    assert!(query.to_string().len() <= 4096);
    assert_eq!(Query::from(query.to_string().as_str()), query);
}

fn instant(text: &str) -> Option<chrono::DateTime<chrono::Utc>> {
    Some(text.parse().unwrap())
}

#[track_caller]
fn range(query: &str, zone: chrono_tz::Tz, from: &str, to: &str) {
    let range = Query::from(query).zone(zone).range();
    assert_eq!((range.from, range.to), (instant(from), instant(to)), "{query} in {zone}");
}

#[test]
fn dates_become_half_open_ranges() {
    use chrono_tz::{America, Asia, Pacific, UTC};
    range("on:2023", UTC, "2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z");
    range("on:2023-12", UTC, "2023-12-01T00:00:00Z", "2024-01-01T00:00:00Z");
    range("on:2024-02-29", UTC, "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z");
    range("on:2023-04-29T22:31", UTC, "2023-04-29T22:31:00Z", "2023-04-29T22:32:00Z");
    range("after:2023-04 before:2023-05", UTC, "2023-04-01T00:00:00Z", "2023-05-01T00:00:00Z");
    range("on:2023 on:2023-04 after:2023-04-10", UTC, "2023-04-10T00:00:00Z", "2023-05-01T00:00:00Z");
    // Israel: UTC+3 in summer, UTC+2 in winter; clocks went forward at 02:00 on 2023-03-24.
    range("on:2023-04-29", Asia::Jerusalem, "2023-04-28T21:00:00Z", "2023-04-29T21:00:00Z");
    range("on:2023-03-24", Asia::Jerusalem, "2023-03-23T22:00:00Z", "2023-03-24T21:00:00Z");
    range("on:2023-04-29T22:31+00:00", Asia::Jerusalem, "2023-04-29T22:31:00Z", "2023-04-29T22:32:00Z");
    // Brazil until 2019: clocks skipped the first hour of 2018-11-04 and repeated the last of 2018-02-17.
    range("on:2018-11-03", America::Sao_Paulo, "2018-11-03T03:00:00Z", "2018-11-04T03:00:00Z");
    range("on:2018-11-04", America::Sao_Paulo, "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z");
    range("on:2018-11-04T00:30", America::Sao_Paulo, "2018-11-04T03:00:00Z", "2018-11-04T03:01:00Z");
    range("on:2018-02-17", America::Sao_Paulo, "2018-02-17T02:00:00Z", "2018-02-18T03:00:00Z");
    range("on:2018-02-17T23:59", America::Sao_Paulo, "2018-02-18T01:59:00Z", "2018-02-18T02:00:00Z");
    // Cuba repeats the first hour of the day: it begins when the clocks show it first.
    range("on:2023-11-05", America::Havana, "2023-11-05T04:00:00Z", "2023-11-06T05:00:00Z");
    // Samoa skipped the whole of 2011-12-30.
    range("on:2011-12-30", Pacific::Apia, "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z");
}

#[test]
fn open_and_empty_ranges() {
    assert_eq!(Query::from("iran").range(), dateline::TimeRange::default());
    let since = Query::from("after:2023").range();
    assert_eq!((since.from, since.to), (instant("2023-01-01T00:00:00Z"), None));
    let never = Query::from("after:2024 before:2023").range();
    assert!(never.from > never.to);
}

#[test]
fn moments_at_the_ends_of_time_have_a_range() {
    let [first, last] =
        [(1, 1, 1), (9999, 12, 31)].map(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d).unwrap());
    for precision in [Precision::Year, Precision::Month, Precision::Day, Precision::Minute, Precision::Second]
    {
        let first = Moment::new(first.and_hms_opt(0, 0, 0).unwrap(), precision);
        let last = Moment::new(last.and_hms_opt(23, 59, 59).unwrap(), precision);
        for offset in [-1439, -720, 0, 1439] {
            let query = Query::new().since(first.with_offset(offset)).on(last.with_offset(offset));
            assert_eq!(query.dates().len(), 2);
            assert!(query.range().from < query.range().to);
        }
        let range = Query::new().since(first).range();
        assert_eq!(range.from, instant("0001-01-01T00:00:00Z"));
        let range = Query::new().on(last).zone(chrono_tz::Pacific::Apia).range();
        assert!(range.from < range.to);
    }
}

/// Pieces of the language and of what people paste, in any order.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec![
            " ", " ", " ", "OR", " OR ", "AND", " NOT ", "-", " -", "–", "*", ":", "(", ")", "\"", "“", "”", "«", "»",
            "「", "'", "’", "headline:", "caption:", "credit:", "dek:", "body:", "by:", "person:", "tag:", "from:",
            "(a OR ", " -(", "headline:(", "tag:(", " OR (", ") OR ", "section:", "lang:", "has:", "is:", "mark:", "note:", "note", "image", "hidden", "after:", "before:", "on:", "foo:", "http://",
            "2023", "2023-4-9", "-04", "-7d", "−12h", "-2w", "T22:31", "+03:00", "Z", "1", "U.S.", "iran", "צה\"ל", "ב\"", "ה", "é", "e\u{301}", "ж", "東京", "☕",
            "\0", "\u{E000}", "\u{E001}", "\u{202E}", "\u{200D}", "\u{2028}", "\u{E002}", "İ",
        ]).prop_map(str::to_owned),
        2 => "[a-zA-Z]{1,6}",
        1 => any::<char>().prop_map(String::from),
        1 => ("[a-z\"* ]", 1..400usize).prop_map(|(c, n)| c.repeat(n)),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Moments of all years that there are, some with an offset, which may be more than any clock shows.
fn moment() -> impl Strategy<Value = Moment> {
    let year = prop_oneof![4 => 1..=9999, 1 => -3..=3, 1 => 9990..=10_010, 1 => -262_000..=262_000];
    let offset = prop_oneof![4 => -1439..=1439, 1 => -1450..=1450, 1 => any::<i32>()];
    (year, 1..=366_u32, 0..86_400_u32, proptest::option::of(offset)).prop_map(
        |(year, day, second, offset)| {
            let date =
                NaiveDate::from_yo_opt(year, day).unwrap_or(NaiveDate::from_yo_opt(year, 365).unwrap());
            let time = NaiveTime::from_num_seconds_from_midnight_opt(second, 0).unwrap();
            let moment = Moment::new(date.and_time(time), Precision::Second);
            offset.map_or(moment, |offset| moment.with_offset(offset))
        },
    )
}

/// Characters that must never reach the index.
const RESERVED: [char; 4] = ['\0', '\u{E000}', '\u{E001}', '\n'];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_parsed_reads_back_equal(text in soup()) {
        let query = Query::from(text.as_str());
        let written = query.to_string();
        prop_assert_eq!(&Query::from(written.as_str()), &query, "{} -> {}", text, written);
    }

    #[test]
    fn what_was_written_as_data_reads_back_equal(
        text in soup(),
        word in any::<String>(),
        limit in any::<usize>(),
        moments in prop::collection::vec(moment(), 3),
    ) {
        let query = Query::from(text.as_str()).word(&word).limit(limit);
        let query = query.since(moments[0]).until(moments[1]).on(moments[2]);
        let data = serde_json::to_string(&query).unwrap();
        let read: Query = serde_json::from_str(&data).unwrap();
        prop_assert_eq!(&read, &query, "{}", data);
        prop_assert_eq!(read.notes(), query.notes());
    }

    #[test]
    fn every_query_keeps_within_its_caps(text in soup()) {
        let query = Query::from(text.as_str());
        let mut terms: Vec<&Term> = query.groups().iter().flatten().chain(query.excluded()).collect();
        while let Some(at) = terms.iter().position(|term| matches!(term, Term::All(_))) {
            let Term::All(all) = terms.swap_remove(at) else { unreachable!() };
            terms.extend(all.groups.iter().flatten().chain(&all.excluded));
        }
        prop_assert!(terms.len() + query.dates().len() <= 32);
        prop_assert!(query.groups().iter().all(|group| (1..=16).contains(&group.len())));
        for term in terms {
            match term {
                Term::Words { words, .. } => {
                    prop_assert!((1..=32).contains(&words.len()));
                    prop_assert!(words.iter().all(|word| (1..=256).contains(&word.len())));
                    prop_assert!(!words.concat().contains(RESERVED));
                    prop_assert!(!words.concat().contains(['«', '(', ' ']));
                }
                Term::Filter(_, value) => {
                    prop_assert!((1..=256).contains(&value.len()));
                    prop_assert!(!value.contains(RESERVED));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn what_was_built_reads_back_equal(word in any::<String>(), phrase in soup(), tag in soup(), by in any::<String>()) {
        let query = Query::new().word(&word).phrase(&phrase).prefix(&word).tag(&tag).by(&by);
        prop_assume!(query.to_string().len() <= 4096);
        prop_assert_eq!(&Query::from(query.to_string().as_str()), &query, "{}", query);
    }
}
