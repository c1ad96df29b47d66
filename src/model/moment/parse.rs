//! Reads the text of a moment: ISO 8601 and RFC 3339, cut where the knowledge ends, and RFC 2822.

use chrono::{NaiveDate, NaiveTime};

use super::{Moment, Precision};

/// Minutes east of UTC of the zones that RFC 2822 names. Other names stand for several zones each.
const ZONES: [(&str, i32); 12] = [
    ("Z", 0),
    ("UT", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("EDT", -4 * 60),
    ("EST", -5 * 60),
    ("CDT", -5 * 60),
    ("CST", -6 * 60),
    ("MDT", -6 * 60),
    ("MST", -7 * 60),
    ("PDT", -7 * 60),
    ("PST", -8 * 60),
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Reads a date, with or without a time of day and an offset from UTC.
pub(super) fn parse(text: &str) -> Option<Moment> {
    let Some(colon) = text.find(':') else {
        return numeric_date(text).or_else(|| named_day(text).map(Moment::day));
    };
    let (before, _) = text.split_at(colon);
    let date = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let time = text.get(date.len()..)?;
    let day = numeric_day(date).or_else(|| named_day(date))?;
    let (time, precision, zone) = time_of_day(time)?;
    let moment = Moment::new(day.and_time(time), precision);
    match zone.trim_start() {
        "" => Some(moment),
        zone => Some(moment.with_offset(offset(zone)?)),
    }
}

/// Reads `2023`, `2023-04` or `2023-04-29`.
fn numeric_date(text: &str) -> Option<Moment> {
    let mut parts = text.splitn(3, '-').map(|part| number(part, 4));
    let (year, month, day) = (parts.next()??, parts.next(), parts.next());
    let date = |month, day| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day);
    let (date, precision) = match (month, day) {
        (None, _) => (date(1, 1)?, Precision::Year),
        (Some(month), None) => (date(month?, 1)?, Precision::Month),
        (Some(month), Some(day)) => (date(month?, day?)?, Precision::Day),
    };
    Some(Moment::new(date.and_time(NaiveTime::MIN), precision))
}

/// Reads the day before a time, such as `2023-04-29T`.
fn numeric_day(text: &str) -> Option<NaiveDate> {
    let text = text.strip_suffix(['T', 't', ' '])?.trim_end();
    let day = numeric_date(text)?;
    (day.precision() == Precision::Day).then(|| day.local().date())
}

/// Reads `Sat, 29 Apr 2023`. The weekday may be missing or wrong, names may be written out.
fn named_day(text: &str) -> Option<NaiveDate> {
    let words = text.split([' ', ',']).filter(|word| !word.is_empty());
    let mut words = words.skip_while(|word| named(&WEEKDAYS, word).is_some());
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let month = named(&MONTHS, month)?;
    let read = NaiveDate::from_ymd_opt(named_year(year)?, u32::try_from(month).ok()? + 1, number(day, 2)?);
    read.filter(|_| words.next().is_none())
}

/// Returns the position in a list of a name that is written out or cut to its first three letters.
fn named(names: &[&str], word: &str) -> Option<usize> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    names.iter().position(|name| *name == word || name.get(..3) == Some(&word))
}

/// Reads a year of four digits, or of two as RFC 2822 has it: 50 to 99 are of the 20th century.
fn named_year(text: &str) -> Option<i32> {
    let year = i32::try_from(number(text, 4)?).ok()?;
    match (text.len(), year) {
        (2, 0..50) => Some(2000 + year),
        (2, _) => Some(1900 + year),
        (4, _) => Some(year),
        _ => None,
    }
}

/// Reads `22:31` or `22:31:07.25`, and returns what follows too.
fn time_of_day(text: &str) -> Option<(NaiveTime, Precision, &str)> {
    let (hour, rest) = text.split_once(':')?;
    let (minute, rest) = two_digits(rest)?;
    let (second, precision, rest) = match rest.strip_prefix(':') {
        Some(rest) => {
            let (second, rest) = two_digits(rest)?;
            (second, Precision::Second, without_fraction(rest))
        }
        None => (0, Precision::Minute, rest),
    };
    // Second 60 is a leap second, which has no place of its own here.
    let second = if second == 60 { 59 } else { second };
    Some((NaiveTime::from_hms_opt(number(hour, 2)?, minute, second)?, precision, rest))
}

fn two_digits(text: &str) -> Option<(u32, &str)> {
    Some((number(text.get(..2)?, 2)?, text.get(2..)?))
}

