//! `dateline similar`: articles like another.

use dateline::{DateLimit, Order, Query};

use crate::cli::ending::Outcome;
use crate::cli::names;
use crate::cli::page::{self, PageOptions};
use crate::cli::session::Session;
use crate::cli::typed::typed;
use crate::cli::which::Which;

/// Find articles like another
///
/// They have any of the words that tell most of what the article is about: those that it has often and few others have. The
/// article itself is left out, and every one that says the same word for word.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline similar 1
  dateline similar https://courier.example/ferry --order newest
  dateline similar 1 tag:harbour after:2024        only such
  dateline similar 1 --limit 3 --explain           with the words, and what each adds")]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// A query that they must answer too
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// Set the order of the results
    ///
    /// With relevance, articles that are much alike and not much older come first; with best-match, those that are most alike,
    /// however old they are.
    #[arg(long, value_parser = names::parser(Order::ALL, Order::as_str), default_value = "relevance")]
    order: Order,
    /// Show so many characters of the text of each article, at most
    #[arg(long, value_name = "LENGTH", default_value_t = 160)]
    passages: usize,
    /// Tell how the page was found, by which words, and what each score consists of
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    page: PageOptions,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let id = self.which.article(&session.open()?)?.id;
        let mut query = narrowing(&self.query.join(" ")).order(self.order);
        if self.passages > 0 {
            query = query.passages(self.passages);
        }
        page::print_similar(id, query, &self.page, self.explain, session)
    }
}

/// Returns the query of a text. Only one with dates that are counted back needs to know when now is: else age counts from the article.
fn narrowing(text: &str) -> Query {
    let query = Query::from(text);
    let is_fixed =
        |limit: &DateLimit| matches!(limit, DateLimit::Since(_) | DateLimit::Until(_) | DateLimit::On(_));
    if query.dates().iter().all(is_fixed) { query } else { typed(text) }
}
