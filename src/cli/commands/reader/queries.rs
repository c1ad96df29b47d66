//! `dateline queries`: queries that are kept, and asked for what is new.

use dateline::{Archive, Hit, Order, Query, Snapshot, StandingQuery, terminal_safe};
use serde_json::json;

use crate::cli::ending::{Ending, Outcome};
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::page::notes;
use crate::cli::session::Session;

/// Keep queries, and ask them for what is new
///
/// Without a command: the queries, each with the number of articles that are new to the reader.
#[derive(clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  dateline queries add Harbour harbour OR ferry
  dateline queries                             each with its number of new articles
  dateline queries new Harbour --confirm       what is new since the last time
  dateline queries add Alert 'ferry sinks' --mark alert"
)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    reader: Reader,
}

/// Whoever reads, with a position of its own.
#[derive(clap::Args)]
struct Reader {
    /// The name of the reader, who has a position of their own
    #[arg(long, value_name = "READER", default_value = "dateline")]
    reader: String,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Keep a query under a name
    Add {
        /// The name
        name: String,
        /// The query: words, phrases, fields and dates
        #[arg(required = true)]
        query: Vec<String>,
        /// Mark what it finds as it is saved
        #[arg(long, value_name = "MARK")]
        mark: Option<String>,
    },
    /// Print a query
    Show {
        /// Its name
        name: String,
    },
    /// Give a query another name
    Rename {
        /// Its name
        name: String,
        /// The new name
        new: String,
    },
    /// Remove a query; the marks that it has set stay
    Remove {
        /// Its name
        name: String,
    },
    /// List what is new to a reader
    New {
        /// The name of the query
        name: String,
        #[command(flatten)]
        reader: Reader,
        /// Print so many at most
        #[arg(long, value_name = "NUMBER", default_value_t = 100)]
        limit: usize,
        /// Confirm what is printed: the next time it isn't new
        #[arg(long)]
        confirm: bool,
    },
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open()?;
        let out = &mut session.out;
        match &self.command {
            None => list(&archive, &self.reader.reader, out),
            Some(Command::Add { name, query, mark }) => {
                add(&archive, name, &query.join(" "), mark.as_deref(), out)
            }
            Some(Command::Show { name }) => show(&archive, name, out),
            Some(Command::Rename { name, new }) => {
                archive.write(|tx| tx.rename_standing_query(name, new))?;
                Ok(Ending::Done)
            }
            Some(Command::Remove { name }) => {
                archive.write(|tx| tx.remove_standing_query(name))?;
                Ok(Ending::Done)
            }
            Some(Command::New { name, reader, limit, confirm }) => {
                new(&archive, name, &reader.reader, *limit, *confirm, out)
            }
        }
    }
}

fn list(archive: &Archive, reader: &str, out: &mut Output) -> Outcome {
    let counts = archive.read(|snapshot| snapshot.new_counts(reader))?;
    if out.json() {
        out.document(&counts);
        return Ok(Ending::Done);
    }
    if counts.is_empty() {
        out.note("no query is kept");
    }
    for count in &counts {
        match &count.problem {
            Some(problem) => {
                out.line(format_args!("     ?  {}: {}", terminal_safe(&count.name), terminal_safe(problem)));
            }
            None => out.line(format_args!("{:>6}  {}", count.new, terminal_safe(&count.name))),
        }
    }
    Ok(Ending::Done)
}

fn add(archive: &Archive, name: &str, text: &str, mark: Option<&str>, out: &mut Output) -> Outcome {
    let query = Query::from(text);
    archive.write(|tx| {
        tx.add_standing_query(name, &query)?;
        mark.map_or(Ok(()), |mark| tx.set_standing_mark(name, Some(mark)))
    })?;
    notes(query.notes().iter(), out);
    Ok(Ending::Done)
}

fn show(archive: &Archive, name: &str, out: &mut Output) -> Outcome {
    let standing = archive.read(|snapshot| snapshot.standing_query(name))?;
    let standing = standing.ok_or_else(|| Failure::new(format!("no standing query {name}")))?;
    let query = standing.query()?;
    let StandingQuery { name, created, mark, .. } = &standing;
    if out.json() {
        let text = query.to_string();
        out.document(
            &json!({ "name": name, "created": created, "mark": mark, "text": text, "query": query }),
        );
        return Ok(Ending::Done);
    }
    out.line(out.strong(name));
    out.line(terminal_safe(&query.to_string()));
    if let Some(mark) = mark {
        out.line(format_args!("marks what it finds: {}", terminal_safe(mark)));
    }
    Ok(Ending::Done)
}

fn new(
    archive: &Archive,
    name: &str,
    reader: &str,
    limit: usize,
    confirm: bool,
    out: &mut Output,
) -> Outcome {
    let (page, hits) = archive.read(|snapshot| {
        let page = snapshot.new_for(name, reader, limit)?;
        let hits = hits(snapshot, &page.answering)?;
        Ok((page, hits))
    })?;
    if out.json() {
        out.document(&page);
    } else {
        for hit in &hits {
            out.line(format_args!("#{}  {}", hit.id, out.marked(&hit.headline)));
        }
        if !page.gone.is_empty() {
            out.line(format_args!("{} changed or removed that don't answer", page.gone.len()));
        }
        if page.answering.is_empty() {
            out.note("nothing is new");
        }
        if page.has_more {
            out.note("there are more: confirm these, and ask again");
        }
    }
    if page.names_changed {
        out.note("a name in the query stands for something else than before: search for it to see all");
    }
    notes(page.notes.iter(), out);
    out.flush();
    if confirm {
        archive.write(|tx| tx.confirm(name, reader, &page.position))?;
    }
    Ok(Ending::Done)
}

/// Returns what is shown of articles, the newest first.
fn hits(snapshot: &Snapshot<'_>, ids: &[dateline::ArticleId]) -> dateline::Result<Vec<Hit>> {
    let mut hits = Vec::with_capacity(ids.len());
    for ids in ids.chunks(Query::MAX_LIMIT) {
        let query = Query::from("type:any").hidden(true).order(Order::Newest).limit(ids.len());
        hits.extend(snapshot.search(&query.among(ids.iter().copied()))?.hits);
    }
    Ok(hits)
}
