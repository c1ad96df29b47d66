//! The same documents in all engines.

use super::fts5::Fts5;
use super::ir::{Document, Question};
use super::ours::{Asked, Ours};
use super::tantivy::{Stops, Tantivy, Where};
use crate::Outcome;

/// An engine, and how it is asked.
#[derive(Clone, Copy, Eq, PartialEq)]
pub enum Ranker {
    Fts5,
    /// The stop words of a question aren't asked for.
    Fts5WithoutStopWords,
    Fts5AsTyped,
    Tantivy(Stops, Where),
    Dateline,
}

impl Ranker {
    pub const ALL: [Self; 8] = [
        Self::Fts5,
        Self::Fts5WithoutStopWords,
        Self::Fts5AsTyped,
        Self::Tantivy(Stops::Kept, Where::OneField),
        Self::Tantivy(Stops::LeftOut, Where::OneField),
        Self::Tantivy(Stops::Kept, Where::TwoFields),
        Self::Tantivy(Stops::LeftOut, Where::TwoFields),
        Self::Dateline,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Fts5 => "FTS5 porter",
            Self::Fts5WithoutStopWords => "FTS5 porter, no stop words",
            Self::Fts5AsTyped => "FTS5 unicode61",
            Self::Tantivy(Stops::Kept, Where::OneField) => "Tantivy",
            Self::Tantivy(Stops::LeftOut, Where::OneField) => "Tantivy, no stop words",
            Self::Tantivy(Stops::Kept, Where::TwoFields) => "Tantivy, two fields",
            Self::Tantivy(Stops::LeftOut, Where::TwoFields) => "Tantivy, two fields, no stop words",
            Self::Dateline => "Dateline",
        }
    }
}

pub struct Collection {
    porter: Fts5,
    as_typed: Fts5,
    with_stop_words: Tantivy,
    without_stop_words: Tantivy,
    pub dateline: Ours,
}

impl Collection {
    pub fn of(documents: &[Document]) -> Outcome<Self> {
        Ok(Self {
            porter: Fts5::of(documents, "porter unicode61")?,
            as_typed: Fts5::of(documents, "unicode61")?,
            with_stop_words: Tantivy::of(documents, Stops::Kept)?,
            without_stop_words: Tantivy::of(documents, Stops::LeftOut)?,
            dateline: Ours::of(documents)?,
        })
    }

    pub fn ranked(&self, ranker: Ranker, question: &Question) -> Outcome<Vec<usize>> {
        let words = &question.words;
        match ranker {
            Ranker::Fts5 => self.porter.ranked(words),
            Ranker::Fts5WithoutStopWords => self.porter.ranked_without_stop_words(words),
            Ranker::Fts5AsTyped => self.as_typed.ranked(words),
            Ranker::Tantivy(Stops::Kept, place) => self.with_stop_words.ranked(words, place),
            Ranker::Tantivy(Stops::LeftOut, place) => self.without_stop_words.ranked(words, place),
            Ranker::Dateline => self.dateline.ranked(Asked::BestMatch, question),
        }
    }

    /// Returns the size of the index, where it is one that a program would have.
    pub fn bytes(&self, ranker: Ranker) -> Outcome<Option<u64>> {
        Ok(match ranker {
            Ranker::Fts5 | Ranker::Fts5WithoutStopWords => Some(self.porter.bytes()?),
            Ranker::Fts5AsTyped => Some(self.as_typed.bytes()?),
            Ranker::Tantivy(..) => None,
            Ranker::Dateline => Some(self.dateline.bytes()?),
        })
    }
}
