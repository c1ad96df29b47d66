//! The query: all that is asked of the archive.

mod admit;
pub(crate) mod cancel;
mod conditions;
pub(crate) mod cursor;
pub(crate) mod dates;
mod display;
pub(crate) mod filter;
pub(crate) mod keyword;
pub(crate) mod limits;
pub(crate) mod note;
pub(crate) mod order;
mod parse;
mod serde;
mod settings;
pub(crate) mod signs;
pub(crate) mod term;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::model::change::Position;
use crate::search::query::cancel::CancelToken;
use crate::search::query::cursor::Cursor;
use crate::search::query::dates::{DateLimit, DayRange, TimeRange};
use crate::search::query::limits::{DEFAULT_COUNT_TO, DEFAULT_DEADLINE, DEFAULT_HALF_LIFE, DEFAULT_LIMIT};
use crate::search::query::note::{Note, add_note, excerpt};
use crate::search::query::order::Order;
use crate::search::query::term::{Conditions, Term};

/// Conditions for articles, a span of time, and the settings of a search.
///
/// Any text is a query. Parsing never fails: what it can't use it ignores, and says so in
/// [`notes`](Self::notes). If nothing is left that it can use, nothing answers.
/// [The query language](crate::guide::query_language) says what may be typed.
///
/// ```
/// use dateline::Query;
///
/// let typed: Query = "\"white house\" iraq OR syria -oil tag:Elections after:2023".parse()?;
/// assert!(typed.notes().is_empty());
/// # Ok::<(), std::convert::Infallible>(())
/// ```
///
/// The same in Rust, without the risk that a name is read as an operator:
///
/// ```
/// use dateline::{Query, Term};
///
/// let built = Query::new()
///     .phrase("white house")
///     .any_of([Term::word("iraq"), Term::word("syria")])
///     .none_of([Term::word("oil")])
///     .tag("Elections")
///     .since("2023".parse()?)
///     .limit(50);
/// assert_eq!(built.to_string(), "\"white house\" iraq OR syria tag:Elections -oil after:2023");
///
/// let pictures = Query::new()
///     .word("bridge")
///     .prefix("harb")
///     .by("Jane Smith")
///     .person("Ada Jones")
///     .publication("example.org")
///     .section("World")
///     .language("en")
///     .all_of([Term::HasImage])
///     .on("2023-04".parse()?)
///     .until("2023-04-29T12:00".parse()?)
///     .zone(chrono_tz::Europe::Madrid)
///     .hidden(true);
/// assert_eq!(
///     pictures.to_string(),
///     "bridge harb* by:\"Jane Smith\" person:\"Ada Jones\" from:example.org section:World lang:en has:image \
///      on:2023-04 before:2023-04-29T12:00"
/// );
/// # Ok::<(), dateline::InvalidMoment>(())
/// ```
///
/// [`Display`](std::fmt::Display) writes the conditions back as text; zone, order, limit, cursor,
/// [`hidden`](Self::hidden) and [`changed_after`](Self::changed_after) are no part of the text. A query that was parsed from text reads back
/// equal. Two queries are equal if they ask for the same; their notes may differ.
///
/// A query is also data: it is [`Serialize`](::serde::Serialize) and [`Deserialize`](::serde::Deserialize), with
/// all its settings and notes. Only a [cancel token](Self::cancel) doesn't survive.
#[derive(Clone, Debug)]
pub struct Query {
    pub(crate) conditions: Conditions,
    pub(crate) dates: Vec<DateLimit>,
    pub(crate) zone: Tz,
    pub(crate) limit: usize,
    pub(crate) after: Option<Cursor>,
    pub(crate) order: Order,
    pub(crate) hidden: bool,
    pub(crate) count_to: usize,
    pub(crate) half_life: TimeDelta,
    pub(crate) now: Option<DateTime<Utc>>,
    pub(crate) deadline: Duration,
    pub(crate) cancel: Option<CancelToken>,
    pub(crate) passage: Option<usize>,
    pub(crate) changed_after: Option<Position>,
    /// The clocks among which articles are looked for, the earliest first: a narrowing for one search, and no part of what
    /// is asked.
    pub(crate) within: Option<Arc<[i64]>>,
    /// The factors of the weights of its first terms that score, likewise no part of what is asked.
    pub(crate) boosts: Vec<f64>,
    is_strict: bool,
    /// True if any of its words may do where no article has all.
    relaxes: bool,
    /// True if a text was typed of which nothing could be used: no condition that is added makes up for it.
    is_unusable: bool,
    /// True if anything was asked for, whether it could be used or not.
    was_asked: bool,
    notes: Vec<Note>,
}

impl Query {
    /// Returns the query that every article answers, except the hidden ones.
    pub fn new() -> Self {
        Self {
            conditions: Conditions::default(),
            dates: Vec::new(),
            zone: Tz::UTC,
            limit: DEFAULT_LIMIT,
            after: None,
            order: Order::default(),
            hidden: false,
            count_to: DEFAULT_COUNT_TO,
            half_life: DEFAULT_HALF_LIFE,
            now: None,
            deadline: DEFAULT_DEADLINE,
            cancel: None,
            passage: None,
            changed_after: None,
            within: None,
            boosts: Vec::new(),
            is_strict: false,
            relaxes: true,
            is_unusable: false,
            was_asked: false,
            notes: Vec::new(),
        }
    }

    /// Returns the groups of terms that are asked for: an article must answer at least one term of each.
    pub fn groups(&self) -> &[Vec<Term>] {
        &self.conditions.groups
    }

