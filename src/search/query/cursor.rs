//! The place at which one page of results ends and the next begins.

use std::cmp::Ordering;
use std::fmt;
use std::iter;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::search::lists::place::ListPlace;

/// The beginning of every cursor. One without it is refused: it is of a version whose clocks mean other times.
const VERSION: &str = "2";
/// The most spans of time that a cursor keeps. Only pages that the deadline cut add any.
const MAX_SPANS: usize = 256;
/// The most languages that a cursor has weights of. Those with a list of stop words and those with a good part of the archive's
/// articles are fewer.
const MAX_LANGUAGES: usize = 64;

/// The place in the results after which the next page begins.
///
/// It names a place, not a page number, so pages neither skip nor repeat an article while the
/// archive grows. In an order by score it also carries the statistics of the first page. Hand it back as
/// it came, with the same query and order; as text it fits into a URL. Its form is no part of the public
/// interface, and may change: the text begins with the version of its form, and of another it is an
/// [`InvalidCursor`].
///
/// By score a page that the deadline cut adds to its cursor how far it came. A cursor keeps 256 such spans of time:
/// past that many cut pages, some articles may be shown twice.
///
/// ```
/// use dateline::{Cursor, Order, Query};
///
/// let from_url: Cursor = "2t4357029888".parse()?;
/// assert_eq!(from_url.to_string(), "2t4357029888");
/// let next = Query::from("iran").order(Order::Newest).page_after(Some(from_url));
/// # let _ = next;
/// # Ok::<(), dateline::InvalidCursor>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Cursor(pub(crate) Place);

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Place {
    Clock(i64),
    /// Among those that have so many of the words of a relaxed query.
    Most(i64, usize),
    Ranked(Shown, Statistics),
    /// The use of a picture: the clock of its article, and its position there.
    Image(i64, u32),
    /// An entry of a list of names, or a value of a facet.
    Listed(ListPlace),
}

/// A row and its score. The better is the greater; of equals, the newer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ranked {
    pub(crate) score: f64,
    pub(crate) clock: i64,
}

impl Ranked {
    /// Before every article.
    pub(crate) const FIRST: Self = Self { score: f64::MAX, clock: i64::MAX };
    /// Behind every article.
    pub(crate) const LAST: Self = Self { score: 0.0, clock: 0 };
}

impl Eq for Ranked {}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score.total_cmp(&other.score).then(self.clock.cmp(&other.clock))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The articles that the pages before have shown, in an order by score.
///
/// A whole page shows the best of all articles. One that the deadline cut shows the best of those that were
/// read, which are the newest. So it is kept for each span of time how far it was shown: an article that
/// was read later than others isn't taken for shown because it is better than they are.
///
/// The spans come from the newest, each begins before the one above it, and the last begins at 0.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shown(Vec<ShownSpan>);

/// A span of the clock that begins at `from`, of which the articles down to `last` were shown.
#[derive(Clone, Copy, Debug, PartialEq)]
struct ShownSpan {
    from: i64,
    last: Ranked,
}

impl Default for Shown {
    fn default() -> Self {
        Self(vec![ShownSpan { from: 0, last: Ranked::FIRST }])
    }
}

impl Shown {
    /// Returns true if an article was shown.
    pub(crate) fn has(&self, row: Ranked) -> bool {
        let span = self.0.iter().find(|span| row.clock >= span.from);
        span.is_some_and(|span| row >= span.last)
    }

    /// Returns the clock from which on every article was shown.
    pub(crate) fn to(&self) -> i64 {
        let whole = self.0.iter().take_while(|span| span.last == Ranked::LAST).last();
        whole.map_or(i64::MAX, |span| span.from)
    }

    /// Returns the same after a further page, for which all from a clock on was read, and shown down to
    /// `last`.
    pub(crate) fn with(&self, last: Ranked, read_to: i64) -> Self {
        let mut spans = Vec::<ShownSpan>::with_capacity(self.0.len() + 1);
        let mut end = i64::MAX;
        for span in &self.0 {
            // The older part of the span in which reading ended stays as it was.
            if end > read_to {
                spans.push(ShownSpan { from: span.from.max(read_to), last: span.last.min(last) });
            }
            if span.from < read_to {
                spans.push(*span);
            }
            end = span.from;
        }
        spans.dedup_by(|older, newer| {
            let is_same = older.last == newer.last;
            if is_same {
                newer.from = older.from;
            }
            is_same
        });
        while spans.len() > MAX_SPANS {
            join_oldest(&mut spans);
        }
        Self(spans)
    }

