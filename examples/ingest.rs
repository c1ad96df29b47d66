//! From the text of a page to an article, and what a second save of it says.
//!
//!     cargo run --example ingest

use chrono::{DateTime, Utc};
use dateline::ingest::{self, Field};
use dateline::{Archive, Outcome};

const PAGE: &str = "\
Lighthouse goes dark for the first time since 1902

The keeper says that nobody noticed.

By PIA NORD
Published: OCTOBER 7, 2024 06:15

The lighthouse of Ostermere was dark for nine hours on Sunday night, its keeper said.

No ship was near, and nobody called. \"That is the part that worries me,\" the keeper said.

Tags: Lighthouse, Harbour
";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // A reader is a function from bytes to articles. It says of every piece of the page what it became,
    // and beside the result what it isn't sure of.
    let readings = ingest::read(PAGE.as_bytes(), "lighthouse.txt")?;
    let reading = readings.articles.into_iter().next().ok_or("a page is one article")?;
    for span in &reading.spans {
        let text = PAGE[span.range.clone()].trim();
        if span.field != Field::Unparsed {
            println!("{:14} {:.50}", format!("{:?}", span.field), text);
        }
    }
    for warning in &reading.warnings {
        println!("not sure: {warning}");
    }

    // A save is told what time it is, so that the same saves make the same archive.
    let archive = Archive::in_memory()?;
    let monday: DateTime<Utc> = "2024-10-07T08:00:00Z".parse()?;
    let tuesday: DateTime<Utc> = "2024-10-08T08:00:00Z".parse()?;
    let mut article = reading.article;
    let saved = archive.write_at(monday, |tx| tx.save(&article))?;
    println!("\nMonday:  {}", saved.outcome.as_str());

    // The page has no URL and no id. By publication, headline and day it is known again.
    let again = archive.write_at(tuesday, |tx| tx.save(&article))?;
    println!("Tuesday: {}, the same article: {}", again.outcome.as_str(), again.id == saved.id);

    // The page was edited: the article follows, and its earlier wording stays readable.
    article.body = article.body.replace("nine hours", "eleven hours");
    let edited = archive.write_at(tuesday, |tx| tx.save(&article))?;
    if let Outcome::Revised { changed } = &edited.outcome {
        println!("Tuesday: revised {changed:?}");
    }
    let id = edited.id.ok_or("it was saved")?;
    for revision in archive.read(|s| s.revisions_of(id))? {
        let first = revision.document.body.lines().next().unwrap_or_default();
        println!("until {}: {first}", revision.superseded.date_naive());
    }

    // What can't be kept is refused, and says why; nothing else of the batch is lost by it.
    article.published = Some("9999-01-01".parse()?);
    let refused = archive.write_at(tuesday, |tx| tx.save(&article))?;
    if let Outcome::Rejected { why } = refused.outcome {
        println!("refused: {why}");
    }
    Ok(())
}
