//! Other people's names of fields: a mapping says which field of an article each of theirs is.

mod ready;
mod source;
mod split;
mod target;

use std::str::FromStr;

use serde_json::{Map, Value};

use super::json::is_nothing;
use source::Source;
use target::Target;

/// A mapping from the fields of somebody else's records to those of an article, for JSON and for the columns of CSV.
///
/// Its text has a pair a line, or parted by commas: their name, an equals sign, and the field of a [`NewArticle`] by its
/// name in JSON. On both sides dots lead into objects and lists: `author.name=credits`, `picture=images.urls`. A name in
/// quotes is a value that all records have. What parts a text of several tags, people or addresses stands in brackets, if
/// it is none of the usual signs: `labels=tags[/]`. Of several pairs with one field the first that says something counts;
/// `extra.NAME` keeps a value under that name, and what is in no pair keeps its own. `pocket`, `wallabag` and `reader` are the
/// mappings for exports of these programs, which are known without being named.
///
/// ```
/// use dateline::ingest::{self, Hint, Mapping};
///
/// let mapping: Mapping = "title=headline,author.name=credits,labels=tags[/],\"The Courier\"=publication".parse()?;
/// let record = br#"{"title": "Fog", "author": {"name": "Noor Haddad"}, "labels": "Weather/Port", "views": 12}"#;
/// let readings = ingest::read(record, Hint::name("fog.json").mapping(&mapping))?;
/// let article = &readings.articles[0].article;
/// assert_eq!((&*article.headline, &*article.credits[0].name), ("Fog", "Noor Haddad"));
/// assert_eq!(article.tags[1].name, "Port");
/// assert_eq!(article.publication.as_ref().unwrap().title, "The Courier");
/// assert_eq!(article.extra["views"], 12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// [`NewArticle`]: crate::NewArticle
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping {
    pairs: Vec<(Source, Target)>,
}

/// The reason why a text is no [`Mapping`].
///
/// ```
/// use dateline::ingest::{Mapping, MappingError};
///
/// let error = "title=heading".parse::<Mapping>().unwrap_err();
/// assert_eq!(error, MappingError::NoField("heading".into()));
/// assert_eq!(error.to_string(), "an article has no field `heading`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MappingError {
    /// A pair has no equals sign.
    #[error("`{0}` is no pair of names with `=` between them")]
    NoPair(String),
    /// An article has no field of this name.
    #[error("an article has no field `{0}`")]
    NoField(String),
}

impl FromStr for Mapping {
    type Err = MappingError;

    fn from_str(text: &str) -> Result<Self, MappingError> {
        let text = ready::by_name(text.trim()).unwrap_or(text);
        let pairs = pairs(text).into_iter().map(|pair| {
            let (from, to) = pair.rsplit_once('=').ok_or_else(|| MappingError::NoPair(pair.to_owned()))?;
            let target = Target::parse(to).ok_or_else(|| MappingError::NoField(to.trim().to_owned()))?;
            Ok((Source::parse(from), target))
        });
        Ok(Self { pairs: pairs.collect::<Result<_, _>>()? })
    }
}

/// Parts a text into pairs: lines, or else what stands between commas outside of brackets and quotes.
fn pairs(text: &str) -> Vec<&str> {
    let is_pair = |pair: &&str| !pair.is_empty() && !pair.starts_with('#');
    if text.contains('\n') {
        return text.lines().map(str::trim).filter(is_pair).collect();
    }
    let (mut is_quoted, mut is_bracketed) = (false, false);
    let parted = text.split(|c| {
        match c {
            '"' => is_quoted = !is_quoted,
            '[' | ']' => is_bracketed = c == '[',
            _ => {}
        }
        c == ',' && !is_quoted && !is_bracketed
    });
    parted.map(str::trim).filter(is_pair).collect()
}

impl Mapping {
    /// Returns the mapping for the export of a known program, if a record has the fields by which it is known.
    pub(super) fn of_export(has: impl Fn(&str) -> bool) -> Option<Self> {
        ready::by_fields(has)?.parse().ok()
    }

    /// Gives the fields of a record the names that an article has for them. What is beside a value inside of an object goes
    /// into `unmapped`.
    pub(super) fn apply(&self, mut record: Map<String, Value>) -> Map<String, Value> {
        let mut article = Map::new();
        let mut given: Vec<(String, &Target)> = Vec::new();
        let (constants, fields): (Vec<_>, Vec<_>) =
            self.pairs.iter().partition(|(from, _)| from.is_constant());
        for (from, to) in fields {
            let Some(name) = from.name_in(&record).filter(|_| to.is_free(&article)) else { continue };
            if given.iter().any(|(other, target)| *other == name && *target == to) {
                continue;
            }
            let mut values = from.take(&mut record);
            values.retain(|value| !is_nothing(value));
            if !values.is_empty() {
                to.put(&mut article, values);
                given.push((name, to));
            }
        }
        for (from, to) in constants {
            from.take(&mut record).iter().for_each(|value| to.put_everywhere(&mut article, value));
        }
        let mut unmapped = Map::new();
        for (name, value) in record {
            let is_rest = given.iter().any(|(other, _)| *other == name) || article.contains_key(&name);
            if is_rest {
                unmapped.insert(name, value)
            } else {
                article.insert(name, value)
            };
        }
        if !unmapped.is_empty() {
            article.insert("unmapped".to_owned(), unmapped.into());
        }
        article
    }

    /// Returns a mapping of columns as well: each to the field that its name stands for, unless a pair has either.
    #[cfg(feature = "tables")]
    pub(super) fn with_columns<'c>(mut self, columns: impl Iterator<Item = (&'c str, &'static str)>) -> Self {
        for (column, field) in columns {
            let Some(target) = Target::parse(field) else { continue };
            let column = Source::column(column);
            let is_taken =
                |(from, to): &(Source, Target)| from.is_like(&column) || *to == target && !from.is_constant();
            if !self.pairs.iter().any(is_taken) {
                self.pairs.push((column, target));
            }
        }
        self
    }

    /// Returns the fields of an article that it gives.
    #[cfg(feature = "tables")]
    pub(super) fn fields(&self) -> impl Iterator<Item = &str> {
        self.pairs.iter().map(|(_, to)| to.field())
    }
}
