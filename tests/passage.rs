//! The part of a text that answers a query best.

mod common;

use std::cell::Cell;
use std::time::Duration;

use common::timed;
use dateline::{Field, Highlighted, Highlighter, Passage, Query};
use proptest::prelude::*;

/// Good enough as a stemmer for these tests: lower case without a final s.
fn stem(word: &str) -> String {
    let lower = word.to_lowercase();
    lower.strip_suffix('s').unwrap_or(&lower).to_owned()
}

fn passage(query: &str, text: &str, length: usize) -> Passage {
    Highlighter::new(&Query::from(query), &stem).passage(text, None, length)
}

/// Fails unless the passage is `shown`, with marks as brackets.
#[track_caller]
fn shows(query: &str, text: &str, length: usize, shown: &str) {
    let found = passage(query, text, length);
    assert_eq!(
        found.html().replace("<mark>", "[").replace("</mark>", "]").replace("&quot;", "\""),
        shown,
        "{query}"
    );
    check(&found, text, length);
}

/// Fails unless a passage has the properties of every passage.
#[track_caller]
fn check(found: &Passage, text: &str, length: usize) {
    let part = found.text.text();
    let end = found.start + part.len();
    assert_eq!(text.get(found.start..end), Some(part));
    assert!(part.chars().count() <= length, "{part:?} is longer than {length}");
    assert_eq!(part.trim(), part);
    assert_eq!(found.cut_before, !text[..found.start].trim().is_empty(), "{part:?}");
    assert_eq!(found.cut_after, !text[end..].trim().is_empty(), "{part:?}");
}

const NEWS: &str = "The bridge opened on Monday after two years. Mayor Ada Fennick crossed it first. \
                    Ferries go on until June, the harbour board said.\n\n\
                    Tolls are two crowns a car. Cyclists pay nothing, and nor do those who walk.";

#[test]
fn the_beginning_the_middle_and_the_end() {
    shows("bridge", NEWS, 40, "The [bridge] opened on Monday after two…");
    shows("fennick", NEWS, 40, "…Mayor Ada [Fennick] crossed it first.…");
    shows("harbour", NEWS, 55, "…Ferries go on until June, the [harbour] board said.…");
    shows("walk", NEWS, 60, "…Cyclists pay nothing, and nor do those who [walk].");
    shows("crown", NEWS, 40, "…Tolls are two [crowns] a car. Cyclists pay…");
}

#[test]
fn a_passage_begins_with_the_nearest_sentence_it_has_room_for() {
    shows("nothing", NEWS, 30, "…Cyclists pay [nothing], and nor…");
    // "Mayor Ada Fennick crossed" are 25 characters: there is no room for the sentence's beginning.
    shows("crossed", NEWS, 24, "…Fennick [crossed] it…");
    shows("crossed", NEWS, 25, "…Mayor Ada Fennick [crossed]…");
    shows("paid", "He said: \"Never.\" \"We paid\" then left.", 28, "…\"We [paid]\" then left.");
    shows("x", "one two\n\nthree x four five six", 14, "…three [x] four…");
    shows("x", "nought one two\nthree x four five six", 16, "…three [x] four…");
}

#[test]
fn names_and_numbers_end_no_sentence() {
    shows(
        "troop",
        "It was said that in May the U.S. Army sent troops home to rest at last.",
        36,
        "…U.S. Army sent [troops] home to rest…",
    );
    shows("lost", "It cost 2.50 crowns and was lost at sea again.", 26, "…and was [lost] at sea again.");
    shows("sold", "All of it at Yahoo! was sold, he said on Monday.", 26, "…Yahoo! was [sold], he said…");
}

#[test]
fn what_the_end_of_the_text_leaves_is_filled_before() {
    let text = "One is here. Two is here. Three is here. Four is oil.";
    shows("oil", text, 30, "…Three is here. Four is [oil].");
    shows("oil", text, 44, "…Two is here. Three is here. Four is [oil].");
    shows("oil", "one two three four five six seven oil", 20, "…five six seven [oil]");
}

