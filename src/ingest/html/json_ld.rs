//! The JSON-LD of a page: its nodes, the one that is the article, and references between them.

use std::collections::HashMap;

use serde_json::{Deserializer, Map, Value};

use super::page::plain;
use crate::ingest::json::repaired;
use crate::ingest::warning::Warning;

/// Types of schema.org that are an article, the likeliest last.
const ARTICLES: &[&str] = &[
    "WebPage",
    "VideoObject",
    "CreativeWork",
    "DiscussionForumPosting",
    "SocialMediaPosting",
    "ScholarlyArticle",
    "Recipe",
    "Review",
    "TechArticle",
    "Report",
    "LiveBlogPosting",
    "BlogPosting",
    "Article",
    "AdvertiserContentArticle",
    "SatiricalArticle",
    "AskPublicNewsArticle",
    "ReviewNewsArticle",
    "BackgroundNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "ReportageNewsArticle",
    "NewsArticle",
];
/// The most nodes that are looked at, and how deep they stand in each other.
const MOST_NODES: usize = 2_000;
const DEEPEST: usize = 6;

/// A node: an object of JSON.
pub(super) type Node = Map<String, Value>;

/// The JSON-LD of a page.
#[derive(Default)]
pub(super) struct JsonLd {
    nodes: Vec<Node>,
    by_id: HashMap<String, usize>,
}

impl JsonLd {
    /// Reads the blocks, and warns of one that can't be read.
    pub fn of(blocks: &[String], warnings: &mut Vec<Warning>) -> Self {
        let mut graph = Self::default();
        for block in blocks {
            match values(block) {
                Ok(values) => values.iter().for_each(|value| graph.add(value, 0)),
                Err(error) => warnings.push(Warning::JsonLd(error.to_string())),
            }
        }
        for (at, node) in graph.nodes.iter().enumerate() {
            // A mere reference has nothing but its id.
            if let Some(Value::String(id)) = node.get("@id").filter(|_| node.len() > 1) {
                graph.by_id.entry(id.clone()).or_insert(at);
            }
        }
        graph
    }

    /// Adds a value's nodes: those of lists and graphs, and articles inside of others.
    fn add(&mut self, value: &Value, depth: usize) {
        if depth > DEEPEST || self.nodes.len() >= MOST_NODES {
            return;
        }
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.add(value, depth + 1)),
            Value::Object(node) => {
                self.nodes.push(node.clone());
                for name in ["@graph", "mainEntity", "mainEntityOfPage", "author", "publisher", "image"] {
                    if let Some(value) = node.get(name) {
                        self.add(value, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    /// Returns the nodes that are the article: the likeliest first, then others of the same headline.
    pub fn articles(&self) -> Vec<&Node> {
        let rank = |node: &Node| {
            let kind = ARTICLES.iter().rposition(|kind| has_type(node, kind))?;
            let said = ["headline", "datePublished", "author", "articleBody"];
            let said = said.iter().filter(|name| node.contains_key(**name)).count();
            // A page or a video is one only where it says what articles say.
            (kind > 2 || said > 1 || node.contains_key("headline")).then_some((
                said > 1,
                kind > 2,
                said,
                kind,
            ))
        };
        let ranked = self.nodes.iter().filter_map(|node| Some((rank(node)?, node)));
        let Some((_, best)) = ranked.rev().max_by_key(|(rank, _)| *rank) else { return Vec::new() };
        let headline = headline(best);
        let is_twin = |node: &&Node| {
            !std::ptr::eq(*node, best)
                && rank(node).is_some()
                && headline.is_some()
                && headline_of(node) == headline
        };
        [best].into_iter().chain(self.nodes.iter().filter(is_twin)).collect()
    }

    /// Returns the nodes of a type.
    pub fn of_type(&self, kind: &'static str) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(move |node| has_type(node, kind))
    }

    /// Returns the object that a value is or refers to.
    pub fn node<'v>(&'v self, value: &'v Value) -> Option<&'v Node> {
        let node = value.as_object()?;
        let referred = || self.by_id.get(node.get("@id")?.as_str()?).and_then(|at| self.nodes.get(*at));
        if node.len() == 1 && node.contains_key("@id") { referred() } else { Some(node) }
    }

    /// Returns the text of a value: itself, or the name of what it refers to.
    pub fn name(&self, value: &Value) -> Option<String> {
        match value {
            Value::String(text) => said(text),
            Value::Array(values) => values.iter().find_map(|value| self.plain_name(value)),
            value => self.plain_name(value),
        }
    }

    fn plain_name(&self, value: &Value) -> Option<String> {
        if let Value::String(text) = value {
            return said(text);
        }
        let node = self.node(value)?;
        ["name", "@value", "legalName", "alternateName"]
            .iter()
            .find_map(|name| said(node.get(*name)?.as_str()?))
    }
}

/// Returns the values of a list, or the one that there is.
pub(super) fn list(value: &Value) -> &[Value] {
    match value {
        Value::Array(values) => values,
        value => std::slice::from_ref(value),
    }
}

/// Returns the text of a node's property, without markup.
pub(super) fn text(node: &Node, name: &str) -> Option<String> {
    list(node.get(name)?).iter().find_map(|value| match value {
        Value::String(text) => said(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(node) => said(node.get("@value").or(node.get("name"))?.as_str()?),
        _ => None,
    })
}

/// Returns true if this is one of the node's types, with or without the address of the vocabulary.
pub(super) fn has_type(node: &Node, kind: &str) -> bool {
    let is_it = |value: &Value| {
        value.as_str().is_some_and(|given| given.rsplit(['/', ':', '#']).next() == Some(kind))
    };
    node.get("@type").is_some_and(|value| list(value).iter().any(is_it))
}

/// Returns the headline of an article's node.
pub(super) fn headline(node: &Node) -> Option<String> {
    headline_of(node)
}

fn headline_of(node: &Node) -> Option<String> {
    text(node, "headline").or_else(|| text(node, "name"))
}

fn said(text: &str) -> Option<String> {
    Some(plain(text)).filter(|text| !text.is_empty() && text != "null" && text != "undefined")
}

/// Reads the values of a block: one, or several in a row.
fn values(block: &str) -> Result<Vec<Value>, serde_json::Error> {
    let block = without_wrapping(block);
    let strict: Result<Vec<Value>, _> = Deserializer::from_str(block).into_iter().collect();
    let Err(error) = strict else { return strict };
    let (mended, _) = repaired(block);
    let read = |text: &str| Deserializer::from_str(text).into_iter().collect::<Result<Vec<Value>, _>>();
    read(mended.trim_end().trim_end_matches(';')).or_else(|_| read(&plain_entities(block))).map_err(|_| error)
}

/// Takes off comments of HTML and of programs, and CDATA marks, around a block.
fn without_wrapping(block: &str) -> &str {
    let mut block = block.trim().trim_start_matches('\u{FEFF}');
    loop {
        let before = block.len();
        for start in ["<!--", "//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/", "/*", "*/", "//"] {
            block = block.strip_prefix(start).unwrap_or(block).trim_start();
        }
        for end in ["-->", "//]]>", "]]>", "/*]]>*/", "//", ";"] {
            block = block.strip_suffix(end).unwrap_or(block).trim_end();
        }
        if block.len() == before {
            return block;
        }
    }
}

/// Returns a block whose quotation marks were written as entities.
fn plain_entities(block: &str) -> String {
    block.replace("&quot;", "\"").replace("&#34;", "\"").replace("&amp;", "&")
}
