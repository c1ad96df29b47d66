//! `dateline changes`: what has changed since a position.

use dateline::{Change, Changed, Position, terminal_safe};

use crate::cli::ending::{Ending, Outcome};
use crate::cli::session::Session;

/// List what has changed since a position
///
/// Of each article, person, tag and picture the latest change is told. What it is now, `show` tells.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline changes                       all that is there, from the beginning
  dateline changes --since POSITION      what came later: each page prints its position
  dateline changes --since 0 --json")]
pub struct Args {
    /// After this position, as an earlier page printed it; 0 is the beginning
    #[arg(long, value_name = "POSITION", default_value = "0")]
    since: Position,
    /// Print so many at most
    #[arg(long, value_name = "NUMBER", default_value_t = 100)]
    limit: usize,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open()?;
        let page = archive.read(|snapshot| snapshot.changes_since(&self.since, self.limit))?;
        let out = &mut session.out;
        if out.json() {
            out.document(&page);
            return Ok(Ending::Done);
        }
        page.changes.iter().for_each(|change| out.line(terminal_safe(&line(change))));
        if page.changes.is_empty() && !page.has_more {
            out.note("nothing has changed");
        }
        let next = if page.has_more { "next page" } else { "position" };
        out.line(format_args!("{next}: --since {}", page.position));
        Ok(Ending::Done)
    }
}

fn line(Change { number, what, .. }: &Change) -> String {
    let what = match what {
        Changed::Added { article, uri } => format!("added     #{article}  {uri}"),
        Changed::Revised { article, uri } => format!("revised   #{article}  {uri}"),
        Changed::Marked { article, uri } => format!("marked    #{article}  {uri}"),
        Changed::Removed { article, uri, merged_into: Some(into), .. } => {
            format!("removed   #{article}  {uri}  (merged into #{into})")
        }
        Changed::Removed { article, uri, .. } => format!("removed   #{article}  {uri}"),
        Changed::Person { id } => format!("person    {id}"),
        Changed::Tag { id } => format!("tag       {id}"),
        Changed::Image { id } => format!("picture   {id}"),
        Changed::Organization { id } => format!("organization {id}"),
        Changed::Publication { id } => format!("publication {id}"),
        Changed::Section { id } => format!("section   {id}"),
        _ => "something of a later version".into(),
    };
    format!("{number:>8}  {what}")
}
