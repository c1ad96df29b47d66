//! Prints what changed in a field: the words that did, with some of those around them.

use dateline::{DiffPiece, DiffUnit, FieldDiff, terminal_safe};

use super::output::Output;

/// Characters of unchanged text that are printed beside a change.
const CONTEXT: usize = 40;

/// Prints a field of a diff, on lines below its name.
pub fn print(diff: &FieldDiff, out: &mut Output) {
    out.line(format_args!("      {}:", diff.field));
    let lines = if diff.unit == DiffUnit::Item { items(diff, out) } else { text(diff, out) };
    lines.iter().for_each(|line| out.line(format_args!("        {line}")));
}

/// Returns the items that are gone or new, a line each.
fn items(diff: &FieldDiff, out: &Output) -> Vec<String> {
    let line = |piece: &DiffPiece| match piece {
        DiffPiece::Deleted(item) => Some(out.deleted(item)),
        DiffPiece::Inserted(item) => Some(out.inserted(item)),
        _ => None,
    };
    diff.pieces.iter().filter_map(line).collect()
}

/// Returns the lines of a text in which something changed.
fn text(diff: &FieldDiff, out: &Output) -> Vec<String> {
    let mut lines = Lines::default();
    for piece in &diff.pieces {
        for (number, part) in piece.text().split('\n').enumerate() {
            if number > 0 {
                lines.end();
            }
            match piece {
                DiffPiece::Deleted(_) => lines.change(part, out.deleted(part)),
                DiffPiece::Inserted(_) => lines.change(part, out.inserted(part)),
                _ => lines.equal(part),
            }
        }
    }
    lines.end();
    lines.lines
}

/// Lines on their way to be printed: those without a change are left out.
#[derive(Default)]
struct Lines {
    lines: Vec<String>,
    line: String,
    /// Unchanged text that stands last in the line.
    unchanged: String,
    has_change: bool,
}

impl Lines {
    fn change(&mut self, part: &str, marked: String) {
        if part.is_empty() {
            return;
        }
        let before = std::mem::take(&mut self.unchanged);
        let before = if self.has_change { between(&before) } else { last(&before) };
        self.line += &terminal_safe(&before).to_string();
        self.line += &marked;
        self.has_change = true;
    }

    fn equal(&mut self, part: &str) {
        self.unchanged.push_str(part);
    }

    fn end(&mut self) {
        let after = std::mem::take(&mut self.unchanged);
        let mut line = std::mem::take(&mut self.line);
        if std::mem::take(&mut self.has_change) {
            line += &terminal_safe(&first(&after)).to_string();
            self.lines.push(line);
        }
    }
}

/// Returns the beginning of a text, cut at a blank.
fn first(text: &str) -> String {
    match text.char_indices().nth(CONTEXT).and_then(|(at, _)| text.get(..at)) {
        None => text.to_owned(),
        Some(cut) => format!("{}…", cut.rfind(' ').and_then(|at| cut.get(..=at)).unwrap_or(cut)),
    }
}

/// Returns the end of a text, cut at a blank.
fn last(text: &str) -> String {
    match text.char_indices().rev().nth(CONTEXT).and_then(|(at, c)| text.get(at + c.len_utf8()..)) {
        None => text.to_owned(),
        Some(cut) => format!("…{}", cut.find(' ').and_then(|at| cut.get(at..)).unwrap_or(cut)),
    }
}

/// Returns the beginning and the end of a text between two changes.
fn between(text: &str) -> String {
    if text.chars().count() <= 2 * CONTEXT {
        return text.to_owned();
    }
    first(text) + last(text).trim_start_matches('…')
}
