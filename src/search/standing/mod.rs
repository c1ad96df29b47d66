//! Queries that stand in the archive, and are asked again for what is new.
//!
//! No result is kept. What may have become new since a position are the articles that have changed since, or that time has
//! shown or hidden: `candidates` lists them, and each query is asked among them alone.

mod candidates;
mod confirm;
pub(crate) mod counts;
mod evaluate;
pub(crate) mod mark_saved;
pub(crate) mod page;
pub(crate) mod stored;
