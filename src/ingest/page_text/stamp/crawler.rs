//! The line that some crawlers put above a page.

use crate::model::moment::Moment;

/// Reads `date 2023-04-29 …`: the date, and the rest.
pub fn date(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("date ")?.trim_start();
    let (date, rest) = (rest.get(..10)?, rest.get(10..)?);
    date.parse::<Moment>().ok()?;
    Some((date, rest.trim()))
}
