//! Printed dates. Only these forms are read, with or without a weekday before them; nothing is guessed:
//!
//! - `2023-04-29`, `2023/04/29`, `2023.04.29`, `2023年4月29日`;
//! - `April 29, 2023`, `29 April 2023`, `29. April 2023`, `29 de abril de 2023`, `29th Apr. 2023`, in the
//!   languages of [`MONTHS`];
//! - `29.04.2023`: with dots the day comes first, unless that can't be or a 12-hour clock speaks against it;
//! - `29/04/2023`, `29-04-2023`, `04/29/2023`: only where one number is no month, or both are the same.
//!
//! A time may follow (`22:31`, `22:31:07`, `22.31`, `22h31`, `10:31 PM`, `5 AM`) or stand before, with an
//! offset (`Z`, `+03:00`) or one of the abbreviations in [`ZONES`].

use std::ops::Range;

use chrono::NaiveDate;

use crate::{Moment, Precision};

const MONTHS: [&[&str]; 12] = [
    &[
        "january", "jan", "januar", "jänner", "janvier", "janv", "enero", "gennaio", "janeiro", "januari",
        "stycznia",
    ],
    &[
        "february",
        "feb",
        "februar",
        "février",
        "févr",
        "febrero",
        "febbraio",
        "fevereiro",
        "februari",
        "lutego",
    ],
    &["march", "mar", "märz", "mars", "marzo", "março", "maart", "marca", "mrz"],
    &["april", "apr", "avril", "avr", "abril", "aprile", "kwietnia"],
    &["may", "mai", "mayo", "maggio", "maio", "mei", "maj", "maja"],
    &["june", "jun", "juni", "juin", "junio", "giugno", "junho", "czerwca"],
    &["july", "jul", "juli", "juillet", "juil", "julio", "luglio", "julho", "lipca"],
    &["august", "aug", "août", "agosto", "augustus", "augusti", "sierpnia"],
    &["september", "sept", "sep", "septembre", "septiembre", "settembre", "setembro", "września"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "outubro", "października"],
    &["november", "nov", "novembre", "noviembre", "novembro", "listopada"],
    &[
        "december",
        "dec",
        "dezember",
        "dez",
        "décembre",
        "déc",
        "diciembre",
        "dicembre",
        "dezembro",
        "desember",
        "grudnia",
    ],
];

/// Zones whose abbreviation is certain: those of RFC 2822, and Europe's; hours east of UTC.
const ZONES: &[(&str, i32)] = &[
    ("utc", 0),
    ("gmt", 0),
    ("z", 0),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
    ("wet", 0),
    ("west", 1),
    ("cet", 1),
    ("cest", 2),
    ("mez", 1),
    ("mesz", 2),
    ("eet", 2),
    ("eest", 3),
];

const WEEKDAYS: &[&str] = &[
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "mo",
    "di",
    "mi",
    "do",
    "fr",
    "sa",
    "so",
    "lundi",
    "mardi",
    "mercredi",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "mandag",
    "tirsdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lørdag",
    "søndag",
    "måndag",
    "tisdag",
    "lördag",
    "söndag",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sabato",
    "domenica",
];

/// A date found in a text.
#[derive(Debug, PartialEq)]
pub(super) struct Found {
    pub range: Range<usize>,
    pub value: Value,
    /// The abbreviation of a zone that stands for several.
    pub uncertain_zone: Option<String>,
}

#[derive(Debug, PartialEq)]
pub(super) enum Value {
    Moment(Moment),
    /// Day and month could be exchanged.
    Ambiguous,
}

