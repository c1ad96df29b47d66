//! Opening a file: what it does to it, and what it refuses to do.
//!
//!     cargo run --example migrate

use std::error::Error as StdError;
use std::fs;

use dateline::{Archive, Error, Options};

fn main() -> Result<(), Box<dyn StdError>> {
    let folder = std::env::temp_dir().join(format!("dateline-migrate-{}", std::process::id()));
    fs::create_dir(&folder)?;
    let path = folder.join("news.db");

    // An empty file is a new archive. `status` says what opening would do, and does nothing.
    fs::write(&path, "")?;
    let status = Archive::status(&path)?;
    println!("before: schema version {}, {} to apply", status.found, status.pending.join(", "));

    // Opening applies all of it in one transaction: after a crash in the middle of it, the file is
    // as it was. An archive with articles in it would first be copied to `news.db.v<version>.bak`;
    // `Options::backup(false)` declines that.
    let archive = Archive::open_with(&path, &Options::new().backup(false))?;
    let status = Archive::status(&path)?;
    println!("after: schema version {}, {} to apply", archive.schema_version(), status.pending.len());

    // A copy, taken while others go on reading and writing. It is an archive like any other, and
    // it never overwrites anything.
    let copy = folder.join("copy.db");
    archive.backup(&copy)?;
    println!("backup: {} faults", Archive::open(&copy)?.check()?.len());
    match archive.backup(&copy) {
        Err(Error::InvalidPath { reason, .. }) => println!("backup again: {reason}"),
        other => println!("backup again: {other:?}"),
    }
    drop(archive);

    // A later release of this crate would write a higher number into the file. This one can't
    // know what it means, so it leaves the file alone.
    rusqlite::Connection::open(&copy)?.pragma_update(None, "user_version", 99)?;
    let before = fs::read(&copy)?;
    match Archive::open(&copy) {
        Err(Error::TooNew { found, .. }) => println!("refused: schema version {found} is too new"),
        other => println!("refused: {other:?}"),
    }
    println!("untouched: {}", fs::read(&copy)? == before);

    // Neither does it touch what was never an archive.
    let letter = folder.join("letter.txt");
    fs::write(&letter, "Dear editor, ".repeat(100))?;
    match Archive::open(&letter) {
        Err(Error::NotADatabase { .. }) => println!("refused: not a database"),
        other => println!("refused: {other:?}"),
    }

    fs::remove_dir_all(&folder)?;
    Ok(())
}
