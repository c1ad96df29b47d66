//! BCP 47 tags in their usual spelling, from tags in any spelling and from names.

use super::names;
use crate::text::fold_name;

/// The most words of a name of a language, with those that say where it is spoken.
const MOST_WORDS: usize = 6;

/// Returns the BCP 47 tag of a language by a tag in any spelling (`pt_br`, `eng`, `iw`), or by a name (`English`,
/// `Deutsch`, `Portuguese (Brazil)`); `None` where it can't be one.
pub(crate) fn canonical(given: &str) -> Option<String> {
    let given = given.trim();
    // A locale of POSIX names its encoding too: `en_GB.UTF-8`.
    let tag = given.split(['.', '@']).next().unwrap_or(given);
    spelled(tag).or_else(|| named(given))
}

/// Returns the BCP 47 tag of a language by its name, with or without where it is spoken or how it is written.
fn named(name: &str) -> Option<String> {
    if let Some(tag) = names::subtag(name) {
        return Some(tag.to_owned());
    }
    let folded = fold_name(name);
    let is_between =
        |c: char| matches!(c, '(' | ')' | ',' | '-' | '_' | '/' | '–' | '—') || c.is_whitespace();
    let words: Vec<&str> = folded.split(is_between).filter(|word| !word.is_empty()).collect();
    if words.len() > MOST_WORDS {
        return None;
    }
    (1..words.len()).find_map(|at| {
        let (one, other) = words.split_at_checked(at)?;
        qualified(&one.join(" "), &other.join(" ")).or_else(|| qualified(&other.join(" "), &one.join(" ")))
    })
}

fn qualified(name: &str, qualifier: &str) -> Option<String> {
    let (_, subtag) = QUALIFIERS.iter().find(|(names, _)| names.split(", ").any(|name| name == qualifier))?;
    let language = names::subtag(name).filter(|tag| !tag.contains('-'))?;
    Some(format!("{language}-{subtag}"))
}

/// What is said beside the name of a language, and its subtag.
const QUALIFIERS: [(&str, &str); 22] = [
    ("us, usa, united states, united states of america, american", "US"),
    ("uk, gb, united kingdom, great britain, british", "GB"),
    ("canada, canadian", "CA"),
    ("australia, australian", "AU"),
    ("new zealand", "NZ"),
    ("ireland", "IE"),
    ("india, indian", "IN"),
    ("south africa, south african", "ZA"),
    ("brazil, brasil, brazilian, br", "BR"),
    ("portugal, european", "PT"),
    ("spain, espana", "ES"),
    ("mexico, mexican", "MX"),
    ("latin america, latin american", "419"),
    ("france", "FR"),
    ("belgium", "BE"),
    ("switzerland, schweiz, suisse, swiss", "CH"),
    ("austria, osterreich, austrian", "AT"),
    ("germany", "DE"),
    ("simplified, simplified han, china, prc", "Hans"),
    ("traditional, traditional han, taiwan, hong kong", "Hant"),
    ("latin", "Latn"),
    ("cyrillic", "Cyrl"),
];

/// Returns a tag in its usual spelling (`pt-BR`, `zh-Hant`), or `None` where it is none.
fn spelled(tag: &str) -> Option<String> {
    let mut parts = tag.split(['-', '_']);
    let mut out = language(parts.next()?)?;
    let mut is_extension = false;
    for part in parts {
        if !(1..=8).contains(&part.len()) || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        out.push('-');
        out.push_str(&if is_extension { part.to_ascii_lowercase() } else { subtag(part) });
        is_extension |= part.len() == 1;
    }
    Some(out)
}

fn language(part: &str) -> Option<String> {
    if !part.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let lower = part.to_ascii_lowercase();
    match part.len() {
        2 => names::of_two_letters(&lower).map(str::to_owned),
        // There are codes for thousands of languages that few write.
        3 => Some(names::subtag(&lower).unwrap_or(&lower).to_owned()),
        _ => None,
    }
}

/// Returns a subtag behind that of the language: a script, a region or a variant.
fn subtag(part: &str) -> String {
    let lower = part.to_ascii_lowercase();
    match (part.len(), lower.as_str()) {
        (_, "chs") => "Hans".into(),
        (_, "cht") => "Hant".into(),
        (_, "uk") => "GB".into(),
        (2, _) => part.to_ascii_uppercase(),
        (4, _) => {
            lower.split_at_checked(1).map_or(lower.clone(), |(first, rest)| first.to_uppercase() + rest)
        }
        _ => lower,
    }
}

/// Returns the first subtag: the language itself, without script or region.
pub(crate) fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_tags(rows: &[(&str, &str)]) {
        for (given, tag) in rows {
            assert_eq!(canonical(given).as_deref(), Some(*tag), "{given}");
        }
    }

    #[test]
    fn tags_take_their_usual_spelling() {
        assert_tags(&[
            ("EN_us", "en-US"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("zh-CN", "zh-CN"),
            ("zh-CHS", "zh-Hans"),
            ("en-UK", "en-GB"),
            ("de_AT.UTF-8", "de-AT"),
            ("es-419", "es-419"),
            ("de-de-u-co-phonebk", "de-DE-u-co-phonebk"),
            (" fr ", "fr"),
            ("haw", "haw"),
            ("und", "und"),
        ]);
    }

    #[test]
    fn codes_of_three_letters_and_withdrawn_ones_give_way() {
        assert_tags(&[
            ("eng", "en"),
            ("ENG", "en"),
            ("ger", "de"),
            ("deu", "de"),
            ("deu-AT", "de-AT"),
            ("fre", "fr"),
            ("cmn-Hans-CN", "zh-Hans-CN"),
            ("iw", "he"),
            ("in", "id"),
            ("ji", "yi"),
            ("mo", "ro"),
            ("iw-IL", "he-IL"),
        ]);
    }

    #[test]
    fn names_are_languages() {
        assert_tags(&[
            ("English", "en"),
            ("ENGLISH", "en"),
            ("Deutsch", "de"),
            ("german", "de"),
            ("français", "fr"),
            ("Francais", "fr"),
            ("中文", "zh"),
            ("简体中文", "zh-Hans"),
            ("日本語", "ja"),
            ("한국어", "ko"),
            ("русский", "ru"),
            ("العربية", "ar"),
            ("ไทย", "th"),
            ("हिन्दी", "hi"),
            ("Bahasa Indonesia", "id"),
            ("norsk bokmål", "nb"),
            ("Scottish Gaelic", "gd"),
            ("Cantonese", "yue"),
        ]);
    }

    #[test]
    fn a_name_may_say_where_it_is_spoken_or_how_it_is_written() {
        assert_tags(&[
            ("English (US)", "en-US"),
            ("English, United Kingdom", "en-GB"),
            ("American English", "en-US"),
            ("Portuguese - Brazil", "pt-BR"),
            ("Brazilian Portuguese", "pt-BR"),
            ("Chinese (Simplified)", "zh-Hans"),
            ("Traditional Chinese", "zh-Hant"),
            ("Serbian (Latin)", "sr-Latn"),
        ]);
    }

    #[test]
    fn other_words_are_no_language() {
        for given in [
            "",
            "-",
            "xx",
            "klingonese",
            "english language",
            "n/a",
            "en-",
            "e",
            "12",
            "x-private",
            "English and French",
            "American",
            "US",
        ] {
            assert_eq!(canonical(given), None, "{given}");
        }
    }
}
