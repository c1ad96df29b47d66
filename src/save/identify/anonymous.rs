//! Uris of articles that have no address of their own.

use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::model::article::headline_day::day_said;
use crate::model::new_article::NewArticle;
use crate::save::state::Batch;
use crate::text::{fold_name, hex};

impl Batch<'_> {
    /// Returns a free uri for an article: a hash of publication, headline and day, with a number where others have it.
    pub(super) fn anonymous_uri(&mut self, article: &NewArticle) -> Result<String> {
        let base = format!("urn:dateline:headline-day:{}", hash(article));
        let last = match self.numbers.get(&base) {
            Some(last) => *last,
            None => self.last_number(&base)?,
        };
        let mut number = last + 1;
        // The numbers after the last one are free, but for one that somebody chose himself.
        while self.by_uri(&numbered(&base, number))?.is_some() {
            number += 1;
        }
        let uri = numbered(&base, number);
        self.numbers.insert(base, number);
        Ok(uri)
    }

    /// Returns a number that has an article and no other after it, or zero. They were given one after the other, so that
    /// a few look-ups find it.
    fn last_number(&self, base: &str) -> Result<u64> {
        let mut taken = 0;
        let mut step = 1;
        while self.by_uri(&numbered(base, taken + step))?.is_some() {
            taken += step;
            step *= 2;
        }
        while step > 1 {
            step /= 2;
            if self.by_uri(&numbered(base, taken + step))?.is_some() {
                taken += step;
            }
        }
        Ok(taken)
    }
}

fn numbered(base: &str, number: u64) -> String {
    if number == 1 { base.to_owned() } else { format!("{base}.{number}") }
}

/// Returns a hash of publication, folded headline and printed day; of the body where a part is missing.
fn hash(article: &NewArticle) -> String {
    let publication = article.publication.as_ref();
    let title = publication.map(|publication| match &publication.title {
        title if title.is_empty() => publication.domain.clone().unwrap_or_default(),
        title => fold_name(title),
    });
    let day = day_said(article.published, &article.published_printed);
    let mut hash = Sha256::new();
    for part in [title.as_deref().unwrap_or_default(), &fold_name(&article.headline)] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    match &day {
        Some(day) if !article.headline.is_empty() => hash.update(day.as_bytes()),
        _ => hash.update(fold_name(&article.body).as_bytes()),
    }
    hex(&hash.finalize()[..16])
}
