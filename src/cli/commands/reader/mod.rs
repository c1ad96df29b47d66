//! The commands for what a reader and those that follow an archive keep.

pub mod changes;
pub mod queries;
