//! The place in a list at which one page ends and the next begins.

use std::fmt;

/// The last entry of a page, by what the list is ordered by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListPlace {
    /// The letter of the list.
    pub(crate) list: char,
    pub(crate) key: ListKey,
    pub(crate) id: i64,
}

/// The key of an entry in the order of its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ListKey {
    /// Its name, folded.
    Name(String),
    /// The number of its articles.
    Articles(u64),
}

impl fmt::Display for ListPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}-", self.list, self.id)?;
        match &self.key {
            ListKey::Name(name) => {
                f.write_str("n")?;
                name.bytes().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
            ListKey::Articles(articles) => write!(f, "a{articles}"),
        }
    }
}

impl ListPlace {
    /// Reads what `Display` writes.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut rest = text.chars();
        let list = rest.next().filter(char::is_ascii_alphabetic)?;
        let (id, key) = rest.as_str().split_once('-')?;
        let key = match key.split_at_checked(1)? {
            ("n", name) => ListKey::Name(read_name(name)?),
            ("a", articles) => ListKey::Articles(digits(articles)?),
            _ => return None,
        };
        Some(Self { list, key, id: digits(id)? })
    }
}

fn read_name(text: &str) -> Option<String> {
    let is_hex = text.len().is_multiple_of(2) && text.bytes().all(|b| b.is_ascii_hexdigit());
    let pairs = is_hex.then(|| (0..text.len()).step_by(2))?;
    let bytes = pairs.map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok()).collect::<Option<_>>()?;
    String::from_utf8(bytes).ok()
}

fn digits<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}
