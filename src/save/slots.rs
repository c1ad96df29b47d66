//! Free slots of the clock: what the archive has taken, and what a batch has.

use foldhash::HashMap;

use crate::error::Result;
use crate::model::clock::{Place, SLOTS};
use crate::store::Snapshot;

/// Slots that are read together. Most minutes have few articles, and one that has many is read as far as it is full.
const RUN: i64 = 256;
/// Runs of a minute for exact dates, after which come as many for coarse ones.
const RUNS: i64 = SLOTS / RUN;

/// The slots that are taken, as far as was looked; each run of them is read from the archive once.
#[derive(Default)]
pub(crate) struct Slots {
    taken: HashMap<i64, [u64; 4]>,
    after_full: HashMap<i64, i64>,
}

impl Slots {
    /// Takes the first free slot of a place; `None` where it has none left.
    pub(crate) fn take(&mut self, snapshot: &Snapshot<'_>, place: Place) -> Result<Option<i64>> {
        let start = place.clock(place.start, place.slot);
        if let Some(clock) = self.take_between(snapshot, start, place.clock(place.to, 0))? {
            return Ok(Some(clock));
        }
        self.take_between(snapshot, place.clock(place.from, 0), place.clock(place.start, 0))
    }

    /// Returns true if the minute in which a place begins has no slot left.
    pub(crate) fn is_full(&mut self, snapshot: &Snapshot<'_>, place: Place) -> Result<bool> {
        let first = place.clock(place.start, 0) / RUN;
        for run in first..first + RUNS {
            if self.run(snapshot, run)?.iter().any(|bits| *bits != u64::MAX) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn take_between(&mut self, snapshot: &Snapshot<'_>, start: i64, end: i64) -> Result<Option<i64>> {
        let (mut run, mut first) = (start / RUN, (start % RUN) as usize);
        while run < end / RUN {
            let taken = self.run(snapshot, run)?;
            if let Some(free) = first_free(taken, first) {
                taken[free / 64] |= 1 << (free % 64);
                return Ok(Some(run * RUN + free as i64));
            }
            if first == 0 {
                self.after_full.insert(run, run_after(run));
            }
            (run, first) = (self.next_open(run_after(run)), 0);
        }
        Ok(None)
    }

    fn run(&mut self, snapshot: &Snapshot<'_>, run: i64) -> Result<&mut [u64; 4]> {
        use std::collections::hash_map::Entry;
        match self.taken.entry(run) {
            Entry::Occupied(entry) => Ok(entry.into_mut()),
            Entry::Vacant(entry) => Ok(entry.insert(stored(snapshot, run)?)),
        }
    }

    /// Returns the first run from this one on that is not known to be full.
    fn next_open(&mut self, run: i64) -> i64 {
        let mut open = run;
        while let Some(next) = self.after_full.get(&open) {
            open = *next;
        }
        let mut full = run;
        while let Some(next) = self.after_full.get_mut(&full) {
            full = std::mem::replace(next, open);
        }
        open
    }
}

/// Returns the run that follows in the same half, of the same minute or of the next.
fn run_after(run: i64) -> i64 {
    if run % RUNS == RUNS - 1 { run + 1 + RUNS } else { run + 1 }
}

fn stored(snapshot: &Snapshot<'_>, run: i64) -> Result<[u64; 4]> {
    let first = run * RUN;
    let clocks = snapshot.rows(
        "SELECT clock FROM article_text WHERE clock >= ?1 AND clock < ?2",
        [first, first + RUN],
        |row| row.get::<_, i64>("clock"),
    )?;
    let mut taken = [0; 4];
    for slot in clocks.iter().map(|clock| (clock - first) as usize) {
        taken[slot / 64] |= 1 << (slot % 64);
    }
    Ok(taken)
}

fn first_free(taken: &[u64; 4], first: usize) -> Option<usize> {
    (first..RUN as usize).find(|slot| taken[slot / 64] & (1 << (slot % 64)) == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_stay_in_their_half() {
        assert_eq!([0, 6, 7, 8, 14, 15, 23].map(run_after), [1, 7, 16, 9, 15, 24, 32]);
    }
}
