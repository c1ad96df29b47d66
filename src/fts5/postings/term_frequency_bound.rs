//! Bounds of the frequency of a term in a row, from the size of its positions and their first bytes.

/// The first position in a column whose distance from its beginning takes two bytes.
pub(crate) const FAR: u32 = 126;

/// The bit of each byte behind which a number goes on.
const GOES_ON: u64 = 0x8080_8080_8080_8080;

/// Bound of a term's frequency in a row, computed without reading its positions.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TermFrequencyBound {
    /// Highest number of positions that there may be.
    pub(crate) count: usize,
    /// The first column in which the term stands.
    pub(crate) first_column: usize,
    /// True if one of the positions is clearly [`FAR`] from the beginning of its column.
    pub(crate) is_far: bool,
}

/// Frequency that a term must have in a row.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct MinFrequency {
    /// The frequency for a row in which all positions may be near the beginning of a column.
    pub(crate) near: usize,
    /// The frequency for a row in which it stands at the position [`FAR`] or behind it.
    pub(crate) far: usize,
    /// Number of positions for which one counts where the term stands in a heavy column.
    pub(crate) weight: usize,
    /// The columns before this one may be heavy.
    pub(crate) heavy_columns: usize,
}

impl TermFrequencyBound {
    /// Returns the bound that follows from positions which begin here and are so many bytes, in a table of
    /// fewer than 128 columns.
    pub(crate) fn of(bytes: &[u8], len: usize) -> Self {
        let begun = match bytes.first_chunk() {
            Some(first) if len < 8 => u64::from_be_bytes(*first) & !(u64::MAX >> (8 * len)),
            Some(first) => u64::from_be_bytes(*first),
            None => 0,
        };
        let begun = (begun & GOES_ON).count_ones() as usize;
        // Another column than the first one stands before the positions in it.
        let (first_column, others) = match bytes {
            [1, column, ..] => (usize::from(*column), 2),
            _ => (0, 0),
        };
        Self {
            count: len.saturating_sub(begun + others),
            first_column,
            // A number of two bytes is a position far behind the one before.
            is_far: begun > 0,
        }
    }
}

impl MinFrequency {
    /// Returns true if every row has the term so often.
    pub(crate) fn is_nothing(&self) -> bool {
        self.near.max(self.far) <= 1
    }

    /// Returns true if a row of this bound has the term less often.
    pub(crate) fn is_missed_by(&self, bound: TermFrequencyBound) -> bool {
        let min = if bound.is_far { self.far } else { self.near };
        let is_heavy = bound.first_column < self.heavy_columns;
        bound.count < if is_heavy { min.div_ceil(self.weight.max(1)) } else { min }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::collection::{btree_map, btree_set, vec};
    use proptest::prelude::*;

    use super::*;

    const COLUMNS: usize = 11;

    fn put(number: u32, into: &mut Vec<u8>) {
        let sevens = [14, 7, 0].map(|bits| (number >> bits & 0x7F) as u8);
        let leading = sevens.iter().take(2).take_while(|seven| **seven == 0).count();
        into.extend(sevens[leading..2].iter().map(|seven| seven | 0x80));
        into.push(sevens[2]);
    }

    /// As FTS5 writes it: each position by its distance from the one before and two more.
    fn encode(columns: &BTreeMap<usize, BTreeSet<u32>>) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (column, positions) in columns {
            if *column > 0 {
                bytes.extend([1, *column as u8]);
            }
            let mut before = 0;
            for position in positions {
                put(position - before + 2, &mut bytes);
                before = *position;
            }
        }
        bytes
    }

    proptest! {
        #[test]
        fn a_bound_tells_nothing_that_is_not_so(
            columns in btree_map(0..COLUMNS, btree_set(0..20_000_u32, 1..5), 1..4),
            behind in vec(any::<u8>(), 0..12),
        ) {
            let mut bytes = encode(&columns);
            let len = bytes.len();
            bytes.extend(behind);
            let bound = TermFrequencyBound::of(&bytes, len);
            let positions: Vec<u32> = columns.values().flatten().copied().collect();
            prop_assert!(bound.count >= positions.len());
            prop_assert!(!bound.is_far || positions.iter().any(|position| *position >= FAR));
            prop_assert!(columns.keys().all(|column| *column >= bound.first_column));
            if columns.len() == 1 && len <= 8 && bytes.len() >= 8 {
                prop_assert_eq!(bound.count, positions.len());
            }
        }
    }
}
