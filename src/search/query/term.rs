//! The terms of a query.

use serde::{Deserialize, Serialize};

use crate::id::{ArticleId, MarkId, OrganizationId, PersonId, PublicationId, SectionId, TagId};
use crate::search::query::filter::Filter;
use crate::search::query::limits::{MAX_BYTES, MAX_IDS, MAX_WORDS};
use crate::search::query::note::{Note, excerpt};
use crate::search::query::signs::{Quote, is_blank};
use crate::text;

/// One condition of a [`Query`](crate::Query).
///
/// ```
/// use dateline::{Field, Filter, Matching, Query, Term};
///
/// let query = Query::from("U.S. headline:secur* tag:Iran");
/// let terms: Vec<&Term> = query.groups().iter().flatten().collect();
/// assert_eq!(*terms[0], Term::Words { words: vec!["U".into(), "S".into()], matching: Matching::Form, field: None });
/// assert_eq!(*terms[1], Term::prefix("secur").within(Field::Headline));
/// assert_eq!(*terms[2], Term::Filter(Filter::Tag, "Iran".into()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Term {
    /// Words of the text that stand one after another. Inside a query each is one word as the
    /// index splits it, spelled as it was typed.
    Words {
        /// The words in their order, never none inside a query.
        words: Vec<String>,
        /// The kind of occurrence of a word that counts.
        matching: Matching,
        /// The field to look in; `None` is everywhere.
        field: Option<Field>,
    },
    /// A property of the article and its value.
    Filter(Filter, String),
    /// The article has an image.
    HasImage,
    /// The article is embargoed, expired or withdrawn.
    IsHidden,
    /// The article has the mark of this name.
    Mark(String),
    /// One of the article's marks has a note.
    HasNote,
    /// The article belongs to this one of the archive's own.
    Is(Entity),
    /// The article is one of these. What the archive doesn't have is none of them.
    Among(Vec<ArticleId>),
}

/// A person, tag, organization, publication, section or mark by its id: its articles are a query like any
/// other, and so are listed, paged, counted and narrowed down like any other.
///
/// ```
/// use dateline::{Archive, NewArticle, Query};
///
/// let archive = Archive::in_memory()?;
/// let saved = archive.write(|tx| tx.save(&NewArticle::new("Harbour reopens", "").person("Ada Jones")))?;
/// let article = archive.read(|s| s.article(saved.id.unwrap()))?.unwrap();
/// let ada = article.people[0].person.unwrap();
/// assert_eq!(archive.search(&Query::new().belonging_to(ada))?.hits.len(), 1);
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Entity {
    /// Articles that this person wrote or is mentioned in.
    Person(PersonId),
    /// Articles that this person is credited for in the byline.
    Author(PersonId),
    /// Articles that are about this person.
    Mentioned(PersonId),
    /// Articles that have this tag, one merged into it, or one below it.
    Tag(TagId),
    /// Articles in whose byline this organization is credited.
    Organization(OrganizationId),
    /// Articles of this publication.
    Publication(PublicationId),
    /// Articles of this section.
    Section(SectionId),
    /// Articles that have this mark.
    Mark(MarkId),
}

impl Entity {
    /// Returns the kind of what it names, and its id.
    pub(crate) fn kind_and_number(self) -> (&'static str, i64) {
        match self {
            Self::Organization(id) => ("organization", id.0),
            Self::Publication(id) => ("publication", id.0),
            Self::Author(id) => ("person", id.0),
            other => other.named(),
        }
    }

    /// Returns the keyword and the number that a query as text shows for it. Ids can't be typed: read back, the
    /// number is a name.
    pub(crate) fn named(self) -> (&'static str, i64) {
        match self {
            Self::Person(id) | Self::Mentioned(id) => ("person", id.0),
            Self::Author(id) => ("by", id.0),
            Self::Tag(id) => ("tag", id.0),
            Self::Organization(id) => ("by", id.0),
            Self::Publication(id) => ("from", id.0),
            Self::Section(id) => ("section", id.0),
            Self::Mark(id) => ("mark", id.0),
        }
    }
}

macro_rules! entities {
    ($($name:ident($id:ident))*) => {$(
        impl From<$id> for Entity {
            fn from(id: $id) -> Self {
                Self::$name(id)
            }
        }
    )*};
}

entities! {
    Person(PersonId) Tag(TagId) Organization(OrganizationId) Publication(PublicationId) Section(SectionId)
    Mark(MarkId)
}

/// Kind of occurrence of a word that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Matching {
    /// Any form of the word in the article's language: `troop` finds "troops".
    Form,
    /// The word itself; case and accents are ignored.
    Exact,
    /// Every word but the last itself, and any word that begins with the last.
    Prefix,
}

/// The part of an article to which a word is confined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Field {
    /// The headline.
    Headline,
    /// The lines under the headline (dek, standfirst).
    Dek,
    /// The text itself.
    Body,
    /// The captions of its images.
    Caption,
    /// The credits of its images, as printed.
    Credit,
    /// The notes beside its marks. Their words have no forms, and say nothing of how well it answers.
    Note,
}

impl Field {
    /// All fields.
    pub(crate) const ALL: &[Self] =
        &[Self::Headline, Self::Dek, Self::Body, Self::Caption, Self::Credit, Self::Note];

    pub(crate) fn keyword(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Dek => "dek",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Note => "note",
        }
    }
}

impl Term {
    /// Returns the term of a word in any of its forms. A text of several words (`U.S.`, `al-Qaeda`) finds them
    /// one after another.
    pub fn word(word: &str) -> Self {
        Self::words(word, Matching::Form)
    }

