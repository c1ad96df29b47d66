//! People who turn out to be one, or two, or must never be taken for one.

use crate::error::{Error, Result};
use crate::id::PersonId;
use crate::store::{Snapshot, Transaction, statement};

impl Snapshot<'_> {
    /// Returns the pairs of people who are [kept apart](Transaction::keep_apart), by their ids.
    ///
    /// ```
    /// let archive = dateline::Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     let (father, son) = (tx.add_person("John Smith")?, tx.add_person("John Smith")?);
    ///     tx.keep_apart(son, father)?;
    ///     assert_eq!(tx.people_kept_apart()?, [(father, son)]);
    ///     Ok(())
    /// })?;
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn people_kept_apart(&self) -> Result<Vec<(PersonId, PersonId)>> {
        let sql = "SELECT a, b FROM distinct_person ORDER BY a, b";
        self.rows(sql, [], |row| Ok((PersonId(row.get("a")?), PersonId(row.get("b")?))))
    }

    /// Returns pairs of people of one name who may be the same: each with the first of that name. Those who are one or
    /// [kept apart](Transaction::keep_apart) are left out.
    ///
    /// Names are one that differ only in case, accents and the like. People may come to have one name by a new version of
    /// the archive, which compares names otherwise: then they stay two until [`merge_people`](Transaction::merge_people)
    /// says that they are one.
    ///
    /// ```
    /// let archive = dateline::Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     let (one, other) = (tx.add_person("Artyom Fyodorov")?, tx.add_person("ARTYOM FYODOROV")?);
    ///     assert_eq!(tx.people_alike()?, [(one, other)]);
    ///     tx.merge_people(other, one)?;
    ///     assert_eq!(tx.people_alike()?, []);
    ///     Ok(())
    /// })?;
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn people_alike(&self) -> Result<Vec<(PersonId, PersonId)>> {
        self.rows(
            "SELECT DISTINCT one, other
             FROM (SELECT min(coalesce(p.merged_into, p.id)) OVER (PARTITION BY n.folded) AS one,
                          coalesce(p.merged_into, p.id) AS other
                   FROM person_name n JOIN person p ON p.id = n.person)
             WHERE one < other AND NOT EXISTS (SELECT 1 FROM distinct_person d WHERE d.a = one AND d.b = other)
             ORDER BY one, other",
            [],
            |row| Ok((PersonId(row.get("one")?), PersonId(row.get("other")?))),
        )
    }

    /// Returns a pair of people who are kept apart, of whom one is, or was merged into, the one person, and one the other.
    fn pair_kept_apart(&self, one: PersonId, other: PersonId) -> Result<Option<(PersonId, PersonId)>> {
        self.row(
            "SELECT d.a, d.b
             FROM distinct_person d JOIN person p ON p.id = d.a JOIN person q ON q.id = d.b
             WHERE coalesce(p.merged_into, p.id) = ?1 AND coalesce(q.merged_into, q.id) = ?2
                OR coalesce(p.merged_into, p.id) = ?2 AND coalesce(q.merged_into, q.id) = ?1
             ORDER BY d.a, d.b LIMIT 1",
            [one.0, other.0],
            |row| Ok((PersonId(row.get("a")?), PersonId(row.get("b")?))),
        )
    }
}

