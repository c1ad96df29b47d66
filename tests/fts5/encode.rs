//! Writes the records and pages of an index as FTS5 does, for [`decode`](crate::decode) to read back.

use std::collections::BTreeMap;

/// The columns of a row in which a term stands, each with its positions, ascending.
pub type Columns = BTreeMap<usize, Vec<u32>>;

/// A row of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    Deleted,
    At(Columns),
}

pub fn varint(value: u64, into: &mut Vec<u8>) {
    if value >> 56 > 0 {
        // Eight times seven bits, and a whole byte.
        (0..8).rev().for_each(|place| into.push((value >> (8 + 7 * place)) as u8 | 0x80));
        into.push(value as u8);
        return;
    }
    let sevens = (1..8).rev().find(|place| value >> (7 * place) > 0).unwrap_or(0);
    (1..=sevens).rev().for_each(|place| into.push((value >> (7 * place)) as u8 | 0x80));
    into.push(value as u8 & 0x7F);
}

/// Each position by its distance from the one before in its column, and two more; a column other than the
/// first by the number one and its own.
pub fn position_list(columns: &Columns) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (column, positions) in columns {
        if *column > 0 {
            varint(1, &mut bytes);
            varint(*column as u64, &mut bytes);
        }
        let mut before = 0;
        for position in positions {
            varint(u64::from(position - before) + 2, &mut bytes);
            before = *position;
        }
    }
    bytes
}

/// Each row by its distance from the one before, the first whole, and the size of its positions, of which
/// the last bit is the mark of one that was deleted.
pub fn doclist(rows: &BTreeMap<i64, Row>) -> Vec<u8> {
    let (mut bytes, mut before) = (Vec::new(), 0_i64);
    for (rowid, row) in rows {
        varint(rowid.wrapping_sub(before).cast_unsigned(), &mut bytes);
        before = *rowid;
        match row {
            Row::Deleted => varint(1, &mut bytes),
            Row::At(columns) => {
                let positions = position_list(columns);
                varint(positions.len() as u64 * 2, &mut bytes);
                bytes.extend(positions);
            }
        }
    }
    bytes
}

/// Returns a page: the rest of the term of an earlier page, in which the first row begins at `first_row`; then
/// terms with their rows; then, as a footer, the distance of each term from the one before.
pub fn leaf(continued: &[u8], first_row: Option<usize>, terms: &BTreeMap<Vec<u8>, Vec<u8>>) -> Vec<u8> {
    let mut bytes = vec![0; 4];
    bytes.extend_from_slice(continued);
    let (mut footer, mut at, mut before) = (Vec::new(), 0, None::<&[u8]>);
    for (term, rows) in terms {
        varint((bytes.len() - at) as u64, &mut footer);
        at = bytes.len();
        let shared = before.map(|before| before.iter().zip(term).take_while(|(a, b)| a == b).count());
        if let Some(shared) = shared {
            varint(shared as u64, &mut bytes);
        }
        let rest = &term[shared.unwrap_or(0)..];
        varint(rest.len() as u64, &mut bytes);
        bytes.extend_from_slice(rest);
        bytes.extend_from_slice(rows);
        before = Some(term);
    }
    let size = u16::try_from(bytes.len()).unwrap();
    let first_row = first_row.map_or(0, |at| u16::try_from(at + 4).unwrap());
    bytes[..2].copy_from_slice(&first_row.to_be_bytes());
    bytes[2..4].copy_from_slice(&size.to_be_bytes());
    bytes.extend(footer);
    bytes
}

/// Levels from the newest, and in each the segments from the oldest, by their number, first and last page.
pub fn structure(levels: &[Vec<(u16, u32, u32)>]) -> Vec<u8> {
    let mut bytes = vec![0, 0, 0, 7];
    varint(levels.len() as u64, &mut bytes);
    varint(levels.iter().map(Vec::len).sum::<usize>() as u64, &mut bytes);
    // Number of pages written so far, which nobody needs to read.
    varint(300, &mut bytes);
    for segments in levels {
        varint(0, &mut bytes);
        varint(segments.len() as u64, &mut bytes);
        for (id, first, last) in segments {
            for part in [u64::from(*id), u64::from(*first), u64::from(*last)] {
                varint(part, &mut bytes);
            }
        }
    }
    bytes
}
