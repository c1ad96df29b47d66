//! Figures over many pages, and the comparisons that they are made of.

use std::collections::{BTreeMap, HashMap};

/// The figures of a set of pages, in the order in which they came up.
#[derive(Default)]
pub struct Table {
    rows: Vec<Row>,
    places: HashMap<String, usize>,
}

#[derive(Default)]
struct Row {
    name: String,
    /// How much was found of how much that is expected.
    found: (f64, f64),
    /// How much is expected of how much that was found.
    right: (f64, f64),
    pages: Vec<(f64, String)>,
}

impl Table {
    /// Counts a page: found of expected, right of given, and what `-v` says of it.
    pub fn add(&mut self, figure: &str, found: (f64, f64), right: (f64, f64), page: impl FnOnce() -> String) {
        let rows = &mut self.rows;
        let at = *self.places.entry(figure.to_owned()).or_insert_with(|| {
            rows.push(Row { name: figure.to_owned(), ..Row::default() });
            rows.len() - 1
        });
        let row = &mut self.rows[at];
        row.found = (row.found.0 + found.0, row.found.1 + found.1);
        row.right = (row.right.0 + right.0, row.right.1 + right.1);
        let share = if found.1 > 0.0 { found.0 / found.1 } else { right.0 / right.1.max(1.0) };
        if share < 0.999 {
            row.pages.push((share, page()));
        }
    }

    /// Counts a page of which one thing is expected.
    pub fn one(&mut self, figure: &str, is_right: bool, page: impl FnOnce() -> String) {
        self.add(figure, (f64::from(u8::from(is_right)), 1.0), (0.0, 0.0), page);
    }

    /// Prints a line a figure, and the worst pages.
    pub fn print(&mut self, set: &str, worst: usize, only: Option<&str>) {
        for row in &mut self.rows {
            let name = format!("{set}, {}", row.name);
            if only.is_some_and(|only| !name.contains(only)) {
                continue;
            }
            let share = |(part, all): (f64, f64)| match all > 0.0 {
                true => format!("{:6.1} %", 100.0 * part / all),
                false => format!("{:>8}", "–"),
            };
            println!("| {name:<44} | {} | {} | {:>7.0} |", share(row.found), share(row.right), row.found.1);
            row.pages.sort_by(|a, b| a.0.total_cmp(&b.0));
            for (share, page) in row.pages.iter().take(worst) {
                println!("    {share:.3} {page}");
            }
        }
    }
}

/// Prints the head of the table.
pub fn head() {
    println!("| {:<44} | {:>8} | {:>8} | {:>7} |", "set, figure", "found", "right", "of");
    println!("| {} | {} | {} | {} |", "-".repeat(44), "-".repeat(8), "-".repeat(8), "-".repeat(7));
}

/// Returns a text with single blanks.
pub fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the letters and digits of a text in lower case.
pub fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns true if one text is the other, or holds it, signs and case aside. Of short ones only the same is the same.
pub fn is_like(a: &str, b: &str) -> bool {
    let (a, b) = (letters(a), letters(b));
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    a == b || short.len() >= 4 && long.contains(short.as_str())
}

/// Returns the words of a text in lower case; where letters aren't parted by blanks, each stands for itself.
pub fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        let is_alone =
            matches!(u32::from(c), 0x0E00..=0x0E7F | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xAC00..=0xD7AF);
        if !c.is_alphanumeric() || is_alone {
            tokens.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
        }
        if is_alone {
            tokens.push(c.to_string());
        } else if c.is_alphanumeric() {
            word.push(c);
        }
    }
    tokens.extend((!word.is_empty()).then_some(word));
    tokens
}

/// Compares two texts as bags of words: precision, recall and their harmonic mean.
pub fn overlap(given: &str, expected: &str) -> (f64, f64, f64) {
    let bag = |text: &str| {
        let mut bag = BTreeMap::new();
        for token in tokens(text) {
            *bag.entry(token).or_insert(0_usize) += 1;
        }
        bag
    };
    let (given, expected) = (bag(given), bag(expected));
    let both: usize = given.iter().map(|(token, n)| *n.min(expected.get(token).unwrap_or(&0))).sum();
    let sum = |bag: &BTreeMap<String, usize>| bag.values().sum::<usize>() as f64;
    if both == 0 {
        let is_same = sum(&given) + sum(&expected) == 0.0;
        let share = f64::from(u8::from(is_same));
        return (share, share, share);
    }
    let (precision, recall) = (both as f64 / sum(&given), both as f64 / sum(&expected));
    (precision, recall, 2.0 * precision * recall / (precision + recall))
}

/// Counts how many of the first list are like one of the second.
pub fn among<A: AsRef<str>, B: AsRef<str>>(list: &[A], other: &[B]) -> f64 {
    list.iter().filter(|item| other.iter().any(|other| is_like(item.as_ref(), other.as_ref()))).count() as f64
}
