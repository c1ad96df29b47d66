//! Words and likeness of texts, by plain scans.

use std::collections::BTreeSet;

/// The letters and digits of a text in small letters, its words parted by one blank.
pub fn fold(text: &str) -> String {
    words(text).join(" ")
}

/// The runs of letters and digits of a text, in small letters.
pub fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let runs = lower.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty());
    runs.map(str::to_owned).collect()
}

/// How alike two texts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    Same,
    Other,
    Unknown,
}

/// What an article says: its text, and the lines under its headline.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    pub dek: &'a str,
    pub body: &'a str,
}

impl Text<'_> {
    pub fn is_empty(self) -> bool {
        words(self.body).is_empty() && words(self.dek).is_empty()
    }
}

/// Compares two texts by their runs of three words, or letters where words aren't parted: the bodies, or where one has
/// none, its dek and all of the other.
pub fn likeness(one: Text<'_>, other: Text<'_>, same_headline: bool, days_differ: bool) -> Likeness {
    let (one, other) = match (Shingles::of(one.body), Shingles::of(other.body)) {
        (body, other_body) if body.length > 0 && other_body.length > 0 => (body, other_body),
        (body, other_body) => {
            let (dek, other_dek) = (Shingles::of(one.dek), Shingles::of(other.dek));
            match (body.length, other_body.length) {
                (0, 0) => (dek, other_dek),
                (0, _) => (dek, other_dek.with(other_body)),
                _ => (dek.with(body), other_dek),
            }
        }
    };
    if one.set.is_empty() || other.set.is_empty() {
        return Likeness::Unknown;
    }
    let shared = one.set.intersection(&other.set).count();
    let shorter = one.set.len().min(other.set.len());
    let alike = if days_differ { 5 * shared >= 4 * shorter } else { 2 * shared >= shorter };
    match alike {
        false => Likeness::Other,
        true if one.length.min(other.length) < 20 && !same_headline => Likeness::Unknown,
        true => Likeness::Same,
    }
}

/// Returns how long a text is, in words or, where words aren't parted, in letters.
pub fn length(text: &str) -> usize {
    Shingles::of(text).length
}

struct Shingles {
    set: BTreeSet<String>,
    /// Words, or letters where words aren't parted.
    length: usize,
}

impl Shingles {
    fn of(text: &str) -> Self {
        let is_joined = |c| ('\u{3040}'..='\u{30ff}').contains(&c) || ('\u{4e00}'..='\u{9fff}').contains(&c);
        let units: Vec<String> = if text.contains(is_joined) {
            text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).map(String::from).collect()
        } else {
            words(text)
        };
        let size = units.len().clamp(1, 3);
        Self { set: units.windows(size).map(|run| run.join(" ")).collect(), length: units.len() }
    }

    fn with(mut self, other: Self) -> Self {
        self.set.extend(other.set);
        Self { length: self.length + other.length, ..self }
    }
}
