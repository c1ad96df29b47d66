//! The derived columns of one article.

use chrono::{DateTime, Utc};

use crate::error::Result;
use crate::id::ArticleId;
use crate::model::Article;
use crate::model::clock::Place;
use crate::model::index_row::{IndexRow, content_hash, word_count};
use crate::save::Slots;
use crate::store::{Snapshot, Statement, statement};

/// An article with its derived columns as they are stored.
pub(super) struct DerivedColumns {
    article: Article,
    /// The time at which it was read.
    now: DateTime<Utc>,
    clock: i64,
    turns: Option<i64>,
    content_hash: Vec<u8>,
    headline_day: Vec<u8>,
    index_row: IndexRow,
}

/// Returns the ids of all articles.
pub(super) fn ids(snapshot: &Snapshot<'_>) -> Result<Vec<ArticleId>> {
    snapshot.rows("SELECT id FROM article ORDER BY id", [], |row| row.get("id").map(ArticleId))
}

impl DerivedColumns {
    /// Reads an article, or says in words why it can't be read.
    pub(super) fn read(snapshot: &Snapshot<'_>, id: ArticleId) -> Result<Result<Self, String>> {
        match Self::find(snapshot, id) {
            Ok(Some(columns)) => Ok(Ok(columns)),
            Ok(None) => Ok(Err("it has no text".into())),
            // A value that its column can't mean.
            Err(error) if error.is_of_a_value() => Ok(Err(format!("it can't be read: {error}"))),
            Err(error) => Err(error),
        }
    }

    /// Reads an article; `None` if its text is missing.
    fn find(snapshot: &Snapshot<'_>, id: ArticleId) -> Result<Option<Self>> {
        let Some(mut article) = snapshot.article(id)? else { return Ok(None) };
        snapshot.row(
            "SELECT a.content_hash, a.headline_day, a.hidden, a.turns, t.clock, t.captions, t.credits, t.people, t.tags,
                    t.scope,
                    t.forms_head, t.forms
             FROM article a JOIN article_text t ON t.article = a.id WHERE a.id = ?1",
            [id.0],
            |row| {
                let index_row = IndexRow {
                    captions: row.get("captions")?,
                    credits: row.get("credits")?,
                    people: row.get("people")?,
                    tags: row.get("tags")?,
                    scope: row.get("scope")?,
                    forms_head: row.get("forms_head")?,
                    forms: row.get("forms")?,
                };
                // The index says what was when the article was saved.
                article.hidden = row.get("hidden")?;
                Ok(Self {
                    article,
                    now: snapshot.now(),
                    turns: row.get("turns")?,
                    clock: row.get("clock")?,
                    content_hash: row.get("content_hash")?,
                    headline_day: row.get("headline_day")?,
                    index_row,
                })
            },
        )
    }

    /// Returns the languages of the article and of its captions.
    pub(super) fn languages(&self) -> impl Iterator<Item = &String> {
        let captions = self.article.images.iter().flat_map(|image| &image.captions);
        captions.map(|caption| &caption.language).chain([&self.article.language])
    }

    /// Returns the language of the article, and its words by the columns that follow.
    pub(super) fn language_and_words(&self, derived: &IndexRow) -> (String, u64) {
        (self.article.language.clone(), derived.length(&self.article).words())
    }

    /// Computes the columns of the index that follow.
    pub(super) fn derived(&self) -> IndexRow {
        IndexRow::of(&self.article)
    }

