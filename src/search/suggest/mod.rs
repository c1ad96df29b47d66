//! Completes and corrects what is typed.

pub(crate) mod complete;
pub(crate) mod spelling;
pub(crate) mod unfinished_term;
mod vocabulary;
