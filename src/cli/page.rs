//! A page of results, as `search` and `list` print it.

use chrono_tz::Tz;
use dateline::{
    ArticleId, Correction, Cursor, Explanation, Moment, Note, Page, Precision, Published, Query,
    terminal_safe,
};
use serde::{Serialize, Serializer};

use super::counts::{CountOptions, Counts};
use super::ending::{Ending, ExitStatus, Outcome};
use super::output::Output;
use super::session::Session;

/// Options of commands that print a page of results.
#[derive(clap::Args)]
pub struct PageOptions {
    /// The time zone of dates, those in the query and those that are shown, such as Asia/Jerusalem
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
    /// Returns the query for just this page.
    pub fn of(&self, query: Query, out: &mut Output) -> Query {
        if self.limit > Query::MAX_LIMIT {
            out.note(format_args!("note: --limit {} was cut to {}", self.limit, Query::MAX_LIMIT));
        }
        query.zone(self.zone).limit(self.limit).page_after(self.cursor.clone())
    }

    /// Returns the day of an article as `on:` finds it, or the month or year where no more is known.
    pub fn day(&self, published: &Published) -> String {
        match published.moment_in(self.zone) {
            Some(moment) => Moment::new(moment.local(), moment.precision().min(Precision::Day)).to_string(),
            None => "no date".into(),
        }
    }

    /// Returns the ending of a command that has found something, or nothing.
    pub fn ending(&self, found: bool) -> Ending {
        self.exit_status.ending(found)
    }
}

fn time_zone(name: &str) -> Result<Tz, &'static str> {
    name.parse().map_err(|_| "no time zone, which are named like Asia/Jerusalem")
}

/// Prints how to get the next page.
pub fn next_line(next: Option<&Cursor>, out: &mut Output) {
    if let Some(next) = next {
        out.line(format_args!("next page: --cursor {next}"));
    }
}

/// A page, and what is told beside it.
#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    page: Page,
    #[serde(flatten)]
    counts: Counts,
    #[serde(serialize_with = "as_text")]
    did_you_mean: Option<Correction>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<Explanation>,
}

fn as_text<S: Serializer>(meant: &Option<Correction>, serializer: S) -> Result<S::Ok, S::Error> {
    meant.as_ref().map(ToString::to_string).serialize(serializer)
}

/// Prints the page that answers a query, and how it was found if that is to be explained.
pub fn print(
    query: Query,
    options: &PageOptions,
    count: &CountOptions,
    explain: bool,
    session: &mut Session,
) -> Outcome {
    let archive = session.open()?;
    let query = options.of(query, &mut session.out);
    let answer = archive.read(|snapshot| {
        let page = snapshot.search(&query)?;
        let has_all = page.total.count > 0 && !page.notes.contains(&Note::Relaxed);
        Ok(Answer {
            did_you_mean: if has_all { None } else { snapshot.did_you_mean(&query)? },
            explanation: if explain { Some(snapshot.explain(&query)?) } else { None },
            counts: count.count(snapshot, &query)?,
            page,
        })
    })?;
    Ok(answer.print(options, &mut session.out))
}

/// Prints the page of articles like another that answer a query too, and how it was found if that is to be explained.
pub fn print_similar(
    id: ArticleId,
    query: Query,
    options: &PageOptions,
    explain: bool,
    session: &mut Session,
) -> Outcome {
    let archive = session.open()?;
    let query = options.of(query, &mut session.out);
    let answer = archive.read(|snapshot| {
        Ok(Answer {
            page: snapshot.similar(id, &query)?,
            counts: Counts::default(),
            did_you_mean: None,
            explanation: if explain { Some(snapshot.explain_similar(id, &query)?) } else { None },
        })
    })?;
    Ok(answer.print(options, &mut session.out))
}

impl Answer {
    fn print(&self, options: &PageOptions, out: &mut Output) -> Ending {
        if out.json() {
            out.document(self);
        } else {
            lines(&self.page, options, out);
            self.counts.lines(out);
            if let Some(explanation) = &self.explanation {
                out.line("");
                explanation.to_string().lines().for_each(|line| out.line(terminal_safe(line)));
            }
        }
        notes(self.page.notes.iter().chain(self.counts.notes()), out);
        if let Some(meant) = self.did_you_mean.as_ref().filter(|_| !out.json()) {
            out.note(format_args!("did you mean: {meant}"));
        }
        options.ending(has_found(&self.page))
    }
}

/// Returns true if the page, or one before or after it, shows an article.
fn has_found(page: &Page) -> bool {
    page.total.count > 0 || page.next.is_some()
}

/// Says what there is to say of a query, each once.
pub fn notes<'n>(notes: impl Iterator<Item = &'n Note>, out: &mut Output) {
    let mut said: Vec<&Note> = Vec::new();
    for note in notes {
        if !said.contains(&note) {
            said.push(note);
            out.note(format_args!("note: {note}"));
        }
    }
}

/// Returns a caption with its credit.
pub fn caption_line(text: &str, credit: &str) -> String {
    match (text, credit) {
        (text, "") => text.to_owned(),
        ("", credit) => format!("({credit})"),
        (text, credit) => format!("{text} ({credit})"),
    }
}

fn lines(page: &Page, options: &PageOptions, out: &mut Output) {
    for hit in &page.hits {
        let place = if hit.publication.is_empty() { &hit.uri } else { &hit.publication };
        out.line(format_args!("{:10}  {}", options.day(&hit.published), out.marked(&hit.headline)));
        out.line(format_args!("            #{}  {}", hit.id, terminal_safe(place)));
        if !hit.byline.is_empty() {
            out.line(format_args!("            {}", terminal_safe(&hit.byline)));
        }
        if !hit.marks.is_empty() {
            out.line(format_args!("            marked {}", terminal_safe(&hit.marks.join(", "))));
        }
        if let Some(reason) = hit.hidden_reason {
            out.line(format_args!("            hidden: {}", reason.as_str()));
        }
        if let Some(passage) = &hit.passage {
            out.line(format_args!("            {}", out.passage(passage)));
        }
        for caption in &hit.captions {
            let words = caption_line(&out.marked(&caption.text), &out.marked(&caption.credit));
            out.line(format_args!("            picture {}: {words}", caption.position));
            if caption.alt.is_marked() {
                out.line(format_args!("            described as: {}", out.marked(&caption.alt)));
            }
        }
    }
    if has_found(page) {
        out.line(format_args!("{} of {}", page.hits.len(), page.total));
    } else {
        out.note("nothing found");
    }
    next_line(page.next.as_ref(), out);
}
