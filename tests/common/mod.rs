//! Helpers of several tests.
#![allow(dead_code)]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use sha2::{Digest, Sha256};

pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// Opens a connection as any other program would.
pub fn connect(path: &Path) -> Connection {
    Connection::open(path).unwrap()
}

/// Lets another program do something to the file, and leaves no log behind.
pub fn rewrite<T>(path: &Path, f: impl FnOnce(&Connection) -> T) -> T {
    f(&connect(path))
}

pub fn digest(path: &Path) -> Vec<u8> {
    Sha256::digest(fs::read(path).unwrap()).to_vec()
}

/// Runs `f`, and returns the time that this thread had a processor for it. Other load on the machine hardly
/// changes that, so a test may hold it to a bound.
pub fn timed<T>(f: impl FnOnce() -> T) -> (T, Duration) {
    let begun = processor_time();
    let value = f();
    (value, processor_time() - begun)
}

/// Returns the time that this thread has had a processor; where the system doesn't say, the time that has passed.
fn processor_time() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    // Nanoseconds on a processor, nanoseconds waited for one, turns.
    let counted = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = counted.as_deref().and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
}
