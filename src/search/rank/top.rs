//! The best documents so far.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::search::query::cursor::{Ranked, Shown};

/// The best rows so far.
pub(crate) struct Best {
    rows: BinaryHeap<Reverse<Ranked>>,
    room: usize,
    /// The articles that the pages before have shown.
    shown: Option<Shown>,
}

impl Best {
    pub(crate) fn new(room: usize, shown: Option<Shown>) -> Self {
        Self { rows: BinaryHeap::with_capacity(room.saturating_add(1)), room, shown }
    }

    fn admits(&self, row: Ranked) -> bool {
        self.worst().is_none_or(|worst| row > worst)
            && self.shown.as_ref().is_none_or(|shown| !shown.has(row))
    }

    /// Returns the row that has to be beaten, once there is no room left.
    pub(crate) fn worst(&self) -> Option<Ranked> {
        if self.rows.len() < self.room { None } else { self.rows.peek().map(|row| row.0) }
    }

    pub(crate) fn add(&mut self, row: Ranked) {
        if self.admits(row) {
            self.rows.push(Reverse(row));
            if self.rows.len() > self.room {
                self.rows.pop();
            }
        }
    }

    /// Returns the best rows, the best of them first.
    pub(crate) fn into_rows(self) -> Vec<Ranked> {
        self.rows.into_sorted_vec().into_iter().map(|row| row.0).collect()
    }
}
