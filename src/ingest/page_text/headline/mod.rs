//! Finds the headline: the line above the body that what is around it bears out best.

mod features;
mod navigation;
mod weights;

use crate::ingest::page_text::lines::ends_sentence;

pub(super) use features::Seen;
pub use features::{Candidate, Features, NAMES};
pub(super) use navigation::is_navigation;

/// Score below which a line is no headline: nothing bears it out.
const LEAST: f32 = -9.0;

/// Returns the line of the headline, the best of all. No form of a line is ruled out: what speaks against it counts
/// against it.
pub(super) fn find(seen: &Seen<'_>) -> Option<usize> {
    let candidates = seen.candidates();
    let scored = candidates.iter().map(|candidate| (score(&candidate.features), candidate));
    let (score, best) = scored.reduce(|best, other| if other.0 > best.0 { other } else { best })?;
    let is_borne_out = is_borne_out(seen, best);
    (score > LEAST && is_borne_out).then(|| without_title(seen, best.at))
}

/// Lines below the page's own title in which its headline stands.
const BELOW_TITLE: usize = 15;

/// Returns the line that has the headline alone, if the best one has the title of the publication behind it.
fn without_title(seen: &Seen<'_>, best: usize) -> usize {
    let Some(whole) = seen.lines.get(best) else { return best };
    let is_headline = |at: &usize| {
        let rest = seen.lines.get(*at).and_then(|line| whole.text.strip_prefix(&*line.text));
        rest.is_some_and(|rest| {
            [" | ", " - ", " – ", " — "].iter().any(|separator| rest.starts_with(separator))
        })
    };
    (best + 1..best + BELOW_TITLE).find(is_headline).unwrap_or(best)
}

fn score(features: &Features) -> f32 {
    features.iter().zip(weights::WEIGHTS).map(|(feature, weight)| feature * weight).sum()
}

/// Returns true if there is a date, a byline or the same words for a line that reads as a sentence.
fn is_borne_out(seen: &Seen<'_>, candidate: &Candidate) -> bool {
    let Some(line) = seen.lines.get(candidate.at) else { return false };
    let has = |name: &str| {
        let found = NAMES.iter().zip(candidate.features).find(|(known, _)| **known == name);
        found.is_some_and(|(_, value)| value > 0.0)
    };
    let is_sentence = ends_sentence(&line.text) && !line.text.ends_with(['?', '!', ')', '”', '"', '\'']);
    let has_header = has("dated_below") || has("signed_below") || has("printed_above");
    !is_sentence || has_header
}
