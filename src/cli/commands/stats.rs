//! `dateline stats`: the archive in numbers.

use std::collections::BTreeMap;

use dateline::{ObjectPages, PageUsage, Stats, StoredContent, terminal_safe};

use crate::cli::ending::{Ending, Outcome};
use crate::cli::output::Output;
use crate::cli::session::Session;

/// Languages that are told.
const LANGUAGES: usize = 10;

/// A table or index is named that has at least a hundredth of the file.
const LEAST_SHARE: u64 = 100;

/// Count what the archive holds
#[derive(clap::Args)]
pub struct Args {
    /// Say where the bytes of the file are instead, which reads all of it; with --json each table and index
    #[arg(long)]
    pages: bool,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        if self.pages {
            return pages(session);
        }
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

fn pages(session: &mut Session) -> Outcome {
    let usage = session.open()?.read(|snapshot| snapshot.page_usage())?;
    let out = &mut session.out;
    if out.json() {
        out.document(&usage);
    } else {
        page_lines(&usage, out);
    }
    Ok(Ending::Done)
}

/// Prints the sums of each kind of content, the largest first, and its largest tables and indexes.
fn page_lines(usage: &PageUsage, out: &mut Output) {
    let mut contents: BTreeMap<StoredContent, Vec<&ObjectPages>> = BTreeMap::new();
    for object in &usage.objects {
        contents.entry(object.content).or_default().push(object);
    }
    let mut contents: Vec<_> =
        contents.into_iter().map(|(content, objects)| (sums(&objects), content, objects)).collect();
    contents.sort_by_key(|((bytes, _), ..)| std::cmp::Reverse(*bytes));
    out.line(format_args!("{:38}  {:>14}  {:>14}  {:>7}", "", "bytes", "unused", "of file"));
    for (sums, content, objects) in contents {
        page_line(&content.as_str().replace('_', " "), sums, usage, out);
        for object in objects.into_iter().filter(|object| object.bytes * LEAST_SHARE >= usage.bytes) {
            page_line(&format!("  {}", object.name), (object.bytes, object.unused), usage, out);
        }
    }
    let free = usage.free_pages * usage.page_size;
    page_line("free", (free, free), usage, out);
    let unused: u64 = usage.objects.iter().map(|object| object.unused).sum();
    page_line("file", (usage.bytes, unused + free), usage, out);
}

/// Returns the bytes of tables and indexes, and those in which nothing is stored.
fn sums(objects: &[&ObjectPages]) -> (u64, u64) {
    (objects.iter().map(|object| object.bytes).sum(), objects.iter().map(|object| object.unused).sum())
}

fn page_line(name: &str, (bytes, unused): (u64, u64), usage: &PageUsage, out: &mut Output) {
    let share = bytes as f64 * 100.0 / usage.bytes.max(1) as f64;
    out.line(format_args!("{:38}  {bytes:>14}  {unused:>14}  {share:>5.1} %", terminal_safe(name)));
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
        ("marks", stats.marks),
        ("marked", stats.marked),
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
