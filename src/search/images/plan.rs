//! From a query to what is asked of pictures, and to the articles in which those may be.

use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::Row;

use crate::error::{Error, Result};
use crate::id::{ImageId, PersonId};
use crate::model::scope::Scope;
use crate::search::exec::phrase_rows::occurs;
use crate::search::images::criteria::{
    CREDIT, Criterion, FACTS, ImageCriteria, NAMES, NO_LANGUAGE, OWN_CREDIT, Places, SoughtPhrase, TEXT,
};
use crate::search::images::uses::OwnWords;
use crate::search::index::{Index, Interruptible, column};
use crate::search::plan::phrase::{Columns, Phrase};
use crate::search::plan::planner::{MAX_NAMED, Planner};
use crate::search::plan::{Plan, PlannedTerm};
use crate::search::query::Query;
use crate::search::query::filter::Filter;
use crate::search::query::limits::MAX_WORDS;
use crate::search::query::note::Note;
use crate::search::query::term::{Entity, Field, Matching, Term};
use crate::store::Snapshot;
use crate::text::{fold_name, words};

/// The plan of a search for pictures.
pub(crate) struct ImagePlan {
    pub(crate) criteria: ImageCriteria,
    /// The articles in which a use may answer.
    pub(crate) candidates: Plan,
    /// The articles that meet every criterion that is not about their pictures.
    pub(crate) articles: Plan,
}

impl ImagePlan {
    pub(crate) fn of(index: &Index<'_>, query: &Query) -> Interruptible<Self> {
        let criteria = ImageCriteria::default();
        // A picture by itself is an item of its own.
        let mut planner = Planner::new(index)?;
        planner.finds_items = true;
        ImagePlanner { index, planner, criteria }.plan(query)
    }
}

struct ImagePlanner<'a> {
    index: &'a Index<'a>,
    planner: Planner<'a>,
    criteria: ImageCriteria,
}

