//! A query, as the test knows it and as it is typed.

use std::fmt::{self, Display};
use std::ops::Range;

use chrono::{DateTime, TimeDelta, Utc};
use dateline::{Order, Query};

use crate::story::{BODY, CAPTIONS, CREDITS, DEK, HEADLINE};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// In any form.
    Form,
    /// In quotes.
    Exact,
    /// The last word may go on.
    Prefix,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    Words { words: Vec<String>, kind: Kind, part: Option<usize> },
    By(&'static str),
    Person(&'static str),
    Tag(&'static str),
    From(&'static str),
    Section(&'static str),
    Language(&'static str),
    Image,
    Hidden,
}

/// A span of time by the second; a part of it as it is typed.
#[derive(Clone, Debug)]
pub struct Span {
    pub typed: String,
    pub of_times: Range<i64>,
    /// That of articles of which only the day is known.
    pub of_days: Range<i64>,
}

impl Span {
    pub fn of(typed: String, of_times: Range<i64>, of_days: Range<i64>) -> Self {
        Self { typed, of_times, of_days }
    }
}

#[derive(Clone, Debug)]
pub struct Ask {
    pub groups: Vec<Vec<Term>>,
    pub excluded: Vec<Term>,
    pub spans: Vec<Span>,
    pub hidden: bool,
    pub half_life: Option<TimeDelta>,
    pub now: DateTime<Utc>,
    pub limit: usize,
    pub count_to: usize,
}

impl Ask {
    pub fn query(&self, order: Order) -> Query {
        let query = Query::from(&*self.to_string());
        assert!(query.notes().is_empty(), "{self}: {:?}", query.notes());
        let query = query
            .order(order)
            .hidden(self.hidden)
            .now(self.now)
            .limit(self.limit)
            .count_to(self.count_to)
            .deadline(std::time::Duration::from_secs(600));
        match self.half_life {
            Some(half_life) => query.half_life(half_life),
            None => query,
        }
    }

    pub fn asks_hidden(&self) -> bool {
        self.hidden || self.groups.iter().flatten().any(|term| *term == Term::Hidden)
    }

    /// The same, but for any of the plain words of which all were asked, without the stop words among them; `None` if there
    /// aren't several. They are the last group.
    pub fn relaxed(&self, has_english: bool) -> Option<Self> {
        let is_plain = |group: &&Vec<Term>| {
            matches!(group.as_slice(), [Term::Words { kind: Kind::Form, part: None, .. }])
        };
        let is_text = self.groups.iter().filter(is_plain).count() >= 12;
        let is_quoted = |group: &&Vec<Term>| {
            is_text && matches!(group.as_slice(), [Term::Words { kind: Kind::Exact, part: None, .. }])
        };
        let given_up = |group: &&Vec<Term>| is_plain(group) || is_quoted(group);
        // In a text the words of a quotation are words like others.
        let words = |term: &Term| match term {
            Term::Words { words, kind: Kind::Exact, .. } => {
                let plain =
                    |word: &String| Term::Words { words: vec![word.clone()], kind: Kind::Form, part: None };
                words.iter().map(plain).collect()
            }
            plain => vec![plain.clone()],
        };
        let plain: Vec<Term> = self.groups.iter().filter(given_up).flatten().flat_map(words).collect();
        // Of the words that are asked for, one is a stop word of any language.
        let tells =
            |term: &&Term| !(has_english && matches!(term, Term::Words { words, .. } if words == &["the"]));
        let telling: Vec<Term> = plain.iter().filter(tells).cloned().collect();
        let others = self.groups.iter().filter(|group| !given_up(group)).cloned();
        let any = if telling.is_empty() { plain.clone() } else { telling };
        (plain.len() > 1).then(|| Self { groups: others.chain([any]).collect(), ..self.clone() })
    }

    /// The terms that score, in their order.
    pub fn scoring(&self) -> impl Iterator<Item = &Term> {
        self.groups.iter().flatten().filter(|term| matches!(term, Term::Words { .. }))
    }
}

impl Display for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut gap = "";
        for group in &self.groups {
            for (at, term) in group.iter().enumerate() {
                write!(f, "{}{term}", if at > 0 { " OR " } else { gap })?;
            }
            gap = " ";
        }
        for term in &self.excluded {
            write!(f, "{gap}-{term}")?;
            gap = " ";
        }
        for span in &self.spans {
            write!(f, "{gap}{}", span.typed)?;
            gap = " ";
        }
        Ok(())
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words { words, kind, part } => {
                f.write_str(match *part {
                    None => "",
                    Some(HEADLINE) => "headline:",
                    Some(DEK) => "dek:",
                    Some(CAPTIONS) => "caption:",
                    Some(CREDITS) => "credit:",
                    Some(BODY) => "body:",
                    Some(other) => unreachable!("part {other} has no field"),
                })?;
                match (kind, words.as_slice()) {
                    (Kind::Form, words) => f.write_str(&words.join("-")),
                    (Kind::Prefix, [word]) => write!(f, "{word}*"),
                    (Kind::Prefix, words) => write!(f, "\"{}*\"", words.join(" ")),
                    (Kind::Exact, words) => write!(f, "\"{}\"", words.join(" ")),
                }
            }
            Self::By(name) => write!(f, "by:\"{name}\""),
            Self::Person(name) => write!(f, "person:\"{name}\""),
            Self::Tag(name) => write!(f, "tag:\"{name}\""),
            Self::From(name) => write!(f, "from:\"{name}\""),
            Self::Section(name) => write!(f, "section:{name}"),
            Self::Language(tag) => write!(f, "lang:{tag}"),
            Self::Image => f.write_str("has:image"),
            Self::Hidden => f.write_str("is:hidden"),
        }
    }
}
