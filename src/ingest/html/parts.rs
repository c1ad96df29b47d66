//! The parts of a page that its facts are read from.

use super::blocks::Block;
use super::json_ld::{JsonLd, Node};
use super::meta::Meta;
use super::page::Page;

/// A page, and what it says of itself.
pub(super) struct Parts {
    pub page: Page,
    pub meta: Meta,
    pub json_ld: JsonLd,
    /// Its address, where one is known.
    pub url: Option<String>,
    /// The blocks of text that it shows.
    pub blocks: Vec<Block>,
}

impl Parts {
    /// Returns the node of the JSON-LD that is the article.
    pub fn article(&self) -> Option<&Node> {
        self.json_ld.articles().into_iter().next()
    }

    /// Returns what the first node of the article says that says something.
    pub fn said<T>(&self, of: impl Fn(&Node) -> Option<T>) -> Option<T> {
        self.json_ld.articles().into_iter().find_map(of)
    }
}
