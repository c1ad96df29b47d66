//! Paragraphs that were broken at a fixed width.

use super::{Line, ends_sentence};

/// Joins the lines of paragraphs that were broken at a fixed width.
///
/// They must be sure to be such: of even length, most going on in lower case. Where a page has one, its others are known
/// by its width: the next word had no room on the line above.
pub(super) fn join(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let width = blocks(&lines).filter(|block| is_sure(block)).flatten().map(|line| line.chars()).max();
    let Some(width) = width else { return lines };
    let lengths: Vec<(usize, bool)> =
        blocks(&lines).map(|block| (block.len(), is_sure(block) || is_of_width(block, width))).collect();
    let mut joined = Vec::with_capacity(lines.len());
    let mut lines = lines.into_iter();
    for (length, is_wrapped) in lengths {
        let mut block = lines.by_ref().take(length);
        if is_wrapped {
            joined.extend(block.next().map(|first| block.fold(first, with)));
        } else {
            joined.extend(block);
        }
    }
    joined
}

fn with<'i>(mut whole: Line<'i>, line: Line<'i>) -> Line<'i> {
    whole.range.end = line.range.end;
    whole.text.to_mut().push(' ');
    whole.text.to_mut().push_str(&line.text);
    whole
}

/// Returns the lines between blank ones.
fn blocks<'l, 'i>(lines: &'l [Line<'i>]) -> impl Iterator<Item = &'l [Line<'i>]> {
    lines.chunk_by(|_, next| !next.blank_before)
}

fn is_sure(block: &[Line<'_>]) -> bool {
    let Some((last, full)) = block.split_last() else { return false };
    if full.is_empty() || block.iter().any(|line| line.bullet) || !ends_sentence(&last.text) {
        return false;
    }
    let lower = |line: &&Line<'_>| line.text.starts_with(|c: char| c.is_lowercase());
    full.iter().all(|line| (45..=100).contains(&line.chars()))
        && block.iter().skip(1).filter(lower).count() * 2 >= full.len()
}

/// Returns true if each line but the last is as full as the width lets it be.
fn is_of_width(block: &[Line<'_>], width: usize) -> bool {
    let is_full = |pair: &[Line<'_>]| {
        let [line, next] = pair else { return false };
        let word = next.text.split(' ').next().unwrap_or_default().chars().count();
        (width / 2..=width).contains(&line.chars()) && line.chars() + 1 + word > width
    };
    let is_text =
        block.iter().all(|line| !line.bullet) && block.last().is_some_and(|last| ends_sentence(&last.text));
    block.len() > 1 && is_text && block.windows(2).all(is_full)
}
