//! Names to people.

use std::collections::{BTreeSet, HashMap};

use super::Names;
use crate::error::Result;
use crate::id::{Id, PersonId};
use crate::model::new_article::Key;
use crate::save::report::Warning;
use crate::store::{Snapshot, Statement, statement};
use crate::text::fold_name;

impl Names {
    /// Resolves a name to a person: the person who has one of the ids, or the only one who has the name;
    /// a new one where nobody has; nobody where several have, unless it was settled before. Who was
    /// settled and then merged into that person stays, because that is what the article says.
    pub(crate) fn person(
        &mut self,
        snapshot: &Snapshot<'_>,
        name: &str,
        keys: &[Key],
        settled: Option<PersonId>,
        out: &mut Vec<Statement>,
        warnings: &mut Vec<Warning>,
    ) -> Result<Option<PersonId>> {
        let found = self.find_person(snapshot, name, keys, settled, out, warnings)?;
        Ok(match (settled, found) {
            (Some(settled), Some(found)) if is_merged_into(snapshot, settled, found)? => Some(settled),
            _ => found,
        })
    }

    fn find_person(
        &mut self,
        snapshot: &Snapshot<'_>,
        name: &str,
        keys: &[Key],
        settled: Option<PersonId>,
        out: &mut Vec<Statement>,
        warnings: &mut Vec<Warning>,
    ) -> Result<Option<PersonId>> {
        let folded = fold_name(name);
        for key in keys {
            if let Some(id) = self.by_person_key(snapshot, key)? {
                self.name_person(snapshot, id, name, &folded, out)?;
                self.key_person(snapshot, id, keys, out)?;
                return Ok(Some(id));
            }
        }
        let namesakes = self.people_named(snapshot, &folded)?;
        let (first, several) = (namesakes.first().copied(), namesakes.len() > 1);
        let id = match first {
            Some(one) if !several && !self.has_other_key(snapshot, one, keys)? => one,
            Some(_) if several && keys.is_empty() => {
                let settled = self.settled_among(snapshot, &folded, settled)?;
                if settled.is_none() {
                    warnings.push(Warning::AmbiguousPerson { name: name.to_owned() });
                }
                return Ok(settled);
            }
            _ => self.add_person(snapshot, name, out)?,
        };
        self.name_person(snapshot, id, name, &folded, out)?;
        self.key_person(snapshot, id, keys, out)?;
        Ok(Some(id))
    }

    /// Returns whoever was settled before, if they, or whoever they were merged into, are among those of the name.
    fn settled_among(
        &mut self,
        snapshot: &Snapshot<'_>,
        folded: &str,
        settled: Option<PersonId>,
    ) -> Result<Option<PersonId>> {
        let Some(settled) = settled else { return Ok(None) };
        let kept = snapshot.kept_person_id(settled)?.unwrap_or(settled);
        let namesakes = self.people_named(snapshot, folded)?;
        Ok([settled, kept].into_iter().find(|id| namesakes.contains(id)))
    }

    fn people_named(&mut self, snapshot: &Snapshot<'_>, folded: &str) -> Result<&mut BTreeSet<PersonId>> {
        if !self.people.contains_key(folded) {
            let named = snapshot.person_ids_named(folded)?;
            self.people.insert(folded.to_owned(), named.into_iter().collect());
        }
        Ok(self.people.entry(folded.to_owned()).or_default())
    }

    fn by_person_key(&mut self, snapshot: &Snapshot<'_>, key: &Key) -> Result<Option<PersonId>> {
        if let Some(known) = self.person_keys.get(key) {
            return Ok(*known);
        }
        let found = snapshot.person_id_by_key(&key.scheme, &key.value)?;
        self.person_keys.insert(key.clone(), found);
        Ok(found)
    }

