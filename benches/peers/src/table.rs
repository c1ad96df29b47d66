//! Tables in Markdown, and the numbers in them.

use crate::asked::is_of_words;
use crate::measure::Times;

pub enum Cell {
    Text(String),
    /// Is summed up under the table, by this name.
    Ratio(&'static str, f64),
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

/// Noted ratios, each with its question.
type Ratios = Vec<(f64, String)>;

pub struct Table {
    rows: Vec<Vec<String>>,
    /// By name, and by whether the question is of words alone.
    ratios: Vec<((&'static str, bool), Ratios)>,
}

impl Table {
    pub fn new(head: &[&str]) -> Self {
        Self { rows: vec![head.iter().map(|cell| (*cell).to_owned()).collect()], ratios: Vec::new() }
    }

    /// A row of a question of some class.
    pub fn row(&mut self, class: &str, question: &str, cells: impl IntoIterator<Item = Cell>) {
        let is_of_words = is_of_words(class);
        let mut row = vec![question.to_owned()];
        for cell in cells {
            row.push(match cell {
                Cell::Text(text) => text,
                Cell::Ratio(name, ratio) => self.note((name, is_of_words), question, ratio),
            });
        }
        self.rows.push(row);
    }

    fn note(&mut self, name: (&'static str, bool), question: &str, ratio: f64) -> String {
        let noted = (ratio, question.to_owned());
        match self.ratios.iter_mut().find(|(known, _)| *known == name) {
            Some((_, all)) => all.push(noted),
            None => self.ratios.push((name, vec![noted])),
        }
        number(ratio)
    }

    /// All rows, and below them of each ratio the geometric mean and the worst.
    pub fn print(&self) {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max()
        };
        let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0).max(3)).collect();
        for (place, row) in self.rows.iter().enumerate() {
            let cells: Vec<String> = row.iter().zip(&widths).enumerate().map(padded).collect();
            println!("| {} |", cells.join(" | "));
            if place == 0 {
                let rule = |(column, width): (usize, &usize)| {
                    if column == 0 { "-".repeat(*width) } else { format!("{}:", "-".repeat(width - 1)) }
                };
                println!("| {} |", widths.iter().enumerate().map(rule).collect::<Vec<_>>().join(" | "));
            }
        }
        println!();
        if self.ratios.is_empty() {
            return;
        }
        for ((name, is_of_words), ratios) in &self.ratios {
            let of = if *is_of_words { "one to three words or a phrase" } else { "other questions" };
            println!("- {}", mean_of_ratios(&format!("{name}, {of}"), ratios));
        }
        println!();
    }
}

fn padded((column, (cell, width)): (usize, (&String, &usize))) -> String {
    let cell = cell.replace('|', "\\|");
    if column == 0 { format!("{cell:width$}") } else { format!("{cell:>width$}") }
}

/// Returns the geometric mean of ratios, and the worst.
pub fn mean_of_ratios(name: &str, ratios: &[(f64, String)]) -> String {
    let mean = (ratios.iter().map(|(ratio, _)| ratio.ln()).sum::<f64>() / ratios.len() as f64).exp();
    let slower = ratios.iter().filter(|(ratio, _)| *ratio > 1.0).count();
    let Some((worst, question)) = ratios.iter().max_by(|a, b| a.0.total_cmp(&b.0)) else {
        return format!("{name}: none");
    };
    format!(
        "{name}: geometric mean {}, worst {} (`{question}`), above 1 in {slower} of {}",
        number(mean),
        number(*worst),
        ratios.len()
    )
}

/// Three significant digits.
pub fn number(value: f64) -> String {
    let digits = (2.0 - value.abs().max(1e-4).log10().floor()).clamp(0.0, 4.0) as usize;
    format!("{value:.digits$}")
}

/// The median, and in parentheses the 99th percentile.
pub fn times(times: &Times) -> Cell {
    format!("{} ({})", number(times.p50()), number(times.p99())).into()
}

/// Returns the ratio of the first times to the second, by the medians.
pub fn ratio(name: &'static str, first: &Times, second: &Times) -> Cell {
    Cell::Ratio(name, first.p50() / second.p50())
}

/// A number with its thousands apart.
pub fn count(value: impl TryInto<u64>) -> String {
    let digits = value.try_into().unwrap_or_default().to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}
