//! What is said of the archive as a whole: settings, and the last numbers that were given.

use crate::export::lines::kind::Form::{Any, Number, Text};
use crate::export::lines::kind::{Kind, Of, column};

/// Entries of `meta`, without those that name the archive and the program that made it.
pub(super) static SETTING: Kind = Kind {
    name: "setting",
    of: Of::Every,
    count: "SELECT count(*) FROM meta
            WHERE key NOT IN ('archive_id', 'analyzer', 'min_reader', 'change') AND ?1 <= ?2",
    select: "SELECT key, value FROM meta
             WHERE key NOT IN ('archive_id', 'analyzer', 'min_reader', 'change') AND ?1 <= ?2
             ORDER BY key",
    columns: &[column("key", Text), column("value", Any)],
    lists: &[],
    insert: &["INSERT INTO meta (key, value) SELECT :key, :value
               WHERE :key NOT IN ('archive_id', 'analyzer', 'min_reader', 'change')"],
};

/// The last id that each table has given, and the number of the last change: none is given again.
pub(super) static COUNTER: Kind = Kind {
    name: "counter",
    of: Of::Whole,
    count: "SELECT count(*) FROM (
                SELECT name FROM sqlite_sequence
                WHERE name IN ('article', 'image', 'mark', 'organization', 'person', 'publication', 'section',
                               'standing_query', 'tag')
                UNION ALL SELECT key FROM meta WHERE key = 'change')
            WHERE ?1 <= ?2",
    select: "SELECT name, last FROM (
                 SELECT name, CAST(seq AS INTEGER) AS last FROM sqlite_sequence
                 WHERE name IN ('article', 'image', 'mark', 'organization', 'person', 'publication', 'section',
                                'standing_query', 'tag')
                 UNION ALL SELECT key, value FROM meta WHERE key = 'change')
             WHERE ?1 <= ?2 ORDER BY name",
    columns: &[column("name", Text), column("last", Number)],
    lists: &[],
    insert: &[
        "INSERT INTO sqlite_sequence (name, seq) SELECT :name, 0
         WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = :name)
           AND :name IN ('article', 'image', 'mark', 'organization', 'person', 'publication', 'section',
                         'standing_query', 'tag')",
        "UPDATE sqlite_sequence SET seq = max(CAST(seq AS INTEGER), :last)
         WHERE name = :name
           AND name IN ('article', 'image', 'mark', 'organization', 'person', 'publication', 'section',
                        'standing_query', 'tag')",
        "UPDATE meta SET value = :last WHERE key = 'change' AND :name = 'change'",
    ],
};
