//! `dateline remove`: articles leave the archive.

use std::time::Duration;

use dateline::{Archive, ArticleId, Order, Query, Snapshot, Term, terminal_safe};
use serde_json::json;

use crate::cli::ending::{Ending, Outcome};
use crate::cli::output::Output;
use crate::cli::session::Session;
use crate::cli::typed::typed;
use crate::cli::which;

/// Remove articles with their text, captions and earlier wordings
///
/// People, tags and pictures stay. If one of the articles isn't there, none is removed. A source that offers a removed
/// article again doesn't bring it back, until it is allowed to.
///
/// A query removes all that answers it, and must be taken at its word: one of which anything would be ignored is refused.
/// Nobody is asked; --dry-run says how many there are.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline remove 1 2
  dateline remove https://courier.example/ferry
  dateline remove 'before:2020 tag:weather' --dry-run")]
pub struct Args {
    /// Ids as other commands print them, uris, or any of their URLs; or one query with a date or a field
    #[arg(required = true, value_name = "ID|URI|QUERY")]
    which: Vec<String>,
    /// Remove nothing, and say how many would be
    #[arg(long)]
    dry_run: bool,
    /// Of a query: also those that are hidden
    #[arg(long)]
    hidden: bool,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open()?;
        match self.which.as_slice() {
            [only] if is_query(only) && which::find(&archive, only).is_err() => {
                self.remove_by_query(&archive, only, &mut session.out)
            }
            _ => self.remove_by_id(&archive, &mut session.out),
        }
    }

    fn remove_by_id(&self, archive: &Archive, out: &mut Output) -> Outcome {
        let mut articles: Vec<(ArticleId, String, String)> = Vec::with_capacity(self.which.len());
        for which in &self.which {
            let article = which::find(archive, which)?;
            if articles.iter().all(|(id, ..)| *id != article.id) {
                articles.push((article.id, article.uri, article.headline));
            }
        }
        let ids: Vec<_> = articles.iter().map(|(id, ..)| *id).collect();
        if !self.dry_run {
            archive.write(|tx| tx.remove_articles(&ids))?;
        }
        let (outcome, sentence) =
            if self.dry_run { ("found", "would remove") } else { ("removed", "removed") };
        for (id, uri, headline) in &articles {
            if out.json() {
                out.document(&json!({ "outcome": outcome, "id": id, "uri": uri }));
            } else {
                out.line(format_args!("{sentence} #{id}  {}", terminal_safe(headline)));
            }
        }
        Ok(Ending::Done)
    }

    fn remove_by_query(&self, archive: &Archive, text: &str, out: &mut Output) -> Outcome {
        let query = typed(text).strict().hidden(self.hidden).deadline(Duration::MAX);
        let count = match self.dry_run {
            true => archive.count(&query)?.count,
            false => archive.write(|tx| {
                let ids = all(tx, &query)?;
                tx.remove_articles(&ids)?;
                Ok(ids.len())
            })?,
        };
        let (outcome, sentence) =
            if self.dry_run { ("found", "would remove") } else { ("removed", "removed") };
        if out.json() {
            out.document(&json!({ "outcome": outcome, "count": count }));
        } else {
            out.line(format_args!("{sentence} {count}"));
        }
        Ok(Ending::Done)
    }
}

/// Returns true if a text says more than words: a mistyped address must not become a search that removes what it finds.
fn is_query(text: &str) -> bool {
    let query = Query::from(text);
    let mut terms = query.groups().iter().flatten().chain(query.excluded());
    !text.contains("://") && (!query.dates().is_empty() || terms.any(is_field))
}

fn is_field(term: &Term) -> bool {
    match term {
        Term::All(all) => all.groups.iter().flatten().chain(&all.excluded).any(is_field),
        term => !matches!(term, Term::Words { field: None, .. }),
    }
}

/// Returns all that answers a query.
fn all(snapshot: &Snapshot<'_>, query: &Query) -> dateline::Result<Vec<ArticleId>> {
    let mut query = query.clone().order(Order::Oldest).limit(Query::MAX_LIMIT).count_to(0);
    let mut ids = Vec::new();
    loop {
        let page = snapshot.search_ids(&query)?;
        ids.extend(page.hits);
        match page.next {
            Some(next) => query = query.page_after(Some(next)),
            None => return Ok(ids),
        }
    }
}
