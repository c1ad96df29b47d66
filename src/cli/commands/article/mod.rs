//! The commands for single articles.

pub mod edit;
pub mod mark;
pub mod remove;
pub mod revisions;
pub mod show;
