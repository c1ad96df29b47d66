//! What the archive holds, an entity a file: its types, and the SQL that reads and writes it.

mod article;
mod image;
mod image_merge;
mod new_article;
mod person;
mod publication;
mod published;
mod revision;
mod tag;
mod words;

pub use article::*;
pub use image::*;
pub(crate) use image_merge::{canonical_sha256, image_merge, image_row};
pub use new_article::*;
pub use person::*;
pub use publication::*;
pub use published::*;
pub use revision::*;
pub use tag::*;
