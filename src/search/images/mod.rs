//! Finds pictures by what is printed under them and by whom they show.

pub(crate) mod criteria;
pub(crate) mod plan;
pub(crate) mod search;
pub(crate) mod uses;
