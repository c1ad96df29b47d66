//! The wires of news agencies: ninjs (`ninjs/`), NewsML-G2 (`newsml_g2/`) and NITF (`nitf/`).
//!
//! Each of them says the same in its own words. A reader fills an [`Item`](item::Item) with what its form says, and
//! `article` makes one article of it, whatever the form was: the same story is the same article. `picture` does so for the
//! pictures, `concept` for subjects, people and places, `values` for dates and numbers.

mod article;
mod concept;
mod credits;
mod item;
mod newsml_g2;
mod ninjs;
mod nitf;
mod picture;
mod status;
mod text;
mod values;

pub(super) use newsml_g2::{begins as begins_newsml_g2, read as read_newsml_g2};
pub(super) use ninjs::{begins as begins_ninjs, reading as ninjs_reading};
pub(super) use nitf::{begins as begins_nitf, read as read_nitf};
