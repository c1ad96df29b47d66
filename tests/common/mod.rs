//! What several tests need.
#![allow(dead_code)]

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use sha2::{Digest, Sha256};

pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// A connection as any other program would open it.
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
