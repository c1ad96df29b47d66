//! What parts the columns of a table.

use csv::ReaderBuilder;

use super::columns::field_of;

/// Signs that part columns.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Rows that are compared.
const ROWS: usize = 20;

/// Returns the sign that parts the columns of a table which begins with this text: that which finds most names of fields,
/// and else most columns in as many rows as possible.
pub(super) fn delimiter(text: &str) -> u8 {
    let best = DELIMITERS.into_iter().enumerate().max_by_key(|(at, delimiter)| {
        let rows = rows(text, *delimiter);
        let columns = rows.first().map_or(0, Vec::len);
        let known =
            rows.first().map_or(0, |names| names.iter().filter(|name| field_of(name).is_some()).count());
        let alike = rows.iter().filter(|row| row.len() == columns).count();
        let is_table = columns > 1;
        // Of equal ones the first of the list.
        (known, is_table, if is_table { alike } else { 0 }, columns, DELIMITERS.len() - at)
    });
    best.map_or(b',', |(_, delimiter)| delimiter)
}

fn rows(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = ReaderBuilder::new();
    let reader = reader.delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let rows = reader.into_records().take(ROWS).filter_map(Result::ok);
    rows.map(|row| row.iter().map(str::to_owned).collect()).collect()
}

/// Returns the sign that the first line names, as a spreadsheet writes it: `sep=;`.
pub(super) fn said(text: &str) -> Option<u8> {
    let sign = text.trim_start_matches('\u{FEFF}').lines().next()?.trim().strip_prefix("sep=")?;
    match sign.as_bytes() {
        [sign] => Some(*sign),
        _ => None,
    }
}
