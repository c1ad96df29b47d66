//! A page of results, as `search` and `list` print it.

use chrono::SecondsFormat;
use chrono_tz::Tz;
use dateline::{
    Cursor, Highlighted, Hit, HitCaption, Moment, Page, Passage, Precision, Published, Query, terminal_safe,
};
use serde_json::{Value, json};

use super::Outcome;
use super::counts::CountOptions;
use super::ending::{Ending, ExitStatus};
use super::output::Output;
use super::session::Session;

/// Options of commands that print a page of results.
#[derive(clap::Args)]
pub struct PageOptions {
    /// The time zone of dates in the query, such as Asia/Jerusalem
    #[arg(long, default_value = "UTC", value_parser = time_zone)]
    zone: Tz,
    /// Print so many at most, up to 1000
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    limit: usize,
    /// Go on where a page ended: it says how
    #[arg(long)]
    cursor: Option<Cursor>,
    #[command(flatten)]
    exit_status: ExitStatus,
}

impl PageOptions {
    /// The query for just this page.
    pub fn of(&self, query: Query, out: &mut Output) -> Query {
        if self.limit > Query::MAX_LIMIT {
            out.note(format_args!("note: --limit {} was cut to {}", self.limit, Query::MAX_LIMIT));
        }
        query.zone(self.zone).limit(self.limit).page_after(self.cursor.clone())
    }

    /// How a command ends that has found something, or nothing.
    pub fn ending(&self, found: bool) -> Ending {
        self.exit_status.ending(found)
    }
}

fn time_zone(name: &str) -> Result<Tz, &'static str> {
    name.parse().map_err(|_| "no time zone, which are named like Asia/Jerusalem")
}

/// Says how to go on.
pub fn next_line(next: Option<&Cursor>, out: &mut Output) {
    if let Some(next) = next {
        out.line(format_args!("next page: --cursor {next}"));
    }
}

/// Prints the page that answers a query.
pub fn print(query: Query, options: &PageOptions, count: &CountOptions, session: &mut Session) -> Outcome {
    let archive = session.open()?;
    let out = &mut session.out;
    let query = options.of(query, out);
    let (page, counts, meant) = archive.read(|snapshot| {
        let page = snapshot.search(&query)?;
        let meant = if page.total.count == 0 { snapshot.did_you_mean(&query)? } else { None };
        Ok((page, count.count(snapshot, &query)?, meant))
    })?;
    if out.json() {
        let mut document = document(&page);
        if let Value::Object(fields) = &mut document {
            counts.add_to(fields);
            fields.insert("did_you_mean".into(), json!(meant.map(|meant| meant.to_string())));
        }
        out.document(&document);
    } else {
        lines(&page, out);
        counts.lines(out);
        let mut told: Vec<_> = page.notes.iter().collect();
        told.extend(counts.notes().filter(|note| !page.notes.contains(note)));
        told.iter().for_each(|sentence| out.note(format_args!("note: {sentence}")));
        meant.iter().for_each(|meant| out.note(format_args!("did you mean: {meant}")));
    }
    Ok(options.ending(page.total.count > 0 || page.next.is_some()))
}

fn document(page: &Page) -> Value {
    json!({
        "hits": page.hits.iter().map(hit).collect::<Vec<_>>(),
        "total": page.total.count,
        "total_is_exact": page.total.is_exact,
        "next": page.next,
        "notes": page.notes.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn hit(hit: &Hit) -> Value {
    json!({
        "id": hit.id,
        "uri": hit.uri,
        "headline": hit.headline.text(),
        "headline_marks": marks(&hit.headline),
        "dek": hit.dek.text(),
        "dek_marks": marks(&hit.dek),
        "passage": hit.passage.as_ref().map(passage),
        "captions": hit.captions.iter().map(caption_json).collect::<Vec<_>>(),
        "publication": hit.publication,
        "published": hit.published.moment(),
        "published_utc": utc(&hit.published),
        "language": hit.language,
    })
}

fn passage(passage: &Passage) -> Value {
    json!({
        "text": passage.text.text(),
        "marks": marks(&passage.text),
        "start": passage.start,
        "cut_before": passage.cut_before,
        "cut_after": passage.cut_after,
    })
}

pub fn caption_json(caption: &HitCaption) -> Value {
    json!({
        "image": caption.image,
        "position": caption.position,
        "language": caption.language,
        "text": caption.text.text(),
        "text_marks": marks(&caption.text),
        "credit": caption.credit.text(),
        "credit_marks": marks(&caption.credit),
    })
}

/// Where a query was found in a text: pairs of bytes, from and to.
fn marks(text: &Highlighted) -> Vec<[usize; 2]> {
    text.ranges().iter().map(|range| [range.start, range.end]).collect()
}

/// The instant, as it stands in UTC.
pub fn utc(published: &Published) -> String {
    published.at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The local day, or the month or year where no more is known.
pub fn day(published: &Published) -> String {
    match published.precision {
        Some(precision) => Moment::new(published.local(), precision.min(Precision::Day)).to_string(),
        None => "no date".into(),
    }
}

/// A caption with its credit.
pub fn caption_line(text: &str, credit: &str) -> String {
    match (text, credit) {
        (text, "") => text.to_owned(),
        ("", credit) => format!("({credit})"),
        (text, credit) => format!("{text} ({credit})"),
    }
}

fn lines(page: &Page, out: &mut Output) {
    for hit in &page.hits {
        let place = if hit.publication.is_empty() { &hit.uri } else { &hit.publication };
        out.line(format_args!("{:10}  {}", day(&hit.published), out.marked(&hit.headline)));
        out.line(format_args!("            #{}  {}", hit.id, terminal_safe(place)));
        if let Some(passage) = &hit.passage {
            out.line(format_args!("            {}", out.passage(passage)));
        }
        for caption in &hit.captions {
            let words = caption_line(&out.marked(&caption.text), &out.marked(&caption.credit));
            out.line(format_args!("            picture {}: {words}", caption.position));
        }
    }
    match page.hits.len() {
        0 if page.total.count == 0 => out.note("nothing found"),
        shown => out.line(format_args!("{shown} of {}", page.total)),
    }
    next_line(page.next.as_ref(), out);
}
