//! Resolves names to ids: those that the archive knows, that the batch has added, and that must be added.

mod people;
mod publications;

pub(super) use people::settled;

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::error::Result;
use crate::id::{Id, OrganizationId, PersonId, PublicationId, TagId};
use crate::model::article::Article;
use crate::model::new_article::{Key, NewArticle};
use crate::model::organization::{Organization, OrganizationKind};
use crate::model::publication::{Publication, Section};
use crate::store::{Snapshot, Statement, id_after, statement};
use crate::text::fold_name;

/// The names that a batch has looked up or added, by what they are compared by.
pub(super) struct Names {
    people: HashMap<String, BTreeSet<PersonId>>,
    person_keys: HashMap<Key, Option<PersonId>>,
    /// The outside ids of people: the values of each scheme.
    keys_of: HashMap<PersonId, HashMap<String, BTreeSet<String>>>,
    added_keys: HashMap<PersonId, Vec<Key>>,
    organizations: HashMap<String, Organization>,
    tags: HashMap<(String, String), TagId>,
    publications: HashMap<PublicationId, Publication>,
    /// The stored publications of folded titles, as the archive has them.
    titled: HashMap<String, Vec<Publication>>,
    /// True if any publication was merged into another: then more is looked up.
    pub(super) has_merged_publications: bool,
    /// Number of times that a known publication was told something new.
    pub(super) lessons: usize,
    sections: HashMap<(PublicationId, String), Section>,
    /// Stored people and publications that are known otherwise than before, by their tables.
    pub(super) changed: BTreeSet<(&'static str, i64)>,
    added_people: HashSet<PersonId>,
    /// The last id that each table has given.
    last_ids: HashMap<&'static str, i64>,
}

impl Names {
    pub(super) fn new(snapshot: &Snapshot<'_>) -> Result<Self> {
        Ok(Self {
            people: HashMap::new(),
            person_keys: HashMap::new(),
            keys_of: HashMap::new(),
            added_keys: HashMap::new(),
            organizations: HashMap::new(),
            tags: HashMap::new(),
            publications: HashMap::new(),
            titled: HashMap::new(),
            has_merged_publications: snapshot.has_merged_publications()?,
            lessons: 0,
            sections: HashMap::new(),
            changed: BTreeSet::new(),
            added_people: HashSet::new(),
            last_ids: HashMap::new(),
        })
    }

    /// Returns the next id of a table, after those that the batch has given.
    pub(super) fn next_id<T: Id>(&mut self, snapshot: &Snapshot<'_>) -> Result<T> {
        let last = match self.last_ids.get(T::TABLE) {
            Some(last) => *last,
            None => snapshot.last_id::<T>()?,
        };
        let next = id_after(last)?;
        self.last_ids.insert(T::TABLE, last + 1);
        Ok(next)
    }

    /// Makes an earlier state a document, with the names and ids that this batch has added.
    pub(super) fn document(&self, snapshot: &Snapshot<'_>, article: &Article) -> Result<NewArticle> {
        snapshot.document_with(article, |id| self.added_keys.get(&id).map_or(&[], Vec::as_slice))
    }

    /// Returns a publication as the batch has changed it, if it has.
    pub(super) fn known_publication(&self, id: PublicationId) -> Option<&Publication> {
        self.publications.get(&id)
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

/// Organizations and tags.
impl Names {
    /// Resolves the organization of a name, added where it isn't known.
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
                Organization { id, name: name.to_owned(), kind, merged_into: None }
            }
        };
        self.organizations.insert(folded, organization.clone());
        Ok(organization)
    }

    /// Resolves the tag of a name in its vocabulary, added where it isn't known.
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
                     ON CONFLICT (scheme, folded, tag) DO NOTHING",
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
