//! Indexes of many shapes: what is read is what FTS5 tells.

use crate::compare::compare;
use crate::dice::Dice;
use crate::shape::{Builder, Shape};

/// Compares an index as it was filled, half merged, and in one segment.
fn is_read_as_told(shape: Shape) {
    println!("{shape:?}");
    let built = Builder::new(shape).fill();
    let mut dice = Dice::of(shape.seed, 1);
    compare(&built.conn, &mut dice);
    // A negative number begins to merge all levels into one; few pages leave that half done.
    built.merge(-3);
    compare(&built.conn, &mut dice);
    built.merge(5);
    compare(&built.conn, &mut dice);
    built.optimize();
    compare(&built.conn, &mut dice);
}

#[test]
fn small_and_large_pages() {
    for (seed, page_size) in
        [(1, 32), (2, 40), (3, 64), (4, 100), (5, 200), (6, 1000), (7, 4050), (8, 65_000)]
    {
        is_read_as_told(Shape { seed, page_size, ..Shape::PLAIN });
    }
}

#[test]
fn postings_of_many_pages() {
    is_read_as_told(Shape { seed: 11, rows: 900, ..Shape::PLAIN });
}

#[test]
fn many_segments_and_few() {
    for (seed, automerge, crisismerge) in [(21, 0, 64), (22, 2, 4), (23, 8, 2), (24, 16, 16)] {
        is_read_as_told(Shape { seed, automerge, crisismerge, ..Shape::PLAIN });
    }
}

#[test]
fn half_merged_segments() {
    for (seed, merge) in [(31, 1), (32, 4), (33, -1), (34, -4), (35, 30)] {
        is_read_as_told(Shape { seed, merge, automerge: 0, crisismerge: 200, ..Shape::PLAIN });
    }
}

#[test]
fn entries_that_were_deleted_in_place() {
    for (seed, page_size, merge) in [(41, 32, 0), (42, 64, 2), (43, 200, -2), (44, 4050, 0)] {
        is_read_as_told(Shape { seed, page_size, merge, secure_delete: true, ..Shape::PLAIN });
    }
}

#[test]
fn beside_prefix_indexes() {
    for (seed, secure_delete) in [(51, false), (52, true)] {
        is_read_as_told(Shape { seed, secure_delete, prefix: "1 2 3", merge: 3, ..Shape::PLAIN });
    }
}