#[test]
fn different_words_count_more_than_many() {
    let text = "oil oil oil and so on and on and on until a bank lent for oil and more";
    shows("oil bank", text, 22, "…a [bank] lent for [oil]…");
    shows("oil bink", text, 22, "[oil] [oil] [oil] and so on…");
    shows("oil OR bank", text, 22, "…a [bank] lent for [oil]…");
    // As many of each: the first.
    shows("oil", "far oil one two far oil one two far oil", 11, "far [oil] one…");
    // The words of an exclusion or a filter count for nothing.
    shows("oil -bank tag:lent", text, 22, "[oil] [oil] [oil] and so on…");
}

#[test]
fn a_word_asked_for_twice_counts_once() {
    let text = "oil and so on and so on and a bank with a bank";
    shows("bank oil oil", text, 18, "…a [bank] with a [bank]");
}

#[test]
fn a_phrase_is_whole_or_not_there() {
    let text = "He left the white house by the sea for oil at once.";
    shows("\"white house\" \"for oil\"", text, 14, "…[white house] by…");
    // The part around the second would begin in the middle of the first.
    shows("\"white house\" sea", "a white house sea oil", 12, "…[white house]…");
    shows("\"white house by\" sea", "a white house by sea oil", 12, "…[by] [sea] oil");
    // Alone it is longer than the passage.
    shows("\"white house by the sea\"", text, 14, "…[white house by]…");
    shows("\"white house by the sea\" once", text, 14, "…oil at [once].");
}

#[test]
fn phrases_that_overlap_stay_together() {
    let text = "one two three four white house rules at last now";
    shows("\"white house\" \"house rules\"", text, 17, "…[white house rules]…");
    // Together they are too long: one of them.
    shows("\"white house\" \"house rules\"", text, 16, "…[white house]…");
    shows("\"a b a\"", "a b a b a b a b a", 5, "[a b a]…");
}

#[test]
fn only_the_terms_of_the_field_count() {
    let query = Query::from("headline:oil bank");
    let marker = Highlighter::new(&query, &stem);
    let text = "oil is far away from any bank in town";
    let shown = |field| marker.passage(text, field, 12).html();
    assert_eq!(shown(Some(Field::Headline)), "<mark>oil</mark> is far…");
    assert_eq!(shown(Some(Field::Body)), "…any <mark>bank</mark> in…");
}

#[test]
fn nothing_found_gives_the_beginning() {
    shows("zebra", NEWS, 40, "The bridge opened on Monday after two…");
    shows("", NEWS, 40, "The bridge opened on Monday after two…");
    shows("tag:bridge", "  \n one two three", 8, "one two…");
    shows("zebra", "incomprehensibilities", 10, "incomprehe…");
}

#[test]
fn a_text_that_is_short_enough_is_not_cut() {
    shows("oil", "oil and more", 12, "[oil] and more");
    shows("oil", "oil and more", usize::MAX, "[oil] and more");
    shows("oil", "\r\n oil and more \n", 12, "[oil] and more");
    shows("oil", "oil and more", 11, "[oil] and…");
    shows("oil", "", 10, "");
    shows("oil", " \n ", 1, "");
}

#[test]
fn length_nought_and_one() {
    shows("oil", "an oil well", 0, "……");
    shows("none", "an oil well", 0, "…");
    shows("oil", "", 0, "");
    shows("oil", "an oil well", 1, "…[o]…");
    shows("b", "a b c", 1, "…[b]…");
    shows("none", "an oil well", 1, "a…");
}

#[test]
fn text_without_blanks_is_cut_between_characters() {
    let text = "首相は東京で会見した。新しい橋が開通、渋滞は続く。市長は語った。";
    shows("新しい橋が開通", text, 12, "…[新しい橋が開通]、渋滞は続…");
    shows("渋滞は続く", text, 8, "…[渋滞は続く]。市長…");
    shows("nothing", text, 5, "首相は東京…");
    // No line begins with a full stop.
    shows("nothing", text, 10, "首相は東京で会見し…");
    shows("渋滞は続く", text, 3, "…[渋滞は]…");
    shows("2020", "東京五輪の開催は、2020、年です", 8, "…は、[2020]、年…");
    shows("nothing", "กรุงเทพมหานคร", 4, "กรุง…");
    // A part of a run, from where its sentence begins, or with as much before as after.
    shows("橋", text, 5, "…新しい[橋]が…");
    shows("ไทย", "ประเทศไทยวันนี้", 5, "…ศ[ไทย]…");
    shows("ไทย", "ประเทศไทยวันนี้", 6, "…ศ[ไทย]วั…");
}

