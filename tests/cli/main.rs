//! The command line, as a person or a script calls it.
#![cfg(feature = "cli")]

mod bad_input;
mod care;
#[path = "../common/mod.rs"]
mod common;
mod desk;
mod edits;
mod export;
mod folder;
mod follow;
mod history;
mod ingest;
mod marks;
mod mixed;
mod names;
mod one_story;
mod pictures;
mod search;
mod similar;
mod terminal;
mod usage;
