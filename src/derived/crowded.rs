//! Marks articles of crowded addresses, which are found by their text as well.

use crate::model::article::evidence::MOST_CANDIDATES;
use crate::store::{Statement, statement};

/// Returns the statements that mark the articles of addresses which more share than are compared.
pub(crate) fn mark_crowded() -> Vec<Statement> {
    vec![
        statement!(
            "UPDATE article SET crowded = 1
             WHERE crowded = 0 AND headline_day IN (
                 SELECT headline_day FROM article GROUP BY headline_day HAVING count(*) >= ?1)",
            MOST_CANDIDATES,
        ),
        statement!(
            "UPDATE article SET crowded = 1
             WHERE crowded = 0 AND id IN (
                 SELECT u.article FROM article_url u
                 WHERE u.url IN (SELECT url FROM article_url GROUP BY url HAVING count(DISTINCT article) >= ?1))",
            MOST_CANDIDATES,
        ),
        statement!(
            "UPDATE article SET crowded = 1
             WHERE crowded = 0 AND id IN (
                 SELECT k.article FROM article_key k
                 WHERE k.form IN (SELECT form FROM article_key GROUP BY form, scheme HAVING count(DISTINCT article) >= ?1))",
            MOST_CANDIDATES,
        ),
    ]
}