#[test]
fn what_is_seen_as_one_character_is_not_cut() {
    shows("none", "cafe\u{301}teria", 5, "cafe\u{301}…");
    shows("none", "cafe\u{301}teria", 4, "caf…");
    shows("none", "ab👩\u{200D}🚒cd", 4, "ab…");
    shows("none", "ab👩\u{200D}🚒cd", 5, "ab👩\u{200D}🚒…");
    shows("none", "ab👍🏽cd", 3, "ab…");
    shows("none", "ab🇺🇦cd", 3, "ab…");
    shows("none", "กำกำ", 3, "กำ…");
    shows("none", "ខ្មែរខ្មែរ", 7, "ខ្មែរ…");
    shows("none", "शक्तिशक्ति", 3, "श…");
    // Longer alone than the passage.
    shows("none", "e\u{301}\u{302}\u{303}", 2, "e\u{301}…");
    shows("oil", "🏆🏆🏆 oil 🏆🏆🏆", 7, "🏆🏆🏆 [oil]…");
}

#[test]
fn line_breaks_stay_as_they_are() {
    let text = "one two and more\r\nthree oil\r\nfour five six seven";
    let found = passage("oil", text, 19);
    assert_eq!(found.text.text(), "three oil\r\nfour");
    assert_eq!(found.to_string(), "…three oil  four…");
    assert_eq!(found.ansi(), "…three \u{1b}[1moil\u{1b}[22m  four…");
    shows("oil", "one two.\r\n\r\noil four\r\nfive six", 9, "…[oil] four…");
}

#[test]
fn a_passage_is_safe_and_serializes() {
    let found = passage("oil", "He said one <b> \u{1b}[31m oil & two three", 18);
    assert_eq!(found.html(), "…\u{1b}[31m <mark>oil</mark> &amp; two…");
    assert_eq!(found.to_string(), "…\u{FFFD}[31m oil & two…");
    let json = serde_json::to_value(passage("oil", "one oil two", 7)).unwrap();
    let all = serde_json::json!({
        "text": "one oil", "marks": [[4, 7]], "start": 0, "cut_before": false, "cut_after": true,
    });
    assert_eq!(json, all);
}

#[test]
fn whether_anything_is_marked() {
    assert!(passage("oil", "an oil well", 20).text.is_marked());
    assert!(!passage("none", "an oil well", 20).text.is_marked());
    assert!(!Highlighted::default().is_marked());
}

#[test]
fn a_form_is_asked_for_once_and_only_where_a_term_needs_it() {
    let asked = Cell::new(0);
    let form = |word: &str| {
        asked.set(asked.get() + 1);
        stem(word)
    };
    let text = "Oil and oil and oil and gas";
    let marks = |query: &str, field| {
        let marker = Highlighter::new(&Query::from(query), &form);
        asked.set(0);
        let found = [marker.mark(text, field), marker.passage(text, field, 9).text];
        assert!(found.iter().all(Highlighted::is_marked) || field == Some(Field::Dek), "{query}");
        asked.get()
    };
    assert_eq!(marks("oil", None), 4); // Oil, oil, and, gas
    assert_eq!(marks("\"oil\" ga*", None), 0);
    assert_eq!(marks("headline:and \"oil\"", Some(Field::Body)), 0);
    assert_eq!(marks("headline:and \"oil\"", Some(Field::Headline)), 4);
    assert_eq!(marks("headline:oil", Some(Field::Dek)), 0);
}

