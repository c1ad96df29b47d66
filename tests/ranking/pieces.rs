//! Words of many scripts as a text prints them, and what the index has of each: worked out by hand.

/// A word as a text prints it, or several without a blank between.
pub struct Piece {
    pub text: &'static str,
    /// The tokens that FTS5 makes of it.
    pub printed: &'static [&'static str],
    pub words: &'static [PieceWord],
    /// The one word as which it is written too, if it isn't a number.
    pub joined: Option<&'static str>,
}

pub enum PieceWord {
    /// One that FTS5 makes the same of.
    Plain(&'static str),
    /// One of which it makes something else: in small letters, and folded.
    Special(&'static str, &'static str),
    /// The units of a run.
    Run(&'static [&'static str]),
}

use PieceWord::{Plain, Run, Special};

pub const PIECES: &[Piece] = &[
    piece("東京都", &["東京都"], &[Run(&["東", "京", "都"])]),
    piece("Białe", &["białe"], &[Special("białe", "biale")]),
    piece("京都", &["京都"], &[Run(&["京", "都"])]),
    piece(
        "AI技術2024年",
        &["ai技術2024年"],
        &[Special("ai", "ai"), Run(&["技", "術"]), Special("2024", "2024"), Run(&["年"])],
    ),
    piece("biale", &["biale"], &[Plain("biale")]),
    Piece { joined: Some("us"), ..piece("U.S.", &["u", "s"], &[Plain("u"), Plain("s")]) },
    piece("US", &["us"], &[Plain("us")]),
    piece("domy", &["domy"], &[Plain("domy")]),
    piece("京京都", &["京京都"], &[Run(&["京", "京", "都"])]),
    piece("us", &["us"], &[Plain("us")]),
    Piece {
        joined: Some("multiagents"),
        ..piece("multi-agents", &["multi", "agents"], &[Plain("multi"), Plain("agents")])
    },
    piece("multiagent", &["multiagent"], &[Plain("multiagent")]),
    piece("북한에서", &["북한에서"], &[Run(&["북", "한", "에", "서"])]),
    piece("ที่ไทย", &["ท", "ไทย"], &[Run(&["ที่", "ไ", "ท", "ย"])]),
    piece("ไทย", &["ไทย"], &[Run(&["ไ", "ท", "ย"])]),
    Piece { joined: Some("f16"), ..piece("F-16", &["f", "16"], &[Plain("f"), Plain("16")]) },
    piece("F16", &["f16"], &[Plain("f16")]),
    piece("Straße", &["straße"], &[Special("straße", "strasse")]),
    piece("cøoperate", &["cøoperate"], &[Special("cøoperate", "cooperate")]),
    piece("cooperate", &["cooperate"], &[Plain("cooperate")]),
    piece("1,000", &["1", "000"], &[Plain("1"), Plain("000")]),
    piece("1000", &["1000"], &[Plain("1000")]),
    piece("हिन्दी", &["ह", "न", "द"], &[Special("हिन्दी", "हिन्दी")]),
    piece("ｆｅｒｒｙ", &["ｆｅｒｒｙ"], &[Special("ferry", "ferry")]),
    piece("ferry", &["ferry"], &[Plain("ferry")]),
    piece("年", &["年"], &[Run(&["年"])]),
];

/// Words that are typed.
pub const TYPED: &[&str] = &[
    "東京",
    "京都",
    "biale",
    "京",
    "Białe",
    "us",
    "domy",
    "AI",
    "技術",
    "都",
    "북한",
    "ไทย",
    "ท",
    "agent",
    "F16",
    "multi",
    "strasse",
    "Straße",
    "cooperate",
    "cøoperate",
    "1000",
    "हिन्दी",
    "ferry",
    "ｆｅｒｒｙ",
    "年",
    "2024",
    "京京",
    "multiagents",
    "東京都",
    "operate",
];

/// Words that are typed one after another.
pub const TOGETHER: &[&[&str]] = &[
    &["U", "S"],
    &["F", "16"],
    &["multi", "agent"],
    &["multi", "agents"],
    &["1", "000"],
    &["AI", "技術"],
    &["2024", "年"],
    &["biale", "domy"],
    &["Białe", "domy"],
    &["co", "operate"],
    &["東京", "biale"],
    &["domy", "東京"],
    &["AI", "技術", "2024", "年"],
    &["strasse", "ferry"],
    &["ferry", "the"],
    &["京", "京都"],
    &["the", "हिन्दी"],
    &["都", "年"],
];

/// Words of which the last only begins so.
pub const BEGINNINGS: &[&[&str]] = &[
    &["bi"],
    &["Bia"],
    &["co"],
    &["京"],
    &["東京"],
    &["f"],
    &["हिन्"],
    &["a"],
    &["ไท"],
    &["1"],
    &["str"],
    &["Straß"],
    &["multi"],
    &["biale", "do"],
    &["domy", "bi"],
    &["AI", "技"],
    &["the", "str"],
    &["東", "fer"],
    &["multi", "ag"],
];

const fn piece(text: &'static str, printed: &'static [&'static str], words: &'static [PieceWord]) -> Piece {
    Piece { text, printed, words, joined: None }
}

/// The piece that a text prints so, if it is one of these.
pub fn piece_of(text: &str) -> Option<&'static Piece> {
    PIECES.iter().find(|piece| piece.text == text)
}

/// A typed word, folded.
pub fn fold(typed: &str) -> String {
    let letter = |c: char| match c {
        'ł' => "l".to_owned(),
        'ß' => "ss".to_owned(),
        'ø' => "o".to_owned(),
        'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xFEE0).unwrap().to_string(),
        _ => c.to_string(),
    };
    typed.to_lowercase().chars().map(letter).collect()
}

/// A typed word as a stemmer reads it.
pub fn lower(typed: &str) -> String {
    let wide = |c: char| matches!(c, 'ａ'..='ｚ').then(|| fold(&c.to_string()));
    typed.to_lowercase().chars().map(|c| wide(c).unwrap_or_else(|| c.to_string())).collect()
}

/// The units of a typed word, if it is a run: letters with the marks on them.
pub fn units(typed: &str) -> Option<Vec<String>> {
    let is_mark = |c: char| matches!(c, '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}');
    let is_letter =
        |c: char| matches!(c, '\u{E00}'..='\u{E7F}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}');
    if !typed.chars().all(is_letter) {
        return None;
    }
    let mut units: Vec<String> = Vec::new();
    for c in typed.chars() {
        match units.last_mut().filter(|_| is_mark(c)) {
            Some(last) => last.push(c),
            None => units.push(c.into()),
        }
    }
    Some(units)
}
