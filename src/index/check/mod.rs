//! Compares the index as it is read here with the index as FTS5 reads it.

mod segment_terms;
mod vocabulary;

use super::run::{Location, Run};
use super::{Direction, Index, MAIN, Postings, Step, Stop, Watch, column, damaged};
use crate::{Error, Result, Snapshot};
use segment_terms::SegmentTerms;
use vocabulary::Vocabulary;

/// The rows that have a term in a column, and how often they have it together, by column.
type Counts = [(i64, i64); column::COUNT];

/// Reads the whole index, and returns an error at the first term of which FTS5 counts other rows or other
/// occurrences in a column, and where a page is not listed as it should be. Keeps a page of each segment
/// in memory. Needs a connection that may make a temporary table.
pub(crate) fn check(snapshot: &Snapshot<'_>) -> Result<()> {
    snapshot.conn().execute_batch(
        "CREATE VIRTUAL TABLE temp.article_fts_vocabulary USING fts5vocab (main, article_fts, col)",
    )?;
    let outcome = compare(snapshot);
    snapshot.conn().execute_batch("DROP TABLE temp.article_fts_vocabulary")?;
    outcome.map_err(|stop| match stop {
        Stop::Failed(error) => *error,
        Stop::Deadline => Error::Canceled,
    })
}

fn compare(snapshot: &Snapshot<'_>) -> Step<()> {
    let index = Index::open(snapshot, Watch::new(None, None))?;
    let mut statement = Vocabulary::prepare(snapshot)?;
    let mut vocabulary = Vocabulary::begin(snapshot, &mut statement)?;
    let segments = index.outline.segments.iter();
    let mut segments: Vec<_> =
        segments.map(|segment| SegmentTerms::begin(&index, *segment)).collect::<Step<_>>()?;
    // Each round passes a term in at least one segment.
    while let Some((term, places)) = next_term(&mut segments)? {
        let counts = count(&index, places)?;
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

/// The next term of all segments, and where it stands in those that have it, the newest first.
fn next_term(segments: &mut [SegmentTerms<'_>]) -> Step<Option<(Vec<u8>, Vec<Location>)>> {
    let terms = segments.iter().filter_map(SegmentTerms::term);
    let Some(term) = terms.min().map(<[u8]>::to_vec) else { return Ok(None) };
    let mut places = Vec::new();
    for segment in segments {
        if segment.term() == Some(&term) {
            places.extend(segment.advance()?);
        }
    }
    Ok(Some((term, places)))
}

fn count(index: &Index<'_>, places: Vec<Location>) -> Step<Counts> {
    let runs = places.into_iter().map(|place| Run::new(index, place, Direction::Forth));
    let mut postings = Postings::merge(runs.collect::<Step<_>>()?)?;
    let (mut counts, mut buffer) = ([(0, 0); column::COUNT], Vec::new());
    while let Some(key) = postings.key() {
        let mut is_known = true;
        postings.positions(&mut buffer)?.by_column(|column, positions, _| match counts.get_mut(column) {
            Some((rows, all)) => (*rows, *all) = (*rows + 1, *all + i64::from(positions)),
            None => is_known = false,
        });
        postings.advance()?;
        if !is_known || postings.key().is_some_and(|next| next >= key) {
            return Err(damaged("rows are out of order or in an unknown column"));
        }
    }
    Ok(counts)
}

fn differs(term: &[u8]) -> Stop {
    damaged(&format!("{:?} isn't where FTS5 says it is", String::from_utf8_lossy(term)))
}
