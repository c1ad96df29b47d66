//! Bytes to text: by a byte order mark, as UTF-8, or in the encoding that they look like.

#[cfg(any(feature = "feeds", feature = "html", feature = "wires", feature = "pictures"))]
mod declared;
mod encoding;
mod stream;

use std::borrow::Cow;

use super::warning::Unreadable;

#[cfg(any(feature = "feeds", feature = "wires", feature = "pictures"))]
pub(super) use declared::declared;
#[cfg(feature = "html")]
pub(super) use declared::mostly;
pub(super) use encoding::{Inferred, decoded, decoded_in};
pub(super) use stream::{Decoded, Failed, Foreign};

/// Returns the text of a file, in which the ranges of [`Span`](super::Span)s count.
///
/// A byte order mark says UTF-8, UTF-16 or UTF-32, and stays in the text. Without one it is UTF-8, or else the encoding
/// that the bytes look like (`windows-1251`, `Shift_JIS` …).
///
/// ```
/// use dateline::ingest;
///
/// assert_eq!(ingest::text(b"\xFF\xFEF\0o\0g\0")?, "\u{FEFF}Fog");
/// assert_eq!(ingest::text(b"Ein Caf\xE9 am Hafen")?, "Ein Café am Hafen");
/// # Ok::<(), ingest::Unreadable>(())
/// ```
///
/// # Errors
///
/// [`Unreadable::Encoding`] if no encoding gives a text without characters in place of what it can't read, and if the
/// bytes are UTF-8 but for a few: another encoding would spoil all the rest.
pub fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    decoded(bytes).map(|(text, _)| text)
}
