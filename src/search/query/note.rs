//! Notes on the parts of a query that could not be used.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::search::query::limits::{
    MAX_BYTES, MAX_DEPTH, MAX_IDS, MAX_NOTES, MAX_TERMS, MAX_TEXT, MAX_WORDS,
};

/// Something in a query that was ignored, cut, or read in another way than it may have been meant.
///
/// Its [`Display`](fmt::Display) is a sentence for the person who typed the query. Quoted parts of
/// the query are cut to 40 characters.
///
/// ```
/// use dateline::{Note, Query};
///
/// let query = Query::from("iran OR on:yesterday");
/// assert!(query.notes().contains(&Note::BadDate("yesterday".into())));
/// for note in query.notes() {
///     println!("{note}");
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Note {
    /// An operator (`OR`, `AND`, `NOT`, `-`, `*`, a parenthesis) with nothing to work on where it stands.
    IgnoredOperator(String),
    /// Parentheses within more others than a query holds were ignored.
    // In queries that were stored before parentheses grouped, all were.
    #[serde(alias = "ignored_parentheses")]
    TooDeep,
    /// Nothing but punctuation.
    NoWord(String),
    /// The last quotation has no end; it was taken to run to the end of the query.
    UnclosedQuote,
    /// A parenthesis has no end; it was taken to hold all up to the end of the query.
    UnclosedParenthesis,
    /// A field name with no value.
    EmptyValue(String),
    /// Not the name of a field; its text is searched as words.
    UnknownField(String),
    /// A value that `has:` doesn't know, with the field.
    UnknownValue(String),
    /// Not a date.
    BadDate(String),
    /// A date before now, in a query that doesn't know when [now](crate::Query::now) is.
    NoNow(String),
    /// An exclusion or a date beside `OR`; it holds for the whole query.
    NotAlternative(String),
    /// `-` before a date, which can't be excluded.
    NotExcludable(String),
    /// The text was cut.
    TextCut,
    /// Terms beyond the most that a query holds were left out.
    TooManyTerms,
    /// Ids of articles beyond the most that a term holds were left out.
    TooManyIds,
    /// A phrase was cut.
    PhraseCut,
    /// A word or a value was cut.
    WordCut,
    /// The archive knows nobody and nothing of this name, with the field.
    NoSuch(String),
    /// No article has all the words: those on the page have any of them, or in an order by time the most of them.
    Relaxed,
    /// The search took longer than it may, or its prefixes stand for more than 262,144 words: what was
    /// found until then is the answer.
    DeadlinePassed,
    /// There are more buckets than a timeline has: the earliest were left out.
    TimelineCut,
    /// A name that stands for more people, tags or sections than are looked for.
    TooManyNamed(String),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::IgnoredOperator(operator) => {
                write!(f, "`{operator}` was ignored: it has nothing to work on")
            }
            Self::TooDeep => write!(f, "parentheses within {MAX_DEPTH} others were ignored"),
            Self::NoWord(text) => write!(f, "`{text}` was ignored: there is no word in it"),
            Self::UnclosedQuote => f.write_str("a quotation has no end: it runs to the end of the query"),
            Self::UnclosedParenthesis => {
                f.write_str("a parenthesis has no end: it holds all up to the end of the query")
            }
            Self::EmptyValue(field) => write!(f, "`{field}` was ignored: it has no value"),
            Self::UnknownField(name) => {
                write!(f, "`{name}:` is not a field: it was read as words")?;
                meant_by(name).map_or(Ok(()), |keyword| write!(f, "; the field is `{keyword}:`"))
            }
            Self::UnknownValue(text) => {
                write!(f, "`{text}` was ignored: only has:image and has:note are known")
            }
            Self::BadDate(text) => {
                write!(
                    f,
                    "`{text}` was ignored: a date looks like 2023, 2023-04, 2023-04-29, 2023-04-29T22:31 or -7d"
                )
            }
            Self::NoNow(text) => {
                write!(f, "`{text}` was ignored: the query doesn't say from when it is counted back")
            }
            Self::NotAlternative(text) => {
                write!(f, "`{text}` can't be joined by OR: it holds for the whole query")
            }
            Self::NotExcludable(text) => write!(f, "`{text}` was ignored: a date can't be excluded"),
            Self::TextCut => write!(f, "the query was cut: at most {MAX_TEXT} bytes are read"),
            Self::TooManyTerms => write!(f, "terms were left out: a query holds at most {MAX_TERMS}"),
            Self::TooManyIds => write!(f, "ids of articles were left out: a term holds at most {MAX_IDS}"),
            Self::PhraseCut => write!(f, "a phrase was cut: it holds at most {MAX_WORDS} words"),
            Self::NoSuch(text) => write!(f, "`{text}` finds nothing: the archive has nothing of that name"),
            Self::Relaxed => f.write_str("no article has all the words: these have some of them"),
            Self::DeadlinePassed => f.write_str("the search took too long: there may be more, and better"),
            Self::TimelineCut => f.write_str("the timeline was cut: the earliest part is left out"),
            Self::TooManyNamed(name) => write!(f, "`{name}` stands for too many: some were left out"),
            Self::WordCut => write!(f, "a word was cut: it holds at most {MAX_BYTES} bytes"),
        }
    }
}

/// Returns the keyword that may be meant by another name for it.
fn meant_by(name: &str) -> Option<&'static str> {
    Some(match name.to_lowercase().as_str() {
        "author" | "authors" | "byline" | "writer" | "reporter" | "journalist" | "correspondent" => "by",
        "title" | "titles" | "heading" | "hed" | "head" | "intitle" | "allintitle" | "subject" => "headline",
        "subtitle" | "subhead" | "standfirst" | "summary" | "abstract" | "description" | "lead" | "lede" => {
            "dek"
        }
        "text" | "content" | "fulltext" | "intext" | "allintext" | "story" => "body",
        "captions" | "image" | "photo" | "picture" | "alt" => "caption",
        "credits" | "photographer" | "photocredit" | "rights" | "copyright" => "credit",
        "people" | "persons" | "who" | "name" | "about" | "mentions" => "person",
        "tags" | "topic" | "topics" | "keyword" | "keywords" | "label" | "hashtag" => "tag",
        "site" | "source" | "sources" | "publication" | "publisher" | "outlet" | "paper" | "newspaper"
        | "domain" | "host" | "url" | "inurl" | "feed" => "from",
        "category" | "categories" | "desk" | "channel" | "rubric" | "sections" => "section",
        "language" | "languages" | "lr" | "locale" => "lang",
        "since" | "start" | "newer" | "later" => "after",
        "until" | "till" | "to" | "end" | "older" | "earlier" => "before",
        "date" | "day" | "month" | "year" | "when" | "published" | "pubdate" => "on",
        "marks" | "marked" | "flag" | "flagged" => "mark",
        "notes" | "annotation" | "comment" => "note",
        "with" | "contains" => "has",
        "status" => "is",
        _ => return None,
    })
}

/// Returns the beginning of a text, for a note.
pub(crate) fn excerpt(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Notes something, unless it is known or too much is.
pub(crate) fn add_note(notes: &mut Vec<Note>, note: Note) {
    if notes.len() < MAX_NOTES && !notes.contains(&note) {
        notes.push(note);
    }
}
