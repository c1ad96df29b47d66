//! The explanation of a search.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::id::ArticleId;
use crate::search::exec::shortcut::Shortcut;
use crate::search::query::dates::DayRange;
use crate::search::query::note::Note;
use crate::search::query::order::Order;

/// Explanation of a page of results: how it was found, and the parts of its scores.
///
/// [`Snapshot::explain`](crate::Snapshot::explain) returns it. Its [`Display`](std::fmt::Display) is
/// for a person at a terminal; the text of the query and the words of the archive stand in it as they are,
/// so that a terminal wants it through [`terminal_safe`](crate::terminal_safe).
/// [The orders of results](crate::guide::orders#explained) shows one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// The query, written as text.
    pub query: String,
    /// The order of results.
    pub order: Order,
    /// The plan of the search.
    pub plan: PlanExplanation,
    /// The statistics of the scores; `None` where nothing was scored: in an order by time, where it
    /// was clear that nothing answers, or where the time was up before.
    pub scoring: Option<Scoring>,
    /// The scores of the page, in its order; none where nothing was scored.
    pub hits: Vec<ScoreExplanation>,
    /// Number of articles that were looked at, as [`Page::rows_read`](crate::Page::rows_read).
    pub rows_read: usize,
    /// The shortcuts that were taken; none where all that answers was read.
    pub shortcuts: Vec<Shortcut>,
    /// Notes on the query, as [`Page::notes`](crate::Page::notes);
    /// [`Note::DeadlinePassed`] also where the time was up before all was explained.
    pub notes: Vec<Note>,
}

/// Plan of a search in the index. An article answers if it has at least one term of each clause, none
/// of the excluded terms, and lies in the span of time.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PlanExplanation {
    /// The clauses, each a list of alternatives, in the order of the query.
    pub clauses: Vec<Vec<TermExplanation>>,
    /// The terms that no article may have. Hidden articles are among them unless they are asked for.
    pub excluded: Vec<TermExplanation>,
    /// The first instant of the span of time; `None` is open.
    pub from: Option<DateTime<Utc>>,
    /// The first instant after it.
    pub to: Option<DateTime<Utc>>,
    /// The days to which an article belongs instead of which only the day, month or year is known.
    pub days: DayRange,
    /// True if it was clear without reading that nothing answers.
    pub is_empty: bool,
}

/// One term of a query: any of some phrases, or several terms between parentheses.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TermExplanation {
    /// The term as a query spells it; `every article` where a query asks for nothing else.
    pub term: String,
    /// The phrases it stands for in the index; none where the archive has nothing of that name.
    pub phrases: Vec<PhraseExplanation>,
    /// Number of articles that have it, where a table says which: marks, notes, ids of articles.
    pub listed: Option<u64>,
    /// The clauses between its parentheses, if it is several terms; an article must answer one term of each.
    pub clauses: Vec<Vec<TermExplanation>>,
    /// The terms between its parentheses that an article may not have.
    pub excluded: Vec<TermExplanation>,
    /// The inverse document frequency (idf) by which it scores: that of the phrase with the least. `None`
    /// where it only selects. In the articles of a language it may weigh something else
    /// ([`Scoring::languages`]). On a further page it is the weight that the first page had.
    /// A word by which [articles like another](crate::Snapshot::similar) are found weighs more the more often it stands in that one.
    pub weight: Option<f64>,
}

/// Words that are looked for one after another in one column of the index, or that find candidates of which the text is read.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PhraseExplanation {
    /// Its words, as the index has them: folded, or stems.
    pub words: Vec<WordStatistics>,
    /// True if the last word is only the beginning of one.
    pub is_prefix: bool,
    /// True if an article with these words only may answer, so that its text is read: where the index can't tell what stands
    /// beside a word, or in which field. Each word is there in all the ways in which the index may have it.
    pub is_confirmed: bool,
    /// The columns of `article_fts` in which it counts; of a phrase that is confirmed, those that are read.
    pub columns: Vec<&'static str>,
    /// The languages in whose articles and captions it counts, by their first subtags; `None` is all.
    pub languages: Option<Vec<String>>,
    /// Sum of the idf of its words; `None` where the term only selects. A word in a script without blanks is looked for by its
    /// letters, two by two, and its idf is that of the rarest pair.
    pub weight: Option<f64>,
}

