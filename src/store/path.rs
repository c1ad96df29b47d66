//! Paths that may name an archive.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// An absolute path without symbolic links, and what is there.
pub(crate) struct ArchivePath {
    pub(crate) path: PathBuf,
    /// Size of the file in bytes; `None` where there is no file.
    pub(crate) size: Option<u64>,
}

/// Finds the file that a path means.
///
/// The path handed to SQLite must be absolute: its bundled build takes a name beginning with
/// `file:` for a URI. It must be free of links: SQLite puts the log beside the name it is given.
pub(crate) fn resolve(path: &Path) -> Result<ArchivePath> {
    if let Some(reason) = refusal(path) {
        return Err(invalid(path, reason));
    }
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(invalid(path, "a folder")),
        Ok(found) if !found.is_file() => Err(invalid(path, "a pipe, a socket or a device")),
        Ok(found) => Ok(ArchivePath { path: canonical(path)?, size: Some(found.len()) }),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(io_error(path, error)),
        Err(_) if path.is_symlink() => Err(invalid(path, "a symbolic link that leads nowhere")),
        Err(_) => Ok(ArchivePath { path: absent(path)?, size: None }),
    }
}

fn refusal(path: &Path) -> Option<&'static str> {
    let bytes = path.as_os_str().as_encoded_bytes();
    match bytes {
        b"" => Some("an empty path"),
        b":memory:" => Some("for an archive in memory use Archive::in_memory"),
        _ if bytes.starts_with(b"file:") => Some("a URI, not a path"),
        _ if bytes.contains(&0) => Some("a path with a zero byte"),
        _ => None,
    }
}

/// Returns the absolute path of a file that doesn't exist yet, in a folder that does.
pub(crate) fn absent(path: &Path) -> Result<PathBuf> {
    let name = path.file_name().ok_or_else(|| invalid(path, "a path without a file name"))?;
    Ok(canonical(folder(path))?.join(name))
}

pub(crate) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn canonical(path: &Path) -> Result<PathBuf> {
    fs::canonicalize(path).map_err(|error| io_error(path, error))
}

/// Appends to a path: `news.db` and `-wal` give `news.db-wal`.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

pub(crate) fn invalid(path: &Path, reason: &'static str) -> Error {
    Error::InvalidPath { path: path.to_owned(), reason }
}

pub(crate) fn io_error(path: &Path, source: io::Error) -> Error {
    match source.kind() {
        io::ErrorKind::ReadOnlyFilesystem => Error::ReadOnly,
        io::ErrorKind::StorageFull => Error::DiskFull,
        _ => Error::Io { path: path.to_owned(), source },
    }
}
