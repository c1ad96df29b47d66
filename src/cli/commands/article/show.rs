//! `dateline show`: one article with everything that belongs to it.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, Months, TimeDelta, Utc};
use dateline::{
    Archive, Article, ArticleId, ArticleMark, HiddenReason, ImageUse, Key, Moment, Precision, Revision,
    ValueSource, Wording, ZoneBasis, terminal_safe,
};
use serde::Serialize;

use super::wording;
use crate::cli::ending::{Ending, Outcome};
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::session::Session;
use crate::cli::which::Which;

/// Show an article with everything that belongs to it
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline show 1
  dateline show https://courier.example/ferry
  dateline show 1 --as-of 2024-05-03    what it said at the end of that day, in UTC")]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// Show what it said then: at a time, or at the end of a day, month or year
    #[arg(long, value_name = "DATE")]
    as_of: Option<Moment>,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open()?;
        let out = &mut session.out;
        let article = self.which.article(&archive)?;
        if let Some(at) = self.as_of {
            wording::print(&as_of(&archive, article.id, at)?, out);
            return Ok(Ending::Done);
        }
        let marks = archive.read(|snapshot| snapshot.marks_of(article.id))?;
        if out.json() {
            let revisions = archive.read(|snapshot| snapshot.revisions_of(article.id))?;
            out.document(&Shown { article, marks, revisions });
        } else {
            lines(&article, &marks, out);
        }
        Ok(Ending::Done)
    }
}

/// Returns what an article said at a time, or a failure that it wasn't there yet.
fn as_of(archive: &Archive, article: ArticleId, at: Moment) -> Result<Wording, Failure> {
    let local = at.local();
    let after = match at.precision() {
        Precision::Year => local.checked_add_months(Months::new(12)),
        Precision::Month => local.checked_add_months(Months::new(1)),
        Precision::Day => local.checked_add_days(Days::new(1)),
        _ => local.checked_add_signed(TimeDelta::seconds(1)),
    };
    let offset = TimeDelta::minutes(at.offset_minutes().unwrap_or(0).into());
    let end = after.and_then(|after| after.checked_sub_signed(offset + TimeDelta::seconds(1)));
    let said = archive.read(|snapshot| snapshot.as_of(article, end.unwrap_or(local).and_utc()))?;
    said.ok_or_else(|| Failure::new(format!("article {article} was not there yet on {at}")))
}

/// The object that `--json` prints.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    article: Article,
    marks: Vec<ArticleMark>,
    revisions: Vec<Revision>,
}

fn lines(article: &Article, marks: &[ArticleMark], out: &mut Output) {
    out.line(out.strong(&article.headline));
    for text in [&article.dek, &article.byline] {
        if !text.is_empty() {
            out.line(terminal_safe(text));
        }
    }
    out.line(terminal_safe(&origin(article)));
    if let Some(reason) = article.hidden_reason {
        out.line(format_args!("Hidden: {}", hidden(article, reason)));
    }
    let mut paragraphs = 0;
    pictures(article, 0, out);
    for paragraph in article.paragraphs() {
        out.line("");
        out.line(terminal_safe(paragraph));
        paragraphs += 1;
        pictures(article, paragraphs, out);
    }
    out.line("");
    let people: Vec<_> = article.people.iter().map(|person| person.name.as_str()).collect();
    let tags: Vec<_> = article.tags.iter().map(|tag| tag.name.as_str()).collect();
    let urls: Vec<_> = article.urls.iter().map(|url| url.given.as_str()).collect();
    let keys: Vec<_> = article.keys.iter().map(key).collect();
    let keys = keys.iter().map(String::as_str).collect();
    for (label, items) in [("People", people), ("Tags", tags), ("URLs", urls), ("Ids", keys)] {
        if !items.is_empty() {
            out.line(format_args!("{label}: {}", terminal_safe(&items.join(", "))));
        }
    }
    for mark in marks {
        let note = if mark.note.is_empty() { String::new() } else { format!(": {}", mark.note) };
        let since = Moment::from(mark.at);
        out.line(format_args!("Marked {}, {since}{}", terminal_safe(&mark.name), terminal_safe(&note)));
    }
    let sources = sources(article);
    if !sources.is_empty() {
        out.line(format_args!("Sources: {}", sources.join("; ")));
    }
    if !article.by_hand.is_empty() {
        let fields: Vec<_> = article.by_hand.keys().map(|field| field.as_str()).collect();
        out.line(format_args!("By hand: {}", fields.join(", ")));
    }
    out.line(format_args!("#{}  {}", article.id, terminal_safe(&article.uri)));
}

/// Returns an id with its scheme and scope, in words.
fn key(key: &Key) -> String {
    let scope = if key.scope.is_empty() { String::new() } else { format!(" of {}", key.scope) };
    format!("{} {}{scope}", key.scheme, key.value)
}

/// Returns where the values are from, as far as their sources said it: `json_ld: headline, published`, and last the source
/// of all others.
fn sources(article: &Article) -> Vec<String> {
    let mut fields: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    // A type and a status that are the usual ones say their source though it is the usual one.
    for (field, source) in article.sources.iter().filter(|(_, source)| **source != article.source) {
        fields.entry(source.map_or("unknown", ValueSource::as_str)).or_default().push(field.as_str());
    }
    let said = fields.into_iter().map(|(source, fields)| format!("{source}: {}", fields.join(", ")));
    let others = article.source.map(|source| format!("{}: all else", source.as_str()));
    said.chain(others).collect()
}

/// Returns why an article is hidden, in words.
fn hidden(article: &Article, reason: HiddenReason) -> String {
    let at = |at: Option<DateTime<Utc>>| at.map_or_else(String::new, |at| Moment::from(at).to_string());
    match reason {
        HiddenReason::Embargoed => format!("embargoed until {}", at(article.embargoed)),
        HiddenReason::Expired => format!("expired at {}", at(article.expires)),
        other => other.as_str().to_owned(),
    }
}

/// Returns the publication, the section and the time of an article, in words.
fn origin(article: &Article) -> String {
    let publication = article.publication.as_ref().map(|publication| match publication.title.as_str() {
        "" => publication.domain.clone(),
        title => title.to_owned(),
    });
    let section = article.section.as_ref().map(|section| section.name.clone());
    let published = article.published.moment().map(|moment| match article.published.basis {
        ZoneBasis::Publication => moment.with_offset(article.published.offset).to_string(),
        _ => moment.to_string(),
    });
    let parts = [publication, section, published.or_else(|| Some("no date".into()))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Returns the pictures that stand after so many paragraphs; after the last, all that are left.
fn pictures(article: &Article, paragraphs: u32, out: &mut Output) {
    let last = u32::try_from(article.paragraphs().count()).unwrap_or(u32::MAX);
    let stands_here = |image: &&ImageUse| image.after_paragraph.min(last) == paragraphs;
    for image in article.images.iter().filter(stands_here) {
        out.line("");
        out.line(format_args!("  [{}] {}", image.role.as_str(), terminal_safe(&image.image.uri)));
        for caption in &image.captions {
            let credit =
                if caption.credit.is_empty() { String::new() } else { format!(" ({})", caption.credit) };
            out.line(format_args!("  {}{}", terminal_safe(&caption.text), terminal_safe(&credit)));
        }
    }
}
