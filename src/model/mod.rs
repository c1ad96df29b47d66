//! What the archive holds, an entity a file: its types, and the SQL that reads and writes it.

mod new_article;

pub use new_article::*;
