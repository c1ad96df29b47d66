//! What is asked of the archive.

pub(crate) mod cancel;
pub(crate) mod cursor;
pub(crate) mod dates;
pub(crate) mod display;
pub(crate) mod entity;
pub(crate) mod field;
pub(crate) mod filter;
pub(crate) mod keyword;
pub(crate) mod limits;
pub(crate) mod note;
pub(crate) mod parse;
pub(crate) mod serde;
pub(crate) mod signs;
pub(crate) mod term;

use std::time::Duration;

use ::serde::{Deserialize, Serialize};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::model::moment::Moment;
use crate::search::query::cancel::CancelToken;
use crate::search::query::cursor::Cursor;
use crate::search::query::dates::{DateLimit, TimeRange};
use crate::search::query::entity::Entity;
use crate::search::query::filter::Filter;
use crate::search::query::limits::{
    DEFAULT_COUNT_TO, DEFAULT_DEADLINE, DEFAULT_HALF_LIFE, DEFAULT_LIMIT, MAX_TERMS, MAX_TEXT,
};
use crate::search::query::note::{Note, add_note, excerpt};
use crate::search::query::term::{Matching, Term};

/// What to look for, in which span of time, and how much of it to hand out at once.
///
/// Any text is a query. Parsing never fails: what it can't use it ignores, and says so in
/// [`notes`](Self::notes). If nothing is left that it can use, nothing answers. [The query language](crate::guide::query_language) says what may be typed.
///
/// ```
/// use dateline::Query;
///
/// let typed: Query = "\"white house\" iraq OR syria -oil tag:Elections after:2023".parse()?;
/// assert!(typed.notes().is_empty());
/// # Ok::<(), std::convert::Infallible>(())
/// ```
///
/// The same in Rust, without the risk that a name is read as an operator:
///
/// ```
/// use dateline::{Query, Term};
///
/// let built = Query::new()
///     .phrase("white house")
///     .any_of([Term::word("iraq"), Term::word("syria")])
///     .none_of([Term::word("oil")])
///     .tag("Elections")
///     .since("2023".parse()?)
///     .limit(50);
/// assert_eq!(built.to_string(), "\"white house\" iraq OR syria tag:Elections -oil after:2023");
///
/// let pictures = Query::new()
///     .word("bridge")
///     .prefix("harb")
///     .by("Jane Smith")
///     .person("Ada Jones")
///     .publication("example.org")
///     .section("World")
///     .language("en")
///     .all_of([Term::HasImage])
///     .on("2023-04".parse()?)
///     .until("2023-04-29T12:00".parse()?)
///     .zone(chrono_tz::Europe::Madrid)
///     .hidden(true);
/// assert_eq!(
///     pictures.to_string(),
///     "bridge harb* by:\"Jane Smith\" person:\"Ada Jones\" from:example.org section:World lang:en has:image \
///      on:2023-04 before:2023-04-29T12:00"
/// );
/// # Ok::<(), dateline::InvalidMoment>(())
/// ```
///
/// [`Display`](std::fmt::Display) writes the conditions back as text; zone, order, limit, cursor
/// and [`hidden`](Self::hidden) are no part of the text. A query that was parsed from text reads back
/// equal. Two queries are equal if they ask for the same; their notes may differ.
#[derive(Clone, Debug)]
pub struct Query {
    pub(crate) groups: Vec<Vec<Term>>,
    pub(crate) excluded: Vec<Term>,
    pub(crate) dates: Vec<DateLimit>,
    pub(crate) zone: Tz,
    pub(crate) limit: usize,
    pub(crate) after: Option<Cursor>,
    pub(crate) order: Order,
    pub(crate) hidden: bool,
    pub(crate) count_to: usize,
    pub(crate) half_life: TimeDelta,
    pub(crate) now: Option<DateTime<Utc>>,
    pub(crate) deadline: Duration,
    pub(crate) cancel: Option<CancelToken>,
    pub(crate) passage: Option<usize>,
    is_strict: bool,
    /// True if anything was asked for, whether it could be used or not.
    was_asked: bool,
    notes: Vec<Note>,
}

