//! When a word was in the news, drawn in the terminal, and what the articles have in common.
//!
//!     cargo run --example timeline

use std::error::Error;

use dateline::{Archive, Facet, Interval, NewArticle, Query};

/// A town's news of a year: two storms, and what is always there.
fn stories() -> Result<Vec<NewArticle>, Box<dyn Error>> {
    let mut stories = Vec::new();
    let mut add = |date: &str, headline: &str, tags: &[&str]| -> Result<(), Box<dyn Error>> {
        let mut story = NewArticle::new(headline, "").language("en").published(date.parse()?);
        for tag in tags {
            story = story.tag(*tag);
        }
        stories.push(story.publication("The Ostermere Courier"));
        Ok(())
    };
    for month in 1..=12 {
        for day in [3, 10, 17, 24] {
            let date = format!("2024-{month:02}-{day:02}");
            add(&date, &format!("Council meets for the {day}th"), &["Politics"])?;
        }
    }
    for day in 5..=12 {
        add(&format!("2024-02-{day:02}"), &format!("Storm, day {}", day - 4), &["Weather", "Harbour"])?;
    }
    add("2024-03-01", "What the storms have cost", &["Weather", "Money"])?;
    for day in 20..=22 {
        add(&format!("2024-11-{day:02}"), &format!("Second storm: the {day}th"), &["Weather"])?;
    }
    Ok(stories)
}

fn main() -> Result<(), Box<dyn Error>> {
    let archive = Archive::in_memory()?;
    let stories = stories()?;
    archive.write(|tx| tx.save_all(&stories))?;
    let query = Query::from("storm");

    // Every month from the first to the last that has an answer, with what the archive has of it in all.
    // More articles answer where there are more articles: the share tells interest from volume.
    let timeline = archive.timeline(&query, Interval::Month)?;
    println!("{query}: {} articles", timeline.total);
    for month in &timeline.buckets {
        let bar = "█".repeat(month.matches as usize);
        println!(
            "{}  {bar:8}  {:2} of {:2}, {:3.0} %",
            month.date,
            month.matches,
            month.volume,
            month.share() * 100.0
        );
    }

    // The same articles by tag. A value can be asked for too.
    let facets = archive.facets(&query, &[Facet::Tag, Facet::Publication])?;
    for list in &facets.lists {
        println!("\nby {}", list.facet);
        for value in &list.values {
            println!("{:4}  {}", value.articles, value.name);
        }
    }
    let harbour = facets.lists[0].values.iter().find(|value| value.name == "Harbour").ok_or("no such tag")?;
    let narrowed = harbour.narrow(query);
    println!("\nwith the tag: {}", archive.count(&narrowed)?);
    Ok(())
}
