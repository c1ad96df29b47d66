//! The limits of what is read at once.

/// The most bytes of a page that is read: 16 MiB. What has many records may be of any size.
pub const MAX_BYTES: usize = 16 << 20;

/// The most containers that a file may be in, one in another: `week.zip` with `monday.jsonl.gz` in it are two.
pub const MAX_NESTING: usize = 3;

/// The most bytes of a zip that comes as a stream, which has to be held in memory: 64 MiB. [`records_of_file`] has no limit.
///
/// [`records_of_file`]: super::records_of_file
pub const MAX_ZIP_IN_MEMORY: usize = 64 << 20;

/// The most files that a zip is taken to have.
#[cfg(feature = "archives")]
pub(super) const MAX_ZIP_FILES: usize = 100_000;

/// Bytes that a stream may unpack to whatever its own size is: 16 MiB. Beyond, [`MAX_EXPANSION`] counts.
pub const FREE_EXPANSION: u64 = 16 << 20;

/// The most bytes that a byte of a stream unpacks to: 200. News has about 3, and records that differ in a number and a date
/// alone 58 in gzip and 129 in Zstandard.
pub const MAX_EXPANSION: u64 = 200;

/// The most bytes of one record of JSON that is read: 32 MiB. A file may have any number of them.
pub const MAX_RECORD_BYTES: usize = 32 << 20;

/// The most bytes of one row of a table that is read: 8 MiB. Its first row, of the names, has 1 MiB at most.
pub const MAX_ROW_BYTES: usize = 8 << 20;

/// The years of the archive's clock: others are no date of publication.
pub(super) const PUBLISHED_YEARS: std::ops::RangeInclusive<i32> = 1..=4083;
