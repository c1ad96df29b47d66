//! Queries, as they are typed and as plain scans over the model.

use chrono::{DateTime, Months, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use dateline::{Moment, Precision, Query};

use crate::dice::Dice;
use crate::model::Model;
use crate::model::stored::Stored;
use crate::model::text::{fold, words};
use crate::world;

/// Words of one stem each in English.
const FAMILIES: &[&[&str]] = &[
    &["bridge", "bridges"],
    &["ferry", "ferries"],
    &["delay", "delays", "delayed"],
    &["open", "opens", "opened"],
    &["storm", "storms"],
    &["fee", "fees"],
    &["visit", "visits"],
    &["school", "schools"],
];

/// Words that have no other form here.
const WORDS: &[&str] =
    &["harbour", "fog", "pier", "mayor", "town", "crane", "quay", "lisbon", "fennick", "vale", "gulls"];
const RUNS_JA: &[&str] =
    &["フェリー欠航", "天気", "市長は防波堤の修理を約束した", "学校は休みの後に再開する"];
const PHRASES: &[&str] = &["harbour bridge", "old town", "the pier", "to traffic", "sea wall", "ada fennick"];
const PREFIXES: &[&str] = &["bri", "ferr", "harb", "天", "フェ", "count"];

/// A field of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Headline,
    Dek,
    Body,
    Caption,
    Credit,
}

