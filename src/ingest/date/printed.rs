//! Printed dates. Only these forms are read, with or without a weekday before them; nothing is guessed:
//!
//! - `2023-04-29`, `2023/04/29`, `2023.04.29`, `2023年4月29日`;
//! - `April 29, 2023`, `29 April 2023`, `29. April 2023`, `29 de abril de 2023`, `29th Apr. 2023`, in the
//!   languages of `words.rs`;
//! - `29.04.2023`: with dots the day comes first, unless that can't be or a 12-hour clock speaks against it;
//! - `29/04/2023`, `29-04-2023`, `04/29/2023`: only where one number is no month, or both are the same.
//!
//! A time may follow (`22:31`, `22:31:07`, `22.31`, `22h31`, `10:31 PM`, `5 AM`) or stand before, with an
//! offset (`Z`, `+03:00`) or one of the abbreviations of zones there.

use std::ops::Range;

use chrono::NaiveDate;

use super::printed_reader::{Day, Reader, Time, Zone, tokens};
use super::words::month;
use crate::model::moment::{Moment, Precision};

/// A date found in a text.
#[derive(Debug, PartialEq)]
pub struct Found {
    pub range: Range<usize>,
    pub value: Value,
    /// The abbreviation of a zone that stands for several.
    pub uncertain_zone: Option<String>,
}

#[derive(Debug, PartialEq)]
pub enum Value {
    Moment(Moment),
    /// Day and month could be exchanged.
    Ambiguous,
}

/// Returns the date with which the text begins.
pub fn at_start(text: &str) -> Option<Found> {
    let tokens = tokens(text);
    let mut reader = Reader::new(text, &tokens);
    let first = reader.start()?;
    reader.weekday();
    let time_first = reader.attempt(|r| r.time(false));
    let (date, mut zone) = if let Some(time) = time_first {
        let zone = reader.zone();
        reader.signs(&[',', '|', '-', '–']);
        reader.words(&["on", "am", "le"]);
        reader.weekday();
        ((reader.date()?, Some(time)), zone)
    } else {
        let date = reader.date()?;
        let time = reader.attempt(|r| {
            r.signs(&[',', '|', '-', '–', '—', '·', ':']);
            r.words(&["at", "um", "à", "t", "alle", "ore", "kl", "as", "às", "o", "a", "las"]);
            r.signs(&['.']);
            r.time(true)
        });
        ((date, time), None)
    };
    if date.1.is_some() && zone.is_none() {
        zone = reader.zone();
    }
    let end = reader.end();
    let value = value(date.0, date.1, zone.as_ref(), reader.clock_12)?;
    let uncertain_zone = match zone {
        Some(Zone::Uncertain(name)) => Some(name),
        _ => None,
    };
    Some(Found { range: first..end, value, uncertain_zone })
}

/// Reads a month and a year alone, `April 2023` or `2023-04`: too little to be looked for without a label.
pub fn month_only(text: &str) -> Option<Moment> {
    let text = text.trim();
    if let Ok(moment) = text.parse::<Moment>() {
        return (moment.precision() == Precision::Month).then_some(moment);
    }
    let (name, year) = text.split_once(' ')?;
    let month = month(&name.trim_end_matches('.').to_lowercase())?;
    let year = year.trim().parse().ok().filter(|year| (1000..=9999).contains(year))?;
    let first = NaiveDate::from_ymd_opt(year, month, 1)?.and_time(chrono::NaiveTime::MIN);
    Some(Moment::new(first, Precision::Month))
}

fn value(day: Day, time: Option<Time>, zone: Option<&Zone>, clock_12: bool) -> Option<Value> {
    let date = match day {
        Day::Known(date) => date,
        Day::Dotted(_) if clock_12 => return Some(Value::Ambiguous),
        Day::Dotted(date) => date,
        Day::Ambiguous => return Some(Value::Ambiguous),
    };
    let Some(time) = time else { return Some(Value::Moment(Moment::day(date))) };
    let precision = if time.second.is_some() { Precision::Second } else { Precision::Minute };
    let local = date.and_hms_opt(time.hour, time.minute, time.second.unwrap_or(0))?;
    let moment = Moment::new(local, precision);
    Some(Value::Moment(match zone {
        Some(Zone::Offset(minutes)) => moment.with_offset(*minutes),
        _ => moment,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> String {
        match at_start(text) {
            Some(Found { value: Value::Moment(moment), .. }) => moment.to_string(),
            Some(_) => "ambiguous".into(),
            None => "none".into(),
        }
    }

    #[test]
    fn forms() {
        for (printed, expected) in [
            ("MARCH 4, 2024 09:30", "2024-03-04T09:30"),
            ("Mon, 4 March 2024, 9.30 pm", "2024-03-04T21:30"),
            ("4. März 2024 um 09:30 Uhr", "2024-03-04T09:30"),
            ("Lundi 4 mars 2024 à 9h30", "2024-03-04T09:30"),
            ("4 de octubre de 2024", "2024-10-04"),
            ("2024-03-04T09:30:05.250+03:00", "2024-03-04T09:30:05+03:00"),
            ("2024-03-04 09:30Z", "2024-03-04T09:30+00:00"),
            ("04.03.2024, 09.30", "2024-03-04T09:30"),
            ("24.03.2024", "2024-03-24"),
            ("03/24/2024", "2024-03-24"),
            ("24/03/2024", "2024-03-24"),
            ("9:30 PM EST Mar 4, 2024", "2024-03-04T21:30-05:00"),
            ("March 4, 2024 12:05 AM", "2024-03-04T00:05"),
            ("March 4, 2024 at 5 a.m. EDT", "2024-03-04T05:00-04:00"),
            ("2024年3月4日 9:30", "2024-03-04T09:30"),
        ] {
            assert_eq!(moment(printed), expected, "{printed}");
        }
    }

    #[test]
    fn what_is_not_certain_is_not_read() {
        assert_eq!(moment("03/04/2024"), "ambiguous");
        assert_eq!(moment("03.04.2024 09:30 AM"), "ambiguous");
        for none in ["31 June 2024", "3 hours ago", "March 2024", "2024", "25:99", "30/31/2024", "4.5.24"] {
            assert_eq!(moment(none), "none", "{none}");
        }
        let israel_or_india = at_start("4 March 2024 09:30 IST").unwrap();
        assert_eq!(israel_or_india.uncertain_zone.as_deref(), Some("IST"));
        assert_eq!(israel_or_india.value, Value::Moment("2024-03-04T09:30".parse().unwrap()));
    }

    #[test]
    fn the_range_ends_with_the_date() {
        let text = "May 7, 2024 8:05 PM EST | Updated";
        assert_eq!(&text[at_start(text).unwrap().range], "May 7, 2024 8:05 PM EST");
        let text = "7 May 2024 by someone";
        assert_eq!(&text[at_start(text).unwrap().range], "7 May 2024");
        assert_eq!(month_only("April 2023").unwrap().to_string(), "2023-04");
    }
}
