//! Progress of an export or an import, and its result.

use serde::Serialize;

use crate::search::Note;

/// Progress of an export, for [`Archive::export_with`](crate::Archive::export_with).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ExportProgress {
    /// Number of lines, or of articles in the forms that have no others, that are written.
    pub done: u64,
    /// Number of them in all.
    pub total: u64,
}

/// Result of an export.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Exported {
    /// Number of articles that were written.
    pub articles: u64,
    /// Notes on the parts of the query that were ignored, or aren't known to the archive.
    pub notes: Vec<Note>,
}

/// Stage of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ImportStage {
    /// The lines of the export.
    Lines,
    /// The full-text index.
    Index,
}

/// Progress of an import, for [`Archive::import_with`](crate::Archive::import_with).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ImportProgress {
    /// The stage it is at.
    pub stage: ImportStage,
    /// Number of lines, or articles of the index, that are done in this stage.
    pub done: u64,
    /// Number of them in all, as the export says.
    pub total: u64,
}

/// Result of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Imported {
    /// Number of articles.
    pub articles: u64,
    /// Number of lines between the first and the last.
    pub lines: u64,
    /// The archive that the export was made of.
    pub archive_id: String,
    /// The query whose answers the export has, if it hasn't all of that archive.
    pub query: Option<String>,
}
