//! An embedded news archive.

mod error;
mod id;
mod model;
mod moment;
mod search;
mod store;
mod text;

pub use error::{Error, Result, StorageError};
pub use id::*;
pub use model::*;
pub use moment::{InvalidMoment, Moment, Precision};
pub use search::{
    Cursor, DateLimit, Field, Filter, Highlighted, InvalidCursor, Marker, Matching, Note, Order, Query, Term,
    TimeRange, safe,
};
pub use store::{Snapshot, Transaction};
