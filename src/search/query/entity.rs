//! What an archive has articles of, by its id.

use serde::{Deserialize, Serialize};

use crate::id::{OrganizationId, PersonId, PublicationId, SectionId, TagId};

/// A person, tag, organization, publication or section by its id: its articles are a query like any
/// other, and so are listed, paged, counted and narrowed down like any other.
///
/// ```
/// use dateline::{Archive, NewArticle, Query};
///
/// let archive = Archive::in_memory()?;
/// let saved = archive.write(|tx| tx.save(&NewArticle::new("Harbour reopens", "").person("Ada Jones")))?;
/// let article = archive.read(|s| s.article(saved.id.unwrap()))?.unwrap();
/// let ada = article.people[0].person.unwrap();
/// assert_eq!(archive.search(&Query::new().belonging_to(ada))?.hits.len(), 1);
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Entity {
    /// What this person wrote or is mentioned in.
    Person(PersonId),
    /// What has this tag, one merged into it, or one below it.
    Tag(TagId),
    /// What this organization is credited with in the byline.
    Organization(OrganizationId),
    /// What ran in this publication.
    Publication(PublicationId),
    /// What ran in this section.
    Section(SectionId),
}

impl Entity {
    /// What a query as text shows for it. Ids can't be typed: read back, it is a name.
    pub(crate) fn named(self) -> (&'static str, i64) {
        match self {
            Self::Person(id) => ("person", id.0),
            Self::Tag(id) => ("tag", id.0),
            Self::Organization(id) => ("by", id.0),
            Self::Publication(id) => ("from", id.0),
            Self::Section(id) => ("section", id.0),
        }
    }
}

macro_rules! entities {
    ($($name:ident($id:ident))*) => {$(
        impl From<$id> for Entity {
            fn from(id: $id) -> Self {
                Self::$name(id)
            }
        }
    )*};
}

entities! {
    Person(PersonId) Tag(TagId) Organization(OrganizationId) Publication(PublicationId) Section(SectionId)
}
