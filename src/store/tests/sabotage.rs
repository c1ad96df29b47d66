//! Stops the work of this thread's connections at a chosen point, for tests.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::Connection;

/// The point at which to stop, counted over all connections that the thread opens.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stop {
    /// The n-th step of SQLite's machine fails (from 1).
    Step(u64),
    /// The n-th commit is refused.
    Commit(u64),
    /// The process dies at the n-th step.
    DieAtStep(u64),
    /// The process dies at the n-th commit.
    DieAtCommit(u64),
}

#[derive(Clone, Default)]
struct Trap {
    stop: Option<Stop>,
    steps: Arc<AtomicU64>,
    commits: Arc<AtomicU64>,
}

thread_local! {
    static TRAP: RefCell<Option<Trap>> = const { RefCell::new(None) };
}

/// Runs `f`, and tells how many steps and commits it took.
pub(crate) fn with<T>(stop: Option<Stop>, f: impl FnOnce() -> T) -> (T, u64, u64) {
    let trap = Trap { stop, ..Trap::default() };
    TRAP.with_borrow_mut(|current| *current = Some(trap.clone()));
    let outcome = f();
    TRAP.with_borrow_mut(|current| *current = None);
    (outcome, trap.steps.load(Ordering::SeqCst), trap.commits.load(Ordering::SeqCst))
}

pub(crate) fn arm(conn: &mut Connection) {
    let Some(trap) = TRAP.with_borrow(Clone::clone) else { return };
    let other = trap.clone();
    let _ = conn.progress_handler(1, Some(move || trap.step()));
    let _ = conn.commit_hook(Some(move || other.commit()));
}

impl Trap {
    fn step(&self) -> bool {
        let now = self.steps.fetch_add(1, Ordering::SeqCst) + 1;
        match self.stop {
            Some(Stop::DieAtStep(at)) if now == at => std::process::abort(),
            Some(Stop::Step(at)) => now == at,
            _ => false,
        }
    }

    fn commit(&self) -> bool {
        let now = self.commits.fetch_add(1, Ordering::SeqCst) + 1;
        match self.stop {
            Some(Stop::DieAtCommit(at)) if now == at => std::process::abort(),
            Some(Stop::Commit(at)) => now == at,
            _ => false,
        }
    }
}
