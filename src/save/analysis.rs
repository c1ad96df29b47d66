//! What follows from a new article alone, without the archive: any thread may compute it, before the article is saved.

use super::analyzed::Analyzed;
use super::clean::{CleanArticle, is_too_deep};
use super::report::Rejection;
use super::said::{Hash, hash_of};
use crate::model::new_article::NewArticle;
use crate::text::url::Tracking;

/// All that follows from a new article alone.
pub(crate) struct Analysis {
    /// The parameters without which its URLs were compared.
    pub(super) tracking: Tracking,
    /// The hash of all that it says.
    pub(super) said: Option<Hash>,
    pub(super) clean: Result<CleanArticle, Rejection>,
}

impl Analysis {
    /// Analyzes a new article, for an archive that compares URLs without these parameters.
    pub(crate) fn of(new: &NewArticle, tracking: &Tracking) -> Self {
        let said = said_hash(new);
        let mut clean = CleanArticle::of(new, tracking);
        if let Ok(clean) = &mut clean {
            clean.analyzed = Analyzed::of(&clean.article);
        }
        Self { tracking: tracking.clone(), said, clean }
    }
}

/// Returns the hash of all that an article says; `None` where it can't be told.
pub(super) fn said_hash(new: &NewArticle) -> Option<Hash> {
    if is_too_deep(new) { None } else { hash_of(new) }
}
