//! Decoding: it gives what was encoded, and it ends whatever the bytes are.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;

use crate::encode::{self, Columns, Row};
use crate::fts5::format::doclist::{self, Entry};
use crate::fts5::format::leaf::Leaf;
use crate::fts5::format::{Positions, Segment, read_structure, varint};
use crate::fts5::{Error, Stop};

fn columns() -> impl Strategy<Value = Columns> {
    let positions = prop_oneof![btree_set(0..200_u32, 1..6), btree_set(any::<u32>(), 1..4)];
    btree_map(0..40_usize, positions.prop_map(|set| set.into_iter().collect()), 1..4)
}

fn row() -> impl Strategy<Value = Row> {
    prop_oneof![1 => Just(Row::Deleted), 6 => columns().prop_map(Row::At)]
}

fn rows() -> impl Strategy<Value = BTreeMap<i64, Row>> {
    btree_map(prop_oneof![0..2000_i64, any::<i64>()], row(), 1..20)
}

/// Reads rows back from their bytes, as they stand.
fn decoded(bytes: &[u8], entries: &[Entry]) -> BTreeMap<i64, Row> {
    let row = |entry: &Entry| {
        let positions = &bytes[entry.at as usize..(entry.at + entry.len) as usize];
        let mut columns = Columns::new();
        Positions::of(positions).for_each(|(column, at)| columns.entry(column).or_default().push(at));
        (entry.doc, if entry.len == 0 { Row::Deleted } else { Row::At(columns) })
    };
    entries.iter().map(row).collect()
}

