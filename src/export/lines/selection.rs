//! What of an archive is exported.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value;

use super::kind::{Column, Form, Kind, Of};
use super::kinds::of_thing;
use super::value::read_row;
use crate::error::Result;
use crate::store::Snapshot;

/// The kind of things that a query finds.
const ARTICLE: &str = "article";

/// All lines, or those of some things.
pub(super) enum Selection {
    All,
    /// Ids, by the kinds of things.
    Some(BTreeMap<&'static str, BTreeSet<i64>>),
}

impl Selection {
    /// Selects articles, and all that they refer to, however far.
    pub(super) fn of(snapshot: &Snapshot<'_>, articles: Vec<i64>) -> Result<Self> {
        let mut ids = BTreeMap::from([(ARTICLE, BTreeSet::from_iter(articles.iter().copied()))]);
        let mut open: Vec<(&'static str, i64)> = articles.into_iter().map(|id| (ARTICLE, id)).collect();
        while let Some((thing, id)) = open.pop() {
            for kind in of_thing(thing) {
                each_reference(snapshot, kind, id, |thing, id| {
                    if ids.entry(thing).or_default().insert(id) {
                        open.push((thing, id));
                    }
                })?;
            }
        }
        Ok(Self::Some(ids))
    }

    /// Returns the spans of ids whose lines of a kind are exported.
    pub(super) fn spans<'s>(&'s self, kind: &Kind) -> Box<dyn Iterator<Item = [i64; 2]> + 's> {
        let all = [i64::MIN, i64::MAX];
        match (self, kind.of) {
            (Self::All, _) | (_, Of::Every) => Box::new([all].into_iter()),
            (_, Of::Whole) => Box::new([].into_iter()),
            (Self::Some(ids), Of::Thing(thing)) => {
                Box::new(ids.get(thing).into_iter().flatten().map(|id| [*id, *id]))
            }
        }
    }
}

/// Visits all that the lines of a kind refer to, of those of one id.
fn each_reference(
    snapshot: &Snapshot<'_>,
    kind: &Kind,
    id: i64,
    mut visit: impl FnMut(&'static str, i64),
) -> Result<()> {
    if refers(kind.columns) {
        let mut statement = snapshot.statement(kind.select)?;
        let mut rows = statement.query([id, id])?;
        while let Some(row) = rows.next()? {
            visit_references(kind.columns, &read_row(row, kind.columns)?, &mut visit);
        }
    }
    for list in kind.lists.iter().filter(|list| refers(list.columns)) {
        let mut statement = snapshot.statement(list.select)?;
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            visit_references(list.columns, &read_row(row, list.columns)?, &mut visit);
        }
    }
    Ok(())
}

fn refers(columns: &[Column]) -> bool {
    columns.iter().any(|column| matches!(column.form, Form::Reference(thing) if thing != ARTICLE))
}

fn visit_references(columns: &[Column], values: &[Value], visit: &mut impl FnMut(&'static str, i64)) {
    for (column, value) in columns.iter().zip(values) {
        if let (Form::Reference(thing), Value::Integer(id)) = (column.form, value)
            && thing != ARTICLE
        {
            visit(thing, *id);
        }
    }
}
