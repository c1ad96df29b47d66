//! Copying an archive to one new file.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use rusqlite::Connection;

use super::check::fault::FaultKind;
use super::check::integrity;
use super::connection;
use super::options::Options;
use super::path::{absent, beside, folder, invalid, io_error};
use super::same_content;
use crate::error::{Error, Result};

/// Copies what `conn` sees, without unused pages and without a log, to a file that doesn't exist
/// yet. `source` is the file whose permissions the copy gets. The copy is another archive, which goes its own way from here: it
/// gets an id of its own.
pub(crate) fn copy(conn: &Connection, source: Option<&Path>, to: &Path) -> Result<()> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let to = absent(to)?;
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let partial = beside(&to, &format!(".{}-{count}.tmp", process::id()));
    copy_by_way_of(&partial, conn, source, &to, give_id)
}

/// Gives a copy an id of its own.
fn give_id(copy: &Path) -> Result<()> {
    let conn = connection::open_copy(copy)?;
    let sql = "SELECT count(*) FROM sqlite_schema WHERE name = 'meta'";
    if conn.query_one(sql, [], |row| row.get::<_, i64>(0))? == 0 {
        // Nothing was ever followed in a schema that has none.
        return Ok(());
    }
    conn.execute("UPDATE meta SET value = lower(hex(randomblob(16))) WHERE key = 'archive_id'", [])?;
    Ok(())
}

/// Fills the file `partial` and renames it: the copy is there whole, checked and on the disk, or not at all.
fn copy_by_way_of(
    partial: &Path,
    conn: &Connection,
    source: Option<&Path>,
    to: &Path,
    finish: fn(&Path) -> Result<()>,
) -> Result<()> {
    refuse_taken(to)?;
    let copied = fill(conn, source, partial, finish)
        // Filling takes long enough for another program to put something there.
        .and_then(|()| refuse_taken(to))
        .and_then(|()| fs::rename(partial, to).map_err(|error| io_error(to, error)))
        .and_then(|()| sync_folder(to));
    if copied.is_err() {
        let _ = fs::remove_file(partial);
    }
    copied
}

fn refuse_taken(to: &Path) -> Result<()> {
    match in_the_way(to) {
        None => Ok(()),
        Some(file) if file == to => Err(invalid(to, "already there: a backup overwrites nothing")),
        Some(file) => Err(invalid(&file, "left by another database: SQLite would read it into the backup")),
    }
}

/// Returns the file that keeps an archive from being put at `path`: one of that name, or a log, journal or
/// shared memory beside it, which SQLite takes for those of whatever database is there.
fn in_the_way(path: &Path) -> Option<PathBuf> {
    let names = ["", "-wal", "-journal", "-shm"].map(|suffix| beside(path, suffix));
    names.into_iter().find(|name| fs::symlink_metadata(name).is_ok())
}

fn fill(
    conn: &Connection,
    source: Option<&Path>,
    partial: &Path,
    finish: fn(&Path) -> Result<()>,
) -> Result<()> {
    let io = |error| io_error(partial, error);
    let name =
        partial.to_str().ok_or_else(|| invalid(partial, "not UTF-8, which a backup's path must be"))?;
    let file = File::create(partial).map_err(io)?;
    if let Some(source) = source {
        let permissions = fs::metadata(source).map_err(|error| io_error(source, error))?.permissions();
        file.set_permissions(permissions).map_err(io)?;
    }
    drop(file);
    conn.execute("VACUUM INTO :path", &[(":path", name)])?;
    finish(partial)?;
    verify(partial)?;
    File::options().write(true).open(partial).and_then(|file| file.sync_all()).map_err(io)
}

fn verify(partial: &Path) -> Result<()> {
    let copy = connection::open_readonly(partial, Options::new().busy_timeout)?;
    // A damaged index is copied as it is: what it was made from is in the copy.
    match integrity::check(&copy)?.into_iter().find(|fault| fault.kind == FaultKind::File) {
        Some(fault) => Err(Error::Damaged(format!("the backup came out damaged: {}", fault.what))),
        None => Ok(()),
    }
}

/// Makes the new name last through a loss of power, where folders can be synced at all.
fn sync_folder(path: &Path) -> Result<()> {
    if cfg!(unix) {
        let folder = folder(path);
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| io_error(folder, error))?;
    }
    Ok(())
}

/// The copy of an archive as it was before it was migrated.
pub(super) struct OlderCopy {
    pub(super) path: PathBuf,
    /// False if it was there: an earlier migration was interrupted after it had made the copy.
    pub(super) is_new: bool,
}

/// Copies an archive of schema version `version` to `<file>.v<version>.bak`, or, as no backup is
/// ever overwritten, to the first free one of `.bak-2`, `.bak-3` …; unless one of those that are there
/// holds the same.
///
/// Called while another connection holds the write lock, so that nothing changes meanwhile.
pub(super) fn before_migration(archive: &Path, version: u32) -> Result<OlderCopy> {
    let first = beside(archive, &format!(".v{version}.bak"));
    let conn = connection::open_readonly(archive, Options::new().busy_timeout)?;
    let mut path = first.clone();
    for number in 2_u32.. {
        if in_the_way(&path).is_none() {
            break;
        }
        if is_at_rest(&path) && same_content::holds_the_same(&path, &conn) {
            return Ok(OlderCopy { path, is_new: false });
        }
        path = beside(&first, &format!("-{number}"));
    }
    // It is the archive itself, as it was.
    copy_by_way_of(&beside(&first, ".tmp"), &conn, Some(archive), &path, |_| Ok(()))?;
    Ok(OlderCopy { path, is_new: true })
}

/// Returns true if there is a file, and no log or journal beside it: nobody has it open, or has died while writing to it.
fn is_at_rest(path: &Path) -> bool {
    let is_there = |suffix| fs::symlink_metadata(beside(path, suffix)).is_ok();
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file())
        && !["-wal", "-journal", "-shm"].into_iter().any(is_there)
}
