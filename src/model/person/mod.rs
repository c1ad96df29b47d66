//! People and the names they go by.

mod merge;
mod unused;

use rusqlite::Row;
use serde::{Serialize, Serializer};

use crate::error::{Error, Result};
use crate::id::PersonId;
use crate::model::new_article::{Key, SetBy, scheme_form};
use crate::store::{Snapshot, Statement, Transaction, statement};
use crate::text::{clean, composed, fold_name};

/// A person, with every name they go by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Person {
    /// Their id in this archive.
    pub id: PersonId,
    /// The name to show.
    pub name: String,
    /// Every name they go by, that one included, in the order of the alphabet.
    pub names: Vec<String>,
    /// Outside ids: Wikidata, ORCID …
    pub keys: Vec<Key>,
    /// The person that this one was merged into, in a [list](crate::Listing::with_merged) that has such too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<PersonId>,
}

/// A person in an article or a picture: as printed, and who that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Mention {
    /// The name as printed.
    pub name: String,
    /// The person as resolved when it was saved, `None` where several go by the name. Whom that person
    /// was merged into since, [`Snapshot::person`] says.
    pub person: Option<PersonId>,
    /// The kind of source that set it.
    pub set_by: SetBy,
}

impl Snapshot<'_> {
    /// Returns a person by id. The id of one who was merged into another gives the other.
    ///
    /// ```
    /// let archive = dateline::Archive::in_memory()?;
    /// let id = archive.write(|tx| tx.find_or_add_person("Ada Jones"))?;
    /// assert_eq!(archive.read(|s| s.person(id))?.unwrap().name, "Ada Jones");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn person(&self, id: PersonId) -> Result<Option<Person>> {
        match self.kept_person_id(id)? {
            Some(kept) => self.person_as_saved(kept),
            None => Ok(None),
        }
    }

    /// Returns a person by id, be it one who was merged into another.
    pub(crate) fn person_as_saved(&self, id: PersonId) -> Result<Option<Person>> {
        let found = self.row("SELECT name, merged_into FROM person WHERE id = ?1", [id.0], |row| {
            Ok((row.get("name")?, row.get::<_, Option<_>>("merged_into")?.map(PersonId)))
        })?;
        let Some((name, merged_into)) = found else { return Ok(None) };
        let names = self.rows(
            "SELECT DISTINCT n.name FROM person p JOIN person_name n ON n.person = p.id
             WHERE p.id = ?1 OR p.merged_into = ?1 ORDER BY n.name",
            [id.0],
            |row| row.get("name"),
        )?;
        let keys = self.rows(
            "SELECT k.scheme, k.value FROM person p JOIN person_key k ON k.person = p.id
             WHERE p.id = ?1 OR p.merged_into = ?1 ORDER BY k.scheme, k.value",
            [id.0],
            |row| Ok(Key::new(row.get::<_, String>("scheme")?, row.get::<_, String>("value")?)),
        )?;
        Ok(Some(Person { id, name, names, keys, merged_into }))
    }

    /// Returns everybody who goes by a name, whatever its capitals and accents. Several people may.
    ///
    /// ```
    /// let archive = dateline::Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     tx.add_person("John Smith")?;
    ///     tx.add_person("JOHN SMITH")
    /// })?;
    /// assert_eq!(archive.read(|s| s.people_named("john smith"))?.len(), 2);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn people_named(&self, name: &str) -> Result<Vec<Person>> {
        let mut people = Vec::new();
        for id in self.person_ids_named(&fold_name(name))? {
            people.extend(self.person(id)?);
        }
        Ok(people)
    }

    /// Returns the person of an outside id.
    ///
    /// ```
    /// let archive = dateline::Archive::in_memory()?;
    /// let ada = archive.write(|tx| {
    ///     let ada = tx.add_person("Ada Jones")?;
    ///     tx.add_person_key(ada, "wikidata", "Q42")?;
    ///     Ok(ada)
    /// })?;
    /// assert_eq!(archive.read(|s| s.person_by_key("wikidata", "Q42"))?.unwrap().id, ada);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn person_by_key(&self, scheme: &str, value: &str) -> Result<Option<Person>> {
        match self.person_id_by_key(scheme, value)? {
            Some(id) => self.person(id),
            None => Ok(None),
        }
    }

    /// Returns the id of the person of an outside id, the merged ones resolved.
    pub(crate) fn person_id_by_key(&self, scheme: &str, value: &str) -> Result<Option<PersonId>> {
        self.row(
            "SELECT coalesce(p.merged_into, p.id) AS id
             FROM person_key k JOIN person p ON p.id = k.person WHERE k.scheme = ?1 AND k.value = ?2",
            [scheme_form(scheme), value.to_owned()],
            |row| row.get("id").map(PersonId),
        )
    }

    /// Returns the id of whoever a person was merged into, or their own.
    pub(crate) fn kept_person_id(&self, id: PersonId) -> Result<Option<PersonId>> {
        let sql = "SELECT coalesce(merged_into, id) AS id FROM person WHERE id = ?1";
        self.row(sql, [id.0], |row| row.get("id").map(PersonId))
    }

    /// Returns the ids of everybody who goes by a folded name, the merged ones resolved.
    pub(crate) fn person_ids_named(&self, folded: &str) -> Result<Vec<PersonId>> {
        self.rows(
            "SELECT DISTINCT coalesce(p.merged_into, p.id) AS id
             FROM person_name n JOIN person p ON p.id = n.person
             WHERE n.folded = ?1 ORDER BY id",
            [folded],
            |row| row.get("id").map(PersonId),
        )
    }

    /// Returns every id that stands for a person: their own, and those merged into it.
    pub(crate) fn same_person_ids(&self, id: PersonId) -> Result<Vec<i64>> {
        self.rows(
            "SELECT q.id
             FROM (SELECT coalesce(merged_into, id) AS kept FROM person WHERE id = ?1) k
             JOIN person q ON q.id = k.kept OR q.merged_into = k.kept
             ORDER BY q.id",
            [id.0],
            |row| row.get("id"),
        )
    }

    /// Returns the outside ids of a person, those of whoever was merged into them included.
    pub(crate) fn person_keys_of(&self, id: PersonId) -> Result<Vec<Key>> {
        self.rows(
            "SELECT k.scheme, k.value
             FROM (SELECT coalesce(merged_into, id) AS kept FROM person WHERE id = ?1) m
             JOIN person p ON p.id = m.kept OR p.merged_into = m.kept
             JOIN person_key k ON k.person = p.id
             ORDER BY k.scheme, k.value",
            [id.0],
            |row| Ok(Key::new(row.get::<_, String>("scheme")?, row.get::<_, String>("value")?)),
        )
    }

    fn known_person(&self, id: PersonId) -> Result<PersonId> {
        self.person(id)?.map(|person| person.id).ok_or_else(|| Error::not_found("person", id))
    }
}

