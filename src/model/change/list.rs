//! Lists of changes, for programs that follow an archive.

use chrono::{DateTime, Utc};
use rusqlite::Row;
use serde::Serialize;

use super::position::Position;
use crate::error::Result;
use crate::id::{ArticleId, ImageId, OrganizationId, PersonId, PublicationId, SectionId, TagId};
use crate::model::column::{instant, unknown_word};
use crate::store::Snapshot;

/// A page of changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Changes {
    /// The changes in their order, the earliest first.
    pub changes: Vec<Change>,
    /// The position after them, from which the next page goes on.
    pub position: Position,
    /// True if there are more.
    pub has_more: bool,
}

/// A change: what is otherwise than it was.
///
/// Of each thing only the latest change is kept. What it is now is to be looked up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// Its number in the sequence.
    pub number: i64,
    /// The thing that has changed.
    #[serde(flatten)]
    pub what: Changed,
}

/// The thing that has changed.
///
/// In JSON its word is `change`, beside which its fields stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Changed {
    /// An article that the archive didn't have at the position asked for.
    Added {
        /// The article.
        article: ArticleId,
        /// Its public identity.
        uri: String,
    },
    /// An article that the archive had. It may be told of as revised only, if it was added and revised between two
    /// pages.
    Revised {
        /// The article.
        article: ArticleId,
        /// Its public identity.
        uri: String,
    },
    /// An article of which marks were set, changed or taken away.
    Marked {
        /// The article.
        article: ArticleId,
        /// Its public identity.
        uri: String,
    },
    /// An article that was removed, or that turned out to be another.
    Removed {
        /// The id that it had, which is never given again.
        article: ArticleId,
        /// Its public identity; empty if it was [forgotten](crate::Transaction::forget).
        uri: String,
        /// The time of its removal.
        at: DateTime<Utc>,
        /// The article that it was merged into, if it was.
        merged_into: Option<ArticleId>,
    },
    /// A person: named, renamed, merged, given another id. Where there is none, they were removed.
    Person {
        /// The person.
        id: PersonId,
    },
    /// A tag: named, renamed, merged, put below another. Where there is none, it was removed.
    Tag {
        /// The tag.
        id: TagId,
    },
    /// A picture of which more or something else is known, or that turned out to be another. Where there is none, it was
    /// removed.
    Image {
        /// The picture.
        id: ImageId,
    },
    /// An organization: its trade, its names.
    Organization {
        /// The organization.
        id: OrganizationId,
    },
    /// A publication: its title, domain, language, country or time zone.
    Publication {
        /// The publication.
        id: PublicationId,
    },
    /// A section of a publication.
    Section {
        /// The section.
        id: SectionId,
    },
}

impl Snapshot<'_> {
    /// Returns what has changed since a position, a page at a time: articles that were added, revised, marked or removed,
    /// and people, tags, pictures, organizations, publications and sections that are known otherwise than before.
    ///
    /// [What a reader adds](crate::guide::reader#changes) says how a program follows an archive with it. It costs by what
    /// has changed, whatever the size of the archive.
    ///
    /// ```
    /// use dateline::{Archive, Changed, NewArticle, Position};
    ///
    /// let archive = Archive::in_memory()?;
    /// let id = archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "").key("wire", "F1")))?.id.unwrap();
    /// let page = archive.read(|snapshot| snapshot.changes_since(&Position::default(), 100))?;
    /// assert_eq!(page.changes[0].what, Changed::Added { article: id, uri: "wire:F1".into() });
    /// assert!(!page.has_more);
    ///
    /// archive.write(|tx| tx.remove_article(id))?;
    /// let page = archive.read(|snapshot| snapshot.changes_since(&page.position, 100))?;
    /// assert!(matches!(page.changes[0].what, Changed::Removed { article, .. } if article == id));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::OtherArchive`](crate::Error::OtherArchive) if the position is of another archive, and
    /// [`Error::PositionAhead`](crate::Error::PositionAhead) if the archive never came so far: then it was put back to an earlier
    /// state. Both are to be followed from the beginning again.
    pub fn changes_since(&self, position: &Position, limit: usize) -> Result<Changes> {
        let since = self.number_of(position)?;
        let more = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
        let mut changes = self.rows(
            "SELECT number, kind, id, uri, at, merged_into FROM (
                 SELECT changed AS number, CASE WHEN added > ?1 THEN 'added' ELSE 'revised' END AS kind,
                        id, uri, NULL AS at, NULL AS merged_into
                 FROM article WHERE changed > ?1 ORDER BY changed LIMIT ?2)
             UNION ALL SELECT number, kind, id, uri, NULL, NULL FROM (
                 SELECT m.change AS number, 'marked' AS kind, a.id, a.uri
                 FROM marked m JOIN article a ON a.id = m.article WHERE m.change > ?1 ORDER BY m.change LIMIT ?2)
             UNION ALL SELECT number, kind, id, uri, at, merged_into FROM (
                 SELECT change AS number, 'removed' AS kind, article AS id, uri, at, merged_into
                 FROM removed WHERE change > ?1 ORDER BY change LIMIT ?2)
             UNION ALL SELECT number, kind, id, '', NULL, NULL FROM (
                 SELECT change AS number, kind, id
                 FROM entity_change WHERE change > ?1 ORDER BY change LIMIT ?2)
             ORDER BY number LIMIT ?2",
            (since, more),
            change,
        )?;
        let has_more = changes.len() > limit;
        changes.truncate(limit);
        let last = match changes.last() {
            Some(last) if has_more => last.number,
            None if has_more => since,
            _ => self.last_change()?,
        };
        Ok(Changes { changes, position: Position::new(self.archive_id()?, last), has_more })
    }
}

fn change(row: &Row<'_>) -> rusqlite::Result<Change> {
    let (id, uri): (i64, String) = (row.get("id")?, row.get("uri")?);
    let article = ArticleId(id);
    let kind: String = row.get("kind")?;
    let what = match kind.as_str() {
        "added" => Changed::Added { article, uri },
        "revised" => Changed::Revised { article, uri },
        "marked" => Changed::Marked { article, uri },
        "removed" => {
            let merged_into = row.get::<_, Option<_>>("merged_into")?.map(ArticleId);
            Changed::Removed { article, uri, at: instant(row, "at")?, merged_into }
        }
        "person" => Changed::Person { id: PersonId(id) },
        "tag" => Changed::Tag { id: TagId(id) },
        "image" => Changed::Image { id: ImageId(id) },
        "organization" => Changed::Organization { id: OrganizationId(id) },
        "publication" => Changed::Publication { id: PublicationId(id) },
        "section" => Changed::Section { id: SectionId(id) },
        _ => return Err(unknown_word(row, "kind", &kind)),
    };
    Ok(Change { number: row.get("number")?, what })
}
