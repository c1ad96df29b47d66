//! Languages: their tags, and the one that a text is in where nobody says.

mod detect;
mod names;
mod tag;

pub(crate) use detect::detect;
pub(crate) use tag::{canonical, primary};
