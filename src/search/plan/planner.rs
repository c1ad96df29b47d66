//! From a query to what the index is asked: names to ids, words to forms, dates to the clock.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::error::Result;
use crate::id::TagId;
use crate::model::clock::first_clock;
use crate::model::scope::Scope;
use crate::search::exec::phrase_rows::occurs;
use crate::search::index::{Index, Interruptible, column};
use crate::search::plan::archive_facts::ArchiveFacts;
use crate::search::plan::phrase::{Columns, Languages, Phrase};
use crate::search::plan::{Plan, PlannedTerm};
use crate::search::query::Query;
use crate::search::query::entity::Entity;
use crate::search::query::field::Field;
use crate::search::query::filter::Filter;
use crate::search::query::note::{Note, excerpt};
use crate::search::query::term::Matching;
use crate::search::query::term::Term;
use crate::store::Snapshot;
use crate::text::forms;
use crate::text::language;
use crate::text::{fold, fold_name, slug};

/// The most ids that one name stands for in a query.
pub(crate) const MAX_NAMED: usize = 256;

impl Plan {
    pub(crate) fn of(index: &Index<'_>, query: &Query) -> Interruptible<Self> {
        let mut planner = Planner::new(index)?;
        let mut required = Vec::with_capacity(query.groups().len());
        for group in query.groups() {
            required.push(planner.terms(group)?);
        }
        let excluded = planner.terms(query.excluded())?;
        let scoring = required.iter_mut().flatten().filter(|term| term.scores.is_some());
        scoring.enumerate().for_each(|(number, term)| term.scores = Some(number));
        Ok(planner.plan(query, required, excluded))
    }
}

pub(crate) struct Planner<'a> {
    snapshot: &'a Snapshot<'a>,
    index: &'a Index<'a>,
    known: Arc<ArchiveFacts>,
    pub(crate) notes: Vec<Note>,
}

impl<'a> Planner<'a> {
    pub(crate) fn new(index: &'a Index<'a>) -> Interruptible<Self> {
        Ok(Self { snapshot: index.snapshot(), index, known: ArchiveFacts::of(index)?, notes: Vec::new() })
    }

    /// The terms of a query, together with what else it says.
    pub(crate) fn plan(
        self,
        query: &Query,
        mut required: Vec<Vec<PlannedTerm>>,
        mut excluded: Vec<PlannedTerm>,
    ) -> Plan {
        let range = query.range();
        let from = range.from.map_or(0, first_clock).max(0);
        let to = range.to.map_or(i64::MAX, first_clock);
        let is_empty = query.finds_nothing() || from >= to || required.iter().any(Vec::is_empty);
        if required.is_empty() {
            required.push(vec![PlannedTerm::scope(Scope::All)]);
        }
        if self.known.has_hidden && !query.finds_hidden() {
            excluded.push(PlannedTerm::scope(Scope::Hidden));
        }
        Plan { required, excluded, from, to, is_empty, notes: self.notes }
    }

