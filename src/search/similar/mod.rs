//! Articles like another: a search for any of its most telling words.
//!
//! 1. `word_counts` counts the words of the article by their forms.
//! 2. `telling` weighs each by how seldom it is in the archive, and keeps the best.
//! 3. `equal` finds the articles that say the same, which are left out with the article itself.
//! 4. What is left is a query like any other, in which each word weighs as it tells.

mod equal;
mod seed;
mod telling;
mod word_counts;

use std::time::Instant;

use crate::error::{Error, Result};
use crate::id::ArticleId;
use crate::search::exec::partial::{interrupt, is_whole};
use crate::search::explain::explanation::Explanation;
use crate::search::index::{Index, Interruptible};
use crate::search::page::Page;
use crate::search::query::Query;
use crate::search::query::note::Note;
use crate::search::query::term::{Matching, Term};
use crate::store::Snapshot;
use seed::Seed;
use telling::TellingWord;

/// The query for articles like another, on its way.
#[derive(Default)]
struct Likeness {
    words: Vec<TellingWord>,
    /// The articles that say the same.
    equal: Vec<ArticleId>,
}

impl Snapshot<'_> {
    /// Finds the articles that are like another, by its most telling words: those that it has often and few others have. An
    /// article answers if it has any of them, and scores by each as in [`search`](Self::search), by so much more as the word
    /// stands there more often. The article itself is left out, and so is every one of the same words.
    ///
    /// `query` narrows what is found, and has the order, the limit, the page and the deadline: [`Query::new`] is all articles,
    /// `tag:Harbour after:2024` only such. What it asks for in words must be there as well. By [`Order::Relevance`](crate::Order)
    /// age counts from the article, unless the query says when [now](Query::now) is: what came after it is as new as it.
    ///
    /// A page and the one [after](Query::page_after) it fit together while the archive stays as it is: the words that tell most
    /// are chosen anew for each. [How articles that are alike are found](crate::guide::orders#articles-like-another) has the rules.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// let saved = archive.write(|tx| {
    ///     let story = |headline, body| NewArticle::new(headline, body).language("en");
    ///     tx.save(&story("Fog stops the ferry", "The harbour was closed until noon."))?;
    ///     tx.save(&story("Council meets", "A new school is to be built."))?;
    ///     tx.save(&story("Ferry runs again", "The fog has lifted."))
    /// })?;
    /// let page = archive.similar(saved.id.unwrap(), &Query::new())?;
    /// assert_eq!(page.hits.len(), 1);
    /// assert_eq!(page.hits[0].headline.html(), "<mark>Fog</mark> stops the <mark>ferry</mark>");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`](crate::Error::NotFound) if there is no such article; as for [`search`](Self::search).
    pub fn similar(&self, id: ArticleId, query: &Query) -> Result<Page> {
        self.search(&self.query_like(id, query)?)
    }

    /// Explains how the page of [`similar`](Self::similar) was found: the words that tell most are the terms of the first
    /// clause, the most telling one first, each with its weight.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// let saved = archive.write(|tx| {
    ///     tx.save(&NewArticle::new("Ferry delayed", "").language("en"))?;
    ///     tx.save(&NewArticle::new("Ferry runs again", "").language("en"))
    /// })?;
    /// let explanation = archive.read(|snapshot| snapshot.explain_similar(saved.id.unwrap(), &Query::new()))?;
    /// assert_eq!(explanation.plan.clauses[0][0].term, "Ferry");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`similar`](Self::similar).
    pub fn explain_similar(&self, id: ArticleId, query: &Query) -> Result<Explanation> {
        self.explain(&self.query_like(id, query)?)
    }

    /// Returns the query for articles like another, with what is left of the time.
    fn query_like(&self, id: ArticleId, query: &Query) -> Result<Query> {
        let begun = Instant::now();
        let seed = Seed::read(self, id)?.ok_or_else(|| Error::not_found("article", id))?;
        if query.finds_nothing() {
            return Ok(query.clone());
        }
        let mut likeness = Likeness::default();
        let is_whole = is_whole(likeness.find(self, &seed, query))?;
        let mut like = likeness.query(id, query);
        // A query with dates that are counted back is to say from when.
        if query.now.is_none() && query.unresolved_dates().next().is_none() {
            like = like.now(seed.published);
        }
        if !is_whole {
            like.note(Note::DeadlinePassed);
        }
        let left = query.deadline.saturating_sub(begun.elapsed());
        Ok(like.deadline(left))
    }
}

impl Likeness {
    fn find(&mut self, snapshot: &Snapshot<'_>, seed: &Seed, query: &Query) -> Interruptible<()> {
        let index = Index::open(snapshot, interrupt(query))?;
        self.words = telling::choose(&index, seed.words())?;
        let rarest = telling::rarest(&self.words).into_iter().map(|word| vec![asked(word)]);
        let all = [query.groups(), &rarest.collect::<Vec<_>>()].concat();
        equal::find(&index, seed, &query.with_groups(all), &mut self.equal)
    }

    /// Returns a query that is narrowed to the articles with any of the words. Of no words, none has any.
    fn query(self, id: ArticleId, query: &Query) -> Query {
        let words = match self.words.is_empty() {
            true => vec![Term::Among(Vec::new())],
            false => self.words.iter().map(asked).collect(),
        };
        let mut like = query.with_groups([&[words], query.groups()].concat()).relax(false);
        let mut left_out = [vec![id], self.equal].concat();
        left_out.sort_unstable();
        left_out.dedup();
        like.conditions.excluded.push(Term::Among(left_out));
        like.boosts = self.words.iter().map(|word| word.boost).collect();
        like
    }
}

/// Returns the term of a telling word.
fn asked(word: &TellingWord) -> Term {
    Term::Words { words: vec![word.printed.clone()], matching: Matching::Form, field: None }
}