/// The date with which the text begins.
pub(super) fn at_start(text: &str) -> Option<Found> {
    let tokens = tokens(text);
    let mut reader = Reader { text, tokens: &tokens, at: 0, clock_12: false };
    let first = reader.tokens.first()?.range.start;
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

/// A month and a year alone, `April 2023` or `2023-04`: too little to be looked for without a label.
pub(super) fn month_only(text: &str) -> Option<Moment> {
    let text = text.trim();
    if let Ok(moment) = text.parse::<Moment>() {
        return (moment.precision() == Precision::Month).then_some(moment);
    }
    let (name, year) = text.split_once(' ')?;
    let month = month(name)?;
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

enum Day {
    Known(NaiveDate),
    /// Day first by the custom of dots; either number could be the month.
    Dotted(NaiveDate),
    Ambiguous,
}

struct Time {
    hour: u32,
    minute: u32,
    second: Option<u32>,
}

enum Zone {
    Offset(i32),
    Uncertain(String),
}

#[derive(Clone, Debug)]
enum Kind {
    Number { value: u32, digits: usize },
    Word(String),
    Sign(char),
}

#[derive(Clone, Debug)]
struct Token {
    kind: Kind,
    range: Range<usize>,
}

/// The tokens of the text's beginning; no date has more.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while tokens.len() < 24 {
        let Some((start, first)) = chars.next() else { break };
        if first.is_whitespace() {
            continue;
        }
        let same: fn(char) -> bool = match first {
            c if c.is_ascii_digit() => |c| c.is_ascii_digit(),
            c if c.is_alphabetic() => char::is_alphabetic,
            _ => |_| false,
        };
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = chars.next_if(|&(_, c)| same(c)) {
            end = at + c.len_utf8();
        }
        let piece = text.get(start..end).unwrap_or_default();
        let kind = if first.is_ascii_digit() {
            Kind::Number { value: piece.parse().unwrap_or(u32::MAX), digits: piece.len() }
        } else if first.is_alphabetic() {
            Kind::Word(piece.to_lowercase())
        } else {
            Kind::Sign(first)
        };
        tokens.push(Token { kind, range: start..end });
    }
    tokens
}

fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_lowercase();
    let at = MONTHS.iter().position(|names| names.contains(&word.as_str()))?;
    u32::try_from(at + 1).ok()
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
    clock_12: bool,
}

