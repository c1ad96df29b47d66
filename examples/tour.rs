//! A walk through an archive: what is in it, and the ways to it.
//!
//!     cargo run --example tour

use std::fs;
use std::path::Path;

use dateline::{Archive, ArticleId, Hit, Published, Query, ingest};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    // An archive is one file, or lives in memory. This one holds the invented news of one town.
    let archive = Archive::in_memory()?;
    let mut articles = Vec::new();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    // Page text and JSON, and beside them a web page and a feed.
    let mut paths = Vec::new();
    for folder in [samples.join("web"), samples] {
        paths.extend(fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?);
    }
    paths.retain(|path| path.is_file());
    paths.sort();
    for path in &paths {
        let readings = ingest::read(&fs::read(path)?, &*path.to_string_lossy())?;
        articles.extend(readings.articles.into_iter().map(|reading| reading.article));
    }
    let saved = archive.write(|tx| tx.save_all(&articles))?;
    let added = saved.iter().filter(|saved| saved.outcome.as_str() == "added").count();
    println!("{} files, {added} articles", paths.len());

    // Saving is safe to repeat: it compares, and says so.
    let again = archive.write(|tx| tx.save_all(&articles))?;
    println!("again: {} unchanged\n", again.iter().filter(|s| s.outcome.as_str() == "unchanged").count());

    // Any text is a query. A word finds its other forms: "crosses" finds "crossing".
    println!("What was said of crossing by ferry?");
    list(&archive, &Query::from("ferry crosses"))?;

    // A person is more than a name: she may have several, and so may two people have one.
    println!("Where does Ines Okoro appear?");
    let people = archive.read(|s| s.people_named("Ines Okoro"))?;
    for person in &people {
        list(&archive, &Query::new().belonging_to(person.id))?;
    }

    // One photograph runs in many articles, each time with other words and another credit.
    println!("One photograph, and how it was captioned:");
    let uses =
        archive.read(|s| match s.image_by_uri("https://images.courier.example/bridge-opening")? {
            Some(image) => s.uses_of(image.id),
            None => Ok(Vec::new()),
        })?;
    for used in &uses {
        for caption in &used.captions {
            println!("  {}  {} ({})", day(&used.published), caption.text, caption.credit);
        }
    }

    // A tag is one tag, however it is spelled. Its page is a query too, and so can be narrowed.
    println!("\nTagged Harbour, since June:");
    list(&archive, &Query::new().tag("HARBOUR").since("2024-06".parse()?))?;

    println!("March in the town's paper:");
    list(&archive, &Query::from("from:courier.example on:2024-03"))?;

    // An article is all of it at once: the text, and what belongs to it.
    let article = archive.read(|s| s.article(ArticleId(1)))?.ok_or("the first article is there")?;
    println!("{}: {} words,", article.headline, article.word_count);
    println!(
        "  {} people, {} tags, {} pictures",
        article.people.len(),
        article.tags.len(),
        article.images.len()
    );
    Ok(())
}

fn list(archive: &Archive, query: &Query) -> Result<()> {
    let page = archive.search(query)?;
    for Hit { published, headline, publication, .. } in &page.hits {
        println!("  {}  {headline} [{publication}]", day(published));
    }
    println!("  ({})\n", page.total);
    Ok(())
}

/// The day, or as much of it as is known: `2024-06`.
fn day(published: &Published) -> String {
    let known = published.moment().map(|moment| moment.to_string()).unwrap_or_default();
    format!("{known:10.10}")
}
