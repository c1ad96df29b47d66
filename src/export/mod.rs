//! The way out: an archive as lines of JSON that lose nothing, and articles in the forms of others.
//!
//! `lines/` is the archive's own form, and `import/` reads it; the other forms are a file or folder each.

mod articles;
mod csv;
mod format;
mod import;
mod lines;
mod markdown;
mod ninjs;
mod progress;

use std::io::{self, Write};

use self::lines::Found;
use crate::error::Result;
use crate::id::ArticleId;
use crate::search::{Order, Query};
use crate::store::Snapshot;

pub use format::{Export, ExportFormat};
pub use progress::{ExportProgress, Exported, ImportProgress, ImportStage, Imported};

pub(crate) use import::import;

/// Writes an export, from one state of the archive.
pub(crate) fn export(
    snapshot: &Snapshot<'_>,
    schema: u32,
    export: &Export,
    out: &mut dyn Write,
    progress: &mut dyn FnMut(ExportProgress),
) -> Result<Exported> {
    let is_archive = export.format == ExportFormat::Archive;
    if is_archive && export.query.is_none() {
        let articles =
            snapshot.row("SELECT count(*) AS articles FROM article", [], |row| row.get("articles"))?;
        let articles = articles.map_or(0, i64::unsigned_abs);
        lines::write(snapshot, schema, None, out, progress)?;
        return Ok(Exported { articles, notes: Vec::new() });
    }
    let query = query_of(export);
    let (articles, notes) = articles::found(snapshot, &query)?;
    let exported = Exported { articles: articles.len() as u64, notes };
    if is_archive {
        let articles = articles.iter().map(|id| id.0).collect();
        lines::write(snapshot, schema, Some(Found { query: query.to_string(), articles }), out, progress)?;
    } else {
        articles::write(snapshot, export.format, &articles, out, progress)?;
    }
    Ok(exported)
}

/// Hands over each article of an export by itself, in its form.
pub(crate) fn export_each(
    snapshot: &Snapshot<'_>,
    export: &Export,
    visit: &mut dyn FnMut(ArticleId, &str) -> io::Result<()>,
) -> Result<Exported> {
    let (articles, notes) = articles::found(snapshot, &query_of(export))?;
    articles::each(snapshot, export.format, &articles, visit)?;
    Ok(Exported { articles: articles.len() as u64, notes })
}

/// Returns the query of an export, or else one that finds all articles.
fn query_of(export: &Export) -> Query {
    let all = || Query::from("type:any").order(Order::Newest).hidden(true);
    export.query.clone().unwrap_or_else(all)
}