    /// Returns the spans of a cursor that was read, if they are such as [`with`](Self::with) makes.
    fn of(spans: Vec<ShownSpan>) -> Option<Self> {
        let falls = spans.is_sorted_by(|newer, older| newer.from > older.from);
        let ends = spans.last().is_some_and(|oldest| oldest.from == 0);
        (falls && ends && spans.len() <= MAX_SPANS).then_some(Self(spans))
    }
}

/// Joins the two oldest spans. Of the one of which more was shown, some is shown again: better than never.
fn join_oldest(spans: &mut Vec<ShownSpan>) {
    let Some(oldest) = spans.pop() else { return };
    if let Some(joined) = spans.last_mut() {
        *joined = ShownSpan { from: oldest.from, last: joined.last.max(oldest.last) };
    }
}

/// The statistics with which a page was scored. A cursor carries them on, so that all pages are scored
/// alike while the archive grows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Statistics {
    /// Those of the whole archive.
    pub(crate) weights: Weights,
    /// The languages that have others, by their tags.
    pub(crate) languages: Vec<LanguageWeights>,
    /// The parameters of recency, if it counts.
    pub(crate) recency: Option<Recency>,
    /// True if the terms are those of a relaxed query.
    pub(crate) is_relaxed: bool,
}

/// What the words of a query weigh, and how long an article is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Weights {
    /// The weight of each term.
    pub(crate) terms: Vec<f64>,
    /// Words of an article, on average.
    pub(crate) average: f64,
}

/// The weights in the articles of one language.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LanguageWeights {
    /// The first subtag of the language: small letters and digits.
    pub(crate) tag: String,
    pub(crate) weights: Weights,
}

/// The parameters by which an article's weight falls with its age.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Recency {
    /// The minute of the clock from which age is counted.
    pub(crate) now: i64,
    /// After so many minutes the weight is a half.
    pub(crate) half: f64,
}

// No number in it is NaN: none is given out, and none is read.
impl Eq for Cursor {}

impl Cursor {
    /// Returns true if it is of a page of a relaxed query.
    pub(crate) fn is_relaxed(&self) -> bool {
        match &self.0 {
            Place::Most(..) => true,
            Place::Ranked(_, statistics) => statistics.is_relaxed,
            _ => false,
        }
    }
}

/// The text is not a [`Cursor`] that an archive gave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor of this archive")]
pub struct InvalidCursor;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (shown, statistics) = match &self.0 {
            Place::Clock(clock) => return write!(f, "{VERSION}t{clock}"),
            Place::Most(clock, least) => return write!(f, "{VERSION}m{clock}-{least}"),
            Place::Image(clock, position) => return write!(f, "{VERSION}p{clock}-{position}"),
            Place::Listed(place) => return write!(f, "{VERSION}l{place}"),
            Place::Ranked(shown, statistics) => (shown, statistics),
        };
        f.write_str(VERSION)?;
        let first = if statistics.is_relaxed { "x" } else { "r" };
        for (before, ShownSpan { from, last }) in [first].into_iter().chain(iter::repeat(".")).zip(&shown.0) {
            write!(f, "{before}{from}-{}-{:x}", last.clock, last.score.to_bits())?;
        }
        write!(f, "_{:x}", statistics.weights.average.to_bits())?;
        match statistics.recency {
            Some(Recency { now, half }) => write!(f, "-{now}-{:x}", half.to_bits())?,
            None => f.write_str("--")?,
        }
        statistics.weights.write_terms(f)?;
        for LanguageWeights { tag, weights } in &statistics.languages {
            write!(f, "~{tag}-{:x}", weights.average.to_bits())?;
            weights.write_terms(f)?;
        }
        Ok(())
    }
}

impl Weights {
    fn write_terms(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.terms.iter().try_for_each(|weight| write!(f, "-{:x}", weight.to_bits()))
    }
}

impl FromStr for Cursor {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.strip_prefix(VERSION).and_then(read_place).map(Self).ok_or(InvalidCursor)
    }
}

fn read_place(text: &str) -> Option<Place> {
    let mut rest = text.chars();
    match rest.next()? {
        't' => digits(rest.as_str()).map(Place::Clock),
        'm' => read_most(rest.as_str()),
        'r' => read_ranked(rest.as_str(), false),
        'x' => read_ranked(rest.as_str(), true),
        'p' => read_image(rest.as_str()),
        'l' => ListPlace::read(rest.as_str()).map(Place::Listed),
        _ => None,
    }
}

