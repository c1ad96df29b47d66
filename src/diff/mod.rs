//! Compares two wordings of an article: field by field, texts word by word. All of it is pure, but for the reading of them.
//!
//! The way through it: what each field says as text or as a list of items, the words of a text, the pieces that two
//! sequences have in common.

mod field;
mod pieces;
mod sequence;
mod text;

use serde::Serialize;

use crate::error::Result;
use crate::id::ArticleId;
use crate::model::new_article::{ArticleField, NewArticle};
use crate::store::Snapshot;
use field::Said;

pub(crate) use field::said;

/// The fields in which two wordings of an article differ.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ArticleDiff {
    /// A field each, in the order of [`ArticleField::ALL`].
    pub fields: Vec<FieldDiff>,
}

/// A field that two wordings say differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FieldDiff {
    /// The field.
    pub field: ArticleField,
    /// The unit by which its values were compared.
    pub unit: DiffUnit,
    /// The pieces in their order. What is not inserted makes the earlier value, what is not deleted the later one: run
    /// together, or, where the unit is an item, an item each.
    pub pieces: Vec<DiffPiece>,
}

/// The unit by which the values of a field were compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DiffUnit {
    /// A text by its words; by its letters, in scripts without blanks.
    Word,
    /// A text by its words, and where too much of it changed by whole paragraphs, or at once.
    Paragraph,
    /// A value as a whole, a list by its items.
    Item,
}

/// A piece of two values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DiffPiece {
    /// Both have it.
    Equal(String),
    /// The earlier one has it.
    Deleted(String),
    /// The later one has it.
    Inserted(String),
}

impl ArticleDiff {
    /// Compares two wordings.
    ///
    /// Headline, standfirst, byline, dateline, body and the line of tags are texts, and so are the pictures with their
    /// words, a line for each fact; all else is values and lists. It takes time by the length of what both have, and as much
    /// more as some thousand changed words do, however many there are: what goes beyond is compared by
    /// [paragraphs](DiffUnit::Paragraph), or at once.
    ///
    /// ```
    /// use dateline::{ArticleDiff, ArticleField, DiffPiece, NewArticle};
    ///
    /// let earlier = NewArticle::new("Ferry delayed", "Fog held up the ferry.").tag("Fog");
    /// let later = NewArticle::new("Ferry delayed", "Thick fog held up the ferry.").tag("Fog").tag("Harbour");
    /// let diff = ArticleDiff::between(&earlier, &later);
    /// let [body, tags] = &diff.fields[..] else { panic!("two fields differ") };
    /// assert_eq!(body.field, ArticleField::Body);
    /// assert_eq!(body.pieces[..2], [DiffPiece::Deleted("Fog".into()), DiffPiece::Inserted("Thick fog".into())]);
    /// assert_eq!(tags.pieces[1], DiffPiece::Inserted("Harbour".into()));
    /// ```
    pub fn between(earlier: &NewArticle, later: &NewArticle) -> Self {
        let fields = ArticleField::ALL.iter().filter_map(|field| FieldDiff::between(*field, earlier, later));
        Self { fields: fields.collect() }
    }
}

impl FieldDiff {
    fn between(field: ArticleField, earlier: &NewArticle, later: &NewArticle) -> Option<Self> {
        let (old, new) = (said(field, earlier), said(field, later));
        if old == new {
            return None;
        }
        let (unit, pieces) = match (old, new) {
            (Said::Text(old), Said::Text(new)) => text::compare(&old, &new),
            (old, new) => (DiffUnit::Item, sequence::items(&old.into_items(), &new.into_items())),
        };
        Some(Self { field, unit, pieces })
    }
}

impl DiffPiece {
    /// Returns its text.
    pub fn text(&self) -> &str {
        match self {
            Self::Equal(text) | Self::Deleted(text) | Self::Inserted(text) => text,
        }
    }
}

impl Snapshot<'_> {
    /// Compares two states of an article, by their numbers in its [history](Self::history); `None` if it hasn't both.
    ///
    /// ```
    /// use dateline::{Archive, ArticleField, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let id = archive.write(|tx| tx.save(&NewArticle::new("Fery delayed", "")))?.id.expect("it has a headline");
    /// archive.write(|tx| tx.edit(id, |edit| _ = edit.set_headline("Ferry delayed")))?;
    /// let diff = archive.read(|snapshot| snapshot.diff(id, 1, 2))?.expect("it has both");
    /// assert_eq!(diff.fields[0].field, ArticleField::Headline);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn diff(&self, article: ArticleId, earlier: u32, later: u32) -> Result<Option<ArticleDiff>> {
        let (Some(earlier), Some(later)) = (self.wording(article, earlier)?, self.wording(article, later)?)
        else {
            return Ok(None);
        };
        Ok(Some(ArticleDiff::between(&earlier.document, &later.document)))
    }
}
