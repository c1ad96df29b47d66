//! A query as data: what it asks for, with all its settings but who may cancel it.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::change::Position;
use crate::search::query::Query;
use crate::search::query::cursor::Cursor;
use crate::search::query::dates::DateLimit;
use crate::search::query::note::Note;
use crate::search::query::order::Order;
use crate::search::query::term::Term;

/// The fields of a query, with the names that they have as data. What is left out is as in a new query.
#[derive(Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Fields {
    groups: Vec<Vec<Term>>,
    excluded: Vec<Term>,
    dates: Vec<DateLimit>,
    zone: String,
    order: Order,
    limit: usize,
    after: Option<Cursor>,
    count_to: usize,
    /// Seconds and nanoseconds.
    half_life: (i64, u32),
    now: Option<DateTime<Utc>>,
    deadline: Duration,
    passages: Option<usize>,
    changed_after: Option<Position>,
    hidden: bool,
    strict: bool,
    relax: bool,
    finds_nothing: bool,
    notes: Vec<Note>,
}

impl Default for Fields {
    fn default() -> Self {
        Self::of(&Query::new())
    }
}

impl Fields {
    fn of(query: &Query) -> Self {
        let nanos = query.half_life.subsec_nanos();
        // A time before zero is counted from the second before it.
        let seconds = query.half_life.num_seconds() - i64::from(nanos < 0);
        Self {
            groups: query.conditions.groups.clone(),
            excluded: query.conditions.excluded.clone(),
            dates: query.dates.clone(),
            zone: query.zone.name().to_owned(),
            order: query.order,
            limit: query.limit,
            after: query.after.clone(),
            count_to: query.count_to,
            half_life: (seconds, nanos.rem_euclid(1_000_000_000).unsigned_abs()),
            now: query.now,
            deadline: query.deadline,
            passages: query.passage,
            changed_after: query.changed_after.clone(),
            hidden: query.hidden,
            strict: query.is_strict,
            relax: query.relaxes,
            finds_nothing: query.is_void(),
            notes: query.notes.clone(),
        }
    }

    /// Returns the query, held to the limits of one that is built. `None` where a zone or a time is none.
    fn query(self) -> Option<Query> {
        let (seconds, nanos) = self.half_life;
        let mut query = Query {
            zone: self.zone.parse::<Tz>().ok()?,
            order: self.order,
            after: self.after,
            count_to: self.count_to,
            half_life: TimeDelta::new(seconds, nanos)?,
            now: self.now,
            deadline: self.deadline,
            passage: self.passages,
            changed_after: self.changed_after,
            hidden: self.hidden,
            is_strict: self.strict,
            relaxes: self.relax,
            is_unusable: self.finds_nothing,
            ..Query::new().limit(self.limit)
        };
        self.notes.into_iter().for_each(|note| query.note(note));
        query = self.groups.into_iter().fold(query, Query::any_of).none_of(self.excluded);
        self.dates.into_iter().for_each(|limit| query.date(limit));
        Some(query)
    }
}

impl Serialize for Query {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Fields::of(self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Query {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let query = Fields::deserialize(deserializer)?.query();
        query.ok_or_else(|| D::Error::custom("not the zone or the half-life of a query"))
    }
}
