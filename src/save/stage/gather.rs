//! Brings the rows of one table together, which are written many a statement then.

use foldhash::HashMap;

use crate::store::{RowInsert, Statement};

/// The tables whose rows are brought together, each after those that it refers to.
const TABLES: [&str; 19] = [
    "said_source",
    "organization",
    "person",
    "person_name",
    "person_key",
    "tag",
    "tag_name",
    "image",
    "image_url",
    "article_url",
    "article_key",
    "credit",
    "mention",
    "article_tag",
    "image_use",
    "caption",
    "article_revision",
    "article_source",
    "said",
];

/// Returns the statements with the rows of each table together, where the order makes no difference.
///
/// The rows of one table stay in their order, and none passes a statement that may change or delete others: an article that a
/// batch writes twice has rows deleted that it has written before.
pub(super) fn by_table(statements: Vec<Statement>) -> Vec<Statement> {
    let mut places: HashMap<*const str, Option<usize>> = HashMap::default();
    let mut gathered = Vec::with_capacity(statements.len());
    let mut free: [Vec<Statement>; TABLES.len()] = Default::default();
    for statement in statements {
        let sql = statement.sql;
        let place = *places.entry(std::ptr::from_ref(sql)).or_insert_with(|| place(sql));
        match place.and_then(|place| free.get_mut(place)) {
            Some(rows) => rows.push(statement),
            None => {
                free.iter_mut().for_each(|rows| gathered.append(rows));
                gathered.push(statement);
            }
        }
    }
    free.iter_mut().for_each(|rows| gathered.append(rows));
    gathered
}

/// Returns the place of the table to which a statement adds a row; `None` of any other statement.
fn place(sql: &'static str) -> Option<usize> {
    let table = RowInsert::of(sql)?.table;
    TABLES.iter().position(|known| *known == table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::statement;

    const NAME: &str = "INSERT INTO tag_name (name) VALUES (?1)";
    const TAG: &str = "INSERT INTO tag (id) VALUES (?1)";
    const SAID: &str = "INSERT INTO said (article) VALUES (?1)";
    const DELETE: &str = "DELETE FROM said WHERE article = ?1";
    const OTHER: &str = "INSERT INTO other (id) VALUES (?1)";

    #[test]
    fn rows_of_one_table_come_together_behind_those_they_refer_to() {
        let given = [(SAID, 1), (TAG, 2), (NAME, 3), (SAID, 4), (TAG, 5)];
        let expected = [(TAG, 2), (TAG, 5), (NAME, 3), (SAID, 1), (SAID, 4)];
        assert_eq!(gathered(&given), expected);
    }

    #[test]
    fn no_row_passes_a_statement_that_may_touch_it() {
        let given = [(SAID, 1), (TAG, 2), (DELETE, 1), (SAID, 3), (TAG, 4), (OTHER, 5), (TAG, 6)];
        let expected = [(TAG, 2), (SAID, 1), (DELETE, 1), (TAG, 4), (SAID, 3), (OTHER, 5), (TAG, 6)];
        assert_eq!(gathered(&given), expected);
    }

    fn gathered(given: &[(&'static str, i64)]) -> Vec<(&'static str, i64)> {
        let statements = given.iter().map(|(sql, id)| statement!(sql, *id)).collect();
        let number = |statement: &Statement| match statement.params[..] {
            [rusqlite::types::Value::Integer(number)] => number,
            _ => unreachable!(),
        };
        by_table(statements).iter().map(|statement| (statement.sql, number(statement))).collect()
    }
}
