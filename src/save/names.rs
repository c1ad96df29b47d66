//! Names to ids: what the archive knows, what the batch has added, and what must be added.

use std::collections::{HashMap, HashSet};

use chrono_tz::Tz;

use super::batch::Held;
use super::report::Warning;
use crate::id::Id;
use crate::store::{Statement, id_after, statement};
use crate::text::{fold_name, slug};
use crate::{
    Article, Key, NewArticle, NewPublication, Organization, OrganizationId, OrganizationKind, PersonId,
    Publication, PublicationId, Result, Section, SectionId, Snapshot, TagId,
};

/// The names that a batch has looked up or added, by what they are compared by.
pub(super) struct Names {
    people: HashMap<String, Vec<PersonId>>,
    person_keys: HashMap<Key, Option<PersonId>>,
    added_keys: HashMap<PersonId, Vec<Key>>,
    organizations: HashMap<String, Organization>,
    tags: HashMap<(String, String), TagId>,
    publications: HashMap<PublicationId, Publication>,
    sections: HashMap<(PublicationId, String), Section>,
    languages: HashSet<String>,
    /// The last id that each table has given.
    last_ids: HashMap<&'static str, i64>,
}

impl Names {
    pub(super) fn new(snapshot: &Snapshot<'_>) -> Result<Self> {
        Ok(Self {
            people: HashMap::new(),
            person_keys: HashMap::new(),
            added_keys: HashMap::new(),
            organizations: HashMap::new(),
            tags: HashMap::new(),
            publications: HashMap::new(),
            sections: HashMap::new(),
            languages: snapshot.languages()?.into_iter().collect(),
            last_ids: HashMap::new(),
        })
    }

    /// The next id of a table, after those that the batch has given.
    pub(super) fn next_id<T: Id>(&mut self, snapshot: &Snapshot<'_>) -> Result<T> {
        let last = match self.last_ids.get(T::TABLE) {
            Some(last) => *last,
            None => snapshot.last_id::<T>()?,
        };
        let next = id_after(last)?;
        self.last_ids.insert(T::TABLE, last + 1);
        Ok(next)
    }

    /// Notes that the archive holds articles of a language.
    pub(super) fn know_language(&mut self, language: &str, out: &mut Vec<Statement>) {
        if self.languages.insert(language.to_owned()) {
            let sql = "INSERT INTO language (code) VALUES (?1) ON CONFLICT (code) DO NOTHING";
            out.push(statement!(sql, language.to_owned()));
        }
    }

    /// An earlier state as a document, with the names and ids that this batch has added.
    pub(super) fn document(&self, snapshot: &Snapshot<'_>, article: &Article) -> Result<NewArticle> {
        snapshot.document_with(article, |id| self.added_keys.get(&id).map_or(&[], Vec::as_slice))
    }

    /// Brings the publication of an article up to what the batch knows of it.
    pub(super) fn refresh(&self, article: &mut Article) {
        if let Some(publication) = &mut article.publication
            && let Some(known) = self.publications.get(&publication.id)
        {
            publication.clone_from(known);
        }
    }
}

