//! `dateline remove`: articles leave the archive.

use dateline::{ArticleId, terminal_safe};
use serde_json::json;

use crate::cli::ending::{Ending, Outcome};
use crate::cli::session::Session;
use crate::cli::which;

/// Remove articles with their text, captions and earlier wordings
///
/// People, tags and pictures stay. If one of the articles isn't there, none is removed.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline remove 1 2
  dateline remove https://courier.example/ferry")]
pub struct Args {
    /// Ids as other commands print them, uris, or any of their URLs
    #[arg(required = true, value_name = "ID|URI")]
    which: Vec<String>,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open()?;
        let mut articles: Vec<(ArticleId, String, String)> = Vec::with_capacity(self.which.len());
        for which in &self.which {
            let article = which::find(&archive, which)?;
            if articles.iter().all(|(id, ..)| *id != article.id) {
                articles.push((article.id, article.uri, article.headline));
            }
        }
        archive.write(|tx| articles.iter().try_for_each(|(id, ..)| tx.remove_article(*id)))?;
        let out = &mut session.out;
        for (id, uri, headline) in &articles {
            if out.json() {
                out.document(&json!({ "outcome": "removed", "id": id, "uri": uri }));
            } else {
                out.line(format_args!("removed #{id}  {}", terminal_safe(headline)));
            }
        }
        Ok(Ending::Done)
    }
}
