//! Articles like another: the words by which they are found, and how a reader or a query narrows them.
//!
//!     cargo run --example similar

use dateline::{Archive, NewArticle, Order, Query};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let archive = Archive::in_memory()?;
    let story = |day: &str, publication: &str, headline: &str, body: &str, tag: &str| {
        let article = NewArticle::new(headline, body).language("en").publication(publication).tag(tag);
        day.parse().map(|day| article.published(day))
    };
    let (courier, wire) = ("The Ostermere Courier", "Northern Wire");
    let again = ("Ferry runs again", "The fog has lifted, and the quay is open.");
    let stories = [
        story(
            "2024-05-01",
            courier,
            "Fog stops the ferry",
            "It waits for the fog to lift from the quay.",
            "Harbour",
        ),
        story("2024-05-03", courier, again.0, again.1, "Harbour"),
        // The same story in another paper.
        story("2024-05-03", wire, again.0, again.1, "Harbour"),
        story(
            "2024-05-04",
            courier,
            "A school is planned",
            "It will have room for two hundred.",
            "City Council",
        ),
        story(
            "2024-06-10",
            courier,
            "Bridge wanted",
            "The ferry and the quay would give way.",
            "City Council",
        ),
    ];
    let stories = stories.into_iter().collect::<Result<Vec<_>, _>>()?;
    let saved = archive.write(|tx| tx.save_all(&stories))?;
    let id = saved[1].id.ok_or("not saved")?;

    // What tells most about an article: words that it has often, and few others have. The headline counts twice.
    let explanation = archive.read(|snapshot| snapshot.explain_similar(id, &Query::new()))?;
    println!("{} is told by", again.0);
    for word in &explanation.plan.clauses[0] {
        println!("    {:.2}  {}", word.weight.unwrap_or(0.0), word.term);
    }

    // Any of them finds an article; the more and the more telling ones, the further to the front. The article itself and its copy
    // are left out.
    for order in [Order::BestMatch, Order::Newest] {
        println!("{}", order.as_str());
        for hit in archive.similar(id, &Query::new().order(order))?.hits {
            println!("    {}  {}", hit.published.date(), hit.headline.html());
        }
    }

    // A query narrows them down like any search.
    for typed in ["tag:\"city council\"", "before:2024-06", "bridge -ferry"] {
        let page = archive.similar(id, &Query::from(typed))?;
        let headlines: Vec<_> = page.hits.iter().map(|hit| hit.headline.text()).collect();
        println!("{typed}: {}", if headlines.is_empty() { "none".into() } else { headlines.join(", ") });
    }
    Ok(())
}
