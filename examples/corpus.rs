//! A corpus of wire stories in SGML, and a table whose columns have names of their own.
//!
//!     cargo run --example corpus --features tables

use std::fs::{self, File};
use std::path::Path;

use dateline::ingest::{self, Hint, Mapping, Reading};
use dateline::{Archive, NewTag, Query};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/corpus");
    let archive = Archive::in_memory()?;

    // A corpus is a stream: a story at a time, however long it is.
    let wire = File::open(samples.join("vell-wire.sgm"))?;
    println!("Stories of a wire:");
    for record in ingest::records_of_file(wire, "vell-wire.sgm") {
        save(&archive, &record?)?;
    }

    // A mapping says which field each column is.
    let mapping: Mapping = fs::read_to_string(samples.join("archive.map"))?.parse()?;
    let table = File::open(samples.join("archive.csv"))?;
    println!("\nRows of a table:");
    for record in ingest::records_of_file(table, Hint::name("archive.csv").mapping(&mapping)) {
        save(&archive, &record?)?;
    }

    println!("\nWritten by Hanne Vogt:");
    for hit in archive.search(&Query::from("by:\"Hanne Vogt\""))?.hits {
        println!(
            "  {}  {}",
            hit.published.moment().map(|at| at.to_string()).unwrap_or_default(),
            hit.headline
        );
    }
    Ok(())
}

fn save(archive: &Archive, reading: &Reading) -> Result<()> {
    let article = &reading.article;
    let saved = archive.write(|tx| tx.save(article))?;
    println!("  {}: {} ({})", saved.outcome.as_str(), article.headline, reading.format);
    let scheme =
        |tag: &NewTag| if tag.scheme.is_empty() { String::new() } else { format!("{}:", tag.scheme) };
    let tags: Vec<String> = article.tags.iter().map(|tag| scheme(tag) + &tag.name).collect();
    println!("    {} {}", article.published.map(|at| at.to_string()).unwrap_or_default(), tags.join(" "));
    for warning in &reading.warnings {
        println!("    {warning}");
    }
    Ok(())
}