    /// Returns the terms that an article must not answer.
    pub fn excluded(&self) -> &[Term] {
        &self.conditions.excluded
    }

    /// Returns the conditions on the time of publication, all of which must hold.
    pub fn dates(&self) -> &[DateLimit] {
        &self.dates
    }

    /// Returns the span of time that the dates leave, in the query's zone. Of the articles of which only the day,
    /// month or year is known, [`days`](Self::days) has those that they leave.
    ///
    /// ```
    /// use dateline::Query;
    ///
    /// let query = Query::from("after:2023-04-01 before:2023-04-29");
    /// let range = query.zone(chrono_tz::Asia::Jerusalem).range();
    /// assert_eq!(range.from.unwrap().to_rfc3339(), "2023-03-31T21:00:00+00:00");
    /// assert_eq!(range.to.unwrap().to_rfc3339(), "2023-04-28T21:00:00+00:00");
    /// ```
    pub fn range(&self) -> TimeRange {
        dates::range(&self.resolved_dates(), self.zone)
    }

    /// Returns the calendar days that the dates leave of the articles of which only the day, month or year is known.
    pub fn days(&self) -> DayRange {
        dates::days(&self.resolved_dates())
    }

    /// Returns the dates that can be used, those before now by their moments.
    fn resolved_dates(&self) -> Vec<DateLimit> {
        self.dates.iter().filter_map(|limit| limit.resolved(self.now, self.zone)).collect()
    }

    /// Returns the dates that can't be used because it isn't known when now is.
    pub(crate) fn unresolved_dates(&self) -> impl Iterator<Item = &DateLimit> {
        self.dates.iter().filter(|limit| limit.resolved(self.now, self.zone).is_none())
    }

    /// Returns notes on all that was ignored, cut, or perhaps not read as it was meant, each once.
    ///
    /// ```
    /// use dateline::{Note, Query};
    ///
    /// let query = Query::from("(iran autor:smith");
    /// assert_eq!(query.notes(), [Note::UnknownField("autor".into()), Note::UnclosedParenthesis]);
    /// assert_eq!(query.notes()[0].to_string(), "`autor:` is not a field: it was read as words");
    /// ```
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Returns true if no article answers because nothing of what was asked for could be used. All articles
    /// would be the wrong answer to a slip of the pen.
    ///
    /// That holds too if conditions are added to a text of which nothing could be used: all English articles would
    /// be the wrong answer to `!!!` in a search for English ones. A date can be used: `!!! after:2024` lists what is
    /// newer; `after:-7d` can be with a [`now`](Self::now). An empty text asks for nothing, and lists what the added conditions leave.
    ///
    /// ```
    /// use dateline::Query;
    ///
    /// assert!(Query::from("tag:").finds_nothing());
    /// assert!(!Query::from("").finds_nothing() && !Query::from("tag: bridge").finds_nothing());
    /// assert!(Query::from("!!!").language("en").finds_nothing());
    /// assert!(!Query::from("").language("en").finds_nothing());
    /// ```
    pub fn finds_nothing(&self) -> bool {
        self.is_void() || self.was_asked && self.conditions.is_empty() && self.resolved_dates().is_empty()
    }

    /// Returns true if no article answers, whatever the time is.
    fn is_void(&self) -> bool {
        self.is_unusable || self.was_asked && self.has_no_condition()
    }

    fn has_no_condition(&self) -> bool {
        self.conditions.is_empty() && self.dates.is_empty()
    }

    pub(crate) fn is_strict(&self) -> bool {
        self.is_strict
    }

    /// Returns true if any of its words may do where no article has all.
    pub(crate) fn may_relax(&self) -> bool {
        self.relaxes && !self.is_strict
    }

    /// Returns the same query with other groups of terms.
    pub(crate) fn with_groups(&self, groups: Vec<Vec<Term>>) -> Self {
        let conditions = Conditions { groups, excluded: self.conditions.excluded.clone() };
        Self { conditions, ..self.clone() }
    }

    /// Returns true if hidden articles are found too.
    pub(crate) fn finds_hidden(&self) -> bool {
        self.hidden || self.conditions.required_terms().contains(&&Term::IsHidden)
    }

    pub(crate) fn note(&mut self, note: Note) {
        add_note(&mut self.notes, note);
    }

    pub(crate) fn note_about(&mut self, note: fn(String) -> Note, text: &str) {
        self.note(note(excerpt(text)));
    }
}

impl Default for Query {
    fn default() -> Self {
        Self::new()
    }
}

impl PartialEq for Query {
    fn eq(&self, other: &Self) -> bool {
        let Self { conditions, dates, zone, limit, after, order, hidden, .. } = self;
        let Self {
            count_to,
            half_life,
            now,
            deadline,
            cancel,
            passage,
            is_strict,
            relaxes,
            changed_after,
            ..
        } = self;
        let same_cancel = match (cancel, &other.cancel) {
            (Some(one), Some(another)) => one.is_same(another),
            (one, another) => one.is_none() && another.is_none(),
        };
        same_cancel
            && self.finds_nothing() == other.finds_nothing()
            && (conditions, dates, zone) == (&other.conditions, &other.dates, &other.zone)
            && (limit, after, order, hidden) == (&other.limit, &other.after, &other.order, &other.hidden)
            && *changed_after == other.changed_after
            && (count_to, half_life, now, deadline, passage, is_strict, relaxes)
                == (
                    &other.count_to,
                    &other.half_life,
                    &other.now,
                    &other.deadline,
                    &other.passage,
                    &other.is_strict,
                    &other.relaxes,
                )
    }
}

impl Eq for Query {}
