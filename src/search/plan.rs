//! From a query to what the index is asked: names to ids, words to forms, dates to the clock.

use super::note::Note;
use super::query::Query;
use super::term::{Entity, Field, Filter, Matching, Term};
use crate::clock::first_clock;
use crate::derive::Scope;
use crate::language;
use crate::text::{fold, fold_name, slug};
use crate::{Result, Snapshot, TagId, forms};

/// The columns that hold no words of the article.
const NOT_WORDS: &str = "- {scope forms_head forms} : ";
/// The most ids that one name stands for in a query.
const MAX_NAMED: usize = 256;

/// What to ask of the index.
pub(super) struct Plan {
    /// An FTS5 expression made of quoted tokens only; `None` where every article answers.
    pub expression: Option<String>,
    /// The span of the clock.
    pub from: i64,
    pub to: i64,
    /// Whether hidden articles are left out.
    pub visible_only: bool,
    /// Whether it is clear without asking that nothing answers.
    pub is_empty: bool,
    pub notes: Vec<Note>,
}

impl Plan {
    pub(super) fn of(snapshot: &Snapshot<'_>, query: &Query) -> Result<Self> {
        let languages = snapshot.rows("SELECT code FROM language", [], |row| row.get("code"))?;
        let mut planner = Planner { snapshot, languages, notes: Vec::new() };
        let range = query.range();
        let from = range.from.map_or(0, first_clock).max(0);
        let to = range.to.map_or(i64::MAX, first_clock);
        let asks_hidden = query.groups().iter().flatten().any(|term| *term == Term::IsHidden);
        let visible_only = !(query.hidden || asks_hidden);

        let mut is_empty = from >= to;
        let mut wanted = Vec::new();
        for group in query.groups() {
            let alternatives = planner.expressions(group)?;
            is_empty |= alternatives.is_empty();
            wanted.push(any_of(&alternatives));
        }
        let mut unwanted = planner.expressions(query.excluded())?;
        let asks_nothing = wanted.is_empty() && unwanted.is_empty();
        if wanted.is_empty() {
            wanted.push(quoted(&Scope::All.token()));
        }
        if visible_only {
            unwanted.push(quoted(&Scope::Hidden.token()));
        }
        let mut expression = wanted.join(" AND ");
        if !unwanted.is_empty() {
            expression = format!("({expression}) NOT {}", any_of(&unwanted));
        }
        let expression = (!asks_nothing).then_some(expression);
        Ok(Self { expression, from, to, visible_only, is_empty, notes: planner.notes })
    }
}

struct Planner<'a> {
    snapshot: &'a Snapshot<'a>,
    languages: Vec<String>,
    notes: Vec<Note>,
}

