//! Chunks on their way through several threads.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use parking_lot::Mutex;

use super::chunk::{Chunk, Outcomes, Write};
use super::chunks::Chunks;
use super::item::IngestItem;
use super::panics;
use crate::error::{Error, Result};
use crate::save::{Outcome, Saved};
use crate::search::CancelToken;
use crate::text::url::Tracking;

/// Bytes of articles that may be read and not written yet. With all that is found out about it, an article takes six times its bytes.
const MOST_AHEAD: usize = 16 << 20;

/// A chunk that is to be analyzed, and the place for it when it is.
type Unanalyzed = (Vec<IngestItem>, SyncSender<Result<Chunk>>);

/// Takes every chunk through so many threads that analyze, and one that writes. Tells the thread that calls what became of
/// each, in their order.
pub(super) fn run<I: Iterator<Item: Into<IngestItem>>>(
    chunks: &mut Chunks<'_, I>,
    analyzers: usize,
    (tracking, cancel): (&Tracking, &CancelToken),
    write: &Write<'_>,
    mut tell: impl FnMut(&Outcomes),
) -> Result<()> {
    let (to_analyze, unanalyzed) = sync_channel::<Unanalyzed>(analyzers);
    let (to_write, ordered) = sync_channel(analyzers + 1);
    let (to_tell, written) = channel();
    let unanalyzed = &Mutex::new(unanalyzed);
    let is_known = &AtomicBool::new(false);
    // The closure owns the ends into which it sends: the threads end with it, however it ends.
    thread::scope(move |scope| {
        for _ in 0..analyzers {
            scope.spawn(move || analyze_all(unanalyzed, tracking, is_known));
        }
        scope.spawn(move || write_all(&ordered, cancel, write, (&to_tell, is_known)));
        let mut ahead = VecDeque::new();
        for items in chunks {
            ahead.push_back(items.iter().map(IngestItem::bytes).sum::<usize>());
            let (to_chunk, chunk) = sync_channel(1);
            if to_write.send(chunk).is_err() || to_analyze.send((items, to_chunk)).is_err() {
                // The writer has ended, and says why.
                break;
            }
            for outcomes in written.try_iter() {
                tell(&outcomes?);
                ahead.pop_front();
            }
            // Each round waits for the first chunk that is not written, of those that were sent.
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

/// Analyzes chunks as long as there are any. Where the archive knows what is read, nothing of it is needed.
fn analyze_all(unanalyzed: &Mutex<Receiver<Unanalyzed>>, tracking: &Tracking, is_known: &AtomicBool) {
    // Whoever waits holds the lock; the others have work in hand, or wait for the lock.
    let next = || unanalyzed.lock().recv();
    while let Ok((items, to_chunk)) = next() {
        let chunk = panics::catch("the analysis", || {
            let chunk = Chunk::of(items);
            if is_known.load(Ordering::Relaxed) { chunk } else { chunk.analyze(tracking) }
        });
        // Nobody waits for it any more where the writer has ended.
        let _ = to_chunk.send(chunk);
    }
}

/// Writes chunks in their order, until one can't be written.
fn write_all(
    ordered: &Receiver<Receiver<Result<Chunk>>>,
    cancel: &CancelToken,
    write: &Write<'_>,
    (to_tell, is_known): (&Sender<Result<Outcomes>>, &AtomicBool),
) {
    for chunk in ordered {
        let outcomes = if cancel.is_canceled() { Err(Error::Canceled) } else { written(&chunk, write) };
        let is_last = outcomes.is_err();
        is_known.store(outcomes.as_ref().is_ok_and(are_mostly_known), Ordering::Relaxed);
        if to_tell.send(outcomes).is_err() || is_last {
            return;
        }
    }
}

/// Waits for a chunk, and writes it.
fn written(chunk: &Receiver<Result<Chunk>>, write: &Write<'_>) -> Result<Outcomes> {
    let lost = |_| Error::Panicked { what: "the analysis", message: "its thread has ended".into() };
    let chunk = chunk.recv().map_err(lost)??;
    panics::catch("saving", || write(chunk))?
}

/// Returns true if nearly all of what was written last had been said before. The next chunks then are like it, as a rule.
fn are_mostly_known(outcomes: &Outcomes) -> bool {
    let is_unchanged = |saved: &&Saved| saved.outcome == Outcome::Unchanged;
    outcomes.iter().flatten().filter(is_unchanged).count() * 10 >= outcomes.len() * 9
}
