//! A news reader on two mornings: feeds are fetched, what is new is unread, some of it is read and starred, and what is old
//! goes.
//!
//!     cargo run --example feed_reader

use std::error::Error;
use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use dateline::ingest::{self, Hint};
use dateline::{Archive, Facet, Hit, Order, Outcome, Query, SaveOptions, Source};

/// The feeds that it follows, each with the file in which this program keeps what was fetched.
const FEEDS: [(&str, &str); 3] = [
    ("https://courier.example/feed.xml", "courier.xml"),
    ("https://ledger.example/atom.xml", "ledger.atom"),
    ("https://npa.example/feed.json", "npa.json"),
];

struct Reader {
    archive: Archive,
    /// The time of its clock.
    now: DateTime<Utc>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let now = "2024-12-05T06:00:00Z".parse()?;
    let mut reader = Reader { archive: Archive::in_memory()?, now }; // or Archive::open("news.db")

    println!("Thursday");
    reader.fetch("feeds")?;
    reader.show_unread()?;
    let museum = reader.newest("ferry museum")?;
    reader.read(&museum)?;
    let hull = reader.newest("hull")?;
    reader.read(&hull)?;
    reader
        .archive
        .write_at(reader.now, |tx| tx.mark_with_note(hull.id, "starred", "Ten crowns, on Monday."))?;

    println!("\nFriday");
    reader.now = "2024-12-06T06:00:00Z".parse()?;
    reader.fetch("feeds-later")?;
    reader.show_unread()?;
    println!("  unread, by publication:");
    let counts = reader.archive.facets(&"is:unread".into(), &[Facet::Publication])?;
    for value in &counts.lists[0].values {
        println!("    {:2}  {}", value.articles, value.name);
    }
    reader.search("lorries is:unread")?;
    reader.search("note:monday")?;

    println!("\nA year later");
    reader.now = "2025-12-05T06:00:00Z".parse()?;
    reader.tidy("before:2024-12-05 -is:starred")?;
    // A feed may offer it again, for whatever reason: who removed it doesn't want it back.
    reader.fetch("feeds")?;
    reader.search("hull")?;
    Ok(())
}

impl Reader {
    /// Saves what the feeds have, and marks what is new.
    fn fetch(&self, folder: &str) -> Result<(), Box<dyn Error>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(folder);
        let options = SaveOptions::new().mark_new(["unread"]);
        for (url, file) in FEEDS {
            // A feed that didn't answer this morning.
            let Ok(fetched) = fs::read(folder.join(file)) else { continue };
            let feed = ingest::read(&fetched, Hint::name(file).url(url))?;
            let source = Source::new(url);
            let items = feed.articles.iter().map(|reading| (&source, &reading.article));
            let saved = self.archive.write_at(self.now, |tx| tx.save_all_with(&options, items))?;
            let count = |is: fn(&Outcome) -> bool| saved.iter().filter(|saved| is(&saved.outcome)).count();
            println!(
                "  {url}: {} new, {} revised, {} as before, {} removed before",
                count(|outcome| *outcome == Outcome::Added),
                count(|outcome| matches!(outcome, Outcome::Revised { .. })),
                count(|outcome| *outcome == Outcome::Unchanged),
                count(|outcome| matches!(outcome, Outcome::Removed { .. })),
            );
        }
        Ok(())
    }

    fn show_unread(&self) -> Result<(), Box<dyn Error>> {
        let unread = Query::from("is:unread").order(Order::Newest).limit(3);
        let page = self.archive.read_at(self.now, |snapshot| snapshot.search(&unread))?;
        println!("  {} unread, the newest of them:", page.total);
        page.hits.iter().for_each(print);
        Ok(())
    }

    /// Finds the best article for some words.
    fn newest(&self, words: &str) -> Result<Hit, Box<dyn Error>> {
        let page = self.archive.read_at(self.now, |snapshot| snapshot.search(&words.into()))?;
        Ok(page.hits.into_iter().next().ok_or("nothing of that kind")?)
    }

    fn read(&self, hit: &Hit) -> dateline::Result<()> {
        self.archive.write_at(self.now, |tx| tx.unmark(hit.id, "unread").map(drop))
    }

    fn search(&self, typed: &str) -> Result<(), Box<dyn Error>> {
        println!("  searching {typed:?}");
        let page = self.archive.read_at(self.now, |snapshot| snapshot.search(&typed.into()))?;
        page.hits.iter().for_each(print);
        Ok(())
    }

    /// Removes what a query finds. Taken at its word, a slip in it removes nothing.
    fn tidy(&self, typed: &str) -> Result<(), Box<dyn Error>> {
        let query = Query::from(typed).strict().hidden(true).limit(Query::MAX_LIMIT);
        let removed = self.archive.write_at(self.now, |tx| {
            let ids = tx.search_ids(&query)?.hits;
            tx.remove_articles(&ids)?;
            Ok(ids.len())
        })?;
        println!("  {removed} removed by {typed:?}, {} stay", self.archive.read(|s| s.article_count())?);
        Ok(())
    }
}

fn print(hit: &Hit) {
    println!("    {}  {}: {}", hit.published.date(), hit.publication, hit.headline);
}
