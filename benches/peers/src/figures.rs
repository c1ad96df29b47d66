//! Figures as a page lists them, a line each: a name, and a ratio or what many of them come to.

/// The beginning of a line that is a figure.
const BEGIN: &str = "- ";
/// What a figure is named that compares Dateline with a peer.
const BESIDE_A_PEER: &str = "Dateline to ";

/// A ratio that a page lists.
#[derive(Debug, PartialEq)]
pub struct Figure<'t> {
    pub name: &'t str,
    /// All that is said of it.
    pub text: &'t str,
    pub ratio: f64,
}

impl<'t> Figure<'t> {
    /// Returns the figures of a text, in its order.
    pub fn all(text: &'t str) -> impl Iterator<Item = Self> {
        text.lines().filter_map(Self::read)
    }

    fn read(line: &'t str) -> Option<Self> {
        let (name, text) = line.strip_prefix(BEGIN)?.split_once(": ")?;
        let first = text.strip_prefix("geometric mean ").unwrap_or(text);
        let ratio = first.split([' ', ',']).next()?.parse().ok()?;
        Some(Self { name, text, ratio })
    }

    pub fn is_beside_a_peer(&self) -> bool {
        self.name.contains(BESIDE_A_PEER)
    }

    /// Returns true if it is the mean of some ratios of which one is above 1.
    pub fn is_slower_at_times(&self) -> bool {
        self.text.contains("above 1 in ") && !self.text.contains("above 1 in 0 of ")
    }
}

/// Prints a figure.
pub fn print(name: &str, ratio: f64) {
    println!("{BEGIN}{name}: {}", super::table::number(ratio));
}
