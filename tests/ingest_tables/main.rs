//! Tables, and the records of other people.
#![cfg(all(feature = "tables", feature = "cli"))]

mod csv;
mod exports;
mod mapping;
