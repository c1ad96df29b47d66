//! What a query asks of a picture: of the words under one use of it, and of who is shown.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::rc::Rc;

use super::highlight::Highlighted;
use super::marker::Marker;
use super::note::Note;
use super::pattern::{Columns, Pattern};
use super::plan::{Leaf, MAX_NAMED, Plan, Planner};
use super::query::Query;
use super::rows::Rows;
use super::term::{Entity, Field, Filter, MAX_WORDS, Matching, Term};
use crate::derive::Scope;
use crate::index::{Direction, Index, Step, column};
use crate::language::primary;
use crate::text::{fold_name, words};
use crate::{Error, ImageId, Mention, PersonId, Result, Snapshot};

/// Places where words may stand: a bit for each.
pub(super) type Places = u8;
pub(super) const TEXT: Places = 1;
pub(super) const CREDIT: Places = 2;
/// The names of the people in the picture.
const NAMES: Places = 4;

/// Names have no forms.
const NO_LANGUAGE: &str = "und";

/// The conditions of a query that are not about the article.
#[derive(Default)]
pub(super) struct Asked {
    sought: Vec<Sought>,
    /// Of each of these groups, a use answers at least one condition, or its article another term.
    wanted: Vec<Group>,
    unwanted: Vec<Condition>,
    by_language: HashMap<String, Marker<'static>>,
}

/// Words that a condition looks for, and where. They are the pattern of that number of each marker.
struct Sought {
    term: Term,
    places: Places,
    is_marked: bool,
}

struct Group {
    /// Its number among the groups of the query, and that of its other terms in the plan.
    number: usize,
    any: Vec<Condition>,
}

/// One term: words that are found, or a person who is shown.
struct Condition {
    sought: Range<usize>,
    /// Every id that stands for the person.
    people: BTreeSet<PersonId>,
    /// What the archive has nothing of, if it is a name that finds nothing.
    name: Option<String>,
}

/// A use of a picture, as far as it can be asked for.
pub(super) struct AskedUse {
    pub(super) position: u32,
    pub(super) image: ImageId,
    pub(super) people: Vec<Mention>,
    pub(super) captions: Vec<Words>,
}

/// What is printed under a picture in one language.
pub(super) struct Words {
    pub(super) language: String,
    pub(super) text: String,
    pub(super) credit: String,
}

enum Part<'q> {
    Article(&'q Term),
    Picture(Condition),
}

impl Asked {
    /// What is asked of pictures, and the plan that finds the articles in which they may be.
    pub(super) fn of(snapshot: &Snapshot<'_>, index: &Index<'_>, query: &Query) -> Step<(Self, Plan)> {
        let mut planner = Planner::new(snapshot, index)?;
        let mut asked = Self::default();
        let mut groups = Vec::with_capacity(query.groups().len());
        for group in query.groups() {
            groups.push(asked.parts(snapshot, &mut planner, group, true)?);
        }
        let excluded = asked.parts(snapshot, &mut planner, query.excluded(), false)?;
        let named = asked.named(snapshot, index)?;

        let finder = Finder { snapshot, index, named };
        let mut wanted = Vec::with_capacity(groups.len());
        for (number, group) in groups.into_iter().enumerate() {
            let is_mixed = group.iter().any(|part| matches!(part, Part::Picture(_)));
            let (mut leaves, mut any) = (Vec::new(), Vec::new());
            for part in group {
                match part {
                    Part::Article(term) => {
                        let leaf = planner.leaf(term)?;
                        leaves.extend(leaf.map(|leaf| Leaf { scores: is_mixed.then_some(number), ..leaf }));
                    }
                    Part::Picture(condition) => {
                        leaves.extend(finder.leaf(&mut planner, &asked.sought, &condition)?);
                        any.push(condition);
                    }
                }
            }
            wanted.push(leaves);
            if is_mixed {
                asked.wanted.push(Group { number, any });
            }
        }
        wanted.push(vec![Leaf::scope(Scope::Image)]);
        let mut unwanted = Vec::new();
        for part in excluded {
            match part {
                Part::Article(term) => unwanted.extend(planner.leaf(term)?),
                Part::Picture(condition) => {
                    if condition.name.is_some() {
                        // For its note, if it is a name of nobody.
                        finder.leaf(&mut planner, &asked.sought, &condition)?;
                    }
                    asked.unwanted.push(condition);
                }
            }
        }
        Ok((asked, Plan::new(query, wanted, unwanted, planner.notes)))
    }

