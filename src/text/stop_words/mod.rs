//! Stop words: words so common in a language that they tell nothing of what a text is about.
//!
//! The lists are those of Snowball, a file a language; `COPYING` has their licence.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::fold;
use super::language::primary;
use super::words::words;

/// The lists as they are published, by language.
const LISTS: [(&str, &str); 13] = [
    ("da", include_str!("da.txt")),
    ("de", include_str!("de.txt")),
    ("en", include_str!("en.txt")),
    ("es", include_str!("es.txt")),
    ("fi", include_str!("fi.txt")),
    ("fr", include_str!("fr.txt")),
    ("hu", include_str!("hu.txt")),
    ("it", include_str!("it.txt")),
    ("nl", include_str!("nl.txt")),
    ("no", include_str!("no.txt")),
    ("pt", include_str!("pt.txt")),
    ("ru", include_str!("ru.txt")),
    ("sv", include_str!("sv.txt")),
];

/// Returns true if the words are one entry of the list of a language: one word, or the words that the index makes of one
/// (`don't`). A language without a list has no stop words.
pub(crate) fn is_stop_word<'w>(language: &str, words: impl IntoIterator<Item = &'w str>) -> bool {
    lists_with(words).contains(&list_of(language))
}

/// Returns the lists that have the words as one entry.
pub(crate) fn lists_with<'w>(words: impl IntoIterator<Item = &'w str>) -> &'static [&'static str] {
    static ENTRIES: LazyLock<HashMap<String, Vec<&str>>> = LazyLock::new(|| {
        let mut entries = HashMap::<_, Vec<_>>::new();
        for (language, text) in LISTS {
            text.split_whitespace().for_each(|word| entries.entry(entry(word)).or_default().push(language));
        }
        entries
    });
    ENTRIES.get(&joined(words)).map_or(&[], Vec::as_slice)
}

/// Returns the name of the list of a language, if it has one.
pub(crate) fn list_of(language: &str) -> &str {
    match primary(language) {
        "nb" | "nn" => "no",
        language => language,
    }
}

/// Returns an entry of a list as it is looked up.
fn entry(text: &str) -> String {
    joined(words(text).filter_map(|range| text.get(range)))
}

fn joined<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    words.into_iter().map(fold).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_word_is_one_of_its_language_alone() {
        assert!(is_stop_word("en", ["the"]) && is_stop_word("en-GB", ["The"]));
        assert!(is_stop_word("de", ["die"]) && !is_stop_word("en", ["die"]));
        assert!(
            is_stop_word("nb", ["ikke"]) && is_stop_word("nn", ["ikkje"]) && !is_stop_word("sv", ["ikkje"])
        );
        // It stands for the United States too often.
        assert!(!is_stop_word("en", ["us"]));
        assert!(!is_stop_word("ja", ["の"]) && !is_stop_word("und", ["the"]));
    }

    #[test]
    fn a_stop_word_is_told_without_its_marks_and_by_its_parts() {
        assert!(is_stop_word("fr", ["à"]) && is_stop_word("fr", ["meme"]));
        assert!(is_stop_word("en", ["don", "t"]));
        assert!(
            !is_stop_word("en", ["don"]) && !is_stop_word("en", ["the", "who"]) && !is_stop_word("en", [])
        );
    }

    #[test]
    fn every_list_is_whole() {
        let counts = LISTS.map(|(language, text)| (language, text.split_whitespace().count()));
        assert_eq!(
            counts.map(|(_, count)| count),
            [94, 231, 174, 308, 229, 154, 198, 279, 101, 172, 203, 159, 114],
            "{counts:?}"
        );
    }
}
