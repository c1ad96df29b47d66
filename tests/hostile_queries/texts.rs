//! Texts that people type, paste, and try.

use crate::dice::Dice;
use crate::letters;
use crate::news::{LANGUAGES, PEOPLE, PUBLICATIONS, SECTIONS, TAGS, word, words};

const REAL: [&str; 16] = [
    "iran troops",
    "\"white house\" iraq OR syria -oil",
    "headline:secur* by:\"Jane Smith\" after:2023-04",
    "tag:Elections OR tag:Parliament lang:en -section:opinion",
    "caption:bridge credit:reuters has:image on:2023-04-29",
    "«le monde» from:example.org before:2024",
    "the minister said that oil prices (and gas) won't fall — not before 2025!",
    "RT @courier: BREAKING 🚨 Harbour bridge closed, see https://t.co/TPX0dF5Dil #harbour",
    "'; DROP TABLE article; --",
    "NEAR(\"white\" \"house\", 5) AND {headline body}: ^troops + scope:x",
    "author = \"Smith\" && year >= 2019 || !(tag ~ /x.*/)",
    "„Straße“ OR ‹rue› OR 『通り』 OR \u{201C}street\u{201D}",
    "U.S.-led al-Qaeda O'Brien's l\u{2019}État R&D 2,500 10:30",
    "on:2023-04-29T22:31+03:00 before:\"2024-01-01 00:00\" a",
    "%00%0a<script>alert(1)</script>&amp;\\x00",
    "person:\"Seán O\u{2019}Brien\" tag:☕ is:hidden lang:pt",
];
const QUOTES: [(&str, &str); 10] = [
    ("\"", "\""),
    ("“", "”"),
    ("„", "“"),
    ("«", "»"),
    ("‹", "›"),
    ("「", "」"),
    ("『", "』"),
    ("\"", ""),
    ("«", ""),
    ("”", "\u{FF02}"),
];
const FIELDS: [&str; 6] = ["headline:", "dek:", "body:", "caption:", "credit:", "HEADLINE:"];
const SPECIAL: [&str; 44] = [
    "\"",
    "'",
    "«",
    "»",
    "「",
    "(",
    ")",
    "((",
    "*",
    "**",
    "-",
    "--",
    "–",
    "\u{2212}",
    ":",
    "::",
    " OR ",
    " AND ",
    " NOT ",
    "OR",
    " ",
    "\t",
    "\n",
    "\0",
    "\u{E000}",
    "\u{E001}h",
    "\u{E001}",
    "\u{202E}",
    "\u{2066}",
    "\u{2069}",
    "\u{200F}",
    "\u{FEFF}",
    "\u{301}",
    "\u{FFFD}",
    "\u{FFFF}",
    "\u{10FFFF}",
    "\\uD800",
    "%",
    ";",
    "{",
    "}",
    "^",
    "+",
    "tag:",
];
/// The first and last of ranges of characters.
const SCRIPTS: [(u32, u32); 18] = [
    (0x00, 0x1F),
    (0x20, 0x7E),
    (0x80, 0xFF),
    (0x300, 0x36F),
    (0x370, 0x3FF),
    (0x400, 0x52F),
    (0x590, 0x6FF),
    (0x900, 0xDFF),
    (0xE00, 0xEFF),
    (0x13A0, 0x13F5),
    (0x2000, 0x206F),
    (0x20A0, 0x20CF),
    (0x3000, 0x30FF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xE000, 0xE0FF),
    (0xFE00, 0xFFFF),
    (0x1F300, 0x1FAFF),
];

pub fn text(dice: &mut Dice) -> String {
    match dice.roll(9) {
        0..4 => typed(dice),
        4..6 => mutated(dice),
        6 => letters::mixed(dice),
        _ => garbage(dice),
    }
}

/// Made by the grammar, if not as its author would.
fn typed(dice: &mut Dice) -> String {
    let units = match dice.roll(2000) {
        0 => 300,
        1..40 => 30,
        _ => 1 + dice.roll(7),
    };
    let only_alternatives = dice.one_in(8);
    let mut text = String::new();
    for at in 0..units {
        if at > 0 {
            let gap = [" ", " ", " ", " OR ", " AND ", " NOT ", " -", " –", " (", ") ", "", "\u{3000}"];
            text.push_str(if only_alternatives { " OR " } else { dice.pick(&gap) });
        }
        text.push_str(&unit(dice));
    }
    text
}