    fn parts<'q>(
        &mut self,
        snapshot: &Snapshot<'_>,
        planner: &mut Planner<'_>,
        terms: &'q [Term],
        is_wanted: bool,
    ) -> Result<Vec<Part<'q>>> {
        let mut parts = Vec::with_capacity(terms.len());
        for term in terms {
            let begin = self.sought.len();
            let (people, name) = match term {
                Term::Words { words, matching, field } => {
                    let places = match field {
                        None => TEXT | CREDIT | NAMES,
                        Some(Field::Caption) => TEXT,
                        Some(Field::Credit) => CREDIT,
                        Some(_) => {
                            parts.push(Part::Article(term));
                            continue;
                        }
                    };
                    self.seek(words.clone(), *matching, places, is_wanted);
                    (BTreeSet::new(), None)
                }
                Term::Filter(Filter::Person, name) => {
                    let (people, names) = people_named(snapshot, planner, name, term)?;
                    self.seek(split(name), Matching::Exact, TEXT | NAMES, is_wanted);
                    for other in names {
                        // Where it stands beside a picture, it may be another's who is known to be shown.
                        self.seek(split(&other), Matching::Exact, TEXT, is_wanted);
                    }
                    (people, Some(term.to_string()))
                }
                Term::Is(Entity::Person(person)) => {
                    let people: BTreeSet<_> =
                        snapshot.same_person_ids(*person)?.into_iter().map(PersonId).collect();
                    let name = people.is_empty().then(|| term.to_string());
                    (people, name)
                }
                _ => {
                    parts.push(Part::Article(term));
                    continue;
                }
            };
            parts.push(Part::Picture(Condition { sought: begin..self.sought.len(), people, name }));
        }
        Ok(parts)
    }

    fn seek(&mut self, words: Vec<String>, matching: Matching, places: Places, is_marked: bool) {
        // A name without a word, or with more than a marker follows, stands in no caption.
        if (1..=MAX_WORDS).contains(&words.len()) {
            let term = Term::Words { words, matching, field: None };
            self.sought.push(Sought { term, places, is_marked });
        }
    }

    /// The pictures that show somebody in whose name the words stand, for each of those sought.
    fn named(&mut self, snapshot: &Snapshot<'_>, index: &Index<'_>) -> Step<Vec<BTreeSet<ImageId>>> {
        let mut found = vec![BTreeSet::new(); self.sought.len()];
        if !self.sought.iter().any(|sought| sought.places & NAMES != 0) {
            return Ok(found);
        }
        let names = self.marker(NO_LANGUAGE);
        let sql = "SELECT image, name FROM image_person";
        let mut statement = snapshot.conn().prepare_cached(sql).map_err(Error::from)?;
        let mut rows = statement.query([]).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            index.watch().tick()?;
            let image: ImageId = row.get("image").map_err(Error::from)?;
            let name: String = row.get("name").map_err(Error::from)?;
            names.scan(&name, None, |pattern, _| {
                if let Some(images) = found.get_mut(pattern) {
                    images.insert(image);
                }
            });
        }
        Ok(found)
    }

    /// Whether anything depends on who is shown.
    pub(super) fn asks_people(&self) -> bool {
        let conditions = self.wanted.iter().flat_map(|group| &group.any).chain(&self.unwanted);
        self.sought.iter().any(|sought| sought.places & NAMES != 0)
            || conditions.into_iter().any(|condition| !condition.people.is_empty())
    }

    /// Whether a use answers, with the words of one of its captions; `holds` says of which groups
    /// its article answers another term.
    pub(super) fn answered_by(&mut self, used: &AskedUse, holds: impl Fn(usize) -> bool) -> bool {
        let mut named: Vec<Places> = vec![0; self.sought.len()];
        let marker = self.marker(NO_LANGUAGE);
        used.people.iter().for_each(|person| see(marker, &person.name, NAMES, &mut named));
        if used.captions.is_empty() {
            return self.is_met(&named, &used.people, &holds);
        }
        used.captions.iter().any(|caption| {
            let mut found = named.clone();
            let marker = self.marker(&caption.language);
            see(marker, &caption.text, TEXT, &mut found);
            see(marker, &caption.credit, CREDIT, &mut found);
            self.is_met(&found, &used.people, &holds)
        })
    }

    fn is_met(&self, found: &[Places], people: &[Mention], holds: impl Fn(usize) -> bool) -> bool {
        let is_met = |condition: &Condition| {
            let mut sought = condition.sought.clone();
            let is_found = |at: usize| match (self.sought.get(at), found.get(at)) {
                (Some(sought), Some(found)) => sought.places & found != 0,
                _ => false,
            };
            sought.any(is_found)
                || people.iter().filter_map(|shown| shown.person).any(|id| condition.people.contains(&id))
        };
        self.wanted.iter().all(|group| holds(group.number) || group.any.iter().any(is_met))
            && !self.unwanted.iter().any(is_met)
    }

    /// Marks in a caption or a credit what is looked for there.
    pub(super) fn mark(&mut self, text: &str, language: &str, place: Places) -> Highlighted {
        let mut ranges = Vec::new();
        self.marker(language);
        if let Some(marker) = self.by_language.get(primary(language)) {
            marker.scan(text, None, |pattern, range| {
                let sought = self.sought.get(pattern);
                if sought.is_some_and(|sought| sought.is_marked && sought.places & place != 0) {
                    ranges.push(range);
                }
            });
        }
        Highlighted::new(text, ranges)
    }

    fn marker(&mut self, language: &str) -> &Marker<'static> {
        let sought = &self.sought;
        self.by_language.entry(primary(language).to_owned()).or_insert_with_key(|language| {
            Marker::of_language(sought.iter().map(|sought| &sought.term), language)
        })
    }
}

