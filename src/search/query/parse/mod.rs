//! Text to a [`Query`]. Reads the text once, from left to right, and never fails.

mod group;

use std::convert::Infallible;
use std::str::FromStr;

use crate::model::moment::Moment;
use crate::search::query::Query;
use crate::search::query::dates::DateLimit;
use crate::search::query::dates::ago::Ago;
use crate::search::query::keyword::{HIDDEN, Keyword};
use crate::search::query::limits::MAX_TEXT;
use crate::search::query::note::Note;
use crate::search::query::parse::group::{Groups, Named};
use crate::search::query::signs::{Quote, end_of_quote, is_blank, is_within_word};
use crate::search::query::term::{Field, Matching, Term};
use crate::text;

impl From<&str> for Query {
    fn from(text: &str) -> Self {
        parse(text)
    }
}

impl FromStr for Query {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(parse(text))
    }
}

fn parse(text: &str) -> Query {
    let mut reader = Reader { groups: Groups::new(), parted: true };
    let mut rest = cut(text);
    if rest.len() < text.len() {
        reader.groups.note(Note::TextCut);
    }
    while !rest.is_empty() {
        rest = reader.unit(rest);
    }
    let is_blank = text.trim_matches(is_blank).is_empty();
    let (conditions, dates, notes) = reader.groups.finish();
    let mut query = Query { conditions, dates, notes, was_asked: !is_blank, ..Query::new() };
    query.fit();
    query.is_unusable = !is_blank && query.has_no_condition();
    query
}

/// Returns as much of the text as is read, cut between two terms if it can be.
fn cut(text: &str) -> &str {
    let end = text.floor_char_boundary(MAX_TEXT);
    let (kept, left) = text.split_at_checked(end).unwrap_or((text, ""));
    if left.is_empty() || left.starts_with(is_blank) {
        return kept;
    }
    kept.rfind(is_blank).and_then(|at| kept.get(..at)).unwrap_or(kept)
}

/// A value as it was typed: bare, or between quotation marks.
#[derive(Clone, Copy)]
struct Value<'t> {
    text: &'t str,
    quoted: bool,
    /// A `*` follows the closing mark.
    starred: bool,
}

impl<'t> Value<'t> {
    fn bare(text: &'t str) -> Self {
        Self { text, quoted: false, starred: false }
    }
}

struct Reader<'t> {
    groups: Groups<'t>,
    /// A blank, a parenthesis or the beginning stands before, so that a dash is a minus.
    parted: bool,
}

impl<'t> Reader<'t> {
    /// Reads one blank, operator, parenthesis, term or date, and returns what follows it.
    fn unit(&mut self, text: &'t str) -> &'t str {
        let unit = text.trim_start_matches(is_blank);
        let parted = std::mem::take(&mut self.parted) || unit.len() < text.len();
        if let Some(rest) = unit.strip_prefix('(') {
            return self.open(None, rest, false);
        }
        if let Some(rest) = unit.strip_prefix(')') {
            self.groups.close();
            self.parted = true;
            return rest;
        }
        let dashless = unit.trim_start_matches(['-', '\u{2212}', '\u{2013}']);
        if !parted || dashless.len() == unit.len() {
            return self.term(unit, false);
        }
        if let Some(rest) = dashless.strip_prefix('(') {
            return self.open(None, rest, true);
        }
        if dashless.is_empty() || dashless.starts_with(ends_bare) && !dashless.starts_with(is_quote) {
            self.groups.note(Note::IgnoredOperator("-".into()));
            return dashless;
        }
        self.term(dashless, true)
    }

    fn open(&mut self, keyword: Option<Named<'t>>, rest: &'t str, minus: bool) -> &'t str {
        self.groups.open(keyword, minus);
        self.parted = true;
        rest
    }

