//! Completions of a text that is being typed.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::{Serialize, Serializer};

use crate::error::Result;
use crate::fts5::Direction;
use crate::search::exec::partial::{interrupt, is_whole};
use crate::search::index::{Index, Interruptible};
use crate::search::plan::entities;
use crate::search::plan::filters::{self, shown};
use crate::search::plan::planner::Planner;
use crate::search::query::Query;
use crate::search::query::filter::Filter;
use crate::search::query::term::{Entity, Term};
use crate::search::suggest::unfinished_term::{Names, UnfinishedTerm, starts_of_words};
use crate::search::suggest::vocabulary;
use crate::store::Snapshot;
use crate::text::terms::term;
use crate::text::{fold, fold_beginning, words};

/// The most names of a kind of which the articles are counted.
const MAX_COUNTED: usize = 128;
/// Kinds of names that plain words may begin. A person counts by the articles about them, or if there are
/// none, by those they wrote.
const NAMED: &[&[Filter]] = &[&[Filter::Person, Filter::By], &[Filter::Tag], &[Filter::Publication]];

/// One way to go on with what is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Completion {
    /// The name, or the word in lower case and without accents, as the index has it.
    pub text: String,
    /// The typed text, with this in place of its end: a query that finds it.
    pub query: String,
    /// The person, tag, publication or mark of that name; `None` for a word.
    #[serde(serialize_with = "kind")]
    pub entity: Option<Entity>,
    /// Approximate number of articles that have it.
    pub articles: u64,
}

fn kind<S: Serializer>(entity: &Option<Entity>, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_str(match entity {
        Some(Entity::Person(_)) => "person",
        Some(Entity::Tag(_)) => "tag",
        Some(Entity::Publication(_)) => "publication",
        Some(Entity::Mark(_)) => "mark",
        _ => "word",
    })
}

impl Snapshot<'_> {
    /// Completes what is typed: the last word of it, or the last words if a name begins so. People come
    /// first, then tags, publications and words of the articles, of each those that most articles have.
    /// Names are found by their beginning or by that of a later word; after `person:`, `by:`, `tag:`, `from:`
    /// and, of marks, `is:` or `mark:`, only they are. Nothing is completed behind a blank.
    ///
    /// Words are those that some article has as printed, hidden articles included, in lower case and
    /// without accents. Of very many that begin so, only the most frequent are compared. In scripts without
    /// blanks what goes on is the text behind the last sign, if it is short.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = NewArticle::new("Harbour bridge opens", "").person("Harriet Lind").tag("Harbours");
    /// archive.write(|tx| tx.save(&article))?;
    /// let found = archive.complete("opening har", 10)?;
    /// let queries: Vec<_> = found.iter().map(|completion| completion.query.as_str()).collect();
    /// assert_eq!(
    ///     queries,
    ///     ["opening person:\"Harriet Lind\"", "opening tag:Harbours", "opening harbour", "opening harbours", "opening harriet"]
    /// );
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The errors of reading; no text is an error. After a second the answer is what was found until then.
    pub fn complete(&self, typed: &str, limit: usize) -> Result<Vec<Completion>> {
        let mut completer = Completer { snapshot: self, limit, found: Vec::new() };
        is_whole(completer.run(typed))?;
        completer.found.truncate(limit);
        Ok(completer.found)
    }
}

struct Completer<'a> {
    snapshot: &'a Snapshot<'a>,
    limit: usize,
    found: Vec<Completion>,
}

