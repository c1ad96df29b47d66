//! Table of the filters: how each looks up, completes, corrects and counts its values. A row is a filter.
//!
//! To add one, give it a name and a keyword in `query/filter.rs` and a row here; what articles have of it
//! stands in their scope (`model/scope.rs`).

use std::collections::BTreeSet;

use crate::error::Result;
use crate::id::{OrganizationId, PersonId, PublicationId, SectionId, TagId};
use crate::model::scope::Scope;
use crate::model::{ItemType, Publication};
use crate::search::counts::facet::Facet;
use crate::search::exec::phrase_rows::occurs;
use crate::search::exec::text_rows::occurs_in_text;
use crate::search::index::{Interruptible, column};
use crate::search::plan::entities::{self, of_id};
use crate::search::plan::phrase::Phrase;
use crate::search::plan::words::{Place, Ways, WordPlanner};
use crate::search::query::filter::Filter;
use crate::search::query::term::{Entity, Matching, Term};
use crate::store::Snapshot;
use crate::text::{domain_key, fold_name, language, slug, words};

/// Value of `type:` that stands for all types.
pub(crate) const ANY_TYPE: &str = "any";
/// The most names of a kind that are looked at for a completion.
const MAX_NAMES: i64 = 10_000;

type CompleteNames = fn(&Snapshot<'_>, &str) -> Result<Vec<Entity>>;
type NameOf = fn(&Snapshot<'_>, i64) -> Result<Option<(String, Term)>>;

/// The functions and statements of one filter.
pub(crate) struct FilterRow {
    /// The kind of token that articles have in their scope.
    pub(crate) scope: Scope,
    /// Finds what a value stands for.
    pub(crate) resolve: fn(&WordPlanner<'_>, &str) -> Interruptible<Ways>,
    /// Finds the entities with a name that begins so, or of which a later word does; the beginning is folded.
    pub(crate) complete: Option<CompleteNames>,
    /// Reads all names, `folded` and as they are shown, to find the nearest.
    pub(crate) correct: Option<&'static str>,
    /// Counts articles by it.
    pub(crate) facet: Option<(Facet, FacetValues)>,
}

/// The values of a facet, by their ids.
pub(crate) enum FacetValues {
    /// The ids of a table.
    Ids {
        /// Finds the greatest id.
        last: fn(&Snapshot<'_>) -> Result<i64>,
        /// Finds the values that an article with this id has: those that it is merged into, or below.
        above: fn(&Snapshot<'_>, i64) -> Result<Vec<i64>>,
        /// Finds the name of a value, and the term by which a query asks for it.
        named: NameOf,
    },
    /// The archive's languages, which have no ids.
    Languages,
}

/// Returns the row of a filter.
pub(crate) fn row(filter: Filter) -> FilterRow {
    match filter {
        Filter::By => FilterRow {
            scope: Scope::Byliner,
            resolve: by,
            complete: Some(people_beginning),
            correct: Some("SELECT folded, name FROM person_name"),
            facet: Some((
                Facet::Author,
                FacetValues::Ids {
                    last: |snapshot| snapshot.last_id::<PersonId>(),
                    above: people_above,
                    named: |snapshot, id| {
                        let person = snapshot.person(PersonId(id))?;
                        Ok(person.map(|person| (person.name, Term::Is(Entity::Author(person.id)))))
                    },
                },
            )),
        },
        Filter::Person => FilterRow {
            scope: Scope::Person,
            resolve: person,
            complete: Some(people_beginning),
            correct: Some("SELECT folded, name FROM person_name"),
            facet: Some((
                Facet::Person,
                FacetValues::Ids {
                    last: |snapshot| snapshot.last_id::<PersonId>(),
                    above: people_above,
                    named: |snapshot, id| {
                        let person = snapshot.person(PersonId(id))?;
                        Ok(person.map(|person| (person.name, Term::Is(Entity::Mentioned(person.id)))))
                    },
                },
            )),
        },
        Filter::Tag => FilterRow {
            scope: Scope::Tag,
            resolve: tag,
            complete: Some(tags_beginning),
            correct: Some("SELECT folded, name FROM tag_name"),
            facet: Some((
                Facet::Tag,
                FacetValues::Ids {
                    last: |snapshot| snapshot.last_id::<TagId>(),
                    above: tags_above,
                    named: |snapshot, id| {
                        let tag = snapshot.tag(TagId(id))?;
                        Ok(tag.map(|tag| (tag.name, Term::Is(tag.id.into()))))
                    },
                },
            )),
        },
        Filter::Publication => FilterRow {
            scope: Scope::Publication,
            resolve: publication,
            complete: Some(publications_beginning),
            correct: Some(
                "SELECT folded, title AS name FROM publication WHERE title <> ''
                 UNION ALL
                 SELECT domain, domain FROM publication WHERE domain <> ''",
            ),
            facet: Some((
                Facet::Publication,
                FacetValues::Ids {
                    last: |snapshot| snapshot.last_id::<PublicationId>(),
                    above: publications_above,
                    named: |snapshot, id| {
                        let known = snapshot.publication(PublicationId(id))?;
                        Ok(known
                            .map(|known| (known.id, shown(known)))
                            .map(|(id, name)| (name, Term::Is(id.into()))))
                    },
                },
            )),
        },
        Filter::Section => FilterRow {
            scope: Scope::Section,
            resolve: section,
            complete: None,
            correct: None,
            facet: Some((
                Facet::Section,
                FacetValues::Ids {
                    last: |snapshot| snapshot.last_id::<SectionId>(),
                    above: sections_above,
                    named: |snapshot, id| {
                        let section = snapshot.section(SectionId(id))?;
                        Ok(section.map(|section| (section.name, Term::Is(section.id.into()))))
                    },
                },
            )),
        },
        Filter::Language => FilterRow {
            scope: Scope::Language,
            resolve: languages,
            complete: None,
            correct: None,
            facet: Some((Facet::Language, FacetValues::Languages)),
        },
        Filter::Shows => FilterRow {
            scope: Scope::Shown,
            resolve: |planner, name| Ok(shown_people(planner.index.snapshot(), name)?.into()),
            complete: Some(people_beginning),
            correct: Some("SELECT folded, name FROM person_name"),
            facet: None,
        },
        Filter::Type => FilterRow {
            scope: Scope::Type,
            resolve: |_, word| Ok(item_type(word).into()),
            complete: None,
            correct: None,
            facet: None,
        },
    }
}

/// Returns the filter that a facet counts by, if it counts by one.
pub(crate) fn of_facet(facet: &Facet) -> Option<Filter> {
    let facet = if matches!(facet, Facet::TagsOf(_)) { &Facet::Tag } else { facet };
    let counts = |filter: &Filter| row(*filter).facet.is_some_and(|(own, _)| own == *facet);
    Filter::ALL.iter().copied().find(counts)
}

/// The values of the facet of authors that are organizations.
pub(crate) const ORGANIZATIONS: FacetValues = FacetValues::Ids {
    last: |snapshot| snapshot.last_id::<OrganizationId>(),
    above: |_, id| Ok(vec![id]),
    named: |snapshot, id| {
        let known = snapshot.organization(OrganizationId(id))?;
        Ok(known.map(|known| (known.name, Term::Is(known.id.into()))))
    },
};

/// Returns the name of a publication to show.
pub(crate) fn shown(publication: Publication) -> String {
    if publication.title.is_empty() { publication.domain } else { publication.title }
}

/// Finds a name in the byline: as printed, or a person or an organization of that name.
fn by(planner: &WordPlanner<'_>, name: &str) -> Interruptible<Ways> {
    let snapshot = planner.index.snapshot();
    let mut found = printed(planner, column::BYLINE, name)?;
    found.phrases.extend(people(snapshot, name, Scope::Byliner)?);
    let organization = snapshot.organization_named(name)?;
    found.phrases.extend(organization.map(|known| of_id(Scope::Organization, known.id.0)));
    Ok(found)
}

/// Finds a name among the people: as printed, or a person who goes by it.
fn person(planner: &WordPlanner<'_>, name: &str) -> Interruptible<Ways> {
    let mut found = printed(planner, column::PEOPLE, name)?;
    found.phrases.extend(people(planner.index.snapshot(), name, Scope::Person)?);
    Ok(found)
}

fn people(snapshot: &Snapshot<'_>, name: &str, scope: Scope) -> Result<Vec<Phrase>> {
    let mut found = Vec::new();
    for person in snapshot.person_ids_named(&fold_name(name))? {
        found.extend(snapshot.same_person_ids(person)?.into_iter().map(|person| of_id(scope, person)));
    }
    Ok(found)
}

/// Finds people whom pictures show: those who go by the name, or else those of whose names its words are a part.
fn shown_people(snapshot: &Snapshot<'_>, name: &str) -> Result<Vec<Phrase>> {
    let mut found = people(snapshot, name, Scope::Shown)?;
    if found.is_empty() {
        let named = snapshot.rows(
            "SELECT DISTINCT n.person FROM person_name n
             WHERE instr(' ' || n.folded || ' ', ' ' || ?1 || ' ') > 0
               AND EXISTS (SELECT 1 FROM image_person i WHERE i.person = n.person)
             LIMIT ?2",
            (fold_name(name), MAX_NAMES),
            |row| row.get("person").map(PersonId),
        )?;
        for person in named {
            found.extend(snapshot.same_person_ids(person)?.into_iter().map(|id| of_id(Scope::Shown, id)));
        }
    }
    Ok(found)
}

/// Returns the ways to find the words of a name, one after another in one column, in which any article has them.
fn printed(planner: &WordPlanner<'_>, column: usize, name: &str) -> Interruptible<Ways> {
    let words: Vec<String> = words(name).filter_map(|range| name.get(range)).map(str::to_owned).collect();
    let mut found = Ways::default();
    if words.is_empty() {
        return Ok(found);
    }
    let Ways { phrases, texts } = planner.ways(&words, Matching::Exact, Place::column(column))?;
    for phrase in phrases {
        let is_there = occurs(&phrase, planner.index)?;
        found.phrases.extend(is_there.then_some(phrase));
    }
    for phrase in texts {
        let is_there = occurs_in_text(&phrase, planner.index)?;
        found.texts.extend(is_there.then_some(phrase));
    }
    Ok(found)
}

fn tag(planner: &WordPlanner<'_>, name: &str) -> Interruptible<Ways> {
    let snapshot = planner.index.snapshot();
    let mut found = Vec::new();
    for tag in snapshot.tags_named(name)? {
        found.extend(entities::phrases(snapshot, tag.id.into())?);
    }
    Ok(found.into())
}

fn publication(planner: &WordPlanner<'_>, name: &str) -> Interruptible<Ways> {
    let snapshot = planner.index.snapshot();
    let mut named: Vec<_> = snapshot.publications_named(name)?.into_iter().map(|known| known.id).collect();
    if named.is_empty() {
        let mut all = snapshot.all_publications()?;
        all.retain(|publication| has_words(&publication.title, name));
        named.extend(all.into_iter().map(|known| known.merged_into.unwrap_or(known.id)));
        named.sort_unstable();
        named.dedup();
    }
    let mut found = of_domain(planner, name)?;
    for id in named {
        found.extend(entities::phrases(snapshot, id.into())?);
    }
    Ok(found.into())
}

/// Finds articles that name no publication, by the domain of their URLs.
fn of_domain(planner: &WordPlanner<'_>, name: &str) -> Interruptible<Vec<Phrase>> {
    let Some(domain) = domain_key(name) else { return Ok(Vec::new()) };
    let token = Scope::Domain.token_of_domain(&domain);
    let is_there = planner.index.cost(&token)? > 0;
    Ok(is_there.then(|| Phrase::scope(token)).into_iter().collect())
}

fn section(planner: &WordPlanner<'_>, name: &str) -> Interruptible<Ways> {
    let named = planner.index.snapshot().section_ids_named(name)?;
    Ok(named.iter().map(|section| of_id(Scope::Section, section.0)).collect::<Vec<_>>().into())
}

/// Finds the languages that the tag is, or is the beginning of: `zh-Hant` is `zh-Hant-TW` too.
fn languages(planner: &WordPlanner<'_>, tag: &str) -> Interruptible<Ways> {
    let Some(tag) = language::canonical(tag) else { return Ok(Ways::default()) };
    let below =
        |known: &str| known.strip_prefix(&*tag).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    let known = planner.facts.languages.iter().filter(|known| below(known));
    Ok(known.map(|known| Phrase::scope(Scope::Language.token_of(known))).collect::<Vec<_>>().into())
}

/// Returns the token of a type of item. Texts have none of their own: what is no text is left out beside them.
fn item_type(word: &str) -> Vec<Phrase> {
    let word = word.to_lowercase();
    match ItemType::from_word(&word) {
        Some(ItemType::Text) => vec![Phrase::scope(Scope::All.token())],
        Some(other) => vec![Phrase::scope(Scope::Type.token_of(other.as_str()))],
        None if word == ANY_TYPE => vec![Phrase::scope(Scope::All.token())],
        None => Vec::new(),
    }
}

fn people_beginning(snapshot: &Snapshot<'_>, beginning: &str) -> Result<Vec<Entity>> {
    let sql = "SELECT DISTINCT coalesce(p.merged_into, p.id) AS id
               FROM (SELECT person FROM person_name WHERE folded >= ?1 AND folded < ?2
                     UNION ALL
                     SELECT person FROM person_name WHERE instr(folded, ?3) > 0
                     LIMIT ?4) n
               JOIN person p ON p.id = n.person";
    let params = (beginning, end_of(beginning), inner(beginning), MAX_NAMES);
    snapshot.rows(sql, params, |row| Ok(PersonId(row.get("id")?).into()))
}

fn tags_beginning(snapshot: &Snapshot<'_>, beginning: &str) -> Result<Vec<Entity>> {
    let sql = "SELECT DISTINCT coalesce(t.merged_into, t.id) AS id
               FROM (SELECT tag FROM tag_name WHERE folded >= ?1 AND folded < ?2
                     UNION ALL
                     SELECT tag FROM tag_name WHERE instr(folded, ?3) > 0
                     LIMIT ?4) n
               JOIN tag t ON t.id = n.tag";
    let params = (beginning, end_of(beginning), inner(beginning), MAX_NAMES);
    snapshot.rows(sql, params, |row| Ok(TagId(row.get("id")?).into()))
}

fn publications_beginning(snapshot: &Snapshot<'_>, beginning: &str) -> Result<Vec<Entity>> {
    let inner = inner(beginning);
    let is_meant = |name: &str| name.starts_with(beginning) || name.contains(&inner);
    let mut found = snapshot.all_publications()?;
    found.retain(|it| is_meant(&it.domain) || is_meant(&fold_name(&it.title)));
    let kept: BTreeSet<_> = found.into_iter().map(|it| it.merged_into.unwrap_or(it.id)).collect();
    Ok(kept.into_iter().map(Entity::from).collect())
}

/// Returns the least text behind all that begin so.
fn end_of(beginning: &str) -> String {
    format!("{beginning}{}", char::MAX)
}

/// Returns the text that a name contains if a later word of it begins so.
fn inner(beginning: &str) -> String {
    format!(" {beginning}")
}

fn publications_above(snapshot: &Snapshot<'_>, id: i64) -> Result<Vec<i64>> {
    let kept = snapshot.kept_publication_id(PublicationId(id))?;
    Ok(kept.map(|kept| kept.0).into_iter().collect())
}

fn sections_above(snapshot: &Snapshot<'_>, id: i64) -> Result<Vec<i64>> {
    let kept = snapshot.kept_section_id(SectionId(id))?;
    Ok(kept.map(|kept| kept.0).into_iter().collect())
}

fn people_above(snapshot: &Snapshot<'_>, id: i64) -> Result<Vec<i64>> {
    let sql = "SELECT coalesce(merged_into, id) AS id FROM person WHERE id = ?1";
    snapshot.rows(sql, [id], |row| row.get("id"))
}

fn tags_above(snapshot: &Snapshot<'_>, id: i64) -> Result<Vec<i64>> {
    let sql = "WITH RECURSIVE above (id) AS (
                   SELECT coalesce(merged_into, id) FROM tag WHERE id = ?1
                   UNION
                   SELECT t.parent FROM above JOIN tag t ON t.id = above.id WHERE t.parent IS NOT NULL
               )
               SELECT id FROM above";
    snapshot.rows(sql, [id], |row| row.get("id"))
}

/// Returns true if a name has these words, one after another: `jerusalem post` is of The Jerusalem Post.
fn has_words(name: &str, words: &str) -> bool {
    let (name, words) = (format!("-{}-", slug(name)), slug(words));
    !words.is_empty() && name.contains(&format!("-{words}-"))
}
