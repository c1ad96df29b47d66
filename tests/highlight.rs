//! Marked text, and text from the archive on its way to a browser or a terminal.

use dateline::{Field, Highlighted, Highlighter, Query, terminal_safe};
use proptest::prelude::*;

/// Good enough as a stemmer for these tests: lower case without a final s.
fn stem(word: &str) -> String {
    let lower = word.to_lowercase();
    lower.strip_suffix('s').unwrap_or(&lower).to_owned()
}

fn mark(query: &str, text: &str) -> Highlighted {
    Highlighter::new(&Query::from(query), &stem).mark(text, None)
}

#[track_caller]
fn marks(query: &str, text: &str, marked: &[&str]) {
    let found = mark(query, text);
    let parts: Vec<&str> = found.ranges().iter().map(|range| &text[range.clone()]).collect();
    assert_eq!(parts, marked, "{query}");
}

#[test]
fn words_match_by_form_and_quotes_exactly() {
    marks("troop", "Troops and troop", &["Troops", "troop"]);
    marks("\"troop\"", "Troops and Troop", &["Troop"]);
    marks("\"elections\"", "Les Élections", &["Élections"]);
    marks("elan", "Élan, elan", &["Élan", "elan"]);
    marks("élan", "Élan, elan", &["Élan", "elan"]);
    marks("secur*", "Security secures, insecure", &["Security", "secures"]);
    marks("U.S.", "The U.S. and U S, or US, tell us", &["U.S", "U S", "US"]);
}

#[test]
fn words_are_marked_in_every_script() {
    marks("首相", "菅首相は首都で相談", &["首相"]);
    marks("북한", "주북한대사", &["북한"]);
    marks("ไทย", "ประเทศไทยวันนี้", &["ไทย"]);
    marks("Dusseldorf", "in Düsseldorf", &["Düsseldorf"]);
    marks("Orsted", "Ørsted und O\u{308}rsted", &["Ørsted", "O\u{308}rsted"]);
    marks("محمد", "قال مُحَمَّدٌ", &["مُحَمَّدٌ"]);
    marks("हिन्दी", "में हिन्दी का", &["हिन्दी"]);
    marks("чай", "ЧАИ\u{306}", &["ЧАИ\u{306}"]);
    marks("Bundestag", "Bundes\u{AD}tag", &["Bundes\u{AD}tag"]);
    // A blank in the query asks for none, and letters that are typed together stand together.
    marks("\"東京 五輪\"", "東京五輪、東京 五輪", &["東京五輪", "東京 五輪"]);
    marks("\"東京五輪\"", "東京五輪、東京 五輪", &["東京五輪"]);
}

#[test]
fn compounds_are_marked_where_they_are_one_word_and_where_they_are_several() {
    marks("US", "The U.S. for us", &["U.S", "us"]);
    marks("F16", "an F-16", &["F-16"]);
    marks("F-16", "an F16 or F-16", &["F16", "F-16"]);
    marks("multiagent", "multi-agents", &["multi-agents"]);
    marks("multi-agent", "multiagents", &["multiagents"]);
    marks("1000", "1,000 or 10,000", &["1,000"]);
    marks("1,000", "1000", &["1000"]);
    marks("information", "the infor-\nmation", &["infor-\nmation"]);
    marks("\"F16\"", "an F-16", &[]);
}

#[test]
fn phrases_are_one_range() {
    marks(
        "\"white house\"",
        "White House: a white house, a white big house",
        &["White House", "white house"],
    );
    marks("\"white hou\"*", "White housing, white", &["White housing"]);
    marks("\"a b a\"", "a b a b a", &["a b a b a"]);
    marks("\"a b\"", "a\u{E000}b", &[]);
}

#[test]
fn only_what_is_asked_for_is_marked() {
    marks("iran -iraq tag:syria", "iran iraq syria", &["iran"]);
    marks("iran OR iraq", "Iraq, Iran, Oman", &["Iraq", "Iran"]);
    let query = Query::from("iran headline:oil");
    let marker = Highlighter::new(&query, &stem);
    let html = |field| marker.mark("iran oil", field).html();
    assert_eq!(html(Some(Field::Headline)), "<mark>iran</mark> <mark>oil</mark>");
    assert_eq!(html(Some(Field::Body)), "<mark>iran</mark> oil");
    assert_eq!(html(None), "<mark>iran</mark> oil");
}

