//! Where one page of results ends and the next begins.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The place in the results after which the next page begins.
///
/// It names a place, not a page number, so pages neither skip nor repeat an article while the
/// archive grows. In an order by relevance it also carries what the first page was scored with. Hand
/// it back as it came, with the same query and order; as text it fits into a URL. What stands in it
/// is nobody's business but the archive's, and may change.
///
/// ```
/// use dateline::{Cursor, Order, Query};
///
/// let from_url: Cursor = "272314368".parse()?;
/// assert_eq!(from_url.to_string(), "272314368");
/// let next = Query::from("iran").order(Order::Newest).page_after(Some(from_url));
/// # let _ = next;
/// # Ok::<(), dateline::InvalidCursor>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Cursor(pub(crate) Place);

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Place {
    Clock(i64),
    Ranked(Ranked, Statistics),
    /// The use of a picture: the clock of its article, and its position there.
    Image(i64, u32),
}

/// A row and its score. The better is the greater; of equals, the newer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ranked {
    pub(crate) score: f64,
    pub(crate) clock: i64,
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

/// What a page was scored with, besides its articles. A cursor carries it on, so that all pages are scored
/// alike while the archive grows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Statistics {
    /// The weight of each term: its inverse document frequency.
    pub(crate) weights: Vec<f64>,
    /// Words of an article, on average.
    pub(crate) average: f64,
    /// What recency counts, if it does.
    pub(crate) recency: Option<Recency>,
}

/// How an article's weight falls with its age.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Recency {
    /// The minute of the clock from which age is counted.
    pub(crate) now: i64,
    /// After so many minutes the weight is a half.
    pub(crate) half: f64,
}

// No number in it is NaN: none is given out, and none is read.
impl Eq for Cursor {}

/// The text is not a [`Cursor`] that an archive gave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor of this archive")]
pub struct InvalidCursor;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (row, statistics) = match &self.0 {
            Place::Clock(clock) => return clock.fmt(f),
            Place::Image(clock, position) => return write!(f, "p{clock}-{position}"),
            Place::Ranked(row, statistics) => (row, statistics),
        };
        write!(f, "r{}-{:x}-{:x}", row.clock, row.score.to_bits(), statistics.average.to_bits())?;
        match statistics.recency {
            Some(Recency { now, half }) => write!(f, "-{now}-{:x}", half.to_bits())?,
            None => f.write_str("--")?,
        }
        statistics.weights.iter().try_for_each(|weight| write!(f, "-{:x}", weight.to_bits()))
    }
}

impl FromStr for Cursor {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let place = match text.chars().next() {
            Some('r') => text.strip_prefix('r').and_then(read_ranked),
            Some('p') => text.strip_prefix('p').and_then(read_use),
            _ => digits(text).map(Place::Clock),
        };
        place.map(Self).ok_or(InvalidCursor)
    }
}

fn read_ranked(text: &str) -> Option<Place> {
    let mut parts = text.split('-');
    let clock = digits(parts.next()?)?;
    let score = number(parts.next()?)?;
    let average = number(parts.next()?).filter(|average| *average >= 1.0)?;
    let recency = match (parts.next()?, parts.next()?) {
        ("", "") => None,
        (now, half) => Some(Recency { now: digits(now)?, half: number(half).filter(|half| *half >= 1.0)? }),
    };
    let weights = parts.map(number).collect::<Option<_>>()?;
    Some(Place::Ranked(Ranked { score, clock }, Statistics { weights, average, recency }))
}

fn read_use(text: &str) -> Option<Place> {
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
            let statistics = Statistics { weights: vec![0.5], average, recency };
            Cursor(Place::Ranked(Ranked { score: 0.25, clock: 9 }, statistics)).to_string()
        };
        assert_eq!(text(1.0, 1.0).parse::<Cursor>().map(|cursor| cursor.to_string()), Ok(text(1.0, 1.0)));
        for (average, half) in [(0.0, 1.0), (1.0, 0.0), (f64::NAN, 1.0), (1.0, f64::INFINITY), (-2.0, 1.0)] {
            assert_eq!(text(average, half).parse::<Cursor>(), Err(InvalidCursor), "{average} {half}");
        }
    }
}
