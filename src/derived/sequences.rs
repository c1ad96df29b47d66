//! The sequences of ids and of changes: the last number that each table says it has given.

use crate::error::Result;
use crate::id::SEQUENCES;
use crate::store::{Fault, FaultKind, Snapshot, Statement, statement};

/// A table, the last id that it says it has given, and the highest that a row of it has.
struct Sequence {
    table: &'static str,
    last: i64,
    highest: i64,
}

impl Sequence {
    fn is_used_up(&self) -> bool {
        self.last == i64::MAX
    }

    fn is_too_low(&self) -> bool {
        self.last < self.highest
    }
}

/// Names each sequence that gives ids which are taken, or none.
pub(super) fn check(snapshot: &Snapshot<'_>) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for sequence in sequences(snapshot)? {
        if sequence.highest == i64::MAX {
            let what = format!("the last id that {} can have is given", sequence.table);
            faults.push(Fault::new(FaultKind::File, what));
        } else if sequence.is_used_up() {
            faults.push(derived(format!("no id of {} is left", sequence.table)));
        } else if sequence.is_too_low() {
            faults.push(derived(format!("the next id of {} is given already", sequence.table)));
        }
    }
    let last = "SELECT 1 FROM article WHERE changed = 9223372036854775807
                UNION ALL SELECT 1 FROM marked WHERE change = 9223372036854775807
                UNION ALL SELECT 1 FROM removed WHERE change = 9223372036854775807
                UNION ALL SELECT 1 FROM entity_change WHERE change = 9223372036854775807";
    if snapshot.row(last, [], |_| Ok(()))?.is_some() {
        faults.push(derived("no number of a change is left".into()));
    }
    let behind = "SELECT 1 FROM meta
                  WHERE key = 'change' AND value < max(
                      (SELECT coalesce(max(changed), 0) FROM article WHERE changed < 9223372036854775807),
                      (SELECT coalesce(max(change), 0) FROM marked WHERE change < 9223372036854775807),
                      (SELECT coalesce(max(change), 0) FROM removed WHERE change < 9223372036854775807),
                      (SELECT coalesce(max(change), 0) FROM entity_change WHERE change < 9223372036854775807))";
    if snapshot.row(behind, [], |_| Ok(()))?.is_some() {
        faults.push(derived("the number of the latest change is behind one that is given".into()));
    }
    Ok(faults)
}

/// Statements that give what has the last number of all another one. There is at most one of each kind.
const RENUMBER: [&str; 4] = [
    "UPDATE article SET changed = 1 + (SELECT value FROM meta WHERE key = 'change')
     WHERE changed = 9223372036854775807",
    "UPDATE marked SET change = 1 + (SELECT value FROM meta WHERE key = 'change')
     WHERE change = 9223372036854775807",
    "UPDATE removed SET change = 1 + (SELECT value FROM meta WHERE key = 'change')
     WHERE change = 9223372036854775807",
    "UPDATE entity_change SET change = 1 + (SELECT value FROM meta WHERE key = 'change')
     WHERE change = 9223372036854775807",
];

/// Sets the number of the latest change to the highest that is given, but for the last of all. One that is higher stays.
const COUNT_ON: &str = "
    WITH given (highest) AS (
        SELECT max(
            (SELECT coalesce(max(changed), 0) FROM article WHERE changed < 9223372036854775807),
            (SELECT coalesce(max(change), 0) FROM marked WHERE change < 9223372036854775807),
            (SELECT coalesce(max(change), 0) FROM removed WHERE change < 9223372036854775807),
            (SELECT coalesce(max(change), 0) FROM entity_change WHERE change < 9223372036854775807)))
    UPDATE meta SET value = (SELECT highest FROM given)
    WHERE key = 'change' AND (value = 9223372036854775807 OR value < (SELECT highest FROM given))";

/// Returns the statements that let each table go on behind its highest id, and changes behind the last but one.
pub(super) fn mend(snapshot: &Snapshot<'_>) -> Result<Vec<Statement>> {
    let mut statements = vec![statement!(COUNT_ON)];
    for renumber in RENUMBER {
        statements.extend([statement!(renumber), statement!(COUNT_ON)]);
    }
    for Sequence { table, highest, .. } in
        sequences(snapshot)?.into_iter().filter(|sequence| sequence.is_used_up() || sequence.is_too_low())
    {
        statements.push(statement!("DELETE FROM sqlite_sequence WHERE name = ?1", table.to_owned()));
        let sql = "INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)";
        statements.push(statement!(sql, table.to_owned(), highest));
    }
    Ok(statements)
}

fn sequences(snapshot: &Snapshot<'_>) -> Result<Vec<Sequence>> {
    let read = |(table, sql): &(&'static str, &'static str)| {
        let ids = snapshot.row(sql, [], |row| Ok((row.get("seq")?, row.get("id")?)))?;
        let (last, highest) = ids.unwrap_or_default();
        Ok(Sequence { table, last, highest })
    };
    SEQUENCES.iter().map(read).collect()
}

fn derived(what: String) -> Fault {
    Fault::new(FaultKind::Derived, what)
}
