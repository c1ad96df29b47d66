//! Tests of what can't be seen through the public interface: an invented second schema version, stops in
//! the middle, settings.

mod migrating;
mod pool;
mod settings;
mod stopping;

use std::path::Path;
use std::sync::LazyLock;

use refinery_core::Migration;

use super::migration::migrations::MigrationStep;
use super::migration::progress::StepProgress;
use super::{MigrationStage, Migrations, Options, Pool, Snapshot, Transaction};
use crate::error::Result;

const FIRST: &str = "
    CREATE TABLE story (id INTEGER NOT NULL PRIMARY KEY, headline TEXT NOT NULL) STRICT;
    CREATE TABLE tag (
        story INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        PRIMARY KEY (story, name)
    ) STRICT, WITHOUT ROWID;
    CREATE VIRTUAL TABLE story_fts USING fts5 (headline);
";

/// Rebuilds a table that others refer to.
const SECOND: &str = "
    CREATE TABLE new_story (
        id INTEGER NOT NULL PRIMARY KEY,
        headline TEXT NOT NULL,
        words INTEGER NOT NULL CHECK (words > 0)
    ) STRICT;
    INSERT INTO new_story (id, headline, words) SELECT id, headline, 1 FROM story;
    DROP TABLE story;
    ALTER TABLE new_story RENAME TO story;
    CREATE INDEX story_by_words ON story (words);
";

static OLD: LazyLock<Migrations> = LazyLock::new(|| list(&[("V1__stories", FIRST)]));
static NEW: LazyLock<Migrations> =
    LazyLock::new(|| with_steps(&[("V1__stories", FIRST), ("V2__words", SECOND)], &[(2, count_words)]));

/// The step in Rust of the second version.
fn count_words(tx: &mut Transaction<'_>, progress: &mut StepProgress<'_>) -> Result<()> {
    let ids: Vec<i64> = tx.rows("SELECT id FROM story ORDER BY id", [], |row| row.get("id"))?;
    for (done, id) in (1..).zip(&ids) {
        tx.execute("UPDATE story SET words = length(headline) WHERE id = ?1", [id])?;
        progress(MigrationStage::Articles, done, ids.len());
    }
    Ok(())
}

fn list(files: &[(&str, &str)]) -> Migrations {
    with_steps(files, &[])
}

fn with_steps(files: &[(&str, &str)], steps: &'static [(u32, MigrationStep)]) -> Migrations {
    Migrations::new(files.iter().map(|(name, sql)| Migration::unapplied(name, sql).unwrap()).collect(), steps)
}

fn open(path: &Path, migrations: &'static Migrations) -> Result<Pool> {
    Pool::open(path, &Options::new(), migrations, &mut |_| {})
}

/// Saves two stories with three tags, in an archive of the first schema version.
fn make_old(path: &Path) {
    let pool = open(path, &OLD).unwrap();
    pool.write("2026-01-01T00:00:00Z".parse().unwrap(), |tx| {
        tx.execute("INSERT INTO story (id, headline) VALUES (1, 'Rain'), (2, 'Sun')", [])?;
        tx.execute("INSERT INTO tag (story, name) VALUES (1, 'weather'), (2, 'weather'), (2, 'travel')", [])
    })
    .unwrap();
}

fn count(snapshot: &Snapshot<'_>, sql: &str) -> i64 {
    snapshot.row(sql, [], |row| row.get(0)).unwrap().unwrap()
}

/// Returns the number of stories and of tags.
fn rows(pool: &Pool) -> (i64, i64) {
    pool.read(|s| Ok((count(s, "SELECT count(*) FROM story"), count(s, "SELECT count(*) FROM tag")))).unwrap()
}