/// The order of results. [The orders of results](crate::guide::orders) has the formulas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Order {
    /// By how well an article answers and how new it is: the score of [`BestMatch`](Self::BestMatch)
    /// times a weight that falls with the age. See [`Query::half_life`].
    #[default]
    Relevance,
    /// By how well an article answers: BM25, in which the headline counts twice.
    BestMatch,
    /// By time of publication, the latest first.
    Newest,
    /// By time of publication, the earliest first.
    Oldest,
}

impl Order {
    /// All orders.
    pub const ALL: &[Self] = &[Self::Relevance, Self::BestMatch, Self::Newest, Self::Oldest];

    /// Its name: `relevance`, `best_match`, `newest` or `oldest`.
    ///
    /// ```
    /// assert_eq!(dateline::Order::BestMatch.as_str(), "best_match");
    /// ```
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::BestMatch => "best_match",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
        }
    }
}

impl Query {
    /// The query that every article answers, except the hidden ones.
    pub fn new() -> Self {
        Self {
            groups: Vec::new(),
            excluded: Vec::new(),
            dates: Vec::new(),
            zone: Tz::UTC,
            limit: DEFAULT_LIMIT,
            after: None,
            order: Order::default(),
            hidden: false,
            count_to: DEFAULT_COUNT_TO,
            half_life: DEFAULT_HALF_LIFE,
            now: None,
            deadline: DEFAULT_DEADLINE,
            cancel: None,
            passage: None,
            is_strict: false,
            was_asked: false,
            notes: Vec::new(),
        }
    }

    /// Also asks for a word in any of its forms, like `troops`.
    pub fn word(self, word: &str) -> Self {
        self.all_of([Term::unsplit(word, Matching::Form, None)])
    }

    /// Also asks for exactly these words, one after another, like `"white house"`.
    pub fn phrase(self, words: &str) -> Self {
        self.all_of([Term::unsplit(words, Matching::Exact, None)])
    }

    /// Also asks for a word with this beginning, like `secur*`.
    pub fn prefix(self, beginning: &str) -> Self {
        self.all_of([Term::unsplit(beginning, Matching::Prefix, None)])
    }

    /// Also asks for a person or an organization in the byline, like `by:`.
    pub fn by(self, name: &str) -> Self {
        self.filter(Filter::By, name)
    }

    /// Also asks for a person whom the article is about, like `person:`.
    pub fn person(self, name: &str) -> Self {
        self.filter(Filter::Person, name)
    }

    /// Also asks for a tag, like `tag:`.
    pub fn tag(self, name: &str) -> Self {
        self.filter(Filter::Tag, name)
    }

    /// Also asks for a publication by its title or domain, like `from:`.
    pub fn publication(self, title_or_domain: &str) -> Self {
        self.filter(Filter::Publication, title_or_domain)
    }

    /// Also asks for a section, like `section:`.
    pub fn section(self, name: &str) -> Self {
        self.filter(Filter::Section, name)
    }

    /// Also asks for a language by its BCP 47 tag, like `lang:`.
    pub fn language(self, tag: &str) -> Self {
        self.filter(Filter::Language, tag)
    }

    /// Also asks for what belongs to a person, tag, organization, publication or section by its id.
    /// See [`Entity`](crate::Entity) for what that is.
    pub fn belonging_to(self, entity: impl Into<Entity>) -> Self {
        self.all_of([Term::Is(entity.into())])
    }

    fn filter(self, filter: Filter, value: &str) -> Self {
        self.all_of([Term::Filter(filter, value.to_owned())])
    }

    /// Also asks for each of these terms.
    pub fn all_of(mut self, terms: impl IntoIterator<Item = Term>) -> Self {
        for term in terms {
            self.add(term, false);
        }
        self
    }

