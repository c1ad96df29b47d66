//! Migrating an archive that the first version of this crate wrote, and what else opening does and refuses to do.
//!
//!     cargo run --example migrate

use std::error::Error as StdError;
use std::fs;
use std::path::Path;

use dateline::{Archive, ArticleId, Error, Options};

fn main() -> Result<(), Box<dyn StdError>> {
    let folder = std::env::temp_dir().join(format!("dateline-migrate-{}", std::process::id()));
    fs::create_dir(&folder)?;
    let path = folder.join("news.db");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/v1.db"), &path)?;

    // `status` says what opening would do and what disk it would take, and does nothing.
    let status = Archive::status(&path)?;
    println!("before: schema version {}, {} to apply", status.found, status.pending.join(", "));
    println!("a copy takes {} bytes", status.disk.copy_bytes);

    // Opening applies all of it in one transaction: after a crash in the middle of it, the file is as it was. First the
    // archive is copied to `news.db.v1.bak`; `Options::backup(false)` declines that.
    let mut stage = None;
    let archive = Archive::open_with_progress(&path, &Options::new(), |step| {
        if stage.replace(step.stage) != Some(step.stage) {
            println!("  {:?}", step.stage);
        }
    })?;
    let status = Archive::status(&path)?;
    println!("after: schema version {}, {} to apply", archive.schema_version(), status.pending.len());
    println!("{} faults", archive.check()?.len());

    // All that was in it still is, and what is new has what was meant before.
    let article = archive.read(|snapshot| snapshot.article(ArticleId(1)))?.ok_or("it was there")?;
    println!("{} ({}), {} picture", article.headline, article.item_type.as_str(), article.images.len());
    drop(archive);

    // The copy is still what it was. It would be migrated in its turn, if it were opened.
    let copy = folder.join("news.db.v1.bak");
    println!("the copy: schema version {}", Archive::status(&copy)?.found);

    // A later release of this crate would write a higher number into the file. This one can't know what it means, so it
    // leaves the file alone.
    rusqlite::Connection::open(&path)?.pragma_update(None, "user_version", 99)?;
    let before = fs::read(&path)?;
    match Archive::open(&path) {
        Err(Error::TooNew { found, .. }) => println!("refused: schema version {found} is too new"),
        other => println!("refused: {other:?}"),
    }
    println!("untouched: {}", fs::read(&path)? == before);

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
