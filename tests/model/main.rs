//! Reading what was saved, and the small operations on people, tags, pictures and publications.

mod articles;
mod images;
mod people;
mod publications;
mod tags;

use dateline::{Archive, Error};

/// Fails unless the index of an archive still agrees with its tables.
fn assert_sound(archive: &Archive) {
    assert_eq!(archive.check().unwrap(), []);
}

fn assert_not_found<T>(result: Result<T, Error>, what: &str) {
    match result.err() {
        Some(Error::NotFound { what: found, .. }) => assert_eq!(found, what),
        other => panic!("{other:?} is not that there is no {what}"),
    }
}

fn assert_invalid<T>(result: Result<T, Error>, field: &str) {
    match result.err() {
        Some(Error::Invalid { field: found, .. }) => assert_eq!(found, field),
        other => panic!("{other:?} is not that the {field} is invalid"),
    }
}
