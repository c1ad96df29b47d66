//! A media monitor: queries that stand, what is new for each from month to month, their share of the coverage, and who is in
//! it.
//!
//!     cargo run --example monitor

use std::error::Error;
use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use dateline::{Archive, Facet, Interval, Snapshot, ingest};

/// What the clients of this monitor want to hear of, each under a name.
const SUBJECTS: [(&str, &str); 3] =
    [("bridge", "tag:bridge"), ("ferries", "ferry OR \"coastal lines\""), ("mayor", "person:fennick")];

/// Who reads what is new. Another reader would have a position of its own.
const DESK: &str = "desk";

fn main() -> Result<(), Box<dyn Error>> {
    let archive = Archive::in_memory()?; // or Archive::open("news.db")
    let begin: DateTime<Utc> = "2024-01-01T06:00:00Z".parse()?;
    archive.write_at(begin, |tx| {
        SUBJECTS.iter().try_for_each(|(name, typed)| tx.add_standing_query(name, &(*typed).into()))?;
        // What answers this one is marked as it is saved, for whoever has to call back within the hour.
        tx.set_standing_mark("mayor", Some("alert"))
    })?;
    for (month, now) in [("january", "2024-02-01"), ("february", "2024-03-01"), ("march", "2024-04-01")] {
        collect(&archive, month, format!("{now}T06:00:00Z").parse()?)?;
    }
    shares(&archive)?;
    people(&archive)?;
    println!("\nalerts: {}", archive.count(&"is:alert".into())?);
    Ok(())
}

/// Saves the coverage of a month, and reports what of it is new for whom.
fn collect(archive: &Archive, month: &str, now: DateTime<Utc>) -> Result<(), Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/coverage").join(format!("{month}.jsonl"));
    let read = ingest::read(&fs::read(path)?, "coverage.jsonl")?;
    let articles: Vec<_> = read.articles.into_iter().map(|reading| reading.article).collect();
    archive.write_at(now, |tx| tx.save_all(&articles))?;

    println!("{}", now.date_naive());
    for count in archive.read_at(now, |snapshot| snapshot.new_counts(DESK))? {
        println!("  {}: {} new", count.name, count.new);
        let position = archive.read_at(now, |snapshot| report(snapshot, &count.name))?;
        // Confirmed once it is told, so that nothing is lost when the program ends before.
        archive.write_at(now, |tx| tx.confirm(&count.name, DESK, &position))?;
    }
    Ok(())
}

/// Prints what is new for a standing query, and returns how far that goes.
fn report(snapshot: &Snapshot<'_>, name: &str) -> dateline::Result<dateline::Position> {
    let mut page = snapshot.new_for(name, DESK, 2)?;
    loop {
        for article in page.answering.iter().filter_map(|id| snapshot.article(*id).transpose()) {
            let article = article?;
            let publication = article.publication.as_ref().map_or("", |publication| &publication.title);
            println!("    {}  {publication}: {}", article.published.date(), article.headline);
        }
        if !page.has_more {
            return Ok(page.position);
        }
        page = snapshot.new_since(name, &page.position, 2)?;
    }
}

/// Prints how much of each month's coverage a subject has: what all publications write more of is no interest in the subject.
fn shares(archive: &Archive) -> Result<(), Box<dyn Error>> {
    println!("\nshare of the coverage");
    for (name, typed) in SUBJECTS {
        let months = archive.timeline(&typed.into(), Interval::Month)?.buckets;
        let months: Vec<_> = months
            .iter()
            .map(|month| format!("{} of {} ({:.0} %)", month.matches, month.volume, 100.0 * month.share()))
            .collect();
        println!("  {name:8} {}", months.join("  "));
    }
    Ok(())
}

/// Prints who is in the coverage of each subject, those who are in most of it first.
fn people(archive: &Archive) -> Result<(), Box<dyn Error>> {
    println!("\nwho is in it");
    for (name, typed) in SUBJECTS {
        let facets = archive.facets(&typed.into(), &[Facet::Person])?;
        let people = facets.lists[0].values.iter().take(3);
        let people: Vec<_> = people.map(|person| format!("{} {}", person.name, person.articles)).collect();
        println!("  {name:8} {}", people.join(", "));
    }
    Ok(())
}
