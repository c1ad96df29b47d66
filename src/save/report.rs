//! The report of a save.

use serde::Serialize;

use crate::id::ArticleId;
use crate::model::new_article::{ArticleField, ImageField};

/// The result of saving one article.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Saved {
    /// The article in the archive; `None` where it was rejected, and where it had been removed.
    pub id: Option<ArticleId>,
    /// Its public identity; empty where it was rejected before it had one. Of one that had been removed it is the one it had.
    pub uri: String,
    /// The outcome of the save.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// Warnings of what was left out, assumed or not resolved.
    pub warnings: Vec<Warning>,
}

/// Outcome of a save.
///
/// In JSON its word is `outcome`, beside which `changed`, `filled`, `article` or `why` stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// The archive didn't have it.
    Added,
    /// The archive had it; some fields are new. The earlier wording is kept as a revision, unless only
    /// URLs and ids were added.
    Revised {
        /// The fields that changed.
        changed: Vec<ArticleField>,
    },
    /// The archive had a later version: what that one lacks was filled in, and nothing else changed.
    Older {
        /// The fields that were filled.
        filled: Vec<ArticleField>,
    },
    /// The archive had all of it.
    Unchanged,
    /// It was removed from the archive, and not saved: [`Transaction::allow`](crate::Transaction::allow) lets it come back.
    Removed {
        /// The id that it had.
        article: ArticleId,
    },
    /// It was not saved.
    Rejected {
        /// The reason.
        why: Rejection,
    },
}

impl Outcome {
    /// Returns one word for it: `added`, `revised`, `older`, `unchanged`, `removed` or `rejected`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Revised { .. } => "revised",
            Self::Older { .. } => "older",
            Self::Unchanged => "unchanged",
            Self::Removed { .. } => "removed",
            Self::Rejected { .. } => "rejected",
        }
    }

    /// Returns the fields that changed, where it was revised, or filled from an earlier version.
    pub fn changed(&self) -> &[ArticleField] {
        match self {
            Self::Revised { changed } => changed,
            Self::Older { filled } => filled,
            _ => &[],
        }
    }
}

/// The reason why an article can't be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Rejection {
    /// It has no headline, dek, body or caption.
    #[error("it has no headline, dek, body or caption")]
    Empty,
    /// It has no headline, dek, body or caption, and the article of its URLs and ids, which it would change, isn't
    /// in the archive.
    #[error("it has no headline, dek, body or caption, and the article that it would change isn't known")]
    UnknownArticle,
    /// Its date is outside the years 1 to 4083.
    #[error("its date is outside the years 1 to 4083")]
    DateOutOfRange,
    /// Every slot of the clock from its time to the end of its day is taken.
    #[error("no slot of the clock is left on its day")]
    DayFull,
    /// Its text is longer than 16 MiB.
    #[error("its text is longer than 16 MiB")]
    TooLong,
    /// Its `extra` has a value that is nested deeper than 126 levels.
    #[error("its extra is nested deeper than 126 levels")]
    TooDeep,
}

