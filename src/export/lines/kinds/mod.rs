//! All kinds of lines, in their order: what a line refers to stands before it.
//!
//! A field has the name of its column, and `docs/schema.md` says what it means. What follows from other columns is
//! left out, and computed again.

mod articles;
mod images;
mod names;
mod readers;
mod settings;
#[cfg(test)]
mod tests;

use super::kind::{Kind, Of};

/// Every kind, in the order of the lines.
pub(crate) static KINDS: &[&Kind] = &[
    &settings::SETTING,
    &names::PUBLICATION,
    &names::PUBLICATION_MERGE,
    &names::SECTION,
    &names::SECTION_PARENT,
    &names::SECTION_MERGE,
    &names::ORGANIZATION,
    &names::ORGANIZATION_MERGE,
    &names::PERSON,
    &names::PERSON_MERGE,
    &names::DISTINCT_PERSON,
    &names::TAG,
    &names::TAG_PARENT,
    &names::TAG_MERGE,
    &images::IMAGE,
    &images::IMAGE_MERGE,
    &readers::MARK,
    &articles::SAID_SOURCE,
    &articles::ARTICLE,
    &articles::REVISION,
    &articles::ARTICLE_SOURCE,
    &readers::STANDING_QUERY,
    &readers::REMOVED,
    &readers::ENTITY_CHANGE,
    &settings::COUNTER,
];

/// Returns the place of a kind in the order.
pub(crate) fn place_of(name: &str) -> Option<usize> {
    KINDS.iter().position(|kind| kind.name == name)
}

/// Returns the kinds whose lines are chosen by the id of a thing.
pub(crate) fn of_thing(thing: &str) -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().copied().filter(move |kind| matches!(kind.of, Of::Thing(of) if of == thing))
}
