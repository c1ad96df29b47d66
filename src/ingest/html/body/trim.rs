//! The blocks of a body without those that lead elsewhere, and without the headline.

use std::collections::HashSet;

use crate::ingest::html::blocks::Block;

/// Blocks at the beginning among which the headline may stand once more.
const BEGINNING: usize = 3;

/// The fewest bytes of a block that may be several.
const SHORTEST: usize = 150;

/// Parts blocks that the page shows as several: lines that only breaks part come as one.
pub(super) fn parted(blocks: Vec<Block>, page: &[Block]) -> Vec<Block> {
    let known: HashSet<&str> = page.iter().map(|block| block.text.as_str()).collect();
    let parts = |block: Block| {
        let is_whole = block.text.len() < SHORTEST || known.contains(block.text.as_str());
        let parts = if is_whole { None } else { parts_of(&block.text, page) };
        parts.unwrap_or_else(|| vec![block])
    };
    blocks.into_iter().flat_map(parts).collect()
}

/// Returns the blocks of the page that make up a text; `None` if they don't.
fn parts_of(text: &str, page: &[Block]) -> Option<Vec<Block>> {
    let text = letters(text);
    let mut rest = text.as_str();
    let mut parts = Vec::new();
    for block in page {
        let piece = letters(&block.text);
        if let Some(behind) = rest.strip_prefix(piece.as_str()).filter(|_| !piece.is_empty()) {
            rest = behind;
            parts.push(block.clone());
        }
        if rest.is_empty() {
            break;
        }
    }
    (rest.is_empty() && parts.len() > 1).then_some(parts)
}

/// Returns the paragraphs of a body. `page` has all the blocks of its page, with their links.
pub(super) fn trimmed(blocks: Vec<Block>, page: &[Block], headline: &str) -> Vec<String> {
    let known: HashSet<String> =
        page.iter().filter(|block| block.is_link()).map(|block| letters(&block.text)).collect();
    let links: Vec<bool> = blocks.iter().map(|block| known.contains(&letters(&block.text))).collect();
    // A page that is a list of links has no other text.
    let is_list = 2 * links.iter().filter(|is_link| **is_link).count() > blocks.len();
    let headline = letters(headline);
    let is_link = |at: usize| !is_list && links.get(at).is_some_and(|is_link| *is_link);
    let is_kept = |at: usize, block: &Block| {
        let is_title = at < BEGINNING && !headline.is_empty() && letters(&block.text) == headline;
        let leads_to_link = is_label(block) && is_link(at + 1);
        !is_title && !is_link(at) && !leads_to_link
    };
    let kept = blocks.iter().enumerate().filter(|(at, block)| is_kept(*at, block));
    kept.map(|(_, block)| block.text.clone()).collect()
}

/// Returns true for a heading, or a line that announces what follows.
fn is_label(block: &Block) -> bool {
    block.text.len() <= 60 && (block.is_heading || block.text.ends_with(':'))
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
