//! Asks a query among a few articles.

use std::collections::HashSet;
use std::sync::Arc;

use crate::error::Result;
use crate::fts5::Direction;
use crate::model::scope::Scope;
use crate::search::exec::matches::Matches;
use crate::search::exec::partial::{Partial, interrupt_without_deadline};
use crate::search::index::{Index, Interruptible};
use crate::search::plan::{Plan, PlannedTerm};
use crate::search::query::Query;
use crate::search::query::note::Note;
use crate::search::query::term::{Entity, Field, Term};
use crate::store::Snapshot;

/// The answer of a query among a few articles.
#[derive(Default)]
pub(super) struct Answer {
    /// The clocks of those that answer, the latest first.
    pub clocks: Vec<i64>,
    pub notes: Vec<Note>,
    /// The scope tokens that it looks for.
    tokens: HashSet<String>,
}

/// Asks a query among the articles of some clocks, which are in order. Its dates are counted back from the time of the
/// snapshot.
pub(super) fn among(snapshot: &Snapshot<'_>, query: &Query, clocks: Arc<[i64]>) -> Result<Answer> {
    let mut query = query.clone().now(snapshot.now());
    query.within = Some(clocks);
    let mut partial = Partial::new(&query);
    let mut answer = Answer::default();
    let outcome = run(snapshot, &query, &mut partial, &mut answer);
    partial.is_whole(outcome)?;
    answer.notes = partial.into_notes()?;
    Ok(answer)
}

fn run(
    snapshot: &Snapshot<'_>,
    query: &Query,
    partial: &mut Partial<'_>,
    answer: &mut Answer,
) -> Interruptible<()> {
    let index = Index::open(snapshot, interrupt_without_deadline(query))?;
    let plan = partial.plan(&index)?;
    answer.tokens = tokens(&plan);
    if plan.is_empty {
        return Ok(());
    }
    let mut matches = Matches::open(&plan, &index, Direction::Back)?;
    while let Some(clock) = matches.next()? {
        answer.clocks.push(clock);
        matches.advance()?;
    }
    Ok(())
}

fn tokens(plan: &Plan) -> HashSet<String> {
    let mut tokens = HashSet::new();
    add_tokens(plan.required.iter().flatten().chain(&plan.excluded), &mut tokens);
    tokens
}

fn add_tokens<'p>(terms: impl Iterator<Item = &'p PlannedTerm>, tokens: &mut HashSet<String>) {
    for term in terms {
        tokens.extend(term.phrases.iter().flat_map(|phrase| &phrase.words).cloned());
        if let Some(all) = &term.all {
            let inside: Vec<_> = all.required.iter().flatten().chain(&all.excluded).collect();
            add_tokens(inside.into_iter(), tokens);
        }
    }
}

impl Answer {
    /// Returns true if somebody or something that the query names is known otherwise since a change.
    pub(super) fn names_changed_since(&self, snapshot: &Snapshot<'_>, change: i64) -> Result<bool> {
        let changed =
            snapshot.rows("SELECT kind, id FROM entity_change WHERE change > ?1", [change], |row| {
                Ok((row.get::<_, String>("kind")?, row.get::<_, i64>("id")?))
            })?;
        let is_named = |(kind, id): &(String, i64)| {
            scopes(kind).iter().any(|scope| self.tokens.contains(&scope.token_of_id(*id)))
        };
        Ok(changed.iter().any(is_named))
    }
}

/// Returns the kinds of tokens that stand for a thing.
fn scopes(kind: &str) -> &'static [Scope] {
    match kind {
        "person" => &[Scope::Person, Scope::Byliner, Scope::Shown],
        "tag" => &[Scope::Tag],
        "organization" => &[Scope::Organization],
        "publication" => &[Scope::Publication],
        "section" => &[Scope::Section],
        _ => &[],
    }
}

/// Returns true if a query asks for marks or notes.
pub(super) fn asks_for_marks(query: &Query) -> bool {
    let is_of_marks = |term: &Term| {
        matches!(
            term,
            Term::Mark(_)
                | Term::HasNote
                | Term::Is(Entity::Mark(_))
                | Term::Words { field: Some(Field::Note), .. }
        )
    };
    query.conditions.single_terms().into_iter().any(|(term, _)| is_of_marks(term))
}
