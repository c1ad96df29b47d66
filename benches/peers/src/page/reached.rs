//! The table of what was to be reached: its last column is what the page has.

use crate::figures::Figure;

/// Returns the table with the figure that the first cell of each row names in its last cell. A row that names none stays.
pub fn filled(table: &str, page: &str) -> String {
    table.lines().map(|row| filled_row(row, page) + "\n").collect()
}

fn filled_row(row: &str, page: &str) -> String {
    let inner = row.strip_prefix('|').and_then(|row| row.strip_suffix('|')).unwrap_or_default();
    let cells: Vec<&str> = inner.split('|').map(str::trim).collect();
    let figure = Figure::all(page).find(|figure| cells.first() == Some(&figure.name));
    match (figure, cells.split_last()) {
        (Some(figure), Some((_, before))) => format!("| {} | {} |", before.join(" | "), figure.text),
        _ => row.to_owned(),
    }
}