fn see(marker: &Marker<'_>, text: &str, place: Places, found: &mut [Places]) {
    marker.scan(text, None, |pattern, _| {
        if let Some(places) = found.get_mut(pattern) {
            *places |= place;
        }
    });
}

/// Everybody who goes by a name, by all their ids, and every name that they go by.
fn people_named(
    snapshot: &Snapshot<'_>,
    planner: &mut Planner<'_>,
    name: &str,
    term: &Term,
) -> Result<(BTreeSet<PersonId>, BTreeSet<String>)> {
    let mut named = snapshot.person_ids_named(&fold_name(name))?;
    if named.len() > MAX_NAMED {
        named.truncate(MAX_NAMED);
        planner.notes.push(Note::TooManyNamed(term.to_string()));
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

/// Finds the articles in which a condition may be met.
struct Finder<'a> {
    snapshot: &'a Snapshot<'a>,
    index: &'a Index<'a>,
    /// As [`Asked::named`] found them.
    named: Vec<BTreeSet<ImageId>>,
}

impl Finder<'_> {
    fn leaf(
        &self,
        planner: &mut Planner<'_>,
        sought: &[Sought],
        condition: &Condition,
    ) -> Step<Option<Leaf>> {
        let mut patterns = Vec::new();
        for sought in sought.get(condition.sought.clone()).unwrap_or_default() {
            let Term::Words { words, matching, .. } = &sought.term else { continue };
            let columns = columns(sought.places);
            let with_forms = columns.and(Columns::one(column::FORMS));
            patterns.extend(planner.words_in(words, *matching, columns, Some(with_forms)));
        }
        let listed = self.listed(condition)?;
        if let Some(name) = &condition.name
            && listed.is_empty()
            && !self.stand_anywhere(&patterns)?
        {
            planner.notes.push(Note::NoSuch(name.clone()));
            return Ok(None);
        }
        Ok(Some(Leaf { patterns, listed, scores: None }))
    }

    fn stand_anywhere(&self, patterns: &[Pattern]) -> Step<bool> {
        for pattern in patterns {
            if pattern.rows(self.index, Direction::Back)?.key().is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The clocks of the articles that use a picture which shows whoever is asked for.
    fn listed(&self, condition: &Condition) -> Step<Rc<[i64]>> {
        let mut clocks = BTreeSet::new();
        for person in &condition.people {
            self.index.watch().check()?;
            clocks.extend(self.snapshot.rows(
                "SELECT t.clock
                 FROM image_person p
                 JOIN image_use u ON u.image = p.image
                 JOIN article_text t ON t.article = u.article
                 WHERE p.person = ?1",
                [person],
                |row| row.get::<_, i64>("clock"),
            )?);
        }
        let named = self.named.get(condition.sought.clone()).unwrap_or_default();
        for image in named.iter().flatten() {
            self.index.watch().tick()?;
            clocks.extend(self.snapshot.rows(
                "SELECT t.clock
                 FROM image_use u
                 JOIN article_text t ON t.article = u.article
                 WHERE u.image = ?1",
                [image],
                |row| row.get::<_, i64>("clock"),
            )?);
        }
        Ok(clocks.into_iter().collect())
    }
}

/// The columns of the index in which these places are.
fn columns(places: Places) -> Columns {
    match places & (TEXT | CREDIT) {
        TEXT => Columns::one(column::CAPTIONS),
        CREDIT => Columns::one(column::CREDITS),
        _ => Columns::one(column::CAPTIONS).and(Columns::one(column::CREDITS)),
    }
}
