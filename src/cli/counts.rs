//! Counts over all results: facets and a timeline.

use dateline::{Bucket, Facet, Facets, Interval, Note, Query, Result, Snapshot, Timeline, terminal_safe};
use serde::Serialize;

use super::names;
use super::output::Output;

/// Values that are told of a facet.
const VALUES: usize = 10;
/// Columns of the longest bar.
const BAR: u64 = 40;

/// Options of commands that count over all results.
#[derive(clap::Args)]
pub struct CountOptions {
    /// Count all results by these, such as tag,person
    ///
    /// Of tag, person, author, publication, section, language, mark and year; tag:VOCABULARY is the tags of one vocabulary.
    #[arg(long, value_delimiter = ',', value_name = "FACET,...")]
    facets: Vec<Facet>,
    /// Tell so many values of each, at most
    #[arg(long, value_name = "NUMBER", default_value_t = VALUES)]
    values: usize,
    /// Count all results by time
    #[arg(long, value_parser = names::parser(Interval::ALL, Interval::as_str), value_name = "INTERVAL")]
    timeline: Option<Interval>,
}

impl CountOptions {
    /// Counts, in the state of the archive in which the page was found.
    pub fn count(&self, snapshot: &Snapshot<'_>, query: &Query) -> Result<Counts> {
        let query = query.clone().page_after(None).limit(self.values);
        let mut facets = Vec::new();
        for facet in &self.facets {
            if !facets.contains(facet) {
                facets.push(facet.clone());
            }
        }
        Ok(Counts {
            facets: if facets.is_empty() { None } else { Some(snapshot.facets(&query, &facets)?) },
            timeline: self.timeline.map(|interval| snapshot.timeline(&query, interval)).transpose()?,
        })
    }
}

/// The counts of a command.
#[derive(Default, Serialize)]
pub struct Counts {
    #[serde(skip_serializing_if = "Option::is_none")]
    facets: Option<Facets>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timeline: Option<Timeline>,
}

impl Counts {
    /// Returns the notes on the counts.
    pub fn notes(&self) -> impl Iterator<Item = &Note> {
        let facets = self.facets.iter().flat_map(|facets| &facets.notes);
        facets.chain(self.timeline.iter().flat_map(|timeline| &timeline.notes))
    }

    pub fn lines(&self, out: &mut Output) {
        self.facets.iter().for_each(|facets| facet_lines(facets, out));
        self.timeline.iter().for_each(|timeline| timeline_lines(timeline, out));
    }
}

fn facet_lines(Facets { lists, total, .. }: &Facets, out: &mut Output) {
    for list in lists {
        out.line(format_args!("\n{} of {total}", out.strong(&list.facet.to_string())));
        for value in &list.values {
            out.line(format_args!("{:>8}  {}", value.articles, terminal_safe(&value.name)));
        }
        if list.more > 0 {
            out.line(format_args!("{:>8}  more", list.more));
        }
    }
}

fn timeline_lines(Timeline { buckets, total, .. }: &Timeline, out: &mut Output) {
    out.line(format_args!("\n{} of {total}", out.strong("timeline")));
    let most = buckets.iter().map(|bucket| bucket.matches).max().unwrap_or(0).max(1);
    for bucket in buckets {
        let Bucket { date, matches, volume, .. } = bucket;
        let bar = "█".repeat(usize::try_from((matches * BAR).div_ceil(most)).unwrap_or(0));
        let percent = bucket.share() * 100.0;
        out.line(format_args!(
            "{:10}  {matches:>8} of {volume:>8} {percent:>5.1} %  {bar}",
            date.to_string()
        ));
    }
}