#[test]
fn sixteen_times_the_text_takes_no_more_than_a_multiple_of_the_time() {
    let query = "oil \"oil oil\" \"oil oil oil\" o* 東京";
    for (piece, what) in [
        ("oil ", "one range of all"),
        ("oil, and more of the same words. ", "many ranges"),
        ("東京の", "no blanks"),
        ("」", "closing marks"),
        (" \n", "blanks"),
        ("e\u{301}\u{301}", "marks"),
        ("🇺🇦", "flags"),
    ] {
        let time = |bytes: usize| -> Duration {
            let text = format!("{} oil {0} oil", piece.repeat(bytes / 2 / piece.len()));
            let query = Query::from(query);
            let once = |length: usize| {
                let marker = Highlighter::new(&query, &stem);
                let (found, time) = timed(|| marker.passage(&text, None, length));
                check(&found, &text, length);
                time
            };
            once(200).max(once(bytes / 8))
        };
        // The system counts the time of a processor by some milliseconds.
        let part = time(1 << 16).max(Duration::from_millis(10));
        let whole = time(1 << 20);
        // Linear is 16, quadratic 256.
        assert!(whole < part * 80, "{what}: {part:?}, then {whole:?}");
    }
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "oil", "Oils", "white", "house", "white house", " ", " ", " ", ". ", ", ", "\r\n", "\n\n", "é", "e\u{301}", "東京",
            "の", "。", "「", "」", "ก", "🇺🇦", "👩\u{200D}🚒", "\u{200D}", "\"", "(", "\u{1b}[31m", "\u{E000}", "\u{3000}",
        ])
        .prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn queries() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "oil \"white house\" e* 東京 OR の \"oil white\"* \"house white house\"",
        "\"oil oil\" oil \"white house oil white\"",
        "東京の OR 東京 \"white\"",
        "",
    ]);
    prop_oneof![3 => known.prop_map(str::to_owned), 1 => any::<String>(), 1 => text()]
}

fn chars(text: &str) -> usize {
    text.chars().count()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_any_query_any_length(
        text in prop_oneof![text(), any::<String>()],
        query in queries(),
        length in prop_oneof![0..60_usize, any::<usize>()],
    ) {
        let query = Query::from(query.as_str());
        let marker = Highlighter::new(&query, &stem);
        let found = marker.passage(&text, None, length);
        check(&found, &text, length);

        let all = marker.mark(&text, None);
        let part = found.start..found.start + found.text.text().len();
        let mut end = 0;
        for range in found.text.ranges() {
            prop_assert!(range.start >= end && range.start < range.end);
            prop_assert!(found.text.text().get(range.clone()).is_some());
            end = range.end;
            let (from, to) = (part.start + range.start, part.start + range.end);
            prop_assert!(all.ranges().iter().any(|whole| whole.start <= from && to <= whole.end));
        }
        // What is marked and fits is in the passage or not, and is marked there too.
        for range in all.ranges().iter().filter(|range| chars(&text[(*range).clone()]) <= length) {
            let is_inside = part.start <= range.start && range.end <= part.end;
            prop_assert!(is_inside || range.end <= part.start || part.end <= range.start, "{:?} {:?}", part, range);
            let moved = || range.start - part.start..range.end - part.start;
            prop_assert!(!is_inside || found.text.ranges().contains(&moved()));
        }
        prop_assert!(found.text.is_marked() || !all.is_marked() || length == 0);
    }

    /// Tries every other part that could be shown of words with blanks between them.
    #[test]
    fn no_other_part_has_more_in_it(
        words in prop::collection::vec(prop::sample::select(vec!["oil", "bank", "gas", "and", "of", "more.", "The"]), 1..40),
        length in 4..40_usize,
    ) {
        let text = words.join(" ");
        let rank = |part: &str| {
            let count = |wanted| part.split(' ').filter(|word| *word == wanted).count();
            let counts = ["oil", "bank", "gas"].map(count);
            (counts.iter().filter(|count| **count > 0).count(), counts.iter().sum::<usize>())
        };
        let query = Query::from("oil bank \"gas\"");
        let found = Highlighter::new(&query, &stem).passage(&text, None, length);
        let mut best = (0, 0);
        for from in 0..words.len() {
            let parts = (from..words.len()).map(|to| words[from..=to].join(" "));
            best = parts.take_while(|part| part.len() <= length).map(|part| rank(&part)).fold(best, Ord::max);
        }
        prop_assert_eq!(rank(found.text.text()), best, "{:?}", found);
        let begins_and_ends = found.text.text().split(' ').all(|word| words.contains(&word) || word == "more");
        prop_assert!(begins_and_ends, "{:?}", found);
        // Nor is there room left for another word at both its ends.
        let room = length - found.text.text().len();
        prop_assert!(room <= "more.".len() || !found.cut_after, "{:?}", found);
    }
}
