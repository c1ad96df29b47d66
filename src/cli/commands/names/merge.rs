//! `dateline merge` and `unmerge`: two names that are one, or are two after all.

use serde_json::json;

use super::which;
use crate::cli::ending::{Ending, Outcome};
use crate::cli::failure::Failure;
use crate::cli::session::Session;

/// The kinds of things that can be merged.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum Kind {
    Person,
    Tag,
    Publication,
}

/// Say that two people, tags or publications are one
///
/// All names of the first are the second's from now on. Articles keep what they print.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline merge person 'A. Jones' 'Ada Jones'
  dateline merge publication courier.example 'The Ostermere Courier'
  dateline merge tag '#12' '#7'")]
pub struct Merge {
    /// What the two are
    kind: Kind,
    /// The one that is no more: its name, or its id such as #12
    from: String,
    /// The one that is kept
    into: String,
}

impl Merge {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open()?;
        let (from, into) = match self.kind {
            Kind::Person => {
                let (from, into) =
                    (which::person(&archive, &self.from)?, which::person(&archive, &self.into)?);
                archive.write(|tx| tx.merge_people(from, into))?;
                (from.0, into.0)
            }
            Kind::Tag => {
                let (from, into) = (which::tag(&archive, &self.from)?, which::tag(&archive, &self.into)?);
                archive.write(|tx| tx.merge_tags(from, into))?;
                (from.0, into.0)
            }
            Kind::Publication => {
                let from = which::publication(&archive, &self.from)?;
                let into = which::publication(&archive, &self.into)?;
                archive.write(|tx| tx.merge_publications(from, into))?;
                (from.0, into.0)
            }
        };
        if session.out.json() {
            session.out.document(&json!({ "merged": from, "into": into }));
        } else {
            session.out.line(format_args!("#{from} is #{into}"));
        }
        Ok(Ending::Done)
    }
}

/// Take back that a person, tag or publication was merged into another
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline people jones --merged      # the id of one that was merged
  dateline unmerge person '#12'")]
pub struct Unmerge {
    /// What it is
    kind: Kind,
    /// The one that was merged: its id, such as #12
    id: String,
}

impl Unmerge {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let number = self.id.strip_prefix('#').unwrap_or(&self.id).parse();
        let Ok(id) = number else {
            return Err(Failure::new(format!("{} is no id: the list with --merged has them", self.id)));
        };
        let archive = session.open()?;
        archive.write(|tx| match self.kind {
            Kind::Person => tx.unmerge_person(dateline::PersonId(id)),
            Kind::Tag => tx.unmerge_tag(dateline::TagId(id)),
            Kind::Publication => tx.unmerge_publication(dateline::PublicationId(id)),
        })?;
        if session.out.json() {
            session.out.document(&json!({ "unmerged": id }));
        } else {
            session.out.line(format_args!("#{id} is one of its own"));
        }
        Ok(Ending::Done)
    }
}
