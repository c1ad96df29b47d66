//! What readers keep of an archive: marks, standing queries; and what was removed and changed, for those that follow it.

use crate::export::lines::kind::Form::{Bytes, Follows, Id, Maybe, Number, Text};
use crate::export::lines::kind::{Kind, List, Of, Row, column};
use crate::text::fold_name;
use crate::text::url::Tracking;

fn folded(row: &Row<'_>, _: &Tracking) -> Option<String> {
    Some(fold_name(row.text("name"))).filter(|folded| !folded.is_empty())
}

pub(super) static MARK: Kind = Kind {
    name: "mark",
    of: Of::Thing("mark"),
    count: "SELECT count(*) FROM mark WHERE id >= ?1 AND id <= ?2",
    select: "SELECT id, name, folded FROM mark WHERE id >= ?1 AND id <= ?2 ORDER BY id",
    columns: &[column("id", Id), column("name", Text), column("folded", Follows(folded))],
    lists: &[],
    insert: &["INSERT INTO mark (id, name, folded) VALUES (:id, :name, :folded)"],
};

pub(super) static STANDING_QUERY: Kind = Kind {
    name: "standing_query",
    of: Of::Whole,
    count: "SELECT count(*) FROM standing_query WHERE id >= ?1 AND id <= ?2",
    select: "SELECT id, name, query, created, change, mark FROM standing_query
             WHERE id >= ?1 AND id <= ?2 ORDER BY id",
    columns: &[
        column("id", Id),
        column("name", Text),
        column("query", Text),
        column("created", Number),
        column("change", Number),
        column("mark", Text),
    ],
    lists: &[List {
        name: "positions",
        select: "SELECT reader, change, at FROM standing_position WHERE query = ?1 ORDER BY reader",
        columns: &[column("reader", Text), column("change", Number), column("at", Number)],
        insert: "INSERT INTO standing_position (query, reader, change, at) VALUES (:owner, :reader, :change, :at)",
    }],
    insert: &["INSERT INTO standing_query (id, name, query, created, change, mark)
               VALUES (:id, :name, :query, :created, :change, :mark)"],
};

pub(super) static REMOVED: Kind = Kind {
    name: "removed",
    of: Of::Whole,
    count: "SELECT count(*) FROM removed WHERE change >= ?1 AND change <= ?2",
    select: "SELECT change, article, uri, at, merged_into, added, facts FROM removed
             WHERE change >= ?1 AND change <= ?2 ORDER BY change",
    columns: &[
        column("change", Id),
        column("article", Number),
        column("uri", Text),
        column("at", Number),
        column("merged_into", Maybe),
        column("added", Number),
        column("facts", Bytes),
    ],
    lists: &[List {
        name: "hashes",
        select: "SELECT hash FROM removed_key WHERE change = ?1 ORDER BY hash",
        columns: &[column("hash", Bytes)],
        insert: "INSERT INTO removed_key (hash, change) VALUES (:hash, :owner)",
    }],
    insert: &["INSERT INTO removed (change, article, uri, at, merged_into, added, facts)
               VALUES (:change, :article, :uri, :at, :merged_into, :added, :facts)"],
};

pub(super) static ENTITY_CHANGE: Kind = Kind {
    name: "entity_change",
    of: Of::Whole,
    count: "SELECT count(*) FROM entity_change WHERE change >= ?1 AND change <= ?2",
    select: "SELECT change, kind AS entity, id FROM entity_change
             WHERE change >= ?1 AND change <= ?2 ORDER BY change",
    columns: &[column("change", Id), column("entity", Text), column("id", Number)],
    lists: &[],
    insert: &["INSERT INTO entity_change (change, kind, id) VALUES (:change, :entity, :id)"],
};
