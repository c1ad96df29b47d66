//! From a query to what the index is asked: names to ids, words to forms, dates to the clock.

use std::ops::{Range, RangeFrom};
use std::sync::Arc;

use crate::error::Result;
use crate::id::MarkId;
use crate::model::ItemType;
use crate::model::scope::Scope;
use crate::search::exec::phrase_rows::occurs;
use crate::search::index::{Index, Interruptible};
use crate::search::plan::archive_facts::ArchiveFacts;
use crate::search::plan::hidden::Hidden;
use crate::search::plan::phrase::{Columns, Phrase};
use crate::search::plan::times::Times;
use crate::search::plan::words::{Place, Ways, WordPlanner};
use crate::search::plan::{Plan, PlannedConditions, PlannedTerm};
use crate::search::plan::{entities, filters, marks};
use crate::search::query::Query;
use crate::search::query::filter::Filter;
use crate::search::query::note::{Note, excerpt};
use crate::search::query::term::{Conditions, Entity, Field, Matching, Term};
use crate::store::Snapshot;
use crate::text::{fold, lists_with, terms};

/// The most ids that one name stands for in a query.
pub(crate) const MAX_NAMED: usize = 256;

impl Plan {
    pub(crate) fn of(index: &Index<'_>, query: &Query) -> Interruptible<Self> {
        let mut planner = Planner::new(index)?;
        let mut conditions = planner.conditions(&query.conditions)?;
        number(&mut conditions, &mut (0..));
        planner.plan(query, conditions.required, conditions.excluded)
    }
}

/// Numbers the terms that say how well an article answers, in the order of the query.
fn number(conditions: &mut PlannedConditions, numbers: &mut RangeFrom<usize>) {
    for term in conditions.required.iter_mut().flatten() {
        match &mut term.all {
            Some(all) => number(all, numbers),
            None if term.scores.is_some() => term.scores = numbers.next(),
            None => {}
        }
    }
    conditions.excluded.iter_mut().for_each(PlannedTerm::only_select);
}

/// Plans the terms of one query.
pub(crate) struct Planner<'a> {
    snapshot: &'a Snapshot<'a>,
    index: &'a Index<'a>,
    facts: Arc<ArchiveFacts>,
    pub(crate) words: WordPlanner<'a>,
    hidden: Arc<Hidden>,
    /// True if items that are no texts are found, whatever the query asks.
    pub(crate) finds_items: bool,
    pub(crate) notes: Vec<Note>,
}

impl<'a> Planner<'a> {
    pub(crate) fn new(index: &'a Index<'a>) -> Interruptible<Self> {
        let (snapshot, facts) = (index.snapshot(), ArchiveFacts::of(index)?);
        let words = WordPlanner { index, facts: Arc::clone(&facts) };
        let hidden = Hidden::of(index)?;
        Ok(Self { snapshot, index, facts, words, hidden, finds_items: false, notes: Vec::new() })
    }

    /// Makes the plan of a query of its planned terms and its span of time.
    pub(crate) fn plan(
        mut self,
        query: &Query,
        mut required: Vec<Vec<PlannedTerm>>,
        mut excluded: Vec<PlannedTerm>,
    ) -> Interruptible<Plan> {
        let ignored = query.unresolved_dates().map(|date| Note::NoNow(date.to_string()));
        self.notes.extend(ignored);
        let times = Times::of(query.range(), query.days());
        let Range { start: from, end: to } = times.hull();
        let is_empty = query.finds_nothing() || times.is_empty() || required.iter().any(Vec::is_empty);
        required.extend(self.narrowings(query)?.into_iter().map(|term| vec![term]));
        if required.is_empty() {
            required.push(vec![PlannedTerm::scope(Scope::All)]);
        }
        if self.facts.has_items && !self.finds_items(query) {
            excluded.push(PlannedTerm::scope(Scope::Type));
        }
        if !query.finds_hidden() && !self.hidden.is_empty() {
            excluded.push(self.hidden.term());
        }
        Ok(Plan { required, most: None, excluded, times, from, to, is_empty, notes: self.notes })
    }

