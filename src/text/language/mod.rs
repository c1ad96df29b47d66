//! Languages: their tags, and the one that a text is in where nobody says.

mod detect;
mod han;
mod names;
mod script;
mod tag;
#[cfg(test)]
mod tests;
mod votes;
mod words;

pub(crate) use detect::detect;
pub(crate) use tag::{canonical, primary};
