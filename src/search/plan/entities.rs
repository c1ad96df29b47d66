//! The articles of a person, tag, organization, publication or section.

use crate::error::Result;
use crate::model::scope::Scope;
use crate::search::plan::phrase::Phrase;
use crate::search::query::term::Entity;
use crate::store::Snapshot;

/// Returns the phrases by which the articles of an entity are found; none if the archive doesn't know it.
pub(crate) fn phrases(snapshot: &Snapshot<'_>, entity: Entity) -> Result<Vec<Phrase>> {
    let scopes: &[Scope] = match entity {
        Entity::Person(_) => &[Scope::Person, Scope::Byliner],
        Entity::Author(_) => &[Scope::Byliner],
        Entity::Mentioned(_) => &[Scope::Person],
        Entity::Tag(_) => &[Scope::Tag],
        Entity::Organization(_) => &[Scope::Organization],
        Entity::Publication(_) => &[Scope::Publication],
        Entity::Section(_) => &[Scope::Section],
        // What is marked is in no scope.
        Entity::Mark(_) => &[],
    };
    let ids = ids(snapshot, entity)?;
    Ok(ids.iter().flat_map(|id| scopes.iter().map(|scope| of_id(*scope, *id))).collect())
}

/// Returns the tokens of the articles that belong to an entity in this way.
pub(crate) fn tokens(snapshot: &Snapshot<'_>, scope: Scope, entity: Entity) -> Result<Vec<String>> {
    Ok(ids(snapshot, entity)?.into_iter().map(|id| scope.token_of_id(id)).collect())
}

/// Returns the phrase of the articles that have an id in their scope.
pub(crate) fn of_id(scope: Scope, id: i64) -> Phrase {
    Phrase::scope(scope.token_of_id(id))
}

/// Returns all ids that stand for an entity: its own, those merged into it, and those below it.
fn ids(snapshot: &Snapshot<'_>, entity: Entity) -> Result<Vec<i64>> {
    Ok(match entity {
        Entity::Person(person) | Entity::Author(person) | Entity::Mentioned(person) => {
            snapshot.same_person_ids(person)?
        }
        Entity::Tag(tag) => snapshot.same_tag_ids(tag)?,
        Entity::Organization(id) => snapshot.organization(id)?.map(|known| known.id.0).into_iter().collect(),
        Entity::Publication(id) => {
            let same = snapshot.publications_merged_with(id)?;
            same.into_iter().map(|publication| publication.id.0).collect()
        }
        Entity::Section(id) => snapshot.same_section_ids(id)?,
        Entity::Mark(id) => snapshot.name_of_mark(id)?.map(|_| id.0).into_iter().collect(),
    })
}
