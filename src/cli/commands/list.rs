//! `dateline list`: articles by what they belong to.

use dateline::{Moment, Order, Query};

use crate::cli::counts::CountOptions;
use crate::cli::ending::Outcome;
use crate::cli::page::{self, PageOptions};
use crate::cli::session::Session;

/// List articles, the latest first
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline list
  dateline list --tag harbour --from courier.example --after 2024-03
  dateline list --mark unread
  dateline list --facets publication,year --limit 0")]
pub struct Args {
    /// In this publication: its title or domain
    #[arg(long, value_name = "PUBLICATION")]
    from: Option<String>,
    /// In this section
    #[arg(long)]
    section: Option<String>,
    /// With this tag; of several, with each
    #[arg(long)]
    tag: Vec<String>,
    /// About this person; of several, about each
    #[arg(long)]
    person: Vec<String>,
    /// With this mark, such as unread; of several, with each
    #[arg(long)]
    mark: Vec<String>,
    /// From the start of this date on, such as 2023-04-29
    #[arg(long, value_name = "DATE")]
    after: Option<Moment>,
    /// Up to the start of this date
    #[arg(long, value_name = "DATE")]
    before: Option<Moment>,
    /// Also those that are hidden, and why: embargoed, expired, withheld or canceled
    #[arg(long)]
    hidden: bool,
    #[command(flatten)]
    page: PageOptions,
    #[command(flatten)]
    counts: CountOptions,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        page::print(self.query(), &self.page, &self.counts, false, session)
    }

    fn query(&self) -> Query {
        let mut query = Query::new().order(Order::Newest).hidden(self.hidden);
        if let Some(from) = &self.from {
            query = query.publication(from);
        }
        if let Some(section) = &self.section {
            query = query.section(section);
        }
        query = self.tag.iter().fold(query, |query, tag| query.tag(tag));
        query = self.mark.iter().fold(query, |query, mark| query.marked(mark));
        query = self.person.iter().fold(query, |query, person| query.person(person));
        if let Some(after) = self.after {
            query = query.since(after);
        }
        if let Some(before) = self.before {
            query = query.until(before);
        }
        query
    }
}