proptest! {
    #[test]
    fn numbers(value in prop_oneof![0..300_u64, any::<u64>(), (0..64_u32).prop_map(|bits| u64::MAX >> bits)]) {
        let mut bytes = Vec::new();
        encode::varint(value, &mut bytes);
        let mut at = 0;
        prop_assert_eq!(varint::read(&bytes, &mut at), Some(value));
        prop_assert_eq!(at, bytes.len());
        prop_assert_eq!(varint::read(&bytes[..at - 1], &mut 0), None);
    }

    #[test]
    fn positions(columns in columns()) {
        let bytes = encode::position_list(&columns);
        let all: Vec<_> = Positions::of(&bytes).collect();
        let expected = columns.iter().flat_map(|(column, all)| all.iter().map(|at| (*column, *at)));
        prop_assert_eq!(all, expected.collect::<Vec<_>>());
        let mut by_column = Vec::new();
        Positions::of(&bytes).by_column(|column, count, last| by_column.push((column, count, last)));
        let expected = columns.iter().map(|(column, all)| (*column, all.len() as u32, all[all.len() - 1]));
        prop_assert_eq!(by_column, expected.collect::<Vec<_>>());
    }

    #[test]
    fn doclists(rows in rows(), before in vec(any::<u8>(), 0..9)) {
        let mut bytes = before;
        let start = bytes.len();
        bytes.extend(encode::doclist(&rows));
        let mut entries = Vec::new();
        doclist::decode(&bytes, start..bytes.len(), false, |rowid| rowid, &mut entries).unwrap();
        prop_assert_eq!(decoded(&bytes, &entries), rows.clone());
        prop_assert!(entries.is_sorted_by_key(|entry| entry.doc));
        let not_deleted = rows.values().filter(|row| **row != Row::Deleted).count() as u64;
        prop_assert_eq!(doclist::count(&bytes[start..]), Some(not_deleted));
        let mut backwards = Vec::new();
        doclist::decode(&bytes, start..bytes.len(), true, |rowid| rowid, &mut backwards).unwrap();
        backwards.reverse();
        prop_assert_eq!(backwards, entries);
    }

    #[test]
    fn leaves(
        continued in proptest::option::of(rows()),
        rest in vec(any::<u8>(), 0..20),
        terms in btree_map(vec(0..4_u8, 1..5), rows(), 0..12),
    ) {
        let terms: BTreeMap<_, _> = terms.into_iter().map(|(term, rows)| (term, encode::doclist(&rows))).collect();
        // Positions of a row of the page before come first, and then maybe rows.
        let first_row = continued.is_some().then_some(rest.len());
        let continued = [rest, continued.map(|rows| encode::doclist(&rows)).unwrap_or_default()].concat();
        let leaf = Leaf::parse(encode::leaf(&continued, first_row, &terms)).unwrap();
        prop_assert_eq!(leaf.has_terms(), !terms.is_empty());
        prop_assert_eq!(leaf.continued, first_row.map(|at| at + 4));
        let rows = leaf.continued_rows().unwrap();
        prop_assert_eq!(leaf.part(rows), Some(&continued[first_row.unwrap_or(continued.len())..]));
        let mut reader = leaf.terms();
        for (number, (term, rows)) in (1..).zip(&terms) {
            let found = reader.next(&leaf).unwrap().unwrap();
            prop_assert_eq!(&reader.term, term);
            prop_assert_eq!(found.is_last, number == terms.len());
            prop_assert_eq!(leaf.part(found.rows), Some(rows.as_slice()));
            let again = leaf.find(term).unwrap().unwrap();
            prop_assert_eq!(leaf.part(again.rows), Some(rows.as_slice()));
        }
        prop_assert!(reader.next(&leaf).unwrap().is_none());
        prop_assert!(leaf.find(&[9]).unwrap().is_none());
    }

    #[test]
    fn structures(levels in vec(vec((1..=u16::MAX, 0..90_u32, 0..90_u32), 0..5), 0..6)) {
        let levels: Vec<Vec<_>> = levels
            .into_iter()
            .map(|level| level.into_iter().map(|(id, first, more)| (id, first, if first == 0 { 0 } else { first + more })).collect())
            .collect();
        let record = encode::structure(&levels);
        let newest_first = levels.iter().flat_map(|level| level.iter().rev());
        let expected: Vec<_> = newest_first
            .map(|(id, first_page, last_page)| Segment { id: *id, first_page: *first_page, last_page: *last_page })
            .collect();
        prop_assert_eq!(read_structure(&record).unwrap(), expected);
        for end in 0..record.len() {
            let cut = read_structure(&record[..end]);
            let is_damaged =
                matches!(&cut, Err(Stop::Failed(error)) if matches!(**error, Error::Damaged(_)));
            prop_assert!(is_damaged, "{:?}", cut);
        }
    }

    /// Nothing panics, and every loop ends.
    #[test]
    fn any_bytes(bytes in prop_oneof![vec(any::<u8>(), 0..200), vec(0..6_u8, 0..200)], start in 0..50_usize) {
        let _ = varint::read(&bytes, &mut start.clone());
        let positions = Positions::of(&bytes).collect::<BTreeSet<_>>();
        let mut columns = BTreeSet::new();
        Positions::of(&bytes).by_column(|column, _, _| {
            columns.insert(column);
        });
        prop_assert!(positions.iter().all(|(column, _)| columns.contains(column)));
        let mut entries = Vec::new();
        let end = bytes.len();
        if doclist::decode(&bytes, start..end, false, |rowid| rowid, &mut entries).is_some() {
            prop_assert!(entries.iter().all(|entry| entry.at as usize <= end));
        }
        let _ = doclist::count(&bytes);
        let _ = read_structure(&bytes);
        if let Some(leaf) = Leaf::parse(bytes.clone()) {
            let _ = (leaf.first_row(), leaf.continued_rows(), leaf.find(&[1]));
            let mut terms = leaf.terms();
            let mut count = 0;
            while let Some(Some(found)) = terms.next(&leaf) {
                prop_assert!(leaf.part(found.rows).is_some());
                count += 1;
            }
            prop_assert!(count <= bytes.len());
        }
    }
}
