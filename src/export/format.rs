//! What is exported, and in which form.

use crate::model::words::words;
use crate::search::Query;

words! {
    /// Form of an export.
    #[derive(Default)]
    #[non_exhaustive]
    ExportFormat {
        /// The archive's own: JSON Lines with all that is stored, which [`Archive::import`](crate::Archive::import)
        /// reads.
        #[default]
        Archive = "jsonl"
        /// A [`NewArticle`](crate::NewArticle) a line, which any archive can save.
        Articles = "articles"
        /// An IPTC ninjs 3.1 item a line.
        Ninjs = "ninjs"
        /// A Markdown document an article, each with front matter.
        Markdown = "markdown"
        /// A table with a row an article.
        Csv = "csv"
    }
}

/// An export: what of an archive, and in which form.
///
/// ```
/// use dateline::{Archive, Export, ExportFormat, NewArticle};
///
/// let archive = Archive::in_memory()?;
/// archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "Fog held up the ferry.").language("en")))?;
///
/// let mut table = Vec::new();
/// archive.export(&Export::new(ExportFormat::Csv).of("ferry".into()), &mut table)?;
/// assert!(String::from_utf8(table).unwrap().contains("Ferry delayed"));
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    pub(super) format: ExportFormat,
    pub(super) query: Option<Query>,
}

impl Export {
    /// Makes an export of all of an archive.
    pub fn new(format: ExportFormat) -> Self {
        Self { format, query: None }
    }

    /// Exports only the articles that answer a query, in its order and on all its pages. In the archive's own form
    /// they come with all that they refer to, and in the order of their ids.
    ///
    /// An order by time is read as fast as it is written; each page of another one is found anew.
    pub fn of(self, query: Query) -> Self {
        Self { query: Some(query), ..self }
    }
}
