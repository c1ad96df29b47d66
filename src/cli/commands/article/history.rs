//! `dateline history`: the wordings of an article, and what changed from one to the next.

use dateline::{Archive, Article, ArticleState, FieldDiff, Origin, terminal_safe};
use serde::Serialize;
use serde_json::json;

use super::wording;
use crate::cli::diff;
use crate::cli::ending::{Ending, Outcome};
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::session::Session;
use crate::cli::which::Which;

/// List the wordings of an article with what changed, or show one
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline history 1             when it was changed, in which fields, and by whom
  dateline history 1 --diff      and the words that changed
  dateline history 1 2           the second wording, whole
  dateline history 1 2 --diff    what changed from the first to the second")]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// Show the wording of this number
    number: Option<u32>,
    /// Show the words that changed
    #[arg(long)]
    diff: bool,
}

/// A state as `--json` prints it.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    state: ArticleState,
    #[serde(skip_serializing_if = "Option::is_none")]
    diff: Option<Vec<FieldDiff>>,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open()?;
        let article = self.which.article(&archive)?;
        let out = &mut session.out;
        match self.number {
            Some(number) if !self.diff => {
                let wording = archive.read(|snapshot| snapshot.wording(article.id, number))?;
                wording::print(&wording.ok_or_else(|| missing(&article, number))?, out);
            }
            Some(number) => {
                let states = self.states(&archive, &article)?;
                let shown = states.into_iter().find(|shown| shown.state.number == number);
                let shown = shown.ok_or_else(|| missing(&article, number))?;
                if out.json() { out.document(&shown) } else { state(&shown, out) }
            }
            None => {
                let states = self.states(&archive, &article)?;
                if out.json() {
                    out.document(&json!({ "id": article.id, "states": states }));
                } else {
                    out.line(format_args!("#{}  {}", article.id, out.strong(&article.headline)));
                    states.iter().for_each(|shown| state(shown, out));
                }
            }
        }
        Ok(Ending::Done)
    }

    /// Returns the states, each compared with the one before if that is asked for.
    fn states(&self, archive: &Archive, article: &Article) -> Result<Vec<Shown>, Failure> {
        let states = archive.read(|snapshot| {
            let states = snapshot.history(article.id)?;
            let mut shown = Vec::with_capacity(states.len());
            for state in &states {
                let is_before = |other: &&ArticleState| {
                    other.until.is_some()
                        && other.until == state.since
                        && other.merged_from == state.merged_from
                };
                let before = states.iter().rev().filter(|other| other.number < state.number).find(is_before);
                let diff = match before.filter(|_| self.diff) {
                    Some(before) => snapshot.diff(article.id, before.number, state.number)?,
                    None => None,
                };
                shown.push(Shown { state: state.clone(), diff: diff.map(|diff| diff.fields) });
            }
            Ok(shown)
        });
        Ok(states?)
    }
}

fn missing(article: &Article, number: u32) -> Failure {
    Failure::new(format!("article {} has no wording {number}", article.id))
}

fn state(shown: &Shown, out: &mut Output) {
    let ArticleState { number, since, origin, changed, merged_from, .. } = &shown.state;
    let since = since.map(|since| since.format("%Y-%m-%d %H:%M UTC").to_string());
    let by_hand = if *origin == Some(Origin::Hand) { " by hand" } else { "" };
    let what = match (&changed[..], merged_from) {
        ([], None) => "first seen".to_owned(),
        ([], Some(of)) => format!("first wording of {of}"),
        (fields, None) => format!("changed{by_hand}: {}", fields.join(", ")),
        (fields, Some(of)) => format!("changed{by_hand}, as {of}: {}", fields.join(", ")),
    };
    out.line(format_args!("{number:>4}  {:20}  {}", since.unwrap_or_default(), terminal_safe(&what)));
    shown.diff.iter().flatten().for_each(|field| diff::print(field, out));
}