    /// Those terms that the archive can answer at all.
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
            Term::Words { words, matching, field } => {
                // Numbered when all are known.
                let phrases = self.words(words, *matching, *field);
                Some(PlannedTerm { scores: Some(0), ..PlannedTerm::filter(phrases) })
            }
            Term::Filter(filter, value) => self.filter(*filter, value)?,
            Term::HasImage => Some(PlannedTerm::scope(Scope::Image)),
            Term::IsHidden => Some(PlannedTerm::scope(Scope::Hidden)),
            Term::Is(entity) => {
                let found = self.entity(*entity)?;
                self.any_named(found, || term.to_string())
            }
        })
    }

    fn words(&self, words: &[String], matching: Matching, field: Option<Field>) -> Vec<Phrase> {
        let columns = field.map_or(Columns::WORDS, |field| Columns::one(column_of(field)));
        let with_forms = match field {
            None => Some(Columns::ALL),
            Some(Field::Headline) => Some(Columns::HEADLINE),
            Some(_) => None,
        };
        self.words_in(words, matching, columns, with_forms)
    }

    /// Words in columns of words; one in any of its forms is looked for `with_forms`, where those
    /// columns have the stems.
    pub(crate) fn words_in(
        &self,
        words: &[String],
        matching: Matching,
        columns: Columns,
        with_forms: Option<Columns>,
    ) -> Vec<Phrase> {
        let itself: Vec<String> = words.iter().map(|word| fold(word).into_owned()).collect();
        let (columns, reads_forms) = match (matching, words, with_forms) {
            (Matching::Exact, ..) => return vec![Phrase::printed(itself, columns)],
            (Matching::Prefix, ..) => {
                return vec![Phrase { is_prefix: true, ..Phrase::printed(itself, columns) }];
            }
            (Matching::Form, [_], Some(with_forms)) => (with_forms, true),
            (Matching::Form, ..) => (columns, false),
        };
        let forms = self.by_form(itself, reads_forms, |language| match words {
            [word] => forms::look_up(word, [language]).into_iter().map(|form| vec![form]).collect(),
            _ => vec![words.iter().map(|word| forms::form(word, language)).collect()],
        });
        self.any_form(columns, forms)
    }

    /// The forms to look for, each with the languages in whose articles it counts: German makes "new"
    /// of "news", which must find no English "new". Where the columns of forms are read, what was typed
    /// goes without saying: an article that holds it holds the form of its language too.
    fn by_form(
        &self,
        itself: Vec<String>,
        reads_forms: bool,
        forms: impl Fn(&str) -> Vec<Vec<String>>,
    ) -> BTreeMap<Vec<String>, BTreeSet<&str>> {
        let mut given = BTreeMap::<Vec<String>, BTreeSet<&str>>::new();
        for language in self.primary_languages() {
            for form in forms(language) {
                given.entry(form).or_default().insert(language);
            }
        }
        if !reads_forms || given.is_empty() {
            given.insert(itself, self.primary_languages());
        }
        given
    }

    fn primary_languages(&self) -> BTreeSet<&str> {
        self.known.languages.iter().map(|tag| language::primary(tag)).collect()
    }

    fn any_form(&self, columns: Columns, forms: BTreeMap<Vec<String>, BTreeSet<&str>>) -> Vec<Phrase> {
        let all = self.primary_languages();
        let owned = |tags: &mut dyn Iterator<Item = &&str>| tags.map(|tag| (*tag).to_owned()).collect();
        let phrase = |(words, by): (Vec<String>, BTreeSet<&str>)| {
            let languages = (by != all)
                .then(|| Languages { these: owned(&mut by.iter()), others: owned(&mut all.difference(&by)) });
            Phrase { languages, ..Phrase::printed(words, columns) }
        };
        forms.into_iter().map(phrase).collect()
    }

    fn filter(&mut self, filter: Filter, value: &str) -> Interruptible<Option<PlannedTerm>> {
        let found = match filter {
            Filter::By => self.by(value)?,
            Filter::Person => self.person(value)?,
            Filter::Tag => self.tag(value)?,
            Filter::Publication => {
                let mut named = self.snapshot.publications_named(value)?;
                if named.is_empty() {
                    named = self.snapshot.publications()?;
                    named.retain(|publication| has_words(&publication.title, value));
                }
                named.iter().map(|publication| id(Scope::Publication, publication.id.0)).collect()
            }
            Filter::Section => {
                let named = self.snapshot.sections_named(value)?;
                named.iter().map(|section| id(Scope::Section, section.id.0)).collect()
            }
            Filter::Language => self.language(value),
        };
        Ok(self.any_named(found, || format!("{}:{value}", filter.keyword())))
    }

    /// Any of what a name stands for, with a note where that is nothing, or too much.
    fn any_named(&mut self, mut found: Vec<Phrase>, name: impl Fn() -> String) -> Option<PlannedTerm> {
        if found.is_empty() {
            self.notes.push(Note::NoSuch(excerpt(&name())));
            return None;
        }
        if found.len() > MAX_NAMED {
            found.truncate(MAX_NAMED);
            self.notes.push(Note::TooManyNamed(excerpt(&name())));
        }
        Some(PlannedTerm::filter(found))
    }

    /// The languages that the tag is, or is the beginning of: `zh-Hant` is `zh-Hant-TW` too.
    fn language(&self, tag: &str) -> Vec<Phrase> {
        let Some(tag) = language::canonical(tag) else { return Vec::new() };
        let below = |known: &str| {
            known.strip_prefix(&*tag).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let known = self.known.languages.iter().filter(|known| below(known));
        known.map(|known| Phrase::scope(Scope::Language.token_of(known))).collect()
    }

    /// Printed so in the byline, or a person or an organization of that name in it.
    fn by(&self, name: &str) -> Interruptible<Vec<Phrase>> {
        let mut found = Vec::from_iter(self.printed(column::BYLINE, name)?);
        found.extend(self.people(name, Scope::Byliner)?);
        let organization = self.snapshot.organization_named(name)?;
        found.extend(organization.map(|organization| id(Scope::Organization, organization.id.0)));
        Ok(found)
    }

    /// Printed so among the people, or a person who goes by that name.
    fn person(&self, name: &str) -> Interruptible<Vec<Phrase>> {
        let mut found = Vec::from_iter(self.printed(column::PEOPLE, name)?);
        found.extend(self.people(name, Scope::Person)?);
        Ok(found)
    }

    fn people(&self, name: &str, scope: Scope) -> Result<Vec<Phrase>> {
        let mut found = Vec::new();
        for person in self.snapshot.person_ids_named(&fold_name(name))? {
            let same = self.snapshot.same_person_ids(person)?;
            found.extend(same.into_iter().map(|person| id(scope, person)));
        }
        Ok(found)
    }

    /// The words of a name, one after another in one column, if they stand so in any article.
    fn printed(&self, column: usize, name: &str) -> Interruptible<Option<Phrase>> {
        let words = crate::text::words(name).filter_map(|range| name.get(range));
        let words: Vec<String> = words.map(|word| fold(word).into_owned()).collect();
        let phrase = Phrase::printed(words, Columns::one(column));
        Ok(occurs(&phrase, self.index)?.then_some(phrase))
    }

    fn tag(&self, name: &str) -> Result<Vec<Phrase>> {
        let mut found = Vec::new();
        for tag in self.snapshot.tags_named(name)? {
            found.extend(self.tag_tokens(tag.id)?);
        }
        Ok(found)
    }

    fn tag_tokens(&self, tag: TagId) -> Result<Vec<Phrase>> {
        let same = self.snapshot.same_tag_ids(tag)?;
        Ok(same.into_iter().map(|tag| id(Scope::Tag, tag)).collect())
    }

    fn entity(&self, entity: Entity) -> Result<Vec<Phrase>> {
        Ok(match entity {
            Entity::Person(person) => {
                let same = self.snapshot.same_person_ids(person)?;
                let both = [Scope::Person, Scope::Byliner];
                same.iter().flat_map(|person| both.map(|scope| id(scope, *person))).collect()
            }
            Entity::Tag(tag) => self.tag_tokens(tag)?,
            Entity::Organization(organization) => {
                let known = self.snapshot.organization(organization)?;
                known.map(|known| id(Scope::Organization, known.id.0)).into_iter().collect()
            }
            Entity::Publication(publication) => {
                let known = self.snapshot.publication(publication)?;
                known.map(|known| id(Scope::Publication, known.id.0)).into_iter().collect()
            }
            Entity::Section(section) => {
                let known = self.snapshot.section(section)?;
                known.map(|known| id(Scope::Section, known.id.0)).into_iter().collect()
            }
        })
    }
}

