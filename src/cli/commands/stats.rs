//! `dateline stats`: the archive in numbers.

use dateline::{Stats, terminal_safe};

use crate::cli::ending::{Ending, Outcome};
use crate::cli::output::Output;
use crate::cli::session::Session;

/// Languages that are told.
const LANGUAGES: usize = 10;

/// Count what the archive holds
#[derive(clap::Args)]
pub struct Args {}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let stats = session.open()?.read(|snapshot| snapshot.stats())?;
        let out = &mut session.out;
        if out.json() {
            out.document(&stats);
        } else {
            lines(&stats, out);
        }
        Ok(Ending::Done)
    }
}

fn lines(stats: &Stats, out: &mut Output) {
    for (what, count) in [
        ("articles", stats.articles),
        ("of them hidden", stats.hidden),
        ("words", stats.words),
        ("revisions", stats.revisions),
        ("publications", stats.publications),
        ("sections", stats.sections),
        ("people", stats.people),
        ("organizations", stats.organizations),
        ("tags", stats.tags),
        ("pictures", stats.images),
        ("captions", stats.captions),
        ("bytes", stats.bytes),
    ] {
        out.line(format_args!("{what:14}  {count:>12}"));
    }
    if let (Some(earliest), Some(latest)) = (stats.earliest, stats.latest) {
        out.line(format_args!("published from {} to {}", earliest.date_naive(), latest.date_naive()));
    }
    let languages: Vec<_> = stats
        .languages
        .iter()
        .take(LANGUAGES)
        .map(|one| format!("{} {}", one.language, one.articles))
        .collect();
    let more = if stats.languages.len() > LANGUAGES { ", …" } else { "" };
    if !languages.is_empty() {
        out.line(format_args!("languages: {}{more}", terminal_safe(&languages.join(", "))));
    }
}
