//! The article that others are to be like.

use chrono::{DateTime, Utc};

use crate::error::Result;
use crate::id::ArticleId;
use crate::model::clock::{minutes_of_clock, time_of_minute};
use crate::search::similar::word_counts::{CountedWord, WordCounts};
use crate::store::Snapshot;

/// A word of the headline counts as often.
const HEADLINE: u32 = 2;

/// An article that others are to be like.
pub(super) struct Seed {
    /// The minute of its publication.
    pub(super) published: DateTime<Utc>,
    language: String,
    pub(super) text: Text,
    people: String,
    tags: String,
    pub(super) word_count: u32,
    pub(super) content_hash: Vec<u8>,
}

/// What an article says.
pub(super) struct Text {
    pub(super) headline: String,
    pub(super) dek: String,
    pub(super) captions: String,
    pub(super) body: String,
}

impl Seed {
    /// Reads an article; `None` if there is none.
    pub(super) fn read(snapshot: &Snapshot<'_>, id: ArticleId) -> Result<Option<Self>> {
        snapshot.row(
            "SELECT t.clock, a.language, a.word_count, a.content_hash, t.headline, t.dek, t.captions, t.people, t.tags, t.body
             FROM article a JOIN article_text t ON t.article = a.id
             WHERE a.id = ?1",
            [id.0],
            |row| {
                Ok(Self {
                    published: time_of_minute(minutes_of_clock(row.get("clock")?)),
                    language: row.get("language")?,
                    text: Text {
                        headline: row.get("headline")?,
                        dek: row.get("dek")?,
                        captions: row.get("captions")?,
                        body: row.get("body")?,
                    },
                    people: row.get("people")?,
                    tags: row.get("tags")?,
                    word_count: row.get("word_count")?,
                    content_hash: row.get("content_hash")?,
                })
            },
        )
    }

    /// Returns its words with their numbers.
    pub(super) fn words(&self) -> Vec<CountedWord> {
        let mut counts = WordCounts::new(&self.language);
        counts.add(&self.text.headline, HEADLINE);
        for text in [&self.text.dek, &self.people, &self.tags, &self.text.body, &self.text.captions] {
            counts.add(text, 1);
        }
        counts.into_words()
    }
}
