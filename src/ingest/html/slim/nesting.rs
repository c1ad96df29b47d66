//! The open elements of a page: each is closed where the parser would close it, so that what is written nests.

use crate::ingest::markup::ends_paragraph;

/// The most open elements. Browsers have a limit too, and pages hardly ever more than a hundred.
const DEEPEST: usize = 300;

/// Elements without an end tag.
const VOID: &[&str] = &[
    "area",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "param",
    "source",
    "track",
    "wbr",
    "amp-pixel",
    "keygen",
    "basefont",
    "bgsound",
];
/// Elements that are there once, and are never closed by others.
const ONCE: &[&str] = &["html", "head", "body"];
/// Elements, and those that end where one of them begins.
const ENDS: &[(&[&str], &[&str])] = &[
    (&["li"], &["li"]),
    (&["dt", "dd"], &["dt", "dd"]),
    (&["option"], &["option"]),
    (&["td", "th"], &["td", "th"]),
    (&["tr"], &["td", "th", "tr"]),
    (&["thead", "tbody", "tfoot"], &["td", "th", "tr", "thead", "tbody", "tfoot"]),
];
/// The most tables in each other: what a table holds is looked at once for each around it.
const MOST_TABLES: usize = 6;
/// Elements of tables, and what only they end.
const TABLE: &[&str] = &["table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"];

/// An element that stands too deep.
pub(super) struct TooDeep;

#[derive(Default)]
pub(super) struct Nesting {
    open: Vec<String>,
    /// Elements that were left out for their depth, and whose end is to come.
    left_out: usize,
}

impl Nesting {
    /// Opens an element, after it has closed what ends where this begins.
    pub fn open(&mut self, name: &str, html: &mut String) -> Result<(), TooDeep> {
        if VOID.contains(&name) || ONCE.contains(&name) {
            return Ok(());
        }
        if ends_paragraph(name) {
            self.close_last(&["p"], html);
        }
        for (_, ended) in ENDS.iter().filter(|(begun, _)| begun.contains(&name)) {
            while self.close_last(ended, html) {}
        }
        let tables = self.open.iter().filter(|open| name == "table" && *open == "table").count();
        if self.open.len() >= DEEPEST || tables >= MOST_TABLES {
            self.left_out += 1;
            return Err(TooDeep);
        }
        self.open.push(name.to_owned());
        Ok(())
    }

    /// Closes the innermost block if it is one of these, and returns true if it was.
    fn close_last(&mut self, names: &[&str], html: &mut String) -> bool {
        let last = self.open.iter().rposition(|open| is_block(open));
        let last = last.filter(|at| self.open.get(*at).is_some_and(|open| names.contains(&open.as_str())));
        last.inspect(|at| self.close_from(*at, html)).is_some()
    }

    /// Closes an element and all in it. The end of what isn't open, and of a part of a line that holds more than that,
    /// says nothing.
    pub fn close(&mut self, name: &str, html: &mut String) {
        if VOID.contains(&name) || ONCE.contains(&name) {
            return;
        }
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        let is_inline = !is_block(name);
        let is_of_table = TABLE.contains(&name);
        let ends = |open: &String| {
            open == name || is_inline && is_block(open) || !is_of_table && TABLE.contains(&open.as_str())
        };
        if let Some(at) =
            self.open.iter().rposition(ends).filter(|at| self.open.get(*at).is_some_and(|open| open == name))
        {
            self.close_from(at, html);
        }
    }

    fn close_from(&mut self, at: usize, html: &mut String) {
        for name in self.open.drain(at..).rev() {
            html.push_str("</");
            html.push_str(&name);
            html.push('>');
        }
    }

    /// Returns true inside an element of a picture.
    pub fn is_in_picture(&self) -> bool {
        self.open.iter().rev().take(8).any(|name| matches!(name.as_str(), "figure" | "picture"))
    }
}

fn is_block(name: &str) -> bool {
    ends_paragraph(name) || TABLE.contains(&name)
}
