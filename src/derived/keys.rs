//! The keys by which names are looked up: folded names and slugs.

use std::collections::HashMap;

use crate::error::Result;
use crate::store::{Fault, FaultKind, Snapshot, Statement, Transaction, statement};
use crate::text::{fold_name, slug};

/// A column that is computed from the one beside it.
struct Key {
    /// The column it is computed from, and the entity it belongs to.
    source: &'static str,
    owner: &'static str,
    /// Selects the `owner`, the `scope` in which keys differ, the stored `key`, and the `source`.
    select: &'static str,
    of: fn(&str) -> Option<String>,
    /// Stores the key `?3` of owner `?1` in place of `?2`, unless another row has it.
    update: &'static str,
    /// What becomes of names of one owner that are the same to a reader; `None` where an owner has one key.
    names: Option<Names>,
}

/// Names of one owner, of which each key stands once.
struct Names {
    /// Removes the name of owner `?1` whose key is `?2`.
    remove: &'static str,
    /// Gives the key `?2` of owner `?1` the spelling `?3`, if that is the one that is shown.
    spell: &'static str,
}

/// Begins the keys that rows have while they change theirs. No name folds to it.
const PASSING: &str = "\u{E000}";

const KEYS: [Key; 6] = [
    Key {
        source: "title",
        owner: "publication",
        select: "SELECT id AS owner, CAST(id AS TEXT) AS scope, folded AS key, title AS source FROM publication",
        of: folded,
        update: "UPDATE OR IGNORE publication SET folded = ?3 WHERE id = ?1 AND folded = ?2",
        names: None,
    },
    Key {
        source: "name",
        owner: "organization",
        select: "SELECT id AS owner, CAST(id AS TEXT) AS scope, folded AS key, name AS source FROM organization",
        of: folded,
        update: "UPDATE OR IGNORE organization SET folded = ?3 WHERE id = ?1 AND folded = ?2",
        names: None,
    },
    Key {
        source: "name",
        owner: "section",
        select: "SELECT id AS owner, CAST(id AS TEXT) AS scope, slug AS key, name AS source FROM section",
        of: |name| Some(slug(name)).filter(|slug| !slug.is_empty()),
        update: "UPDATE OR IGNORE section SET slug = ?3 WHERE id = ?1 AND slug = ?2",
        names: None,
    },
    Key {
        source: "name",
        owner: "person",
        select: "SELECT person AS owner, CAST(person AS TEXT) AS scope, folded AS key, name AS source
                 FROM person_name",
        of: folded,
        update: "UPDATE OR IGNORE person_name SET folded = ?3 WHERE person = ?1 AND folded = ?2",
        names: Some(Names {
            remove: "DELETE FROM person_name WHERE person = ?1 AND folded = ?2",
            spell: "UPDATE person_name SET name = ?3
                    WHERE person = ?1 AND folded = ?2 AND EXISTS (SELECT 1 FROM person WHERE id = ?1 AND name = ?3)",
        }),
    },
    Key {
        source: "name",
        owner: "tag",
        select: "SELECT tag AS owner, tag || ' ' || scheme AS scope, folded AS key, name AS source FROM tag_name",
        of: folded,
        update: "UPDATE OR IGNORE tag_name SET folded = ?3 WHERE tag = ?1 AND folded = ?2",
        names: Some(Names {
            remove: "DELETE FROM tag_name WHERE tag = ?1 AND folded = ?2",
            spell: "UPDATE tag_name SET name = ?3
                    WHERE tag = ?1 AND folded = ?2 AND EXISTS (SELECT 1 FROM tag WHERE id = ?1 AND name = ?3)",
        }),
    },
    Key {
        source: "name",
        owner: "mark",
        select: "SELECT id AS owner, CAST(id AS TEXT) AS scope, folded AS key, name AS source FROM mark",
        of: folded,
        update: "UPDATE OR IGNORE mark SET folded = ?3 WHERE id = ?1 AND folded = ?2",
        names: None,
    },
];

