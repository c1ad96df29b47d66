//! `dateline search`: articles that answer a query.

use dateline::Order;

use crate::cli::counts::CountOptions;
use crate::cli::ending::Outcome;
use crate::cli::names;
use crate::cli::page::{self, PageOptions};
use crate::cli::session::Session;
use crate::cli::typed::typed;

const AFTER_HELP: &str = "\
What a query may hold:
  harbour bridge         articles with both words, in any of their forms
  \"harbour bridge\"       just these words in this order
  harb*                  a word that begins so
  ferry OR bridge        one of these
  (ferry toll) OR bridge both of the first, or the second
  -toll                  not those with this
  headline:bridge        in the headline; also dek: body: caption: credit:
  by:lindqvist           written by; also person: tag: section: lang: from: (a publication)
  shows:fennick          with a picture of somebody
  type:picture           items of another type than texts; type:any for all
  after:2024-03          published from then on; also before: on:
  after:-7d              published on the day a week ago or later; also -24h -2w -1m -1y
  has:image              with a picture

Examples:
  dateline search harbour bridge -toll
  dateline search '\"third pier\"' tag:transport --order newest
  dateline search harbour --facets tag,person --timeline month
  dateline search harbour bridge --limit 3 --explain";

/// Find articles
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// The query: words, phrases, fields and dates
    #[arg(required = true)]
    query: Vec<String>,
    /// Set the order of the results
    ///
    /// With relevance, articles that answer well and are new come first; with best-match, those that answer
    /// best, however old they are.
    #[arg(long, value_parser = names::parser(Order::ALL, Order::as_str), default_value = "relevance")]
    order: Order,
    /// Show so many characters of the text of each article, at most
    #[arg(long, value_name = "LENGTH", default_value_t = 160)]
    passages: usize,
    /// Tell how the page was found, and what each score consists of
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    page: PageOptions,
    #[command(flatten)]
    counts: CountOptions,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let mut query = typed(&self.query.join(" ")).order(self.order);
        if self.passages > 0 {
            query = query.passages(self.passages);
        }
        page::print(query, &self.page, &self.counts, self.explain, session)
    }
}
