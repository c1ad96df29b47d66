//! The commands for single articles.

pub mod allow;
pub mod edit;
pub mod forget;
pub mod history;
pub mod mark;
pub mod remove;
pub mod revert;
pub mod show;
mod wording;
