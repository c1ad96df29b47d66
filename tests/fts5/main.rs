//! The reader of FTS5's index beside FTS5 itself.
//!
//! `src/fts5` is compiled here with nothing else of the crate, which shows that it needs nothing else.

mod compare;
mod damaged;
mod decode;
#[allow(dead_code, reason = "not all of it is used here")]
#[path = "../common/dice.rs"]
mod dice;
mod edit;
mod encode;
mod example;
#[allow(dead_code, unused_imports, reason = "not all of it is asked for here")]
#[path = "../../src/fts5/mod.rs"]
mod fts5;
mod shape;
mod shapes;
mod terms;
