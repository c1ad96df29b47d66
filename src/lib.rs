//! An embedded news archive.

mod archive;
mod error;
mod id;
mod model;
mod moment;
mod store;
mod text;

pub use archive::Archive;
pub use error::{Error, Result, StorageError};
pub use id::*;
pub use model::*;
pub use moment::{InvalidMoment, Moment, Precision};
pub use store::{Durability, Fault, FaultKind, Options, SchemaStatus, Snapshot, Transaction};
