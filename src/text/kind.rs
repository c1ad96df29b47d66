//! The kinds of characters that words are made of.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::reserved::SEPARATOR;

/// What a character is to a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A letter of a script that puts blanks between words, or a digit.
    Letter,
    /// A letter of a script that puts none there, or too few.
    Run(RunScript),
    /// A combining mark: a part of the word before it.
    Mark,
    /// What nobody sees: it parts no word, and is no part of what the word says.
    Invisible,
    /// What stands between words.
    Other,
}

/// Scripts that are written without blanks between words, or whose words are looked for inside longer ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RunScript {
    /// Han and kana, which stand together in one word, and Bopomofo.
    Han,
    Hangul,
    Thai,
    Lao,
    Khmer,
    Myanmar,
}

impl Kind {
    pub(super) fn of(c: char) -> Self {
        match c {
            _ if c.is_ascii_alphanumeric() => Self::Letter,
            _ if c.is_ascii() => Self::Other,
            '×' | '÷' => Self::Other,
            // A word of its own, so that no phrase goes across it.
            SEPARATOR => Self::Letter,
            // Most of what is read, without a look into the tables of Unicode.
            '\u{C0}'..='\u{24F}'
            | '\u{3A3}'..='\u{3F5}'
            | '\u{400}'..='\u{481}'
            | '\u{5D0}'..='\u{5EA}'
            | '\u{621}'..='\u{63A}'
            | '\u{641}'..='\u{64A}'
            | '\u{904}'..='\u{939}' => Self::Letter,
            '\u{AC00}'..='\u{D7A3}' => Self::Run(RunScript::Hangul),
            '\u{3041}'..='\u{3096}'
            | '\u{30A1}'..='\u{30FA}'
            | 'ー'
            | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}' => Self::Run(RunScript::Han),
            '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3020}' | '・' => {
                Self::Other
            }
            _ if is_invisible(c) => Self::Invisible,
            _ if stands_for_mark(c) => Self::Mark,
            _ => Self::by_category(c),
        }
    }

    fn by_category(c: char) -> Self {
        let group = c.general_category_group();
        match c.general_category() {
            GeneralCategory::DecimalNumber => Self::Letter,
            // Letters to Unicode, apostrophes to those who write them.
            _ if matches!(c, '\u{2BB}' | '\u{2BC}') => Self::Other,
            _ if group == GeneralCategoryGroup::Mark => Self::Mark,
            _ if is_radical(c) => Self::Run(RunScript::Han),
            _ if matches!(group, GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number) => {
                RunScript::of(c).map_or(Self::Letter, Self::Run)
            }
            _ => Self::Other,
        }
    }
}

impl RunScript {
    /// Returns the script of a letter, if it is one of these.
    fn of(c: char) -> Option<Self> {
        match c {
            '\u{E01}'..='\u{E7F}' => Some(Self::Thai),
            '\u{E80}'..='\u{EFF}' => Some(Self::Lao),
            '\u{1000}'..='\u{109F}' | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AA7F}' => {
                Some(Self::Myanmar)
            }
            '\u{1780}'..='\u{17FF}' => Some(Self::Khmer),
            '\u{1100}'..='\u{11FF}'
            | '\u{3131}'..='\u{318E}'
            | '\u{A960}'..='\u{A97F}'
            | '\u{AC00}'..='\u{D7FF}'
            | '\u{FFA1}'..='\u{FFDC}' => Some(Self::Hangul),
            '\u{3005}'..='\u{312F}'
            | '\u{3190}'..='\u{31BF}'
            | '\u{31F0}'..='\u{31FF}'
            | '\u{3280}'..='\u{3289}'
            | '\u{3400}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FF66}'..='\u{FF9D}'
            | '\u{1AFF0}'..='\u{1B16F}'
            | '\u{20000}'..='\u{3FFFF}' => Some(Self::Han),
            _ => None,
        }
    }
}

/// Returns true for letters of scripts that are written without blanks between words: Thai, Lao, Myanmar, Khmer, kana
/// and Han.
pub(crate) fn has_no_blanks(c: char) -> bool {
    matches!(Kind::of(c), Kind::Run(script) if script != RunScript::Hangul)
}

/// Returns true for letters of runs that have no marks inside of them: Han, kana and Hangul.
pub(super) fn is_of_whole_runs(c: char) -> bool {
    matches!(Kind::of(c), Kind::Run(RunScript::Han | RunScript::Hangul))
}

/// Returns true for signs that nobody sees, and for those that only stretch a word or say how it is recited:
/// the Arabic tatweel, and the small letters of the Koran. What Unicode calls "default ignorable", but for the
/// non-joiner, which parts words in Persian.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{640}' | '\u{6E5}' | '\u{6E6}' | '\u{7FA}' | '\u{115F}' | '\u{1160}'
        | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}' | '\u{200D}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Returns true for characters that stand for a combining mark by itself, and make one of the letter before them.
fn stands_for_mark(c: char) -> bool {
    matches!(c,
        '\u{37A}' | '\u{FC5E}'..='\u{FC63}' | '\u{FCF2}'..='\u{FCF4}' | '\u{FE70}'..='\u{FE72}' | '\u{FE74}'
        | '\u{FE76}'..='\u{FE7F}' | '\u{FF9E}' | '\u{FF9F}')
}

/// Returns true for the radicals of Han that text out of PDF has in place of letters.
pub(super) fn is_radical(c: char) -> bool {
    matches!(c, '\u{2E9F}' | '\u{2EF3}' | '\u{2F00}'..='\u{2FD5}')
}

/// Returns true for Hebrew letters.
pub(super) fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5D0}'..='\u{5EA}' | '\u{5EF}'..='\u{5F2}' | '\u{FB1D}'..='\u{FB4F}')
}

/// Returns true for what Hebrew writes inside of words: the two marks of an abbreviation or a foreign sound, and what
/// keyboards have for them.
pub(super) fn is_geresh(c: char) -> bool {
    matches!(c, '\'' | '"' | '\u{5F3}' | '\u{5F4}' | '\u{2018}'..='\u{201F}')
}
