//! A corpus of as many articles as wanted, made of real ones that repeat, evenly over the years before 2026.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use dateline::{Key, Moment, NewArticle, NewPublication, Precision};
use flate2::read::GzDecoder;
use serde_json::Value;

use crate::{Outcome, reuters};

/// Titles, and how many of ten articles each prints.
pub const PUBLICATIONS: [(&str, u64); 3] =
    [("Northern Wire", 6), ("The Ostermere Courier", 3), ("Coastal Press", 1)];
const BATCH: usize = 1_000;
const SECONDS_OF_YEAR: i64 = 31_556_952;

/// An article, and what the peers keep beside its text.
pub struct Item {
    /// 1 for the oldest.
    pub number: u32,
    /// Seconds since 1970.
    pub published: i64,
    pub article: NewArticle,
}

impl Item {
    pub fn publication(&self) -> &str {
        self.article.publication.as_ref().map_or("", |publication| &publication.title)
    }

    /// The names of its tags, each once.
    pub fn tags(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.article.tags.iter().map(|tag| tag.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// The articles that repeat: those of Reuters in their order, with those of Wikinews strewn among them.
pub struct Corpus {
    stories: Vec<NewArticle>,
}

impl Corpus {
    pub fn read(corpora: &Path) -> Outcome<Self> {
        let mut reuters = reuters::stories(&corpora.join("reuters21578"))?;
        for story in &mut reuters {
            story.language = Some("en".into());
        }
        let wikinews = wikinews(&corpora.join("wikinews-en-ja-fr.jsonl.gz"))?;
        Ok(Self { stories: strewn(reuters, wikinews) })
    }

    /// Those in Latin letters.
    pub fn latin(corpora: &Path) -> Outcome<Self> {
        let mut corpus = Self::read(corpora)?;
        corpus.stories.retain(|story| story.language.as_deref() != Some("ja"));
        Ok(corpus)
    }

    /// Returns each of them once.
    pub fn stories(&self) -> &[NewArticle] {
        &self.stories
    }

    /// Returns so many articles over so many years, the oldest first, by the thousand.
    pub fn batches(&self, articles: u32, years: i64) -> impl Iterator<Item = Vec<Item>> {
        let mut rest = 1..=articles;
        std::iter::from_fn(move || {
            let batch: Vec<Item> =
                rest.by_ref().take(BATCH).map(|number| self.item(number, articles, years)).collect();
            Some(batch).filter(|batch| !batch.is_empty())
        })
    }

    fn item(&self, number: u32, articles: u32, years: i64) -> Item {
        let place = (number - 1) as usize % self.stories.len();
        let published =
            end() - years * SECONDS_OF_YEAR * i64::from(articles + 1 - number) / i64::from(articles);
        let at = DateTime::<Utc>::from_timestamp(published, 0).unwrap_or_default();
        let article = NewArticle {
            keys: vec![Key::new("copy", number.to_string())],
            published: Some(Moment::new(at.naive_utc(), Precision::Second)),
            publication: Some(publication(number)),
            ..self.stories[place].clone()
        };
        Item { number, published, article }
    }
}

/// The instant before which all is published.
fn end() -> i64 {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default().and_time(Default::default()).and_utc().timestamp()
}

/// One of the publications, by a hash of the number.
fn publication(number: u32) -> NewPublication {
    let mut share = u64::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
    share %= 10;
    let mut title = PUBLICATIONS[0].0;
    for (name, tenths) in PUBLICATIONS {
        title = name;
        match share.checked_sub(tenths) {
            Some(rest) => share = rest,
            None => break,
        }
    }
    title.to_owned().into()
}

/// Both lists in one, at even distances. The shorter is one language after another, so it is taken
/// in strides.
fn strewn(long: Vec<NewArticle>, short: Vec<NewArticle>) -> Vec<NewArticle> {
    let (longs, shorts) = (long.len(), short.len());
    let stride = (shorts * 618 / 1000..).find(|stride| coprime(*stride, shorts)).unwrap_or(1);
    let mut all = Vec::with_capacity(longs + shorts);
    let mut given = 0;
    for (place, story) in long.into_iter().enumerate() {
        all.push(story);
        while given < (place + 1) * shorts / longs {
            all.push(short[given * stride % shorts].clone());
            given += 1;
        }
    }
    all
}

fn coprime(mut a: usize, mut b: usize) -> bool {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a == 1
}

fn wikinews(path: &Path) -> Outcome<Vec<NewArticle>> {
    BufReader::new(GzDecoder::new(File::open(path)?))
        .lines()
        .map(|line| {
            let line: Value = serde_json::from_str(&line?)?;
            let text = |field: &str| line[field].as_str().unwrap_or_default();
            let mut article = NewArticle::new(text("title"), text("body")).language(text("lang"));
            for topic in line["topics"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                article = article.tag(topic);
            }
            Ok(article)
        })
        .collect()
}
