//! Archives on their way out, and in again.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/dice.rs"]
mod dice;
mod every_column;
mod forms;
mod full;
mod hostile;
#[path = "../histories/item.rs"]
mod item;
mod ninjs_again;
mod ninjs_schema;
mod queries;
mod random;
mod whole;
#[path = "../histories/world.rs"]
mod world;

use dateline::{Archive, Export};

/// All of an archive, in its own form.
fn exported(archive: &Archive) -> String {
    let mut lines = Vec::new();
    archive.export(&Export::default(), &mut lines).unwrap();
    String::from_utf8(lines).unwrap()
}

/// A new archive of an export.
fn imported(lines: &str) -> Archive {
    let archive = Archive::in_memory().unwrap();
    archive.import(&mut lines.as_bytes()).unwrap();
    archive
}

/// An export but for the id of the archive.
fn nameless(lines: &str) -> String {
    let (header, rest) = lines.split_once('\n').unwrap();
    let mut header: serde_json::Value = serde_json::from_str(header).unwrap();
    let id = header["archive_id"].take();
    assert_eq!(id.as_str().unwrap().len(), 32);
    format!("{header}\n{rest}")
}
