//! The end of a broken record: by its braces, or where the next one begins.

/// Counts the braces of a record that is no JSON.
pub(super) struct Skip {
    open: usize,
    in_text: bool,
    escaped: bool,
    /// The beginning of a line; `None` where something else has come.
    line: Option<Line>,
    /// Blanks at the beginning of the line on which the record begins.
    indent: usize,
}

/// The beginning of a line: blanks, and then perhaps the end of a record, as in `}, {`.
#[derive(Clone, Copy, Default)]
struct Line {
    blanks: usize,
    has_end: bool,
}

/// The outcome of a byte.
pub(super) enum Skipped {
    /// The record goes on.
    Inside,
    /// The byte is the last of the record.
    End,
    /// The byte begins another record.
    Next,
}

impl Skip {
    /// Begins at the first byte of a record on a line of this indentation.
    pub(super) fn new(indent: usize) -> Self {
        Self { open: 0, in_text: false, escaped: false, line: None, indent }
    }

    /// Goes on inside of a record, so many braces and brackets deep, after so many blanks of a line, if there was
    /// nothing else on it.
    pub(super) fn inside((open, in_text): (usize, bool), blanks: Option<usize>) -> Self {
        let line = blanks.map(|blanks| Line { blanks, has_end: false });
        Self { open, in_text, line, ..Self::new(0) }
    }

    pub(super) fn step(&mut self, byte: u8) -> Skipped {
        if let Some(line) = self.line {
            if byte == b'{' && line.blanks <= self.indent {
                return Skipped::Next;
            }
            self.line = line.then(byte);
        }
        if matches!(byte, b'\n' | b'\r') {
            self.line = Some(Line::default());
        }
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' if self.in_text => self.escaped = true,
            b'"' => self.in_text = !self.in_text,
            b'{' | b'[' if !self.in_text => self.open += 1,
            b'}' | b']' if !self.in_text => {
                self.open = self.open.saturating_sub(1);
                if self.open == 0 {
                    return Skipped::End;
                }
            }
            _ => {}
        }
        Skipped::Inside
    }
}

impl Line {
    fn then(self, byte: u8) -> Option<Self> {
        match byte {
            b' ' | b'\t' if self.has_end => Some(self),
            b' ' | b'\t' => Some(Self { blanks: self.blanks + 1, ..self }),
            b'}' | b']' | b',' => Some(Self { has_end: true, ..self }),
            _ => None,
        }
    }
}

/// Returns the place in a broken record where another one begins as it does: with the same name of its first field.
pub(super) fn same_beginning(record: &[u8], on_a_line: bool) -> Option<usize> {
    let colon = record.iter().take(LONGEST_BEGINNING).position(|&byte| byte == b':')?;
    let (beginning, rest) = record.split_at(colon + 1);
    let mut from = 0;
    while let Some(at) = rest.get(from..)?.windows(beginning.len()).position(|found| found == beginning) {
        let place = colon + 1 + from + at;
        let line = record.get(..place)?.trim_ascii_end();
        let gap = record.get(line.len()..place)?;
        if !on_a_line || gap.contains(&b'\n') {
            return Some(place);
        }
        from += at + 1;
    }
    None
}

/// Bytes of the first name of a record that are compared.
const LONGEST_BEGINNING: usize = 200;
