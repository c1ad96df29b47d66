//! Partial results: those of a search whose time is up before its end.

use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::fts5::Interrupt;
use crate::search::index::{Index, Interruptible, Stop};
use crate::search::plan::Plan;
use crate::search::query::Query;
use crate::search::query::cancel::CancelToken;
use crate::search::query::note::{Note, add_note};

/// The notes of a search that may have to end early.
pub(crate) struct Partial<'q> {
    query: &'q Query,
    notes: Vec<Note>,
}

impl<'q> Partial<'q> {
    pub(crate) fn new(query: &'q Query) -> Self {
        Self::go_on(query, query.notes().to_vec())
    }

    /// Goes on with the notes of a search that came to its end.
    pub(crate) fn go_on(query: &'q Query, notes: Vec<Note>) -> Self {
        Self { query, notes }
    }

    /// Makes the plan of the query.
    pub(crate) fn plan(&mut self, index: &Index<'_>) -> Interruptible<Plan> {
        let mut plan = Plan::of(index, self.query)?;
        self.take_notes(&mut plan)?;
        Ok(plan)
    }

    /// Takes the notes of a plan. A strict query that has any ends here, before its search.
    pub(crate) fn take_notes(&mut self, plan: &mut Plan) -> Interruptible<()> {
        plan.notes.drain(..).for_each(|note| self.note(note));
        Ok(self.check()?)
    }

    pub(crate) fn note(&mut self, note: Note) {
        add_note(&mut self.notes, note);
    }

    /// Notes what the answer is worth, however many notes there are.
    pub(crate) fn note_of_answer(&mut self, note: Note) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Returns true if a step came to its end. If the time was up before, notes that.
    pub(crate) fn is_whole(&mut self, outcome: Interruptible<()>) -> Result<bool> {
        let is_whole = is_whole(outcome)?;
        if !is_whole {
            self.note_of_answer(Note::DeadlinePassed);
        }
        Ok(is_whole)
    }

    /// Returns the notes. To a strict query they are an error.
    pub(crate) fn into_notes(self) -> Result<Vec<Note>> {
        self.check()?;
        Ok(self.notes)
    }

    fn check(&self) -> Result<()> {
        if self.query.is_strict() && !self.notes.is_empty() {
            return Err(Error::NotAsAsked { notes: self.notes.clone() });
        }
        Ok(())
    }
}

/// Returns true if a step came to its end, and false if the time was up before.
pub(crate) fn is_whole(outcome: Interruptible<()>) -> Result<bool> {
    match outcome {
        Ok(()) => Ok(true),
        Err(Stop::Deadline) => Ok(false),
        Err(Stop::Failed(error)) => Err(*error),
    }
}

/// Returns what ends a search for a query.
pub(crate) fn interrupt(query: &Query) -> Interrupt {
    interrupt_within(query, query.deadline)
}

pub(crate) fn interrupt_within(query: &Query, time: Duration) -> Interrupt {
    // A deadline too far away to be named is none.
    Interrupt::new(Instant::now().checked_add(time), query.cancel.as_ref().map(CancelToken::flag))
}

/// Returns what ends only a search that was canceled: for what is short and has to be done.
pub(crate) fn interrupt_without_deadline(query: &Query) -> Interrupt {
    Interrupt::new(None, query.cancel.as_ref().map(CancelToken::flag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_that_goes_on_keeps_its_notes_and_a_strict_one_has_none() {
        let query = Query::from("toll");
        let mut partial = Partial::go_on(&query, vec![Note::NoSuch("tag:x".into())]);
        assert!(!partial.is_whole(Err(Stop::Deadline)).unwrap());
        assert!(!partial.is_whole(Err(Stop::Deadline)).unwrap());
        assert_eq!(partial.into_notes().unwrap(), [Note::NoSuch("tag:x".into()), Note::DeadlinePassed]);

        let strict = query.strict();
        let mut partial = Partial::go_on(&strict, Vec::new());
        assert!(!partial.is_whole(Err(Stop::Deadline)).unwrap());
        let Err(Error::NotAsAsked { notes }) = partial.into_notes() else { panic!("it is cut") };
        assert_eq!(notes, [Note::DeadlinePassed]);
    }
}