fn read_most(text: &str) -> Option<Place> {
    let (clock, least) = text.split_once('-')?;
    Some(Place::Most(digits(clock)?, digits(least)?.try_into().ok()?))
}

fn read_ranked(text: &str, is_relaxed: bool) -> Option<Place> {
    let (shown, statistics) = text.split_once('_')?;
    // One more than is allowed is enough to see that there are too many.
    let spans = shown.split('.').take(MAX_SPANS + 1).map(read_span).collect::<Option<_>>()?;
    Some(Place::Ranked(Shown::of(spans)?, read_statistics(statistics, is_relaxed)?))
}

fn read_span(text: &str) -> Option<ShownSpan> {
    let mut parts = text.split('-');
    let (from, clock, score) = (digits(parts.next()?)?, digits(parts.next()?)?, number(parts.next()?)?);
    parts.next().is_none().then_some(ShownSpan { from, last: Ranked { score, clock } })
}

fn read_statistics(text: &str, is_relaxed: bool) -> Option<Statistics> {
    // One language more than is allowed is enough to see that there are too many.
    let mut each = text.split('~').take(MAX_LANGUAGES + 2);
    let mut parts = each.next()?.split('-');
    let average = read_average(parts.next()?)?;
    let recency = match (parts.next()?, parts.next()?) {
        ("", "") => None,
        (now, half) => Some(Recency { now: digits(now)?, half: number(half).filter(|half| *half >= 1.0)? }),
    };
    let weights = Weights { terms: parts.map(number).collect::<Option<_>>()?, average };
    let languages = each.map(|language| read_language(language, weights.terms.len()));
    let languages = languages.collect::<Option<Vec<_>>>()?;
    let is_whole = languages.len() <= MAX_LANGUAGES && languages.is_sorted_by(|one, next| one.tag < next.tag);
    is_whole.then_some(Statistics { weights, languages, recency, is_relaxed })
}

fn read_language(text: &str, terms: usize) -> Option<LanguageWeights> {
    let mut parts = text.split('-');
    let is_tag =
        |tag: &&str| !tag.is_empty() && tag.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let tag = parts.next().filter(is_tag)?.to_owned();
    let average = read_average(parts.next()?)?;
    let weights = Weights { terms: parts.map(number).collect::<Option<_>>()?, average };
    (weights.terms.len() == terms).then_some(LanguageWeights { tag, weights })
}

fn read_average(text: &str) -> Option<f64> {
    number(text).filter(|average| *average >= 1.0)
}

fn read_image(text: &str) -> Option<Place> {
    let (clock, position) = text.split_once('-')?;
    Some(Place::Image(digits(clock)?, digits(position)?.try_into().ok()?))
}

fn digits(text: &str) -> Option<i64> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

fn number(text: &str) -> Option<f64> {
    let bits = text.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u64::from_str_radix(text, 16).ok())?;
    bits.map(f64::from_bits).filter(|number| number.is_finite() && *number >= 0.0)
}

impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_by_which_a_score_would_be_no_number_is_none() {
        let text = |average: f64, half: f64| {
            let recency = Some(Recency { now: 7, half });
            let weights = Weights { terms: vec![0.5], average };
            let (languages, is_relaxed) = (Vec::new(), true);
            let statistics = Statistics { weights, languages, recency, is_relaxed };
            let shown = Shown::default().with(Ranked { score: 0.25, clock: 9 }, 4);
            Cursor(Place::Ranked(shown, statistics)).to_string()
        };
        assert_eq!(text(1.0, 1.0).parse::<Cursor>().map(|cursor| cursor.to_string()), Ok(text(1.0, 1.0)));
        for (average, half) in [(0.0, 1.0), (1.0, 0.0), (f64::NAN, 1.0), (1.0, f64::INFINITY), (-2.0, 1.0)] {
            assert_eq!(text(average, half).parse::<Cursor>(), Err(InvalidCursor), "{average} {half}");
        }
    }

    #[test]
    fn a_cursor_whose_spans_are_none_is_none() {
        let read = |spans: &[i64]| {
            let last = row(0.25, 9);
            let spans = spans.iter().map(|from| ShownSpan { from: *from, last }).collect();
            let weights = Weights { terms: vec![0.5], average: 1.0 };
            let statistics = Statistics { weights, languages: Vec::new(), recency: None, is_relaxed: false };
            let cursor = Cursor(Place::Ranked(Shown(spans), statistics));
            cursor.to_string().parse::<Cursor>().map(|read| assert_eq!(read, cursor))
        };
        let falling = |count: i64| (0..count).rev().collect::<Vec<_>>();
        for spans in [&[0][..], &[7, 0], &[9, 7, 0], &falling(256)] {
            assert_eq!(read(spans), Ok(()), "{spans:?}");
        }
        for spans in [&[7][..], &[9, 7], &[0, 7], &[7, 7, 0], &[7, 9, 0], &[7, 0, 0], &falling(257)] {
            assert_eq!(read(spans), Err(InvalidCursor), "{spans:?}");
        }
    }

    #[test]
    fn a_cursor_whose_languages_are_none_is_none() {
        let read = |languages: &[(&str, f64, usize)]| {
            let weights = |average, terms| Weights { terms: vec![0.5; terms], average };
            let language = |(tag, average, terms): &(&str, f64, usize)| LanguageWeights {
                tag: (*tag).to_owned(),
                weights: weights(*average, *terms),
            };
            let statistics = Statistics {
                weights: weights(3.0, 2),
                languages: languages.iter().map(language).collect(),
                recency: None,
                is_relaxed: false,
            };
            let cursor = Cursor(Place::Ranked(Shown::default(), statistics));
            cursor.to_string().parse::<Cursor>().map(|read| assert_eq!(read, cursor))
        };
        let many = |count: usize| (0..count).map(|at| format!("l{at:03}")).collect::<Vec<_>>();
        let all = |tags: &[String]| read(&tags.iter().map(|tag| (&**tag, 1.0, 2)).collect::<Vec<_>>());
        assert_eq!(read(&[("de", 7.0, 2), ("en", 1.5, 2)]), Ok(()));
        assert_eq!((all(&many(64)), all(&many(65))), (Ok(()), Err(InvalidCursor)));
        for languages in [
            [("en", 7.0, 2), ("de", 1.5, 2)],
            [("de", 7.0, 2), ("de", 1.5, 2)],
            [("de", 7.0, 2), ("en", 0.5, 2)],
            [("de", 7.0, 2), ("en", 1.5, 1)],
            [("de", 7.0, 3), ("en", 1.5, 2)],
            [("", 7.0, 2), ("en", 1.5, 2)],
            [("DE", 7.0, 2), ("en", 1.5, 2)],
        ] {
            assert_eq!(read(&languages), Err(InvalidCursor), "{languages:?}");
        }
    }

    #[test]
    fn a_cursor_of_too_many_spans_shows_some_again_and_leaves_out_none() {
        // Each page reads one clock less than the one before, and shows it down to a higher score.
        let mut shown = Shown::default();
        for page in 0..300 {
            let read_to = 1000 - page;
            shown = shown.with(row(page as f64 + 1.0, read_to), read_to);
            assert_eq!(Shown::of(shown.0.clone()).as_ref(), Some(&shown));
        }
        assert_eq!(shown.0.len(), 256);
        assert!(!shown.has(row(1e9, 5)));
    }

    fn row(score: f64, clock: i64) -> Ranked {
        Ranked { score, clock }
    }

    #[test]
    fn what_was_not_read_for_a_page_is_not_taken_for_shown() {
        let shown = Shown::default();
        assert!(!shown.has(row(9.0, 1)) && shown.to() == i64::MAX);
        // Cut at the clock 50; the best of what was read, down to the score 3, was shown.
        let cut = shown.with(row(3.0, 70), 50);
        assert!(cut.has(row(4.0, 60)) && cut.has(row(3.0, 70)) && !cut.has(row(3.0, 69)));
        assert!(!cut.has(row(4.0, 49)));
        // The next page is whole: what it read of the older is better.
        let whole = cut.with(row(3.5, 20), 0);
        assert!(whole.has(row(3.0, 70)) && !whole.has(row(3.0, 69)));
        assert!(whole.has(row(4.0, 49)) && !whole.has(row(3.5, 19)));
        // Another is cut in the newer span, and has shown all of what it read.
        let all = cut.with(Ranked::LAST, 60);
        assert_eq!(all.to(), 60);
        assert!(
            all.has(row(0.5, 60))
                && !all.has(row(2.0, 59))
                && all.has(row(4.0, 59))
                && !all.has(row(4.0, 49))
        );
        // When the older span is whole too, only that which was never read is left.
        assert_eq!(all.with(Ranked::LAST, 10), shown.with(Ranked::LAST, 10));
    }
}
