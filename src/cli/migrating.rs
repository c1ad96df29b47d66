//! The progress of a migration, on the error output.

use std::fmt;
use std::io::{self, IsTerminal, Write};

use dateline::{MigrationProgress, MigrationStage};

use super::output;

/// Says how far a migration is: in one line that changes on a terminal, else in a line a stage and a tenth of it.
pub struct Migrating {
    on_terminal: bool,
    is_quiet: bool,
    said: Option<(MigrationStage, usize)>,
}

impl Migrating {
    pub fn new(is_quiet: bool) -> Self {
        Self { on_terminal: io::stderr().is_terminal(), is_quiet, said: None }
    }

    pub fn say(&mut self, progress: MigrationProgress) {
        if self.is_quiet {
            return;
        }
        if self.said.is_none() {
            output::error(announcement(&progress));
        }
        let MigrationProgress { stage, done, total, .. } = progress;
        let tenth = (stage, done * 10 / total.max(1));
        if self.on_terminal {
            rewrite(sentence(stage, done, total));
            if done == total {
                output::error("");
            }
        } else if self.said != Some(tenth) && (total > 1 || !self.has_said(stage)) {
            output::error(sentence(stage, done, total));
        }
        self.said = Some(tenth);
    }

    /// Returns true if the last line was of a stage: each version may change tables.
    fn has_said(&self, stage: MigrationStage) -> bool {
        self.said.is_some_and(|(said, _)| said == stage)
    }
}

fn announcement(MigrationProgress { from, to, disk, .. }: &MigrationProgress) -> String {
    format!(
        "migrating from schema version {from} to {to}: it takes about {} of disk beside the archive, of which {} stay as a copy",
        size(disk.copy_bytes + disk.work_bytes),
        size(disk.copy_bytes)
    )
}

fn sentence(stage: MigrationStage, done: usize, total: usize) -> String {
    match stage {
        MigrationStage::Backup => "copying the archive".into(),
        MigrationStage::Tables => "changing tables".into(),
        MigrationStage::Articles => format!("articles: {done} of {total}"),
        MigrationStage::Index => format!("index: {done} of {total}"),
        MigrationStage::Check => "checking".into(),
        _ => "migrating".into(),
    }
}

/// Writes over the line that stands on the terminal.
fn rewrite(sentence: impl fmt::Display) {
    let mut terminal = io::stderr();
    // A closed error output is nothing that the work depends on.
    let _ = write!(terminal, "\r\u{1b}[K{sentence}").and_then(|()| terminal.flush());
}

/// Returns a size in the unit in which people read it.
pub fn size(bytes: u64) -> String {
    let megabytes = bytes.div_ceil(1_000_000);
    if megabytes < 10_000 { format!("{megabytes} MB") } else { format!("{} GB", megabytes.div_ceil(1000)) }
}
