//! Makes an earlier wording an article of its own, where two stories were taken for one.

use std::collections::HashSet;

use crate::error::{Error, Result};
use crate::id::ArticleId;
use crate::model::article::Article;
use crate::model::new_article::{ArticleField, Key, NewArticle};
use crate::model::revision::Origin;
use crate::save::clean::{CleanArticle, CleanUrl};
use crate::save::identify::URI;
use crate::save::merge::merge;
use crate::save::state::{Batch, Identity};
use crate::store::{Transaction, statement};
use crate::text::url::WebUrl;

impl Transaction<'_> {
    /// Makes an earlier wording of an article, by its number among the [revisions](crate::Snapshot::revisions_of), an
    /// article of its own, and returns its id. It has the URLs and ids that the article had then. The article itself
    /// keeps those that came later, and all where none did; so the next run of a source finds each of them again.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is no such article or revision, and [`Error::Invalid`] if the wording can't be an
    /// article.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let item = |headline: &str| NewArticle::new(headline, "").key("wire", "F1");
    /// let saved = archive.write(|tx| tx.save(&item("Ferry delayed")))?;
    /// archive.write(|tx| tx.save(&item("Market to close on Mondays")))?;
    /// let ferry = archive.write(|tx| tx.split_revision(saved.id.unwrap(), 1))?;
    ///
    /// let [ferry, market] = [ferry, saved.id.unwrap()].map(|id| archive.read(|s| s.article(id)));
    /// assert_eq!(ferry?.unwrap().headline, "Ferry delayed");
    /// assert_eq!(market?.unwrap().headline, "Market to close on Mondays");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn split_revision(&mut self, article: ArticleId, number: u32) -> Result<ArticleId> {
        let revisions = self.revisions_of(article)?;
        let revision = revisions.into_iter().find(|revision| revision.number == number);
        let mut batch = Batch::new(self, self.now())?;
        let (stored, clock, _) = batch.stored_article(article)?;
        let wording = revision.ok_or_else(|| Error::not_found("revision", number))?.document;
        let id = batch.add_wording(wording, stored, clock)?;
        batch.statements.push(statement!(
            "DELETE FROM article_revision WHERE article = ?1 AND number = ?2",
            article.0,
            i64::from(number),
        ));
        let statements = batch.finish();
        self.apply(&statements)?;
        Ok(id)
    }
}

impl Batch<'_> {
    /// Stages a wording as an article, and what is left of the one that it was taken for.
    fn add_wording(&mut self, mut wording: NewArticle, stored: Article, clock: i64) -> Result<ArticleId> {
        wording.uri = None;
        let can_not_be = |why: String| Error::invalid("revision", why);
        let clean = CleanArticle::take(wording.into(), &self.tracking);
        let mut clean = clean.map_err(|why| can_not_be(why.to_string()))?;
        clean.article.keys.retain(|key| key.scheme != URI);
        let identity = self.identity_of_another(&mut clean)?;
        let (published, place) = match self.place_in_time(&mut clean, &identity)? {
            Ok(placed) => placed,
            Err(why) => return Err(can_not_be(why.to_string())),
        };
        let id = self.names.next_id(self.snapshot)?;
        let mut article = merge(self, &mut clean, &identity, id, published)?;
        article.changed = self.next_change()?;
        article.added = article.changed;
        self.stage(article, place, &identity, &[], Origin::Hand)?;
        self.take_addresses(stored, clock, &identity)?;
        Ok(id)
    }

    /// Stages an article without the URLs and ids that are another's, where it has others beside.
    fn take_addresses(&mut self, mut article: Article, clock: i64, other: &Identity) -> Result<()> {
        let id = article.id;
        let urls: HashSet<(&str, &str)> = other.urls.iter().map(CleanUrl::part).collect();
        let is_others_url = |given: &str| {
            WebUrl::of(given, &self.tracking).is_some_and(|web| urls.contains(&(&web.normal, &web.fragment)))
        };
        let has_other_url = article.urls.iter().any(|url| !is_others_url(&url.given));
        let schemes: HashSet<(&str, &str)> = article
            .keys
            .iter()
            .filter(|key| !other.keys.contains(key))
            .map(|key| (key.scheme.as_str(), key.scope.as_str()))
            .collect();
        let is_others = |key: &Key| {
            other.keys.contains(key) && schemes.contains(&(key.scheme.as_str(), key.scope.as_str()))
        };
        let keys: Vec<Key> = article.keys.iter().filter(|key| is_others(key)).cloned().collect();
        let mut removed = Vec::new();
        if has_other_url {
            article.urls.retain(|url| !is_others_url(&url.given));
            let sql = "DELETE FROM article_url WHERE url = ?1 AND article = ?2 AND fragment = ?3";
            let rows = urls.iter();
            removed.extend(rows.map(|(url, part)| statement!(sql, url.to_string(), id.0, part.to_string())));
        }
        for key in &keys {
            removed.push(statement!(
                "DELETE FROM article_key WHERE article = ?1 AND scheme = ?2 AND value = ?3 AND scope = ?4",
                id.0,
                key.scheme.clone(),
                key.value.clone(),
                key.scope.clone(),
            ));
        }
        article.keys.retain(|key| !keys.contains(key));
        article.changed = self.next_change()?;
        let uri = article.uri.clone();
        let identity =
            Identity { stored: Some(id), keys: Vec::new(), urls: Vec::new(), uri, is_crowded: false };
        let addresses = [ArticleField::Keys, ArticleField::Urls];
        self.stage(article, clock, &identity, &addresses, Origin::Hand)?;
        self.statements.append(&mut removed);
        Ok(())
    }
}
