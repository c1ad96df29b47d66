//! The union of several document sets.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::search::exec::doc_set::DocSet;
use crate::search::index::Interruptible;

/// The documents that any of its members has.
///
/// Invariant: each member that isn't at its end is either in `here`, and stands at `doc` or may do so, or
/// in `ahead` with the document at which it stands, which is smaller than `doc`; or it follows. Then it is only looked for in documents that
/// another one has, and stands anywhere behind.
pub(crate) struct Union<D> {
    members: Vec<D>,
    /// The members that are ahead, the nearest on top.
    ahead: BinaryHeap<(i64, Reverse<usize>)>,
    here: Vec<usize>,
    /// True for each member that follows.
    follows: Vec<bool>,
    doc: Option<i64>,
}

impl<D: DocSet> Union<D> {
    pub(crate) fn of(members: Vec<D>) -> Self {
        let follows = vec![false; members.len()];
        let mut union = Self { members, ahead: BinaryHeap::new(), here: Vec::new(), follows, doc: None };
        (0..union.members.len()).for_each(|at| union.push(at));
        union.settle();
        union
    }

    /// Returns all members, wherever they are.
    pub(crate) fn members(&self) -> &[D] {
        &self.members
    }

    pub(crate) fn members_mut(&mut self) -> &mut [D] {
        &mut self.members
    }

    /// Returns the members that have the document, once it is known to match.
    pub(crate) fn here(&self) -> impl Iterator<Item = &D> {
        self.here.iter().filter_map(|at| self.members.get(*at))
    }

    /// Lets members follow from the next document on. The others alone say which that is. Returns true if any follows.
    pub(crate) fn follow(&mut self, is_follower: impl Fn(&D) -> bool) -> bool {
        for (follows, member) in self.follows.iter_mut().zip(&self.members) {
            *follows |= is_follower(member);
        }
        let follows = &self.follows;
        self.ahead.retain(|(_, Reverse(at))| !follows.get(*at).copied().unwrap_or(false));
        self.has_followers()
    }

    pub(crate) fn has_followers(&self) -> bool {
        self.follows.contains(&true)
    }

    fn is_follower(&self, at: usize) -> bool {
        self.follows.get(at).copied().unwrap_or(false)
    }

    /// Takes the followers into `here` that have the document, which another member has.
    fn join_followers(&mut self) -> Interruptible<()> {
        let Some(doc) = self.doc.filter(|_| self.has_followers()) else { return Ok(()) };
        for (at, member) in self.members.iter_mut().enumerate() {
            if !self.follows.get(at).copied().unwrap_or(false) || self.here.contains(&at) {
                continue;
            }
            member.seek(doc)?;
            // One that has not the document after all goes on, and is behind it.
            if member.doc() == Some(doc) && member.matches()? {
                self.here.push(at);
            }
        }
        Ok(())
    }

    fn push(&mut self, at: usize) {
        if self.is_follower(at) {
            return;
        }
        if let Some(doc) = self.members.get(at).and_then(D::doc) {
            self.ahead.push((doc, Reverse(at)));
        }
    }

    /// Goes to the nearest document ahead. Each round takes a member out of `ahead`.
    fn settle(&mut self) {
        self.doc = self.ahead.peek().map(|(doc, _)| *doc);
        while let Some(&(next, Reverse(at))) = self.ahead.peek()
            && Some(next) == self.doc
        {
            self.ahead.pop();
            self.here.push(at);
        }
    }

    /// Takes those that have the document a step on.
    fn leave(&mut self, mut step: impl FnMut(&mut D) -> Interruptible<()>) -> Interruptible<()> {
        if let [at] = self.here.as_slice()
            && let Some(only) = self.members.get_mut(*at)
        {
            step(only)?;
            let doc = only.doc();
            // Most often it is still the nearest.
            if !self.follows.get(*at).copied().unwrap_or(false)
                && doc > self.ahead.peek().map(|(doc, _)| *doc)
            {
                self.doc = doc;
                return Ok(());
            }
        } else {
            for at in &self.here {
                self.members.get_mut(*at).map_or(Ok(()), &mut step)?;
            }
        }
        let mut here = std::mem::take(&mut self.here);
        here.drain(..).for_each(|at| self.push(at));
        self.here = here;
        self.doc = None;
        Ok(())
    }
}

impl<D: DocSet> DocSet for Union<D> {
    fn doc(&self) -> Option<i64> {
        self.doc
    }

    /// Each round either confirms a member, or takes it out of `here` and past the document.
    fn matches(&mut self) -> Interruptible<bool> {
        let mut at = 0;
        while let Some(member) = self.here.get(at).copied() {
            if self.members.get_mut(member).map_or(Ok(true), D::matches)? {
                at += 1;
            } else {
                self.here.swap_remove(at);
                self.push(member);
            }
        }
        let matches = !self.here.is_empty() || self.doc.is_none();
        if matches {
            self.join_followers()?;
        } else {
            self.settle();
        }
        Ok(matches)
    }

    fn advance(&mut self) -> Interruptible<()> {
        self.leave(D::advance)?;
        if self.doc.is_none() {
            self.settle();
        }
        Ok(())
    }

    /// Each round of the loop takes a member from before `key` to it or past it.
    fn seek(&mut self, key: i64) -> Interruptible<()> {
        if self.doc.is_none_or(|here| here <= key) {
            return Ok(());
        }
        self.leave(|member| member.seek(key))?;
        if self.doc.is_some_and(|here| here <= key) {
            return Ok(());
        }
        while let Some(&(next, Reverse(at))) = self.ahead.peek()
            && next > key
        {
            self.ahead.pop();
            self.members.get_mut(at).map_or(Ok(()), |member| member.seek(key))?;
            self.push(at);
        }
        self.settle();
        Ok(())
    }

    fn cost(&self) -> u64 {
        self.members.iter().map(D::cost).sum()
    }
}
