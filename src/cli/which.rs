//! An article, as a person names it.

use dateline::{Archive, Article, ArticleId};

use super::failure::Failure;

/// An article, as it is named on the command line.
#[derive(clap::Args)]
pub struct Which {
    /// Its id as other commands print it, its uri, or any of its URLs
    #[arg(value_name = "ID|URI")]
    which: String,
}

impl Which {
    /// Returns the article, or a failure that says there is none.
    pub fn article(&self, archive: &Archive) -> Result<Article, Failure> {
        find(archive, &self.which)
    }
}

/// Returns the article of an id, uri or URL, or a failure that says there is none.
pub fn find(archive: &Archive, which: &str) -> Result<Article, Failure> {
    let found = archive.read(|snapshot| {
        // As `search` and `list` print it.
        let number = which.strip_prefix('#').unwrap_or(which);
        let id = match number.parse() {
            Ok(id) => Some(ArticleId(id)),
            Err(_) => snapshot.find_article(which)?,
        };
        id.map_or(Ok(None), |id| snapshot.article(id))
    })?;
    found.ok_or_else(|| Failure::new(format!("no article {which}")))
}