fn without_fraction(text: &str) -> &str {
    text.strip_prefix('.').map_or(text, |fraction| fraction.trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// Reads an offset, such as `+03:00`, `+0300`, `-05`, `Z` or `GMT`; a comment in brackets may follow.
fn offset(text: &str) -> Option<i32> {
    let zone = match text.split_once('(') {
        Some((zone, comment)) if comment.ends_with(')') => zone.trim_end(),
        _ => text,
    };
    if let Some((_, minutes)) = ZONES.iter().find(|(name, _)| name.eq_ignore_ascii_case(zone)) {
        return Some(*minutes);
    }
    // ISO 8601 has a minus sign of its own.
    let (sign, digits) = match zone.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => (-1, digits),
        None => (1, zone.strip_prefix('+')?),
    };
    let (hours, minutes) = two_digits(digits)?;
    let minutes = match minutes.strip_prefix(':').unwrap_or(minutes) {
        "" => 0,
        minutes => number(minutes, 2).filter(|_| minutes.len() == 2)?,
    };
    let is_fit = hours < 24 && minutes < 60;
    is_fit.then(|| i32::try_from(hours * 60 + minutes).ok()).flatten().map(|minutes| sign * minutes)
}

fn number(digits: &str, longest: usize) -> Option<u32> {
    let is_plain = (1..=longest).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        assert_eq!(parse(text).map(|moment| moment.to_string()).as_deref(), Some(expected), "{text}");
    }

    #[test]
    fn what_the_source_left_out_stays_out() {
        reads("2023", "2023");
        reads("2023-04", "2023-04");
        reads("2023-04-29", "2023-04-29");
        reads("2023-04-29T22:31", "2023-04-29T22:31");
        reads("2023-04-29 22:31:07", "2023-04-29T22:31:07");
        reads("2023-04-29 9:05", "2023-04-29T09:05");
        reads("2023-04-29  22:31", "2023-04-29T22:31");
    }

    #[test]
    fn an_offset_has_several_spellings() {
        for text in [
            "2023-04-29T22:31:00+03:00",
            "2023-04-29t22:31:00.125+03:00",
            "2023-04-29T22:31:00+0300",
            "2023-04-29 22:31:00 +0300",
            "2023-04-29 22:31:00 +03",
        ] {
            reads(text, "2023-04-29T22:31:00+03:00");
        }
        for text in
            ["2023-04-29T22:31Z", "2023-04-29 22:31 UTC", "2023-04-29T22:31z", "2023-04-29T22:31-00:00"]
        {
            reads(text, "2023-04-29T22:31+00:00");
        }
        reads("2023-04-29T22:31:00-09:30", "2023-04-29T22:31:00-09:30");
        reads("2023-04-29T22:31:00\u{2212}05:00", "2023-04-29T22:31:00-05:00");
        reads("2016-12-31T23:59:60Z", "2016-12-31T23:59:59+00:00");
    }

    #[test]
    fn dates_of_mail_and_feeds_are_read() {
        for text in [
            "Sat, 29 Apr 2023 22:31:00 +0300",
            "29 Apr 2023 22:31:00 +0300",
            "Sat,29 Apr 2023 22:31:00 +0300 (IDT)",
            "Saturday, 29 April 2023 22:31:00 +03:00",
            "sat, 29 apr 23 22:31:00 +0300",
            "Mon, 29 Apr 2023 22:31:00 +0300",
        ] {
            reads(text, "2023-04-29T22:31:00+03:00");
        }
        reads("Sat, 1 Apr 2023 9:05 GMT", "2023-04-01T09:05+00:00");
        reads("Sat, 01 Apr 2023 09:05:07 UT", "2023-04-01T09:05:07+00:00");
        reads("Sat, 01 Apr 2023 09:05:07 -0000", "2023-04-01T09:05:07+00:00");
        reads("Sat, 01 Apr 2023 09:05:07", "2023-04-01T09:05:07");
        reads("Sat, 01 Apr 2023", "2023-04-01");
    }

    #[test]
    fn the_zones_of_north_america_have_names() {
        for (zone, offset) in [
            ("EST", "-05:00"),
            ("EDT", "-04:00"),
            ("CST", "-06:00"),
            ("CDT", "-05:00"),
            ("MST", "-07:00"),
            ("MDT", "-06:00"),
            ("PST", "-08:00"),
            ("pdt", "-07:00"),
        ] {
            reads(&format!("29 Apr 2023 22:31:00 {zone}"), &format!("2023-04-29T22:31:00{offset}"));
        }
    }

    #[test]
    fn years_of_two_digits_are_those_of_rfc_2822() {
        reads("1 Jan 00 00:00 GMT", "2000-01-01T00:00+00:00");
        reads("1 Jan 49 00:00 GMT", "2049-01-01T00:00+00:00");
        reads("1 Jan 50 00:00 GMT", "1950-01-01T00:00+00:00");
        reads("1 Jan 99 00:00 GMT", "1999-01-01T00:00+00:00");
    }

    #[test]
    fn what_is_not_certain_is_refused() {
        for text in [
            "",
            "yesterday",
            "04/29/2023",
            "2023-13",
            "2023-02-29",
            "2023-04-29T",
            "2023-04-29T22",
            "2023-04T22:31",
            "2023-04-29T24:00",
            "2023-04-29T22:31:61Z",
            "2023-04-29T22:3",
            "2023-04-29T022:31",
            "2023-04-29 22:31:00 +2400",
            "2023-04-29 22:31:00 +0360",
            "2023-04-29 22:31:00 +3",
            "2023-04-29 22:31:00 +030",
            "2023-04-29 22:31:00 +0300 or so",
            "Sat, 31 Apr 2023 22:31:00 GMT",
            "Son, 29 Apr 2023 22:31:00 GMT",
            "29 Apl 2023 22:31:00 GMT",
            "29 Apr 123 22:31:00 GMT",
            "29 Apr 22:31:00 GMT",
            "29 Apr 2023 7 22:31:00 GMT",
            // India, Ireland or Israel.
            "29 Apr 2023 22:31:00 IST",
            "Sat 29 Apr 2023 22:31:00 (IDT) +0300",
            "２０２３-04-29",
            "2023-04-29T22:3١",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
