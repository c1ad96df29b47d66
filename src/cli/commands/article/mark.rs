//! `dateline mark` and `dateline unmark`: what a reader says of articles.

use dateline::{Archive, ArticleId, Error, Query, Transaction, terminal_safe};
use serde_json::json;

use crate::cli::ending::{Ending, Outcome};
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::typed::typed;
use crate::cli::which;

/// Mark articles, such as starred or "to file"
///
/// Any name is a mark. Marking changes nothing of an article, and a query finds it by is:starred or mark:"to file".
/// If one of the articles isn't there, or the query has a slip, none is marked.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline mark starred 1 2
  dateline mark 'to file' https://courier.example/ferry --note 'for the budget'
  dateline mark read --query 'before:2024 -is:starred'")]
pub struct Args {
    #[command(flatten)]
    marking: Marking,
    /// Write this note beside the mark, in place of the one that it has
    #[arg(long, value_name = "TEXT", conflicts_with = "asked")]
    note: Option<String>,
}

/// Take a mark and its note away from articles
///
/// If one of the articles isn't there, or the query has a slip, nothing changes.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline unmark unread 1 2
  dateline unmark unread --query 'from:courier.example is:unread'")]
pub struct UnmarkArgs {
    #[command(flatten)]
    marking: Marking,
}

#[derive(clap::Args)]
struct Marking {
    /// Name of the mark
    #[arg(value_name = "NAME")]
    name: String,
    /// Ids as other commands print them, uris, or any of their URLs
    #[arg(value_name = "ID|URI", required_unless_present = "asked", conflicts_with = "asked")]
    which: Vec<String>,
    /// All that this query finds, taken at its word
    #[arg(long = "query", value_name = "QUERY")]
    asked: Option<String>,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let (name, note) = (&*self.marking.name, self.note.as_deref());
        self.marking.run(session, "set on", |tx, found| match (found, note) {
            (Found::All(query), _) => tx.mark_found(query, name),
            (Found::Each(ids), None) => tx.mark_all(ids.iter().copied(), name),
            (Found::Each(ids), Some(note)) => {
                ids.iter().map(|id| tx.mark_with_note(*id, name, note).map(usize::from)).sum()
            }
        })
    }
}

impl UnmarkArgs {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let name = &*self.marking.name;
        self.marking.run(session, "taken from", |tx, found| match found {
            Found::All(query) => tx.unmark_found(query, name),
            Found::Each(ids) => tx.unmark_all(ids.iter().copied(), name),
        })
    }
}

/// Articles that are meant.
enum Found {
    All(Box<Query>),
    Each(Vec<ArticleId>),
}

impl Marking {
    fn run(
        &self,
        session: &mut Session,
        done: &str,
        change: impl FnOnce(&mut Transaction<'_>, &Found) -> Result<usize, Error>,
    ) -> Outcome {
        let archive = session.open()?;
        let found = self.found(&archive)?;
        let changed = archive.write(|tx| change(tx, &found))?;
        let out = &mut session.out;
        if out.json() {
            out.document(&json!({ "mark": self.name, "changed": changed }));
        } else {
            let articles = if changed == 1 { "article" } else { "articles" };
            out.line(format_args!("{} {done} {changed} {articles}", terminal_safe(&self.name)));
        }
        Ok(Ending::Done)
    }

    fn found(&self, archive: &Archive) -> Result<Found, Failure> {
        if let Some(query) = &self.asked {
            return Ok(Found::All(Box::new(typed(query))));
        }
        let ids = self.which.iter().map(|which| Ok(which::find(archive, which)?.id));
        Ok(Found::Each(ids.collect::<Result<_, Failure>>()?))
    }
}
