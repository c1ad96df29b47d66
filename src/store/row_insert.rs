//! An `INSERT` of one row, written for many.

/// The parts of the text of a statement that inserts one row.
#[derive(Clone, Copy)]
pub(crate) struct RowInsert {
    /// The table that it writes to.
    pub table: &'static str,
    /// All up to the values.
    head: &'static str,
    /// The values, in their parentheses.
    row: &'static str,
    /// What is done where the row is there already.
    tail: &'static str,
}

impl RowInsert {
    /// Takes a text apart; `None` if it is no `INSERT` of one row, or names parameters beside those of its values.
    pub(crate) fn of(sql: &'static str) -> Option<Self> {
        let table = sql.strip_prefix("INSERT INTO ")?.split([' ', '(']).next()?;
        let (head, rest) = sql.split_at(sql.find("VALUES")? + "VALUES".len());
        let rest = rest.trim_start();
        let (row, tail) = rest.split_at(end_of_parentheses(rest)?);
        let is_one_row = !tail.trim_start().starts_with(',') && !tail.contains('?') && !head.contains('?');
        is_one_row.then_some(Self { table, head, row, tail })
    }

    /// Returns the text for so many rows, each of so many parameters.
    pub(super) fn of_rows(&self, rows: usize, params: usize) -> String {
        let mut sql =
            String::with_capacity(self.head.len() + self.tail.len() + rows * (self.row.len() + 2 * params));
        sql.push_str(self.head);
        for row in 0..rows {
            sql.push_str(if row == 0 { " " } else { ", " });
            push_row(self.row, row * params, &mut sql);
        }
        sql.push_str(self.tail);
        sql
    }
}

/// Returns where the parentheses end with which a text begins.
fn end_of_parentheses(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => open += 1,
            ')' => open = open.checked_sub(1)?,
            _ => {}
        }
        if open == 0 {
            return (c == ')').then_some(at + 1);
        }
    }
    None
}

/// Writes a row whose parameters have numbers that are higher by those of the rows before.
fn push_row(row: &str, before: usize, out: &mut String) {
    let mut parts = row.split('?');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (number, rest) = part.split_at(part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len()));
        out.push('?');
        out.push_str(&number.parse().map_or(0, |number: usize| number + before).to_string());
        out.push_str(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_written_many_times() {
        let insert = RowInsert::of(
            "INSERT INTO mark (id, note)\n VALUES (?1, coalesce(?2, '')) ON CONFLICT (id) DO NOTHING",
        );
        let insert = insert.unwrap();
        assert_eq!(insert.table, "mark");
        assert_eq!(
            insert.of_rows(2, 2),
            "INSERT INTO mark (id, note)\n VALUES (?1, coalesce(?2, '')), (?3, coalesce(?4, '')) ON CONFLICT (id) DO NOTHING"
        );
    }

    #[test]
    fn what_is_no_insert_of_one_row_stays() {
        for sql in [
            "DELETE FROM mark WHERE id = ?1",
            "INSERT INTO mark (id) SELECT ?1",
            "INSERT INTO mark (id) VALUES (?1), (?2)",
            "INSERT INTO mark (id) VALUES (?1) ON CONFLICT (id) DO UPDATE SET note = ?2",
            "INSERT INTO mark (id) VALUES (?1",
        ] {
            assert!(RowInsert::of(sql).is_none(), "{sql}");
        }
    }
}
