//! Counts the characters of a text.

/// Number of bytes between two marks.
const STEP: usize = 256;

/// Counts the characters before any place of a text, without counting them all each time.
pub(crate) struct Ruler<'t> {
    bytes: &'t [u8],
    /// Number of characters that begin before each multiple of [`STEP`].
    marks: Vec<usize>,
}

impl<'t> Ruler<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let counts = bytes.chunks(STEP).scan(0, |sum, part| {
            *sum += begun(part);
            Some(*sum)
        });
        Self { bytes, marks: [0].into_iter().chain(counts).collect() }
    }

    /// Returns the number of characters that begin before this byte.
    pub(crate) fn chars(&self, at: usize) -> usize {
        let mark = at / STEP;
        let part = self.bytes.get(mark * STEP..at).unwrap_or_default();
        self.marks.get(mark).copied().unwrap_or_default() + begun(part)
    }
}

fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !matches!(byte, 0x80..=0xBF)).count()
}
