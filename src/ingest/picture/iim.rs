//! IPTC-IIM: data sets of a number and a text each.

use encoding_rs::WINDOWS_1252;
use serde_json::Value;

use super::facts::Facts;

/// Reads the data sets of a block.
pub(super) fn read(block: &[u8]) -> Facts {
    let mut facts = Facts::default();
    let mut is_utf8 = false;
    let mut dates = Dates::default();
    let mut rest = block;
    while let Some((record, number, data, after)) = data_set(rest) {
        match (record, number) {
            (1, 90) => is_utf8 = data.windows(3).any(|found| found == b"\x1B%G"),
            (2, _) => take(number, &text(data, is_utf8), &mut facts, &mut dates),
            _ => {}
        }
        rest = after;
    }
    facts.captured = moment(&dates.created, &dates.time_created);
    facts.released = moment(&dates.released, &dates.time_released);
    facts.rights_expire = moment(&dates.expires, &dates.time_expires);
    facts
}

/// Returns record, number and data of a data set, and what follows.
fn data_set(bytes: &[u8]) -> Option<(u8, u8, &[u8], &[u8])> {
    let at = bytes.iter().position(|byte| *byte == 0x1C)?;
    let [_, record, number, high, low, rest @ ..] = bytes.get(at..)? else { return None };
    let length = usize::from(u16::from_be_bytes([*high, *low]));
    let (length, rest) = if length & 0x8000 == 0 { (length, rest) } else { extended(length & 0x7FFF, rest)? };
    Some((*record, *number, rest.get(..length)?, rest.get(length..)?))
}

/// Reads the length of a long data set, which has a number of bytes itself.
fn extended(bytes: usize, rest: &[u8]) -> Option<(usize, &[u8])> {
    let digits = rest.get(..bytes).filter(|_| bytes <= 4)?;
    let length = digits.iter().fold(0_usize, |length, byte| length << 8 | usize::from(*byte));
    Some((length, rest.get(bytes..)?))
}

/// Returns a text as UTF-8 where the block says so or it can be nothing else, or else as Latin-1.
fn text(data: &[u8], is_utf8: bool) -> String {
    let text = match std::str::from_utf8(data) {
        Ok(text) => text.to_owned(),
        Err(_) if is_utf8 => String::from_utf8_lossy(data).into_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(data).0.into_owned(),
    };
    text.trim_matches(['\0', ' ', '\r', '\n', '\t']).replace("\r\n", "\n").replace('\r', "\n")
}

#[derive(Default)]
struct Dates {
    created: String,
    time_created: String,
    released: String,
    time_released: String,
    expires: String,
    time_expires: String,
}

fn take(number: u8, text: &str, facts: &mut Facts, dates: &mut Dates) {
    if text.is_empty() {
        return;
    }
    let single = match number {
        5 => &mut facts.title,
        105 => &mut facts.headline,
        120 => &mut facts.caption,
        110 => &mut facts.credit,
        115 => &mut facts.source,
        116 => &mut facts.copyright,
        135 => &mut facts.language,
        55 => &mut dates.created,
        60 => &mut dates.time_created,
        30 => &mut dates.released,
        35 => &mut dates.time_released,
        37 => &mut dates.expires,
        38 => &mut dates.time_expires,
        25 => return facts.keywords.push(text.to_owned()),
        80 => return facts.creators.push(text.to_owned()),
        _ => return keep(number, text, facts),
    };
    text.clone_into(single);
}

fn keep(number: u8, text: &str, facts: &mut Facts) {
    let place = match number {
        90 => "city",
        92 => "sublocation",
        95 => "state",
        100 => "country_code",
        101 => "country",
        _ => "",
    };
    if !place.is_empty() {
        facts.location.insert(place.to_owned(), text.into());
        return;
    }
    let name = match number {
        7 => "edit_status",
        10 => "urgency",
        12 => "subject_codes",
        15 => "category",
        20 => "supplemental_categories",
        40 => "instructions",
        85 => "creator_title",
        103 => "job_id",
        122 => "caption_writer",
        _ => return,
    };
    if matches!(number, 12 | 20) {
        let list = facts.extra.entry(name).or_insert_with(|| Value::Array(Vec::new()));
        list.as_array_mut().into_iter().for_each(|list| list.push(text.into()));
    } else {
        facts.extra.insert(name.to_owned(), text.into());
    }
}

/// Returns a date and a time of day (`20240304`, `093000+0100`) as one; parts that are not known are zeros.
fn moment(date: &str, time: &str) -> String {
    let digits = |text: &str, length| {
        text.len() >= length && text.bytes().take(length).all(|byte| byte.is_ascii_digit())
    };
    if !digits(date, 8) {
        return date.to_owned();
    }
    let (year, month, day) = (&date[..4], &date[4..6], &date[6..8]);
    let day = match (month, day) {
        ("00", _) => year.to_owned(),
        (_, "00") => [year, "-", month].concat(),
        _ => [year, "-", month, "-", day].concat(),
    };
    if day.len() < 10 || !digits(time, 6) {
        return day;
    }
    [&day, "T", &time[..2], ":", &time[2..4], ":", &time[4..6], &time[6..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_put_together() {
        assert_eq!(moment("20240304", "093007+0100"), "2024-03-04T09:30:07+0100");
        assert_eq!(moment("20240304", "09"), "2024-03-04");
        assert_eq!(moment("20240300", "093007"), "2024-03");
        assert_eq!(moment("20240000", ""), "2024");
        assert_eq!(moment("soon", ""), "soon");
    }

    #[test]
    fn lengths_that_lie_end_the_block() {
        assert_eq!(read(b"\x1C\x02\x05\x00\x03Fog\x1C\x02\x69\x80\x05\xFF").title, "Fog");
        assert_eq!(read(b"\x1C\x02\x05\x80\x04\x00\x00\x00\x03Fog").title, "Fog");
        assert_eq!(read(b"\x1C\x02\x05\xFF\xFF").title, "");
    }
}
