//! The tags that an archive knows already.

use std::collections::HashSet;

use crate::text::fold_name;

/// Names of tags that are known already, compared without regard to case and accents.
///
/// ```
/// let known: dateline::ingest::Vocabulary = ["Middle East", "Oil"].into_iter().collect();
/// assert!(known.contains("middle east"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Vocabulary(HashSet<String>);

impl Vocabulary {
    /// Returns true if the name is known.
    pub fn contains(&self, name: &str) -> bool {
        self.0.contains(&fold_name(name))
    }
}

impl<S: AsRef<str>> FromIterator<S> for Vocabulary {
    fn from_iter<I: IntoIterator<Item = S>>(names: I) -> Self {
        Self(names.into_iter().map(|name| fold_name(name.as_ref())).collect())
    }
}
