//! The script of a text, and the language where it belongs to one.

/// A script with several languages that are told apart, or one with its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Hebrew,
    Devanagari,
    Ethiopic,
    /// Chinese characters.
    Han,
    Kana,
    /// A script of one language, by the language's tag.
    Of(&'static str),
}

impl Script {
    /// Returns the script of a letter; `None` for other signs, and for letters of a script that no language is told by.
    pub fn of(c: char) -> Option<Self> {
        Some(match u32::from(c) {
            0x41..=0x5A
            | 0x61..=0x7A
            | 0xAA
            | 0xBA
            | 0xC0..=0xD6
            | 0xD8..=0xF6
            | 0xF8..=0x24F
            | 0x250..=0x2AF
            | 0x1E00..=0x1EFF => Self::Latin,
            0x370..=0x3FF | 0x1F00..=0x1FFF => Self::Of("el"),
            0x400..=0x52F => Self::Cyrillic,
            0x531..=0x58F => Self::Of("hy"),
            0x5D0..=0x5F2 => Self::Hebrew,
            0x620..=0x64A
            | 0x66E..=0x6D3
            | 0x6D5
            | 0x6EE..=0x6EF
            | 0x6FA..=0x6FF
            | 0x750..=0x77F
            | 0xFB50..=0xFDFF
            | 0xFE70..=0xFEFC => Self::Arabic,
            0x780..=0x7BF => Self::Of("dv"),
            0x904..=0x97F => Self::Devanagari,
            0x980..=0x9FF => Self::Of("bn"),
            0xA00..=0xA7F => Self::Of("pa"),
            0xA80..=0xAFF => Self::Of("gu"),
            0xB00..=0xB7F => Self::Of("or"),
            0xB80..=0xBFF => Self::Of("ta"),
            0xC00..=0xC7F => Self::Of("te"),
            0xC80..=0xCFF => Self::Of("kn"),
            0xD00..=0xD7F => Self::Of("ml"),
            0xD80..=0xDFF => Self::Of("si"),
            0xE01..=0xE3A | 0xE40..=0xE4E => Self::Of("th"),
            0xE81..=0xEDF => Self::Of("lo"),
            0xF40..=0xFBC => Self::Of("bo"),
            0x1000..=0x109F => Self::Of("my"),
            0x10A0..=0x10FF | 0x1C90..=0x1CBF => Self::Of("ka"),
            0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF => Self::Of("ko"),
            0x1200..=0x139F => Self::Ethiopic,
            0x13A0..=0x13FF => Self::Of("chr"),
            0x1780..=0x17D3 => Self::Of("km"),
            // Not the middle dot and the mark of length, which Chinese has too.
            0x3041..=0x309F | 0x30A1..=0x30FA | 0x31F0..=0x31FF | 0xFF66..=0xFF6F | 0xFF71..=0xFF9D => {
                Self::Kana
            }
            0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF | 0x3005 => Self::Han,
            _ => return None,
        })
    }

    /// Returns what a letter counts for: a Chinese character or a syllable stands for several letters.
    fn weight(self) -> usize {
        match self {
            Self::Han | Self::Kana | Self::Of("ko") => 3,
            _ => 1,
        }
    }
}

/// Returns the script in which most of a text is, where Chinese characters and kana are one.
pub(super) fn main_script(text: &str) -> Option<Script> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for script in text.chars().filter_map(Script::of) {
        let one = if script == Script::Kana { Script::Han } else { script };
        match counts.iter_mut().find(|(counted, _)| *counted == one) {
            Some((_, count)) => *count += script.weight(),
            None => counts.push((one, script.weight())),
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(script, _)| script)
}