    /// Plans what a query is narrowed by beside its conditions.
    fn narrowings(&self, query: &Query) -> Interruptible<Vec<PlannedTerm>> {
        let mut listed: Vec<Arc<[i64]>> = query.within.iter().map(Arc::clone).collect();
        if let Some(position) = &query.changed_after {
            listed.push(changed_clocks(self.snapshot, self.snapshot.number_of(position)?)?);
        }
        let term = |listed| PlannedTerm { listed, is_listed: true, ..PlannedTerm::filter(Vec::new()) };
        Ok(listed.into_iter().map(term).collect())
    }

    /// Plans conditions, each of which must hold.
    fn conditions(&mut self, conditions: &Conditions) -> Interruptible<PlannedConditions> {
        let required = conditions.groups.iter().map(|group| self.terms(group));
        let required = required.collect::<Interruptible<Vec<_>>>()?;
        Ok(PlannedConditions { required, excluded: self.terms(&conditions.excluded)? })
    }

    /// Plans conditions between parentheses; `None` if it is clear that nothing answers them.
    fn all(&mut self, conditions: &Conditions) -> Interruptible<Option<PlannedTerm>> {
        let mut planned = self.conditions(conditions)?;
        if planned.required.iter().any(Vec::is_empty) {
            return Ok(None);
        }
        if planned.required.is_empty() {
            planned.required.push(vec![PlannedTerm::scope(Scope::All)]);
        }
        Ok(Some(PlannedTerm::all(planned)))
    }

    /// Plans the terms that the archive can answer at all.
    fn terms(&mut self, terms: &[Term]) -> Interruptible<Vec<PlannedTerm>> {
        let mut planned = Vec::with_capacity(terms.len());
        for term in terms {
            // The tables of names are asked without a look at the time.
            self.index.interrupt().check()?;
            planned.extend(self.term(term)?);
        }
        Ok(planned)
    }

    pub(crate) fn term(&mut self, term: &Term) -> Interruptible<Option<PlannedTerm>> {
        Ok(match term {
            Term::Words { field: Some(Field::Note), .. } => {
                Some(PlannedTerm::listed(marks::noted_with(self.index, term)?))
            }
            Term::Words { words, matching, field } => {
                // Numbered when all are known.
                let Ways { phrases, texts } = self.words.ways(words, *matching, Place::of(*field))?;
                let stop_in = stop_in(words, *matching);
                Some(PlannedTerm { texts, scores: Some(0), stop_in, ..PlannedTerm::filter(phrases) })
            }
            Term::Filter(filter, value) => self.filter(*filter, value)?,
            Term::HasImage => Some(PlannedTerm::scope(Scope::Image)),
            Term::IsHidden => Some(self.hidden.term()),
            Term::Mark(name) => {
                let found = self.snapshot.mark_ids_named(name)?;
                self.marked(found, term)
            }
            Term::Is(Entity::Mark(id)) => {
                let known = self.snapshot.name_of_mark(*id)?.map(|_| *id);
                self.marked(Vec::from_iter(known), term)
            }
            Term::HasNote => Some(PlannedTerm::listed(marks::noted(self.index)?)),
            Term::Among(ids) => Some(PlannedTerm::listed(marks::placed(self.index, ids)?)),
            Term::All(conditions) => self.all(conditions)?,
            Term::Is(entity) => {
                let found = entities::phrases(self.snapshot, *entity)?;
                self.any_named(found.into(), || term.to_string())
            }
        })
    }

    /// Returns true if a query asks for items that are no texts, or, of pictures, for those that they are.
    fn finds_items(&self, query: &Query) -> bool {
        let is_text = |term: &Term| match term {
            Term::Filter(Filter::Type, value) => Some(value.eq_ignore_ascii_case(ItemType::Text.as_str())),
            _ => None,
        };
        let terms = query.conditions.single_terms();
        self.finds_items || terms.into_iter().any(|(term, is_excluded)| is_text(term) == Some(is_excluded))
    }