impl Transaction<'_> {
    /// Says that two people are one. All names and ids of `from` are `into`'s from now on; every
    /// article keeps what it printed, and is found under either name.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`]; [`Error::Invalid`] if they are one already; [`Error::KeptApart`] if they, or two of those who
    /// were merged into them, are [kept apart](Self::keep_apart).
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = NewArticle::new("Harbour reopens", "").person("A. Jones");
    /// archive.write(|tx| {
    ///     tx.save(&article)?;
    ///     let (from, into) = (tx.find_or_add_person("A. Jones")?, tx.add_person("Ada Jones")?);
    ///     tx.merge_people(from, into)
    /// })?;
    /// assert_eq!(archive.search(&"person:\"Ada Jones\"".into())?.hits.len(), 1);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn merge_people(&mut self, from: PersonId, into: PersonId) -> Result<()> {
        let (from, into) = (self.known_person(from)?, self.known_person(into)?);
        if from == into {
            return Err(Error::invalid("from", format!("{from} is person {into} already")));
        }
        if let Some((one, other)) = self.pair_kept_apart(from, into)? {
            return Err(Error::KeptApart { one, other });
        }
        let sql = "UPDATE person SET merged_into = ?2 WHERE id = ?1 OR merged_into = ?1";
        self.apply(&[statement!(sql, from.0, into.0)])?;
        self.note_change_of(from)?;
        self.note_change_of(into)
    }

    /// Takes back that a person was merged into another. Their own names and ids are theirs again, and so are the articles
    /// that were saved before the merge. What was saved since then under one of those names stays with the other, and so
    /// does whoever had been merged into this person before.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::Invalid`] if the person isn't merged into another.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = NewArticle::new("Harbour reopens", "").person("A. Jones");
    /// archive.write(|tx| {
    ///     tx.save(&article)?;
    ///     let (from, into) = (tx.find_or_add_person("A. Jones")?, tx.add_person("Ada Jones")?);
    ///     tx.merge_people(from, into)?;
    ///     tx.unmerge_person(from)
    /// })?;
    /// assert_eq!(archive.search(&"person:\"Ada Jones\"".into())?.hits.len(), 0);
    /// assert_eq!(archive.search(&"person:\"A. Jones\"".into())?.hits.len(), 1);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn unmerge_person(&mut self, id: PersonId) -> Result<()> {
        let person = self.person_as_saved(id)?.ok_or_else(|| Error::not_found("person", id))?;
        let Some(other) = person.merged_into else {
            return Err(Error::invalid("id", format!("person {id} isn't merged into another")));
        };
        self.apply(&[statement!("UPDATE person SET merged_into = NULL WHERE id = ?1", id.0)])?;
        self.note_change_of(id)?;
        self.note_change_of(other)
    }

    /// Says that two people are never to be taken for one: a merge of the two is refused, until
    /// [`allow_merge`](Self::allow_merge). A name that both go by is ambiguous, as that of any namesakes.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::Invalid`] if they are one, or were merged: then [`unmerge_person`](Self::unmerge_person).
    ///
    /// ```
    /// use dateline::{Archive, Error};
    ///
    /// let archive = Archive::in_memory()?;
    /// let (father, son) = archive.write(|tx| Ok((tx.add_person("John Smith")?, tx.add_person("John Smith")?)))?;
    /// archive.write(|tx| tx.keep_apart(father, son))?;
    /// let merged = archive.write(|tx| tx.merge_people(son, father));
    /// assert!(matches!(merged, Err(Error::KeptApart { one, other }) if (one, other) == (father, son)));
    /// # Ok::<(), Error>(())
    /// ```
    pub fn keep_apart(&mut self, one: PersonId, other: PersonId) -> Result<()> {
        if self.known_person(one)? == self.known_person(other)? {
            return Err(Error::invalid("other", format!("{other} is person {one}, or merged")));
        }
        let (a, b) = (one.min(other), one.max(other));
        let sql = "INSERT INTO distinct_person (a, b) VALUES (?1, ?2) ON CONFLICT (a, b) DO NOTHING";
        self.apply(&[statement!(sql, a.0, b.0)])?;
        self.note_change_of(a)?;
        self.note_change_of(b)
    }

    /// Takes back that two people are [kept apart](Self::keep_apart).
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::Invalid`] if they aren't kept apart.
    ///
    /// ```
    /// let archive = dateline::Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     let (one, other) = (tx.add_person("Jon Smith")?, tx.add_person("John Smith")?);
    ///     tx.keep_apart(one, other)?;
    ///     tx.allow_merge(one, other)?;
    ///     tx.merge_people(one, other)
    /// })?;
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn allow_merge(&mut self, one: PersonId, other: PersonId) -> Result<()> {
        let (kept, other_kept) = (self.known_person(one)?, self.known_person(other)?);
        let Some((a, b)) = self.pair_kept_apart(kept, other_kept)? else {
            return Err(Error::invalid("other", format!("people {one} and {other} aren't kept apart")));
        };
        self.apply(&[statement!("DELETE FROM distinct_person WHERE a = ?1 AND b = ?2", a.0, b.0)])?;
        self.note_change_of(a)?;
        self.note_change_of(b)
    }
}
