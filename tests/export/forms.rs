//! Articles in the forms of others.
