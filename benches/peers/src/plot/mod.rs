//! Plots as SVG, small enough to be read and compared by hand.

mod bars;
mod lines;

use std::fmt::{self, Write};
use std::fs;
use std::path::Path;

use crate::Outcome;
use crate::table::count;

pub use bars::{Bar, bars};
pub use lines::{Line, lines};

const TOP: f64 = 48.0;
/// Width of a letter, nearly.
const LETTER: f64 = 6.4;
/// Colours that can be told apart on white and on black, and without seeing red and green as two.
const COLOURS: [&str; 6] = ["#2f7fd0", "#d9822b", "#3a9d7c", "#b05fb5", "#8a8f98", "#c0504d"];
const STYLE: &str = "text { font: 12px sans-serif; fill: #1f2328 } .title { font-weight: bold } .axis { stroke: #8a8f98; fill: none }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } }";

/// A plot that is written to a file, and shown by a page.
pub struct Plot {
    title: String,
    /// What it shows, in words.
    said: String,
    width: f64,
    height: f64,
    body: String,
}

impl Plot {
    /// Writes it to a folder, and prints the link that shows it; without a folder, neither.
    pub fn show(&self, folder: Option<&Path>, name: &str) -> Outcome {
        let Some(folder) = folder else { return Ok(()) };
        println!("{}\n", self.written(folder, name)?);
        Ok(())
    }

    /// Writes it to a folder, and returns the link that shows it.
    pub fn written(&self, folder: &Path, name: &str) -> Outcome<String> {
        fs::create_dir_all(folder)?;
        fs::write(folder.join(format!("{name}.svg")), self.to_string())?;
        Ok(format!("![{}](plots/{name}.svg)", self.title))
    }
}

impl fmt::Display for Plot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { width, height, body, .. } = self;
        let (title, said) = (escaped(&self.title), escaped(&self.said));
        writeln!(
            f,
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0} {height:.0}" role="img" aria-labelledby="title said">"#
        )?;
        writeln!(f, "<title id=\"title\">{title}</title>\n<desc id=\"said\">{said}</desc>")?;
        writeln!(f, "<style>{STYLE}</style>\n<text class=\"title\" x=\"8\" y=\"20\">{title}</text>")?;
        writeln!(f, "{body}</svg>")
    }
}

/// Where a text begins, or has its middle or end.
#[derive(Clone, Copy)]
enum Anchor {
    Start,
    Middle,
    End,
}

fn text(body: &mut String, x: f64, y: f64, anchor: Anchor, text: &str) {
    let anchor = match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    let text = escaped(text);
    put(body, format_args!(r#"<text x="{x:.0}" y="{y:.0}" text-anchor="{anchor}">{text}</text>"#));
}

fn rect(body: &mut String, x: f64, y: f64, width: f64, colour: &str) {
    put(
        body,
        format_args!(r#"<rect x="{x:.1}" y="{y:.0}" width="{width:.1}" height="14" fill="{colour}"/>"#),
    );
}

fn put(body: &mut String, element: fmt::Arguments<'_>) {
    // Writing to a string can't fail.
    let _ = writeln!(body, "{element}");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A number beside a bar or an axis: some three digits.
fn short(value: f64) -> String {
    match value.abs() {
        0.0 => "0".into(),
        large if large >= 100.0 => count(value.round() as u64),
        whole if whole.fract() == 0.0 => format!("{value:.0}"),
        middle if middle >= 10.0 => format!("{value:.1}"),
        unit if unit >= 0.1 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}
