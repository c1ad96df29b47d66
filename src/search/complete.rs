//! What may be meant by what is typed so far.

use std::collections::HashMap;
use std::ops::ControlFlow;

use serde::{Serialize, Serializer};

use super::plan::scope_tokens;
use super::query::Query;
use super::term::{Entity, Filter, Term, is_blank};
use crate::index::{Direction, Index, Step, Stop};
use crate::text::{fold, fold_name, words};
use crate::{PersonId, Result, Snapshot, TagId};

/// The most names of a kind that are looked at.
const MAX_NAMES: i64 = 200;
/// The most words that are typed of one name.
const WORDS_OF_A_NAME: usize = 4;

/// One way to go on with what is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Completion {
    /// What it is: a name, or a word in lower case and without accents, as the index has it.
    pub text: String,
    /// What is typed, with this in place of its end: a query that finds it.
    pub query: String,
    /// Whose name it is: a person's, a tag's or a publication's; `None` for a word.
    #[serde(serialize_with = "kind")]
    pub entity: Option<Entity>,
    /// About how many articles have it.
    pub articles: u64,
}

fn kind<S: Serializer>(entity: &Option<Entity>, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_str(match entity {
        Some(Entity::Person(_)) => "person",
        Some(Entity::Tag(_)) => "tag",
        Some(Entity::Publication(_)) => "publication",
        _ => "word",
    })
}

impl Snapshot<'_> {
    /// Completes what is typed: the last word of it, or the last words if a name begins so. People come
    /// first, then tags, publications and words of the articles, of each those that most articles have.
    /// Names are found by their beginning or by that of a later word; after `person:`, `by:`, `tag:` or
    /// `from:` only they are. Nothing is completed behind a blank.
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
    /// Those of reading; no text is one. After a second the answer is what was found until then.
    pub fn complete(&self, typed: &str, limit: usize) -> Result<Vec<Completion>> {
        let mut completer = Completer { snapshot: self, limit, found: Vec::new() };
        match completer.run(typed) {
            Err(Stop::Failed(error)) => return Err(error),
            Err(Stop::Deadline) | Ok(()) => {}
        }
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
    fn run(&mut self, typed: &str) -> Step<()> {
        // What is longer is no word or name that goes on.
        let Some(tail) = Tail::of(typed).filter(|tail| tail.value.len() <= 256) else { return Ok(()) };
        let index = Index::open(self.snapshot, Query::new().watch())?;
        match tail.filter {
            Some(filter) => {
                let before = typed.get(..tail.start).unwrap_or_default();
                self.names(&index, before, tail.value, &[filter], self.limit)
            }
            None => {
                let share = self.limit.div_ceil(4);
                if tail.is_plain {
                    self.names_of_words(&index, typed, share)?;
                }
                self.words(&index, typed, tail.value)
            }
        }
    }

    /// The names that begin with the last words; with as many of these as begin one.
    fn names_of_words(&mut self, index: &Index<'_>, typed: &str, share: usize) -> Step<()> {
        for start in starts_of_words(typed) {
            let (before, value) = typed.split_at(start);
            self.names(index, before, value, &[Filter::Person, Filter::Tag, Filter::Publication], share)?;
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
        kinds: &[Filter],
        share: usize,
    ) -> Step<()> {
        let beginning = fold_name(value);
        if beginning.is_empty() {
            return Ok(());
        }
        for filter in kinds {
            let mut found = Vec::new();
            for (entity, name) in self.named(*filter, &beginning)? {
                index.watch().check()?;
                let mut articles = 0;
                for token in scope_tokens(self.snapshot, entity)? {
                    articles += index.postings(&token, Direction::Back)?.rows()?;
                }
                let query = format!("{before}{}", Term::Filter(*filter, name.clone()));
                found.push(Completion { text: name, query, entity: Some(entity), articles });
            }
            found.retain(|completion| completion.articles > 0);
            found.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.text.cmp(&b.text)));
            found.truncate(share);
            self.found.append(&mut found);
        }
        Ok(())
    }

    /// What has a name that begins so, or of which a later word begins so.
    fn named(&self, filter: Filter, beginning: &str) -> Result<Vec<(Entity, String)>> {
        let inner = format!(" {beginning}");
        let is_meant = |folded: &str| folded.starts_with(beginning) || folded.contains(&inner);
        let end = format!("{beginning}{}", char::MAX);
        let params = (beginning, end.as_str(), inner.as_str(), MAX_NAMES);
        let mut found = Vec::new();
        match filter {
            Filter::Tag => {
                let ids: Vec<TagId> = self.snapshot.rows(
                    "SELECT DISTINCT coalesce(t.merged_into, t.id) AS id
                     FROM (SELECT tag FROM tag_name WHERE folded >= ?1 AND folded < ?2
                           UNION ALL
                           SELECT tag FROM tag_name WHERE instr(folded, ?3) > 0
                           LIMIT ?4) n
                     JOIN tag t ON t.id = n.tag",
                    params,
                    |row| row.get("id"),
                )?;
                for id in ids {
                    found.extend(self.snapshot.tag(id)?.map(|tag| (tag.id.into(), tag.name)));
                }
            }
            Filter::Person | Filter::By => {
                let ids: Vec<PersonId> = self.snapshot.rows(
                    "SELECT DISTINCT coalesce(p.merged_into, p.id) AS id
                     FROM (SELECT person FROM person_name WHERE folded >= ?1 AND folded < ?2
                           UNION ALL
                           SELECT person FROM person_name WHERE instr(folded, ?3) > 0
                           LIMIT ?4) n
                     JOIN person p ON p.id = n.person",
                    params,
                    |row| row.get("id"),
                )?;
                for id in ids {
                    found.extend(self.snapshot.person(id)?.map(|person| (person.id.into(), person.name)));
                }
            }
            Filter::Publication => {
                for publication in self.snapshot.publications()? {
                    let name = match publication.title.as_str() {
                        "" => publication.domain.clone(),
                        title => title.to_owned(),
                    };
                    if is_meant(&fold_name(&name)) || is_meant(&publication.domain) {
                        found.push((publication.id.into(), name));
                    }
                }
            }
            Filter::Section | Filter::Language => {}
        }
        Ok(found)
    }

    fn words(&mut self, index: &Index<'_>, typed: &str, value: &str) -> Step<()> {
        let Some(last) = words(value).last().filter(|word| word.end == value.len()) else { return Ok(()) };
        let Some(word) = value.get(last) else { return Ok(()) };
        let before = typed.get(..typed.len() - word.len()).unwrap_or_default();
        let mut sizes = HashMap::<String, (u64, bool)>::new();
        index.each_word(&fold(word), |found| {
            let (size, is_printed) = sizes.entry(found.term().to_owned()).or_default();
            *size += found.size();
            *is_printed = *is_printed || found.is_printed();
            ControlFlow::Continue(())
        })?;
        let mut sizes: Vec<(u64, String)> = sizes
            .into_iter()
            .filter(|(_, (_, is_printed))| *is_printed)
            .map(|(term, (size, _))| (size, term))
            .collect();
        sizes.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let room = self.limit.saturating_sub(self.found.len());
        // Size tells roughly, the count exactly.
        let mut counted = Vec::new();
        for (_, text) in sizes.into_iter().take(room.saturating_mul(2)) {
            let articles = index.postings(&text, Direction::Back)?.rows()?;
            counted.push(Completion { query: format!("{before}{text}"), text, entity: None, articles });
        }
        counted.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.text.cmp(&b.text)));
        counted.truncate(room);
        self.found.append(&mut counted);
        Ok(())
    }
}

