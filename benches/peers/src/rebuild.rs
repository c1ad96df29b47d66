//! Time and memory of a rebuild, beside the first saving of the same articles.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use dateline::{Archive, NewArticle};

use crate::Outcome;
use crate::corpus::Corpus;
use crate::measure::peak_memory;
use crate::options::Options;
use crate::table::count;

/// The archive that `save` makes.
pub const FILE: &str = "rebuild.db";
const SAVED: &str = "first saving";

/// Lets another process save, so that its memory isn't taken for that of the rebuild.
pub fn run(options: &Options) -> Outcome {
    let temporary = tempfile::tempdir()?;
    let folder = options.folder.as_deref().unwrap_or(temporary.path());
    println!("# Rebuild of {} articles over {} years\n", count(options.articles), options.years);
    let saving = saved_elsewhere(folder, options)?;
    let archive = Archive::open(folder.join(FILE))?;
    let started = Instant::now();
    let rebuilt = archive.rebuild()?;
    let rebuilding = started.elapsed();
    print_part("rebuild", rebuilding);
    if (rebuilt.articles, rebuilt.mended) != (options.articles as usize, 0) {
        return Err(format!("{rebuilt:?}").into());
    }
    println!("- rebuild to first saving: {:.2}", rebuilding.as_secs_f64() / saving);
    let faults = archive.check()?;
    if faults.is_empty() { Ok(()) } else { Err(format!("{faults:?}").into()) }
}

/// Saves all articles to a new archive, and prints how long that took, without making the articles.
pub fn save(corpora: &Path, options: &Options) -> Outcome {
    let folder = options.folder.as_deref().ok_or("save needs a folder")?;
    let corpus = Corpus::read(corpora)?;
    let archive = Archive::open(folder.join(FILE))?;
    let mut saving = Duration::ZERO;
    for batch in corpus.batches(options.articles, options.years) {
        let articles: Vec<NewArticle> = batch.into_iter().map(|item| item.article).collect();
        let started = Instant::now();
        archive.write(|tx| tx.save_all(&articles))?;
        saving += started.elapsed();
    }
    print_part(SAVED, saving);
    Ok(())
}

/// Runs `save` of this program, shows what it prints, and reads the seconds.
pub fn saved_elsewhere(folder: &Path, options: &Options) -> Outcome<f64> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args([
        "save",
        "--articles",
        &options.articles.to_string(),
        "--years",
        &options.years.to_string(),
    ]);
    let output = command.arg("--folder").arg(folder).output()?;
    let printed = String::from_utf8_lossy(&output.stdout);
    print!("{printed}");
    let seconds = printed.strip_prefix(&format!("- {SAVED}: ")).and_then(|rest| rest.split(' ').next());
    match seconds {
        Some(seconds) if output.status.success() => Ok(seconds.parse()?),
        _ => Err(String::from_utf8_lossy(&output.stderr).into()),
    }
}

pub fn print_part(name: &str, time: Duration) {
    println!("- {name}: {:.1} s, at most {} MB of memory", time.as_secs_f64(), peak_memory() / 1_000_000);
}
