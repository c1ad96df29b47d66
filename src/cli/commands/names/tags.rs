//! `dateline tags`: tags of all vocabularies.

use super::list::ListOptions;
use super::unused::{self, Unused};
use super::which;
use crate::cli::ending::Outcome;
use crate::cli::session::Session;

/// List tags, with the number of articles that have each or one below it
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline tags har
  dateline tags --scheme topic --order articles
  dateline tags --below Transport
  dateline tags --unused --remove")]
pub struct Args {
    #[command(flatten)]
    list: ListOptions,
    /// Of this vocabulary; '' is that of free keywords
    #[arg(long, value_name = "VOCABULARY")]
    scheme: Option<String>,
    /// Those that stand directly below this tag: its name or its #id
    #[arg(long, value_name = "TAG")]
    below: Option<String>,
    /// Those that stand below none
    #[arg(long, conflicts_with = "below")]
    top_level: bool,
    #[command(flatten)]
    unused: Unused,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        if self.unused.is_asked() {
            return unused::tags(&self.unused, session);
        }
        self.list.print(
            session,
            |archive, mut listing| {
                if let Some(scheme) = &self.scheme {
                    listing = listing.scheme(scheme);
                }
                if let Some(name) = &self.below {
                    listing = listing.below(which::tag(archive, name)?);
                }
                Ok(if self.top_level { listing.top_level() } else { listing })
            },
            |snapshot, listing| snapshot.tags(listing),
            |tag| (tag.id.0, &tag.name, tag.merged_into.map(|id| id.0)),
        )
    }
}
