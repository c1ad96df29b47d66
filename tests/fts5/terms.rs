//! Terms that are found by how they begin.

use std::ops::ControlFlow;

use rusqlite::Connection;

use crate::compare::index;
use crate::shape::{Builder, Shape};

/// Terms in the order in which they are visited.
fn visited(conn: &Connection, beginning: &str, is_bounded: bool) -> Vec<String> {
    let index = index(conn);
    let mut terms = Vec::new();
    let mut visit = |term: &[u8]| {
        terms.push(String::from_utf8(term.to_vec()).unwrap());
        ControlFlow::Continue(())
    };
    match is_bounded {
        true => index.each_frequent_term(beginning, |term, _| visit(term)),
        false => index.each_term(beginning, |term, _| visit(term)),
    }
    .unwrap();
    terms.sort();
    terms
}

#[test]
fn of_very_many_terms_the_frequent_ones_are_visited() {
    // Some ten terms to a page, and the frequent one last but for few.
    let built = Builder::new(Shape { page_size: 200, ..Shape::PLAIN });
    built.conn.execute_batch("BEGIN").unwrap();
    for row in 0..200 {
        let rare = (0..40).map(|at| format!("w{:05}", row * 40 + at)).collect::<Vec<_>>().join(" ");
        built.conn.execute("INSERT INTO news (body) VALUES (?1)", [rare + " wx wy"]).unwrap();
    }
    built.conn.execute_batch("COMMIT").unwrap();
    built.optimize();
    assert_eq!(visited(&built.conn, "w", false).len(), 8002);
    let bounded = visited(&built.conn, "w", true);
    assert!(bounded.len() < 8002 && bounded.contains(&"wx".to_owned()), "{}", bounded.len());
    // Of few, all are.
    assert_eq!(visited(&built.conn, "w001", true), visited(&built.conn, "w001", false));
    assert_eq!(visited(&built.conn, "w001", true).len(), 100);
}

#[test]
fn visiting_ends_when_it_is_told_to() {
    let built = Builder::new(Shape::PLAIN).fill();
    let index = index(&built.conn);
    let mut visited = 0;
    index
        .each_term("", |_, _| {
            visited += 1;
            if visited < 3 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })
        .unwrap();
    assert_eq!(visited, 3);
}
