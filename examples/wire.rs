//! A story of a news agency, its correction and its kill: three files in two forms, and one article.
//!
//!     cargo run --example wire --features wires

use std::fs;
use std::path::Path;

use dateline::{Archive, ArticleId, ingest};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/wire");
    let archive = Archive::in_memory()?;
    for name in ["1-story.json", "2-correction.xml", "3-kill.json"] {
        let readings = ingest::read(&fs::read(samples.join(name))?, name)?;
        for reading in &readings.articles {
            let saved = archive.write(|tx| tx.save(&reading.article))?;
            println!("{name} ({}): {}", reading.format, saved.outcome.as_str());
            if let Some(id) = saved.id {
                show(&archive, id)?;
            }
        }
    }
    Ok(())
}

fn show(archive: &Archive, id: ArticleId) -> Result<()> {
    let Some(article) = archive.read(|s| s.article(id))? else { return Ok(()) };
    println!("  {} {}, {}", article.headline, article.version.unwrap_or(0), article.status.as_str());
    println!("  {}", article.body.lines().last().unwrap_or_default());
    for image in &article.images {
        for caption in &image.captions {
            println!("  picture: {} ({})", caption.text, caption.credit);
        }
    }
    Ok(())
}
