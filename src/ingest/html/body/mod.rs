//! The body of a page: its paragraphs, without what stands around them.

mod densest;
mod trim;

use std::panic::{AssertUnwindSafe, catch_unwind};

use scraper::Html;
use trafilatura::Options;

use super::blocks::{Block, blocks, paragraphs_of};
use super::json_ld;
use super::parts::Parts;
use crate::model::new_article::ValueSource;

/// Elements that are looked past: they ask the reader for something, or lead elsewhere. One that holds more than a few
/// paragraphs is more than that.
const PRUNED: &str = ":is([class*=newsletter i], [class*=signup i], [class*=sign-up i], [class*=paywall i], [class*=author-bio i], [class*=related i], \
    [class*=read-more i], [class*=readmore i], [class*=promo i], [class*=recirc i], [class*=recommend i], [class*=subscri i], [class*=teaser i], \
    [class*=outbrain i], [class*=popup i], [class*=modal i], [role=dialog]):not(body, html, main, article):not(:has(p ~ p ~ p ~ p))";
/// Bytes from which one paragraph that is nearly all of a body is the text of the whole page.
const WHOLE_PAGE: usize = 1_500;

/// A body, and where it was found.
#[derive(Default)]
pub(super) struct Body {
    pub paragraphs: Vec<String>,
    pub source: Option<ValueSource>,
    /// The HTML that it was read from, where that is the page's own.
    pub html: Option<String>,
}

/// Finds the body in a page. Where too little of it was found, or all of the page, the text in the JSON-LD helps out, or
/// the element that holds most paragraphs.
pub(super) fn body(html: &str, headline: &str, parts: &mut Parts) -> Body {
    let extracted = extracted(html);
    let found = extracted.as_deref().map(html_blocks).unwrap_or_default();
    let said = parts.said(|node| Some(node.get("articleBody")?.as_str()?.to_owned()));
    let said = said.map(|text| paragraphs_of(&text)).unwrap_or_default();
    let found_length = if is_whole_page(&found) { 0 } else { length(&found) };
    if 2 * found_length < said.iter().map(String::len).sum() {
        return Body { paragraphs: said, source: Some(ValueSource::JsonLd), html: None };
    }
    let densest = if found_length < SHORT { densest::blocks(&parts.page) } else { Vec::new() };
    let (blocks, html) =
        if found_length < length(&densest) / 2 { (densest, None) } else { (found, extracted) };
    let blocks = trim::parted(blocks, &parts.blocks);
    Body { paragraphs: trim::trimmed(blocks, &parts.blocks, headline), source: Some(ValueSource::Dom), html }
}

/// Bytes from which a body is long enough not to look for a better one.
const SHORT: usize = 800;

/// Returns the HTML of the text, as trafilatura finds it. A page that brings it to a panic has none, and keeps the rest.
fn extracted(html: &str) -> Option<String> {
    let options = Options::default().with_exclude_comments(true).with_prune_selector(PRUNED);
    let extracted = catch_unwind(AssertUnwindSafe(|| trafilatura::extract(html, &options)));
    Some(extracted.ok()?.ok()?.content_html)
}

fn html_blocks(html: &str) -> Vec<Block> {
    blocks(Html::parse_document(html).root_element(), |_| false)
}

/// Returns true where a single block is nearly all of a long text: no element was found, and all of the page was taken.
fn is_whole_page(blocks: &[Block]) -> bool {
    let longest = blocks.iter().map(|block| block.text.len()).max().unwrap_or_default();
    longest > WHOLE_PAGE && longest * 10 > length(blocks) * 8
}

fn length(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.text.len()).sum()
}

/// Returns the property of the JSON-LD that says if the text can be read without paying.
pub(super) fn is_free(parts: &Parts) -> Option<bool> {
    let said = parts.said(|node| {
        json_ld::text(node, "isAccessibleForFree")
            .or(node.get("isAccessibleForFree").map(ToString::to_string))
    })?;
    match said.to_lowercase().trim_matches('"').rsplit('/').next()? {
        "false" | "no" => Some(false),
        "true" | "yes" => Some(true),
        _ => None,
    }
}
