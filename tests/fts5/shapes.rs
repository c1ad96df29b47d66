//! Indexes of many shapes: what is read is what FTS5 tells.

use crate::compare::{compare, told};
use crate::dice::Dice;
use crate::shape::{Builder, Shape};

/// A word that FTS5 cut is a term too, if it is none that can be asked for.
#[test]
fn a_term_cut_in_the_middle_of_a_letter() {
    let built = Builder::new(Shape::PLAIN);
    let word = "東".repeat(11_000);
    built.conn.execute("INSERT INTO news (head) VALUES (?1)", [word.clone()]).unwrap();
    compare(&built.conn, &mut Dice::of(1, 1));
    let told = told(&built.conn);
    let (term, _) = told.iter().next().unwrap();
    assert_eq!((told.len(), term.len()), (1, 32_768));
    assert!(word.as_bytes().starts_with(term) && str::from_utf8(term).is_err());
}

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
    let shape = Shape { merge: 1, automerge: 0, crisismerge: 200, ..Shape::PLAIN };
    let conn = Builder::new(shape).fill().conn;
    // A page is listed that is gone already.
    let gone = "SELECT count(*) FROM news_idx
                WHERE (segid << 37) + (pgno >> 1) NOT IN (SELECT id FROM news_data)";
    assert!(conn.query_row(gone, [], |row| row.get::<_, i64>(0)).unwrap() > 0);
    for (seed, merge) in [(31, 1), (32, 4), (33, -1), (34, -4), (35, 30)] {
        is_read_as_told(Shape { seed, merge, automerge: 0, crisismerge: 200, ..Shape::PLAIN });
    }
}

#[test]
fn entries_that_were_deleted_in_place() {
    let shape = Shape { secure_delete: true, ..Shape::PLAIN };
    let conn = Builder::new(shape).fill().conn;
    let format = "SELECT v FROM news_config WHERE k = 'version'";
    assert_eq!(conn.query_row(format, [], |row| row.get::<_, i64>(0)).unwrap(), 5);
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
