//! Progress of a migration, and the disk that it takes.

use rusqlite::Connection;
use serde::Serialize;

use crate::error::Result;

/// Stage of a migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MigrationStage {
    /// The archive is copied to `<file>.v<version>.bak`, or the copy that is there compared with it.
    Backup,
    /// Tables are changed and copied.
    Tables,
    /// The columns that follow from each article are computed.
    Articles,
    /// The full-text index is filled.
    Index,
    /// References between rows are checked, the schema is compared, and all of it is written to the file.
    Check,
}

/// Disk that a migration takes for a time beside the archive, by estimate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MigrationDisk {
    /// Bytes of the copy that stays as `<file>.v<version>.bak`.
    pub copy_bytes: u64,
    /// Bytes of the log, and of what the file grows by.
    pub work_bytes: u64,
}

/// Progress of a migration, for [`Archive::open_with_progress`](crate::Archive::open_with_progress).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MigrationProgress {
    /// Schema version that the archive has.
    pub from: u32,
    /// Schema version that it is to have.
    pub to: u32,
    /// Disk that it takes.
    pub disk: MigrationDisk,
    /// The stage it is at.
    pub stage: MigrationStage,
    /// Number of articles that are done in this stage. In a stage that doesn't count articles, 0 when it begins and 1 when it
    /// ends.
    pub done: usize,
    /// Number of articles, or 1.
    pub total: usize,
}

/// Takes the progress of the step that is at work: its stage, what is done of it, and of how much.
pub(crate) type StepProgress<'p> = dyn FnMut(MigrationStage, usize, usize) + 'p;

/// Tells that a stage begins, does it, and tells that it ends.
pub(super) fn stage<T>(
    stage: MigrationStage,
    progress: &mut StepProgress<'_>,
    f: impl FnOnce() -> Result<T>,
) -> Result<T> {
    progress(stage, 0, 1);
    let outcome = f()?;
    progress(stage, 1, 1);
    Ok(outcome)
}

impl MigrationDisk {
    /// Estimates what migrating the archive takes. docs/decisions.md has what it was measured by.
    pub(super) fn of(conn: &Connection, with_copy: bool) -> Result<Self> {
        let number = |pragma: &str| conn.pragma_query_value(None, pragma, |row| row.get::<_, u32>(0));
        let pages = number("page_count")?.saturating_sub(number("freelist_count")?);
        let used = u64::from(pages) * u64::from(number("page_size")?);
        Ok(Self { copy_bytes: if with_copy { used } else { 0 }, work_bytes: used * 2 })
    }
}
