//! Publications that turn out to be one, or two.

use super::Publication;
use crate::error::{Error, Result};
use crate::id::{PublicationId, SectionId};
use crate::store::{Snapshot, Statement, Transaction, id_after, statement};
use crate::text::fold_name;

impl Snapshot<'_> {
    /// Returns pairs of publications of one title: each with the first of that title. Those that are one are left out, and
    /// so are those of which each has a domain: the Times of one city is not that of another.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = |url| NewArticle::new("Ferry delayed", "").url(url).publication("The Times");
    /// archive.write(|tx| tx.save_all(&[article("https://a.example/1"), article("https://b.example/1")]))?;
    /// assert_eq!(archive.read(|snapshot| snapshot.publications_alike())?, []);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn publications_alike(&self) -> Result<Vec<(PublicationId, PublicationId)>> {
        self.rows(
            "SELECT DISTINCT a.one, a.other
             FROM (SELECT min(coalesce(merged_into, id)) OVER (PARTITION BY folded) AS one,
                          coalesce(merged_into, id) AS other
                   FROM publication WHERE folded <> '') a
             JOIN publication p ON p.id = a.one JOIN publication q ON q.id = a.other
             WHERE a.one < a.other AND (p.domain = '' OR q.domain = '')
             ORDER BY a.one, a.other",
            [],
            |row| Ok((PublicationId(row.get("one")?), PublicationId(row.get("other")?))),
        )
    }
}

