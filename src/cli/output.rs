//! Output to a terminal, a file or the next program.

use std::fmt;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use clap::ColorChoice;
use dateline::{Highlighted, Passage, terminal_safe};
use serde::Serialize;

use super::failure::Failure;

/// The standard output.
///
/// A reader that has seen enough, as `head` has, closes it: what comes after is dropped, and the
/// work goes on.
pub struct Output {
    out: BufWriter<Stdout>,
    json: bool,
    quiet: bool,
    colors: bool,
    state: Result<(), io::Error>,
}

impl Output {
    pub fn new(json: bool, quiet: bool, color: ColorChoice) -> Self {
        let colors = !json && wants_colors(color);
        Self { out: BufWriter::new(io::stdout()), json, quiet, colors, state: Ok(()) }
    }

    /// Returns true if JSON is wanted.
    pub fn json(&self) -> bool {
        self.json
    }

    /// Returns true if no notes are wanted.
    pub fn quiet(&self) -> bool {
        self.quiet
    }

    /// Writes a line for people. Whatever comes from the archive must have gone through [`terminal_safe`].
    pub fn line(&mut self, line: impl fmt::Display) {
        if self.state.is_ok() {
            self.state = writeln!(self.out, "{line}");
        }
    }

    /// Writes text of this program's own, as it is.
    pub fn raw(&mut self, text: &[u8]) {
        if self.state.is_ok() {
            self.state = self.out.write_all(text);
        }
    }

    /// Returns where bytes go that are not for a terminal: an export.
    pub fn stream(&mut self) -> &mut impl Write {
        &mut self.out
    }

    /// Writes a document of JSON, in one line.
    pub fn document(&mut self, value: &impl Serialize) {
        match serde_json::to_string(value) {
            Ok(json) => self.line(escaped(&json)),
            Err(error) => self.state = Err(error.into()),
        }
    }

    /// Writes a sentence beside the result, on the error output, unless `--quiet` is given.
    pub fn note(&mut self, sentence: impl fmt::Display) {
        if !self.quiet {
            self.flush();
            error(sentence);
        }
    }

    /// Hands over what was written so far.
    pub fn flush(&mut self) {
        if self.state.is_ok() {
            self.state = self.out.flush();
        }
    }

    /// Returns a text with the words that were found in bold, where the terminal shows that.
    pub fn marked(&self, text: &Highlighted) -> String {
        if self.colors { text.ansi() } else { text.to_string() }
    }

    /// Returns the same of a part of a longer text.
    pub fn passage(&self, passage: &Passage) -> String {
        if self.colors { passage.ansi() } else { passage.to_string() }
    }

    /// Returns a heading, in bold where the terminal shows that.
    pub fn strong(&self, text: &str) -> String {
        if self.colors {
            format!("\u{1b}[1m{}\u{1b}[22m", terminal_safe(text))
        } else {
            terminal_safe(text).to_string()
        }
    }

    /// Returns a text that is no longer there: in red where the terminal shows that, else between signs.
    pub fn deleted(&self, text: &str) -> String {
        let text = terminal_safe(text);
        if self.colors { format!("\u{1b}[31m{text}\u{1b}[39m") } else { format!("[-{text}-]") }
    }

    /// Returns a text that is new: in green where the terminal shows that, else between signs.
    pub fn inserted(&self, text: &str) -> String {
        let text = terminal_safe(text);
        if self.colors { format!("\u{1b}[32m{text}\u{1b}[39m") } else { format!("{{+{text}+}}") }
    }

    pub fn finish(mut self) -> Result<(), Failure> {
        self.flush();
        match std::mem::replace(&mut self.state, Ok(())) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Failure::new(format!("the output can't be written: {error}")))
            }
            _ => Ok(()),
        }
    }
}

/// Returns true if a terminal reads the output, or `--color` says so.
fn wants_colors(color: ColorChoice) -> bool {
    match color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            !forbidden && io::stdout().is_terminal()
        }
    }
}

/// Writes a sentence on the error output.
pub fn error(sentence: impl fmt::Display) {
    // A closed error output is nothing that the work depends on.
    let _ = writeln!(io::stderr(), "{}", terminal_safe(&sentence.to_string()));
}

/// Returns JSON in which what a terminal would obey is escaped; it reads back the same.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7F}'..='\u{9F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{206F}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn escaped_json_reads_back() {
        let text = "a\u{9b}2J\u{202e}z\u{7f}é — \u{200f}";
        let json = escaped(&Value::from(text).to_string());
        assert_eq!(json, "\"a\\u009b2J\\u202ez\\u007fé — \u{200f}\"");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