/// People.
impl Names {
    /// Who is meant by a name: the person who has one of the ids, or the only one who has the name;
    /// a new one where nobody has; nobody where several have, unless it was settled before. Who was
    /// settled and then merged into that person stays, because that is what the article says.
    pub(super) fn person(
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

    /// Whether a person has another id in a scheme of which one is given: then it is a namesake.
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

/// Organizations and tags.
impl Names {
    /// The organization of a name, added where it isn't known.
    pub(super) fn organization(
        &mut self,
        snapshot: &Snapshot<'_>,
        name: &str,
        kind: OrganizationKind,
        out: &mut Vec<Statement>,
    ) -> Result<Organization> {
        let folded = fold_name(name);
        if let Some(known) = self.organizations.get(&folded) {
            return Ok(known.clone());
        }
        let organization = match snapshot.organization_named(name)? {
            Some(known) => known,
            None => {
                let id = self.next_id::<OrganizationId>(snapshot)?;
                out.push(statement!(
                    "INSERT INTO organization (id, name, folded, kind) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (id) DO NOTHING",
                    id.0,
                    name.to_owned(),
                    folded.clone(),
                    kind.as_str().to_owned(),
                ));
                Organization { id, name: name.to_owned(), kind }
            }
        };
        self.organizations.insert(folded, organization.clone());
        Ok(organization)
    }

    /// The tag of a name in its vocabulary, added where it isn't known.
    pub(super) fn tag(
        &mut self,
        snapshot: &Snapshot<'_>,
        scheme: &str,
        name: &str,
        out: &mut Vec<Statement>,
    ) -> Result<TagId> {
        let key = (scheme.to_owned(), fold_name(name));
        if let Some(id) = self.tags.get(&key) {
            return Ok(*id);
        }
        let id = match snapshot.tag_named(scheme, name)? {
            Some(tag) => tag.id,
            None => {
                let id = self.next_id::<TagId>(snapshot)?;
                out.push(statement!(
                    "INSERT INTO tag (id, scheme, name) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO NOTHING",
                    id.0,
                    scheme.to_owned(),
                    name.to_owned(),
                ));
                out.push(statement!(
                    "INSERT INTO tag_name (scheme, folded, name, tag) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (scheme, folded) DO NOTHING",
                    scheme.to_owned(),
                    key.1.clone(),
                    name.to_owned(),
                    id.0,
                ));
                id
            }
        };
        self.tags.insert(key, id);
        Ok(id)
    }
}

/// Publications and sections.
impl Names {
    /// The time zone of the publication that a new article names, or else of the stored one.
    pub(super) fn zone_of(
        &mut self,
        snapshot: &Snapshot<'_>,
        new: Option<&NewPublication>,
        stored: Option<&Held>,
    ) -> Result<Option<Tz>> {
        let known = match new {
            Some(new) => self.find_publication(snapshot, new)?.into_iter().next(),
            None => stored.and_then(|held| held.article.publication.clone()),
        };
        let zone = known.map(|known| known.time_zone).filter(|zone| !zone.is_empty());
        let zone = zone.or(new.and_then(|new| new.time_zone.clone()));
        Ok(zone.and_then(|zone| zone.parse().ok()))
    }

    /// The publication that is named: added where it isn't known, and told what it didn't know.
    pub(super) fn publication(
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
            out.push(publication_row(&publication));
        }
        self.publications.insert(publication.id, publication.clone());
        Ok(publication)
    }

    /// Publications that fit: the one of the domain, or those of the title, the first known first.
    fn find_publication(
        &mut self,
        snapshot: &Snapshot<'_>,
        new: &NewPublication,
    ) -> Result<Vec<Publication>> {
        if let Some(domain) = &new.domain {
            let same_domain = self.publications.values().find(|known| known.domain == *domain).cloned();
            let found = match same_domain {
                Some(known) => Some(known),
                None => self.stored(snapshot.publications_named(domain)?).find(|p| p.domain == *domain),
            };
            if let Some(found) = found {
                return Ok(vec![found]);
            }
        }
        if new.title.is_empty() {
            return Ok(Vec::new());
        }
        let folded = fold_name(&new.title);
        let mut found: Vec<Publication> = self.stored(snapshot.publications_named(&new.title)?).collect();
        for known in self.publications.values() {
            if !found.iter().any(|other| other.id == known.id) {
                found.push(known.clone());
            }
        }
        found.retain(|p| fold_name(&p.title) == folded && (new.domain.is_none() || p.domain.is_empty()));
        found.sort_by_key(|publication| publication.id);
        Ok(found)
    }

    /// Stored publications, each as the batch has changed it.
    fn stored(&self, stored: Vec<Publication>) -> impl Iterator<Item = Publication> {
        stored.into_iter().map(|publication| match self.publications.get(&publication.id) {
            Some(changed) => changed.clone(),
            None => publication,
        })
    }

    /// The section of a publication, added where it isn't known.
    pub(super) fn section(
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
                Section { id, publication, name: name.to_owned(), parent: None }
            }
        };
        self.sections.insert(key, section.clone());
        Ok(Some(section))
    }
}

fn publication_row(publication: &Publication) -> Statement {
    statement!(
        "INSERT INTO publication (id, title, folded, domain, language, country, time_zone)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET
             title = excluded.title, folded = excluded.folded, domain = excluded.domain,
             language = excluded.language, country = excluded.country, time_zone = excluded.time_zone",
        publication.id.0,
        publication.title.clone(),
        fold_name(&publication.title),
        publication.domain.clone(),
        publication.language.clone(),
        publication.country.clone(),
        publication.time_zone.clone(),
    )
}
