//! Version 3: words, names and languages by another analysis. All that follows from them is computed again.

use crate::derived;
use crate::error::Result;
use crate::id::ArticleId;
use crate::store::{MigrationStage, Statement, StepProgress, Transaction, statement};
use crate::text::{domain_key, language};
use crate::upgrade::batches::{ARTICLES, Span, in_batches};

pub(super) fn step(tx: &mut Transaction<'_>, progress: &mut StepProgress<'_>) -> Result<()> {
    let statements = languages(tx)?;
    tx.apply(&statements)?;
    let statements = domains(tx)?;
    tx.apply(&statements)?;
    derived::mend_keys(tx)?;
    in_batches(tx, &ARTICLES, articles, &mut |done, total| progress(MigrationStage::Articles, done, total))?;
    tx.apply(&derived::mark_crowded())?;
    derived::fill_index(tx, &mut |done, total| progress(MigrationStage::Index, done, total))?;
    derived::mend_languages(tx)
}

/// Gives languages that were stored by their names, or by codes of three letters, their tags.
fn languages(tx: &Transaction<'_>) -> Result<Vec<Statement>> {
    let mut statements = Vec::new();
    let said = "SELECT language FROM article UNION SELECT language FROM caption UNION SELECT language FROM publication";
    let codes: Vec<String> = tx.rows(said, [], |row| row.get("language"))?;
    for code in codes {
        let Some(tag) = language::canonical(&code).filter(|tag| *tag != code) else { continue };
        statements.extend([
            statement!("UPDATE article SET language = ?2 WHERE language = ?1", code.clone(), tag.clone()),
            // Of two captions in one language the one that had the tag stays, and the other stands beside it as it was.
            statement!(
                "UPDATE OR IGNORE caption SET language = ?2 WHERE language = ?1",
                code.clone(),
                tag.clone()
            ),
            statement!("UPDATE publication SET language = ?2 WHERE language = ?1", code, tag),
        ]);
    }
    Ok(statements)
}

/// Gives publications their domain in the form in which it stands in URLs.
fn domains(tx: &Transaction<'_>) -> Result<Vec<Statement>> {
    tx.rows("SELECT id, domain FROM publication WHERE domain <> ''", [], |row| {
        let domain: String = row.get("domain")?;
        let key = domain_key(&domain).unwrap_or(domain);
        Ok(statement!("UPDATE publication SET domain = ?2 WHERE id = ?1", row.get::<_, i64>("id")?, key))
    })
}

fn articles(tx: &Transaction<'_>, span: Span) -> Result<Vec<Statement>> {
    let sql = "SELECT id FROM article WHERE id > ?1 AND id <= ?2 ORDER BY id";
    let ids: Vec<_> = tx.rows(sql, span, |row| row.get("id").map(ArticleId))?;
    derived::mend_articles(tx, &ids)
}
