//! Commands about names: lists of them, and what is one and what isn't.

pub mod alike;
pub mod keep_apart;
pub mod list;
pub mod merge;
pub mod sections;
pub mod tags;
mod unused;
mod which;
