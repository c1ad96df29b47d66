//! A query written back as text that reads as the same query.

use std::fmt::{self, Display, Formatter, Write};

use crate::search::query::Query;
use crate::search::query::dates::DateLimit;
use crate::search::query::keyword::HIDDEN;
use crate::search::query::signs::{Quote, is_blank};
use crate::search::query::term::{Conditions, Matching, Term};

/// Ids of articles that are shown. Like those of a tag, they can't be typed.
const MAX_SHOWN: usize = 8;

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.is_void() {
            return f.write_str("\"\"");
        }
        write!(f, "{}", self.conditions)?;
        let mut gap = if self.conditions.is_empty() { "" } else { " " };
        for date in &self.dates {
            write!(f, "{gap}{date}")?;
            gap = " ";
        }
        Ok(())
    }
}

impl Display for Conditions {
    /// The conditions as a query spells them.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut gap = "";
        for group in &self.groups {
            for term in group {
                write!(f, "{gap}{term}")?;
                gap = " OR ";
            }
            gap = " ";
        }
        for term in &self.excluded {
            write!(f, "{gap}-{term}")?;
            gap = " ";
        }
        Ok(())
    }
}

impl Display for Term {
    /// The term as a query spells it.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words { words, matching, field } => {
                if let Some(field) = field {
                    write!(f, "{}:", field.keyword())?;
                }
                match matching {
                    Matching::Form => f.write_str(&words.join("-")),
                    Matching::Exact => write!(f, "\"{}\"", words.join(" ")),
                    Matching::Prefix if words.len() == 1 => write!(f, "{}*", words.concat()),
                    Matching::Prefix => write!(f, "\"{}\"*", words.join(" ")),
                }
            }
            Self::Filter(filter, value) => {
                write!(f, "{}:", filter.keyword())?;
                write_value(f, value)
            }
            Self::HasImage => f.write_str("has:image"),
            Self::IsHidden => f.write_str("is:hidden"),
            Self::Mark(name) => {
                let is_word = !is_special(name) && !name.eq_ignore_ascii_case(HIDDEN);
                f.write_str(if is_word { "is:" } else { "mark:" })?;
                write_value(f, name)
            }
            Self::HasNote => f.write_str("has:note"),
            Self::Among(ids) => {
                let shown = ids.get(..MAX_SHOWN).unwrap_or(ids);
                let numbers = shown.iter().map(|id| format!("#{id}")).collect::<Vec<_>>().join(",");
                write!(f, "among:{numbers}{}", if shown.len() < ids.len() { ",…" } else { "" })
            }
            Self::All(all) => write!(f, "({all})"),
            Self::Is(entity) => {
                let (kind, id) = entity.named();
                write!(f, "{kind}:#{id}")
            }
        }
    }
}

impl Display for DateLimit {
    /// The condition as a query spells it.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.keyword(), self.date())
    }
}

/// Returns true if a value has to be quoted.
fn is_special(value: &str) -> bool {
    let is_sign = |c| is_blank(c) || matches!(c, '(' | ')') || Quote::of(c).is_some();
    value.contains(is_sign) || value.ends_with('*')
}

fn write_value(f: &mut Formatter<'_>, value: &str) -> fmt::Result {
    match Quote::free_in(value) {
        Some(quote) if is_special(value) => {
            let (open, close) = quote.marks();
            f.write_char(open)?;
            f.write_str(value)?;
            f.write_char(close)
        }
        _ => f.write_str(value),
    }
}