impl Completer<'_> {
    fn run(&mut self, typed: &str) -> Interruptible<()> {
        // What is longer is no word or name that goes on.
        let Some(term) = UnfinishedTerm::of(typed).filter(|term| term.value.len() <= 256) else {
            return Ok(());
        };
        let index = Index::open(self.snapshot, interrupt(&Query::new()))?;
        let before = typed.get(..term.start).unwrap_or_default();
        match term.goes_on_as {
            Names::Of(filter) => self.names(&index, before, term.value, &[&[filter]], self.limit),
            Names::Marks => self.marks(&index, before, term.value),
            Names::Any => {
                let share = self.limit.div_ceil(4);
                if term.is_plain {
                    self.names_of_words(&index, typed, share)?;
                }
                self.words(&index, typed, term.value)
            }
        }
    }

    /// Adds the names that begin with the last words; with as many of these as begin one.
    fn names_of_words(&mut self, index: &Index<'_>, typed: &str, share: usize) -> Interruptible<()> {
        for start in starts_of_words(typed) {
            let (before, value) = typed.split_at(start);
            self.names(index, before, value, NAMED, share)?;
            if !self.found.is_empty() {
                break;
            }
        }
        Ok(())
    }

    fn names(
        &mut self,
        index: &Index<'_>,
        before: &str,
        value: &str,
        kinds: &[&[Filter]],
        share: usize,
    ) -> Interruptible<()> {
        let beginning = fold_beginning(value);
        if beginning.is_empty() {
            return Ok(());
        }
        for filters in kinds {
            let Some(first) = filters.first() else { continue };
            let Some(complete) = filters::row(*first).complete else { continue };
            let named = complete(self.snapshot, &beginning)?;
            let mut found = HashMap::<Entity, (u64, Filter)>::new();
            for filter in *filters {
                for entity in self.most_used(index, *filter, named.clone())? {
                    index.interrupt().check()?;
                    let articles = match found.contains_key(&entity) {
                        true => 0,
                        false => self.articles(index, *filter, entity)?,
                    };
                    if articles > 0 {
                        found.insert(entity, (articles, *filter));
                    }
                }
            }
            let mut completions = Vec::with_capacity(found.len());
            for (entity, (articles, filter)) in found {
                let Some(text) = self.name(entity)? else { continue };
                let query = format!("{before}{}", Term::Filter(filter, text.clone()));
                completions.push(Completion { text, query, entity: Some(entity), articles });
            }
            self.add(completions, share);
        }
        Ok(())
    }

    /// Adds the marks with a name that begins so, or of which a later word does.
    fn marks(&mut self, index: &Index<'_>, before: &str, value: &str) -> Interruptible<()> {
        let beginning = fold_beginning(value);
        let mut completions = Vec::new();
        for mark in self.snapshot.marks_beginning(&beginning)? {
            index.interrupt().check()?;
            let articles = self.snapshot.count_marked(mark.id)?;
            if articles > 0 && !beginning.is_empty() {
                let query = format!("{before}{}", Term::Mark(mark.name.clone()));
                completions.push(Completion {
                    text: mark.name,
                    query,
                    entity: Some(mark.id.into()),
                    articles,
                });
            }
        }
        self.add(completions, self.limit);
        Ok(())
    }

    /// Adds those that most articles have; of namesakes the first known comes first.
    fn add(&mut self, mut found: Vec<Completion>, most: usize) {
        let id = |completion: &Completion| completion.entity.map(|entity| entity.named().1);
        found.sort_by(|a, b| {
            let by_text = || a.text.cmp(&b.text).then_with(|| id(a).cmp(&id(b)));
            b.articles.cmp(&a.articles).then_with(by_text)
        });
        found.truncate(most);
        self.found.append(&mut found);
    }

    fn articles(&self, index: &Index<'_>, filter: Filter, entity: Entity) -> Interruptible<u64> {
        let mut articles = 0;
        for token in entities::tokens(self.snapshot, filters::row(filter).scope, entity)? {
            articles += index.postings(&token, Direction::Back)?.row_count()?;
        }
        Ok(articles)
    }

    fn name(&self, entity: Entity) -> Result<Option<String>> {
        match entity {
            Entity::Person(id) => {
                self.snapshot.row("SELECT name FROM person WHERE id = ?1", [id.0], |row| row.get("name"))
            }
            Entity::Tag(id) => {
                self.snapshot.row("SELECT name FROM tag WHERE id = ?1", [id.0], |row| row.get("name"))
            }
            Entity::Publication(id) => Ok(self.snapshot.publication(id)?.map(shown)),
            _ => Ok(None),
        }
    }

    /// Returns all of a few names, and of very many roughly those that most articles have: articles of tags below
    /// one, and of people merged into one, don't count here.
    fn most_used(
        &self,
        index: &Index<'_>,
        filter: Filter,
        mut named: Vec<Entity>,
    ) -> Interruptible<Vec<Entity>> {
        if named.len() > MAX_COUNTED {
            let mut sizes: HashMap<i64, u64> = named.iter().map(|entity| (entity.named().1, 0)).collect();
            index.each_token(&filters::row(filter).scope.token(), |id, size| {
                if let Some(sum) = id.parse().ok().and_then(|id| sizes.get_mut(&id)) {
                    *sum += size;
                }
            })?;
            named.sort_by_cached_key(|entity| Reverse(sizes.get(&entity.named().1).copied()));
            named.truncate(MAX_COUNTED);
        }
        Ok(named)
    }

    fn words(&mut self, index: &Index<'_>, typed: &str, value: &str) -> Interruptible<()> {
        let Some(last) = words(value).last().filter(|word| word.end == value.len()) else { return Ok(()) };
        let Some(word) = value.get(last) else { return Ok(()) };
        let before = typed.get(..typed.len() - word.len()).unwrap_or_default();
        let mut sizes = HashMap::<String, (u64, bool)>::new();
        vocabulary::each_frequent(index, &fold(word), |found| {
            let (size, is_printed) = sizes.entry(found.word.to_owned()).or_default();
            *size += found.cost;
            *is_printed = *is_printed || found.is_printed;
        })?;
        sizes.retain(|_, (_, is_printed)| *is_printed);
        let mut sizes: Vec<(u64, String)> = sizes.into_iter().map(|(word, (size, _))| (size, word)).collect();
        sizes.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let room = self.limit.saturating_sub(self.found.len());
        let planner = Planner::new(index)?;
        let mut counted = Vec::new();
        // Size tells roughly, the count exactly.
        let outcome = sizes.into_iter().try_for_each(|(_, text)| {
            // Words of removed articles stay in the index for a while.
            if counted.len() < room.saturating_mul(2) && planner.is_printed(&text)? {
                let articles = index.postings(&term(&text), Direction::Back)?.row_count()?;
                counted.push(Completion { query: format!("{before}{text}"), text, entity: None, articles });
            }
            Ok(())
        });
        self.add(counted, room);
        outcome
    }
}
