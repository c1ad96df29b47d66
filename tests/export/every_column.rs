//! No table and no column is forgotten: an archive in which each has a value comes back row by row.
