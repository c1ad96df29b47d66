//! Reads dates token by token: days, times of day and zones.

use std::ops::Range;

use chrono::NaiveDate;

use super::words::{is_weekday, month, zone};

pub(super) enum Day {
    Known(NaiveDate),
    /// Day first by the custom of dots; either number could be the month.
    Dotted(NaiveDate),
    Ambiguous,
}

pub(super) struct Time {
    pub hour: u32,
    pub minute: u32,
    pub second: Option<u32>,
}

pub(super) enum Zone {
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
pub(super) struct Token {
    kind: Kind,
    range: Range<usize>,
}

/// Returns the tokens of the text's beginning; no date has more.
pub(super) fn tokens(text: &str) -> Vec<Token> {
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

/// Reads the parts of a date, token by token.
pub(super) struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
    /// True if a time was said with AM or PM.
    pub clock_12: bool,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        Self { text, tokens, at: 0, clock_12: false }
    }

    pub fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let at = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = at;
        }
        found
    }

    pub fn start(&self) -> Option<usize> {
        self.tokens.first().map(|token| token.range.start)
    }

    pub fn end(&self) -> usize {
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

    pub fn signs(&mut self, among: &[char]) {
        while self.sign(among).is_some() {}
    }

    pub fn words(&mut self, among: &[&str]) {
        while self.attempt(|r| r.word().filter(|word| among.contains(word)).map(drop)).is_some() {}
    }

    pub fn weekday(&mut self) {
        let found = self.attempt(|r| r.word().filter(|word| is_weekday(word)).map(drop));
        if found.is_some() {
            self.signs(&[',', '.']);
        }
    }

    pub fn date(&mut self) -> Option<Day> {
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

    /// Reads a time of day; with a dot between hours and minutes only after a date.
    pub fn time(&mut self, after_date: bool) -> Option<Time> {
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

    pub fn zone(&mut self) -> Option<Zone> {
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
        if let Some(minutes) = zone(&word) {
            self.sign(&[')']);
            return Some(Zone::Offset(minutes));
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
