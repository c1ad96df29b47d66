//! Printed dates. Only these forms are read, with or without a weekday before them; nothing is guessed:
//!
//! - `2023-04-29`, `2023/04/29`, `2023.04.29`, `2023年4月29日`, `2023년 4월 29일`, `2023. április 29.`;
//! - `April 29, 2023`, `29 April 2023`, `29. April 2023`, `29 de abril de 2023`, `29th Apr. 2023`, in the
//!   languages of `words.rs`;
//! - `29.04.2023`: with dots the day comes first, unless that can't be or a 12-hour clock speaks against it;
//! - `29/04/2023`, `29-04-2023`, `04/29/2023`: only where one number is no month, or both are the same;
//! - each with a year of two digits, which is one of 1970 to 2069: `29/04/23`, `29.4.23`, `Apr 29, '23`.
//!
//! A time may follow (`22:31`, `22:31:07`, `22.31`, `22h31`, `22時31分`, `10:31 PM`, `5 AM`), after a stroke or a word
//! such as `at`, `um`, `klo`, or stand before, with an offset (`Z`, `+03:00`) or one of the abbreviations of zones there.

mod clock;
mod day;
mod reader;
mod tokens;

use std::ops::Range;

use chrono::NaiveDate;

use self::clock::{Time, Zone};
use self::day::Day;
use self::reader::Reader;
use self::tokens::tokens;
use super::words::{is_before_time, month, plain};
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
    /// Day and month could be exchanged: the two readings.
    Ambiguous {
        day_first: Moment,
        month_first: Moment,
    },
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
        reader.signs(&[',', '|', '-', '–', '·', '•', '/']);
        reader.skip_words(|word| matches!(word, "on" | "am" | "le" | "el" | "den" | "il"));
        reader.weekday();
        ((reader.date()?, Some(time)), zone)
    } else {
        let date = reader.date()?;
        let time = reader.attempt(|r| {
            r.signs(&[',', '،', '|', '-', '–', '—', '·', '•', ':', '/', '@', '(']);
            r.skip_words(is_before_time);
            r.signs(&['.', ':']);
            let time = r.time(true)?;
            r.signs(&[')']);
            Some(time)
        });
        ((date, time), None)
    };
    if date.1.is_some() && zone.is_none() {
        zone = reader.zone();
    }
    let end = reader.end();
    let order = Order { clock_12: reader.clock_12, american: reader.american };
    let value = value(date.0, date.1, zone.as_ref(), order)?;
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
    let month = month(&plain(name.trim_end_matches('.')))?;
    let year = year.trim().parse().ok().filter(|year| (1000..=9999).contains(year))?;
    let first = NaiveDate::from_ymd_opt(year, month, 1)?.and_time(chrono::NaiveTime::MIN);
    Some(Moment::new(first, Precision::Month))
}

/// Reads a time of day alone, with which an update states that it was on the day of publication.
pub fn time_of_day(text: &str) -> Option<(u32, u32)> {
    let tokens = tokens(text);
    let mut reader = Reader::new(text, &tokens);
    reader.skip_words(is_before_time);
    let time = reader.time(true)?;
    let _ = reader.zone();
    let is_whole = text.get(reader.end()..).is_some_and(|rest| rest.trim().is_empty());
    (is_whole && time.hour < 24 && time.minute < 60).then_some((time.hour, time.minute))
}

/// What speaks for the order of day and month.
struct Order {
    clock_12: bool,
    american: bool,
}

fn value(day: Day, time: Option<Time>, zone: Option<&Zone>, order: Order) -> Option<Value> {
    let at = |date: NaiveDate| moment(date, time.as_ref(), zone);
    let (day_first, month_first) = match day {
        Day::Known(date) => return at(date).map(Value::Moment),
        Day::Ambiguous { month_first, .. } if order.american => return at(month_first).map(Value::Moment),
        Day::Dotted { day_first, .. } if !order.clock_12 => return at(day_first).map(Value::Moment),
        Day::Dotted { day_first, month_first } | Day::Ambiguous { day_first, month_first } => {
            (day_first, month_first)
        }
    };
    Some(Value::Ambiguous { day_first: at(day_first)?, month_first: at(month_first)? })
}

fn moment(date: NaiveDate, time: Option<&Time>, zone: Option<&Zone>) -> Option<Moment> {
    let Some(time) = time else { return Some(Moment::day(date)) };
    let precision = if time.second.is_some() { Precision::Second } else { Precision::Minute };
    let moment = Moment::new(date.and_hms_opt(time.hour, time.minute, time.second.unwrap_or(0))?, precision);
    Some(match zone {
        Some(Zone::Offset(minutes)) => moment.with_offset(*minutes),
        _ => moment,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> String {
        match at_start(text) {
            Some(Found { value: Value::Moment(moment), .. }) => moment.to_string(),
            Some(Found { value: Value::Ambiguous { .. }, .. }) => "ambiguous".into(),
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
            ("2024年3月4日(月) 21時05分", "2024-03-04T21:05"),
            ("2024년 3월 4일 오후 9:05", "2024-03-04T21:05"),
            ("03/04/2024 05:12 PM EST", "2024-03-04T17:12-05:00"),
            ("14/03/24", "2024-03-14"),
            ("14.3.24, 8:05", "2024-03-14T08:05"),
            ("4.3.24", "2024-03-04"),
            ("3/14/24 8:05 pm", "2024-03-14T20:05"),
            ("Mar 4, '24", "2024-03-04"),
            ("4 Mar 24", "2024-03-04"),
            ("March 4, 2024 / 8:05 PM / Coast News", "2024-03-04T20:05"),
            ("20:05, 4 Mar 2024", "2024-03-04T20:05"),
            ("4.3.2024 klo 20.05", "2024-03-04T20:05"),
            ("4 maart 2024 om 20:05", "2024-03-04T20:05"),
            ("4 MART 2024 Pazartesi 20:05", "2024-03-04T20:05"),
            ("4 марта 2024 г., 20:05", "2024-03-04T20:05"),
            ("4 марта 2024 года в 20:05", "2024-03-04T20:05"),
            ("4. března 2024", "2024-03-04"),
            ("4 Μαρτίου 2024", "2024-03-04"),
            ("٤ مارس ٢٠٢٤", "2024-03-04"),
            ("4 كانون الثاني 2024", "2024-01-04"),
            ("4 במרץ 2024", "2024-03-04"),
            ("2024. március 4. 20:05", "2024-03-04T20:05"),
            ("4 de março de 2024 às 20h05", "2024-03-04T20:05"),
            ("segunda-feira, 4 de março de 2024", "2024-03-04"),
            ("4 March 2024 20:05 GMT+2", "2024-03-04T20:05+02:00"),
        ] {
            assert_eq!(moment(printed), expected, "{printed}");
        }
    }

    #[test]
    fn what_is_not_certain_is_not_read() {
        assert_eq!(moment("03/04/2024"), "ambiguous");
        assert_eq!(moment("03.04.2024 09:30 AM"), "ambiguous");
        assert_eq!(moment("3/4/24"), "ambiguous");
        for none in [
            "31 June 2024",
            "3 hours ago",
            "March 2024",
            "2024",
            "25:99",
            "30/31/2024",
            "10.0.24.1",
            "4 May 20:05",
        ] {
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
        assert_eq!(time_of_day("at 9:02 pm"), Some((21, 2)));
        assert_eq!(time_of_day("9:02 pm on Monday"), None);
    }
}
