//! Search against an archive, through the public API.

mod archive;
#[path = "../common/mod.rs"]
mod common;
mod corpora;
mod dates;
mod groups;
mod hidden;
mod highlights;
mod hits;
mod kept;
mod names;
mod paging;
mod passages;
mod scripts;
mod types;
mod words;
