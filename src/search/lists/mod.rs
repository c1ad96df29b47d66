//! Lists of names with counts: people, organizations, tags, publications, sections, marks.
//!
//! A list is ordered by the shown name, folded, and read from the index of names that begins there; or by the number of
//! articles, for which all of its kind are counted.

mod counts;
mod kind;
pub(crate) mod listing;
mod marks;
mod organizations;
mod people;
pub(crate) mod place;
mod publications;
mod sections;
mod tags;
