//! The element that holds most of the paragraphs of a page.

use std::collections::HashMap;
use std::sync::LazyLock;

use scraper::{ElementRef, Selector};

use crate::ingest::html::blocks::{Block, blocks as blocks_of};
use crate::ingest::html::page::{Page, selector, text};

static PARAGRAPH: LazyLock<Selector> = LazyLock::new(|| selector("p"));

/// The fewest bytes of a paragraph that counts.
const SHORTEST: usize = 60;
/// The most paragraphs that are looked at.
const MOST: usize = 500;
/// Parts of ten of a paragraph's text that an element must hold to be gone into.
const HELD: usize = 7;

/// Elements around which stands no text of an article.
const ASIDE: &[&str] = &["nav", "footer", "aside", "form", "header", "figure", "button", "dialog"];
/// Parts of the names of classes that are no text of an article.
const OTHERS: &[&str] = &[
    "comment",
    "related",
    "teaser",
    "sidebar",
    "newsletter",
    "footer",
    "promo",
    "recommend",
    "caption",
    "cookie",
    "consent",
    "paywall",
    "subscri",
    "share",
    "social",
    "author",
    "byline",
    "modal",
    "menu",
    "breadcrumb",
    "meta",
];

/// Returns the blocks of the innermost element that holds most of the page's paragraphs.
pub(super) fn blocks(page: &Page) -> Vec<Block> {
    let mut held = HashMap::new();
    let mut all = 0;
    for paragraph in page.select(&PARAGRAPH).take(MOST) {
        let length = text(paragraph).len();
        if length < SHORTEST || around(paragraph).any(is_aside) {
            continue;
        }
        all += length;
        for element in around(paragraph) {
            *held.entry(element.id()).or_insert(0) += length;
        }
    }
    let mut element = page.html.root_element();
    let holds = |child: &ElementRef| held.get(&child.id()).is_some_and(|length| length * 10 >= all * HELD);
    // Goes in one level a round.
    while let Some(child) = element.child_elements().find(holds) {
        element = child;
    }
    if all == 0 || element.value().name() == "html" {
        return Vec::new();
    }
    let found = blocks_of(element, is_aside);
    found.into_iter().filter(|block| block.linked * 2 < block.text.len()).collect()
}

fn around(element: ElementRef) -> impl Iterator<Item = ElementRef> {
    element.ancestors().filter_map(ElementRef::wrap)
}

fn is_aside(element: ElementRef) -> bool {
    let value = element.value();
    let is_page = matches!(value.name(), "body" | "html" | "main" | "article");
    let class = || {
        format!("{} {}", value.attr("class").unwrap_or_default(), value.id().unwrap_or_default())
            .to_lowercase()
    };
    !is_page
        && (ASIDE.contains(&value.name()) || {
            let class = class();
            OTHERS.iter().any(|word| class.contains(word))
        })
}
