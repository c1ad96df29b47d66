//! What the archive holds, an entity a file: its types, and the SQL that reads and writes it.

mod article;
pub(crate) mod clock;
mod image;
mod image_merge;
pub(crate) mod index_row;
pub(crate) mod moment;
mod new_article;
mod person;
mod publication;
mod published;
mod revision;
pub(crate) mod scope;
mod stats;
mod tag;
mod words;

pub use article::*;
pub use image::*;
pub(crate) use image_merge::{canonical_sha256, image_merge, image_row};
pub use moment::{InvalidMoment, Moment, Precision};
pub use new_article::*;
pub use person::*;
pub use publication::*;
pub use published::*;
pub use revision::*;
pub use stats::*;
pub use tag::*;
