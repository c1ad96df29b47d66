//! Documents in an archive, and the ways in which it is asked.

use std::collections::HashMap;
use std::path::Path;

use chrono::{DateTime, TimeDelta};
use dateline::{Archive, ArticleId, NewArticle, Order, Query, Term};
use rusqlite::Connection;
use tempfile::TempDir;

use super::DEPTH;
use super::ir::{Document, Question};
use crate::Outcome;
use crate::disk::{index_bytes, save_all};

/// Over how many years documents are spread where they are.
const YEARS: i64 = 10;
const BATCH: usize = 5_000;

/// How a question is asked.
#[derive(Clone, Copy)]
pub enum Asked {
    /// Its words joined by OR, as in all of the following up to the sentences.
    BestMatch,
    BestMatchAsTyped,
    Relevance,
    RelevanceOfYears,
    /// Its words with blanks between them.
    WordsAsSentence,
    TextAsSentence,
}

pub const VARIANTS: [(&str, Asked); 3] = [
    ("BestMatch, words as they are typed", Asked::BestMatchAsTyped),
    ("Relevance, all of one day", Asked::Relevance),
    ("Relevance, spread over ten years at random", Asked::RelevanceOfYears),
];
pub const SENTENCES: [(&str, Asked); 2] = [
    ("BestMatch, words typed as a sentence", Asked::WordsAsSentence),
    ("BestMatch, typed as a sentence", Asked::TextAsSentence),
];

pub struct Ours {
    one_day: Numbered,
    spread: Numbered,
    folder: TempDir,
}

/// An archive, and the number of the document that each article is.
struct Numbered {
    archive: Archive,
    numbers: HashMap<ArticleId, usize>,
}

impl Ours {
    pub fn of(documents: &[Document]) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let one_day = Numbered::of(&folder.path().join("one-day.db"), documents, 0)?;
        let spread = Numbered::of(&folder.path().join("spread.db"), documents, YEARS)?;
        Ok(Self { one_day, spread, folder })
    }

    pub fn ranked(&self, asked: Asked, question: &Question) -> Outcome<Vec<usize>> {
        let any = |term: fn(&str) -> Term| Query::new().any_of(question.words.iter().map(|word| term(word)));
        let (archive, query) = match asked {
            Asked::BestMatch => (&self.one_day, any(Term::word).order(Order::BestMatch)),
            Asked::BestMatchAsTyped => (&self.one_day, any(Term::phrase).order(Order::BestMatch)),
            Asked::Relevance => (&self.one_day, any(Term::word)),
            Asked::RelevanceOfYears => (&self.spread, any(Term::word)),
            Asked::WordsAsSentence => {
                (&self.one_day, Query::from(&*question.words.join(" ")).order(Order::BestMatch))
            }
            Asked::TextAsSentence => (&self.one_day, Query::from(&*question.text).order(Order::BestMatch)),
        };
        archive.ranked(query)
    }

    pub fn bytes(&self) -> Outcome<u64> {
        index_bytes(&Connection::open(self.folder.path().join("one-day.db"))?, "article_fts_data")
    }
}

impl Numbered {
    fn of(path: &Path, documents: &[Document], years: i64) -> Outcome<Self> {
        let archive = Archive::open(path)?;
        let mut numbers = HashMap::new();
        // One of Cranfield is empty: no article, and no question finds it.
        let full = documents.iter().enumerate();
        let full: Vec<_> =
            full.filter(|(_, document)| !document.title.is_empty() || !document.body.is_empty()).collect();
        for batch in full.chunks(BATCH) {
            let articles = batch.iter().map(|(number, document)| article(*number, document, years));
            let saved = save_all(&archive, &articles.collect::<Outcome<Vec<_>>>()?)?;
            numbers.extend(saved.into_iter().zip(batch.iter().map(|(number, _)| *number)));
        }
        archive.optimize()?;
        Ok(Self { archive, numbers })
    }

    fn ranked(&self, query: Query) -> Outcome<Vec<usize>> {
        let hits = self.archive.search_ids(&query.limit(DEPTH).count_to(0))?.hits;
        Ok(hits.iter().filter_map(|id| self.numbers.get(id).copied()).collect())
    }
}

fn article(number: usize, document: &Document, years: i64) -> Outcome<NewArticle> {
    let last = DateTime::from_timestamp(1_700_000_000, 0).unwrap_or_default();
    let random = (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
    let age = years * 365 * 86_400 * i64::try_from(random)? / (1 << 24);
    let published = last - TimeDelta::seconds(age + i64::try_from(number)?);
    Ok(NewArticle::new(document.title.as_str(), document.body.as_str())
        .key("set", document.id.as_str())
        .language(document.language)
        .published(published.into()))
}
