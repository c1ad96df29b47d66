//! The `meta` elements of a page, with repeats.

use std::sync::LazyLock;

use scraper::Selector;

use super::page::{Page, plain, selector};

static META: LazyLock<Selector> = LazyLock::new(|| selector("meta[content]"));

/// The `meta` elements of a page: names in lower case, and what they say.
pub(super) struct Meta(Vec<(String, String)>);

impl Meta {
    pub fn of(page: &Page) -> Self {
        let mut pairs = Vec::new();
        for element in page.select(&META) {
            let content = plain(element.attr("content").unwrap_or_default());
            if content.is_empty() {
                continue;
            }
            let names = ["property", "name", "itemprop"].iter().filter_map(|name| element.attr(name));
            // RDFa lets several names stand in one attribute.
            for name in names.flat_map(str::split_whitespace) {
                pairs.push((name.to_lowercase(), content.clone()));
            }
        }
        Self(pairs)
    }

    /// Returns what the first of these names says that is there.
    pub fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.all(name).next())
    }

    /// Returns everything that a name says.
    pub fn all<'m>(&'m self, name: &str) -> impl Iterator<Item = &'m str> + use<'m> {
        let name = name.to_owned();
        self.0.iter().filter(move |(given, _)| *given == name).map(|(_, content)| content.as_str())
    }
}
