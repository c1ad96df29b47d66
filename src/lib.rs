//! An embedded news archive: articles, people, pictures, captions and tags in one SQLite file, behind
//! typed values and a search that takes whatever a person types.
//!
//! The crate is in no registry yet. Depend on it by its folder, or [by git](guide::host#the-dependency):
//!
//! ```toml
//! [dependencies]
//! dateline = { path = "../dateline" }
//! ```
//!
//! A whole program:
//!
//! ```standalone_crate
//! use dateline::{Archive, NewArticle, NewImage, Query};
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//! #   let folder = tempfile::tempdir()?;
//! #   std::env::set_current_dir(&folder)?;
//!     // Creates the file, or opens it and brings its schema up to date, or says why not.
//!     let archive = Archive::open("news.db")?;
//!
//!     // An article is one value with all that belongs to it. A headline, dek, body or caption is all it needs.
//!     let photo = NewImage::at("https://example.org/bridge.jpg")
//!         .caption("The mayor crosses first.", "Joram Vale/Coastal Press");
//!     let article = NewArticle::new("Harbour bridge opens", "Two years late, it opened on Monday.")
//!         .url("https://example.org/2024/bridge")
//!         .publication("The Ostermere Courier")
//!         .language("en")
//!         .published("2024-03-04T09:30+01:00".parse()?)
//!         .byline("By Marta Lindqvist")
//!         .credit("Marta Lindqvist")
//!         .person("Ada Fennick")
//!         .image(photo)
//!         .tag("Transport");
//!
//!     // A save says what it did: "added", and "unchanged" when the program runs again. Doing it twice is safe.
//!     let saved = archive.write(|tx| tx.save(&article))?;
//!     println!("{}: {}", saved.uri, saved.outcome.as_str());
//! #   assert_eq!(saved.outcome.as_str(), "added");
//!     let again = archive.write(|tx| tx.save(&article))?;
//!     assert_eq!((again.outcome.as_str(), again.id), ("unchanged", saved.id));
//!
//!     // Any text is a query. Words are found in any of their forms, here "opened" by "opening".
//!     let page = archive.search(&Query::from("opening credit:vale tag:transport after:2024"))?;
//!     println!("{} found", page.total);
//!     for hit in &page.hits {
//!         println!("{}  {}", hit.published.date(), hit.headline);
//!     }
//!     assert_eq!(page.hits[0].headline.html(), "Harbour bridge <mark>opens</mark>");
//!
//!     // What was printed and what it means stand side by side.
//!     let article = archive.read(|snapshot| snapshot.article(page.hits[0].id))?.ok_or("removed")?;
//!     assert_eq!(article.byline, "By Marta Lindqvist");
//!     assert!(article.credits[0].person.is_some());
//!     assert_eq!(article.images[0].captions[0].text, "The mayor crosses first.");
//!     Ok(())
//! }
//! ```
//!
//! # Concepts
//!
//! - **Reads and writes are closures.** [`Archive::read`] gives a [`Snapshot`]: one state of the
//!   archive, however long the closure takes and whatever others write. [`Archive::write`] gives a
//!   [`Transaction`]: all of it is kept, or nothing.
//! - **Saving is resolving.** [`Transaction::save`] finds out which article, people, pictures and tags
//!   are meant by a [`NewArticle`], and answers with a [`Saved`]: its [`Outcome`], and a [`Warning`]
//!   for all that was left out or assumed. What is left empty erases nothing, unless it is named in
//!   [`clear`](NewArticle::clear), and a changed article keeps its earlier wording as a [`Revision`].
//! - **An address is evidence.** A URL or id may belong to several articles. What two articles say decides if they
//!   are one: [how a story is known again](guide::identity). A [`Source`] that says the same again writes nothing.
//! - **A hand outweighs a source.** What [`Transaction::edit`] and [`Transaction::edit_image`] set, no save changes until
//!   it is [released](Edit::release): [which value stands](guide::saving).
//! - **A date is what its source said.** A [`Moment`] may be a year, a day or a second, with or
//!   without an offset; [`Published`] says which instant that was taken for, and on whose word.
//! - **A caption belongs to a use.** An [`Image`] is one picture; each [`ImageUse`] has its own
//!   [`Caption`]s and credits. [`Snapshot::uses_of`] leads from a picture to all of them, and
//!   [`Snapshot::search_images`] finds a picture by the words of any.
//! - **A list is a query.** A person, tag, publication, section or organization by its id is asked for
//!   by [`Query::belonging_to`], and pages like everything else.
//! - **A query is no error.** Parsing is total: a [`Note`] says what was ignored.
//!   [The query language](guide::query_language) says what may be typed.
//! - **Each order is exact.** [`Order::Relevance`] stops reading when nothing older can enter the page,
//!   and the page is still that of scoring every article. [The orders](guide::orders) have the formulas.
//! - **A search ends.** It has a [deadline](Query::deadline), at which it answers with what it found until then. One that is
//!   [canceled](CancelToken) is an error.
//! - **Text is data.** [`Highlighted`] keeps it apart from what marks it, and renders to HTML and to
//!   terminals safely; [`terminal_safe`] does so for any other text.
//!
//! # Map
//!
//! | to | look at |
//! | --- | --- |
//! | open, migrate, back up, check, rebuild an archive | [`Archive`], [`Options`], [`SchemaStatus`], [`MigrationProgress`], [`Fault`] |
//! | read files and streams | [`ingest`] |
//! | take all of it out, or some, and bring it in again | [`Archive::export`], [`Export`], [`ExportFormat`], [`Archive::import`] |
//! | bring in articles by the thousand | [`Archive::ingest`], [`IngestOptions`], [`Ingested`] |
//! | save | [`NewArticle`], [`Transaction::save_all`], [`Transaction::save_all_from`], [`Source`], [`Saved`] |
//! | edit by hand | [`Transaction::edit`], [`Transaction::edit_image`], [`Transaction::correct_published`] |
//! | mark: unread, starred, any name, with a note | [`Transaction::mark`], [`Transaction::mark_found`], [`SaveOptions`], [`Snapshot::marks_of`] |
//! | keep a query, and ask what is new | [`Transaction::add_standing_query`], [`Snapshot::new_for`], [`Transaction::confirm`], [`Snapshot::new_counts`] |
//! | follow changes, remove for good | [`Snapshot::changes_since`], [`Position`], [`Transaction::remove_articles`], [`Transaction::allow`] |
//! | count by tag, person, year or month | [`Archive::facets`], [`Archive::timeline`] |
//! | complete and correct what is typed | [`Archive::complete`], [`Archive::did_you_mean`] |
//! | search and page | [`Query`], [`Term`], [`Page`], [`Hit`], [`Cursor`] |
//! | say where it was found | [`Highlighted`], [`Query::passages`], [`Passage`], [`HitCaption`] |
//! | search for pictures | [`Archive::search_images`], [`ImagePage`], [`ImageHit`] |
//! | find all of an address | [`Snapshot::articles_by_url`], [`Snapshot::articles_by_key`], [`Snapshot::images_at`] |
//! | know why an article is hidden | [`Article::hidden_reason`], [`HiddenReason`], [`Archive::read_at`] |
//! | know why a hit stands where it does | [`Archive::explain`], [`Explanation`] |
//! | read one thing | [`Snapshot`], [`Article`], [`Person`], [`Image`], [`Tag`], [`Publication`] |
//! | join and part | [`Transaction::merge_articles`], [`Transaction::split_revision`], [`Transaction::merge_people`], [`Transaction::merge_tags`], [`Transaction::merge_images`] |
//! | compare earlier wordings, bring one back | [`Snapshot::history`], [`Snapshot::as_of`], [`ArticleDiff`], [`Transaction::revert`] |
//! | keep tables of your own in the file | [the guide](guide::host#tables-of-your-own), [`SchemaStatus::others`] |
//! | decide what an error means | [`Error`] |
//!
//! # Guide
//!
//! - [In a program of your own](guide::host): the dependency, SQLite and rusqlite, tokio, the JSON that is read, pictures, tables of your own
//! - [How a story is known again](guide::identity): which stored article a new one is, and how sources are named
//! - [Which value stands](guide::saving): what replaces what, how it is taken back, and what an edit by hand does
//! - [What a reader adds](guide::reader): marks such as unread and starred, and notes; standing queries, changes that can be followed, removals that last
//! - [Out again](guide::export): the archive as lines of JSON, and articles as ninjs, Markdown and CSV
//! - [When something is wrong](guide::damage): errors, migrations, checks, rebuilds, backups
//! - [The query language](guide::query_language), [the orders of results](guide::orders), [the schema](guide::schema)
//! - [The format of the index](guide::index_format), [decisions](guide::decisions), [benchmarks](guide::benchmarks)

