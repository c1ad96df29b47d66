//! The tags of a page: all that it names, once.

use std::collections::HashSet;
use std::sync::LazyLock;

use scraper::Selector;

use super::json_ld::{self, Node};
use super::page::{plain, selector, text};
use super::parts::Parts;
use crate::model::new_article::{NewTag, SetBy, ValueSource};
use crate::text::fold_name;

static LINKS: LazyLock<Selector> = LazyLock::new(|| selector("a[rel~=tag]"));

/// `meta` elements that hold a tag each.
const SINGLE: &[&str] = &["article:tag", "og:article:tag", "og:tag", "video:tag"];
/// `meta` elements that hold a list.
const LISTS: &[&str] = &[
    "news_keywords",
    "keywords",
    "parsely-tags",
    "sailthru.tags",
    "cxenseparse:taglist",
    "bt:keywords",
    "dc.subject",
    "dcterms.subject",
    "article:keywords",
    "tags",
];
/// The most bytes of a tag: what is longer is a sentence.
const LONGEST: usize = 80;
/// The most tags of a page.
const MOST: usize = 100;

/// Returns the tags, in the order of the page, and where most of them came from.
pub(super) fn tags(parts: &Parts) -> Option<(Vec<NewTag>, ValueSource)> {
    let mut tags = Tags::default();
    for node in parts.json_ld.articles() {
        tags.of_node(parts, node);
    }
    let source = tags.found.is_empty().then_some(ValueSource::Meta);
    SINGLE.iter().flat_map(|name| parts.meta.all(name)).for_each(|tag| tags.add(tag));
    LISTS.iter().flat_map(|name| parts.meta.all(name)).for_each(|list| tags.add_list(list));
    let source = if tags.found.is_empty() { ValueSource::Dom } else { source.unwrap_or(ValueSource::JsonLd) };
    if tags.found.is_empty() {
        parts.page.select(&LINKS).for_each(|link| tags.add(&text(link)));
    }
    (!tags.found.is_empty()).then_some((tags.found, source))
}

#[derive(Default)]
struct Tags {
    found: Vec<NewTag>,
    known: HashSet<String>,
}

impl Tags {
    fn of_node(&mut self, parts: &Parts, node: &Node) {
        for value in node.get("keywords").map(json_ld::list).unwrap_or_default() {
            match value.as_str() {
                Some(list) => self.add_list(list),
                None => parts.json_ld.name(value).iter().for_each(|name| self.add(name)),
            }
        }
        for value in node.get("about").map(json_ld::list).unwrap_or_default() {
            parts.json_ld.name(value).iter().for_each(|name| self.add(name));
        }
    }

    /// Adds a list that commas or semicolons part.
    fn add_list(&mut self, list: &str) {
        let list = plain(list);
        let separator = if list.contains(';') && !list.contains(", ") { ';' } else { ',' };
        list.split(separator).for_each(|tag| self.add(tag));
    }

    fn add(&mut self, tag: &str) {
        let tag = plain(tag);
        let name = tag.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '#' | ',' | ';'));
        // `NewsArticle:Type` and the like are the publisher's own marks.
        let is_tag =
            !name.is_empty() && name.len() <= LONGEST && !name.contains("://") && self.found.len() < MOST;
        if is_tag && self.known.insert(fold_name(name)) {
            let name = name.to_owned();
            self.found.push(NewTag { name, set_by: Some(SetBy::Feed), ..NewTag::default() });
        }
    }
}
