//! Reads dates token by token: days, times of day and zones.

use std::ops::Range;

use chrono::NaiveDate;
use unicode_normalization::char::is_combining_mark;

use super::words::{is_before_time, is_particle, is_weekday, month, plain, zone};

pub(super) enum Day {
    Known(NaiveDate),
    /// Day first by the custom of dots; either number could be the month.
    Dotted {
        day_first: NaiveDate,
        month_first: NaiveDate,
    },
    Ambiguous {
        day_first: NaiveDate,
        month_first: NaiveDate,
    },
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
            c if digit(c).is_some() => |c| digit(c).is_some(),
            c if c.is_alphabetic() => |c| c.is_alphabetic() || is_combining_mark(c),
            _ => |_| false,
        };
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = chars.next_if(|&(_, c)| same(c)) {
            end = at + c.len_utf8();
        }
        let piece = text.get(start..end).unwrap_or_default();
        let kind = if digit(first).is_some() {
            number(piece)
        } else if first.is_alphabetic() {
            Kind::Word(plain(piece))
        } else {
            Kind::Sign(first)
        };
        tokens.push(Token { kind, range: start..end });
    }
    tokens
}

/// Returns the value of a digit, Arabic ones of both kinds among them.
fn digit(c: char) -> Option<u32> {
    match c {
        '٠'..='٩' => Some(u32::from(c) - u32::from('٠')),
        '۰'..='۹' => Some(u32::from(c) - u32::from('۰')),
        c => c.to_digit(10),
    }
}

fn number(digits: &str) -> Kind {
    let value = digits
        .chars()
        .filter_map(digit)
        .try_fold(0_u32, |value, digit| value.checked_mul(10)?.checked_add(digit));
    Kind::Number { value: value.unwrap_or(u32::MAX), digits: digits.chars().count() }
}

