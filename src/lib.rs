//! An embedded news archive.

mod clock;
mod derive;
mod error;
mod forms;
mod id;
mod language;
mod model;
mod moment;
mod save;
mod store;
mod text;

pub use error::{Error, Result, StorageError};
pub use id::*;
pub use model::*;
pub use moment::{InvalidMoment, Moment, Precision};
pub use save::{Field, Outcome, Rejection, Saved, Warning};
pub use store::{Snapshot, Transaction};
