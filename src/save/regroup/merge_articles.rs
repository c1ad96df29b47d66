//! Merges two articles that turn out to be one.

use std::collections::BTreeSet;

use crate::error::{Error, Result};
use crate::id::ArticleId;
use crate::model::change::removed::{Removed, removal};
use crate::model::new_article::{ArticleField, Key, UrlRelation};
use crate::model::revision::Origin;
use crate::save::merge::{changed, known_as};
use crate::save::stage::rows::{self, Superseded};
use crate::save::state::{Batch, Identity};
use crate::store::{Transaction, statement};

impl Transaction<'_> {
    /// Says that two articles are one. The text of `into` stays; that of `from` becomes an earlier wording of it, after
    /// its own revisions and with those of `from`. URLs, ids and marks of `from` are `into`'s from now on (of a mark that
    /// both have the earlier time, and the notes one below the other), its `uri` finds `into`, and a source that says again
    /// what it said of `from` changes nothing. The two may contradict each other: who merges them decides.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::Invalid`] if it is one article already.
    ///
    /// ```
    /// use dateline::{Archive, Error, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let save = |headline: &str, url: &str| archive.write(|tx| tx.save(&NewArticle::new(headline, "").url(url)));
    /// let from = save("Ferry late", "https://example.org/1")?.id.unwrap();
    /// let into = save("Ferry delayed by fog", "https://example.org/2")?.id.unwrap();
    /// archive.write(|tx| tx.merge_articles(from, into))?;
    ///
    /// archive.read(|s| {
    ///     assert_eq!(s.find_article("https://example.org/1")?, Some(into));
    ///     assert_eq!(s.revisions_of(into)?[0].document.headline, "Ferry late");
    ///     Ok(())
    /// })?;
    /// let again = archive.write(|tx| tx.merge_articles(from, into));
    /// assert!(matches!(again, Err(Error::NotFound { .. })));
    /// # Ok::<(), Error>(())
    /// ```
    pub fn merge_articles(&mut self, from: ArticleId, into: ArticleId) -> Result<()> {
        if from == into {
            return Err(Error::invalid("from", format!("{from} is article {into} already")));
        }
        let mut batch = Batch::new(self, self.now())?;
        batch.merge_articles(from, into)?;
        let statements = batch.finish();
        self.whole(|tx| tx.apply(&statements))
    }
}

impl Batch<'_> {
    pub(in crate::save) fn merge_articles(&mut self, from: ArticleId, into: ArticleId) -> Result<()> {
        let (old, old_clock, old_revisions) = self.stored_article(from)?;
        let (mut article, clock, revisions) = self.stored_article(into)?;
        let wording = self.names.document(self.snapshot, &old)?;
        let fields = changed(&old, &article);

        let mut identity = Identity {
            stored: Some(into),
            keys: old.keys.clone(),
            urls: self.clean_urls(&old),
            uri: article.uri.clone(),
            is_crowded: false,
        };
        identity.keys.push(Key::new("uri", &old.uri));
        for url in identity.urls.iter_mut().filter(|url| url.relation == UrlRelation::Canonical) {
            url.relation = UrlRelation::Given;
        }
        known_as(&mut article, &identity, &self.tracking);
        article.changed = self.next_change()?;
        let addresses = [ArticleField::Keys, ArticleField::Urls];
        self.stage(article.clone(), clock, &identity, &addresses, Origin::Hand)?;
        self.move_rows(from, into, revisions);
        let superseded = Superseded {
            by: &article,
            number: revisions + old_revisions + 1,
            at: self.now,
            changed: &fields,
            origin: Origin::Hand,
        };
        self.statements.push(rows::revision(&old, &wording, &superseded)?);
        if !self.snapshot.marks_of(from)?.is_empty() {
            self.move_marks(old_clock, into, clock)?;
        }
        let removed = Removed {
            article: from,
            uri: old.uri,
            at: self.now,
            merged_into: Some(into),
            is_kept_out: false,
        };
        let change = self.next_change()?;
        self.statements.push(removal(change, &removed, &BTreeSet::new()));
        self.languages.remove(self.snapshot, from)?;
        self.statements.push(statement!("DELETE FROM article WHERE id = ?1", from.0));
        Ok(())
    }

    /// Stages the marks of both: of one that both have, the earlier time and either note.
    fn move_marks(&mut self, old_clock: i64, into: ArticleId, clock: i64) -> Result<()> {
        self.statements.push(statement!(
            "INSERT INTO article_mark (mark, clock, at, note)
             SELECT mark, ?2, at, note FROM article_mark WHERE clock = ?1
             ON CONFLICT (mark, clock) DO UPDATE SET
                 at = min(at, excluded.at),
                 note = CASE
                     WHEN excluded.note = '' OR excluded.note = note THEN note
                     WHEN note = '' THEN excluded.note
                     ELSE note || char(10) || excluded.note
                 END",
            old_clock,
            clock,
        ));
        let change = self.next_change()?;
        self.statements.push(statement!(
            "INSERT INTO marked (article, change) VALUES (?1, ?2)
             ON CONFLICT (article) DO UPDATE SET change = excluded.change",
            into.0,
            change,
        ));
        Ok(())
    }

    /// Stages what only changes its article: revisions, after those that the other has, and what sources said.
    fn move_rows(&mut self, from: ArticleId, into: ArticleId, revisions: i64) {
        self.statements.push(statement!(
            "INSERT INTO article_revision (article, number, superseded, changed, document, change, hash, origin)
             SELECT ?2, number + ?3, superseded, changed, document, change, hash, origin
             FROM article_revision WHERE article = ?1
             ON CONFLICT (article, number) DO NOTHING",
            from.0,
            into.0,
            revisions,
        ));
        self.statements.push(statement!(
            "INSERT INTO said (article, source, hash, at)
             SELECT ?2, source, hash, at FROM said WHERE article = ?1
             ON CONFLICT (article, source, hash) DO UPDATE SET at = max(at, excluded.at)",
            from.0,
            into.0,
        ));
    }
}
