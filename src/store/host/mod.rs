//! A host's own tables in the file: references that forbid a change, and the connection that a closure of it is handed.

#[cfg(feature = "rusqlite")]
pub(super) mod guard;
#[cfg(feature = "rusqlite")]
mod lend;
pub(super) mod references;
#[cfg(feature = "rusqlite")]
mod rules;
mod whole;