impl Mention {
    /// Reads the columns `name` and `person`: of a picture, nobody says who set them.
    pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let person = row.get::<_, Option<_>>("person")?.map(PersonId);
        Ok(Self { name: row.get("name")?, person, set_by: SetBy::default() })
    }
}

/// Writes the names of people in JSON as they were printed.
pub(super) fn write_names<S: Serializer>(people: &[Mention], out: S) -> std::result::Result<S::Ok, S::Error> {
    out.collect_seq(people.iter().map(|person| &person.name))
}

impl Transaction<'_> {
    /// Adds a person, a namesake of whoever goes by the name already.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] if the name is blank.
    pub fn add_person(&mut self, name: &str) -> Result<PersonId> {
        let name = named(name)?;
        let id = self.next_id::<PersonId>()?;
        let sql = "INSERT INTO person (id, name) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING";
        self.apply(&[statement!(sql, id.0, name.clone()), person_name(id, name)])?;
        self.note_change_of(id)?;
        Ok(id)
    }

    /// Returns the one person who goes by a name; added if nobody does.
    ///
    /// # Errors
    ///
    /// [`Error::Ambiguous`] if several people do, [`Error::Invalid`] if the name is blank.
    ///
    /// ```
    /// let archive = dateline::Archive::in_memory()?;
    /// let (first, second) = archive.write(|tx| {
    ///     Ok((tx.find_or_add_person("Seán O’Brien")?, tx.find_or_add_person("sean o'brien")?))
    /// })?;
    /// assert_eq!(first, second);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn find_or_add_person(&mut self, name: &str) -> Result<PersonId> {
        let name = named(name)?;
        match self.person_ids_named(&fold_name(&name))?.as_slice() {
            [] => self.add_person(&name),
            [one] => Ok(*one),
            _ => Err(Error::Ambiguous { what: "person", name }),
        }
    }

    /// Gives a person another name to show. The old one stays a name of theirs, and every article
    /// keeps what it printed.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::Invalid`] if the name is blank.
    ///
    /// ```
    /// let archive = dateline::Archive::in_memory()?;
    /// let id = archive.write(|tx| tx.find_or_add_person("Ada Jones"))?;
    /// archive.write(|tx| tx.rename_person(id, "Ada Jones-Smith"))?;
    /// let ada = archive.read(|s| s.person(id))?.unwrap();
    /// assert_eq!((ada.name.as_str(), ada.names.len()), ("Ada Jones-Smith", 2));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn rename_person(&mut self, id: PersonId, name: &str) -> Result<()> {
        let (id, name) = (self.known_person(id)?, named(name)?);
        self.apply(&[
            statement!("UPDATE person SET name = ?2 WHERE id = ?1", id.0, name.clone()),
            person_name(id, name.clone()),
            // Lists find a person by the spelling that is shown.
            statement!(
                "UPDATE person_name SET name = ?3 WHERE person = ?1 AND folded = ?2",
                id.0,
                fold_name(&name),
                name
            ),
        ])?;
        self.note_change_of(id)
    }

    /// Adds a name that a person goes by.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::Invalid`] if the name is blank.
    pub fn add_person_name(&mut self, id: PersonId, name: &str) -> Result<()> {
        let (id, name) = (self.known_person(id)?, named(name)?);
        self.apply(&[person_name(id, name)])?;
        self.note_change_of(id)
    }

    /// Adds an outside id of a person, which settles who is meant wherever it is given.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::Invalid`] if it is another person's.
    pub fn add_person_key(&mut self, id: PersonId, scheme: &str, value: &str) -> Result<()> {
        let id = self.known_person(id)?;
        let scheme = scheme_form(scheme);
        let ((scheme, _), (value, _)) = (clean(&scheme), clean(value.trim()));
        if scheme.is_empty() || value.is_empty() {
            return Err(Error::invalid("value", "it is blank, or its scheme is"));
        }
        match self.person_by_key(&scheme, &value)? {
            Some(other) if other.id != id => {
                Err(Error::invalid("value", format!("it is an id of person {}", other.id)))
            }
            Some(_) => Ok(()),
            None => {
                self.apply(&[statement!(
                    "INSERT INTO person_key (scheme, value, person) VALUES (?1, ?2, ?3)
                     ON CONFLICT (scheme, value) DO NOTHING",
                    scheme.into_owned(),
                    value.into_owned(),
                    id.0,
                )])?;
                self.note_change_of(id)
            }
        }
    }
}

fn person_name(id: PersonId, name: String) -> Statement {
    statement!(
        "INSERT INTO person_name (person, folded, name) VALUES (?1, ?2, ?3)
         ON CONFLICT (person, folded) DO NOTHING",
        id.0,
        fold_name(&name),
        name,
    )
}

/// Returns a name with single blanks; blank ones are refused.
pub(super) fn named(name: &str) -> Result<String> {
    let (cleaned, _) = clean(name);
    let name = composed(&cleaned).split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() { Err(Error::invalid("name", "it is blank")) } else { Ok(name) }
}
