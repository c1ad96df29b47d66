//! The keys by which names and URLs are looked up: folded names, slugs, and URLs in their normal form.

use crate::error::Result;
use crate::store::{Fault, FaultKind, Snapshot, Statement, statement};
use crate::text::{fold_name, slug, url_key};

/// A column that is computed from the one beside it.
struct Key {
    /// The column it is computed from, and the entity it belongs to.
    source: &'static str,
    owner: &'static str,
    /// Selects `owner`, the stored `key`, and the `source`.
    select: &'static str,
    of: fn(&str) -> Option<String>,
    /// Stores the key `?3` of owner `?1` in place of `?2`, unless another row has it.
    update: &'static str,
}

const KEYS: [Key; 7] = [
    Key {
        source: "title",
        owner: "publication",
        select: "SELECT id AS owner, folded AS key, title AS source FROM publication",
        of: folded,
        update: "UPDATE OR IGNORE publication SET folded = ?3 WHERE id = ?1 AND folded = ?2",
    },
    Key {
        source: "name",
        owner: "organization",
        select: "SELECT id AS owner, folded AS key, name AS source FROM organization",
        of: folded,
        update: "UPDATE OR IGNORE organization SET folded = ?3 WHERE id = ?1 AND folded = ?2",
    },
    Key {
        source: "name",
        owner: "section",
        select: "SELECT id AS owner, slug AS key, name AS source FROM section",
        of: |name| Some(slug(name)).filter(|slug| !slug.is_empty()),
        update: "UPDATE OR IGNORE section SET slug = ?3 WHERE id = ?1 AND slug = ?2",
    },
    Key {
        source: "name",
        owner: "person",
        select: "SELECT person AS owner, folded AS key, name AS source FROM person_name",
        of: folded,
        update: "UPDATE OR IGNORE person_name SET folded = ?3 WHERE person = ?1 AND folded = ?2",
    },
    Key {
        source: "name",
        owner: "tag",
        select: "SELECT tag AS owner, folded AS key, name AS source FROM tag_name",
        of: folded,
        update: "UPDATE OR IGNORE tag_name SET folded = ?3 WHERE tag = ?1 AND folded = ?2",
    },
    Key {
        source: "URL",
        owner: "article",
        select: "SELECT article AS owner, url AS key, given AS source FROM article_url",
        of: url_key,
        update: "UPDATE OR IGNORE article_url SET url = ?3 WHERE article = ?1 AND url = ?2",
    },
    Key {
        source: "URL",
        owner: "image",
        select: "SELECT image AS owner, url AS key, given AS source FROM image_url",
        of: url_key,
        update: "UPDATE OR IGNORE image_url SET url = ?3 WHERE image = ?1 AND url = ?2",
    },
];

fn folded(name: &str) -> Option<String> {
    Some(fold_name(name))
}

/// A row whose key is not the one that follows from its source.
struct Difference {
    owner: i64,
    stored: String,
    derived: String,
    source: String,
}

/// Returns a fault for each key that isn't the one that follows from its source.
pub(super) fn check(snapshot: &Snapshot<'_>) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for key in &KEYS {
        for Difference { owner, source, .. } in differences(snapshot, key)? {
            let what = format!(
                "the key of {} {source:?} of {} {owner} is not what follows from it",
                key.source, key.owner
            );
            faults.push(Fault::new(FaultKind::Derived, what));
        }
    }
    Ok(faults)
}

/// Returns the statements that store the keys that follow.
pub(super) fn mend(snapshot: &Snapshot<'_>) -> Result<Vec<Statement>> {
    let mut statements = Vec::new();
    for key in &KEYS {
        for Difference { owner, stored, derived, .. } in differences(snapshot, key)? {
            statements.push(statement!(key.update, owner, stored, derived));
        }
    }
    Ok(statements)
}

fn differences(snapshot: &Snapshot<'_>, key: &Key) -> Result<Vec<Difference>> {
    let mut statement = snapshot.statement(key.select)?;
    let mut rows = statement.query([])?;
    let mut differences = Vec::new();
    while let Some(row) = rows.next()? {
        let (stored, source): (String, String) = (row.get("key")?, row.get("source")?);
        if let Some(derived) = (key.of)(&source).filter(|derived| *derived != stored) {
            differences.push(Difference { owner: row.get("owner")?, stored, derived, source });
        }
    }
    Ok(differences)
}
