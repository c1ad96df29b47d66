//! People or tags: which names stand for the same one.

use super::text::fold;

/// Names, and what was merged into what.
#[derive(Clone, Debug, Default)]
pub struct Names {
    merged: Vec<(String, String)>,
}

impl Names {
    /// Returns the name that stands for all that were merged.
    pub fn class(&self, name: &str) -> String {
        let mut name = fold(name);
        for (from, into) in &self.merged {
            if *from == name {
                name.clone_from(into);
            }
        }
        name
    }

    pub fn is_same(&self, one: &str, other: &str) -> bool {
        self.class(one) == self.class(other)
    }

    /// Merges one into another.
    pub fn merge(&mut self, from: &str, into: &str) {
        self.merged.push((self.class(from), self.class(into)));
    }
}
