//! From what a person types to a [`Query`], and from a text found to one with the words marked.
//!
//! Nothing here touches the archive.

mod cursor;
mod dates;
mod highlight;
mod marker;
mod note;
mod parse;
mod query;
mod render;
mod term;
mod terminal;

pub use cursor::{Cursor, InvalidCursor};
pub use dates::{DateLimit, TimeRange};
pub use highlight::Highlighted;
pub use marker::Marker;
pub use note::Note;
pub use query::{Order, Query};
pub use term::{Field, Filter, Matching, Term};
pub use terminal::safe;
