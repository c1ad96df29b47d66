//! A query written back as text that reads as the same query.

use std::fmt::{self, Display, Formatter, Write};

use crate::search::query::Query;
use crate::search::query::dates::DateLimit;
use crate::search::query::signs::{Quote, is_blank};
use crate::search::query::term::{Matching, Term};

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.finds_nothing() {
            return f.write_str("\"\"");
        }
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
        for date in &self.dates {
            write!(f, "{gap}{date}")?;
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
        write!(f, "{}:{}", self.keyword(), self.moment())
    }
}

fn write_value(f: &mut Formatter<'_>, value: &str) -> fmt::Result {
    let special = |c| is_blank(c) || matches!(c, '(' | ')') || Quote::of(c).is_some();
    match Quote::free_in(value) {
        Some(quote) if value.contains(special) || value.ends_with('*') => {
            let (open, close) = quote.marks();
            f.write_char(open)?;
            f.write_str(value)?;
            f.write_char(close)
        }
        _ => f.write_str(value),
    }
}