impl Reader<'_> {
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let at = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = at;
        }
        found
    }

    fn end(&self) -> usize {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0, |token| token.range.end)
    }

    fn number(&mut self) -> Option<(u32, usize)> {
        match self.tokens.get(self.at)?.kind {
            Kind::Number { value, digits } => {
                self.at += 1;
                Some((value, digits))
            }
            _ => None,
        }
    }

    fn word(&mut self) -> Option<&str> {
        match &self.tokens.get(self.at)?.kind {
            Kind::Word(word) => {
                self.at += 1;
                Some(word)
            }
            _ => None,
        }
    }

    fn sign(&mut self, among: &[char]) -> Option<char> {
        match self.tokens.get(self.at)?.kind {
            Kind::Sign(sign) if among.contains(&sign) => {
                self.at += 1;
                Some(sign)
            }
            _ => None,
        }
    }

    fn signs(&mut self, among: &[char]) {
        while self.sign(among).is_some() {}
    }

    fn words(&mut self, among: &[&str]) {
        while self.attempt(|r| r.word().filter(|word| among.contains(word)).map(drop)).is_some() {}
    }

    fn weekday(&mut self) {
        let found = self.attempt(|r| {
            let word = r.word()?;
            let english = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
            (english.contains(&word) || WEEKDAYS.contains(&word)).then_some(())
        });
        if found.is_some() {
            self.signs(&[',', '.']);
        }
    }

    fn date(&mut self) -> Option<Day> {
        self.attempt(Self::numeric)
            .or_else(|| self.attempt(Self::day_month_year))
            .or_else(|| self.attempt(Self::month_day_year))
    }

    fn numeric(&mut self) -> Option<Day> {
        let (first, digits) = self.number()?;
        if digits == 4 && self.attempt(|r| r.word().filter(|w| *w == "年").map(drop)).is_some() {
            let (month, _) = self.number()?;
            self.word().filter(|w| *w == "月")?;
            let (day, _) = self.number()?;
            self.words(&["日"]);
            return known(first, month, day);
        }
        let sign = self.sign(&['-', '/', '.'])?;
        let (second, second_digits) = self.number()?;
        self.sign(&[sign])?;
        let (third, third_digits) = self.number()?;
        if digits == 4 && second_digits <= 2 && third_digits <= 2 {
            return known(first, second, third);
        }
        if digits > 2 || second_digits > 2 || third_digits != 4 {
            return None;
        }
        match (first > 12, second > 12) {
            (false, true) => known(third, first, second),
            (true, false) => known(third, second, first),
            (true, true) => None,
            _ if first == second => known(third, first, second),
            _ if sign == '.' => date(third, second, first).map(Day::Dotted),
            _ => Some(Day::Ambiguous),
        }
    }

    fn day_month_year(&mut self) -> Option<Day> {
        let (day, _) = self.number()?;
        self.signs(&['.', 'º', '°']);
        self.words(&["st", "nd", "rd", "th", "er", "de", "of"]);
        let month = month(self.word()?)?;
        self.signs(&['.', ',']);
        self.words(&["de", "del"]);
        known(self.year()?, month, day)
    }

    fn month_day_year(&mut self) -> Option<Day> {
        let month = month(self.word()?)?;
        self.signs(&['.']);
        let (day, _) = self.number()?;
        self.words(&["st", "nd", "rd", "th"]);
        self.signs(&[',']);
        known(self.year()?, month, day)
    }

    fn year(&mut self) -> Option<u32> {
        self.number().filter(|&(_, digits)| digits == 4).map(|(year, _)| year)
    }

    /// A time of day; with a dot between hours and minutes only after a date.
    fn time(&mut self, after_date: bool) -> Option<Time> {
        let (hour, digits) = self.number().filter(|&(_, digits)| digits <= 2)?;
        let minute = self.attempt(|r| {
            let separated = r.sign(if after_date { &[':', '.'] } else { &[':'] }).is_some();
            if !separated {
                r.word().filter(|word| *word == "h")?;
            }
            r.number().filter(|&(_, digits)| digits == 2).map(|(minute, _)| minute)
        });
        let second = minute.and_then(|_| {
            self.attempt(|r| {
                r.sign(&[':'])?;
                r.number().filter(|&(_, digits)| digits == 2).map(|(second, _)| second)
            })
        });
        if second.is_some() {
            self.attempt(|r| r.sign(&['.']).and_then(|_| r.number()));
        }
        let half = self.attempt(Self::half_of_day);
        self.words(&["uhr", "h"]);
        let hour = match (half, minute) {
            (Some(_), _) if !(1..=12).contains(&hour) => return None,
            (Some(afternoon), _) => hour % 12 + if afternoon { 12 } else { 0 },
            (None, Some(_)) if digits > 0 => hour,
            _ => return None,
        };
        Some(Time { hour, minute: minute.unwrap_or(0), second })
    }

    fn half_of_day(&mut self) -> Option<bool> {
        let afternoon = match self.word()? {
            "am" => false,
            "pm" => true,
            letter @ ("a" | "p") => {
                let afternoon = letter == "p";
                self.sign(&['.'])?;
                self.word().filter(|word| *word == "m")?;
                self.signs(&['.']);
                afternoon
            }
            _ => return None,
        };
        self.clock_12 = true;
        Some(afternoon)
    }

    fn zone(&mut self) -> Option<Zone> {
        self.attempt(Self::offset).or_else(|| self.attempt(Self::named_zone))
    }

    fn offset(&mut self) -> Option<Zone> {
        let sign = if self.sign(&['+', '-', '−'])? == '+' { 1 } else { -1 };
        let (value, digits) = self.number()?;
        let (hours, minutes) = match digits {
            4 => (value / 100, value % 100),
            2 => (value, self.attempt(|r| r.sign(&[':']).and_then(|_| r.number())).map_or(0, |(m, _)| m)),
            _ => return None,
        };
        let minutes = i32::try_from(hours * 60 + minutes).ok()?;
        (hours <= 14 && minutes <= 14 * 60).then_some(Zone::Offset(sign * minutes))
    }

    fn named_zone(&mut self) -> Option<Zone> {
        self.sign(&['(']);
        let range = self.tokens.get(self.at)?.range.clone();
        let word = self.word()?.to_owned();
        if let Some((_, hours)) = ZONES.iter().find(|(name, _)| *name == word) {
            self.sign(&[')']);
            return Some(Zone::Offset(hours * 60));
        }
        let printed = self.text.get(range)?;
        let abbreviation =
            (2..=4).contains(&printed.len()) && printed.bytes().all(|b| b.is_ascii_uppercase());
        abbreviation.then(|| Zone::Uncertain(printed.to_owned()))
    }
}

fn known(year: u32, month: u32, day: u32) -> Option<Day> {
    date(year, month, day).map(Day::Known)
}

fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
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
