//! What is asked of a list, and a page of it.

use serde::{Deserialize, Serialize};

use crate::id::{PublicationId, TagId};
use crate::search::query::cursor::Cursor;

/// What is asked of a list of people, organizations, tags, publications, sections or marks: the beginning of a name, an order, a
/// page.
///
/// ```
/// use dateline::{Archive, Listing, NewArticle};
///
/// let archive = Archive::in_memory()?;
/// archive.write(|tx| {
///     tx.save(&NewArticle::new("Harbour reopens", "").person("Ada Jones").person("Ádám Kis"))?;
///     tx.save(&NewArticle::new("Bridge opens", "").person("Ada Jones").person("Bo Lind"))
/// })?;
/// archive.read(|snapshot| {
///     let first = snapshot.people(&Listing::new().beginning("ada").limit(1))?;
///     assert_eq!((first.entries[0].entry.name.as_str(), first.entries[0].articles), ("Ada Jones", 2));
///     let second = snapshot.people(&Listing::new().beginning("ada").page_after(first.next))?;
///     assert_eq!(second.entries[0].entry.name, "Ádám Kis");
///     assert_eq!(second.next, None);
///     Ok(())
/// })?;
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    pub(super) beginning: String,
    pub(super) order: ListOrder,
    pub(super) limit: usize,
    pub(super) cursor: Option<Cursor>,
    pub(super) merged: bool,
    pub(super) scheme: Option<String>,
    pub(super) below: Option<TagId>,
    pub(super) top_level: bool,
    pub(super) publication: Option<PublicationId>,
}

impl Default for Listing {
    fn default() -> Self {
        Self::new()
    }
}

impl Listing {
    /// The most entries of a page.
    pub const MAX_LIMIT: usize = 1000;

    /// Asks for the whole list, by name, in pages of 50.
    pub fn new() -> Self {
        Self {
            beginning: String::new(),
            order: ListOrder::Name,
            limit: 50,
            cursor: None,
            merged: false,
            scheme: None,
            below: None,
            top_level: false,
            publication: None,
        }
    }

    /// Asks for those of whom a name begins so, whatever its capitals and accents: any name that they go by, those of what
    /// was merged into them included. A blank one asks for all.
    pub fn beginning(self, beginning: &str) -> Self {
        Self { beginning: beginning.to_owned(), ..self }
    }

    /// Sets the order; by name unless this is set.
    pub fn order(self, order: ListOrder) -> Self {
        Self { order, ..self }
    }

    /// Sets how many entries a page has at most, up to [`MAX_LIMIT`](Self::MAX_LIMIT).
    pub fn limit(self, limit: usize) -> Self {
        Self { limit: limit.min(Self::MAX_LIMIT), ..self }
    }

    /// Goes on where a page of the same list ended: with its [`next`](ListPage::next).
    pub fn page_after(self, cursor: Option<Cursor>) -> Self {
        Self { cursor, ..self }
    }

    /// Lists what was merged into another too, each with its own names and the articles that were saved with it, and
    /// with what it was merged into.
    ///
    /// ```
    /// use dateline::{Archive, Listing};
    ///
    /// let archive = Archive::in_memory()?;
    /// let (from, into) = archive.write(|tx| {
    ///     let (from, into) = (tx.add_person("A. Jones")?, tx.add_person("Ada Jones")?);
    ///     tx.merge_people(from, into)?;
    ///     Ok((from, into))
    /// })?;
    /// let all = archive.read(|s| s.people(&Listing::new().with_merged()))?;
    /// assert_eq!((all.entries[0].entry.id, all.entries[0].entry.merged_into), (from, Some(into)));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn with_merged(self) -> Self {
        Self { merged: true, ..self }
    }

    /// Asks for the tags of a vocabulary; `""` is that of free keywords. Tags alone have one.
    ///
    /// ```
    /// use dateline::{Archive, Listing};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     tx.find_or_add_tag("topic", "Gold")?;
    ///     tx.find_or_add_tag("", "Harbour")
    /// })?;
    /// let topics = archive.read(|s| s.tags(&Listing::new().scheme("topic")))?;
    /// assert_eq!((topics.entries.len(), topics.entries[0].entry.name.as_str()), (1, "Gold"));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn scheme(self, scheme: &str) -> Self {
        Self { scheme: Some(scheme.to_owned()), ..self }
    }

    /// Asks for the tags that stand directly below one.
    ///
    /// ```
    /// use dateline::{Archive, Listing};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     let (ferries, transport) = (tx.find_or_add_tag("", "Ferries")?, tx.find_or_add_tag("", "Transport")?);
    ///     tx.set_tag_parent(ferries, Some(transport))?;
    ///     assert_eq!(tx.tags(&Listing::new().below(transport))?.entries[0].entry.id, ferries);
    ///     assert_eq!(tx.tags(&Listing::new().top_level())?.entries[0].entry.id, transport);
    ///     Ok(())
    /// })?;
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn below(self, tag: TagId) -> Self {
        Self { below: Some(tag), ..self }
    }

    /// Asks for the tags that stand below none.
    pub fn top_level(self) -> Self {
        Self { top_level: true, ..self }
    }

    /// Asks for the sections of one publication. Sections alone have one.
    pub fn publication(self, publication: PublicationId) -> Self {
        Self { publication: Some(publication), ..self }
    }
}

/// Order of a list of names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ListOrder {
    /// By the shown name, folded; of namesakes the first known comes first.
    #[default]
    Name,
    /// By the number of articles, the greatest first; of equals the first known comes first. All of the kind are counted
    /// for it, once until the archive changes.
    Articles,
}

impl ListOrder {
    /// All orders.
    pub const ALL: &[Self] = &[Self::Name, Self::Articles];

    /// Returns its name: `name` or `articles`.
    ///
    /// ```
    /// assert_eq!(dateline::ListOrder::Articles.as_str(), "articles");
    /// ```
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Articles => "articles",
        }
    }
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ListPage<T> {
    /// The entries, in the order that was asked for.
    pub entries: Vec<Listed<T>>,
    /// Beginning of the next page, for [`Listing::page_after`]; `None` where this is the last.
    pub next: Option<Cursor>,
}

/// An entry of a list, with the number of its articles. In JSON the number stands among the fields of the entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Listed<T> {
    /// The person, organization, tag, publication, section or mark.
    #[serde(flatten)]
    pub entry: T,
    /// Number of articles that [belong to it](crate::Query::belonging_to), those that are hidden and those that are no
    /// texts included.
    pub articles: u64,
}
