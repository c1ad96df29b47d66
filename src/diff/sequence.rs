//! What two sequences have in common, for a bounded price.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::DiffPiece;

/// What may be spent on one field: the comparing of two sequences costs at most the square of what they have together,
/// beside what they begin and end with alike. Two of 2,000 words each cost all of it.
const MOST_COST: usize = 4_000 * 4_000;

/// What is left to be spent on a field.
pub(super) struct Budget(usize);

/// A part of two sequences: equal, or what stands in the place of what.
pub(super) struct Part {
    pub old: Range<usize>,
    pub new: Range<usize>,
    pub is_equal: bool,
}

impl Default for Budget {
    fn default() -> Self {
        Self(MOST_COST)
    }
}

impl Budget {
    /// Compares two sequences; `None` where that may cost more than is left.
    pub fn compare(&mut self, old: &[&str], new: &[&str]) -> Option<Vec<Part>> {
        let begin = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let (old_rest, new_rest) = (&old[begin..], &new[begin..]);
        let end =
            old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(old, new)| old == new).count();
        let (old_rest, new_rest) = (&old_rest[..old_rest.len() - end], &new_rest[..new_rest.len() - end]);
        let both = old_rest.len() + new_rest.len();
        self.0 = self.0.checked_sub(both.saturating_mul(both))?;

        let mut numbers = HashMap::new();
        let old_numbers = numbered(old_rest, &mut numbers);
        let new_numbers = numbered(new_rest, &mut numbers);
        let part = |old: Range<usize>, new: Range<usize>, is_equal| Part { old, new, is_equal };
        let mut parts = vec![part(0..begin, 0..begin, true)];
        for op in capture_diff_slices(Algorithm::Myers, &old_numbers, &new_numbers) {
            let (old, new) = (op.old_range(), op.new_range());
            let from_begin = |range: Range<usize>| range.start + begin..range.end + begin;
            parts.push(part(from_begin(old), from_begin(new), matches!(op, DiffOp::Equal { .. })));
        }
        parts.push(part(old.len() - end..old.len(), new.len() - end..new.len(), true));
        Some(parts)
    }
}

/// Gives each different item a number: numbers compare faster than texts.
fn numbered<'t>(items: &[&'t str], numbers: &mut HashMap<&'t str, usize>) -> Vec<usize> {
    let number = |item: &&'t str| {
        let next = numbers.len();
        *numbers.entry(item).or_insert(next)
    };
    items.iter().map(number).collect()
}

/// Compares two lists by their items, a piece each.
pub(super) fn items(old: &[String], new: &[String]) -> Vec<DiffPiece> {
    let (old_items, new_items): (Vec<_>, Vec<_>) =
        (old.iter().map(String::as_str).collect(), new.iter().map(String::as_str).collect());
    let at_once = || vec![Part { old: 0..old.len(), new: 0..new.len(), is_equal: false }];
    let parts = Budget::default().compare(&old_items, &new_items).unwrap_or_else(at_once);
    let mut pieces = Vec::new();
    for part in parts {
        if part.is_equal {
            pieces.extend(old[part.old].iter().cloned().map(DiffPiece::Equal));
        } else {
            pieces.extend(old[part.old].iter().cloned().map(DiffPiece::Deleted));
            pieces.extend(new[part.new].iter().cloned().map(DiffPiece::Inserted));
        }
    }
    pieces
}
