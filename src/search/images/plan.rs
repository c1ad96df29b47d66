//! From a query to what is asked of pictures, and to the articles in which those may be.

use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::Row;

use crate::error::{Error, Result};
use crate::id::{ImageId, PersonId};
use crate::model::scope::Scope;
use crate::search::exec::phrase_rows::occurs;
use crate::search::exec::text_rows::occurs_in_text;
use crate::search::images::criteria::{
    CREDIT, Check, Criterion, FACTS, ImageCriteria, NAMES, NO_LANGUAGE, OWN_CREDIT, Places, SoughtPhrase,
    TEXT,
};
use crate::search::images::uses::OwnWords;
use crate::search::index::{Index, Interruptible, column};
use crate::search::plan::phrase::Columns;
use crate::search::plan::planner::{MAX_NAMED, Planner};
use crate::search::plan::words::Place;
use crate::search::plan::{Plan, PlannedConditions, PlannedTerm};
use crate::search::query::Query;
use crate::search::query::filter::Filter;
use crate::search::query::limits::MAX_WORDS;
use crate::search::query::note::Note;
use crate::search::query::term::{Conditions, Entity, Field, Matching, Term};
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
        let (candidates, known) = Default::default();
        ImagePlanner { index, planner, criteria, candidates, known, numbered: 0 }.plan(query)
    }
}

struct ImagePlanner<'a> {
    index: &'a Index<'a>,
    planner: Planner<'a>,
    criteria: ImageCriteria,
    /// For each criterion, what it looks for in the index.
    candidates: Vec<Option<PlannedTerm>>,
    /// Clauses that every article answers, to know afterwards which of their terms it does.
    known: Vec<Vec<PlannedTerm>>,
    /// Number of the terms of articles that a use is checked for.
    numbered: usize,
}

/// A term of a query, by what it asks for.
enum Part<'q> {
    Article(&'q Term),
    /// The criterion of this number for a picture.
    Picture(usize),
    /// Terms between parentheses, of which some ask for pictures.
    All(Parts<'q>),
}

struct Parts<'q> {
    required: Vec<Vec<Part<'q>>>,
    excluded: Vec<Part<'q>>,
}

