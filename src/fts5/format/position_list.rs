//! The positions of a term in a row.

use super::varint;

/// The positions of a term in a row: the column, and the number of the token in it.
pub(crate) struct Positions<'b> {
    rest: &'b [u8],
    column: usize,
    offset: u64,
}

impl<'b> Positions<'b> {
    /// Returns the positions that are encoded in these bytes.
    pub(crate) fn of(bytes: &'b [u8]) -> Self {
        Self { rest: bytes, column: 0, offset: 0 }
    }

    /// Visits each column that has any: the number of positions in it, and the last one.
    ///
    /// Each number that is read shortens `rest`, so the loop ends. Before each, `count` and `last` are of
    /// the positions of `column` that were passed.
    pub(crate) fn by_column(self, mut visit: impl FnMut(usize, u32, u32)) {
        let Self { mut rest, mut column, offset: mut last } = self;
        let mut count = 0;
        while let Some((step, behind)) = varint::split(rest) {
            rest = behind;
            if let Some(step) = step.checked_sub(2) {
                (count, last) = (count + 1, last.saturating_add(step));
                continue;
            }
            let Some((next, behind)) = varint::split(rest).filter(|_| step == 1) else { break };
            if count > 0 {
                visit(column, count, offset(last));
            }
            (rest, column) = (behind, usize::try_from(next).unwrap_or(usize::MAX));
            (count, last) = (0, 0);
        }
        if count > 0 {
            visit(column, count, offset(last));
        }
    }
}

fn offset(offset: u64) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

impl Iterator for Positions<'_> {
    type Item = (usize, u32);

    /// Returns the next position. Bytes that can't be read end the list.
    fn next(&mut self) -> Option<(usize, u32)> {
        let (mut step, mut rest) = varint::split(self.rest)?;
        if step == 1 {
            let (column, behind) = varint::split(rest)?;
            self.column = usize::try_from(column).ok()?;
            self.offset = 0;
            (step, rest) = varint::split(behind)?;
        }
        self.rest = rest;
        self.offset = self.offset.checked_add(step.checked_sub(2)?)?;
        Some((self.column, u32::try_from(self.offset).ok()?))
    }
}
