//! Compares the index as it is read here with the index as FTS5 reads it.

mod segment_terms;
mod vocabulary;

use std::sync::Arc;

use rusqlite::Connection;

use super::terms::MAIN;
use super::{Direction, Index, Interrupt, Interruptible, Outline, Postings, PostingsLocation, Stop, Table};
use segment_terms::SegmentTerms;
use vocabulary::{Counts, Vocabulary};

/// Reads the whole index, and returns an error at the first term of which FTS5 counts other rows or other
/// occurrences in a column, and where a page is not listed as it should be. Keeps a page of each segment
/// in memory. Needs a connection that may make a temporary table, in a transaction.
pub(crate) fn check(conn: &Connection, table: &'static Table, interrupt: Interrupt) -> Interruptible<()> {
    conn.execute_batch(table.create_vocabulary)?;
    let outcome = compare(conn, table, interrupt);
    conn.execute_batch(table.drop_vocabulary)?;
    outcome
}

fn compare(conn: &Connection, table: &'static Table, interrupt: Interrupt) -> Interruptible<()> {
    let outline = Arc::new(Outline::read(conn, table)?);
    let index = Index::new(conn, table, Arc::clone(&outline), interrupt);
    let mut statement = conn.prepare(table.select_vocabulary)?;
    let mut vocabulary = Vocabulary::begin(conn, table, &mut statement)?;
    let segments = outline.segments.iter();
    let mut segments: Vec<_> =
        segments.map(|segment| SegmentTerms::begin(&index, *segment)).collect::<Interruptible<_>>()?;
    // Each round passes a term in at least one segment.
    while let Some((term, locations)) = next_term(&mut segments)? {
        let counts = count(&index, locations)?;
        let Some((&MAIN, term)) = term.split_first() else { continue };
        let is_used = counts.iter().any(|(rows, _)| *rows > 0);
        if is_used && vocabulary.next()?.is_none_or(|told| told != (term.to_vec(), counts)) {
            return Err(differs(term));
        }
    }
    match vocabulary.next()? {
        Some((term, _)) => Err(differs(&term)),
        None => Ok(()),
    }
}

/// Returns the next term of all segments, and where it stands in those that have it, the newest first.
fn next_term(segments: &mut [SegmentTerms<'_>]) -> Interruptible<Option<(Vec<u8>, Vec<PostingsLocation>)>> {
    let terms = segments.iter().filter_map(SegmentTerms::term);
    let Some(term) = terms.min().map(<[u8]>::to_vec) else { return Ok(None) };
    let mut locations = Vec::new();
    for segment in segments {
        if segment.term() == Some(&term) {
            locations.extend(segment.advance()?);
        }
    }
    Ok(Some((term, locations)))
}

fn count(index: &Index<'_>, locations: Vec<PostingsLocation>) -> Interruptible<Counts> {
    let mut postings = Postings::open(index, locations, Direction::Forth)?;
    let (mut counts, mut buffer) = (vec![(0, 0); index.tokens().len()], Vec::new());
    // Each round passes a row, and whatever isn't behind it ends the loop.
    while let Some(doc) = postings.doc() {
        let mut is_known = true;
        postings.positions(&mut buffer)?.by_column(|column, positions, _| match counts.get_mut(column) {
            Some((rows, all)) => (*rows, *all) = (*rows + 1, *all + i64::from(positions)),
            None => is_known = false,
        });
        postings.advance()?;
        if !is_known || postings.doc().is_some_and(|next| next >= doc) {
            return Err(Stop::damaged("rows are out of order or in an unknown column"));
        }
    }
    Ok(counts)
}

fn differs(term: &[u8]) -> Stop {
    Stop::damaged(&format!("{:?} isn't where FTS5 says it is", String::from_utf8_lossy(term)))
}
