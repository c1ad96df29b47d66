//! A folder of feeds, read and saved twice.
//!
//!     cargo run --example feeds

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use dateline::ingest::{self, Hint, Readings};
use dateline::{Archive, Extent, Source};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let archive = Archive::in_memory()?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/feeds");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    paths.sort();

    for day in ["2024-12-05T06:00:00Z", "2024-12-06T06:00:00Z"] {
        let day: DateTime<Utc> = day.parse()?;
        println!("{}", day.date_naive());
        for path in &paths {
            // A program that fetches the feed says from where: Hint::name("…").url("https://…").
            let feed = ingest::read(&fs::read(path)?, Hint::name(&path.to_string_lossy()))?;
            save(&archive, day, &feed)?;
        }
    }

    // An entry is an article like any other: its text, who wrote it, its pictures with their words.
    let museum = archive.read(|s| s.articles_by_url("https://courier.example/2024/12/02/ferry-museum"))?;
    let id = *museum.first().ok_or("it was saved")?;
    let article = archive.read(|s| s.article(id))?.ok_or("it was saved")?;
    println!("\n{}\n{}, {} paragraphs", article.headline, article.byline, article.body.split("\n\n").count());
    for image in &article.images {
        for caption in &image.captions {
            println!("picture: {} ({})", caption.text, caption.credit);
        }
    }
    Ok(())
}

/// Saves the entries of a feed as what this feed says, and prints what became of each.
fn save(archive: &Archive, day: DateTime<Utc>, feed: &Readings) -> Result<(), Box<dyn std::error::Error>> {
    let name = feed.articles.iter().find_map(|reading| reading.source.clone()).unwrap_or_default();
    let source = Source::new(&*name);
    println!("  {name}");
    let items = feed.articles.iter().map(|reading| (&source, &reading.article));
    let saved = archive.write_at(day, |tx| tx.save_all_from(items))?;
    for (reading, saved) in feed.articles.iter().zip(&saved) {
        let extent = if reading.article.extent == Some(Extent::Full) { "full text" } else { "excerpt" };
        println!("    {:9} {extent:9} {}", saved.outcome.as_str(), reading.article.headline);
        reading.warnings.iter().for_each(|warning| println!("      not sure: {warning}"));
    }
    Ok(())
}
