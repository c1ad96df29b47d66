//! An embedded news archive.

mod archive;
mod clock;
mod consistency;
mod derive;
mod error;
mod forms;
mod id;
pub mod ingest;
mod language;
mod model;
mod moment;
mod save;
mod search;
mod store;
mod text;
mod url_key;

pub use archive::Archive;
pub use error::{Error, Result, StorageError};
pub use id::*;
pub use model::*;
pub use moment::{InvalidMoment, Moment, Precision};
pub use save::{ArticleField, Outcome, Rejection, Saved, Warning};
pub use search::{
    Cursor, DateLimit, Entity, Field, Filter, Highlighted, Hit, InvalidCursor, Marker, Matching, Note, Order,
    Page, Query, Term, TimeRange, Total, safe,
};
pub use store::{Durability, Fault, FaultKind, Options, SchemaStatus, Snapshot, Transaction};
