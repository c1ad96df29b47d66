//! From a query to what the index is asked: names to ids, words to forms, dates to the clock.

use std::collections::{BTreeMap, BTreeSet};

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
        let mut planner = Planner { snapshot, languages: snapshot.languages()?, notes: Vec::new() };
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
            Term::Is(entity) => {
                let tokens = self.entity(*entity)?;
                self.any_named(tokens, || term.to_string())
            }
        })
    }

    fn words(&self, words: &[String], matching: Matching, field: Option<Field>) -> String {
        let itself = words.iter().map(|word| fold(word)).collect::<Vec<_>>().join(" ");
        let column = field.map_or(NOT_WORDS.to_owned(), |field| format!("{} : ", field.column()));
        match (matching, words) {
            (Matching::Exact, _) => column + &quoted(&itself),
            (Matching::Prefix, _) => format!("{column}{} *", quoted(&itself)),
            (Matching::Form, [word]) => {
                let (column, reads_forms) = match field {
                    None => ("", true),
                    Some(Field::Headline) => ("{headline forms_head} : ", true),
                    Some(_) => (&*column, false),
                };
                let forms = self.by_form(itself, reads_forms, |language| forms::look_up(word, [language]));
                self.any_form(column, &forms)
            }
            (Matching::Form, _) => {
                let forms = self.by_form(itself, false, |language| {
                    let forms = words.iter().map(|word| forms::form(word, language));
                    vec![forms.collect::<Vec<_>>().join(" ")]
                });
                self.any_form(&column, &forms)
            }
        }
    }

    /// The forms to look for, each with the languages in whose articles it counts: German makes "new"
    /// of "news", which must find no English "new". What was typed counts everywhere; it goes without
    /// saying where every article that holds it holds its form too.
    fn by_form(
        &self,
        itself: String,
        reads_forms: bool,
        forms: impl Fn(&str) -> Vec<String>,
    ) -> BTreeMap<String, BTreeSet<&str>> {
        let mut given = BTreeMap::<String, BTreeSet<&str>>::new();
        for language in self.primary_languages() {
            for form in forms(language) {
                given.entry(form).or_default().insert(language);
            }
        }
        let all = self.primary_languages();
        if !reads_forms || given.is_empty() || given.values().any(|by| *by != all) {
            given.insert(itself, all);
        }
        given
    }

    fn primary_languages(&self) -> BTreeSet<&str> {
        self.languages.iter().map(|tag| language::primary(tag)).collect()
    }

    fn any_form(&self, column: &str, forms: &BTreeMap<String, BTreeSet<&str>>) -> String {
        let all = self.primary_languages();
        let alternatives = forms.iter().map(|(form, by)| {
            let form = format!("{column}{}", quoted(form));
            if *by == all {
                return form;
            }
            let spoken = [Scope::Language, Scope::Caption];
            let by = by.iter().flat_map(|tag| spoken.map(|scope| quoted(&scope.token_of(tag))));
            format!("({form} AND {})", any_of(&by.collect::<Vec<_>>()))
        });
        any_of(&alternatives.collect::<Vec<_>>())
    }

    fn filter(&mut self, filter: Filter, value: &str) -> Result<Option<String>> {
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
    fn any_named(&mut self, mut found: Vec<String>, name: impl Fn() -> String) -> Option<String> {
        if found.is_empty() {
            self.notes.push(Note::NoSuch(name()));
            return None;
        }
        if found.len() > MAX_NAMED {
            found.truncate(MAX_NAMED);
            self.notes.push(Note::TooManyNamed(name()));
        }
        Some(any_of(&found))
    }

    /// The languages that the tag is, or is the beginning of: `zh-Hant` is `zh-Hant-TW` too.
    fn language(&self, tag: &str) -> Vec<String> {
        let Some(tag) = language::canonical(tag) else { return Vec::new() };
        let below = |known: &str| {
            known.strip_prefix(&*tag).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let known = self.languages.iter().filter(|known| below(known));
        known.map(|known| quoted(&Scope::Language.token_of(known))).collect()
    }

    /// Printed so in the byline, or a person or an organization of that name in it.
    fn by(&self, name: &str) -> Result<Vec<String>> {
        let mut found = Vec::from_iter(self.printed("byline", name)?);
        found.extend(self.people(name, Scope::Byliner)?);
        let organization = self.snapshot.organization_named(name)?;
        found.extend(organization.map(|organization| id(Scope::Organization, organization.id.0)));
        Ok(found)
    }

    /// Printed so among the people, or a person who goes by that name.
    fn person(&self, name: &str) -> Result<Vec<String>> {
        let mut found = Vec::from_iter(self.printed("people", name)?);
        found.extend(self.people(name, Scope::Person)?);
        Ok(found)
    }

    fn people(&self, name: &str, scope: Scope) -> Result<Vec<String>> {
        let mut found = Vec::new();
        for person in self.snapshot.person_ids_named(&fold_name(name))? {
            let same = self.snapshot.same_person_ids(person)?;
            found.extend(same.into_iter().map(|person| id(scope, person)));
        }
        Ok(found)
    }

    /// The words of a name, one after another in one column, if they stand so in any article.
    fn printed(&self, column: &str, name: &str) -> Result<Option<String>> {
        let words = crate::text::words(name).filter_map(|range| name.get(range));
        let phrase = words.map(fold).collect::<Vec<_>>().join(" ");
        let expression = format!("{column} : {}", quoted(&phrase));
        let sql = "SELECT rowid FROM article_fts WHERE article_fts MATCH ?1 LIMIT 1";
        let found = self.snapshot.row(sql, [&expression], |row| row.get::<_, i64>("rowid"))?;
        Ok(found.map(|_| expression))
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

/// Whether a name has these words, one after another: `jerusalem post` is of The Jerusalem Post.
fn has_words(name: &str, words: &str) -> bool {
    let (name, words) = (format!("-{}-", slug(name)), slug(words));
    !words.is_empty() && name.contains(&format!("-{words}-"))
}

fn id(scope: Scope, id: i64) -> String {
    quoted(&scope.token_of_id(id))
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