    /// Returns true if a person has another id in a scheme of which one is given: then it is a namesake.
    fn has_other_key(&mut self, snapshot: &Snapshot<'_>, id: PersonId, keys: &[Key]) -> Result<bool> {
        if keys.is_empty() {
            return Ok(false);
        }
        let known = self.keys_of(snapshot, id)?;
        let differs = |key: &Key| {
            known.get(&key.scheme).is_some_and(|values| values.len() > 1 || !values.contains(&key.value))
        };
        Ok(keys.iter().any(differs))
    }

    /// Returns the outside ids of a person, those that the batch has added included.
    fn keys_of(
        &mut self,
        snapshot: &Snapshot<'_>,
        id: PersonId,
    ) -> Result<&mut HashMap<String, BTreeSet<String>>> {
        if !self.keys_of.contains_key(&id) {
            let mut known: HashMap<_, BTreeSet<_>> = HashMap::new();
            let added = self.added_keys.get(&id).cloned().unwrap_or_default();
            for key in snapshot.person_keys_of(id)?.into_iter().chain(added) {
                known.entry(key.scheme).or_default().insert(key.value);
            }
            self.keys_of.insert(id, known);
        }
        Ok(self.keys_of.entry(id).or_default())
    }

    fn add_person(
        &mut self,
        snapshot: &Snapshot<'_>,
        name: &str,
        out: &mut Vec<Statement>,
    ) -> Result<PersonId> {
        let id = self.next_id::<PersonId>(snapshot)?;
        self.added_people.insert(id);
        let sql = "INSERT INTO person (id, name) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING";
        out.push(statement!(sql, id.0, name.to_owned()));
        Ok(id)
    }

    fn name_person(
        &mut self,
        snapshot: &Snapshot<'_>,
        id: PersonId,
        name: &str,
        folded: &str,
        out: &mut Vec<Statement>,
    ) -> Result<()> {
        let people = self.people_named(snapshot, folded)?;
        if people.insert(id) {
            self.note_person(id);
            out.push(statement!(
                "INSERT INTO person_name (person, folded, name) VALUES (?1, ?2, ?3)
                 ON CONFLICT (person, folded) DO NOTHING",
                id.0,
                folded.to_owned(),
                name.to_owned(),
            ));
        }
        Ok(())
    }

    /// Notes that a stored person is known otherwise than before.
    fn note_person(&mut self, id: PersonId) {
        if !self.added_people.contains(&id) {
            self.changed.insert((PersonId::TABLE, id.0));
        }
    }

    fn key_person(
        &mut self,
        snapshot: &Snapshot<'_>,
        id: PersonId,
        keys: &[Key],
        out: &mut Vec<Statement>,
    ) -> Result<()> {
        for key in keys {
            if self.by_person_key(snapshot, key)?.is_none() {
                self.person_keys.insert(key.clone(), Some(id));
                self.note_person(id);
                self.added_keys.entry(id).or_default().push(key.clone());
                if let Some(known) = self.keys_of.get_mut(&id) {
                    known.entry(key.scheme.clone()).or_default().insert(key.value.clone());
                }
                out.push(statement!(
                    "INSERT INTO person_key (scheme, value, person) VALUES (?1, ?2, ?3)
                     ON CONFLICT (scheme, value) DO NOTHING",
                    key.scheme.clone(),
                    key.value.clone(),
                    id.0,
                ));
            }
        }
        Ok(())
    }
}

fn is_merged_into(snapshot: &Snapshot<'_>, from: PersonId, into: PersonId) -> Result<bool> {
    Ok(from != into && snapshot.kept_person_id(from)? == Some(into))
}

/// Returns who it was settled that each name is: of names given twice, the first.
pub(crate) fn settled<'a>(
    named: impl Iterator<Item = (&'a String, Option<PersonId>)>,
) -> HashMap<&'a String, Option<PersonId>> {
    let mut settled = HashMap::new();
    for (name, person) in named {
        settled.entry(name).or_insert(person);
    }
    settled
}