    /// Also asks for at least one of these terms; none given, nothing is asked.
    pub fn any_of(mut self, terms: impl IntoIterator<Item = Term>) -> Self {
        let mut joined = false;
        for term in terms {
            joined |= self.add(term, joined);
        }
        self
    }

    /// Leaves out what any of these terms finds.
    pub fn none_of(mut self, terms: impl IntoIterator<Item = Term>) -> Self {
        for term in terms {
            self.exclude(term);
        }
        self
    }

    /// From the start of `moment` on, like `after:`.
    pub fn since(mut self, moment: Moment) -> Self {
        self.date(DateLimit::Since(moment));
        self
    }

    /// Up to the start of `moment`, like `before:`.
    pub fn until(mut self, moment: Moment) -> Self {
        self.date(DateLimit::Until(moment));
        self
    }

    /// Within the year, month, day, minute or second that `moment` is, like `on:`.
    pub fn on(mut self, moment: Moment) -> Self {
        self.date(DateLimit::On(moment));
        self
    }

    /// The zone in which dates without an offset are read; UTC unless set.
    pub fn zone(self, zone: Tz) -> Self {
        Self { zone, ..self }
    }

    /// The largest [`limit`](Self::limit).
    pub const MAX_LIMIT: usize = 1000;

    /// How many articles a page holds at most: 20 unless set, never more than
    /// [`MAX_LIMIT`](Self::MAX_LIMIT).
    pub fn limit(self, limit: usize) -> Self {
        Self { limit: limit.min(Self::MAX_LIMIT), ..self }
    }

    /// Begins after this place in the results, the `next` of the page before; `None` is the start.
    pub fn page_after(self, cursor: Option<Cursor>) -> Self {
        Self { after: cursor, ..self }
    }

    /// The order of results; [`Order::Relevance`] unless set.
    ///
    /// ```
    /// use dateline::{Order, Query};
    ///
    /// assert_eq!(Query::from("iran").order(Order::Relevance), Query::from("iran"));
    /// ```
    pub fn order(self, order: Order) -> Self {
        Self { order, ..self }
    }

