//! Names to people.

use super::Names;
use crate::error::Result;
use crate::id::PersonId;
use crate::model::new_article::Key;
use crate::save::report::Warning;
use crate::store::{Snapshot, Statement, statement};
use crate::text::fold_name;

impl Names {
    /// Resolves a name to a person: the person who has one of the ids, or the only one who has the name;
    /// a new one where nobody has; nobody where several have, unless it was settled before. Who was
    /// settled and then merged into that person stays, because that is what the article says.
    pub(in crate::save) fn person(
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
        let namesakes = self.people_named(snapshot, &folded)?.to_vec();
        let id = match namesakes.as_slice() {
            [one] if !self.has_other_key(snapshot, *one, keys)? => *one,
            several if several.len() > 1 && keys.is_empty() => {
                for id in several {
                    if let Some(settled) = settled
                        && (settled == *id || is_merged_into(snapshot, settled, *id)?)
                    {
                        return Ok(Some(*id));
                    }
                }
                warnings.push(Warning::AmbiguousPerson { name: name.to_owned() });
                return Ok(None);
            }
            _ => self.add_person(snapshot, name, out)?,
        };
        self.name_person(snapshot, id, name, &folded, out)?;
        self.key_person(snapshot, id, keys, out)?;
        Ok(Some(id))
    }

    fn people_named(&mut self, snapshot: &Snapshot<'_>, folded: &str) -> Result<&mut Vec<PersonId>> {
        if !self.people.contains_key(folded) {
            self.people.insert(folded.to_owned(), snapshot.person_ids_named(folded)?);
        }
        Ok(self.people.entry(folded.to_owned()).or_default())
    }

    fn by_person_key(&mut self, snapshot: &Snapshot<'_>, key: &Key) -> Result<Option<PersonId>> {
        if let Some(known) = self.person_keys.get(key) {
            return Ok(*known);
        }
        let found = snapshot.person_by_key(&key.scheme, &key.value)?.map(|person| person.id);
        self.person_keys.insert(key.clone(), found);
        Ok(found)
    }

    /// Returns true if a person has another id in a scheme of which one is given: then it is a namesake.
    fn has_other_key(&self, snapshot: &Snapshot<'_>, id: PersonId, keys: &[Key]) -> Result<bool> {
        if keys.is_empty() {
            return Ok(false);
        }
        let stored = snapshot.person(id)?.map(|person| person.keys).unwrap_or_default();
        let added = self.added_keys.get(&id);
        let known: Vec<&Key> = stored.iter().chain(added.into_iter().flatten()).collect();
        Ok(keys.iter().any(|key| known.iter().any(|k| k.scheme == key.scheme && k.value != key.value)))
    }

    fn add_person(
        &mut self,
        snapshot: &Snapshot<'_>,
        name: &str,
        out: &mut Vec<Statement>,
    ) -> Result<PersonId> {
        let id = self.next_id::<PersonId>(snapshot)?;
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
        if !people.contains(&id) {
            people.push(id);
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
                self.added_keys.entry(id).or_default().push(key.clone());
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
    Ok(from != into && snapshot.person(from)?.is_some_and(|person| person.id == into))
}