    /// Describes each derived column that differs from the one that follows.
    pub(super) fn differences(&self, derived: &IndexRow) -> Vec<String> {
        let stored = &self.index_row;
        let columns = [
            ("captions", stored.captions == derived.captions),
            ("credits", stored.credits == derived.credits),
            ("people", stored.people == derived.people),
            ("tags", stored.tags == derived.tags),
            ("scope", stored.scope == derived.scope),
            ("forms_head", stored.forms_head == derived.forms_head),
            ("forms", stored.forms == derived.forms),
        ];
        let columns = columns.into_iter().filter(|(_, is_same)| !is_same);
        let mut differences: Vec<_> =
            columns.map(|(column, _)| format!("column {column} is not what follows from it")).collect();
        if !self.counts_its_words() {
            differences.push("its word count is not that of its body".into());
        }
        if !self.hashes_its_text() {
            differences.push("its content hash is not that of its text".into());
        }
        if !self.turns_when_due() {
            differences
                .push("when it is hidden is not what follows from its embargo, expiry and status".into());
        }
        if !self.hashes_its_headline() {
            differences.push("its hash of headline and day is not what follows from it".into());
        }
        if self.place().is_some() && !self.stands_at_its_date() {
            differences.push("its clock is not that of its date".into());
        }
        differences
    }

    /// Returns the statements that store the derived columns, where they differ.
    ///
    /// An article that no slot of the clock is left for stays where it is.
    pub(super) fn mend(mut self, snapshot: &Snapshot<'_>, slots: &mut Slots) -> Result<Vec<Statement>> {
        let mut statements = Vec::new();
        if !self.turns_when_due()
            && let Some((hidden, turns)) = self.article.visibility().states_by(self.now).next()
        {
            // The first state is right at any time: what has turned since is found out when it is read.
            self.article.hidden = hidden;
            let sql = "UPDATE article SET hidden = ?2, turns = ?3 WHERE id = ?1";
            let turns = turns.map(|at| at.timestamp());
            statements.push(statement!(sql, self.article.id.0, i64::from(hidden), turns));
        }
        if !self.counts_its_words() || !self.hashes_its_text() {
            statements.push(statement!(
                "UPDATE article SET word_count = ?2, content_hash = ?3 WHERE id = ?1",
                self.article.id.0,
                i64::from(word_count(&self.article.body)),
                content_hash(&self.article),
            ));
        }
        if !self.hashes_its_headline() {
            let sql = "UPDATE article SET headline_day = ?2 WHERE id = ?1";
            statements.push(statement!(sql, self.article.id.0, self.article.headline_day()));
        }
        let derived = self.derived();
        if self.index_row != derived {
            statements.push(statement!(
                "UPDATE article_text SET captions = ?2, credits = ?3, people = ?4, tags = ?5, scope = ?6,
                        forms_head = ?7, forms = ?8
                 WHERE article = ?1",
                self.article.id.0,
                derived.captions,
                derived.credits,
                derived.people,
                derived.tags,
                derived.scope,
                derived.forms_head,
                derived.forms,
            ));
        }
        if !self.stands_at_its_date()
            && let Some(place) = self.place()
            && let Some(clock) = slots.take(snapshot, place)?
        {
            let sql = "UPDATE article_text SET clock = ?2 WHERE article = ?1";
            statements.push(statement!(sql, self.article.id.0, clock));
        }
        Ok(statements)
    }

    fn counts_its_words(&self) -> bool {
        self.article.word_count == word_count(&self.article.body)
    }

    fn hashes_its_text(&self) -> bool {
        self.content_hash == content_hash(&self.article)
    }

    fn turns_when_due(&self) -> bool {
        let stored = (self.article.hidden, self.turns);
        let mut states = self.article.visibility().states_by(self.now);
        states.any(|(hidden, turns)| (hidden, turns.map(|at| at.timestamp())) == stored)
    }

    fn hashes_its_headline(&self) -> bool {
        self.headline_day == self.article.headline_day()
    }

    fn stands_at_its_date(&self) -> bool {
        self.place().is_some_and(|place| place.holds(self.clock))
    }

    /// Returns true if the date is one that the clock can name.
    pub(super) fn has_place(&self) -> bool {
        self.place().is_some()
    }

    fn place(&self) -> Option<Place> {
        Place::of(&self.article.published, &self.article.uri)
    }
}
