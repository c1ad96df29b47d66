//! A web page becomes an article, and each value says where it came from.
//!
//!     cargo run --example page

use std::path::Path;

use dateline::ingest;
use dateline::{ArticleField, NewArticle};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/web/oyster-lease.html");
    let readings = ingest::read(&std::fs::read(path)?, "oyster-lease.html")?;
    let reading = &readings.articles[0];
    let article = &reading.article;

    println!("{} of format {}\n", article.url.as_deref().unwrap_or_default(), reading.format);
    let credits: Vec<&str> = article.credits.iter().map(|credit| &*credit.name).collect();
    let tags: Vec<&str> = article.tags.iter().map(|tag| &*tag.name).collect();
    let date = |at: Option<dateline::Moment>| at.map(|at| at.to_string()).unwrap_or_default();
    tell(article, ArticleField::Headline, &article.headline);
    tell(article, ArticleField::Dek, &article.dek);
    tell(article, ArticleField::Credits, &credits.join(", "));
    tell(article, ArticleField::Published, &date(article.published));
    tell(article, ArticleField::Modified, &date(article.modified));
    tell(article, ArticleField::Section, article.section.as_deref().unwrap_or_default());
    tell(article, ArticleField::Tags, &tags.join(", "));
    tell(article, ArticleField::Body, &format!("{} paragraphs", article.body.split("\n\n").count()));

    // Captions and credits are taken from all of the page.
    for image in &article.images {
        println!("\n{}", image.urls.first().map_or("", |url| url));
        for caption in &image.captions {
            println!("  {} ({})", caption.text, caption.credit);
        }
        println!("  in place of it: {}", image.alt);
    }
    for warning in &reading.warnings {
        println!("not sure: {warning}");
    }
    Ok(())
}

/// Prints a value with the kind of source that it was read from.
fn tell(article: &NewArticle, field: ArticleField, value: &str) {
    let source = article.value_sources.get(&field).copied().or(article.value_source);
    let source = source.map(|source| source.as_str()).unwrap_or_default();
    println!("{:10} {:8} {value:.70}", field.as_str(), source);
}
