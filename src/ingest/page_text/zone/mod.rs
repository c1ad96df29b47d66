//! The zone of the body: the stretch of lines that has the most text and the least of anything else.

mod furniture;

use std::ops::Range;

use super::lines::{Line, ends_sentence};
use super::stamp::Stamps;
use super::tags;

pub(super) use furniture::{Wall, is_promotion, wall};

/// Gains and losses of lines.
const CAPTION: f32 = 0.0;
const STAMP: f32 = -0.3;
const ITEM: f32 = -1.0;
const LINKS: f32 = -0.6;
const COMMENTS: f32 = -5.0;
const FOOT: f32 = -6.0;
const TAGS: f32 = -2.0;
const SHORT: f32 = -0.65;
/// A short line in a box of links: its title, or one of its links.
const LINK: f32 = -0.25;
const SENTENCE: f32 = 0.7;
/// Lines that a box of links has.
const LINKS_BELOW: u8 = 5;

/// Returns the lines from the first to the last of the body; none if there is no text.
///
/// It is the stretch of the greatest sum: text counts for it, menus, links and furniture against it. Behind the foot of
/// the article (comments, copyright) text counts half.
pub(super) fn find(lines: &[Line<'_>], stamps: &Stamps, is_caption: impl Fn(usize) -> bool) -> Range<usize> {
    let (mut best, mut best_sum) = (0..0, 0.0);
    let (mut start, mut sum, mut paragraphs) = (0, 0.0_f32, 0);
    let mut weight = 1.0;
    let mut links = 0;
    for (at, line) in lines.iter().enumerate() {
        let mut gain = if is_caption(at) { CAPTION } else { gain(line, at, stamps) };
        links = if gain == LINKS { LINKS_BELOW } else { links.saturating_sub(1_u8) };
        if gain == SHORT && links > 0 {
            gain = LINK;
        }
        if gain <= FOOT.max(COMMENTS) && paragraphs > 2 {
            weight = 0.5;
        }
        if sum <= 0.0 {
            (start, sum) = (at, 0.0);
        }
        sum += if gain > 0.0 { gain * weight } else { gain };
        paragraphs += usize::from(gain > 1.0);
        if sum > best_sum {
            (best, best_sum) = (start..at + 1, sum);
        }
    }
    best
}

fn gain(line: &Line<'_>, at: usize, stamps: &Stamps) -> f32 {
    match wall(line) {
        Some(Wall::Links) => return LINKS,
        Some(Wall::Comments) => return COMMENTS,
        Some(Wall::Foot) => return FOOT,
        None => {}
    }
    let chars = line.chars().min(450);
    let text = 1.0 + f32::from(u16::try_from(chars).unwrap_or(450)) / 150.0;
    if line.bullet {
        return if chars >= 50 && ends_sentence(&line.text) { text / 3.0 } else { ITEM };
    }
    if is_promotion(&line.text) {
        return SHORT;
    }
    match tags::after_label(&line.text) {
        Some("") => return SHORT,
        Some(_) if !line.is_paragraph() => return TAGS,
        _ => {}
    }
    if line.text.len() <= 240 && stamps.get(at).is_some() {
        return STAMP;
    }
    match line.is_paragraph() {
        true => text,
        false if ends_sentence(&line.text) && (line.words() >= 2 || line.is_unspaced()) => SENTENCE,
        false => SHORT,
    }
}
