//! The record of the segments that an index consists of.

use super::varint;
use crate::fts5::{Error, Interruptible, Stop};

/// The highest page number that FTS5 uses.
const LAST_PAGE: u32 = 0x7FFF_FF00;
/// Begins, behind the cookie, a record of the kind that tables with `contentless_delete=1` have.
const V2: [u8; 4] = [0xFF, 0, 0, 1];

/// A run of pages that holds the postings of some rows, by term and row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) id: u16,
    pub(crate) first_page: u32,
    pub(crate) last_page: u32,
}

impl Segment {
    /// Returns the row of a page in the `_data` table.
    pub(crate) fn page_id(&self, page: u32) -> i64 {
        (i64::from(self.id) << 37) + i64::from(page)
    }

    /// Returns true if all pages are gone, because the segment is merged into another one to its end.
    pub(crate) fn is_merged(&self) -> bool {
        self.first_page == 0
    }
}

/// Reads the structure record; the newest segment comes first.
pub(crate) fn read_structure(record: &[u8]) -> Interruptible<Vec<Segment>> {
    // Behind the cookie, which changes with the configuration.
    match record.get(4..) {
        Some(rest) if rest.starts_with(&V2) => Err(Error::Unsupported("structure record 2".into()).into()),
        Some(rest) => read_levels(rest).ok_or_else(|| Stop::damaged("its segments can't be read")),
        None => Err(Stop::damaged("no structure")),
    }
}

fn read_levels(record: &[u8]) -> Option<Vec<Segment>> {
    let mut at = 0;
    let levels = varint::read(record, &mut at)?;
    let all = varint::read_size(record, &mut at)?;
    let _writes = varint::read(record, &mut at)?;
    let mut segments = Vec::new();
    // Each level takes two bytes or more of the record, so that a great number of them ends with it.
    for _ in 0..levels {
        let start = segments.len();
        let _merging = varint::read(record, &mut at)?;
        for _ in 0..varint::read(record, &mut at)? {
            segments.push(read_segment(record, &mut at)?);
        }
        // A level lists its oldest segment first, and is newer than the next one.
        segments.get_mut(start..)?.reverse();
    }
    Some(segments).filter(|segments| segments.len() == all)
}

fn read_segment(record: &[u8], at: &mut usize) -> Option<Segment> {
    let id = u16::try_from(varint::read(record, at)?).ok()?;
    let first_page = u32::try_from(varint::read(record, at)?).ok()?;
    let last_page = u32::try_from(varint::read(record, at)?).ok()?;
    // Both pages of a merged segment are 0. One that were 0 alone would drop a segment unseen.
    let has_pages = first_page > 0 && first_page <= last_page && last_page <= LAST_PAGE;
    let is_merged = first_page == 0 && last_page == 0;
    Some(Segment { id, first_page, last_page }).filter(|_| id > 0 && (has_pages || is_merged))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_index_has_none() {
        assert_eq!(read_structure(&[0, 0, 0, 1, 0, 0, 0]).unwrap(), Vec::new());
    }

    #[test]
    fn the_newest_segment_comes_first() {
        // Two levels: the first has segments 3 and 4 (the newer), the second segment 1.
        let record = [0, 0, 0, 9, 2, 3, 7, 0, 2, 3, 1, 5, 4, 1, 2, 0, 1, 1, 2, 9];
        let segments = read_structure(&record).unwrap();
        assert_eq!(segments.iter().map(|s| s.id).collect::<Vec<_>>(), [4, 3, 1]);
        assert_eq!(segments[2], Segment { id: 1, first_page: 2, last_page: 9 });
        for end in 0..record.len() {
            assert!(read_structure(&record[..end]).is_err());
        }
    }

    #[test]
    fn a_segment_has_both_its_pages_or_neither() {
        let segment = |first: u8, last: u8| read_structure(&[0, 0, 0, 9, 1, 1, 7, 0, 1, 3, first, last]);
        assert!(segment(0, 0).unwrap()[0].is_merged());
        assert!(!segment(1, 1).unwrap()[0].is_merged());
        for (first, last) in [(0, 1), (0, 9), (1, 0), (9, 1)] {
            assert!(segment(first, last).is_err(), "{first} {last}");
        }
    }

    #[test]
    fn a_record_of_another_kind_is_unsupported() {
        let record = [0, 0, 0, 1, 0xFF, 0, 0, 1, 0, 0, 0];
        let Err(Stop::Failed(error)) = read_structure(&record) else { panic!() };
        assert!(matches!(*error, Error::Unsupported(_)));
    }
}
