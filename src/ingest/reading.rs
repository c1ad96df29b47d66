//! The result of reading a file.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{DateTime, Datelike, Utc};
use serde::Serialize;
use serde_json::Value as Json;

use super::format::Format;
use super::limits::PUBLISHED_YEARS;
use super::warning::{RecordError, Warning};
use crate::model::moment::Moment;
use crate::model::new_article::NewArticle;

/// The articles of one file.
///
/// ```
/// let lines = b"{\"headline\": \"Ferry returns\"}\n{\"headline\"}\n";
/// let readings = dateline::ingest::read(lines, "week.jsonl")?;
/// assert_eq!(readings.articles.len(), 1);
/// assert!(readings.warnings[0].to_string().starts_with("record 2, line 2: "));
/// # Ok::<(), dateline::ingest::Unreadable>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Readings {
    /// The articles, in the order of the file.
    pub articles: Vec<Reading>,
    /// Warnings that concern the file and no article in it, such as a record that could not be read.
    pub warnings: Vec<Warning>,
    /// Files and records inside of a container that hold no article, by kind: `.png`, `HTTP 404`, `request`.
    pub passed_over: BTreeMap<String, usize>,
}

impl From<Reading> for Readings {
    /// Makes the readings of a file that holds one article.
    fn from(reading: Reading) -> Self {
        Self { articles: vec![reading], ..Self::default() }
    }
}

/// One article, as read.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reading {
    /// The article.
    pub article: NewArticle,
    /// Pieces of the input and what they became, without gaps and in its order: the pieces put together
    /// are the input. Empty for formats whose fields carry names, such as JSON.
    pub spans: Vec<Span>,
    /// Warnings of what the reader is not sure of, or could not use.
    pub warnings: Vec<Warning>,
    /// The format that it was read in.
    pub format: Format,
    /// The source that it is from, where its bytes say it: the URL of a feed, the id of a wire. It is for
    /// [`Transaction::save_from`](crate::Transaction::save_from).
    pub source: Option<String>,
    /// The time of the state of its source, where its bytes say it: when the feed was built, when the page was crawled. It
    /// is for [`Source::dated`](crate::Source::dated).
    pub dated: Option<DateTime<Utc>>,
    /// The file inside of a container that it is from: `monday/a.json`, the URL of a page of a WARC. Empty for a file that
    /// is in no container.
    pub place: String,
    /// Its number among the records of its file, counted from 1. Bad ones count.
    pub number: usize,
}

impl Reading {
    /// Takes out a date of publication that the archive's clock doesn't have, and keeps it in `extra.invalid`: it would cost
    /// the article.
    pub(super) fn leave_out_impossible_date(&mut self) {
        let year = |seconds| DateTime::from_timestamp(seconds, 0).map_or(0, |at| at.year());
        let impossible = |date: &mut Moment| {
            [date.local().year(), year(date.instant())].iter().any(|year| !PUBLISHED_YEARS.contains(year))
        };
        let Some(date) = self.article.published.take_if(impossible) else { return };
        let (field, value) = ("published".to_owned(), date.to_string());
        let kept = self.article.extra.entry("invalid").or_insert_with(|| Json::Array(Vec::new()));
        if let Json::Array(kept) = kept {
            kept.push(format!("{field}: {value}").into());
        }
        self.warnings.push(Warning::InvalidValue { field, value });
    }
}

/// Articles and what went wrong, one after another.
pub(super) type Items<'r> = Box<dyn Iterator<Item = Result<Reading, RecordError>> + 'r>;

/// A piece of the input and what it became.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// Bytes of the input where that is valid UTF-8, else of what [`text`](super::text) makes of it.
    pub range: Range<usize>,
    /// The part that the piece became.
    pub field: Field,
}

/// The part of an article that a piece of the input became.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Field {
    /// The title of the publication.
    Publication,
    /// The section of the publication.
    Section,
    /// The canonical URL.
    Url,
    /// The headline.
    Headline,
    /// The standfirst.
    Dek,
    /// The byline.
    Byline,
    /// When it was published; the line may state the byline or the modification too.
    Published,
    /// When it was last modified.
    Modified,
    /// Caption or credit of the image at this place of [`NewArticle::images`].
    Image(usize),
    /// The paragraph of the body with this number, counted from 0.
    Paragraph(usize),
    /// The line of tags.
    Tags,
    /// No field: navigation, promotion, footer. The lines are kept in the article's `extra`
    /// under `unparsed`, so that nothing of the page is lost.
    Unparsed,
}
