//! Pages of what is new for a standing query.

use std::collections::HashSet;

use serde::Serialize;

use super::candidates::{Place, Since};
use super::evaluate::{among, asks_for_marks};
use super::stored::StandingQuery;
use crate::error::Result;
use crate::id::ArticleId;
use crate::model::change::Position;
use crate::model::mark::clean_label;
use crate::search::query::note::Note;
use crate::store::Snapshot;

/// A page of what is new for a standing query: what time has shown or hidden first, then what has changed, the earliest
/// first.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct StandingPage {
    /// Articles that answer, and that were added, revised or shown since; marked too, if the query asks for marks.
    pub answering: Vec<ArticleId>,
    /// Articles that don't answer, and that were revised, hidden or removed since. They may never have answered: no earlier
    /// answer is kept. What was added since is not among them.
    pub gone: Vec<ArticleId>,
    /// True if a person, tag, publication, section or organization that the query names was renamed, merged, parted or put
    /// elsewhere since. What it finds for that reason alone is not on the page: ask the query itself.
    pub names_changed: bool,
    /// The position up to which the page tells, to be [confirmed](crate::Transaction::confirm).
    pub position: Position,
    /// True if there are more.
    pub has_more: bool,
    /// Notes on the query: on what isn't known to the archive any more, and so on.
    pub notes: Vec<Note>,
}

/// An article on a page.
struct Item {
    place: Place,
    article: ArticleId,
    answers: bool,
}

impl Snapshot<'_> {
    /// Returns what is new for a standing query since a reader has last [confirmed](crate::Transaction::confirm) a position,
    /// `limit` articles at a time. Until the next confirmation it returns the same again, and what has become new since.
    ///
    /// [What a reader adds](crate::guide::reader#standing-queries) says more, and
    /// [`add_standing_query`](crate::Transaction::add_standing_query) has an example.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`](crate::Error::NotFound) if there is no such query,
    /// [`Error::UnreadableQuery`](crate::Error::UnreadableQuery) if it can't be read, and [`Error::Invalid`](crate::Error::Invalid)
    /// if the reader's name is blank or longer than 256 bytes. As for [`search`](Self::search) if the query is strict.
    pub fn new_for(&self, name: &str, reader: &str, limit: usize) -> Result<StandingPage> {
        let standing = self.stored_query(name)?;
        let since = self.since(&standing, &clean_label("reader", reader)?)?;
        self.standing_page(&standing, since, limit)
    }

    /// Returns what is new for a standing query since a position, as [`new_for`](Self::new_for): for the pages after one that
    /// isn't confirmed yet.
    ///
    /// # Errors
    ///
    /// As for [`new_for`](Self::new_for); [`Error::OtherArchive`](crate::Error::OtherArchive) and
    /// [`Error::PositionAhead`](crate::Error::PositionAhead) if the position is none of this archive.
    pub fn new_since(&self, name: &str, position: &Position, limit: usize) -> Result<StandingPage> {
        let standing = self.stored_query(name)?;
        let change = self.number_of(position)?;
        let at = position.time().unwrap_or(self.now().timestamp());
        self.standing_page(&standing, Since { change, at }, limit)
    }

    fn standing_page(&self, standing: &StandingQuery, since: Since, limit: usize) -> Result<StandingPage> {
        let query = standing.query()?;
        let candidates = self.candidates(since, asks_for_marks(&query))?;
        let answer = among(self, &query, candidates.clocks())?;
        let answering: HashSet<i64> = answer.clocks.iter().copied().collect();
        let mut items: Vec<Item> = Vec::new();
        for candidate in candidates.all() {
            let answers = answering.contains(&candidate.clock);
            if answers || candidate.was_there {
                items.push(Item { place: candidate.place, article: candidate.article, answers });
            }
        }
        let removed = self.removed_since(since.change)?.into_iter();
        items.extend(removed.map(|(place, article)| Item { place, article, answers: false }));
        items.sort_by_key(|item| (item.place, item.article));
        let has_more = cut(&mut items, limit);
        let reached = if has_more { items.last().map(|item| item.place) } else { None };
        let (change, at) = match (has_more, reached) {
            (false, _) => (self.last_change()?, self.now().timestamp().max(since.at)),
            (true, Some(Place::Changed(change))) => (change, self.now().timestamp().max(since.at)),
            (true, Some(Place::Turned(at))) => (since.change, at),
            (true, None) => (since.change, since.at),
        };
        let names_changed = answer.names_changed_since(self, since.change)?;
        let of =
            |answers: bool| items.iter().filter(move |item| item.answers == answers).map(|item| item.article);
        Ok(StandingPage {
            answering: of(true).collect(),
            gone: of(false).collect(),
            names_changed,
            position: self.position_at(change)?.with_time(at),
            has_more,
            notes: answer.notes,
        })
    }
}

/// Cuts a page, behind all that has turned in the same second. Returns true if there are more.
fn cut(items: &mut Vec<Item>, limit: usize) -> bool {
    let mut end = limit.min(items.len());
    while end > 0
        && let (Some(last), Some(next)) = (items.get(end - 1), items.get(end))
        && last.place == next.place
    {
        end += 1;
    }
    let has_more = end < items.len();
    items.truncate(end);
    has_more
}