    fn term(&mut self, text: &'t str, minus: bool) -> &'t str {
        if text.starts_with(is_quote) {
            let (value, rest) = self.quoted(text);
            self.value(value, minus);
            return rest;
        }
        let (bare, rest) = text.split_at_checked(end_of_bare(text)).unwrap_or((text, ""));
        if bare.is_empty() || !minus && self.groups.operator(bare) {
            return rest;
        }
        let Some((name, typed)) = bare.split_once(':') else {
            self.value(Value::bare(bare), minus);
            return rest;
        };
        match Keyword::named(name) {
            Some(keyword) if typed.is_empty() && rest.starts_with(is_quote) => {
                let (value, rest) = self.quoted(rest);
                self.field((keyword, name), value, minus);
                rest
            }
            Some(keyword) if typed.is_empty() && rest.starts_with('(') => {
                self.open(Some((keyword, name)), rest.get(1..).unwrap_or_default(), minus)
            }
            Some(keyword) => {
                self.field((keyword, name), Value::bare(typed), minus);
                rest
            }
            None => {
                if is_unknown_field(name, typed, rest) {
                    self.groups.note_about(Note::UnknownField, name);
                }
                self.value(Value::bare(bare), minus);
                rest
            }
        }
    }

    /// Reads from an opening quotation mark to the next mark of its family.
    fn quoted(&mut self, text: &'t str) -> (Value<'t>, &'t str) {
        let mut chars = text.chars();
        let family = chars.next().and_then(Quote::of);
        let inside = chars.as_str();
        let Some((content, closed)) = end_of_quote(inside, family).and_then(|at| inside.split_at_checked(at))
        else {
            self.groups.note(Note::UnclosedQuote);
            return (Value { text: inside, quoted: true, starred: false }, "");
        };
        let mut after = closed.chars();
        after.next();
        let rest = after.as_str();
        let starless = rest.strip_prefix('*');
        let value = Value { text: content, quoted: true, starred: starless.is_some() };
        (value, starless.unwrap_or(rest))
    }

    /// Places what stands without a field of its own: it may be that before the parenthesis.
    fn value(&mut self, value: Value<'t>, minus: bool) {
        match self.groups.keyword() {
            Some(keyword) => self.field(keyword, value, minus),
            None => {
                self.note_stray_stars(value);
                self.groups.place(words(value, None), minus);
            }
        }
    }

    fn field(&mut self, (keyword, name): Named<'t>, value: Value<'t>, minus: bool) {
        let typed = || format!("{name}:{}", value.text);
        if value.text.trim_matches(is_blank).is_empty() {
            self.groups.note_about(Note::EmptyValue, &format!("{name}:"));
            self.groups.lone();
            return;
        }
        if value.starred && !matches!(keyword, Keyword::Words(_)) {
            self.groups.note_about(Note::IgnoredOperator, "*");
        }
        let known = |expected: &str| value.text.trim_matches(is_blank).eq_ignore_ascii_case(expected);
        let term = match keyword {
            Keyword::Words(field) => {
                self.note_stray_stars(value);
                words(value, Some(field))
            }
            Keyword::Filter(filter) => Term::Filter(filter, self.name(value)),
            Keyword::Date(at, ago) => {
                let limit = date(value.text.trim_matches(is_blank), at, ago);
                return self.groups.date(limit, value.text, &typed(), minus);
            }
            Keyword::Has if known("image") => Term::HasImage,
            Keyword::Has if known("note") => Term::HasNote,
            Keyword::Is if known(HIDDEN) => Term::IsHidden,
            Keyword::Is | Keyword::Mark => Term::Mark(self.name(value)),
            Keyword::Has => {
                self.groups.note_about(Note::UnknownValue, &typed());
                return self.groups.lone();
            }
        };
        self.groups.place(term, minus);
    }

    /// Reads the name that a filter or a mark asks for.
    fn name(&mut self, value: Value<'_>) -> String {
        let named = if value.quoted { value.text } else { value.text.trim_end_matches('*') };
        if named.len() < value.text.len() {
            self.groups.note_about(Note::IgnoredOperator, "*");
        }
        named.to_owned()
    }

    fn note_stray_stars(&mut self, value: Value<'_>) {
        let Some(tail) = tail(value.text) else { return };
        let stars = value.text.matches('*').count();
        let is_ignored = match value.quoted {
            true => (value.starred || tail.contains('*')) && !is_starred(value),
            false => stars > usize::from(is_starred(value)),
        };
        if is_ignored {
            self.groups.note_about(Note::IgnoredOperator, "*");
        }
    }
}

/// Reads a date, or a time before now.
fn date(value: &str, at: fn(Moment) -> DateLimit, ago: fn(Ago) -> DateLimit) -> Option<DateLimit> {
    match Ago::parse(value) {
        Some(time) => Some(ago(time)),
        None => value.parse().ok().map(at).filter(DateLimit::can_be_spelled),
    }
}

fn words(value: Value<'_>, field: Option<Field>) -> Term {
    let matching = match value {
        _ if is_starred(value) => Matching::Prefix,
        Value { quoted: true, .. } => Matching::Exact,
        _ => Matching::Form,
    };
    Term::unsplit(value.text, matching, field)
}

/// Returns true if a `*` follows the last word, with no mark between; a closing quotation mark is none.
fn is_starred(value: Value<'_>) -> bool {
    tail(value.text)
        .is_some_and(|tail| tail.starts_with('*') || value.starred && tail.trim_matches(is_blank).is_empty())
}

/// Returns what follows the last word, if there is one.
fn tail(text: &str) -> Option<&str> {
    text::words(text).last().and_then(|word| text.get(word.end..))
}

/// Returns true if the text looks like a field: `autor:smith` and `autor:"jane smith"` do; `10:30`,
/// `https://…` and a colon at the end of a word don't.
fn is_unknown_field(name: &str, value: &str, rest: &str) -> bool {
    let valued = if value.is_empty() {
        rest.starts_with(is_quote) || rest.starts_with('(')
    } else {
        !value.starts_with("//")
    };
    valued && !name.is_empty() && name.chars().all(char::is_alphabetic)
}

fn is_quote(c: char) -> bool {
    Quote::of(c).is_some()
}

/// Returns where a text that isn't quoted ends.
fn end_of_bare(text: &str) -> usize {
    let mut ends = text.char_indices().filter(|(_, c)| ends_bare(*c)).map(|(at, _)| at);
    ends.find(|at| !is_within_word(text, *at)).unwrap_or(text.len())
}

fn ends_bare(c: char) -> bool {
    is_blank(c) || is_quote(c) || matches!(c, '(' | ')')
}
