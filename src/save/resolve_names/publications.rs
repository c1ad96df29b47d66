//! Titles and domains to publications, and names to their sections.

use chrono_tz::Tz;

use super::Names;
use crate::error::Result;
use crate::id::{Id, PublicationId, SectionId};
use crate::model::new_article::NewPublication;
use crate::model::publication::{Publication, Section};
use crate::save::report::Warning;
use crate::store::{Snapshot, Statement, statement};
use crate::text::{fold_name, slug};

impl Names {
    /// Returns the time zone of the publication that a new article names, or else of the stored one.
    pub(crate) fn zone_of(
        &mut self,
        snapshot: &Snapshot<'_>,
        new: Option<&NewPublication>,
        stored: Option<&Publication>,
    ) -> Result<Option<Tz>> {
        let known = match new {
            Some(new) => self.find_publication(snapshot, new)?.into_iter().next(),
            None => stored.cloned(),
        };
        let zone = known.map(|known| known.time_zone).filter(|zone| !zone.is_empty());
        let zone = zone.or(new.and_then(|new| new.time_zone.clone()));
        Ok(zone.and_then(|zone| zone.parse().ok()))
    }

    /// Resolves the publication that is named: added where it isn't known, and told what it didn't know.
    pub(crate) fn publication(
        &mut self,
        snapshot: &Snapshot<'_>,
        new: &NewPublication,
        out: &mut Vec<Statement>,
        warnings: &mut Vec<Warning>,
    ) -> Result<Publication> {
        let mut found = self.find_publication(snapshot, new)?;
        if found.len() > 1 {
            warnings.push(Warning::AmbiguousPublication { title: new.title.clone() });
        }
        let before = if found.is_empty() { None } else { Some(found.swap_remove(0)) };
        let mut publication = match &before {
            Some(known) => known.clone(),
            None => Publication {
                id: self.next_id(snapshot)?,
                title: String::new(),
                domain: String::new(),
                language: "und".into(),
                country: String::new(),
                time_zone: String::new(),
                merged_into: None,
            },
        };
        let fill = |known: &mut String, new: Option<&String>| {
            if known.is_empty() || known == "und" {
                new.into_iter().for_each(|new| known.clone_from(new));
            }
        };
        fill(&mut publication.title, Some(&new.title));
        fill(&mut publication.domain, new.domain.as_ref());
        fill(&mut publication.language, new.language.as_ref());
        fill(&mut publication.country, new.country.as_ref());
        fill(&mut publication.time_zone, new.time_zone.as_ref());
        if before.as_ref() != Some(&publication) {
            out.push(publication.row());
            if before.is_some() {
                self.lessons += 1;
                self.changed.insert((PublicationId::TABLE, publication.id.0));
            }
        }
        self.publications.insert(publication.id, publication.clone());
        Ok(publication)
    }

    /// Finds the publications that fit: the one of the domain, or those of the title, the first known first.
    fn find_publication(
        &mut self,
        snapshot: &Snapshot<'_>,
        new: &NewPublication,
    ) -> Result<Vec<Publication>> {
        if let Some(domain) = &new.domain {
            let same_domain = self.publications.values().find(|known| known.domain == *domain).cloned();
            let found = match same_domain {
                Some(known) => Some(known),
                None => self.stored(snapshot.publication_of_domain(domain)?).next(),
            };
            if let Some(found) = found {
                return Ok(vec![found]);
            }
        }
        if new.title.is_empty() {
            return Ok(Vec::new());
        }
        let folded = fold_name(&new.title);
        // One that was merged into another gives the other, whatever its title.
        let mut found: Vec<Publication> = self.titled(snapshot, &folded)?;
        for known in self.publications.values() {
            if fold_name(&known.title) == folded && !found.iter().any(|other| other.id == known.id) {
                found.push(known.clone());
            }
        }
        found.retain(|publication| new.domain.is_none() || publication.domain.is_empty());
        found.sort_by_key(|publication| publication.id);
        Ok(found)
    }

    /// Returns the stored publications of a title. Most articles of a batch name the same one.
    fn titled(&mut self, snapshot: &Snapshot<'_>, folded: &str) -> Result<Vec<Publication>> {
        let stored = match self.titled.get(folded) {
            Some(stored) => stored.clone(),
            None => {
                let stored = snapshot.publications_titled(folded)?;
                self.titled.insert(folded.to_owned(), stored.clone());
                stored
            }
        };
        Ok(self.stored(stored).collect())
    }

    /// Returns stored publications, each as the batch has changed it.
    fn stored(&self, stored: impl IntoIterator<Item = Publication>) -> impl Iterator<Item = Publication> {
        stored.into_iter().map(|publication| match self.publications.get(&publication.id) {
            Some(changed) => changed.clone(),
            None => publication,
        })
    }

    /// Returns true if an article's publication was merged into another: then that is what the article says.
    pub(crate) fn is_merged_publication(
        &self,
        snapshot: &Snapshot<'_>,
        from: PublicationId,
        into: PublicationId,
    ) -> Result<bool> {
        Ok(self.has_merged_publications && snapshot.kept_publication_id(from)? == Some(into))
    }

    /// Returns true if an article's section was merged into another.
    pub(crate) fn is_merged_section(
        &self,
        snapshot: &Snapshot<'_>,
        from: SectionId,
        into: SectionId,
    ) -> Result<bool> {
        Ok(self.has_merged_publications && snapshot.kept_section_id(from)? == Some(into))
    }

    /// Resolves the section of a publication, added where it isn't known.
    pub(crate) fn section(
        &mut self,
        snapshot: &Snapshot<'_>,
        publication: PublicationId,
        name: &str,
        out: &mut Vec<Statement>,
    ) -> Result<Option<Section>> {
        let slug = slug(name);
        if slug.is_empty() {
            return Ok(None);
        }
        let kept =
            if self.has_merged_publications { snapshot.kept_publication_id(publication)? } else { None };
        let publication = kept.unwrap_or(publication);
        let key = (publication, slug);
        if let Some(known) = self.sections.get(&key) {
            return Ok(Some(known.clone()));
        }
        let section = match snapshot.section_named(publication, &key.1)? {
            Some(known) => known,
            None => {
                let id = self.next_id::<SectionId>(snapshot)?;
                out.push(statement!(
                    "INSERT INTO section (id, publication, slug, name) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (id) DO NOTHING",
                    id.0,
                    publication.0,
                    key.1.clone(),
                    name.to_owned(),
                ));
                Section { id, publication, name: name.to_owned(), parent: None, merged_into: None }
            }
        };
        self.sections.insert(key, section.clone());
        Ok(Some(section))
    }
}
