//! The language of a text: by its script, by the words that stand in any text of a language, and where a headline has too few
//! of them by the guesses of two detectors.

use super::script::{Script, main_script};
use super::votes::{Votes, WHOLE};
use super::words::{Profile, profile};
use super::{han, names};

/// Bytes of text to tell by, and where they don't tell.
const SAMPLES: [usize; 2] = [400, 4000];
/// Words of a text that is no headline: one without the words of a language isn't in it.
const LONG: usize = 16;

/// Tells the language of a text; `None` where it isn't sure, or the language isn't one of those that are told.
pub(crate) fn detect(text: &str) -> Option<&'static str> {
    let [short, long] = SAMPLES.map(|size| beginning(text, size));
    tell(short).or_else(|| if long.len() > short.len() { tell(long) } else { None })
}

fn beginning(text: &str, size: usize) -> &str {
    let ends = (0..=size.min(text.len())).rev();
    ends.into_iter().find_map(|end| text.get(..end)).unwrap_or(text)
}

fn tell(text: &str) -> Option<&'static str> {
    match main_script(text)? {
        Script::Of(tag) => Some(tag),
        Script::Han | Script::Kana => han::detect(text),
        script => by_words(text, script),
    }
}

fn by_words(text: &str, script: Script) -> Option<&'static str> {
    let votes = Votes::of(text, script);
    let best = votes.best()?;
    if votes.is_clear(best) {
        return (best.is_told && votes.fit(best)).then_some(best.tag);
    }
    match script {
        Script::Hebrew => Some(if best.tag == "yi" || is_yiddish(text) { "yi" } else { "he" }),
        Script::Latin => latin(text, &votes),
        _ => by_trigrams(text, best, &votes),
    }
}

/// Returns true if a text has letters that only Yiddish has: double ones, and an alef with a point.
fn is_yiddish(text: &str) -> bool {
    text.contains(['\u{5F0}', '\u{5F1}', '\u{5F2}'])
        || ["\u{5D0}\u{5B7}", "\u{5D0}\u{5B8}"].iter().any(|alef| text.contains(alef))
}

/// Takes the guess of whatlang, where the words of the text don't speak against it, else the language of its words: only few
/// have the script.
fn by_trigrams(text: &str, best: &Profile, votes: &Votes) -> Option<&'static str> {
    let guess = whatlang(text).filter(|(guess, is_reliable)| {
        stands(guess, votes, if *is_reliable { WHOLE / 4 } else { WHOLE / 2 })
    });
    if let Some((guess, _)) = guess {
        return Some(guess.tag);
    }
    let least = WHOLE.max(votes.tally(best).others * 2);
    profile(best.tag).filter(|best| stands(best, votes, least)).map(|best| best.tag)
}

/// Takes the guess of whatlang or whichlang, where the words of the text speak for it: the more where they differ. The second
/// knows few languages, and is right about them more often.
fn latin(text: &str, votes: &Votes) -> Option<&'static str> {
    let first = whatlang(text);
    let second = profile(names::subtag(whichlang::detect_language(text).three_letter_code())?);
    let by_first = first.filter(|(guess, is_reliable)| {
        let is_second = second.is_some_and(|second| second.tag == guess.tag);
        let others = votes.tally(guess).others;
        let least = match (is_second, is_reliable, is_known(guess)) {
            (true, ..) => 1,
            (false, true, true) => WHOLE / 2,
            (false, true, false) => WHOLE,
            (false, false, true) => return false,
            (false, false, false) => WHOLE.max(others + WHOLE / 2),
        };
        stands(guess, votes, least)
    });
    if let Some((guess, _)) = by_first {
        return Some(guess.tag);
    }
    let least = if first.is_some_and(|(guess, _)| is_known(guess)) { WHOLE / 2 } else { WHOLE };
    second.filter(|guess| stands(guess, votes, least)).map(|guess| guess.tag)
}

/// Returns the guess of whatlang, and true if it is sure.
fn whatlang(text: &str) -> Option<(&'static Profile, bool)> {
    let info = whatlang::detect(text)?;
    Some((profile(names::subtag(info.lang().code())?)?, info.is_reliable()))
}

/// Returns true for the languages in Latin letters that whichlang knows.
fn is_known(profile: &Profile) -> bool {
    matches!(profile.tag, "de" | "en" | "es" | "fr" | "it" | "nl" | "pt" | "sv" | "tr" | "vi")
}

/// Returns true if nothing speaks against a guess, and its words count for at least so much.
fn stands(guess: &Profile, votes: &Votes, least: usize) -> bool {
    let tally = votes.tally(guess);
    let is_spoken = votes.words < LONG || tally.words * 10 >= votes.words;
    is_spoken && tally.score >= least.max(tally.others) && votes.fit(guess)
}
