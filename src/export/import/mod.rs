//! Reads an export into an empty archive: all of it, or nothing.
//!
//! Rows are stored as they are read, in one transaction. What follows from them is computed as a rebuild does: with each
//! article what follows from it, and the index at the end.

mod fields;
mod insert;
mod reader;

use std::io::BufRead;

use sha2::{Digest, Sha256};

use self::insert::Insert;
use self::reader::LineReader;
use super::lines::ends::{Counts, FOOTER, FORMAT, Footer, HEADER, Header, VERSION};
use super::lines::kinds::{KINDS, place_of};
use super::progress::{ImportProgress, ImportStage, Imported};
use crate::derived;
use crate::error::{Error, Result};
use crate::store::{Transaction, statement};
use crate::text::hex;

/// Lines between two reports.
const STEP: u64 = 1000;

/// Imports an export. No trigger may run on the connection, and it may write to the tables of FTS5.
pub(crate) fn import(
    tx: &mut Transaction<'_>,
    schema: u32,
    input: &mut dyn BufRead,
    progress: &mut dyn FnMut(ImportProgress),
) -> Result<Imported> {
    refuse_filled(tx)?;
    let mut reader = LineReader::new(input);
    let header = header(&mut reader, schema)?;
    let total = header.lines.values().fold(0, |sum: u64, count| sum.saturating_add(*count));
    let mut report = |stage, done, total| progress(ImportProgress { stage, done, total });
    tx.apply(&[
        statement!("DELETE FROM meta WHERE key NOT IN ('archive_id', 'analyzer', 'min_reader', 'change')"),
        statement!("UPDATE meta SET value = 0 WHERE key = 'change'"),
        statement!("DELETE FROM sqlite_sequence"),
    ])?;
    let counts = rows(tx, &mut reader, &header, &mut |done| report(ImportStage::Lines, done, total))?;
    let archive_id = derived_id(tx, &header)?;
    tx.apply(&[statement!("UPDATE meta SET value = ?1 WHERE key = 'archive_id'", archive_id)])?;
    derived::finish(tx, &mut |done, total| report(ImportStage::Index, done as u64, total as u64))?;
    Ok(Imported {
        articles: counts.get("article").copied().unwrap_or(0),
        lines: counts.values().sum(),
        archive_id: header.archive_id,
        query: header.query,
    })
}

/// Refuses an archive that has something which an export would have.
fn refuse_filled(tx: &Transaction<'_>) -> Result<()> {
    for kind in KINDS.iter().filter(|kind| !matches!(kind.name, "setting" | "counter")) {
        let count: Option<i64> = tx.row(kind.count, [i64::MIN, i64::MAX], |row| row.get(0))?;
        if count.is_some_and(|count| count > 0) {
            return Err(Error::NotEmpty);
        }
    }
    Ok(())
}

fn header(reader: &mut LineReader<'_>, schema: u32) -> Result<Header> {
    if !reader.advance()? {
        return Err(reader.refuse("the export is empty"));
    }
    let header: Header = serde_json::from_str(reader.line())
        .map_err(|error| reader.refuse(format!("it is not the first line of an export: {error}")))?;
    if header.kind != HEADER || header.format != FORMAT {
        return Err(reader.refuse("it is not the first line of an export"));
    }
    if header.version > VERSION || header.schema > schema {
        return Err(reader.refuse(format!(
            "it is of version {} with schema {}, newer than {VERSION} and {schema}, the latest this program knows",
            header.version, header.schema
        )));
    }
    Ok(header)
}

/// Stores all rows, and returns their numbers by kind.
fn rows(
    tx: &mut Transaction<'_>,
    reader: &mut LineReader<'_>,
    header: &Header,
    report: &mut dyn FnMut(u64),
) -> Result<Counts> {
    let (mut counts, mut digest, mut place, mut done) = (Counts::new(), Sha256::new(), 0, 0);
    let mut insert = Insert::new(tx)?;
    while reader.advance()? {
        let line = fields::of_line(reader.line()).map_err(|reason| reader.refuse(reason))?;
        if line.kind == FOOTER {
            let sha256 = hex(&digest.finalize());
            end(reader, header, &counts, &sha256)?;
            report(done);
            return Ok(counts);
        }
        digest.update(reader.line());
        let Some(next) = place_of(&line.kind) else {
            return Err(reader.refuse(format!("{:?} is no kind of line", line.kind)));
        };
        if next < place {
            return Err(reader.refuse(format!("a {} can't stand after a {}", line.kind, KINDS[place].name)));
        }
        place = next;
        insert.add(KINDS[place], &line).map_err(|stop| stop.at(reader))?;
        *counts.entry(line.kind).or_default() += 1;
        done += 1;
        if done % STEP == 0 {
            report(done);
        }
    }
    Err(reader.refuse("the export is cut short: its last line is missing"))
}

/// Compares the last line, and what the first one says, with what was read.
fn end(reader: &mut LineReader<'_>, header: &Header, counts: &Counts, sha256: &str) -> Result<()> {
    let footer: Footer = reader.read()?;
    for said in [&header.lines, &footer.lines] {
        if let Some(kind) = said.keys().chain(counts.keys()).find(|kind| said.get(*kind) != counts.get(*kind))
        {
            let (found, expected) = (counts.get(kind).unwrap_or(&0), said.get(kind).unwrap_or(&0));
            return Err(
                reader.refuse(format!("{found} lines of {kind} were read, where {expected} should be"))
            );
        }
    }
    if !footer.sha256.is_empty() && footer.sha256 != sha256 {
        return Err(reader.refuse("the lines before it were changed: their SHA-256 is another"));
    }
    if reader.advance()? {
        return Err(reader.refuse("something stands after the last line of the export"));
    }
    Ok(())
}

/// Makes a name for the archive, which is another than before: what was known of positions in it is no longer true.
fn derived_id(tx: &Transaction<'_>, header: &Header) -> Result<String> {
    let id: Option<String> =
        tx.row("SELECT value FROM meta WHERE key = 'archive_id'", [], |row| row.get("value"))?;
    let now = tx.now().to_rfc3339();
    let hash = Sha256::digest([id.unwrap_or_default(), header.archive_id.clone(), now].join("\n"));
    Ok(hex(&hash[..16]))
}
