//! The first line and the last.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The name of the form.
pub(crate) const FORMAT: &str = "dateline archive";
/// Its version. A later one that an earlier program couldn't read has a greater number.
pub(crate) const VERSION: u32 = 1;
/// The kinds of the first line and of the last.
pub(crate) const HEADER: &str = "header";
pub(crate) const FOOTER: &str = "footer";
/// Bytes that a line may have. No article that was saved makes a longer one.
pub(crate) const LONGEST: usize = 128 << 20;

/// Numbers of lines, by their kinds; those without a line are left out.
pub(crate) type Counts = BTreeMap<String, u64>;

/// The first line: what the file is.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Header {
    pub kind: String,
    pub format: String,
    pub version: u32,
    /// The schema version whose columns the fields are.
    pub schema: u32,
    /// The archive that was exported.
    pub archive_id: String,
    /// The query whose answers it has; all is exported where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    pub lines: Counts,
}

/// The last line: what must have come before it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Footer {
    pub kind: String,
    pub lines: Counts,
    /// SHA-256, in hexadecimal, of all lines between the first and this one, with their line feeds. Who changes an
    /// export on purpose leaves it out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sha256: String,
}
