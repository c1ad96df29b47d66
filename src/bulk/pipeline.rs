//! Batches on their way through several threads.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{Builder, scope};

use parking_lot::Mutex;

use super::batch::{IngestBatch, Outcomes, Write};
use super::batches::IngestBatches;
use super::in_turn;
use super::item::IngestItem;
use super::panics;
use crate::error::{Error, Result};
use crate::save::{Outcome, Saved};
use crate::text::url::Tracking;

/// Bytes of articles that may be read and not written yet. An analyzed article takes about six times its bytes.
const MOST_AHEAD: usize = 16 << 20;

/// A batch that is to be analyzed, and the place for it when it is.
type Unanalyzed = (Vec<IngestItem>, SyncSender<Result<IngestBatch>>);

/// Takes every batch through so many threads that analyze, and one that writes. Tells the thread that calls what became of
/// each, in their order.
pub(super) fn run<I: Iterator<Item: Into<IngestItem>>>(
    batches: &mut IngestBatches<'_, I>,
    analyzers: usize,
    tracking: &Tracking,
    write: &Write<'_>,
    mut tell: impl FnMut(&Outcomes),
) -> Result<()> {
    let (to_analyze, unanalyzed) = sync_channel::<Unanalyzed>(analyzers);
    let (to_write, ordered) = sync_channel(analyzers + 1);
    let (to_tell, written) = channel();
    let unanalyzed = &Mutex::new(unanalyzed);
    let is_known = &AtomicBool::new(false);
    // The closure owns the ends into which it sends: the threads end with it, however it ends.
    scope(move |scope| {
        let analyze = || analyze_all(unanalyzed, tracking, is_known);
        let analyzers =
            (0..analyzers).map_while(|_| Builder::new().spawn_scoped(scope, analyze).ok()).count();
        let write_all = move || write_all(&ordered, write, (&to_tell, is_known));
        if analyzers == 0 || Builder::new().spawn_scoped(scope, write_all).is_err() {
            // The system gives no more threads.
            return in_turn::run(batches, write, tell);
        }
        let mut ahead = VecDeque::new();
        for batch in batches {
            ahead.push_back(batch.bytes);
            let (to_batch, analyzed) = sync_channel(1);
            if to_write.send(analyzed).is_err() || to_analyze.send((batch.items, to_batch)).is_err() {
                // The writer has ended, and says why.
                break;
            }
            for outcomes in written.try_iter() {
                tell(&outcomes?);
                ahead.pop_front();
            }
            // Each round waits for the first batch that is not written, of those that were sent.
            while ahead.iter().sum::<usize>() > MOST_AHEAD
                && let Ok(outcomes) = written.recv()
            {
                tell(&outcomes?);
                ahead.pop_front();
            }
        }
        drop((to_analyze, to_write));
        for outcomes in written {
            tell(&outcomes?);
        }
        Ok(())
    })
}

/// Analyzes batches as long as there are any. Where the archive knows what is read, nothing of it is needed.
fn analyze_all(unanalyzed: &Mutex<Receiver<Unanalyzed>>, tracking: &Tracking, is_known: &AtomicBool) {
    // One waits for the next batch with the lock, the others for the lock.
    let next = || unanalyzed.lock().recv();
    while let Ok((items, to_batch)) = next() {
        let batch = panics::catch("the analysis", || {
            let batch = IngestBatch::of(items);
            if is_known.load(Ordering::Relaxed) { batch } else { batch.analyze(tracking) }
        });
        // Nobody waits for it any more where the writer has ended.
        let _ = to_batch.send(batch);
    }
}

/// Writes batches in their order, until one can't be written.
fn write_all(
    ordered: &Receiver<Receiver<Result<IngestBatch>>>,
    write: &Write<'_>,
    (to_tell, is_known): (&Sender<Result<Outcomes>>, &AtomicBool),
) {
    for batch in ordered {
        let outcomes = written(&batch, write);
        let is_last = outcomes.is_err();
        is_known.store(outcomes.as_ref().is_ok_and(are_mostly_known), Ordering::Relaxed);
        if to_tell.send(outcomes).is_err() || is_last {
            return;
        }
    }
}

/// Waits for a batch, and writes it.
fn written(batch: &Receiver<Result<IngestBatch>>, write: &Write<'_>) -> Result<Outcomes> {
    let lost = |_| Error::Panicked { what: "the analysis", message: "its thread has ended".into() };
    let batch = batch.recv().map_err(lost)??;
    panics::catch("saving", || write(batch))?
}

/// Returns true if nearly all of what was written last had been said before. The next batches then are like it, as a rule.
fn are_mostly_known(outcomes: &Outcomes) -> bool {
    let is_unchanged = |saved: &&Saved| saved.outcome == Outcome::Unchanged;
    outcomes.iter().flatten().filter(is_unchanged).count() * 10 >= outcomes.len() * 9
}