    /// Returns the term of words exactly as they are, one after another.
    pub fn phrase(words: &str) -> Self {
        Self::words(words, Matching::Exact)
    }

    /// Returns the term of any word that begins so. Of a text of several words only the last is a beginning.
    pub fn prefix(beginning: &str) -> Self {
        Self::words(beginning, Matching::Prefix)
    }

    fn words(text: &str, matching: Matching) -> Self {
        Self::Words { words: split(text), matching, field: None }
    }

    /// Returns the term of words that aren't split yet, for a query to admit.
    pub(crate) fn unsplit(text: &str, matching: Matching, field: Option<Field>) -> Self {
        Self::Words { words: vec![text.to_owned()], matching, field }
    }

    /// Returns the same words, looked for in one field only. Filters stay as they are.
    ///
    /// ```
    /// use dateline::{Field, Query, Term};
    ///
    /// let query = Query::new().all_of([Term::phrase("oil prices").within(Field::Headline)]);
    /// assert_eq!(query.to_string(), "headline:\"oil prices\"");
    /// ```
    pub fn within(self, field: Field) -> Self {
        match self {
            Self::Words { words, matching, .. } => Self::Words { words, matching, field: Some(field) },
            filter => filter,
        }
    }

    /// Returns true if it says how well an article answers, and doesn't only select.
    pub(crate) fn scores(&self) -> bool {
        matches!(self, Self::Words { field, .. } if *field != Some(Field::Note))
    }

    /// Returns the term as a query holds it: words split as the index splits them, values clean, all within
    /// the caps. `None` if nothing is left to look for.
    pub(crate) fn admitted(self, notes: &mut Vec<Note>) -> Option<Self> {
        match self {
            Self::Words { words, matching, field } => admit_words(&words.join(" "), matching, field, notes),
            Self::Filter(filter, value) => admit_filter(filter, &value, notes),
            Self::Mark(name) => admit_mark(&name, notes),
            Self::Among(ids) => Some(admit_ids(ids, notes)),
            plain => Some(plain),
        }
    }
}

fn admit_words(text: &str, matching: Matching, field: Option<Field>, notes: &mut Vec<Note>) -> Option<Term> {
    let mut words = split(text);
    let too_many = words.len() > MAX_WORDS;
    if too_many {
        words.truncate(MAX_WORDS);
        notes.push(Note::PhraseCut);
    }
    for word in words.iter_mut().filter(|word| word.len() > MAX_BYTES) {
        word.truncate(word.floor_char_boundary(MAX_BYTES));
        word.truncate(text::words(word).last().map_or(0, |kept| kept.end));
        notes.push(Note::WordCut);
    }
    // With its last word gone, it is no prefix any more.
    let matching = if too_many && matching == Matching::Prefix { Matching::Exact } else { matching };
    match (words.as_mut_slice(), matching, field) {
        ([], ..) => {
            notes.push(field.map_or_else(
                || Note::NoWord(excerpt(text.trim())),
                |field| Note::EmptyValue(format!("{}:", field.keyword())),
            ));
            return None;
        }
        // A word to look for that is spelled like an operator must not read as one when rendered.
        ([word], Matching::Form, None) if matches!(word.as_str(), "OR" | "AND" | "NOT") => {
            word.make_ascii_lowercase();
        }
        _ => {}
    }
    Some(Term::Words { words, matching, field })
}

fn admit_filter(filter: Filter, value: &str, notes: &mut Vec<Note>) -> Option<Term> {
    // With a mark of every family in it, the value could not be quoted.
    let unquotable = Quote::free_in(value).is_none();
    let is_gap = |c: char| is_blank(c) || unquotable && Quote::of(c) == Some(Quote::Straight);
    let kept = admit_value(value, is_gap, notes);
    // A tag may be nothing but a symbol; every other name has a word.
    let named = text::words(&kept).next().is_some() || (filter == Filter::Tag && !kept.is_empty());
    if !named {
        notes.push(Note::EmptyValue(format!("{}:", filter.keyword())));
        return None;
    }
    Some(Term::Filter(filter, kept))
}

/// Admits any name. One with marks of every family of quotation is found, though as text it reads otherwise.
fn admit_mark(name: &str, notes: &mut Vec<Note>) -> Option<Term> {
    let kept = admit_value(name, is_blank, notes);
    if kept.is_empty() {
        notes.push(Note::EmptyValue("mark:".into()));
        return None;
    }
    Some(Term::Mark(kept))
}

/// Returns a value with single blanks for its gaps, as much of it as a query holds.
fn admit_value(value: &str, is_gap: impl Fn(char) -> bool, notes: &mut Vec<Note>) -> String {
    let clean = value.split(is_gap).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let kept = clean.get(..clean.floor_char_boundary(MAX_BYTES)).unwrap_or_default();
    if kept.len() < clean.len() {
        notes.push(Note::WordCut);
    }
    kept.trim().to_owned()
}

fn admit_ids(mut ids: Vec<ArticleId>, notes: &mut Vec<Note>) -> Term {
    ids.sort_unstable();
    ids.dedup();
    if ids.len() > MAX_IDS {
        ids.truncate(MAX_IDS);
        notes.push(Note::TooManyIds);
    }
    Term::Among(ids)
}

/// Returns the words of a text as the index splits them.
fn split(text: &str) -> Vec<String> {
    let text = text.replace(is_blank, " ");
    text::words(&text).filter_map(|range| text.get(range)).map(str::to_owned).collect()
}
