//! Visibility of an article: if it is hidden, for which reason, and at which instant that changes.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use rusqlite::{Row, RowIndex};

use crate::error::Result;
use crate::model::column::{maybe_instant, word};
use crate::model::new_article::Status;
use crate::model::words::words;
use crate::store::Snapshot;

words! {
    /// The reason why searches leave an article out.
    #[non_exhaustive]
    HiddenReason {
        /// Its status says that it is held back.
        Withheld = "withheld"
        /// Its status is withheld or canceled.
        Canceled = "canceled"
        /// Its embargo hasn't ended.
        Embargoed = "embargoed"
        /// It has expired.
        Expired = "expired"
    }
}

/// All that decides when an article is hidden.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visibility {
    status: Status,
    embargoed: Option<DateTime<Utc>>,
    expires: Option<DateTime<Utc>>,
}

impl Visibility {
    pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Self::from_columns(row, ["status", "embargoed", "expires"])
    }

    /// Reads the same columns, by their names or their numbers.
    pub(crate) fn from_columns(
        row: &Row<'_>,
        [status, embargoed, expires]: [impl RowIndex + Copy; 3],
    ) -> rusqlite::Result<Self> {
        Ok(Self {
            status: word(row, status, Status::from_word)?,
            embargoed: maybe_instant(row, embargoed)?,
            expires: maybe_instant(row, expires)?,
        })
    }

    pub(crate) fn new(
        status: Status,
        embargoed: Option<DateTime<Utc>>,
        expires: Option<DateTime<Utc>>,
    ) -> Self {
        Self { status, embargoed, expires }
    }

    /// Returns the reason for which it is hidden at an instant, if it is.
    pub(crate) fn hidden_at(&self, now: DateTime<Utc>) -> Option<HiddenReason> {
        match self.status {
            Status::Withheld => Some(HiddenReason::Withheld),
            Status::Canceled => Some(HiddenReason::Canceled),
            Status::Usable if self.expires.is_some_and(|until| until <= now) => Some(HiddenReason::Expired),
            Status::Usable if self.embargoed.is_some_and(|from| from > now) => Some(HiddenReason::Embargoed),
            Status::Usable => None,
        }
    }

    pub(crate) fn hides_at(&self, now: DateTime<Utc>) -> bool {
        self.hidden_at(now).is_some()
    }

    /// Returns the next instant at which it is hidden no longer, or is from then on.
    pub(crate) fn turns_after(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let is_turn = |at: &DateTime<Utc>| *at > now && self.hides_at(*at) != self.hides_at(now);
        self.instants().filter(is_turn).min()
    }

    /// Returns what is to be stored of it at an instant: if it is hidden, and when it turns.
    pub(crate) fn state_at(&self, now: DateTime<Utc>) -> (bool, Option<DateTime<Utc>>) {
        (self.hides_at(now), self.turns_after(now))
    }

    /// Returns every state that it can have been stored in by now, the first one first.
    pub(crate) fn states_by(self, now: DateTime<Utc>) -> impl Iterator<Item = (bool, Option<DateTime<Utc>>)> {
        let past = self.instants().filter(|at| *at <= now);
        let mut since: Vec<_> = past.chain([DateTime::<Utc>::MIN_UTC]).collect();
        since.sort_unstable();
        since.into_iter().map(move |since| self.state_at(since))
    }

    /// Returns the instant at which it was last shown or hidden in a span of time, if it is otherwise at its end.
    pub(crate) fn turned_within(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let turns = self.instants().filter(|at| *at > from && *at <= to);
        turns.max().filter(|_| self.hides_at(from) != self.hides_at(to))
    }

    fn instants(&self) -> impl Iterator<Item = DateTime<Utc>> {
        self.embargoed.into_iter().chain(self.expires)
    }
}

/// The articles that have turned since they were last saved: of these the index says what was.
pub(crate) struct Turned {
    since: DateTime<Utc>,
    /// The instant at which the next one turns.
    until: Option<DateTime<Utc>>,
    /// The clocks of those that are hidden no longer, the earliest first.
    pub(crate) shown: Arc<[i64]>,
    /// The clocks of those that are hidden now.
    pub(crate) hidden: Arc<[i64]>,
}

impl Turned {
    fn holds_at(&self, now: DateTime<Utc>) -> bool {
        self.since <= now && self.until.is_none_or(|until| now < until)
    }
}

impl Snapshot<'_> {
    /// Returns the articles that have turned by now. It is looked up once until somebody writes or the next one turns.
    pub(crate) fn turned(&self) -> Result<Arc<Turned>> {
        let now = self.now();
        self.cached_while(|turned: &Turned| turned.holds_at(now), || self.find_turned(now))
    }

    fn find_turned(&self, now: DateTime<Utc>) -> Result<Turned> {
        let due = self.rows(
            "SELECT t.clock, a.hidden, a.status, a.embargoed, a.expires
             FROM article a JOIN article_text t ON t.article = a.id
             WHERE a.turns <= ?1 ORDER BY t.clock",
            [now.timestamp()],
            |row| Ok((row.get("clock")?, row.get("hidden")?, Visibility::from_row(row)?)),
        )?;
        let (mut shown, mut hidden, mut until) = (Vec::new(), Vec::new(), self.next_turn(now)?);
        for (clock, was_hidden, visibility) in due {
            match (was_hidden, visibility.hides_at(now)) {
                (true, false) => shown.push(clock),
                (false, true) => hidden.push(clock),
                _ => {}
            }
            until = until.into_iter().chain(visibility.turns_after(now)).min();
        }
        Ok(Turned { since: now, until, shown: shown.into(), hidden: hidden.into() })
    }

    /// Returns when the next article turns of those that haven't yet.
    fn next_turn(&self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
        let sql = "SELECT min(turns) AS turns FROM article WHERE turns > ?1";
        let next = self.row(sql, [now.timestamp()], |row| maybe_instant(row, "turns"))?;
        Ok(next.flatten())
    }
}
