//! The commands for single articles.

pub mod edit;
pub mod remove;
pub mod revisions;
pub mod show;
