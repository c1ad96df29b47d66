//! Free slots of the clock: what the archive has taken, and what a batch has.

use std::collections::HashMap;

use crate::error::Result;
use crate::model::clock::{Place, SLOT_BITS, SLOTS};
use crate::store::Snapshot;

/// The slots that are taken, as far as was looked; each minute is read from the archive once.
#[derive(Default)]
pub(crate) struct Slots {
    taken: HashMap<i64, [u64; 4]>,
    after_full: HashMap<i64, i64>,
}

impl Slots {
    /// Takes the first free slot of a place; `None` where it has none left.
    pub(crate) fn take(&mut self, snapshot: &Snapshot<'_>, place: Place) -> Result<Option<i64>> {
        if let Some(clock) = self.take_between(snapshot, place.start, place.slot, place.to)? {
            return Ok(Some(clock));
        }
        self.take_between(snapshot, place.from, 0, place.start)
    }

    /// Returns true if the minute in which a place begins has no slot left.
    pub(crate) fn is_full(&mut self, snapshot: &Snapshot<'_>, place: Place) -> Result<bool> {
        Ok(self.minute(snapshot, place.start)?.iter().all(|bits| *bits == u64::MAX))
    }

    fn take_between(
        &mut self,
        snapshot: &Snapshot<'_>,
        start: i64,
        slot: usize,
        to: i64,
    ) -> Result<Option<i64>> {
        let mut minute = start;
        while minute < to {
            let first = if minute == start { slot } else { 0 };
            let taken = self.minute(snapshot, minute)?;
            if let Some(free) = first_free(taken, first) {
                taken[free / 64] |= 1 << (free % 64);
                return Ok(Some((minute << SLOT_BITS) + free as i64));
            }
            if first == 0 {
                self.after_full.insert(minute, minute + 1);
            }
            minute = self.next_open(minute + 1);
        }
        Ok(None)
    }

    fn minute(&mut self, snapshot: &Snapshot<'_>, minute: i64) -> Result<&mut [u64; 4]> {
        use std::collections::hash_map::Entry;
        match self.taken.entry(minute) {
            Entry::Occupied(entry) => Ok(entry.into_mut()),
            Entry::Vacant(entry) => Ok(entry.insert(stored(snapshot, minute)?)),
        }
    }

    /// Returns the first minute from this one on that is not known to be full.
    fn next_open(&mut self, minute: i64) -> i64 {
        let mut open = minute;
        while let Some(next) = self.after_full.get(&open) {
            open = *next;
        }
        let mut full = minute;
        while let Some(next) = self.after_full.get_mut(&full) {
            full = std::mem::replace(next, open);
        }
        open
    }
}

fn stored(snapshot: &Snapshot<'_>, minute: i64) -> Result<[u64; 4]> {
    let first = minute << SLOT_BITS;
    let clocks = snapshot.rows(
        "SELECT clock FROM article_text WHERE clock >= ?1 AND clock < ?2",
        [first, first + SLOTS],
        |row| row.get::<_, i64>("clock"),
    )?;
    let mut taken = [0; 4];
    for slot in clocks.iter().map(|clock| (clock - first) as usize) {
        taken[slot / 64] |= 1 << (slot % 64);
    }
    Ok(taken)
}

fn first_free(taken: &[u64; 4], first: usize) -> Option<usize> {
    (first..SLOTS as usize).find(|slot| taken[slot / 64] & (1 << (slot % 64)) == 0)
}
