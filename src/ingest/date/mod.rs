//! Dates as feeds, pages and records write them. None is guessed: where the order of day and month is open, none is read.

pub(super) mod printed;
mod words;

use chrono::{DateTime, NaiveDate, NaiveDateTime};

use self::printed::Value;
use crate::model::moment::{Moment, Precision};

/// A date that was read.
pub(super) struct Printed {
    pub moment: Moment,
    /// The abbreviation of a zone that stands for several; the moment is without offset then.
    pub unknown_zone: Option<String>,
}

impl From<Moment> for Printed {
    fn from(moment: Moment) -> Self {
        Self { moment, unknown_zone: None }
    }
}

/// Reads a date:
///
/// - as a [`Moment`] is written: ISO 8601 and RFC 3339, cut anywhere, and RFC 2822;
/// - seconds, milliseconds, microseconds or nanoseconds since 1970, of the years 1973 to 2286;
/// - ISO 8601 with strokes or dots, a comma in the seconds, without signs, or with the name of a zone in brackets;
/// - as C, JavaScript and `date` print it (`Mon Mar  4 09:30:00 2024`), and RFC 850;
/// - as pages print it (`March 4, 2024 at 9.30 pm`).
pub(super) fn read(text: &str) -> Option<Printed> {
    let text = text.trim();
    if let Some(number) = Number::of(text) {
        return number.moment().map(Printed::from);
    }
    let text = without_name(text);
    plain(text)
        .or_else(|| plain(&with_dashes(text)?))
        .or_else(|| plain(&parted(text)?))
        .or_else(|| plain(&reordered(text)?))
        .map(Printed::from)
        .or_else(|| as_printed(text))
}

fn plain(text: &str) -> Option<Moment> {
    // Of a shorter year it isn't known that it is one.
    let year = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_short = year < 4 && text.as_bytes().get(year) == Some(&b'-');
    if is_short { None } else { text.parse().ok() }
}

/// A text of digits alone, perhaps with a sign and a fraction.
struct Number<'t> {
    digits: &'t str,
    value: i64,
}

impl<'t> Number<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = whole.strip_prefix('-').unwrap_or(whole);
        let is_number = !digits.is_empty()
            && [digits, fraction].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        is_number.then(|| Some(Self { digits, value: whole.parse().ok()? })).flatten()
    }

    /// Reads a year, a day, a second, or a count since 1970, by the number of digits.
    fn moment(&self) -> Option<Moment> {
        let is_date = self.value > 0;
        let unit = match self.digits.len() {
            4 if is_date => return self.digits.parse().ok(),
            8 if is_date => return Some(Moment::day(NaiveDate::parse_from_str(self.digits, "%Y%m%d").ok()?)),
            14 if is_date => return compact(self.digits, ""),
            9 | 10 => 1,
            // The first months of 1976 in milliseconds, or a date and a time.
            12 if NaiveDateTime::parse_from_str(self.digits, "%Y%m%d%H%M").is_ok() => return None,
            12 | 13 => 1000,
            15 | 16 => 1_000_000,
            18 | 19 => 1_000_000_000,
            _ => return None,
        };
        DateTime::from_timestamp(self.value.div_euclid(unit), 0).map(Moment::from)
    }
}

/// Takes off the name of a zone that Java puts behind an offset: `+01:00[Europe/Berlin]`.
fn without_name(text: &str) -> &str {
    let named = text.strip_suffix(']').and_then(|text| text.rsplit_once('['));
    match named {
        Some((rest, name)) if name.bytes().all(|byte| byte.is_ascii_graphic()) => rest,
        _ => text,
    }
}

/// Puts dashes into a day that begins with its year (`2024/03/04`, `2024.03.04`), and a point before the fraction
/// of a second.
fn with_dashes(text: &str) -> Option<String> {
    let year = text.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
    let rest = text.get(4..)?;
    let sign = rest.chars().next().filter(|sign| matches!(sign, '/' | '.' | '-' | ':'))?;
    let rest = rest.replacen(sign, "-", 2);
    let comma =
        rest.find(',').filter(|at| rest.get(..*at).is_some_and(|time| time.matches(':').count() == 2));
    let rest = match comma {
        Some(at) => [rest.get(..at)?, ".", rest.get(at + 1..)?].concat(),
        None => rest,
    };
    Some(format!("{year}{rest}"))
}

/// Puts signs into a date and time without any: `20240304T093000Z`.
fn parted(text: &str) -> Option<String> {
    let (day, rest) = text.split_once(['T', 't', ' '])?;
    let end = rest.bytes().take_while(u8::is_ascii_digit).count();
    let moment = compact(&format!("{day}{}", rest.get(..end)?), rest.get(end..)?)?;
    Some(moment.to_string())
}

/// Reads a date and time of digits alone, and the offset behind it.
fn compact(digits: &str, zone: &str) -> Option<Moment> {
    let is_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    let (format, precision) = match digits.len() {
        12 if is_digits => ("%Y%m%d%H%M", Precision::Minute),
        14 if is_digits => ("%Y%m%d%H%M%S", Precision::Second),
        _ => return None,
    };
    let moment = Moment::new(NaiveDateTime::parse_from_str(digits, format).ok()?, precision);
    // The fraction and the offset are read with any date before them.
    let time = if precision == Precision::Second { "00:00:00" } else { "00:00" };
    let zone: Moment = format!("2000-01-01T{time}{zone}").parse().ok()?;
    Some(zone.offset_minutes().map_or(moment, |minutes| moment.with_offset(minutes)))
}