/// A query.
#[derive(Clone, Debug)]
pub enum Ask {
    Word(&'static str),
    Phrase(&'static str),
    Prefix(&'static str),
    In(Part, &'static str),
    By(&'static str),
    Person(&'static str),
    Tag(&'static str),
    From(&'static str),
    Section(&'static str),
    Language(&'static str),
    After(&'static str),
    Before(&'static str),
    On(&'static str),
    HasImage,
    IsHidden,
    Not(Box<Ask>),
    All(Vec<Ask>),
    Any(Vec<Ask>),
}

impl Ask {
    pub fn pick(dice: &mut Dice) -> Self {
        match dice.roll(8) {
            0 => Self::All(vec![Self::term(dice), Self::single(dice)]),
            1 => Self::Any(vec![Self::term(dice), Self::term(dice)]),
            2 => Self::All(vec![Self::single(dice), Self::Not(Box::new(Self::term(dice)))]),
            _ => Self::single(dice),
        }
    }

    fn single(dice: &mut Dice) -> Self {
        match dice.roll(7) {
            0 => Self::After(dice.pick(&["2024-03-05", "2024-03-04T12:00", "2024"])),
            1 => Self::Before(dice.pick(&["2024-03-11", "2024-03-04T09:30"])),
            2 => Self::On(dice.pick(&["2024-03-04", "2024-03", "2024-03-04T09:30"])),
            _ => Self::term(dice),
        }
    }

    fn term(dice: &mut Dice) -> Self {
        let word = if dice.one_in(4) { dice.pick(RUNS_JA) } else { dice.pick(WORDS) };
        match dice.roll(14) {
            0 | 1 => Self::Word(inflected(dice)),
            2 => Self::Word(word),
            3 => Self::Phrase(dice.pick(PHRASES)),
            4 => Self::Prefix(dice.pick(PREFIXES)),
            5 => Self::In(dice.pick(&[Part::Headline, Part::Body]), word),
            6 => Self::In(dice.pick(&[Part::Dek, Part::Caption, Part::Credit]), dice.pick(WORDS)),
            7 => Self::Tag(dice.pick(world::TAGS)),
            8 => Self::Person(dice.pick(world::PEOPLE)),
            9 => Self::By(dice.pick(world::PEOPLE)),
            10 => {
                Self::From(dice.pick(&["The Ostermere Courier", "vell post", "Coastal Wire", "post.example"]))
            }
            11 => Self::Section(dice.pick(world::SECTIONS)),
            12 => Self::Language(dice.pick(&["en", "ja"])),
            _ => dice.pick(&[|| Self::HasImage, || Self::IsHidden])(),
        }
    }

    pub fn query(&self) -> Query {
        // The model knows articles that have all the words.
        Query::from(&*self.text()).relax(false)
    }

    /// Returns it as a person types it.
    fn text(&self) -> String {
        match self {
            Self::Word(word) => (*word).into(),
            Self::Phrase(words) => format!("\"{words}\""),
            Self::Prefix(beginning) => format!("{beginning}*"),
            Self::In(part, word) => format!("{}:{word}", format!("{part:?}").to_lowercase()),
            Self::By(name) => format!("by:\"{name}\""),
            Self::Person(name) => format!("person:\"{name}\""),
            Self::Tag(name) => format!("tag:{name}"),
            Self::From(name) => format!("from:\"{name}\""),
            Self::Section(name) => format!("section:{name}"),
            Self::Language(tag) => format!("lang:{tag}"),
            Self::After(date) => format!("after:{date}"),
            Self::Before(date) => format!("before:{date}"),
            Self::On(date) => format!("on:{date}"),
            Self::HasImage => "has:image".into(),
            Self::IsHidden => "is:hidden".into(),
            Self::Not(ask) => format!("-{}", ask.text()),
            Self::All(asks) => asks.iter().map(Self::text).collect::<Vec<_>>().join(" "),
            Self::Any(asks) => asks.iter().map(Self::text).collect::<Vec<_>>().join(" OR "),
        }
    }

    /// Returns true if hidden articles are found too, since it asks for them.
    pub fn asks_for_hidden(&self) -> bool {
        match self {
            Self::IsHidden => true,
            Self::All(asks) | Self::Any(asks) => asks.iter().any(Self::asks_for_hidden),
            _ => false,
        }
    }

    /// Returns true if an article answers.
    pub fn is_answered(&self, model: &Model, zone: Tz, article: &Stored) -> bool {
        let document = &article.document;
        match self {
            Self::Word(word) => {
                let english = article.language() == "en";
                let family = FAMILIES.iter().find(|family| english && family.contains(word));
                let family = family.copied().unwrap_or_default();
                texts(article).iter().any(|text| {
                    words(text).iter().any(|it| is_word(it, word) || family.contains(&it.as_str()))
                })
            }
            Self::Phrase(phrase) => texts(article).iter().any(|text| has_phrase(text, phrase)),
            Self::Prefix(beginning) => {
                let begins = |word: &String| word.starts_with(beginning) || is_word(word, beginning);
                texts(article).iter().any(|text| words(text).iter().any(begins))
            }
            Self::In(part, word) => {
                part.texts(article).iter().any(|text| words(text).iter().any(|it| is_word(it, word)))
            }
            Self::By(name) => {
                let credited = |it: &dateline::NewCredit| model.people.is_same(&it.name, name);
                has_phrase(&document.byline, name) || document.credits.iter().any(credited)
            }
            Self::Person(name) => document.people.iter().any(|it| model.people.is_same(&it.name, name)),
            Self::Tag(name) => document.tags.iter().any(|it| model.tags.is_same(&it.name, name)),
            Self::From(name) => match &document.publication {
                Some(publication) => is_called(&publication.title, name),
                None => article.urls.iter().any(|url| url.domain == *name),
            },
            Self::Section(name) => document.section.as_deref() == Some(*name),
            Self::Language(tag) => article.language() == *tag,
            Self::After(date) => Span::of(date).is_after(article, zone),
            Self::Before(date) => Span::of(date).is_before(article, zone),
            Self::On(date) => Span::of(date).is_on(article, zone),
            Self::HasImage => !document.images.is_empty(),
            Self::IsHidden => article.is_hidden(model.now),
            Self::Not(ask) => !ask.is_answered(model, zone, article),
            Self::All(asks) => asks.iter().all(|ask| ask.is_answered(model, zone, article)),
            Self::Any(asks) => asks.iter().any(|ask| ask.is_answered(model, zone, article)),
        }
    }
}

impl Part {
    fn texts(self, article: &Stored) -> Vec<&str> {
        let pictures = article.pictures.iter();
        match self {
            Self::Headline => vec![&article.document.headline],
            Self::Dek => vec![&article.document.dek],
            Self::Body => vec![&article.document.body],
            Self::Caption => {
                pictures.flat_map(|it| it.captions.iter().chain(&it.alts)).map(String::as_str).collect()
            }
            Self::Credit => pictures.flat_map(|it| &it.credits).map(String::as_str).collect(),
        }
    }
}

/// Picks a form of a word.
fn inflected(dice: &mut Dice) -> &'static str {
    let family = dice.pick(FAMILIES);
    dice.pick(family)
}

/// Returns true if a publication goes by a title or domain.
fn is_called(title: &str, name: &str) -> bool {
    let has_domain = |(other, domain): &(&str, Option<&str>)| *other == title && *domain == Some(name);
    fold(title) == fold(name) || world::PUBLICATIONS.iter().any(has_domain)
}

/// Returns all texts of an article in which words are looked for.
fn texts(article: &Stored) -> Vec<&str> {
    let document = &article.document;
    let mut texts = vec![document.headline.as_str(), &document.dek, &document.body, &document.byline];
    texts.extend(Part::Caption.texts(article));
    texts.extend(Part::Credit.texts(article));
    texts.extend(document.people.iter().map(|person| person.name.as_str()));
    texts.extend(document.tags.iter().map(|tag| tag.name.as_str()));
    texts
}

fn has_phrase(text: &str, phrase: &str) -> bool {
    let (text, phrase) = (words(text), words(phrase));
    text.windows(phrase.len()).any(|run| run.iter().zip(&phrase).all(|(word, asked)| is_word(word, asked)))
}

/// Returns true if a word is the one that is asked for or, of letters without blanks between words, has it in it.
fn is_word(word: &str, asked: &str) -> bool {
    let is_run = |text: &str| text.chars().all(|c| c >= '\u{3040}');
    word == asked || is_run(asked) && word.contains(asked)
}

/// A date as it is asked for, in local time: its beginning, and that of the next one.
struct Span {
    from: NaiveDateTime,
    until: NaiveDateTime,
    /// A day or longer.
    is_coarse: bool,
}

impl Span {
    fn of(date: &str) -> Self {
        let moment: Moment = date.parse().unwrap();
        let from = moment.local();
        let until = match moment.precision() {
            Precision::Year => from + Months::new(12),
            Precision::Month => from + Months::new(1),
            Precision::Day => from + TimeDelta::days(1),
            Precision::Minute => from + TimeDelta::minutes(1),
            Precision::Second => from + TimeDelta::seconds(1),
        };
        Self { from, until, is_coarse: moment.precision() <= Precision::Day }
    }

    fn is_after(&self, article: &Stored, zone: Tz) -> bool {
        if article.is_exact() {
            instant(self.from, zone) <= article.at
        } else {
            self.from.date() <= article.day(zone)
        }
    }

    fn is_before(&self, article: &Stored, zone: Tz) -> bool {
        if article.is_exact() {
            article.at < instant(self.from, zone)
        } else {
            article.day(zone) < self.from.date()
        }
    }

    fn is_on(&self, article: &Stored, zone: Tz) -> bool {
        if article.is_exact() {
            return instant(self.from, zone) <= article.at && article.at < instant(self.until, zone);
        }
        self.is_coarse && self.from.date() <= article.day(zone) && article.day(zone) < self.until.date()
    }
}

/// Returns the instant of a local time. No clock is put forward in these days.
fn instant(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    local.and_local_timezone(zone).unwrap().to_utc()
}