    /// Plans the texts: what has no other type.
    fn texts(&self) -> Interruptible<PlannedTerm> {
        let sql = "SELECT t.clock FROM article a JOIN article_text t ON t.article = a.id
                   WHERE a.type <> 'text' ORDER BY t.clock";
        let items: Vec<i64> = match self.facts.has_items {
            true => self.snapshot.rows(sql, [], |row| row.get("clock"))?,
            false => Vec::new(),
        };
        Ok(PlannedTerm { unlisted: items.into(), ..PlannedTerm::scope(Scope::All) })
    }

    fn filter(&mut self, filter: Filter, value: &str) -> Interruptible<Option<PlannedTerm>> {
        if filter == Filter::Type && value.eq_ignore_ascii_case(ItemType::Text.as_str()) {
            return self.texts().map(Some);
        }
        let found = (filters::row(filter).resolve)(&self.words, value)?;
        Ok(self.any_named(found, || format!("{}:{value}", filter.keyword())))
    }

    /// Plans a term of marks, with a note if there are none.
    fn marked(&mut self, marks: Vec<MarkId>, term: &Term) -> Option<PlannedTerm> {
        if marks.is_empty() {
            self.notes.push(Note::NoSuch(excerpt(&term.to_string())));
            return None;
        }
        Some(PlannedTerm { marks, ..PlannedTerm::filter(Vec::new()) })
    }

    /// Plans a term of all that a name stands for, with a note if that is nothing, or too much.
    fn any_named(&mut self, mut found: Ways, name: impl Fn() -> String) -> Option<PlannedTerm> {
        if found.is_empty() {
            self.notes.push(Note::NoSuch(excerpt(&name())));
            return None;
        }
        if found.phrases.len() > MAX_NAMED {
            found.phrases.truncate(MAX_NAMED);
            self.notes.push(Note::TooManyNamed(excerpt(&name())));
        }
        Some(PlannedTerm { texts: found.texts, ..PlannedTerm::filter(found.phrases) })
    }

    /// Returns true if a word stands anywhere in any of its forms.
    pub(crate) fn occurs(&self, word: &str) -> Interruptible<bool> {
        for phrase in self.words.ways(&[word.to_owned()], Matching::Form, Place::of(None))?.phrases {
            if occurs(&phrase, self.index)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns true if a word stands anywhere itself, and not only as a form of another.
    pub(crate) fn is_printed(&self, word: &str) -> Interruptible<bool> {
        let special = Phrase::printed(vec![terms::printed(&fold(word))], Columns::FORMS);
        Ok(self.stand_together(&[word])? || occurs(&special, self.index)?)
    }

    /// Returns true if words stand one after another anywhere.
    pub(crate) fn stand_together(&self, words: &[&str]) -> Interruptible<bool> {
        let words = words.iter().map(|word| terms::term(&fold(word)).into_owned()).collect();
        occurs(&Phrase::printed(words, Columns::WORDS), self.index)
    }

    /// Returns true if somebody or something has a name.
    pub(crate) fn knows(&self, filter: Filter, name: &str) -> Interruptible<bool> {
        Ok(!(filters::row(filter).resolve)(&self.words, name)?.is_empty())
    }
}

/// Returns the lists of stop words that have words. A beginning is on none.
fn stop_in(words: &[String], matching: Matching) -> &'static [&'static str] {
    if matching == Matching::Prefix { &[] } else { lists_with(words.iter().map(String::as_str)) }
}

/// Returns the clocks of the articles that were added or revised after a change, the earliest first.
pub(crate) fn changed_clocks(snapshot: &Snapshot<'_>, change: i64) -> Result<Arc<[i64]>> {
    let mut clocks = snapshot.rows(
        "SELECT t.clock FROM article a JOIN article_text t ON t.article = a.id WHERE a.changed > ?1",
        [change],
        |row| row.get("clock"),
    )?;
    clocks.sort_unstable();
    Ok(clocks.into())
}
