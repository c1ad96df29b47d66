//! The segments that the index consists of.

use super::varint;

/// The highest page number that FTS5 uses.
const LAST_PAGE: u32 = 0x7FFF_FF00;
const V2: [u8; 4] = [0xFF, 0, 0, 1];

/// A run of pages that holds the postings of some rows, by term and row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) id: u16,
    pub(super) first_page: u32,
    pub(super) last_page: u32,
}

impl Segment {
    /// The row of a page in `article_fts_data`.
    pub(super) fn page_id(&self, page: u32) -> i64 {
        (i64::from(self.id) << 37) + i64::from(page)
    }

    /// Whether all its pages are gone, because it is merged into another one to the end.
    pub(super) fn is_merged(&self) -> bool {
        self.first_page == 0
    }
}

/// Reads the structure record; the newest segment comes first.
pub(super) fn parse(record: &[u8]) -> Option<Vec<Segment>> {
    // Behind the cookie, which changes with the configuration.
    let mut at = 4;
    let is_v2 = record.get(4..8) == Some(&V2[..]);
    if is_v2 {
        at = 8;
    }
    let levels = varint::read(record, &mut at)?;
    let all = varint::read_size(record, &mut at)?;
    let _writes = varint::read(record, &mut at)?;
    let mut segments = Vec::new();
    for _ in 0..levels {
        let _merging = varint::read(record, &mut at)?;
        let count = varint::read(record, &mut at)?;
        let start = segments.len();
        for _ in 0..count {
            let id = u16::try_from(varint::read(record, &mut at)?).ok()?;
            let first_page = u32::try_from(varint::read(record, &mut at)?).ok()?;
            let last_page = u32::try_from(varint::read(record, &mut at)?).ok()?;
            if is_v2 {
                (0..5).try_for_each(|_| varint::read(record, &mut at).map(drop))?;
            }
            if last_page < first_page || last_page > LAST_PAGE {
                return None;
            }
            segments.push(Segment { id, first_page, last_page });
        }
        // A level lists its oldest segment first, and is newer than the next one.
        segments.get_mut(start..)?.reverse();
    }
    Some(segments).filter(|segments| segments.len() == all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_index_has_none() {
        assert_eq!(parse(&[0, 0, 0, 1, 0, 0, 0]), Some(Vec::new()));
    }

    #[test]
    fn the_newest_segment_comes_first() {
        // Two levels: the first has segments 3 and 4 (the newer), the second segment 1.
        let record = [0, 0, 0, 9, 2, 3, 7, 0, 2, 3, 1, 5, 4, 1, 2, 0, 1, 1, 2, 9];
        let segments = parse(&record).unwrap();
        assert_eq!(segments.iter().map(|s| s.id).collect::<Vec<_>>(), [4, 3, 1]);
        assert_eq!(segments[2], Segment { id: 1, first_page: 2, last_page: 9 });
        for end in 0..record.len() {
            assert_eq!(parse(&record[..end]), None);
        }
    }
}
