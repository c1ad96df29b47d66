//! Tables: CSV with a row of names.
//!
//! A row becomes an object of JSON, in which each column has the name of the field that it stands for, and goes the way of a
//! record of JSON from there.

mod columns;
#[cfg(feature = "tables")]
mod dialect;
#[cfg(feature = "tables")]
mod rows;

pub(super) use columns::begins;
#[cfg(feature = "tables")]
pub(super) use rows::read;