/// Statistics of a word in the index.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct WordStatistics {
    /// The word, or a token of the column `scope`, without the sign with which it begins.
    pub word: String,
    /// Number of words of the index that a beginning stands for; `None` if it is a whole word.
    pub expansions: Option<usize>,
    /// Number of documents (articles) that have it in any column.
    pub document_frequency: u64,
    /// True if that was counted; false if it was estimated from a page of postings, or is the sum over the
    /// words that begin so.
    pub is_counted: bool,
    /// Approximate number of bytes of its postings.
    pub postings_bytes: u64,
}

/// Statistics with which articles are scored. [The orders of results](crate::guide::orders) has the formulas.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Scoring {
    /// Number of articles in the index, hidden ones included.
    pub documents: u64,
    /// Number of words of an article, on average.
    pub average_length: f64,
    /// The languages in which articles are scored by other statistics than these, by their tags.
    pub languages: Vec<LanguageStatistics>,
    /// The parameter k1 of BM25.
    pub k1: f64,
    /// The parameter b of BM25.
    pub b: f64,
    /// The parameters of recency; `None` where it doesn't count.
    pub recency: Option<RecencyStatistics>,
}

/// Statistics with which the articles of one language are scored.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct LanguageStatistics {
    /// The first subtag of the language.
    pub language: String,
    /// Number of words of an article, on average.
    pub average_length: f64,
    /// The weights of the terms that score, in the order of the query; 0 for a stop word.
    pub weights: Vec<f64>,
}

/// Parameters of recency.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RecencyStatistics {
    /// The minute from which age is counted.
    pub counted_from: DateTime<Utc>,
    /// The age at which an article counts half.
    pub half_life_days: f64,
}

/// An article's score: the sum over its terms, times its recency.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ScoreExplanation {
    /// The article.
    pub id: ArticleId,
    /// Its score, as [`Hit::score`](crate::Hit::score): exactly `relevance * recency`.
    pub score: f64,
    /// Exactly the sum of the scores of its terms, in their order; 1 where recency alone decides because no
    /// term of the query scores.
    pub relevance: f64,
    /// 1 / (1 + age / half-life), or 0.35 if that is less; 1 where recency doesn't count.
    pub recency: f64,
    /// Age in minutes; `None` where recency doesn't count.
    pub age_minutes: Option<u64>,
    /// The language by whose statistics it is scored; `None` for those of the whole archive.
    pub language: Option<String>,
    /// Length of the article in words.
    pub length: u64,
    /// k1 × (1 − b + b × length / average length): at that frequency a term scores half of what it can.
    pub norm: f64,
    /// The scores of the terms that score, in the order of the query; those too that the article doesn't have.
    pub terms: Vec<TermScore>,
}

/// Part of a term in a score: weight × (k1 + 1) × frequency / (frequency + norm).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TermScore {
    /// The term as a query spells it.
    pub term: String,
    /// The phrase that counted, of several the one found most often; `None` where the article has none.
    pub phrase: Option<String>,
    /// The term's weight: its idf in the archive, or what it weighs in the language of the article.
    pub weight: f64,
    /// Number of occurrences in the headline.
    pub in_headline: u64,
    /// Number of occurrences elsewhere.
    pub elsewhere: u64,
    /// Term frequency: an occurrence in the headline counts 2, any other 1.
    pub frequency: f64,
    /// frequency / (frequency + norm): the share that it reaches of what it scores at most.
    pub share: f64,
    /// The part of the score that it adds.
    pub score: f64,
}
