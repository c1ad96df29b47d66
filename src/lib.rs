//! An embedded news archive.

mod error;
mod id;
pub mod ingest;
mod model;
mod moment;
mod store;
mod text;

pub use error::{Error, Result, StorageError};
pub use id::*;
pub use model::*;
pub use moment::{InvalidMoment, Moment, Precision};
pub use store::{Snapshot, Transaction};
