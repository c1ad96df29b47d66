//! The lines of a page, each with the bytes it stands for.

mod wrapped;

use std::borrow::Cow;
use std::ops::Range;

use crate::text::clean;

/// A line that is not blank.
pub(super) struct Line<'i> {
    /// Its bytes in the input, with its end and the blank lines after it; those of the first line
    /// begin at 0. So the ranges of all lines put together are the input.
    pub range: Range<usize>,
    /// Its text without outer blanks, soft hyphens and zero-width marks.
    pub text: Cow<'i, str>,
    /// True if the page leaves space above it.
    pub blank_before: bool,
    /// True if it is an item of a list: navigation, mostly.
    pub bullet: bool,
}

impl Line<'_> {
    pub fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// Counts the characters, up to 1000.
    pub fn chars(&self) -> usize {
        self.text.chars().take(1000).count()
    }

    /// Returns true if it is in a script that puts no blanks between words.
    pub fn is_unspaced(&self) -> bool {
        let marks = self.text.chars().take(200).filter(|c| ('\u{3040}'..='\u{9FFF}').contains(c)).count();
        marks * 2 > self.chars().min(200)
    }

    /// Returns true if it reads as text: a sentence of some length, or long and not in title case.
    pub fn is_paragraph(&self) -> bool {
        if self.bullet {
            return false;
        }
        let chars = self.chars();
        (ends_sentence(&self.text) && (chars >= 40 || (chars >= 20 && self.is_unspaced())))
            || (chars >= 140 && !in_title_case(&self.text))
    }
}

/// The most lines of a page that are read; no page has as many, and what is known of a line is many times its length.
const MOST: usize = 30_000;

/// Returns the beginning of a page that has as many lines as are read, with the blank ones between them.
pub(super) fn first(whole: &str) -> &str {
    let is_line = |range: &Range<usize>| !whole.get(range.clone()).unwrap_or_default().trim().is_empty();
    let next = breaks(whole).filter(is_line).nth(MOST);
    next.and_then(|next| whole.get(..next.start)).unwrap_or(whole)
}

/// Returns the lines that are not blank, those of hard-wrapped paragraphs joined.
pub(super) fn split(input: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut blank = false;
    for range in breaks(input) {
        let text = tidy(input.get(range.clone()).unwrap_or_default());
        if text.is_empty() {
            blank = true;
            if let Some(last) = lines.last_mut() {
                last.range.end = range.end;
            }
            continue;
        }
        let blank_before = blank || lines.is_empty();
        let start = if lines.is_empty() { 0 } else { range.start };
        let bullet = is_bullet(&text);
        lines.push(Line { range: start..range.end, text, blank_before, bullet });
        blank = false;
    }
    let mut lines = wrapped::join(lines);
    lines.shrink_to_fit();
    lines
}

/// Returns the ranges of lines. They end at the line breaks of any system, and at Unicode's own.
fn breaks(input: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = input.get(start..).filter(|rest| !rest.is_empty())?;
        let end = match rest.char_indices().find(|&(_, c)| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}'))
        {
            Some((at, '\r')) if rest.get(at + 1..).is_some_and(|after| after.starts_with('\n')) => {
                start + at + 2
            }
            Some((at, c)) => start + at + c.len_utf8(),
            None => input.len(),
        };
        let line = start..end;
        start = end;
        Some(line)
    })
}

fn tidy(raw: &str) -> Cow<'_, str> {
    let unseen = |c: char| matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}');
    let odd = |c: char| unseen(c) || matches!(c, '\u{A0}' | '\u{202F}');
    let plain: Cow<'_, str> = if raw.is_ascii() || !raw.contains(odd) {
        Cow::Borrowed(raw)
    } else {
        let seen = raw.chars().filter(|&c| !unseen(c));
        Cow::Owned(seen.map(|c| if odd(c) { ' ' } else { c }).collect())
    };
    match plain {
        Cow::Borrowed(plain) => match clean(plain).0 {
            Cow::Borrowed(clean) => Cow::Borrowed(clean.trim()),
            Cow::Owned(clean) => Cow::Owned(clean.trim().to_owned()),
        },
        Cow::Owned(plain) => Cow::Owned(clean(&plain).0.trim().to_owned()),
    }
}

fn is_bullet(text: &str) -> bool {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    match first {
        "*" | "+" | "•" | "·" | "o" | "▪" | "►" => true,
        "-" => rest.chars().count() < 60,
        number => {
            let digits = number.strip_suffix('.').unwrap_or_default();
            !digits.is_empty()
                && digits.len() <= 2
                && digits.bytes().all(|b| b.is_ascii_digit())
                && !rest.starts_with(|c: char| c.is_ascii_digit())
                && month_does_not_follow(rest)
                && !(ends_sentence(rest) && rest.chars().count() > 60)
        }
    }
}

/// Returns false before the month of a date, such as `3. Mai 2024`.
fn month_does_not_follow(rest: &str) -> bool {
    let mut words = rest.split_whitespace();
    !words.nth(1).is_some_and(|year| year.trim_end_matches(',').parse::<u32>().is_ok_and(|year| year >= 1000))
}

/// Returns true if the text ends as a sentence does, quotes and brackets aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closing =
        |c: char| matches!(c, ' ' | '"' | '\'' | '”' | '’' | '“' | '»' | '«' | '›' | ')' | ']' | '」' | '』');
    let end = text.trim_end_matches(closing);
    end.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '؟', '।'])
}

/// Returns true if three words in four begin with a capital: a menu, or a title.
pub(super) fn in_title_case(text: &str) -> bool {
    let (mut words, mut capital) = (0, 0);
    for first in text.split_whitespace().take(200).filter_map(|word| word.chars().find(|c| c.is_alphabetic()))
    {
        words += 1;
        capital += usize::from(first.is_uppercase());
    }
    words > 0 && capital * 4 >= words * 3
}
