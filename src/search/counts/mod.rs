//! Counts what answers a query: by property and by time.

pub(crate) mod calendar;
pub(crate) mod facet;
pub(crate) mod facet_marks;
pub(crate) mod facet_values;
pub(crate) mod facets;
pub(crate) mod timeline;
