//! Reads the day of a printed date.

use chrono::NaiveDate;

use super::reader::Reader;
use super::tokens::Kind;
use crate::ingest::date::words::{is_before_time, is_particle, month};

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

impl Reader<'_> {
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
        let mut goes_on = false;
        let _: Option<()> = self.attempt(|r| {
            goes_on = r.sign(&[sign]).is_some() && r.number().is_some();
            None
        });
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
        match self.next().map(|token| &token.kind) {
            None => true,
            Some(Kind::Sign(sign)) => !matches!(sign, ':' | '.' | '%' | '/' | '-'),
            Some(Kind::Number { .. }) => true,
            Some(Kind::Word(word)) => is_before_time(word),
        }
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