impl Transaction<'_> {
    /// Says that two publications are one. Title and domain of `from` stand for `into` from now on, in what is saved and in
    /// what is asked, and what only `from` was known to have, `into` is told: title, domain, language, country, time
    /// zone. The sections of `from` become those of the same names of `into`, added where it has none. Every article keeps
    /// what it was saved with, and is found under either name.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::Invalid`] if they are one already.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     tx.save(&NewArticle::new("Ferry delayed", "").publication("The Harbour News"))?;
    ///     tx.save(&NewArticle::new("Bridge opens", "").publication("Harbour News"))?;
    ///     let id = |title| Ok::<_, dateline::Error>(tx.publications_named(title)?[0].id);
    ///     let (from, into) = (id("The Harbour News")?, id("Harbour News")?);
    ///     tx.merge_publications(from, into)
    /// })?;
    /// let page = archive.search(&"from:\"the harbour news\"".into())?;
    /// assert_eq!(page.hits.len(), 2);
    /// assert!(page.hits.iter().all(|hit| hit.publication == "Harbour News"));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn merge_publications(&mut self, from: PublicationId, into: PublicationId) -> Result<()> {
        let (from, mut into) = (self.known_publication(from)?, self.known_publication(into)?);
        if from.id == into.id {
            return Err(Error::invalid("from", format!("{} is publication {} already", from.id, into.id)));
        }
        let mut statements = self.merge_sections(from.id, into.id)?;
        let known = into.clone();
        into.learn(&from);
        if into != known {
            statements.push(into.row());
        }
        let sql = "UPDATE publication SET merged_into = ?2 WHERE id = ?1 OR merged_into = ?1";
        statements.push(statement!(sql, from.id.0, into.id.0));
        self.apply(&statements)?;
        let merged = self.sections_merged_from(from.id)?;
        self.note_changes(&merged)?;
        self.note_change_of(from.id)?;
        self.note_change_of(into.id)
    }

    /// Returns the sections of a publication that were merged, and those that they were merged into.
    fn sections_merged_from(&self, publication: PublicationId) -> Result<Vec<SectionId>> {
        self.rows(
            "SELECT id FROM section WHERE publication = ?1 AND merged_into IS NOT NULL
             UNION
             SELECT merged_into FROM section WHERE publication = ?1 AND merged_into IS NOT NULL",
            [publication.0],
            |row| row.get("id").map(SectionId),
        )
    }

    fn note_changes(&mut self, sections: &[SectionId]) -> Result<()> {
        sections.iter().try_for_each(|section| self.note_change_of(*section))
    }

    /// Returns the statements that merge each section of a publication into that of its name in another.
    fn merge_sections(&self, from: PublicationId, into: PublicationId) -> Result<Vec<Statement>> {
        let mut statements = Vec::new();
        let mut last = self.last_id::<SectionId>()?;
        for (section, slug) in self.own_sections(from)? {
            let counterpart = match self.section_named(into, &slug)? {
                Some(known) => known.id,
                None => {
                    let id: SectionId = id_after(last)?;
                    last = id.0;
                    statements.push(statement!(
                        "INSERT INTO section (id, publication, slug, name) VALUES (?1, ?2, ?3, ?4)
                         ON CONFLICT (id) DO NOTHING",
                        id.0,
                        into.0,
                        slug,
                        section.name,
                    ));
                    id
                }
            };
            statements.push(statement!(
                "UPDATE section SET merged_into = ?2 WHERE id = ?1 OR merged_into = ?1",
                section.id.0,
                counterpart.0,
            ));
        }
        Ok(statements)
    }

    /// Takes back that a publication was merged into another. Its title, its domain and its sections are its own again,
    /// and so are the articles that were saved with it before. What was saved since then under its names stays with
    /// the other, and so do whatever had been merged into this one before, and what the other was told, but for
    /// the domain. Sections that the other has only got by the merge, and that nothing uses, are removed.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::Invalid`] if it isn't merged into another.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     tx.save(&NewArticle::new("Ferry delayed", "").publication("The Harbour News"))?;
    ///     tx.save(&NewArticle::new("Bridge opens", "").publication("Harbour News"))?;
    ///     let id = |title| Ok::<_, dateline::Error>(tx.publications_named(title)?[0].id);
    ///     let (from, into) = (id("The Harbour News")?, id("Harbour News")?);
    ///     tx.merge_publications(from, into)?;
    ///     tx.unmerge_publication(from)
    /// })?;
    /// assert_eq!(archive.search(&"from:\"the harbour news\"".into())?.hits[0].headline.text(), "Ferry delayed");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn unmerge_publication(&mut self, id: PublicationId) -> Result<()> {
        let publication =
            self.publication_as_saved(id)?.ok_or_else(|| Error::not_found("publication", id))?;
        let Some(other) = publication.merged_into else {
            return Err(Error::invalid("id", format!("publication {id} isn't merged into another")));
        };
        let counterparts: Vec<i64> = self.rows(
            "SELECT DISTINCT merged_into FROM section WHERE publication = ?1 AND merged_into IS NOT NULL",
            [id.0],
            |row| row.get("merged_into"),
        )?;
        let mut statements = vec![
            statement!("UPDATE publication SET merged_into = NULL WHERE id = ?1", id.0),
            statement!(
                "UPDATE publication SET domain = '' WHERE id = ?1 AND title <> '' AND domain = ?2",
                other.0,
                publication.domain,
            ),
            statement!("UPDATE section SET merged_into = NULL WHERE publication = ?1", id.0),
        ];
        statements.extend(counterparts.into_iter().map(|section| {
            statement!(
                "DELETE FROM section
                 WHERE id = ?1
                   AND NOT EXISTS (SELECT 1 FROM article a WHERE a.section = section.id)
                   AND NOT EXISTS (SELECT 1 FROM section s WHERE s.merged_into = section.id OR s.parent = section.id)",
                section,
            )
        }));
        let parted = self.sections_merged_from(id)?;
        self.apply(&statements)?;
        self.note_changes(&parted)?;
        self.note_change_of(id)?;
        self.note_change_of(other)
    }
}

impl Publication {
    /// Takes from another what this one isn't known to have.
    fn learn(&mut self, other: &Self) {
        let fill = |known: &mut String, other: &String| {
            if known.is_empty() || known == "und" {
                known.clone_from(other);
            }
        };
        fill(&mut self.title, &other.title);
        fill(&mut self.domain, &other.domain);
        fill(&mut self.language, &other.language);
        fill(&mut self.country, &other.country);
        fill(&mut self.time_zone, &other.time_zone);
    }

    /// Returns the statement that stores what it is known to be.
    pub(crate) fn row(&self) -> Statement {
        statement!(
            "INSERT INTO publication (id, title, folded, domain, language, country, time_zone)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (id) DO UPDATE SET
                 title = excluded.title, folded = excluded.folded, domain = excluded.domain,
                 language = excluded.language, country = excluded.country, time_zone = excluded.time_zone",
            self.id.0,
            self.title.clone(),
            fold_name(&self.title),
            self.domain.clone(),
            self.language.clone(),
            self.country.clone(),
            self.time_zone.clone(),
        )
    }
}
