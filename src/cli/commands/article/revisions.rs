//! `dateline revisions`: the earlier wordings of an article.

use dateline::{Article, NewArticle, Origin, Revision, terminal_safe};
use serde_json::json;

use crate::cli::ending::{Ending, Outcome};
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::session::Session;
use crate::cli::which::Which;

/// List the earlier wordings of an article, or show one
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline revisions 1      when it was changed, and what
  dateline revisions 1 2    the second of them, whole")]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// Show the wording of this number
    number: Option<u32>,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open()?;
        let article = self.which.article(&archive)?;
        let revisions = archive.read(|snapshot| snapshot.revisions_of(article.id))?;
        let out = &mut session.out;
        match self.number {
            Some(number) => {
                let revision = revisions.iter().find(|revision| revision.number == number);
                let missing = || Failure::new(format!("article {} has no revision {number}", article.id));
                one(revision.ok_or_else(missing)?, out);
            }
            None if out.json() => out.document(&json!({ "id": article.id, "revisions": revisions })),
            None => list(&article, &revisions, out),
        }
        Ok(Ending::Done)
    }
}

fn list(article: &Article, revisions: &[Revision], out: &mut Output) {
    if revisions.is_empty() {
        out.note("no earlier wording is kept of this article");
        return;
    }
    out.line(format_args!("#{}  {}", article.id, out.strong(&article.headline)));
    for Revision { number, superseded, changed, origin, .. } in revisions {
        let until = superseded.format("%Y-%m-%d %H:%M UTC");
        out.line(format_args!(
            "{number:>4}  until {until}, then changed{}: {}",
            if *origin == Some(Origin::Hand) { " by hand" } else { "" },
            terminal_safe(&changed.join(", "))
        ));
    }
}

fn one(revision: &Revision, out: &mut Output) {
    if out.json() {
        out.document(revision);
        return;
    }
    let NewArticle { headline, dek, byline, body, published, .. } = &revision.document;
    out.line(out.strong(headline));
    let published = published.map(|moment| moment.to_string()).unwrap_or_default();
    for text in [dek, byline, &published].into_iter().filter(|text| !text.is_empty()) {
        out.line(terminal_safe(text));
    }
    for paragraph in body.split("\n\n").filter(|paragraph| !paragraph.is_empty()) {
        out.line("");
        out.line(terminal_safe(paragraph));
    }
}