fn folded(name: &str) -> Option<String> {
    Some(fold_name(name))
}

/// A row whose key is not the one that follows from its source.
struct Difference {
    owner: i64,
    /// Rows of one scope have keys of their own.
    scope: String,
    stored: String,
    derived: String,
    source: String,
}

/// Names each key that is stored otherwise than it follows.
pub(super) fn check(snapshot: &Snapshot<'_>) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for key in &KEYS {
        let (free, taken) = differences(snapshot, key)?;
        for Difference { owner, source, .. } in free.into_iter().chain(taken) {
            let what = format!(
                "the key of {} {source:?} of {} {owner} is not what follows from it",
                key.source, key.owner
            );
            faults.push(Fault::new(FaultKind::Derived, what));
        }
    }
    Ok(faults)
}

/// Stores the keys that follow, and returns how many there were to store.
///
/// What one row is to have may stand at another that is to have something else. So all give up their keys
/// for keys that no row has, and then take what is theirs.
pub(crate) fn mend(tx: &mut Transaction<'_>) -> Result<usize> {
    let mut mended = 0;
    for key in &KEYS {
        let (free, taken) = differences(tx, key)?;
        mended += free.len() + taken.len();
        let mut statements = one_of_each(key, taken);
        let passing = |number: usize| format!("{PASSING}{number}");
        for (number, one) in free.iter().enumerate() {
            statements.push(statement!(key.update, one.owner, one.stored.clone(), passing(number)));
        }
        for (number, one) in free.into_iter().enumerate() {
            statements.push(statement!(key.update, one.owner, passing(number), one.derived));
            // Only where a row that keeps its key has it after all.
            statements.push(statement!(key.update, one.owner, passing(number), one.stored));
        }
        tx.apply(&statements)?;
    }
    Ok(mended)
}

/// Returns the statements that leave one of the names of an owner that have one key now: in the spelling that is shown,
/// if it is among them.
fn one_of_each(key: &Key, taken: Vec<Difference>) -> Vec<Statement> {
    let Some(names) = &key.names else { return Vec::new() };
    let mut statements = Vec::new();
    for Difference { owner, stored, derived, source, .. } in taken {
        // The first of them takes the key, unless it has an owner; the others don't get it, and go.
        statements.extend([
            statement!(key.update, owner, stored.clone(), derived.clone()),
            statement!(names.remove, owner, stored),
            statement!(names.spell, owner, derived, source),
        ]);
    }
    statements
}

/// Returns the rows whose key differs: those that can have what follows, and those of which another row of
/// the same owner is to have it too.
fn differences(snapshot: &Snapshot<'_>, key: &Key) -> Result<(Vec<Difference>, Vec<Difference>)> {
    let mut different = Vec::new();
    each(snapshot, key, |row| different.extend(Some(row).filter(|row| row.derived != row.stored)))?;
    if different.is_empty() {
        return Ok((different, Vec::new()));
    }
    let name = |row: &Difference| (row.scope.clone(), row.derived.clone());
    let mut owners: HashMap<_, usize> = different.iter().map(|row| (name(row), 0)).collect();
    each(snapshot, key, |row| {
        if let Some(owners) = owners.get_mut(&name(&row)) {
            *owners += 1;
        }
    })?;
    Ok(different.into_iter().partition(|row| owners.get(&name(row)) == Some(&1)))
}

/// Visits each row whose source has a key.
fn each(snapshot: &Snapshot<'_>, key: &Key, mut visit: impl FnMut(Difference)) -> Result<()> {
    let mut statement = snapshot.statement(key.select)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let source: String = row.get("source")?;
        if let Some(derived) = (key.of)(&source) {
            visit(Difference {
                owner: row.get("owner")?,
                scope: row.get("scope")?,
                stored: row.get("key")?,
                derived,
                source,
            });
        }
    }
    Ok(())
}