    /// How far answers are counted beyond the page: up to 1000 unless set, and then "at least".
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// for place in ["harbour", "station", "bridge"] {
    ///     archive.write(|tx| tx.save(&NewArticle::new(format!("Fire at the {place}"), "")))?;
    /// }
    /// let query = Query::from("fire").limit(1).count_to(1);
    /// assert_eq!(archive.search(&query)?.total.to_string(), "at least 1");
    /// assert_eq!(archive.search(&query.count_to(10))?.total.to_string(), "3");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn count_to(self, count: usize) -> Self {
        Self { count_to: count, ..self }
    }

    /// The age at which an article counts half as much as a new one, in [`Order::Relevance`]; 180
    /// days unless set. The weight is `1 / (1 + age / half_life)`: a third at twice that age, an eleventh at
    /// ten times. Less than a minute is taken for a minute.
    ///
    /// ```
    /// use chrono::TimeDelta;
    ///
    /// let breaking = dateline::Query::from("storm").half_life(TimeDelta::days(2));
    /// # let _ = breaking;
    /// ```
    pub fn half_life(self, half_life: TimeDelta) -> Self {
        Self { half_life, ..self }
    }

    /// The time from which [`Order::Relevance`] counts an article's age; unless set, the time of the
    /// search. Where the archive has nothing as new, age counts from its newest article before. What
    /// is newer than this counts as new.
    ///
    /// ```
    /// use chrono::{DateTime, Utc};
    ///
    /// let as_of: DateTime<Utc> = "2019-04-15T18:00:00Z".parse()?;
    /// let query = dateline::Query::from("cathedral fire").now(as_of);
    /// # let _ = query;
    /// # Ok::<(), chrono::ParseError>(())
    /// ```
    pub fn now(self, now: DateTime<Utc>) -> Self {
        Self { now: Some(now), ..self }
    }

    /// How long a search may take: a second unless set. When the time is up the answer is what was
    /// found until then, with [`Note::DeadlinePassed`].
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let patient = dateline::Query::from("a* OR b*").deadline(Duration::from_secs(10));
    /// # let _ = patient;
    /// ```
    pub fn deadline(self, deadline: Duration) -> Self {
        Self { deadline, ..self }
    }

    /// Lets another thread end the search. See [`CancelToken`].
    pub fn cancel(self, cancel: &CancelToken) -> Self {
        Self { cancel: Some(cancel.clone()), ..self }
    }

    /// Also reads the body of each article, and gives the part that answers best, in at most so many
    /// characters: [`Hit::passage`](crate::Hit::passage). No body is read unless this is set.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// let body = "The bridge opened on Monday. Tolls of two crowns are asked. Ferries stay.";
    /// archive.write(|tx| tx.save(&NewArticle::new("Bridge opens", body).language("en")))?;
    /// let page = archive.search(&Query::from("toll").passages(30))?;
    /// let passage = page.hits[0].passage.as_ref().ok_or("none")?;
    /// assert_eq!(passage.html(), "…<mark>Tolls</mark> of two crowns are asked.…");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn passages(self, length: usize) -> Self {
        Self { passage: Some(length), ..self }
    }

    /// Takes the query at its word: what would be a [`Note`] is [`Error::NotAsAsked`](crate::Error::NotAsAsked).
    /// For a program that acts on all that is found, such as one that removes it.
    ///
    /// ```
    /// use dateline::{Archive, Error, Note, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// let found = archive.search_ids(&Query::from("expired tag:notice autor:smith").strict());
    /// let Err(Error::NotAsAsked { notes }) = found else { panic!("it has notes") };
    /// assert_eq!(notes, [Note::UnknownField("autor".into()), Note::NoSuch("tag:notice".into())]);
    /// # Ok::<(), Error>(())
    /// ```
    pub fn strict(self) -> Self {
        Self { is_strict: true, ..self }
    }

    /// Says if embargoed, expired and withdrawn articles are found too. They are not unless this is
    /// set or the query says `is:hidden`.
    pub fn hidden(self, hidden: bool) -> Self {
        Self { hidden, ..self }
    }

    /// The groups of terms that are asked for: of every group at least one term.
    pub fn groups(&self) -> &[Vec<Term>] {
        &self.groups
    }

    /// The terms of which none may be found.
    pub fn excluded(&self) -> &[Term] {
        &self.excluded
    }

    /// The conditions on the time of publication, all of which hold.
    pub fn dates(&self) -> &[DateLimit] {
        &self.dates
    }

    /// The span of time that the dates leave, in the query's zone.
    ///
    /// ```
    /// use dateline::Query;
    ///
    /// let query = Query::from("after:2023-04-01 before:2023-04-29");
    /// let range = query.zone(chrono_tz::Asia::Jerusalem).range();
    /// assert_eq!(range.from.unwrap().to_rfc3339(), "2023-03-31T21:00:00+00:00");
    /// assert_eq!(range.to.unwrap().to_rfc3339(), "2023-04-28T21:00:00+00:00");
    /// ```
    pub fn range(&self) -> TimeRange {
        dates::range(&self.dates, self.zone)
    }

    /// What was ignored, cut, or perhaps not read as it was meant; each thing once.
    ///
    /// ```
    /// use dateline::{Note, Query};
    ///
    /// let query = Query::from("(iran autor:smith");
    /// assert_eq!(query.notes(), [Note::IgnoredParentheses, Note::UnknownField("autor".into())]);
    /// assert_eq!(query.notes()[1].to_string(), "`autor:` is not a field: it was read as words");
    /// ```
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Returns true if no article answers because nothing of what was asked for could be used. All articles
    /// would be the wrong answer to a slip of the pen.
    ///
    /// ```
    /// use dateline::Query;
    ///
    /// assert!(Query::from("tag:").finds_nothing());
    /// assert!(!Query::from("").finds_nothing() && !Query::from("tag: bridge").finds_nothing());
    /// ```
    pub fn finds_nothing(&self) -> bool {
        self.was_asked && self.groups.is_empty() && self.excluded.is_empty() && self.dates.is_empty()
    }

    pub(crate) fn is_strict(&self) -> bool {
        self.is_strict
    }

    /// The same in all but what is asked for.
    pub(crate) fn with_groups(&self, groups: Vec<Vec<Term>>) -> Self {
        Self { groups, ..self.clone() }
    }

    /// Whether hidden articles are found too.
    pub(crate) fn finds_hidden(&self) -> bool {
        self.hidden || self.groups.iter().flatten().any(|term| *term == Term::IsHidden)
    }

    pub(crate) fn note(&mut self, note: Note) {
        add_note(&mut self.notes, note);
    }

    /// Adds a term, as an alternative to the last one if it is `joined`. False if it is left out.
    pub(crate) fn add(&mut self, term: Term, joined: bool) -> bool {
        let Some(term) = self.admit(term) else { return false };
        match self.groups.last_mut() {
            Some(group) if joined => group.push(term),
            _ => self.groups.push(vec![term]),
        }
        true
    }

    pub(crate) fn exclude(&mut self, term: Term) {
        if let Some(term) = self.admit(term) {
            self.excluded.push(term);
        }
    }

    pub(crate) fn date(&mut self, limit: DateLimit) {
        self.was_asked = true;
        if self.has_room() {
            self.dates.push(limit);
        }
    }

    fn admit(&mut self, term: Term) -> Option<Term> {
        self.was_asked = true;
        let mut notes = Vec::new();
        let term = term.admitted(&mut notes);
        notes.into_iter().for_each(|note| self.note(note));
        term.filter(|_| self.has_room())
    }

    fn has_room(&mut self) -> bool {
        let terms = self.groups.iter().map(Vec::len).sum::<usize>() + self.excluded.len() + self.dates.len();
        if terms >= MAX_TERMS {
            self.note(Note::TooManyTerms);
        }
        terms < MAX_TERMS
    }

    /// Leaves out the last terms until the query, written as text, is one that is read whole.
    pub(crate) fn fit(&mut self) {
        while self.to_string().len() > MAX_TEXT {
            self.note(Note::TextCut);
            if self.dates.pop().is_none() && self.excluded.pop().is_none() && self.groups.pop().is_none() {
                break;
            }
        }
    }

    pub(crate) fn note_about(&mut self, note: fn(String) -> Note, text: &str) {
        self.note(note(excerpt(text)));
    }
}

impl Default for Query {
    fn default() -> Self {
        Self::new()
    }
}

impl PartialEq for Query {
    fn eq(&self, other: &Self) -> bool {
        let Self { groups, excluded, dates, zone, limit, after, order, hidden, .. } = self;
        let Self { count_to, half_life, now, deadline, cancel, passage, is_strict, .. } = self;
        let same_cancel = match (cancel, &other.cancel) {
            (Some(one), Some(another)) => one.is_same(another),
            (one, another) => one.is_none() && another.is_none(),
        };
        same_cancel
            && self.finds_nothing() == other.finds_nothing()
            && (groups, excluded, dates, zone) == (&other.groups, &other.excluded, &other.dates, &other.zone)
            && (limit, after, order, hidden) == (&other.limit, &other.after, &other.order, &other.hidden)
            && (count_to, half_life, now, deadline, passage, is_strict)
                == (
                    &other.count_to,
                    &other.half_life,
                    &other.now,
                    &other.deadline,
                    &other.passage,
                    &other.is_strict,
                )
    }
}

impl Eq for Query {}
