//! The terms of a query.

use serde::{Deserialize, Serialize};

use crate::id::{ArticleId, MarkId, OrganizationId, PersonId, PublicationId, SectionId, TagId};
use crate::search::query::filter::Filter;
use crate::search::query::signs::is_blank;
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
    /// The article is embargoed, expired, withheld or canceled.
    IsHidden,
    /// The article has the mark of this name.
    Mark(String),
    /// One of the article's marks has a note.
    HasNote,
    /// The article belongs to this one of the archive's own.
    Is(Entity),
    /// The article is one of these. What the archive doesn't have is none of them.
    Among(Vec<ArticleId>),
    /// The article answers several conditions, as between parentheses.
    All(Conditions),
}

/// Conditions that hold together: those of a query, or those between parentheses.
///
/// ```
/// use dateline::{Conditions, Query, Term};
///
/// let query = Query::from("(ferry delayed) OR (bridge -toll)");
/// let toll = Conditions { groups: vec![vec![Term::word("bridge")]], excluded: vec![Term::word("toll")] };
/// let built = [Term::all_of([Term::word("ferry"), Term::word("delayed")]), Term::All(toll)];
/// assert_eq!(query, Query::new().any_of(built));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Conditions {
    /// The groups of terms: an article must answer at least one term of each.
    pub groups: Vec<Vec<Term>>,
    /// The terms that an article must not answer.
    pub excluded: Vec<Term>,
}

impl Conditions {
    pub(crate) fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.excluded.is_empty()
    }

    /// Also asks for one of some terms; none given, for nothing. Parentheses that change nothing go: around all alternatives
    /// of one of them, and around conditions of which each must hold.
    pub(crate) fn require(&mut self, alternatives: Vec<Term>) {
        let mut group: Vec<Term> = alternatives.into_iter().flat_map(Term::into_alternatives).collect();
        match group.pop() {
            Some(Term::All(all)) if group.is_empty() => {
                self.groups.extend(all.groups);
                self.excluded.extend(all.excluded);
            }
            last => {
                group.extend(last);
                self.groups.extend(Some(group).filter(|group| !group.is_empty()));
            }
        }
    }

    /// Excludes a term, or each of its alternatives.
    pub(crate) fn exclude(&mut self, term: Term) {
        self.excluded.extend(term.into_alternatives());
    }

    /// Drops the last term, or the last alternative. Returns false if there is none.
    pub(crate) fn drop_last(&mut self) -> bool {
        if self.excluded.pop().is_some() {
            return true;
        }
        let Some(mut group) = self.groups.pop() else { return false };
        group.pop();
        self.require(group);
        true
    }

    /// Returns the number of terms, those between parentheses too.
    pub(crate) fn count(&self) -> usize {
        self.single_terms().len()
    }

    /// Returns the terms that are asked for, those between parentheses too, in their order: all that say how well an
    /// article answers are among them.
    pub(crate) fn required_terms(&self) -> Vec<&Term> {
        self.groups.iter().flatten().flat_map(Term::required_terms).collect()
    }

    /// Returns all terms, those between parentheses too, each with true if it is excluded.
    pub(crate) fn single_terms(&self) -> Vec<(&Term, bool)> {
        let required = self.groups.iter().flatten().map(|term| (term, false));
        let excluded = self.excluded.iter().map(|term| (term, true));
        required.chain(excluded).flat_map(|(term, is_excluded)| term.single_terms(is_excluded)).collect()
    }
}

impl Term {
    fn required_terms(&self) -> Vec<&Self> {
        match self {
            Self::All(all) => all.required_terms(),
            single => vec![single],
        }
    }

    fn single_terms(&self, is_excluded: bool) -> Vec<(&Self, bool)> {
        match self {
            Self::All(all) => {
                let inside = all.single_terms().into_iter();
                inside.map(|(term, is_inverse)| (term, is_excluded != is_inverse)).collect()
            }
            single => vec![(single, is_excluded)],
        }
    }
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
    /// one after another, or as the one word that they make elsewhere; with an apostrophe (`it's`) it is the term of a
    /// [phrase](Self::phrase).
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

    /// Returns the term of articles that answer each of these terms, like `(white house)`: for one alternative of several,
    /// or to exclude what answers them all.
    ///
    /// ```
    /// use dateline::{Query, Term};
    ///
    /// let both = Term::all_of([Term::word("ferry"), Term::word("toll")]);
    /// assert_eq!(Query::new().word("bridge").none_of([both]).to_string(), "bridge -(ferry toll)");
    /// ```
    pub fn all_of(terms: impl IntoIterator<Item = Self>) -> Self {
        Self::All(Conditions {
            groups: terms.into_iter().map(|term| vec![term]).collect(),
            excluded: Vec::new(),
        })
    }

    fn words(text: &str, matching: Matching) -> Self {
        Self::Words { words: split(text), matching: matching_of(text, matching), field: None }
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
            Self::All(Conditions { groups, excluded }) => {
                let each = |terms: Vec<Self>| terms.into_iter().map(|term| term.within(field)).collect();
                Self::All(Conditions {
                    groups: groups.into_iter().map(each).collect(),
                    excluded: each(excluded),
                })
            }
            filter => filter,
        }
    }

    /// Returns the terms of which any is enough to answer it.
    fn into_alternatives(self) -> Vec<Self> {
        match self {
            Self::All(Conditions { mut groups, excluded }) if groups.len() == 1 && excluded.is_empty() => {
                groups.pop().unwrap_or_default()
            }
            term => vec![term],
        }
    }

    /// Returns true if it says how well an article answers, and doesn't only select.
    pub(crate) fn scores(&self) -> bool {
        matches!(self, Self::Words { field, .. } if *field != Some(Field::Note))
    }
}

/// Returns how the words of a text are looked for: those that an apostrophe parts make no word together (`it's`, `we're`).
pub(super) fn matching_of(text: &str, matching: Matching) -> Matching {
    let is_apostrophe = |sign: &str| matches!(sign, "'" | "’" | "‘" | "ʼ" | "`" | "´" | "＇");
    let words: Vec<_> = text::words(text).collect();
    let is_parted = words.windows(2).any(|pair| match pair {
        [one, next] => {
            let is_letter = text.get(next.start..).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
            is_letter && text.get(one.end..next.start).is_some_and(is_apostrophe)
        }
        _ => false,
    });
    if is_parted && matching == Matching::Form { Matching::Exact } else { matching }
}

/// Returns the words of a text as the index splits them.
pub(crate) fn split(text: &str) -> Vec<String> {
    let text = text.replace(is_blank, " ");
    text::words(&text).filter_map(|range| text.get(range)).map(str::to_owned).collect()
}
