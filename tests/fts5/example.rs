//! The bytes that docs/index-format.md prints are those that SQLite writes.

use rusqlite::Connection;

const PAGE: &str = include_str!("../../docs/index-format.md");

/// The blocks of the page's example, as hexadecimal digits.
fn blocks(conn: &Connection) -> Vec<(i64, String)> {
    let mut blocks = conn.prepare("SELECT id, hex(block) FROM news_data ORDER BY id").unwrap();
    let blocks = blocks.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    blocks.map(Result::unwrap).collect()
}

#[test]
fn the_bytes_are_those_of_sqlite() {
    let conn = Connection::open_in_memory().unwrap();
    let sql = PAGE.split("```sql\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    conn.execute_batch(sql).unwrap();
    let printed = PAGE.split("```text\n").skip(1).filter_map(|rest| rest.split("```").next());
    let printed: String = printed.flat_map(str::split_whitespace).collect();
    let written = blocks(&conn);
    assert_eq!(written.len(), 3);
    for (id, block) in &written {
        assert!(printed.contains(block), "block {id}: {block}");
    }
    conn.execute_batch("DELETE FROM news WHERE rowid = 3").unwrap();
    let (_, added) = blocks(&conn).pop().unwrap();
    assert!(added.starts_with("0000002506306665727279") && printed.contains(&added[..26]), "{added}");
}
