//! Reads the time of day of a printed date, and its zone.

use super::reader::Reader;
use crate::ingest::date::words::zone;

pub(super) struct Time {
    pub hour: u32,
    pub minute: u32,
    pub second: Option<u32>,
}

pub(super) enum Zone {
    Offset(i32),
    Uncertain(String),
}

impl Reader<'_> {
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
        let range = self.next()?.range.clone();
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
        let printed = self.printed(range)?;
        let abbreviation =
            (2..=4).contains(&printed.len()) && printed.bytes().all(|b| b.is_ascii_uppercase());
        abbreviation.then(|| Zone::Uncertain(printed.to_owned()))
    }
}
