//! Chinese or Japanese, where a text is in Chinese characters.

use encoding_rs::{BIG5, EUC_JP, Encoding, GBK};

use super::script::Script;

/// One kana among so many Chinese characters is a name in a Chinese text; of characters that Japan hasn't got, so many.
const RARE: [usize; 2] = [20, 4];

/// Tells Chinese from Japanese, by kana and by the characters that each has; `None` for a few characters that both have.
pub(super) fn detect(text: &str) -> Option<&'static str> {
    let (mut kana, mut han) = (0, Vec::new());
    for c in text.chars() {
        match Script::of(c) {
            Some(Script::Kana) => kana += 1,
            Some(Script::Han) => han.push(c),
            _ => {}
        }
    }
    let all = han.len();
    if kana * RARE[1] > all {
        return Some("ja");
    }
    han.truncate(MOST);
    let levels: Vec<Option<u8>> = han.iter().map(|c| jis_level(*c)).collect();
    let foreign = levels.iter().filter(|level| level.is_none()).count();
    let rare = levels.iter().filter(|level| **level == Some(2)).count();
    if kana > 0 {
        let is_chinese = foreign * 10 > han.len() || kana * RARE[0] <= all;
        return Some(if is_chinese { "zh" } else { "ja" });
    }
    let is_of = |has: fn(char) -> bool| han.iter().all(|c| has(*c));
    if foreign == 0 && rare * 4 <= han.len() && !is_of(in_gb) && !is_of(in_big5) {
        return Some("ja");
    }
    let signs = foreign * 2 + rare;
    (signs >= 2 && signs * 8 >= han.len()).then_some("zh")
}

/// Characters that are looked at where there are no kana.
const MOST: usize = 64;

/// Returns the level of a character in JIS X 0208, which has its common characters in the first.
fn jis_level(c: char) -> Option<u8> {
    encoded(c, EUC_JP).map(|[lead, _]| if lead < 0xD0 { 1 } else { 2 })
}

/// Returns true for a character of GB 2312.
fn in_gb(c: char) -> bool {
    encoded(c, GBK).is_some_and(|[lead, trail]| lead >= 0xB0 && trail >= 0xA1)
}

fn in_big5(c: char) -> bool {
    encoded(c, BIG5).is_some_and(|[lead, _]| lead >= 0xA4)
}

/// Returns a character in an encoding of two bytes.
fn encoded(c: char, encoding: &'static Encoding) -> Option<[u8; 2]> {
    let mut utf8 = [0; 4];
    let (bytes, _, has_failed) = encoding.encode(c.encode_utf8(&mut utf8));
    if has_failed { None } else { bytes.as_ref().try_into().ok() }
}