/// Puts a date in which the month comes first, or dashes stand, into the order of RFC 2822: `Mon Mar  4 09:30:00 2024`,
/// `Mon Mar 04 2024 09:30:00 GMT+0100 (CET)`, `Monday, 04-Mar-24 09:30:00 GMT`.
fn reordered(text: &str) -> Option<String> {
    let text = text.split_once('(').map_or(text, |(text, _)| text).trim_end();
    let mut words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let is_word = |word: &&str| word.bytes().all(|byte| byte.is_ascii_alphabetic());
    if words.len() > 1
        && words.first().is_some_and(is_word)
        && words.get(1).is_some_and(|word| is_word(word) || word.contains('-'))
    {
        words.remove(0);
    }
    if let Some((day, month, year)) = words.first().and_then(|word| {
        let mut parts = word.split('-');
        Some((parts.next()?, parts.next().filter(is_word)?, parts.next()?))
    }) {
        let rest = words.get(1..)?.join(" ");
        return Some(format!("{day} {month} {year} {rest}").trim_end().to_owned());
    }
    let (month, day) = (words.first().copied().filter(is_word)?, words.get(1)?);
    let is_year = |word: &&&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let year = words.iter().skip(2).find(is_year)?;
    let rest = words.iter().skip(2).filter(|word| *word != year).copied().collect::<Vec<_>>().join(" ");
    // JavaScript names UTC before the offset from it.
    let rest = rest.replace("GMT+", "+").replace("GMT-", "-").replace("UTC+", "+").replace("UTC-", "-");
    Some(format!("{day} {month} {year} {rest}").trim_end().to_owned())
}

/// Reads a date as pages print it.
fn as_printed(text: &str) -> Option<Printed> {
    if is_of_numbers(text) {
        return None;
    }
    if let Some(moment) = printed::month_only(text) {
        return Some(moment.into());
    }
    let found = printed::at_start(text).filter(|found| found.range == (0..text.len()))?;
    match found.value {
        Value::Moment(moment) => Some(Printed { moment, unknown_zone: found.uncertain_zone }),
        Value::Ambiguous { .. } => None,
    }
}

/// Returns true for `04.03.2024`: pages have a custom for dots, and programs have none.
fn is_of_numbers(text: &str) -> bool {
    let mut parts = text.splitn(3, '.');
    let mut is_month = || parts.next().is_some_and(|part| part.parse().is_ok_and(|number: u8| number <= 12));
    is_month() && is_month()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        let printed = read(text).map(|printed| printed.moment.to_string());
        assert_eq!(printed.as_deref(), Some(expected), "{text}");
    }

    #[test]
    fn numbers_are_told_apart_by_their_length() {
        reads("2024", "2024");
        reads("20240304", "2024-03-04");
        reads("20240304093007", "2024-03-04T09:30:07");
        for text in
            ["1709544607", "1709544607.25", "1709544607250", "1709544607250999", "1709544607250999111"]
        {
            reads(text, "2024-03-04T09:30:07+00:00");
        }
        reads("-1709544607", "1915-10-30T14:29:53+00:00");
        reads("999999999999", "2001-09-09T01:46:39+00:00");
        for text in ["0", "7", "202403", "2024030", "20241340", "12345678901", "197603041230", "-2024", "1e9"]
        {
            assert!(read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn looser_iso_is_read() {
        for text in [
            "2024-03-04T09:30:07+0100",
            "2024-03-04 09:30:07 +01:00",
            "2024-03-04T9:30:07+01",
            "2024-03-04T09:30:07,123456789+01:00",
            "2024/03/04 09:30:07+01:00",
            "2024.3.4 09:30:07 +0100",
            "2024:03:04 09:30:07+01:00",
            "20240304T093007+0100",
            "20240304T093007.5+01:00",
            "2024-03-04T09:30:07+01:00[Europe/Berlin]",
            " 2024-03-04T09:30:07.123456789012+01:00 ",
        ] {
            reads(text, "2024-03-04T09:30:07+01:00");
        }
        reads("2024-03-04T09:30 Z", "2024-03-04T09:30+00:00");
        reads("20240304T0930", "2024-03-04T09:30");
        reads("2024/03/04", "2024-03-04");
        reads("2024/03", "2024-03");
    }

    #[test]
    fn names_of_months_are_read() {
        for text in [
            "Mon, 04 Mar 2024 09:30:07 GMT",
            "4 Mar 24 09:30:07 +0000",
            "Mon Mar  4 09:30:07 UTC 2024",
            "Mon Mar 04 2024 09:30:07 GMT+0000 (Coordinated Universal Time)",
            "Monday, 04-Mar-24 09:30:07 GMT",
            "March 4, 2024 09:30:07 UTC",
        ] {
            reads(text, "2024-03-04T09:30:07+00:00");
        }
        reads("Mon Mar  4 09:30:07 2024", "2024-03-04T09:30:07");
        reads("March 4, 2024", "2024-03-04");
        reads("4-Mar-2024", "2024-03-04");
        reads("4. März 2024, 09:30 Uhr", "2024-03-04T09:30");
        reads("March 2024", "2024-03");
        let printed = read("Mon, 04 Mar 2024 09:30:07 IST").unwrap();
        assert_eq!(printed.moment.to_string(), "2024-03-04T09:30:07");
        assert_eq!(printed.unknown_zone.as_deref(), Some("IST"));
    }

    #[test]
    fn what_is_not_certain_is_not_read() {
        for text in [
            "03/04/2024",
            "03.04.2024",
            "03.04.2024 09:30",
            "04-03-24",
            "4/3/24",
            "soon",
            "yesterday",
            "2024-13-01",
            "2024-02-30",
            "2024-03-04T25:00",
            "March 4, 2024 by Ann",
            "[]",
            "T",
            "2024",
        ] {
            if text != "2024" {
                assert!(read(text).is_none(), "{text}");
            }
        }
        reads("24/03/2024", "2024-03-24");
        reads("24.03.2024", "2024-03-24");
    }
}