#[test]
fn html_escapes_everything_that_html_reads() {
    assert_eq!(
        mark("script", "<script> \"a\" & 'b'").html(),
        "&lt;<mark>script</mark>&gt; &quot;a&quot; &amp; &#39;b&#39;"
    );
}

#[test]
fn nothing_in_a_text_reaches_the_terminal_as_a_command() {
    let text = "oil\u{1b}]0;x\u{7} \u{9b}31m\u{202E}up\u{2066}\r\n\tend\u{7f}";
    assert_eq!(
        mark("oil", text).ansi(),
        "\u{1b}[1moil\u{1b}[22m\u{FFFD}]0;x\u{FFFD} \u{FFFD}31m\u{FFFD}up\u{FFFD}   end\u{FFFD}"
    );
    assert_eq!(Highlighted::plain(text).to_string(), terminal_safe(text).to_string());
    assert_eq!(terminal_safe("שלום\u{200F}").to_string(), "שלום\u{200F}");
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "oil",
            "Oils",
            "white",
            "house",
            " ",
            ", ",
            "é",
            "e\u{301}",
            "東京",
            "<",
            "&amp;",
            "\"",
            "'",
            "\u{1b}[31m",
            "\u{9b}",
            "\u{202E}",
            "\u{2069}",
            "\r\n",
            "\u{E000}",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

const QUERY: &str = "oil \"white house\" e* 東京 OR amp \"oil white\"* script";

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ranges_are_ordered_disjoint_and_on_characters(text in text()) {
        let found = mark(QUERY, &text);
        prop_assert_eq!(found.text(), &text);
        let mut end = 0;
        for range in found.ranges() {
            prop_assert!(range.start >= end && range.start < range.end);
            prop_assert!(text.get(range.clone()).is_some());
            end = range.end;
        }
    }

    #[test]
    fn every_occurrence_of_every_phrase_is_marked(
        words in prop::collection::vec(prop::sample::select(vec!["a", "b", "as", "c"]), 0..30),
        phrases in prop::collection::vec(prop::collection::vec(prop::sample::select(vec!["a", "b"]), 1..5), 1..4),
    ) {
        let text = words.join(" ");
        let query = phrases.iter().map(|phrase| format!("\"{}\" ", phrase.join(" "))).collect::<String>();
        let mut marked = vec![false; text.len()];
        let starts: Vec<usize> = words.iter().scan(0, |at, word| {
            *at += word.len() + 1;
            Some(*at - word.len() - 1)
        }).collect();
        for phrase in &phrases {
            for (at, found) in words.windows(phrase.len()).enumerate() {
                if found == phrase.as_slice() {
                    let last = at + phrase.len() - 1;
                    marked[starts[at]..starts[last] + words[last].len()].fill(true);
                }
            }
        }
        let mut ours = vec![false; text.len()];
        mark(&query, &text).ranges().iter().for_each(|range| ours[range.clone()].fill(true));
        prop_assert_eq!(ours, marked);
    }

    #[test]
    fn html_without_its_marks_is_the_escaped_text(text in text()) {
        let html = mark(QUERY, &text).html();
        let bare = html.replace("<mark>", "").replace("</mark>", "");
        prop_assert!(!bare.contains(['<', '>', '"', '\'']));
        let back = bare
            .replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
        prop_assert_eq!(back, text);
    }

    #[test]
    fn a_terminal_sees_bold_and_no_other_control(text in text()) {
        let ansi = mark(QUERY, &text).ansi();
        let bare = ansi.replace("\u{1b}[1m", "").replace("\u{1b}[22m", "");
        for c in bare.chars() {
            prop_assert!(!c.is_control(), "{:?}", c);
            prop_assert!(!matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'), "{:?}", c);
        }
        prop_assert_eq!(bare, terminal_safe(&text).to_string());
    }
}
