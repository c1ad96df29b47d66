//! `dateline sections`: sections of publications.

use super::list::ListOptions;
use super::which;
use crate::cli::ending::Outcome;
use crate::cli::session::Session;

/// List sections, with the number of their articles
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    list: ListOptions,
    /// Of this publication: its title, its domain or its #id
    #[arg(long, value_name = "PUBLICATION")]
    from: Option<String>,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        self.list.print(
            session,
            |archive, listing| match &self.from {
                Some(name) => Ok(listing.publication(which::publication(archive, name)?)),
                None => Ok(listing),
            },
            |snapshot, listing| snapshot.sections(listing),
            |section| (section.id.0, &section.name, section.merged_into.map(|id| id.0)),
        )
    }
}
