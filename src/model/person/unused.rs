//! People of whom nothing speaks.

use super::Person;
use crate::error::{Error, Result};
use crate::id::PersonId;
use crate::store::{Snapshot, Transaction, statement};

impl Snapshot<'_> {
    /// Returns the people whom no article is about or by, and no picture shows, the one first known first. An edit that
    /// takes a name out leaves one.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     let id = tx.save(&NewArticle::new("Harbour reopens", "").person("Ada Jones"))?.id.unwrap();
    ///     assert!(tx.unused_people()?.is_empty());
    ///     tx.remove_article(id)?;
    ///     let ada = &tx.unused_people()?[0];
    ///     assert_eq!(ada.name, "Ada Jones");
    ///     tx.remove_person(ada.id)
    /// })?;
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn unused_people(&self) -> Result<Vec<Person>> {
        let ids = self.unused_person_ids()?;
        ids.into_iter().filter_map(|id| self.person_as_saved(id).transpose()).collect()
    }

    fn unused_person_ids(&self) -> Result<Vec<PersonId>> {
        self.rows(
            "SELECT p.id FROM person p
             WHERE p.merged_into IS NULL
               AND NOT EXISTS (
                   SELECT 1 FROM person q
                   WHERE (q.id = p.id OR q.merged_into = p.id)
                     AND (EXISTS (SELECT 1 FROM mention m WHERE m.person = q.id)
                       OR EXISTS (SELECT 1 FROM credit c WHERE c.person = q.id)
                       OR EXISTS (SELECT 1 FROM image_person i WHERE i.person = q.id)))
             ORDER BY p.id",
            [],
            |row| row.get("id").map(PersonId),
        )
    }

    /// Names an article or a picture that speaks of a person, or of one who was merged into them.
    fn user_of_person(&self, id: PersonId) -> Result<Option<String>> {
        self.row(
            "SELECT coalesce(
                 (SELECT 'article ' || min(m.article) FROM mention m JOIN person p ON p.id = m.person
                  WHERE p.id = ?1 OR p.merged_into = ?1),
                 (SELECT 'article ' || min(c.article) FROM credit c JOIN person p ON p.id = c.person
                  WHERE p.id = ?1 OR p.merged_into = ?1),
                 (SELECT 'image ' || min(i.image) FROM image_person i JOIN person p ON p.id = i.person
                  WHERE p.id = ?1 OR p.merged_into = ?1)) AS user",
            [id.0],
            |row| row.get("user"),
        )
        .map(Option::flatten)
    }
}

impl Transaction<'_> {
    /// Removes a person whom no article is about or by and no picture shows, with all names and ids, and with whoever was
    /// merged into them.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::InUse`] if an article or a picture speaks of them.
    pub fn remove_person(&mut self, id: PersonId) -> Result<()> {
        let id = self.known_person(id)?;
        if let Some(by) = self.user_of_person(id)? {
            return Err(Error::InUse { what: "person", id: id.to_string(), by });
        }
        self.delete_person(id)
    }

    /// Removes everybody whom no article is about or by and no picture shows, also those whom nobody but the host
    /// [added](Self::add_person), and returns their number.
    pub fn remove_unused_people(&mut self) -> Result<usize> {
        let unused = self.unused_person_ids()?;
        self.whole(|tx| unused.iter().try_for_each(|id| tx.delete_person(*id)))?;
        Ok(unused.len())
    }

    fn delete_person(&mut self, id: PersonId) -> Result<()> {
        let statements = [
            statement!("DELETE FROM person WHERE merged_into = ?1", id.0),
            statement!("DELETE FROM person WHERE id = ?1", id.0),
        ];
        self.whole(|tx| tx.apply(&statements))?;
        self.note_change_of(id)
    }
}