impl ImagePlanner<'_> {
    fn plan(mut self, query: &Query) -> Interruptible<ImagePlan> {
        // The names of people are read once, for all that is sought.
        let parts = self.parts(&query.conditions, true)?;
        let named = self.named()?;
        for criterion in std::mem::take(&mut self.criteria.criteria) {
            let planned = self.term(&criterion, &named)?;
            self.candidates.push(planned);
            self.criteria.criteria.push(criterion);
        }
        let (mut required, mut of_article) = (Vec::new(), Vec::new());
        for group in &parts.required {
            let (candidates, articles) = self.clause(group)?;
            required.push(candidates);
            of_article.push(articles);
        }
        let mut excluded = Vec::new();
        for part in &parts.excluded {
            match part {
                Part::Article(term) => excluded.extend(self.planner.term(term)?),
                part => {
                    let (check, _) = self.check(part)?;
                    self.criteria.excluded.push(check);
                }
            }
        }
        for clauses in [&mut required, &mut of_article] {
            clauses.extend(self.known.iter().cloned());
            clauses.push(vec![PlannedTerm::scope(Scope::Image)]);
        }
        let candidates = self.planner.plan(query, required, excluded)?;
        let articles = Plan { required: of_article, ..candidates.clone() };
        Ok(ImagePlan { criteria: self.criteria, candidates, articles })
    }

    /// Plans a clause: the articles in which a use may answer it, and those that answer what is not about pictures.
    fn clause(&mut self, group: &[Part<'_>]) -> Interruptible<(Vec<PlannedTerm>, Vec<PlannedTerm>)> {
        let asks_picture = group.iter().any(|part| !matches!(part, Part::Article(_)));
        let number = asks_picture.then(|| self.number());
        let (mut terms, mut others, mut checks) = (Vec::new(), Vec::new(), Vec::new());
        for part in group {
            if let Part::Article(term) = part {
                terms.extend(self.article_term(term, number)?);
            } else {
                let (check, candidates) = self.check(part)?;
                checks.push(check);
                others.extend(candidates);
            }
        }
        let mut of_article = terms.clone();
        if let Some(number) = number {
            checks.push(Check::Article(number));
            self.criteria.required.push(checks);
            // Whatever the article answers of it is known by its number.
            of_article.push(PlannedTerm::scope(Scope::All));
        }
        terms.append(&mut others);
        Ok((terms, of_article))
    }

    /// Returns a term as it is asked of a use, and plans the articles in which one may answer it.
    fn check(&mut self, part: &Part<'_>) -> Interruptible<(Check, Option<PlannedTerm>)> {
        Ok(match part {
            Part::Picture(criterion) => {
                (Check::Picture(*criterion), self.candidates.get(*criterion).cloned().flatten())
            }
            Part::Article(term) => {
                let number = self.number();
                let planned = self.article_term(term, Some(number))?;
                self.known.push(planned.iter().cloned().chain([PlannedTerm::scope(Scope::All)]).collect());
                (Check::Article(number), planned)
            }
            Part::All(parts) => self.check_all(parts)?,
        })
    }

    fn check_all(&mut self, parts: &Parts<'_>) -> Interruptible<(Check, Option<PlannedTerm>)> {
        let (mut required, mut excluded) = (Vec::new(), Vec::new());
        let mut planned = PlannedConditions::default();
        for group in &parts.required {
            let checked = group.iter().map(|part| self.check(part)).collect::<Interruptible<Vec<_>>>()?;
            let (checks, candidates): (Vec<_>, Vec<_>) = checked.into_iter().unzip();
            required.push(checks);
            planned.required.push(candidates.into_iter().flatten().collect());
        }
        for part in &parts.excluded {
            let (check, candidates) = self.check(part)?;
            excluded.push(check);
            if matches!(part, Part::Article(_)) {
                planned.excluded.extend(candidates);
            }
        }
        planned.required.push(vec![PlannedTerm::scope(Scope::Image)]);
        let may_answer = !planned.required.iter().any(Vec::is_empty);
        Ok((Check::All { required, excluded }, may_answer.then(|| PlannedTerm::all(planned))))
    }

    /// Plans a term that is not about pictures.
    fn article_term(&mut self, term: &Term, number: Option<usize>) -> Interruptible<Option<PlannedTerm>> {
        let planned = self.planner.term(term)?;
        Ok(planned.map(|mut term| {
            term.only_select();
            PlannedTerm { scores: number, ..term }
        }))
    }

    fn number(&mut self) -> usize {
        self.numbered += 1;
        self.numbered
    }

    /// Parts conditions by what they ask for.
    fn parts<'q>(&mut self, conditions: &'q Conditions, is_wanted: bool) -> Result<Parts<'q>> {
        let groups = conditions.groups.iter();
        let groups = groups
            .map(|group| group.iter().map(|term| self.part(term, is_wanted)).collect::<Result<Vec<_>>>());
        let required = groups.collect::<Result<Vec<_>>>()?;
        let excluded = conditions.excluded.iter().map(|term| self.part(term, false));
        Ok(Parts { required, excluded: excluded.collect::<Result<Vec<_>>>()? })
    }

    fn part<'q>(&mut self, term: &'q Term, is_wanted: bool) -> Result<Part<'q>> {
        if let Term::All(all) = term {
            let known = self.criteria.criteria.len();
            let parts = self.parts(all, is_wanted)?;
            let asks_picture = self.criteria.criteria.len() > known;
            return Ok(if asks_picture { Part::All(parts) } else { Part::Article(term) });
        }
        let Some(criterion) = self.criterion(term, is_wanted)? else { return Ok(Part::Article(term)) };
        self.criteria.criteria.push(criterion);
        Ok(Part::Picture(self.criteria.criteria.len() - 1))
    }

    /// Returns the criterion that a term sets for a picture; `None` if it is one for the article.
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
        let (mut phrases, mut texts) = (Vec::new(), Vec::new());
        for sought in self.criteria.sought.get(criterion.sought.clone()).unwrap_or_default() {
            let Term::Words { words, matching, .. } = &sought.term else { continue };
            let place = Place::under_pictures(columns(sought.places));
            let ways = self.planner.words.ways(words, *matching, place)?;
            phrases.extend(ways.phrases);
            texts.extend(ways.texts);
        }
        let planned =
            PlannedTerm { texts, listed: self.listed(criterion, named)?, ..PlannedTerm::filter(phrases) };
        if let Some(name) = &criterion.name
            && planned.listed.is_empty()
            && !self.stand_anywhere(&planned)?
        {
            self.planner.notes.push(Note::NoSuch(name.clone()));
            return Ok(None);
        }
        Ok(Some(planned))
    }

    fn stand_anywhere(&self, planned: &PlannedTerm) -> Interruptible<bool> {
        for phrase in &planned.phrases {
            if occurs(phrase, self.index)? {
                return Ok(true);
            }
        }
        for phrase in &planned.texts {
            if occurs_in_text(phrase, self.index)? {
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
