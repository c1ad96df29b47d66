//! Articles one after the other, each in a form of its own.

use std::io::{self, Write};
use std::time::Duration;

use super::format::ExportFormat;
use super::progress::ExportProgress;
use super::{csv, markdown, ninjs};
use crate::error::{Error, Result};
use crate::id::ArticleId;
use crate::search::{Note, Query};
use crate::store::Snapshot;

/// Articles between two reports.
const STEP: u64 = 1000;
/// The time that a page may take: an export is to be whole.
const PATIENCE: Duration = Duration::from_secs(24 * 60 * 60);

/// Finds the articles that answer a query, on all its pages, and what is to be said of the query.
pub(super) fn found(snapshot: &Snapshot<'_>, query: &Query) -> Result<(Vec<ArticleId>, Vec<Note>)> {
    let mut query = query.clone().limit(Query::MAX_LIMIT).count_to(0).deadline(PATIENCE).relax(false);
    let (mut articles, mut notes) = (Vec::new(), None);
    loop {
        let page = snapshot.search_ids(&query)?;
        articles.extend(page.hits);
        notes.get_or_insert(page.notes);
        match page.next {
            Some(next) => query = query.page_after(Some(next)),
            None => return Ok((articles, notes.unwrap_or_default())),
        }
    }
}

/// Writes articles in a form that has nothing but articles.
pub(super) fn write(
    snapshot: &Snapshot<'_>,
    format: ExportFormat,
    articles: &[ArticleId],
    out: &mut dyn Write,
    progress: &mut dyn FnMut(ExportProgress),
) -> Result<()> {
    if format == ExportFormat::Csv {
        out.write_all(csv::header().as_bytes()).map_err(Error::Export)?;
    }
    let (mut done, total) = (0, articles.len() as u64);
    each(snapshot, format, articles, &mut |_, text| {
        out.write_all(text.as_bytes())?;
        done += 1;
        if done % STEP == 0 || done == total {
            progress(ExportProgress { done, total });
        }
        Ok(())
    })?;
    out.flush().map_err(Error::Export)
}

/// Hands over each article in a form.
pub(super) fn each(
    snapshot: &Snapshot<'_>,
    format: ExportFormat,
    articles: &[ArticleId],
    visit: &mut dyn FnMut(ArticleId, &str) -> io::Result<()>,
) -> Result<()> {
    for id in articles {
        if let Some(text) = text(snapshot, format, *id)? {
            visit(*id, &text).map_err(Error::Export)?;
        }
    }
    Ok(())
}

/// Returns an article in a form, up to the line feed at its end.
fn text(snapshot: &Snapshot<'_>, format: ExportFormat, id: ArticleId) -> Result<Option<String>> {
    let Some(article) = snapshot.article(id)? else { return Ok(None) };
    let json = |value| serde_json::to_string(&value).map(|line| line + "\n");
    Ok(Some(match format {
        ExportFormat::Csv => csv::row(&article),
        ExportFormat::Markdown => markdown::document(&article),
        ExportFormat::Ninjs => ninjs::item(snapshot, &article)?.to_string() + "\n",
        ExportFormat::Archive | ExportFormat::Articles => {
            json(snapshot.document(&article)?).map_err(|error| Error::Export(error.into()))?
        }
    }))
}