/// Something in an article that a save left out, assumed or could not resolve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Warning {
    /// NUL characters, or the characters that the index has for itself (U+E000 to U+E003 and the planes for private use),
    /// were taken out.
    #[error("characters that can't be stored were taken out of {field}")]
    CharactersRemoved {
        /// The field in which they stood.
        field: &'static str,
    },
    /// Not an `http` or `https` URL, nor a `file:` or `data:` one of a picture; it is kept in
    /// `extra.invalid_urls`, a picture's up to its first 2,000 characters, and identifies nothing.
    #[error("not a URL of the web: {url}")]
    InvalidUrl {
        /// The URL as given.
        url: String,
    },
    /// The URL of a picture was a whole `srcset`; it was taken apart.
    #[error("not one URL, but a srcset, which was taken apart: {srcset}")]
    Srcset {
        /// The text as given, up to its first 2,000 characters.
        srcset: String,
    },
    /// A fact of a picture was not taken: the stored one was set by hand, or stood in this article before.
    #[error("{field} of picture {image} stays as it is; {value:?} was left out")]
    PictureKept {
        /// The picture's public identity.
        image: String,
        /// The field.
        field: ImageField,
        /// The value that was left out.
        value: String,
    },
    /// A fact of a picture that other articles use was replaced.
    #[error("{field} of picture {image}, which other articles use, was {value:?}")]
    PictureChanged {
        /// The picture's public identity.
        image: String,
        /// The field.
        field: ImageField,
        /// The value that it had.
        value: String,
    },
    /// A value that its field can't hold was left out; it is kept in `extra.invalid`. A field of `extra`
    /// that is called as one of the article's own is kept as `extra.extra_<field>`.
    #[error("{field} can't be {value:?}; it was left out")]
    InvalidValue {
        /// The field.
        field: &'static str,
        /// The value as given.
        value: String,
    },
    /// A name without letters was left out.
    #[error("an empty name was left out of {field}")]
    EmptyName {
        /// The field.
        field: &'static str,
    },
    /// A list is longer than its limit; what comes after that many was left out.
    #[error("{field} has more than {limit} items: {left_out} were left out")]
    TooMany {
        /// The field.
        field: &'static str,
        /// Items that a list may have.
        limit: usize,
        /// Items that were left out.
        left_out: usize,
    },
    /// Given more than once in this article; kept once.
    #[error("{field} has {name:?} more than once; it is kept once")]
    Duplicate {
        /// The field.
        field: &'static str,
        /// The name that was given again.
        name: String,
    },
    /// A use of a picture has one caption a language: a second one was left out.
    #[error("a picture has another caption in this language: {text:?} was left out")]
    SecondCaption {
        /// The caption that was left out.
        text: String,
    },
    /// Several people go by this name; it is kept as printed and stands for none of them.
    #[error("several people are called {name:?}; it is not said who is meant")]
    AmbiguousPerson {
        /// The name as printed.
        name: String,
    },
    /// Several publications have this title; the one first known was taken.
    #[error("several publications are called {title:?}; the one first known was taken")]
    AmbiguousPublication {
        /// The title as given.
        title: String,
    },
    /// A section needs a publication; it is kept in `extra.unplaced_section`.
    #[error("section {name:?} has no publication")]
    SectionWithoutPublication {
        /// The section as given.
        name: String,
    },
    /// No date is given, or it was cleared: the article stands at the time it was first seen.
    #[error("no date: it stands at the time it was first seen")]
    NoDate,
    /// A date is more than two days ahead of this save. It is kept: by time of publication the article is the newest
    /// until then.
    #[error("{field} is in the future: {date}")]
    FutureDate {
        /// The field.
        field: &'static str,
        /// The date as given.
        date: String,
    },
    /// All 2,048 places of this midnight are taken: it was taken for the day.
    #[error("too many articles at midnight: its time was taken for the day alone")]
    TakenForDay,
    /// An article without URL or id has the same headline and day as a stored one, and another text.
    #[error("another text under the headline and day of article {other}")]
    SameHeadline {
        /// The stored article.
        other: ArticleId,
    },
    /// A value was not taken, or not taken back: the stored one stands.
    #[error("the stored {field} stands: {why}")]
    Kept {
        /// The field.
        field: ArticleField,
        /// The reason.
        why: Reason,
    },
    /// An earlier wording was brought back by its text alone: the body with its markup is in no revision.
    #[error("the body with its markup is in no revision, and is gone")]
    RichBodyLost,
    /// An id given here was that of another article, whose headline and text differ, and its day or URLs. It is kept with both.
    #[error("article {other}, which is another, has an id of it: the id was given again")]
    IdReused {
        /// The stored article.
        other: ArticleId,
    },
    /// A further stored article fits what it says. It was taken for another one, which fits better or is newer.
    #[error("it could be article {other} as well")]
    SameAs {
        /// The further article.
        other: ArticleId,
    },
    /// A URL or id given here leads to another article as well; of several the newest is named.
    #[error("article {other}, which is another, has a URL or id of it too")]
    SharesAddress {
        /// The other article.
        other: ArticleId,
    },
}

/// The reason why a stored value stands against a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// It was set, cleared, added or refused by hand.
    #[error("it was set by hand")]
    ByHand,
    /// The new one is of an earlier version.
    #[error("it is of a later version")]
    Older,
    /// An earlier item of the same source, in the same run, said it.
    #[error("an earlier item of the same source said it")]
    SameRun,
    /// The stored one is from a better source, and the new one of no later version.
    #[error("it is from a better source")]
    BetterSource,
    /// The new one is an excerpt.
    #[error("the new one is an excerpt")]
    Excerpt,
    /// The new one has under 20 words, and the stored one is ten times as long: it may be a notice that the
    /// rest is for subscribers.
    #[error("the new one is as short as a notice")]
    Short,
    /// An article needs it: its last text or caption, its URLs, its ids.
    #[error("an article needs it")]
    Needed,
    /// An earlier wording was brought back, and can't be in this field just as it was.
    #[error("it can't be brought back just as it was")]
    NotBroughtBack,
}
