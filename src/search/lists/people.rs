//! The list of people.

use crate::error::Result;
use crate::id::PersonId;
use crate::model::Person;
use crate::search::lists::counts::CountSql;
use crate::search::lists::kind::Kind;
use crate::search::lists::listing::{ListPage, Listing};
use crate::store::Snapshot;
use crate::text::fold_beginning;

static PEOPLE: Kind<'p', Person> = Kind {
    what: "people",
    is_of_tags: false,
    is_of_sections: false,
    fold: fold_beginning,
    names: |names| match names.beginning.is_empty() {
        true => {
            "SELECT n.person AS id, n.folded AS key
             FROM person_name n JOIN person p ON p.id = n.person AND p.name = n.name
             WHERE (n.folded, n.person) > (:key, :id) AND (:merged OR p.merged_into IS NULL)
             ORDER BY n.folded, n.person LIMIT :limit"
        }
        false => {
            "WITH named (id) AS (
                 SELECT DISTINCT iif(:merged, p.id, coalesce(p.merged_into, p.id))
                 FROM person_name n JOIN person p ON p.id = n.person
                 WHERE n.folded >= :beginning AND n.folded < :end
             )
             SELECT n.person AS id, n.folded AS key
             FROM named JOIN person p ON p.id = named.id
             JOIN person_name n ON n.person = p.id AND n.name = p.name
             WHERE (n.folded, n.person) > (:key, :id)
             ORDER BY n.folded, n.person LIMIT :limit"
        }
    },
    counts: CountSql {
        one: "SELECT count(*) AS articles FROM (
                  SELECT m.article FROM person p JOIN mention m ON m.person = p.id
                  WHERE p.id = ?1 OR p.merged_into = ?1
                  UNION
                  SELECT c.article FROM person p JOIN credit c ON c.person = p.id
                  WHERE p.id = ?1 OR p.merged_into = ?1)",
        each: &[
            "SELECT person AS id, article FROM mention WHERE person IS NOT NULL ORDER BY person, article",
            "SELECT person AS id, article FROM credit WHERE person IS NOT NULL ORDER BY person, article",
        ],
        several: "SELECT DISTINCT merged_into AS id FROM person WHERE merged_into IS NOT NULL",
    },
    read: |snapshot, id| snapshot.person_as_saved(PersonId(id)),
};

impl Snapshot<'_> {
    /// Lists people by name, a page at a time, each with the number of articles that they are mentioned in or wrote.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`](crate::Error::Invalid) if the cursor is of another list or order, or what is asked can be asked
    /// only of another list; those of reading.
    pub fn people(&self, listing: &Listing) -> Result<ListPage<Person>> {
        PEOPLE.page(self, listing)
    }
}
