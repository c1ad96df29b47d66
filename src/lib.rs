//! An embedded news archive.

mod id;
mod model;
mod moment;
mod text;

pub use id::*;
pub use model::*;
pub use moment::{InvalidMoment, Moment, Precision};
