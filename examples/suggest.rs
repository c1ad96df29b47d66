//! A search box: what completes what is typed, and what was meant where nothing is found.
//!
//!     cargo run --example suggest

use dateline::{Archive, NewArticle, Query};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let archive = Archive::in_memory()?;
    let story =
        |headline: &str| NewArticle::new(headline, "").language("en").publication("The Ostermere Courier");
    let stories = [
        story("Harbour bridge opens").person("Harriet Lind").tag("Harbour"),
        story("Ferries leave the harbour").person("Harriet Lind").tag("Harbour"),
        story("President visits the harbour").person("Ada Fennick").tag("Visits"),
    ];
    archive.write(|tx| tx.save_all(&stories))?;

    // People first, then tags, publications, and words of the articles.
    for typed in ["har", "opening harriet l", "tag:v", "from:oster"] {
        println!("{typed}");
        for completion in archive.complete(typed, 5)? {
            println!("    {}  ({} articles)", completion.query, completion.articles);
        }
    }

    // A word that occurs nowhere, in none of its forms, may be a slip.
    for typed in ["presidnet", "harbor bridge", "tag:habour ferries", "bridges", "volcano"] {
        let query = Query::from(typed);
        println!("{typed}: {} found", archive.count(&query)?);
        if let Some(meant) = archive.did_you_mean(&query)? {
            println!("    did you mean {meant}? ({} found)", archive.count(&meant.query)?);
        }
    }
    Ok(())
}
