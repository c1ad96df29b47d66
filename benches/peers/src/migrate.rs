//! Time, memory and disk of a migration, beside saving the same articles into a new archive.
//!
//! The older archive is made by `save` of an older commit of this program.

use std::fs;
use std::path::Path;
use std::time::Instant;

use dateline::{Archive, MigrationProgress, MigrationStage, Options as Opening};

use crate::Outcome;
use crate::options::Options;
use crate::rebuild::{FILE, print_part, saved_elsewhere};
use crate::table::count;

/// Migrates a copy of the older archive at `--from`, which holds what `save` makes of the same `--articles` and `--years`.
pub fn run(options: &Options) -> Outcome {
    let from = options.from.as_deref().ok_or("migrate needs --from FILE, an older archive")?;
    let temporary = tempfile::tempdir()?;
    let folder = options.folder.as_deref().unwrap_or(temporary.path());
    println!("# Migration of {} articles over {} years\n", count(options.articles), options.years);
    let path = folder.join("migrate.db");
    fs::copy(from, &path)?;
    let older = megabytes(&path);
    let estimate = Archive::status(&path)?.disk;

    let (started, mut log, mut stages) = (Instant::now(), 0, Vec::new());
    let archive = Archive::open_with_progress(&path, &Opening::new(), |step| {
        log = log.max(megabytes(&folder.join("migrate.db-wal")));
        note(&mut stages, step, started);
    })?;
    // The last to close empties the log into the file.
    drop(archive);
    let migrating = started.elapsed();
    print_part("migration", migrating);
    for (stage, seconds) in stages {
        println!("- {stage:?} ends after {seconds:.1} s");
    }
    let at_last = megabytes(&path);
    println!("- the file: {older} MB, at last {at_last} MB; its log: {log} MB");
    println!("- beside the archive and its copy: at most {} MB", (at_last + log).saturating_sub(older));
    println!("- the copy: {} MB", megabytes(&folder.join("migrate.db.v1.bak")));
    println!(
        "- estimated: {} MB for the copy, {} MB beside",
        estimate.copy_bytes / 1_000_000,
        estimate.work_bytes / 1_000_000
    );

    let _ = fs::remove_file(folder.join(FILE));
    let saving = saved_elsewhere(folder, options)?;
    println!("- migration to saving anew: {:.2}", migrating.as_secs_f64() / saving);
    println!("- the file saved anew: {} MB", megabytes(&folder.join(FILE)));
    let faults = Archive::open(&path)?.check()?;
    if faults.is_empty() { Ok(()) } else { Err(format!("{faults:?}").into()) }
}

/// Keeps the time at which each stage was last heard of.
fn note(stages: &mut Vec<(MigrationStage, f64)>, step: MigrationProgress, started: Instant) {
    let seconds = started.elapsed().as_secs_f64();
    match stages.last_mut() {
        Some(last) if last.0 == step.stage => last.1 = seconds,
        _ => stages.push((step.stage, seconds)),
    }
}

fn megabytes(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |found| found.len() / 1_000_000)
}
