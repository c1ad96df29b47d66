//! Text to a [`Query`]. Reads the text once, from left to right, and never fails.

use std::convert::Infallible;
use std::str::FromStr;

use crate::model::moment::Moment;
use crate::search::query::Query;
use crate::search::query::dates::DateLimit;
use crate::search::query::keyword::{HIDDEN, Keyword};
use crate::search::query::limits::MAX_TEXT;
use crate::search::query::note::Note;
use crate::search::query::signs::{Quote, is_blank};
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
    let mut reader = Reader::default();
    let mut rest = cut(text);
    if rest.len() < text.len() {
        reader.query.note(Note::TextCut);
    }
    while !rest.is_empty() {
        rest = reader.unit(rest);
    }
    let mut query = reader.finish();
    query.is_unusable = !text.trim_matches(is_blank).is_empty() && query.has_no_condition();
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

#[derive(Default)]
struct Reader {
    query: Query,
    /// `OR` or `AND`, while it waits for its right side.
    joining: Option<&'static str>,
    /// After `NOT`, while it waits for its term.
    negated: bool,
    /// Something stands before, so `AND` has a left side.
    begun: bool,
    /// The last unit can be the left side of `OR`.
    joinable: bool,
}

impl Reader {
    /// Reads one blank, operator, term or date, and returns what follows it.
    fn unit<'t>(&mut self, text: &'t str) -> &'t str {
        let term = text.trim_start_matches(|c| is_blank(c) || self.is_parenthesis(c));
        let dashless = term.trim_start_matches(['-', '\u{2212}', '\u{2013}']);
        let at_start = !self.begun || term.len() < text.len();
        if term.is_empty() || !at_start || dashless.len() == term.len() {
            return self.term(term, false);
        }
        if dashless.is_empty() || dashless.starts_with(ends_bare) && !dashless.starts_with(is_quote) {
            self.query.note(Note::IgnoredOperator("-".into()));
            return dashless;
        }
        self.term(dashless, true)
    }

    fn is_parenthesis(&mut self, c: char) -> bool {
        let found = matches!(c, '(' | ')');
        if found {
            self.query.note(Note::IgnoredParentheses);
        }
        found
    }

    fn term<'t>(&mut self, text: &'t str, minus: bool) -> &'t str {
        if text.starts_with(is_quote) {
            let (value, rest) = self.quoted(text);
            self.place(words(value, None), minus);
            return rest;
        }
        let (bare, rest) =
            text.split_at_checked(text.find(ends_bare).unwrap_or(text.len())).unwrap_or((text, ""));
        if bare.is_empty() || !minus && self.operator(bare) {
            return rest;
        }
        let Some((name, typed)) = bare.split_once(':') else {
            self.bare(bare, minus);
            return rest;
        };
        match Keyword::named(name) {
            Some(keyword) if typed.is_empty() && rest.starts_with(is_quote) => {
                let (value, rest) = self.quoted(rest);
                self.field(keyword, name, value, minus);
                rest
            }
            Some(keyword) => {
                self.field(keyword, name, Value { text: typed, quoted: false, starred: false }, minus);
                rest
            }
            None => {
                if is_unknown_field(name, typed, rest) {
                    self.query.note_about(Note::UnknownField, name);
                }
                self.bare(bare, minus);
                rest
            }
        }
    }

    /// Reads from an opening quotation mark to the next mark of its family.
    fn quoted<'t>(&mut self, text: &'t str) -> (Value<'t>, &'t str) {
        let mut chars = text.chars();
        let family = chars.next().and_then(Quote::of);
        let inside = chars.as_str();
        let Some((content, closed)) =
            inside.find(|c| Quote::of(c) == family).and_then(|at| inside.split_at_checked(at))
        else {
            self.query.note(Note::UnclosedQuote);
            return (Value { text: inside, quoted: true, starred: false }, "");
        };
        let mut after = closed.chars();
        after.next();
        let rest = after.as_str();
        let starless = rest.strip_prefix('*');
        let value = Value { text: content, quoted: true, starred: starless.is_some() };
        (value, starless.unwrap_or(rest))
    }

    /// Takes the word as an operator; returns false if it is none.
    fn operator(&mut self, word: &str) -> bool {
        match word {
            "OR" if self.joinable && self.joining.is_none() && !self.negated => self.joining = Some("OR"),
            "AND" if self.begun && self.joining.is_none() && !self.negated => self.joining = Some("AND"),
            "NOT" if !self.negated => self.negated = true,
            "OR" | "AND" | "NOT" => self.query.note_about(Note::IgnoredOperator, word),
            _ => return false,
        }
        true
    }

    fn bare(&mut self, text: &str, minus: bool) {
        let value = Value { text, quoted: false, starred: false };
        self.note_stray_stars(value);
        self.place(words(value, None), minus);
    }

    fn field(&mut self, keyword: Keyword, name: &str, value: Value<'_>, minus: bool) {
        let typed = || format!("{name}:{}", value.text);
        if value.text.trim_matches(is_blank).is_empty() {
            self.query.note_about(Note::EmptyValue, &format!("{name}:"));
            self.lone();
            return;
        }
        if value.starred && !matches!(keyword, Keyword::Words(_)) {
            self.query.note_about(Note::IgnoredOperator, "*");
        }
        let known = |expected: &str| value.text.trim_matches(is_blank).eq_ignore_ascii_case(expected);
        match keyword {
            Keyword::Words(field) => {
                self.note_stray_stars(value);
                self.place(words(value, Some(field)), minus);
            }
            Keyword::Filter(filter) => {
                let term = Term::Filter(filter, self.name(value));
                self.place(term, minus);
            }
            Keyword::Date(limit) => self.date(limit, value.text, &typed(), minus),
            Keyword::Has if known("image") => self.place(Term::HasImage, minus),
            Keyword::Has if known("note") => self.place(Term::HasNote, minus),
            Keyword::Is if known(HIDDEN) => self.place(Term::IsHidden, minus),
            Keyword::Is | Keyword::Mark => {
                let term = Term::Mark(self.name(value));
                self.place(term, minus);
            }
            Keyword::Has => {
                self.query.note_about(Note::UnknownValue, &typed());
                self.lone();
            }
        }
    }

    /// Reads the name that a filter or a mark asks for.
    fn name(&mut self, value: Value<'_>) -> String {
        let named = if value.quoted { value.text } else { value.text.trim_end_matches('*') };
        if named.len() < value.text.len() {
            self.query.note_about(Note::IgnoredOperator, "*");
        }
        named.to_owned()
    }

    fn date(&mut self, limit: fn(Moment) -> DateLimit, value: &str, typed: &str, minus: bool) {
        let limit = value.trim_matches(is_blank).parse().ok().map(limit).filter(DateLimit::can_be_spelled);
        if minus || self.negated {
            self.negated = false;
            self.query.note_about(Note::NotExcludable, typed);
        } else {
            match limit {
                Some(limit) => self.query.date(limit),
                None => self.query.note_about(Note::BadDate, value),
            }
        }
        if self.joining.take() == Some("OR") {
            self.query.note_about(Note::NotAlternative, typed);
        }
        self.lone();
    }

    /// Notes operators that are left unused, after something that no operator can work on.
    fn lone(&mut self) {
        self.unused_operators();
        self.begun = true;
        self.joinable = false;
    }

    fn place(&mut self, term: Term, minus: bool) {
        let joined = self.joining.take() == Some("OR");
        let negated = std::mem::take(&mut self.negated) || minus;
        self.begun = true;
        if !negated {
            // What was left out of a group still stands in it: what follows by OR is no demand of its own.
            self.joinable = self.query.add(term, joined) || joined;
            return;
        }
        if joined {
            self.query.note_about(Note::NotAlternative, &format!("-{term}"));
        }
        self.query.exclude(term);
        self.joinable = false;
    }

    fn note_stray_stars(&mut self, value: Value<'_>) {
        let stars = value.text.matches('*').count();
        let used = usize::from(is_starred(value.text));
        if !value.quoted && stars > used && text::words(value.text).next().is_some() {
            self.query.note_about(Note::IgnoredOperator, "*");
        }
    }

    fn unused_operators(&mut self) {
        let not = std::mem::take(&mut self.negated).then_some("NOT");
        for operator in self.joining.take().into_iter().chain(not) {
            self.query.note_about(Note::IgnoredOperator, operator);
        }
    }

    fn finish(mut self) -> Query {
        self.unused_operators();
        self.query.fit();
        self.query
    }
}

fn words(value: Value<'_>, field: Option<Field>) -> Term {
    let matching = match value {
        _ if value.starred || is_starred(value.text) => Matching::Prefix,
        Value { quoted: true, .. } => Matching::Exact,
        _ => Matching::Form,
    };
    Term::unsplit(value.text, matching, field)
}

/// Returns true if a `*` follows the last word.
fn is_starred(text: &str) -> bool {
    let end = text::words(text).last().map(|word| word.end);
    end.and_then(|end| text.get(end..)).is_some_and(|rest| rest.starts_with('*'))
}

/// Returns true if the text looks like a field: `autor:smith` and `autor:"jane smith"` do; `10:30`,
/// `https://…` and a colon at the end of a word don't.
fn is_unknown_field(name: &str, value: &str, rest: &str) -> bool {
    let valued = if value.is_empty() { rest.starts_with(is_quote) } else { !value.starts_with("//") };
    valued && !name.is_empty() && name.chars().all(char::is_alphabetic)
}

fn is_quote(c: char) -> bool {
    Quote::of(c).is_some()
}

fn ends_bare(c: char) -> bool {
    is_blank(c) || is_quote(c) || matches!(c, '(' | ')')
}