impl ImagePlanner<'_> {
    fn plan(mut self, query: &Query) -> Interruptible<ImagePlan> {
        // The names of people are read once, for all that is sought.
        let groups = query.groups().iter().map(|group| self.criteria_of(group, true));
        let groups = groups.collect::<Result<Vec<_>>>()?;
        let excluded_criteria = self.criteria_of(query.excluded(), false)?;
        let named = self.named()?;

        let (mut required, mut of_article) = (Vec::with_capacity(groups.len()), Vec::new());
        for (number, (group, criteria)) in query.groups().iter().zip(groups).enumerate() {
            let asks_picture = criteria.iter().any(Option::is_some);
            let (mut terms, mut others, mut any) = (Vec::new(), Vec::new(), Vec::new());
            for (term, criterion) in group.iter().zip(criteria) {
                if let Some(criterion) = criterion {
                    others.extend(self.term(&criterion, &named)?);
                    any.push(criterion);
                } else if let Some(term) = self.planner.term(term)? {
                    terms.push(PlannedTerm { scores: asks_picture.then_some(number), ..term });
                }
            }
            let mut settled = terms.clone();
            if asks_picture {
                self.criteria.required.push((number, any));
                // Whatever the article answers of it is known by its number.
                settled.push(PlannedTerm::scope(Scope::All));
            }
            of_article.push(settled);
            terms.append(&mut others);
            required.push(terms);
        }
        required.push(vec![PlannedTerm::scope(Scope::Image)]);
        let mut excluded = Vec::new();
        for (term, criterion) in query.excluded().iter().zip(excluded_criteria) {
            let Some(criterion) = criterion else {
                excluded.extend(self.planner.term(term)?);
                continue;
            };
            if criterion.name.is_some() {
                // For its note, if it is a name of nobody.
                self.term(&criterion, &named)?;
            }
            self.criteria.excluded.push(criterion);
        }
        let candidates = self.planner.plan(query, required, excluded)?;
        of_article.push(vec![PlannedTerm::scope(Scope::Image)]);
        let articles = Plan { required: of_article, ..candidates.clone() };
        Ok(ImagePlan { criteria: self.criteria, candidates, articles })
    }

    /// Returns the criterion that each of these terms sets for a picture; `None` if it is one for the article.
    fn criteria_of(&mut self, terms: &[Term], is_wanted: bool) -> Result<Vec<Option<Criterion>>> {
        terms.iter().map(|term| self.criterion(term, is_wanted)).collect()
    }

    fn criterion(&mut self, term: &Term, is_wanted: bool) -> Result<Option<Criterion>> {
        let snapshot = self.index.snapshot();
        let begin = self.criteria.sought.len();
        let (people, name) = match term {
            Term::Words { words, matching, field } => {
                let places = match field {
                    None => TEXT | CREDIT | NAMES | OWN_CREDIT | FACTS,
                    Some(Field::Caption) => TEXT,
                    Some(Field::Credit) => CREDIT | OWN_CREDIT,
                    Some(_) => return Ok(None),
                };
                self.seek(words.clone(), *matching, places, is_wanted);
                (BTreeSet::new(), None)
            }
            Term::Filter(Filter::Person, name) => {
                let (people, names) = people_named(snapshot, &mut self.planner.notes, name, term)?;
                self.seek(split(name), Matching::Exact, TEXT | NAMES, is_wanted);
                for other in names {
                    // Not among the names beside a picture: there it is known who of that name is shown.
                    self.seek(split(&other), Matching::Exact, TEXT, is_wanted);
                }
                (people, Some(term.to_string()))
            }
            Term::Filter(Filter::Shows, name) => {
                let (people, _) = people_named(snapshot, &mut self.planner.notes, name, term)?;
                self.seek(split(name), Matching::Exact, NAMES, false);
                (people, Some(term.to_string()))
            }
            Term::Is(Entity::Person(person)) => {
                let same = snapshot.same_person_ids(*person)?;
                let name = same.is_empty().then(|| term.to_string());
                (same.into_iter().map(PersonId).collect(), name)
            }
            _ => return Ok(None),
        };
        Ok(Some(Criterion { sought: begin..self.criteria.sought.len(), people, name }))
    }

    fn seek(&mut self, words: Vec<String>, matching: Matching, places: Places, is_marked: bool) {
        // A name without a word stands in no caption, and the highlighter finds no phrase of more than `MAX_WORDS`.
        if (1..=MAX_WORDS).contains(&words.len()) {
            let term = Term::Words { words, matching, field: None };
            self.criteria.sought.push(SoughtPhrase { term, places, is_marked });
        }
    }

    /// Finds the pictures of which it is said, apart from their uses, what is looked for: for each of the sought
    /// phrases, those that show somebody in whose name the words stand, or in whose own words they do.
    fn named(&mut self) -> Interruptible<Vec<BTreeSet<ImageId>>> {
        let mut found = vec![BTreeSet::new(); self.criteria.sought.len()];
        if self.criteria.seeks_in(NAMES) {
            let sql = "SELECT image, name FROM image_person";
            self.scan(sql, &mut found, |row| Ok(vec![row.get("name")?]))?;
        }
        if self.criteria.seeks_in(OWN_CREDIT | FACTS) {
            let sql = "SELECT i.id AS image, i.credit_line, i.creator, i.copyright_notice, i.title, i.usage_terms,
                              i.digital_source_type, coalesce(o.name, '') AS supplier_name
                       FROM image i LEFT JOIN organization o ON o.id = i.supplier
                       WHERE i.credit_line <> '' OR i.creator <> '' OR i.copyright_notice <> '' OR i.title <> ''
                          OR i.usage_terms <> '' OR i.digital_source_type <> '' OR i.supplier IS NOT NULL";
            self.scan(sql, &mut found, |row| {
                let own = OwnWords::from_row(row)?;
                Ok(own.credits.into_iter().chain(own.facts).collect())
            })?;
        }
        Ok(found)
    }

    /// Adds the pictures of a query's rows in whose texts the sought phrases stand.
    fn scan(
        &mut self,
        sql: &str,
        found: &mut [BTreeSet<ImageId>],
        texts: impl Fn(&Row<'_>) -> rusqlite::Result<Vec<String>>,
    ) -> Interruptible<()> {
        let highlighter = self.criteria.highlighter(NO_LANGUAGE);
        let mut statement = self.index.snapshot().conn().prepare_cached(sql).map_err(Error::from)?;
        let mut rows = statement.query([]).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            self.index.interrupt().tick()?;
            let image = ImageId(row.get("image").map_err(Error::from)?);
            for text in texts(row).map_err(Error::from)? {
                highlighter.scan(&text, None, |phrase, _| {
                    if let Some(images) = found.get_mut(phrase) {
                        images.insert(image);
                    }
                });
            }
        }
        Ok(())
    }

    /// Plans the articles in which a criterion may be met; `None`, with a note, if it is a name of nobody.
    fn term(
        &mut self,
        criterion: &Criterion,
        named: &[BTreeSet<ImageId>],
    ) -> Interruptible<Option<PlannedTerm>> {
        let mut phrases = Vec::new();
        for sought in self.criteria.sought.get(criterion.sought.clone()).unwrap_or_default() {
            let Term::Words { words, matching, .. } = &sought.term else { continue };
            let columns = columns(sought.places);
            let with_forms = columns.and(Columns::one(column::FORMS));
            phrases.extend(self.planner.words_in(words, *matching, columns, Some(with_forms)));
        }
        let listed = self.listed(criterion, named)?;
        if let Some(name) = &criterion.name
            && listed.is_empty()
            && !self.stand_anywhere(&phrases)?
        {
            self.planner.notes.push(Note::NoSuch(name.clone()));
            return Ok(None);
        }
        Ok(Some(PlannedTerm { listed, ..PlannedTerm::filter(phrases) }))
    }

    fn stand_anywhere(&self, phrases: &[Phrase]) -> Interruptible<bool> {
        for phrase in phrases {
            if occurs(phrase, self.index)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns the clocks of the articles that use a picture which shows whoever is asked for.
    fn listed(&self, criterion: &Criterion, named: &[BTreeSet<ImageId>]) -> Interruptible<Arc<[i64]>> {
        let mut clocks = BTreeSet::new();
        for person in &criterion.people {
            self.index.interrupt().check()?;
            clocks.extend(self.index.snapshot().rows(
                "SELECT t.clock
                 FROM image_person p
                 JOIN image_use u ON u.image = p.image
                 JOIN article_text t ON t.article = u.article
                 WHERE p.person = ?1",
                [person.0],
                |row| row.get::<_, i64>("clock"),
            )?);
        }
        let named = named.get(criterion.sought.clone()).unwrap_or_default();
        for image in named.iter().flatten() {
            self.index.interrupt().tick()?;
            clocks.extend(self.index.snapshot().rows(
                "SELECT t.clock
                 FROM image_use u
                 JOIN article_text t ON t.article = u.article
                 WHERE u.image = ?1",
                [image.0],
                |row| row.get::<_, i64>("clock"),
            )?);
        }
        Ok(clocks.into_iter().collect())
    }
}

/// Returns everybody who goes by a name, by all their ids, and every name that they go by.
fn people_named(
    snapshot: &Snapshot<'_>,
    notes: &mut Vec<Note>,
    name: &str,
    term: &Term,
) -> Result<(BTreeSet<PersonId>, BTreeSet<String>)> {
    let mut named = snapshot.person_ids_named(&fold_name(name))?;
    if named.len() > MAX_NAMED {
        named.truncate(MAX_NAMED);
        notes.push(Note::TooManyNamed(term.to_string()));
    }
    let (mut people, mut names) = (BTreeSet::new(), BTreeSet::new());
    for person in named {
        people.extend(snapshot.same_person_ids(person)?.into_iter().map(PersonId));
        names.extend(snapshot.person(person)?.into_iter().flat_map(|person| person.names));
    }
    Ok((people, names))
}

fn split(name: &str) -> Vec<String> {
    words(name).filter_map(|range| name.get(range)).map(str::to_owned).collect()
}

/// Returns the columns of the index in which these places are.
fn columns(places: Places) -> Columns {
    match places & (TEXT | CREDIT) {
        TEXT => Columns::one(column::CAPTIONS),
        CREDIT => Columns::one(column::CREDITS),
        _ => Columns::one(column::CAPTIONS).and(Columns::one(column::CREDITS)),
    }
}
