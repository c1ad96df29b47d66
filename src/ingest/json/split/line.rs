//! The beginning of a line, which tells where a record begins.

/// The beginning of the line that is being read.
pub(super) struct StartOfLine {
    pub blanks: usize,
    is_blank: bool,
}

impl StartOfLine {
    pub const NEW: Self = Self { blanks: 0, is_blank: true };

    /// Returns the blanks of a line that has nothing else yet.
    pub fn blanks_alone(&self) -> Option<usize> {
        self.is_blank.then_some(self.blanks)
    }

    pub fn pass(&mut self, bytes: &[u8]) {
        let line = match bytes.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')) {
            Some(end) => {
                *self = Self::NEW;
                bytes.get(end + 1..).unwrap_or_default()
            }
            None => bytes,
        };
        let mut line = line.iter();
        while self.is_blank
            && let Some(byte) = line.next()
        {
            let is_bracket = *byte == b'[';
            self.is_blank = matches!(byte, b' ' | b'\t');
            // PostgreSQL puts the first element beside the bracket and the others a blank in.
            self.blanks += usize::from(self.is_blank || is_bracket);
        }
    }
}
