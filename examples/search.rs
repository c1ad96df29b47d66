//! Queries as people type them, and what is made of each.
//!
//!     cargo run --example search

use dateline::{Archive, NewArticle, Query, Term};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let archive = Archive::in_memory()?;
    let stories = [
        ("2024-05-01", "Divers visit the wreck", "Two divers found the bell. Oil has leaked.", "Harbour"),
        (
            "2024-05-02",
            "Council visited by divers",
            "They asked for a permit to lift the bell.",
            "City Council",
        ),
        ("2024-05-03", "Security at the quay", "Guards secure the wreck since Thursday.", "Harbour"),
        ("2024-06-03", "The bell is back", "It rang once, and the mayor applauded.", "City Council"),
    ];
    let stories = stories.map(|(day, headline, body, tag)| {
        let article = NewArticle::new(headline, body).language("en").tag(tag);
        day.parse().map(|day| article.published(day))
    });
    let stories = stories.into_iter().collect::<Result<Vec<_>, _>>()?;
    archive.write(|tx| tx.save_all(&stories))?;

    // Words in any form, exact phrases, beginnings, fields, exclusions, alternatives, dates. Nothing
    // that is typed is an error: what can't be used is ignored, and a note says so.
    for typed in [
        "divers visits",
        "\"visit the wreck\"",
        "secur*",
        "headline:bell",
        "bell -council",
        "guards OR permit",
        "tag:\"city council\" after:2024-06",
        "(bell OR on:someday",
    ] {
        let page = archive.search(&Query::from(typed))?;
        println!("{typed}");
        for hit in &page.hits {
            println!("    {}  {}", hit.published.date(), hit.headline.html());
        }
        for note in &page.notes {
            println!("    note: {note}");
        }
    }

    // The same in Rust, where no name can be mistaken for an operator.
    let built = Query::new()
        .any_of([Term::word("guards"), Term::word("permit")])
        .none_of([Term::phrase("city council")])
        .since("2024-05".parse()?);
    println!("\nbuilt: {built}");
    println!("finds {}", archive.search(&built)?.total);

    // Pages: a cursor names a place in the results, so that none comes twice while the archive grows.
    let mut query = Query::from("bell OR wreck").limit(2);
    loop {
        let page = archive.search(&query)?;
        let days: Vec<_> = page.hits.iter().map(|hit| hit.published.date().to_string()).collect();
        println!("page: {}", days.join(", "));
        if page.next.is_none() {
            return Ok(());
        }
        query = query.page_after(page.next);
    }
}
