//! The values of a facet, and the tokens that stand for them in the scope of an article.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use crate::error::Result;
use crate::fts5::{Direction, Postings};
use crate::model::scope::Scope;
use crate::search::exec::doc_set::DocSet;
use crate::search::exec::listed::gallop;
use crate::search::exec::scope_column::Scopes;
use crate::search::exec::union::Union;
use crate::search::index::{Index, Interruptible};
use crate::search::plan::filters::{self, FacetValues, FilterRow};
use crate::search::query::filter::Filter;
use crate::search::query::term::Term;
use crate::store::Snapshot;

/// So many articles are read one by one, however few values there are.
pub(crate) const FEW: usize = 1_000;
/// Looking through the articles of one value takes about as long as reading so many articles.
const READ_AT_A_VALUE: usize = 2;

/// The values of one kind, by their ids; a language's is its place in the list of all.
pub(crate) struct Values<'a> {
    snapshot: &'a Snapshot<'a>,
    scope: Scope,
    beginning: String,
    source: FacetValues,
    languages: Vec<String>,
    /// The vocabulary of the tags that alone count, if it is one.
    scheme: Option<&'a str>,
    /// The values that a token stands for, as far as it was asked.
    known: HashMap<String, Rc<[i64]>>,
}

impl<'a> Values<'a> {
    /// Returns those that a filter stands for; of tags those of a vocabulary alone, if one is given.
    pub(crate) fn new(snapshot: &'a Snapshot<'a>, filter: Filter, scheme: Option<&'a str>) -> Result<Self> {
        let FilterRow { scope, facet, .. } = filters::row(filter);
        let source = facet.map_or(FacetValues::Languages, |(_, values)| values);
        let languages = match source {
            FacetValues::Languages => snapshot.languages()?,
            FacetValues::Ids { .. } => Vec::new(),
        };
        Ok(Self { languages, scheme, ..Self::of_scope(snapshot, scope, source) })
    }

    /// Returns the organizations in bylines.
    pub(crate) fn organizations(snapshot: &'a Snapshot<'a>) -> Self {
        Self::of_scope(snapshot, Scope::Organization, filters::ORGANIZATIONS)
    }

    fn of_scope(snapshot: &'a Snapshot<'a>, scope: Scope, source: FacetValues) -> Self {
        let (languages, known) = Default::default();
        Self { snapshot, scope, beginning: scope.token(), source, languages, scheme: None, known }
    }

    /// Counts the articles that have each value. They are given from the newest to the oldest.
    pub(crate) fn count(&mut self, clocks: &[i64], index: &Index<'_>) -> Interruptible<HashMap<i64, usize>> {
        if clocks.len() <= FEW + READ_AT_A_VALUE * self.most()? {
            self.count_by_article(clocks, index)
        } else {
            self.count_by_value(clocks, index)
        }
    }

    /// Returns a number that there are no more values than.
    fn most(&self) -> Result<usize> {
        let FacetValues::Ids { last, .. } = self.source else { return Ok(self.languages.len()) };
        Ok(usize::try_from(last(self.snapshot)?).unwrap_or(0))
    }

    fn count_by_article(&mut self, clocks: &[i64], index: &Index<'_>) -> Interruptible<HashMap<i64, usize>> {
        let mut counts = HashMap::new();
        let mut here = Vec::new();
        let mut scopes = Scopes::new(self.snapshot);
        for clock in clocks {
            index.interrupt().tick()?;
            here.clear();
            for token in scopes.of(*clock)? {
                if token.starts_with(&self.beginning) {
                    here.extend_from_slice(&self.of(token)?);
                }
            }
            // A tag and the one that it was merged into are one value.
            here.sort_unstable();
            here.dedup();
            here.iter().for_each(|value| *counts.entry(*value).or_default() += 1);
        }
        Ok(counts)
    }

    fn count_by_value(&mut self, clocks: &[i64], index: &Index<'_>) -> Interruptible<HashMap<i64, usize>> {
        let mut tokens = BTreeMap::<i64, Vec<Postings<'_>>>::new();
        for (token, rows) in index.postings_of_beginning(&self.beginning, Direction::Back)? {
            let Ok(token) = str::from_utf8(&token) else { continue };
            let values = self.of(token)?;
            let Some((last, others)) = values.split_last() else { continue };
            for value in others {
                tokens.entry(*value).or_default().push(index.postings(token, Direction::Back)?);
            }
            tokens.entry(*last).or_default().push(rows);
        }
        let mut counts = HashMap::new();
        for (value, rows) in tokens {
            let common = common(&mut Union::of(rows), clocks, index)?;
            if common > 0 {
                counts.insert(value, common);
            }
        }
        Ok(counts)
    }

    /// Returns the values for which a token stands: those whose query finds an article with the token.
    fn of(&mut self, token: &str) -> Result<Rc<[i64]>> {
        if let Some(values) = self.known.get(token) {
            return Ok(Rc::clone(values));
        }
        let rest = token.strip_prefix(&self.beginning).unwrap_or_default();
        let values = match self.source {
            FacetValues::Ids { above, .. } => {
                let mut values = above(self.snapshot, rest.parse().unwrap_or(0))?;
                if let Some(scheme) = self.scheme {
                    values = of_scheme(self.snapshot, scheme, values)?;
                }
                values
            }
            FacetValues::Languages => self.languages_of(token),
        };
        let values: Rc<[i64]> = values.into();
        self.known.insert(token.to_owned(), Rc::clone(&values));
        Ok(values)
    }

    /// Returns the language of a token, and those that its tag begins with.
    fn languages_of(&self, token: &str) -> Vec<i64> {
        let Some(language) = self.languages.iter().find(|tag| self.scope.token_of(tag) == token) else {
            return Vec::new();
        };
        let is_above = |tag: &str| {
            language.strip_prefix(tag).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        (0..).zip(&self.languages).filter(|(_, tag)| is_above(tag)).map(|(place, _)| place).collect()
    }

    /// Returns the name of a value, and the term by which a query asks for it.
    pub(crate) fn named(&self, value: i64) -> Result<Option<(String, Term)>> {
        if let FacetValues::Ids { named, .. } = self.source {
            return named(self.snapshot, value);
        }
        let tag = usize::try_from(value).ok().and_then(|place| self.languages.get(place));
        Ok(tag.map(|tag| (tag.clone(), Term::Filter(Filter::Language, tag.clone()))))
    }
}

/// Returns those tags that are of a vocabulary.
fn of_scheme(snapshot: &Snapshot<'_>, scheme: &str, mut tags: Vec<i64>) -> Result<Vec<i64>> {
    let mut kept = Vec::with_capacity(tags.len());
    for tag in tags.drain(..) {
        let sql = "SELECT scheme = ?2 AS is_of_it FROM tag WHERE id = ?1";
        if snapshot.row(sql, (tag, scheme), |row| row.get("is_of_it"))?.unwrap_or(false) {
            kept.push(tag);
        }
    }
    Ok(kept)
}

/// Counts the articles that are among the rows. Both are read from the newest on.
pub(crate) fn common(rows: &mut impl DocSet, clocks: &[i64], index: &Index<'_>) -> Interruptible<usize> {
    let mut count = 0;
    let mut rest = clocks;
    while let (Some(row), Some(clock)) = (rows.doc(), rest.first()) {
        index.interrupt().tick()?;
        if row > *clock {
            rows.seek(*clock)?;
            continue;
        }
        let behind = gallop(rest, row);
        if behind == 0 {
            count += 1;
            rows.advance()?;
        }
        rest = rest.get(behind.max(1)..).unwrap_or_default();
    }
    Ok(count)
}