fn unit(dice: &mut Dice) -> String {
    match dice.roll(16) {
        0..5 => word(dice),
        5..7 => quoted(dice),
        7..9 => beginning(dice),
        9 => format!("{}{}", dice.pick(&FIELDS), words_somehow(dice)),
        10..12 => filter(dice),
        12 => date(dice),
        13 => dice
            .pick(&[
                "has:image",
                "is:hidden",
                "HAS:IMAGE",
                "has:video",
                "is:",
                "foo:bar",
                "http://x.y",
                "is:unread",
                "-is:read",
                "mark:\"to file\"",
                "mark:(",
                "has:note",
                "note:later",
                "note:\"see the",
                "note:b*",
            ])
            .into(),
        14 if dice.one_in(8) => word(dice).repeat(1 + dice.roll(400)),
        14 => format!("{}{}{}", word(dice), dice.pick(&["-", ".", "'", "\u{301}", "🥇", "/"]), word(dice)),
        _ => dice.pick(&["OR", "AND", "NOT", "-", "*", "\"\"", "—", "()", ":"]).into(),
    }
}

fn words_somehow(dice: &mut Dice) -> String {
    match dice.roll(3) {
        0 => word(dice),
        1 => quoted(dice),
        _ => beginning(dice),
    }
}

fn quoted(dice: &mut Dice) -> String {
    let (open, close) = dice.pick(&QUOTES);
    let most = if dice.one_in(40) { 60 } else { 4 };
    let star = dice.pick(&["", "", "", "*"]);
    format!("{open}{}{close}{star}", words(dice, most))
}

fn beginning(dice: &mut Dice) -> String {
    let letters = 1 + dice.roll(4);
    let beginning: String = word(dice).chars().take(letters).collect();
    beginning + "*"
}

fn filter(dice: &mut Dice) -> String {
    let (field, value) = match dice.roll(6) {
        0 => ("by", dice.pick(&PEOPLE)),
        1 => ("person", dice.pick(&PEOPLE)),
        2 => ("tag", dice.pick(&TAGS)),
        3 => ("from", dice.pick(&PUBLICATIONS)),
        4 => ("section", dice.pick(&SECTIONS)),
        _ => ("lang", dice.pick(&LANGUAGES)),
    };
    let value = if dice.one_in(3) { word(dice) } else { value.to_owned() };
    let (open, close) = if dice.one_in(3) { ("", "") } else { dice.pick(&QUOTES) };
    format!("{field}:{open}{value}{close}")
}

fn date(dice: &mut Dice) -> String {
    let field = dice.pick(&["after", "before", "on", "-on"]);
    let (year, month, day) = (dice.pick(&[1, 1999, 2010, 2024, 9999, 10000]), dice.roll(14), dice.roll(33));
    match dice.roll(5) {
        0 => format!("{field}:{year}"),
        1 => format!("{field}:{year}-{month:02}"),
        2 => format!("{field}:{year}-{month:02}-{day:02}"),
        3 => format!("{field}:{year}-{month:02}-{day:02}T{:02}:{:02}+14:00", dice.roll(25), dice.roll(61)),
        _ => format!("{field}:{}", word(dice)),
    }
}

fn mutated(dice: &mut Dice) -> String {
    let base = if dice.one_in(3) { typed(dice) } else { dice.pick(&REAL).to_owned() };
    let mut text: Vec<char> = base.chars().collect();
    for _ in 0..1 + dice.roll(5) {
        let at = dice.roll(text.len() + 1);
        let end = text.len().min(at + dice.roll(8));
        match dice.roll(6) {
            0 => drop(text.drain(at..end)),
            1 => text.extend_from_within(at..end),
            2 => text.truncate(at.max(1)),
            3 => text[at..end].reverse(),
            4 => drop(text.splice(at..end, dice.pick(&REAL).chars())),
            _ => drop(text.splice(at..at, dice.pick(&SPECIAL).chars())),
        }
    }
    text.into_iter().collect()
}

fn garbage(dice: &mut Dice) -> String {
    let most = if dice.one_in(200) { 5000 } else { 50 };
    let count = dice.roll(most);
    let mut text = String::new();
    let mut script = dice.pick(&SCRIPTS);
    for _ in 0..count {
        match dice.roll(6) {
            0 => script = dice.pick(&SCRIPTS),
            1 => text.push_str(dice.pick(&SPECIAL)),
            2 => text.push(char::from_u32(dice.roll(0x11_0000) as u32).unwrap_or('\u{FFFD}')),
            _ => {
                let (first, last) = script;
                text.extend(char::from_u32(first + dice.roll((last - first + 1) as usize) as u32));
            }
        }
    }
    text
}
