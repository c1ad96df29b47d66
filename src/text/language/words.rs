//! Languages by the words that stand in any text: particles, articles, prepositions, auxiliaries.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A language by its letters and its commonest words.
pub(super) struct Profile {
    pub tag: &'static str,
    /// Returns true if texts may be told to be in it. The others are known by so few words that they are good only to
    /// refuse what looks like a neighbor of theirs.
    pub is_told: bool,
    /// Letters that it has beside a to z; of another script all of its letters, or `*` for any.
    letters: &'static str,
    words: &'static str,
}

impl Profile {
    fn of_line(line: &'static str) -> Option<Self> {
        let (tag, rest) = line.split_once(' ')?;
        let (letters, words) = rest.split_once(' ')?;
        let told = tag.strip_prefix('!');
        Some(Self { tag: told.unwrap_or(tag), is_told: told.is_none(), letters, words })
    }

    /// Returns true if a word in small letters has no letter that the language hasn't got.
    pub fn spells(&self, word: &str) -> bool {
        self.letters == "*"
            || word.chars().all(|c| c.is_ascii() || self.letters.contains(c) || !c.is_alphabetic())
    }
}

/// Returns the languages by their words.
pub(super) fn profiles() -> &'static [Profile] {
    static PROFILES: LazyLock<Vec<Profile>> = LazyLock::new(|| {
        let lines = include_str!("function_words.txt").lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(Profile::of_line).collect()
    });
    &PROFILES
}

/// Returns a language that texts may be told to be in.
pub(super) fn profile(tag: &str) -> Option<&'static Profile> {
    profiles().iter().find(|profile| profile.tag == tag && profile.is_told)
}

/// Returns the places, among the profiles, of the languages that have a word.
pub(super) fn languages_of(word: &str) -> &'static [u8] {
    static LANGUAGES: LazyLock<HashMap<&str, Vec<u8>>> = LazyLock::new(|| {
        let mut languages: HashMap<&str, Vec<u8>> = HashMap::new();
        for (place, profile) in (0..).zip(profiles()) {
            for word in profile.words.split(' ') {
                languages.entry(word).or_default().push(place);
            }
        }
        languages
    });
    // Arabic writes its article together with the word.
    let word = if word.starts_with("ال") { "ال" } else { word };
    LANGUAGES.get(word).map_or(&[], Vec::as_slice)
}

/// Returns the runs of letters of a text, with the marks and apostrophes inside of them.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = chars.find(|(_, c)| c.is_alphabetic())?;
        let mut end = text.len();
        while let Some((at, c)) = chars.peek() {
            if !is_inside(*c) {
                end = *at;
                break;
            }
            chars.next();
        }
        Some(start..end)
    })
}

fn is_inside(c: char) -> bool {
    // Marks of Arabic, Hebrew and Indic scripts, which are no letters by themselves.
    c.is_alphabetic()
        || matches!(c, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{93C}' | '\u{94D}' | '\u{9CD}')
}
