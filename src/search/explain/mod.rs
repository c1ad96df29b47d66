//! Explains how a page was found: the plan, the statistics, each score as the sum of its parts.

mod display;
pub(crate) mod explanation;
mod plan;
mod scores;

use crate::error::Result;
use crate::model::clock::{MINUTES_OF_A_DAY, time_of_minute};
use crate::search::exec::partial::{Partial, interrupt};
use crate::search::exec::search::{Traced, trace};
use crate::search::explain::explanation::{
    Explanation, LanguageStatistics, PlanExplanation, RecencyStatistics, Scoring,
};
use crate::search::index::{Index, Interruptible};
use crate::search::plan::Plan;
use crate::search::query::Query;
use crate::search::query::cursor::{LanguageWeights, Ranked, Recency, Statistics};
use crate::search::rank::bm25::{B, Bm25, K1};
use crate::store::Snapshot;

impl Snapshot<'_> {
    /// Searches, and explains how the page was found: what was looked for and how often the archive has
    /// it, each hit's score as the sum of its parts, and which shortcuts were taken.
    ///
    /// It takes the time of the search and about as much again, within the query's
    /// [deadline](Query::deadline) for each of the two.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "The ferry waits.").language("en")))?;
    /// let explanation = archive.explain(&Query::from("ferries"))?;
    ///
    /// let score = &explanation.hits[0];
    /// let ferries = &score.terms[0];
    /// assert_eq!((ferries.in_headline, ferries.elsewhere, ferries.frequency), (1, 1, 3.0));
    /// assert_eq!(ferries.score * score.recency, score.score);
    /// println!("{explanation}");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`search`](Self::search).
    pub fn explain(&self, query: &Query) -> Result<Explanation> {
        let Traced { page, relaxed, statistics, shortcuts } = trace(self, query)?;
        let mut explanation = Explanation {
            query: query.to_string(),
            order: query.order,
            plan: PlanExplanation::default(),
            scoring: None,
            hits: Vec::new(),
            rows_read: page.rows_read,
            shortcuts: shortcuts.into_iter().collect(),
            notes: Vec::new(),
        };
        let mut partial = Partial::go_on(query, page.notes);
        partial.is_whole(explanation.fill(
            self,
            relaxed.as_ref().unwrap_or(query),
            statistics,
            &page.hits,
        ))?;
        explanation.notes = partial.into_notes()?;
        Ok(explanation)
    }
}

impl Explanation {
    /// Explains what was traced, as far as the time allows.
    fn fill(
        &mut self,
        snapshot: &Snapshot<'_>,
        query: &Query,
        statistics: Option<Statistics>,
        rows: &[Ranked],
    ) -> Interruptible<()> {
        let index = Index::open(snapshot, interrupt(query))?;
        let plan = Plan::of(&index, query)?;
        self.plan = plan::explain(&index, query, &plan, statistics.as_ref())?;
        let Some(statistics) = statistics else { return Ok(()) };
        self.scoring = Some(scoring(&index, &statistics));
        self.hits = scores::explain(&index, query, &plan, Bm25::new(statistics), rows)?;
        Ok(())
    }
}

fn scoring(index: &Index<'_>, statistics: &Statistics) -> Scoring {
    Scoring {
        documents: index.row_count(),
        average_length: statistics.weights.average,
        languages: statistics.languages.iter().map(language).collect(),
        k1: K1,
        b: B,
        recency: statistics.recency.map(|Recency { now, half }| RecencyStatistics {
            counted_from: time_of_minute(now),
            half_life_days: half / MINUTES_OF_A_DAY as f64,
        }),
    }
}

fn language(LanguageWeights { tag, weights }: &LanguageWeights) -> LanguageStatistics {
    LanguageStatistics {
        language: tag.clone(),
        average_length: weights.average,
        weights: weights.terms.clone(),
    }
}
