//! Articles like another, through the public API.

mod alike;
mod equal;
mod narrowed;
mod texts;

use dateline::{Archive, ArticleId, NewArticle, Order, Page, Query};

/// An English story of a day.
fn story(day: u32, headline: &str, body: &str) -> NewArticle {
    let day = format!("2024-05-{day:02}T12:00Z").parse().unwrap();
    NewArticle::new(headline, body).language("en").published(day)
}

/// Saves stories, and returns their ids in their order.
fn save(archive: &Archive, stories: &[NewArticle]) -> Vec<ArticleId> {
    let saved = archive.write(|tx| tx.save_all(stories)).unwrap();
    saved.into_iter().map(|saved| saved.id.unwrap()).collect()
}

fn ids(page: &Page) -> Vec<ArticleId> {
    page.hits.iter().map(|hit| hit.id).collect()
}

fn best(query: Query) -> Query {
    query.order(Order::BestMatch)
}

/// Returns the words by which others are found, the most telling one first.
fn words(archive: &Archive, id: ArticleId) -> Vec<(String, f64)> {
    let explanation = archive.read(|snapshot| snapshot.explain_similar(id, &best(Query::new()))).unwrap();
    let terms = explanation.plan.clauses.first().map_or(&[][..], Vec::as_slice);
    terms.iter().filter_map(|term| Some((term.term.clone(), term.weight?))).collect()
}
