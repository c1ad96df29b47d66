//! The guide: what holds for the whole crate, a chapter a topic.
//!
//! | to | read |
//! | --- | --- |
//! | put the archive into a program: dependency, SQLite, tokio, the JSON that is read, pictures, tables of your own | [`host`] |
//! | know which stored article a new one is taken for, and how sources are named | [`identity`] |
//! | know which value stands, how one is taken back, and what an edit by hand does | [`saving`] |
//! | know what may be typed into a search, and what it finds | [`query_language`] |
//! | know what comes first, and why | [`orders`] |
//! | keep what a reader adds: marks and notes; read, compare and bring back earlier wordings; keep standing queries; follow changes, remove for good | [`reader`] |
//! | take an archive out, or articles of it, and bring it in again | [`export`] |
//! | know what an error, a fault or a migration means, and what mends it | [`damage`] |
//! | read the file with SQL | [`schema`] |
//! | know how FTS5 keeps its index, as it is read here | [`index_format`] |
//! | know why something is done as it is, and what else was tried | [`decisions`] |
//! | know what saving and searching cost, beside other programs | [`benchmarks`] |

// A chapter links to others by name, and defines the names at its end, as files. The definitions here come before and win.

/// [saving]: crate::guide::saving
/// [schema]: crate::guide::schema
#[doc = include_str!("../docs/host.md")]
pub mod host {}

/// [saving]: crate::guide::saving
#[doc = include_str!("../docs/identity.md")]
pub mod identity {}

/// [identity]: crate::guide::identity
/// [reader]: crate::guide::reader
#[doc = include_str!("../docs/saving.md")]
pub mod saving {}

/// [like]: crate::guide::orders#articles-like-another
/// [orders]: crate::guide::orders
/// [reader]: crate::guide::reader
#[doc = include_str!("../docs/query.md")]
pub mod query_language {}

/// [benchmarks]: crate::guide::benchmarks
/// [query]: crate::guide::query_language
/// [export]: crate::guide::export
/// [identity]: crate::guide::identity
/// [saving]: crate::guide::saving
#[doc = include_str!("../docs/reader.md")]
pub mod reader {}

/// [host]: crate::guide::host
/// [identity]: crate::guide::identity
/// [schema]: crate::guide::schema
#[doc = include_str!("../docs/export.md")]
pub mod export {}

/// [host]: crate::guide::host
#[doc = include_str!("../docs/damage.md")]
pub mod damage {}

/// [benchmarks]: crate::guide::benchmarks
/// [schema]: crate::guide::schema
#[doc = include_str!("../docs/ranking.md")]
pub mod orders {}

/// [host]: crate::guide::host
#[doc = include_str!("../docs/schema.md")]
pub mod schema {}

#[doc = include_str!("../docs/index-format.md")]
pub mod index_format {}

/// [benchmarks]: crate::guide::benchmarks
/// [index_format]: crate::guide::index_format
/// [orders]: crate::guide::orders
#[doc = include_str!("../docs/decisions.md")]
pub mod decisions {}

/// [decisions]: crate::guide::decisions
#[doc = include_str!("../docs/benchmarks.md")]
pub mod benchmarks {}
