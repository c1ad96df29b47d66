//! Pages that neither skip nor repeat an article, though articles are saved while they are read.
//!
//!     cargo run --example paging

use std::collections::BTreeSet;
use std::error::Error;

use dateline::{Archive, Cursor, NewArticle, Order, Page, Query};

const ORDERS: [(&str, Order); 4] = [
    ("relevance", Order::Relevance),
    ("best match", Order::BestMatch),
    ("newest", Order::Newest),
    ("oldest", Order::Oldest),
];

fn story(headline: String, day: u32) -> Result<NewArticle, Box<dyn Error>> {
    let body = "A storm is coming. ".repeat(1 + day as usize % 4);
    Ok(NewArticle::new(headline, body).language("en").published(format!("2024-05-{day:02}T12:00Z").parse()?))
}

/// Reads one page, in a read of its own: what is saved later doesn't change it.
fn page(archive: &Archive, query: &Query, after: Option<Cursor>) -> dateline::Result<Page> {
    archive.search(&query.clone().page_after(after))
}

fn main() -> Result<(), Box<dyn Error>> {
    for (name, order) in ORDERS {
        let archive = Archive::in_memory()?;
        for day in 1..=9 {
            let story = story(format!("Report {day}"), day)?;
            archive.write(|tx| tx.save(&story))?;
        }
        let query = Query::from("storm").order(order).limit(3);
        let (mut after, mut seen, mut late) = (None, BTreeSet::new(), 0);
        println!("{name}:");
        loop {
            let page = page(&archive, &query, after.take())?;
            let headlines: Vec<&str> = page.hits.iter().map(|hit| hit.headline.text()).collect();
            println!("    {:32} of {}", headlines.join(", "), page.total);
            // None comes twice, in whatever order.
            assert!(page.hits.iter().all(|hit| seen.insert(hit.id)));
            // A cursor fits into a URL, and comes back from it the same.
            after = page.next.map(|next| next.to_string().parse()).transpose()?;
            if after.is_none() {
                break;
            }
            // News arrives: between what was read and what comes, and before all of it.
            for (headline, day) in [("Late", 5), ("Later", 20)] {
                late += 1;
                let story = story(format!("{headline} {late}"), day)?;
                archive.write(|tx| tx.save(&story))?;
            }
        }
        let reports = seen.len();
        println!("    {reports} read, {late} arrived meanwhile, {} are there", archive.count(&query)?);
        // All that was there from the start was read.
        assert!(reports >= 9);
    }
    Ok(())
}