mod archive;
mod bulk;
mod derived;
mod diff;
mod error;
mod export;
mod fts5;
pub mod guide;
mod id;
pub mod ingest;
mod model;
mod save;
mod search;
mod store;
mod text;
mod upgrade;

pub use archive::Archive;
pub use bulk::{IngestCounts, IngestError, IngestItem, IngestOptions, IngestProgress, Ingested, NotSaved};
pub use derived::{RebuildProgress, RebuildStage, Rebuilt};
pub use diff::{ArticleDiff, DiffPiece, DiffUnit, FieldDiff};
pub use error::{Error, Result, StorageError};
pub use export::{Export, ExportFormat, ExportProgress, Exported, ImportProgress, ImportStage, Imported};
pub use id::*;
pub use model::*;
pub use save::{Edit, Outcome, Reason, Rejection, SaveOptions, Saved, Source, Warning};
pub use search::{
    Ago, Bucket, CancelToken, Completion, Conditions, Correction, Cursor, DateLimit, DayRange, Entity,
    Explanation, Facet, FacetList, FacetValue, Facets, Field, Filter, Highlighted, Highlighter, Hit,
    HitCaption, HitPicture, HitTag, ImageHit, ImagePage, Interval, InvalidCursor, InvalidFacet,
    LanguageStatistics, ListOrder, ListPage, Listed, Listing, Matching, Note, Order, Page, Passage,
    PhraseExplanation, PlanExplanation, Query, RecencyStatistics, ScoreExplanation, Scoring, Shortcut,
    StandingCount, StandingPage, StandingQuery, Term, TermExplanation, TermScore, TimeRange, Timeline, Total,
    WordStatistics, terminal_safe,
};
pub use store::{
    Durability, Fault, FaultKind, HostObject, MigrationDisk, MigrationProgress, MigrationStage, Options,
    SchemaStatus, Snapshot, Transaction,
};

/// The rusqlite of [`Transaction::with_connection`], which a host takes its parameters and rows from.
#[cfg(feature = "rusqlite")]
pub use ::rusqlite;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
