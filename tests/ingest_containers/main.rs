//! Files in containers: packed ones, zips, crawls, and what is wrong with them.
#![cfg(feature = "archives")]

#[path = "../common/mod.rs"]
mod common;
mod corpus;
mod hostile;
mod make;
mod mhtml;
mod packed;
mod warc;
mod zip;
