//! What is told of a term in a row by the size of its places and how they begin.

use super::column;

/// The first place in a column whose distance from its beginning takes two bytes.
pub(crate) const FAR: u32 = 126;

/// The bit of each byte behind which a number goes on.
const GOES_ON: u64 = 0x8080_8080_8080_8080;

/// What can be told of a term in a row without reading where it stands in it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Glance {
    /// How many places there are, at most.
    pub(crate) count: usize,
    /// Whether any may be in a headline.
    pub(crate) has_headline: bool,
    /// Whether one of them is clearly [`FAR`] from the beginning of its column.
    pub(crate) is_far: bool,
}

/// How often a term has to stand in a row.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Least {
    /// Where it may always stand near the beginning.
    pub(crate) near: usize,
    /// Where it stands at the place [`FAR`] or behind it.
    pub(crate) far: usize,
    /// For how many one in a headline counts.
    pub(crate) headline: usize,
}

impl Glance {
    /// Looks at the places that begin here and are so many bytes.
    pub(super) fn of(bytes: &[u8], len: usize) -> Self {
        let begun = match bytes.first_chunk() {
            Some(first) if len < 8 => u64::from_be_bytes(*first) & !(u64::MAX >> (8 * len)),
            Some(first) => u64::from_be_bytes(*first),
            None => 0,
        };
        let begun = (begun & GOES_ON).count_ones() as usize;
        // Another column than the first one stands before the places in it.
        let (column, others) = match bytes {
            [1, column, ..] => (usize::from(*column), 2),
            _ => (0, 0),
        };
        Self {
            count: len.saturating_sub(begun + others),
            has_headline: column <= column::FORMS_HEAD,
            // A number of two bytes is a place far behind the one before.
            is_far: begun > 0,
        }
    }
}

impl Least {
    /// Whether every row has the term so often.
    pub(super) fn is_nothing(&self) -> bool {
        self.near.max(self.far) <= 1
    }

    pub(super) fn is_missed_by(&self, glance: Glance) -> bool {
        let least = if glance.is_far { self.far } else { self.near };
        glance.count < if glance.has_headline { least.div_ceil(self.headline) } else { least }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::collection::{btree_map, btree_set, vec};
    use proptest::prelude::*;

    use super::*;

    fn put(number: u32, into: &mut Vec<u8>) {
        let sevens = [14, 7, 0].map(|bits| (number >> bits & 0x7F) as u8);
        let leading = sevens.iter().take(2).take_while(|seven| **seven == 0).count();
        into.extend(sevens[leading..2].iter().map(|seven| seven | 0x80));
        into.push(sevens[2]);
    }

    /// As FTS5 writes it: each place by its distance from the one before and two more.
    fn encode(columns: &BTreeMap<usize, BTreeSet<u32>>) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (column, places) in columns {
            if *column > 0 {
                bytes.extend([1, *column as u8]);
            }
            let mut before = 0;
            for place in places {
                put(place - before + 2, &mut bytes);
                before = *place;
            }
        }
        bytes
    }

    proptest! {
        #[test]
        fn a_glance_tells_nothing_that_is_not_so(
            columns in btree_map(0..column::COUNT, btree_set(0..20_000_u32, 1..5), 1..4),
            behind in vec(any::<u8>(), 0..12),
        ) {
            let mut bytes = encode(&columns);
            let len = bytes.len();
            bytes.extend(behind);
            let glance = Glance::of(&bytes, len);
            let places: Vec<u32> = columns.values().flatten().copied().collect();
            prop_assert!(glance.count >= places.len());
            prop_assert!(!glance.is_far || places.iter().any(|place| *place >= FAR));
            let in_headline = columns.keys().any(|column| *column <= column::FORMS_HEAD);
            prop_assert!(glance.has_headline || !in_headline);
            if columns.len() == 1 && len <= 8 && bytes.len() >= 8 {
                prop_assert_eq!(glance.count, places.len());
            }
        }
    }
}