impl Planner<'_> {
    /// The expressions of those terms that the archive can answer at all.
    fn expressions(&mut self, terms: &[Term]) -> Result<Vec<String>> {
        let mut expressions = Vec::with_capacity(terms.len());
        for term in terms {
            expressions.extend(self.expression(term)?);
        }
        Ok(expressions)
    }

    fn expression(&mut self, term: &Term) -> Result<Option<String>> {
        Ok(match term {
            Term::Words { words, matching, field } => Some(self.words(words, *matching, *field)),
            Term::Filter(filter, value) => self.filter(*filter, value)?,
            Term::HasImage => Some(quoted(&Scope::Image.token())),
            Term::IsHidden => Some(quoted(&Scope::Hidden.token())),
            Term::Is(entity) => Some(any_of(&self.entity(*entity)?)),
        })
    }

    fn words(&self, words: &[String], matching: Matching, field: Option<Field>) -> String {
        let itself = quoted(&words.iter().map(|word| fold(word)).collect::<Vec<_>>().join(" "));
        let column = field.map_or(NOT_WORDS.to_owned(), |field| format!("{} : ", field.column()));
        match (matching, words) {
            (Matching::Exact, _) => column + &itself,
            (Matching::Prefix, _) => format!("{column}{itself} *"),
            (Matching::Form, [word]) => {
                let forms = self.forms(word);
                match field {
                    None => any_of(&forms),
                    Some(Field::Headline) => format!("{{headline forms_head}} : {}", any_of(&forms)),
                    Some(_) => column + &any_of(&with(forms, itself)),
                }
            }
            (Matching::Form, _) => {
                let phrases = self.languages.iter().map(|language| {
                    let forms = words.iter().map(|word| forms::form(word, language));
                    quoted(&forms.collect::<Vec<_>>().join(" "))
                });
                column + &any_of(&with(phrases.collect(), itself))
            }
        }
    }

    fn forms(&self, word: &str) -> Vec<String> {
        let languages = self.languages.iter().map(String::as_str);
        forms::look_up(word, languages).iter().map(|form| quoted(form)).collect()
    }

    fn filter(&mut self, filter: Filter, value: &str) -> Result<Option<String>> {
        let mut found = match filter {
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
            Filter::Language => {
                let tag = language::canonical(value);
                tag.map(|tag| quoted(&Scope::Language.token_of(&tag))).into_iter().collect()
            }
        };
        if found.is_empty() {
            self.notes.push(Note::NoSuch(format!("{}:{value}", filter.keyword())));
            return Ok(None);
        }
        if found.len() > MAX_NAMED {
            found.truncate(MAX_NAMED);
            self.notes.push(Note::TooManyNamed(value.to_owned()));
        }
        Ok(Some(any_of(&found)))
    }

    /// Printed so in the byline, or a person or an organization of that name in it.
    fn by(&self, name: &str) -> Result<Vec<String>> {
        let mut found = printed("byline", name);
        for person in self.snapshot.person_ids_named(&fold_name(name))? {
            let same = self.snapshot.same_person_ids(person)?;
            found.extend(same.into_iter().map(|person| id(Scope::Byliner, person)));
        }
        let organization = self.snapshot.organization_named(name)?;
        found.extend(organization.map(|organization| id(Scope::Organization, organization.id.0)));
        Ok(found)
    }

    /// Printed so among the people, or a person who goes by that name.
    fn person(&self, name: &str) -> Result<Vec<String>> {
        let mut found = printed("people", name);
        for person in self.snapshot.person_ids_named(&fold_name(name))? {
            let same = self.snapshot.same_person_ids(person)?;
            found.extend(same.into_iter().map(|person| id(Scope::Person, person)));
        }
        Ok(found)
    }

    fn tag(&self, name: &str) -> Result<Vec<String>> {
        let mut found = Vec::new();
        for tag in self.snapshot.tags_named(name)? {
            found.extend(self.tag_tokens(tag.id)?);
        }
        Ok(found)
    }

    fn tag_tokens(&self, tag: TagId) -> Result<Vec<String>> {
        let same = self.snapshot.same_tag_ids(tag)?;
        Ok(same.into_iter().map(|tag| id(Scope::Tag, tag)).collect())
    }

    fn entity(&self, entity: Entity) -> Result<Vec<String>> {
        Ok(match entity {
            Entity::Person(person) => {
                let same = self.snapshot.same_person_ids(person)?;
                let both = [Scope::Person, Scope::Byliner];
                same.iter().flat_map(|person| both.map(|scope| id(scope, *person))).collect()
            }
            Entity::Tag(tag) => self.tag_tokens(tag)?,
            Entity::Organization(organization) => vec![id(Scope::Organization, organization.0)],
            Entity::Publication(publication) => vec![id(Scope::Publication, publication.0)],
            Entity::Section(section) => vec![id(Scope::Section, section.0)],
        })
    }
}

/// The words of a name, one after another in one column.
fn printed(column: &str, name: &str) -> Vec<String> {
    let words = crate::text::words(name).filter_map(|range| name.get(range));
    let words: Vec<_> = words.map(fold).collect();
    if words.is_empty() { Vec::new() } else { vec![format!("{column} : {}", quoted(&words.join(" ")))] }
}

/// Whether a name has these words, one after another: `jerusalem post` is of The Jerusalem Post.
fn has_words(name: &str, words: &str) -> bool {
    let (name, words) = (format!("-{}-", slug(name)), slug(words));
    !words.is_empty() && name.contains(&format!("-{words}-"))
}

fn id(scope: Scope, id: i64) -> String {
    quoted(&scope.token_of_id(id))
}

fn with(mut alternatives: Vec<String>, other: String) -> Vec<String> {
    if !alternatives.contains(&other) {
        alternatives.push(other);
    }
    alternatives.sort();
    alternatives.dedup();
    alternatives
}

fn any_of(expressions: &[String]) -> String {
    match expressions {
        [one] => one.clone(),
        several => format!("({})", several.join(" OR ")),
    }
}

/// A string of FTS5, which can hold no operator.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
