//! Puts all of Reuters-21578 into an archive, compares it with the corpus, and times how it is asked. `benches/peers` has what
//! saving takes beside other programs.
//!
//!     DATELINE_CORPORA=<folder> cargo bench --bench reuters

#[path = "support/reuters.rs"]
mod reuters;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use dateline::{Archive, NewArticle, Outcome, Query};

const STORIES: usize = 21_578;
const BATCH: usize = 1_000;
const ASKED: usize = 21;

type Outcomes = Result<(), Box<dyn Error>>;

fn main() -> Outcomes {
    let Some(corpora) = std::env::var_os("DATELINE_CORPORA") else {
        println!("skipped: DATELINE_CORPORA is not set");
        return Ok(());
    };
    let corpus = PathBuf::from(corpora).join("reuters21578");
    let stories = reuters::stories(&corpus)?;
    assert_eq!(stories.len(), STORIES);
    println!("{} stories read", stories.len());

    let folder = tempfile::tempdir()?;
    let archive = Archive::open(folder.path().join("reuters.db"))?;
    let started = Instant::now();
    save(&archive, &stories)?;
    println!("saved with tags and bylines in {:.2} s", started.elapsed().as_secs_f64());
    compare(&archive, &corpus)?;

    let started = Instant::now();
    let faults = archive.check()?;
    assert!(faults.is_empty(), "{faults:?}");
    println!("check: no faults, in {:.2} s", started.elapsed().as_secs_f64());

    let part = Archive::open(folder.path().join("part.db"))?;
    let tenth: Vec<NewArticle> = stories.iter().step_by(10).cloned().collect();
    save(&part, &tenth)?;
    ask(&part, &archive)
}

/// Opens, and asks for the newest 20, in the whole archive and in a tenth of it.
fn ask(part: &Archive, whole: &Archive) -> Outcomes {
    println!("median of {ASKED}, ms:{:>29} {:>8}", "a tenth", "all");
    let open = |archive: &Archive| -> Result<f64, Box<dyn Error>> {
        let path = archive.path().ok_or("it is a file")?.to_owned();
        let times = (0..ASKED).map(|_| timed(|| Ok(Archive::open(&path)?)));
        Ok(median(times.collect::<Result<_, _>>()?) * 1e3)
    };
    println!("  {:32} {:8.3} {:8.3}", "open", open(part)?, open(whole)?);
    for text in ["the", "oil prices", "\"white house\"", "tag:earn bank", "secur*", "tag:gold", ""] {
        let query = Query::from(text);
        let search = |archive: &Archive| -> Result<f64, Box<dyn Error>> {
            let times = (0..ASKED).map(|_| timed(|| Ok(archive.search(&query)?)));
            Ok(median(times.collect::<Result<_, _>>()?) * 1e3)
        };
        println!("  {text:32} {:8.3} {:8.3}", search(part)?, search(whole)?);
    }
    Ok(())
}

fn save(archive: &Archive, stories: &[NewArticle]) -> Outcomes {
    for batch in stories.chunks(BATCH) {
        for (story, saved) in batch.iter().zip(archive.write(|tx| tx.save_all(batch))?) {
            assert_eq!(saved.outcome, Outcome::Added, "{story:?}: {:?}", saved.warnings);
        }
    }
    Ok(())
}

/// Counts articles by topic in the archive and in the corpus's own text, and checks the latter
/// against what the corpus's README says of itself.
fn compare(archive: &Archive, corpus: &Path) -> Outcomes {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for text in reuters::files(corpus)? {
        for line in text.lines().filter(|line| line.starts_with("<TOPICS>")) {
            // One story lists the same topic twice.
            let topics: BTreeSet<&str> = reuters::codes(line, "TOPICS").collect();
            for topic in topics {
                *counts.entry(topic.to_owned()).or_default() += 1;
            }
        }
    }
    assert_eq!(counts.len(), 120, "topics that occur");
    assert_eq!(counts.values().filter(|count| **count >= 20).count(), 57, "topics of 20 stories or more");
    for (topic, count) in &counts {
        let tag = archive.read(|s| s.tag_named("topic", topic))?.ok_or("a topic is missing")?;
        let total = archive.count(&Query::new().belonging_to(tag.id))?;
        assert_eq!((total.count, total.is_exact), (*count, true), "{topic}");
    }
    let all = archive.read(|s| s.article_count())?;
    assert_eq!(usize::try_from(all)?, STORIES);
    println!("{all} stories in, the counts of all {} topics equal to the corpus's own", counts.len());
    Ok(())
}

fn timed<T>(f: impl FnOnce() -> Result<T, Box<dyn Error>>) -> Result<Duration, Box<dyn Error>> {
    let started = Instant::now();
    let made = f()?;
    let elapsed = started.elapsed();
    drop(made);
    Ok(elapsed)
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times.get(times.len() / 2).map_or(0.0, Duration::as_secs_f64)
}