/// Asks whether the archive has what a query names.
pub(crate) struct Lookup<'a>(Planner<'a>);

impl<'a> Lookup<'a> {
    pub(crate) fn new(index: &'a Index<'a>) -> Interruptible<Self> {
        Ok(Self(Planner::new(index)?))
    }

    /// Whether a word stands anywhere in any of its forms.
    pub(crate) fn occurs(&self, word: &str) -> Interruptible<bool> {
        for phrase in self.0.words(&[word.to_owned()], Matching::Form, None) {
            if occurs(&phrase, self.0.index)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether words stand one after another anywhere.
    pub(crate) fn stand_together(&self, words: &[&str]) -> Interruptible<bool> {
        let words = words.iter().map(|word| fold(word).into_owned()).collect();
        occurs(&Phrase::printed(words, Columns::WORDS), self.0.index)
    }

    /// Whether somebody or something has a name.
    pub(crate) fn knows(&mut self, filter: Filter, name: &str) -> Interruptible<bool> {
        Ok(self.0.filter(filter, name)?.is_some())
    }
}

/// The tokens of the articles that belong to something, in this way.
pub(crate) fn scope_tokens(snapshot: &Snapshot<'_>, scope: Scope, entity: Entity) -> Result<Vec<String>> {
    let ids = match entity {
        Entity::Person(person) => snapshot.same_person_ids(person)?,
        Entity::Tag(tag) => snapshot.same_tag_ids(tag)?,
        Entity::Organization(organization) => vec![organization.0],
        Entity::Publication(publication) => vec![publication.0],
        Entity::Section(section) => vec![section.0],
    };
    Ok(ids.into_iter().map(|id| scope.token_of_id(id)).collect())
}

/// Whether a name has these words, one after another: `jerusalem post` is of The Jerusalem Post.
fn has_words(name: &str, words: &str) -> bool {
    let (name, words) = (format!("-{}-", slug(name)), slug(words));
    !words.is_empty() && name.contains(&format!("-{words}-"))
}

fn id(scope: Scope, id: i64) -> Phrase {
    Phrase::scope(scope.token_of_id(id))
}

/// Returns the column of the index that holds the words of a field.
fn column_of(field: Field) -> usize {
    match field {
        Field::Headline => column::HEADLINE,
        Field::Dek => column::DEK,
        Field::Body => column::BODY,
        Field::Caption => column::CAPTIONS,
        Field::Credit => column::CREDITS,
    }
}
