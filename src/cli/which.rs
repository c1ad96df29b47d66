//! An article, as a person names it.

use dateline::{Archive, Article, ArticleId, Removed};

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
        let id = match id(which) {
            Some(id) => Some(id),
            None => snapshot.find_article(which)?,
        };
        id.map_or(Ok(None), |id| snapshot.article(id))
    })?;
    found.ok_or_else(|| Failure::new(format!("no article {which}")))
}

/// Returns the removed articles of ids or uris, or a failure that says which there is none of.
pub fn removed(archive: &Archive, all: &[String]) -> Result<Vec<Removed>, Failure> {
    let mut removed = Vec::with_capacity(all.len());
    for which in all {
        let found = archive.read(|snapshot| match id(which) {
            Some(id) => Ok(snapshot.removed_article(id)?.into_iter().collect()),
            None => snapshot.removed_articles_by_uri(which),
        })?;
        if found.is_empty() {
            return Err(Failure::new(format!("no article {which} was removed")));
        }
        removed.extend(found);
    }
    Ok(removed)
}

/// Returns the id that is meant, as `search` and `list` print it.
fn id(which: &str) -> Option<ArticleId> {
    which.strip_prefix('#').unwrap_or(which).parse().ok().map(ArticleId)
}
