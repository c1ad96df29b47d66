//! A page with sections that a program writes, each between two comments.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::Outcome;

pub struct Document {
    path: PathBuf,
    text: String,
}

impl Document {
    pub fn read(path: &Path) -> Outcome<Self> {
        Ok(Self { path: path.to_owned(), text: fs::read_to_string(path)? })
    }

    pub fn write(&self) -> Outcome {
        Ok(fs::write(&self.path, &self.text)?)
    }

    pub fn section(&self, name: &str) -> Option<&str> {
        self.text.get(self.place(name)?)
    }

    /// Fails where the page has no such section.
    pub fn replace(&mut self, name: &str, text: &str) -> Outcome {
        // Read again: whoever writes on the page meanwhile loses nothing.
        self.text = fs::read_to_string(&self.path)?;
        let place = self.place(name).ok_or_else(|| format!("the page has no section {name}"))?;
        self.text.replace_range(place, &format!("\n{}\n\n", text.trim()));
        // Kept at once, so that a later mode that fails takes nothing of an earlier one.
        self.write()
    }

    fn place(&self, name: &str) -> Option<Range<usize>> {
        let begin = format!("<!-- {name} -->\n");
        let start = self.text.find(&begin)? + begin.len();
        let end = start + self.text[start..].find(&format!("<!-- end of {name} -->"))?;
        Some(start..end)
    }
}
