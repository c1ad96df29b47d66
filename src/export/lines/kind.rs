//! What a line may be: which rows it is made of, and which rows are made of it.

use rusqlite::types::Value;

use crate::text::url::Tracking;

/// A kind of lines: a line is a row, with lists of the rows that belong to it.
pub(crate) struct Kind {
    pub name: &'static str,
    /// The thing by whose id its rows are chosen.
    pub of: Of,
    /// Counts the rows of ids from `?1` to `?2`.
    pub count: &'static str,
    /// Selects the same rows in a fixed order, with the columns in theirs.
    pub select: &'static str,
    pub columns: &'static [Column],
    pub lists: &'static [List],
    /// Statements that store a row, with parameters named after its columns. One of them at least changes a row.
    pub insert: &'static [&'static str],
}

/// The rows of another table that belong to a row.
pub(crate) struct List {
    pub name: &'static str,
    /// Selects the rows that belong to `?1`.
    pub select: &'static str,
    pub columns: &'static [Column],
    /// Stores a row; `:owner` is what it belongs to.
    pub insert: &'static str,
}

/// What lines are chosen by, where not all of an archive is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// The id of a thing of this kind.
    Thing(&'static str),
    /// Nothing: it is in every export.
    Every,
    /// Nothing: it says something of the archive as a whole, and is left out where only some of it is exported.
    Whole,
}

/// A column, and the field of its name.
pub(crate) struct Column {
    pub name: &'static str,
    pub form: Form,
}

/// The form of a value, in a line and in its column. What is empty isn't written.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    /// A number from 1 on, which the line is known by.
    Id,
    /// The id of a thing of this kind, which stands in a line before; or nothing.
    Reference(&'static str),
    /// A text; empty unless said.
    Text,
    /// A whole number; 0 unless said.
    Number,
    /// A whole number, or nothing.
    Maybe,
    /// True or false; false unless said.
    Flag,
    /// A JSON object, stored as text; empty unless said.
    Object,
    /// A JSON array of texts, stored as text.
    Words,
    /// An article as JSON, stored as text.
    Document,
    /// Bytes, in hexadecimal.
    Bytes,
    /// A number or a text.
    Any,
    /// A text that follows from the fields before it: said only where it is another.
    Follows(fn(&Row<'_>, &Tracking) -> Option<String>),
}

/// Values beside the columns that they are of; the first ones of a row, while it is read.
pub(crate) struct Row<'v> {
    pub columns: &'static [Column],
    pub values: &'v [Value],
}

impl Row<'_> {
    /// Returns the value of a column.
    pub fn value(&self, name: &str) -> Option<&Value> {
        let place = self.columns.iter().position(|column| column.name == name)?;
        self.values.get(place)
    }

    /// Returns the text of a column, or an empty one.
    pub fn text(&self, name: &str) -> &str {
        match self.value(name) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }
}

/// Makes a column.
pub(super) const fn column(name: &'static str, form: Form) -> Column {
    Column { name, form }
}
