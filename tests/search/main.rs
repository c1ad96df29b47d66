//! Search against an archive, through the public API.

mod archive;
mod corpora;
mod dates;
mod groups;
mod hidden;
mod highlights;
mod hits;
mod names;
mod paging;
mod passages;
mod scripts;
mod types;
mod words;
