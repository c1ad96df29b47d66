//! The entities of the archive, one a file: its types, and the SQL that reads and writes it.

pub(crate) mod article;
pub(crate) mod change;
pub(crate) mod clock;
mod column;
pub(crate) mod doc_length;
pub(crate) mod document;
pub(crate) mod image;
pub(crate) mod index_column;
pub(crate) mod index_row;
pub(crate) mod language_extent;
pub(crate) mod mark;
pub(crate) mod moment;
pub(crate) mod new_article;
pub(crate) mod organization;
pub(crate) mod page_usage;
pub(crate) mod person;
pub(crate) mod publication;
pub(crate) mod published;
pub(crate) mod revision;
pub(crate) mod rich_body;
pub(crate) mod scope;
pub(crate) mod stats;
pub(crate) mod tag;
pub(crate) mod words;

pub use article::{Article, ArticleTag, ArticleUrl, Credit, HiddenReason};
pub use change::{Change, Changed, Changes, InvalidPosition, Position, Removed};
pub use image::{Caption, Image, ImageAppearance, ImageUse};
pub use mark::{ArticleMark, Mark};
pub use moment::{InvalidMoment, Moment, Precision};
pub use new_article::{
    ArticleField, CreditKind, Extent, ImageField, ImageRole, ItemType, Key, NewArticle, NewCaption,
    NewCredit, NewImage, NewPerson, NewPublication, NewTag, NewUrl, Rendition, RichBody, Role, SetBy, Status,
    UrlRelation, ValueSource,
};
pub use organization::{Organization, OrganizationKind};
pub use page_usage::{ObjectPages, PageUsage, StoredContent};
pub use person::{Mention, Person};
pub use publication::{Publication, Section};
pub use published::{Published, ZoneBasis};
pub use revision::{ArticleState, Origin, Revision, Wording};
pub use stats::{LanguageCount, Stats};
pub use tag::Tag;