/// The part of a text at which it goes on.
struct Tail<'t> {
    /// Where it begins, with what belongs to it.
    start: usize,
    /// What stands for the name or the words, without a quotation mark before it.
    value: &'t str,
    filter: Option<Filter>,
    /// Whether it is neither quoted, nor excluded, nor of a field.
    is_plain: bool,
}

impl<'t> Tail<'t> {
    /// `None` behind a blank or a closed quotation.
    fn of(typed: &'t str) -> Option<Self> {
        let (mut start, mut quoted, mut is_quoted) = (0, None, false);
        for (at, c) in typed.char_indices() {
            let is_quote = matches!(c, '"' | '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{AB}' | '\u{BB}');
            if is_quote {
                is_quoted = !is_quoted;
                quoted = is_quoted.then_some(at + c.len_utf8());
            } else if is_blank(c) && !is_quoted {
                start = at + c.len_utf8();
            }
        }
        let token = typed.get(start..)?;
        if token.is_empty() || !is_quoted && token.ends_with(['"', '\u{201D}', '\u{BB}']) {
            return None;
        }
        let sign = usize::from(token.starts_with('-'));
        let field = token.get(sign..)?.split_once(':').map(|(field, _)| field);
        let filter = field.and_then(|field| {
            let known = [Filter::Person, Filter::By, Filter::Tag, Filter::Publication];
            known.into_iter().find(|filter| filter.keyword().eq_ignore_ascii_case(field))
        });
        let value = match (quoted, field) {
            (Some(quoted), _) => typed.get(quoted..)?,
            (None, Some(field)) => token.get(sign + field.len() + 1..)?,
            (None, None) => token.get(sign..)?,
        };
        let is_plain = sign == 0 && field.is_none() && quoted.is_none();
        Some(Self { start: start + sign, value, filter, is_plain })
    }
}

/// Where the last plain words begin, from the first of the last four on.
fn starts_of_words(typed: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut end = typed.len();
    while starts.len() < WORDS_OF_A_NAME {
        let before = typed.get(..end).unwrap_or_default();
        let start =
            before.rfind(is_blank).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let word = before.get(start..).unwrap_or_default();
        let is_plain = !word.contains([':', '"', '(', ')', '*']) && !word.starts_with('-') && word != "OR";
        if word.is_empty() || !is_plain {
            break;
        }
        starts.push(start);
        end = before.get(..start).unwrap_or_default().trim_end_matches(is_blank).len();
        if end == 0 {
            break;
        }
    }
    starts.reverse();
    starts
}
