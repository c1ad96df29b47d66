//! `dateline search`: articles that answer a query.

use std::path::Path;

use chrono_tz::Tz;
use dateline::{Order, Query};

use crate::cli::Outcome;
use crate::cli::output::Output;
use crate::cli::page::{self, Part};

/// Find articles
///
/// Any text is a query: words, "a phrase", prefix*, -without, OR, headline: caption: credit: by:
/// person: tag: from: section: lang: after: before: on: has:image. Put it into quotes, or after --
/// where it begins with a minus.
#[derive(clap::Args)]
pub struct Args {
    /// What to look for
    #[arg(required = true)]
    query: Vec<String>,
    /// Time zone in which the dates of the query are read, such as Asia/Jerusalem
    #[arg(long, default_value_t = Tz::UTC)]
    zone: Tz,
    /// Which come first
    #[arg(long, value_enum, default_value_t = By::Relevance)]
    order: By,
    /// Characters of an article's text that are shown with it, at most; 0 shows none
    #[arg(long, value_name = "LENGTH", default_value_t = 160)]
    passages: usize,
    #[command(flatten)]
    part: Part,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum By {
    /// Those that answer well and are new
    Relevance,
    /// Those that answer best, however old
    BestMatch,
    /// The latest
    Newest,
    /// The earliest
    Oldest,
}

impl By {
    fn order(self) -> Order {
        match self {
            Self::Relevance => Order::Relevance,
            Self::BestMatch => Order::BestMatch,
            Self::Newest => Order::Newest,
            Self::Oldest => Order::Oldest,
        }
    }
}

impl Args {
    pub fn run(&self, db: &Path, out: &mut Output) -> Outcome {
        let mut query = Query::from(self.query.join(" ").as_str()).zone(self.zone).order(self.order.order());
        if self.passages > 0 {
            query = query.passages(self.passages);
        }
        page::print(query, &self.part, db, out)
    }
}