/// Reads the parts of a date, token by token.
pub(super) struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
    /// True if a time was said with AM or PM.
    pub clock_12: bool,
    /// True if it is in a zone of the United States, where the month comes first.
    pub american: bool,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        Self { text, tokens, at: 0, clock_12: false, american: false }
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

    /// Skips words that tell nothing: `among` knows them.
    pub fn skip_words(&mut self, among: fn(&str) -> bool) {
        while self.attempt(|r| r.word().filter(|word| among(word)).map(drop)).is_some() {}
    }

    fn skip_word(&mut self, among: &[&str]) -> Option<()> {
        self.attempt(|r| r.word().filter(|word| among.contains(word)).map(drop))
    }

    /// Skips a day of the week, also one in brackets.
    pub fn weekday(&mut self) {
        let found = self.attempt(|r| {
            let bracket = r.sign(&['(', '（']);
            r.word().filter(|word| is_weekday(word))?;
            let _ = r
                .attempt(|r| r.sign(&['-']).and_then(|_| r.word().filter(|word| *word == "feira").map(drop)));
            bracket.map_or(Some(()), |_| r.sign(&[')', '）']).map(drop))
        });
        if found.is_some() {
            self.signs(&[',', '.', '،']);
        }
    }

    pub fn date(&mut self) -> Option<Day> {
        let found = self
            .attempt(Self::ideographic)
            .or_else(|| self.attempt(Self::numeric))
            .or_else(|| self.attempt(Self::year_month_day))
            .or_else(|| self.attempt(Self::day_month_year))
            .or_else(|| self.attempt(Self::month_day_year));
        if found.is_some() {
            self.weekday();
        }
        found
    }

    /// Reads `2023年4月29日` and `2023년 4월 29일`.
    fn ideographic(&mut self) -> Option<Day> {
        let (year, _) = self.number().filter(|&(_, digits)| digits == 4)?;
        self.skip_word(&["年", "년"])?;
        let (month, _) = self.number()?;
        self.skip_word(&["月", "월"])?;
        let (day, _) = self.number()?;
        let _ = self.skip_word(&["日", "일"]);
        known(year, month, day)
    }

    fn numeric(&mut self) -> Option<Day> {
        let (first, digits) = self.number()?;
        let sign = self.sign(&['-', '/', '.'])?;
        let (second, second_digits) = self.number()?;
        self.sign(&[sign])?;
        let (third, third_digits) = self.number()?;
        if digits == 4 && second_digits <= 2 && third_digits <= 2 {
            return known(first, second, third);
        }
        if digits > 2 || second_digits > 2 || !matches!(third_digits, 2 | 4) || self.goes_on(sign) {
            return None;
        }
        let year = if third_digits == 2 { full_year(third) } else { third };
        match (first > 12, second > 12) {
            (false, true) => known(year, first, second),
            (true, false) => known(year, second, first),
            (true, true) => None,
            _ if first == second => known(year, first, second),
            _ => {
                let (day_first, month_first) = (date(year, second, first)?, date(year, first, second)?);
                Some(if sign == '.' {
                    Day::Dotted { day_first, month_first }
                } else {
                    Day::Ambiguous { day_first, month_first }
                })
            }
        }
    }

    /// Returns true if the same sign and a number follow: then it is no date, but a number of parts.
    fn goes_on(&mut self, sign: char) -> bool {
        let at = self.at;
        let goes_on = self.sign(&[sign]).is_some() && self.number().is_some();
        self.at = at;
        goes_on
    }

    fn day_month_year(&mut self) -> Option<Day> {
        let (day, _) = self.number()?;
        self.signs(&['.', 'º', '°', '-', '/']);
        self.skip_words(is_particle);
        let month = self.month()?;
        self.signs(&['.', ',', '-', '/']);
        self.skip_words(is_particle);
        known(self.year()?, month, day)
    }

    fn month_day_year(&mut self) -> Option<Day> {
        let month = self.month()?;
        self.signs(&['.']);
        let (day, _) = self.number()?;
        self.skip_words(is_particle);
        self.signs(&[',', '،', '.']);
        known(self.year()?, month, day)
    }

    /// Reads `2023. április 29.` and `2023 April 29`.
    fn year_month_day(&mut self) -> Option<Day> {
        let (year, _) = self.number().filter(|&(_, digits)| digits == 4)?;
        self.signs(&['.', ',']);
        self.skip_words(is_particle);
        let month = self.month()?;
        let (day, _) = self.number().filter(|&(_, digits)| digits <= 2)?;
        self.signs(&['.']);
        known(year, month, day)
    }

    /// Reads the name of a month; the Levant's Arabic has some of two words.
    fn month(&mut self) -> Option<u32> {
        let word = self.word()?.to_owned();
        let second = |word: &str| matches!(word, "الثاني" | "ثاني");
        match word.as_str() {
            "كانون" => self.word().map(|word| if second(word) { 1 } else { 12 }),
            "تشرين" => self.word().map(|word| if second(word) { 11 } else { 10 }),
            word => month(word),
        }
    }

    /// Reads a year of four digits, or of two: behind an apostrophe, or where no time of day begins with them.
    fn year(&mut self) -> Option<u32> {
        let apostrophe = self.sign(&['\'', '’', '‘', '`']).is_some();
        let (year, digits) = self.number()?;
        let year = match digits {
            4 => Some(year),
            2 if apostrophe || self.is_at_end_of_year() => Some(full_year(year)),
            _ => None,
        };
        self.signs(&['.']);
        self.skip_words(|word| matches!(word, "г" | "р" | "года" | "року"));
        self.signs(&['.']);
        year
    }

    fn is_at_end_of_year(&self) -> bool {
        match self.tokens.get(self.at).map(|token| &token.kind) {
            None => true,
            Some(Kind::Sign(sign)) => !matches!(sign, ':' | '.' | '%' | '/' | '-'),
            Some(Kind::Number { .. }) => true,
            Some(Kind::Word(word)) => is_before_time(word),
        }
    }

    /// Reads a time of day; with a dot between hours and minutes only after a date.
    pub fn time(&mut self, after_date: bool) -> Option<Time> {
        let half_before = self.attempt(|r| match r.word()? {
            "午前" | "오전" => Some(false),
            "午後" | "下午" | "오후" => Some(true),
            _ => None,
        });
        let (hour, digits) = self.number().filter(|&(_, digits)| digits <= 2)?;
        let minute = self.attempt(|r| {
            let separated = r.sign(if after_date { &[':', '.'] } else { &[':'] }).is_some();
            if !separated {
                r.word().filter(|word| matches!(*word, "h" | "時" | "시"))?;
            }
            let minute = r.number().filter(|&(_, digits)| digits == 2).map(|(minute, _)| minute)?;
            let _ = r.skip_word(&["分", "분"]);
            Some(minute)
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
        let half = half_before.or_else(|| self.attempt(Self::half_of_day));
        let _ = self.skip_word(&["uhr", "h", "hs", "hrs", "น"]);
        let hour = match (half, minute) {
            (Some(_), Some(_)) if half_before.is_some() && hour == 0 => 0,
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
        self.attempt(|r| r.offset(2)).or_else(|| self.attempt(Self::named_zone))
    }

    /// Reads an offset whose hours have so many digits at least.
    fn offset(&mut self, least: usize) -> Option<Zone> {
        let sign = if self.sign(&['+', '-', '−'])? == '+' { 1 } else { -1 };
        let (value, digits) = self.number()?;
        let (hours, minutes) = match digits {
            4 => (value / 100, value % 100),
            1 | 2 if digits >= least => {
                (value, self.attempt(|r| r.sign(&[':']).and_then(|_| r.number())).map_or(0, |(m, _)| m))
            }
            _ => return None,
        };
        let minutes = i32::try_from(hours * 60 + minutes).ok()?;
        (hours <= 14 && minutes <= 14 * 60).then_some(Zone::Offset(sign * minutes))
    }

    fn named_zone(&mut self) -> Option<Zone> {
        self.sign(&['(']);
        let range = self.tokens.get(self.at)?.range.clone();
        let word = self.word()?.to_owned();
        self.american =
            matches!(word.as_str(), "est" | "edt" | "cdt" | "mst" | "mdt" | "pst" | "pdt" | "et" | "pt");
        if let Some(minutes) = zone(&word) {
            let more = if minutes == 0 { self.attempt(|r| r.offset(1)) } else { None };
            self.sign(&[')']);
            if more.is_some() {
                return more;
            }
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

/// Returns the year that two digits stand for, of 1970 to 2069.
fn full_year(two_digits: u32) -> u32 {
    if two_digits < 70 { 2000 + two_digits } else { 1900 + two_digits }
}

fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}
