//! The SQL of each kind fits its columns.

use rusqlite::CachedStatement;

use super::KINDS;
use crate::error::Error;
use crate::export::lines::kind::Column;
use crate::store::Pool;
use crate::upgrade;

fn assert_selects(select: &CachedStatement<'_>, columns: &[Column], kind: &str) {
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    let selected: Vec<&str> =
        (0..select.column_count()).map(|column| select.column_name(column).unwrap()).collect();
    assert_eq!(selected, names, "{kind}");
}

fn assert_known(insert: &CachedStatement<'_>, columns: &[Column], kind: &str) {
    for place in 1..=insert.parameter_count() {
        let name = insert.parameter_name(place).unwrap().trim_start_matches(':');
        let is_known = name == "owner" || columns.iter().any(|column| column.name == name);
        assert!(is_known, "{kind}: {name}");
    }
}

#[test]
fn statements_name_what_lines_have() {
    let pool = Pool::in_memory(upgrade::migrations()).unwrap();
    let checked = pool.read(|snapshot| {
        for kind in KINDS {
            assert_selects(&snapshot.statement(kind.select)?, kind.columns, kind.name);
            assert_eq!(snapshot.statement(kind.count)?.parameter_count(), 2, "{}", kind.name);
            for insert in kind.insert {
                assert_known(&snapshot.statement(insert)?, kind.columns, kind.name);
            }
            for list in kind.lists {
                assert_selects(&snapshot.statement(list.select)?, list.columns, list.name);
                assert_known(&snapshot.statement(list.insert)?, list.columns, list.name);
            }
        }
        Ok::<_, Error>(())
    });
    checked.unwrap();
}
