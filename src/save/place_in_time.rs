//! The place of an article in time: when it was published, and its clock.

use chrono::{DateTime, TimeDelta, Utc};

use super::clean::CleanArticle;
use super::report::{Rejection, Warning};
use super::resolve_date::{resolve, resolve_date};
use super::state::{Batch, Identity};
use crate::error::Result;
use crate::model::clock::Place;
use crate::model::moment::{Moment, Precision};
use crate::model::new_article::ArticleField;
use crate::model::published::Published;

impl Batch<'_> {
    /// Decides when an article was published, and takes a clock for that; the stored one if it is the same.
    pub(super) fn place_in_time(
        &mut self,
        clean: &mut CleanArticle,
        identity: &Identity,
    ) -> Result<Result<(Published, i64), Rejection>> {
        self.warn_of_the_future(clean);
        let stored = identity.stored.and_then(|id| self.articles.get(&id));
        // A source that repeats what was corrected says nothing new.
        let repeats = |said: &mut Moment| stored.is_some_and(|stored| stored.corrected.contains(said));
        clean.article.published.take_if(repeats);
        let ran_in = stored.and_then(|stored| stored.article.publication.as_ref());
        let zone = self.names.zone_of(self.snapshot, clean.article.publication.as_ref(), ran_in)?;
        let before = stored.map(|stored| (stored.article.published.clone(), stored.clock));
        // Without its date an article stands where it was first seen.
        let is_cleared = clean.article.clear.contains(&ArticleField::Published);
        let before_date = before.as_ref().map(|(published, _)| published).filter(|_| !is_cleared);
        let first_seen = stored.map_or(self.now, |stored| stored.article.first_seen);
        let mut published = resolve_date(&clean.article, before_date, zone, first_seen);
        let stays = |published: &Published| {
            let (before, clock) = before.as_ref()?;
            (before.at == published.at && before.precision == published.precision).then_some(*clock)
        };
        if let Some(clock) = stays(&published) {
            return Ok(Ok((published, clock)));
        }
        if published.precision.is_none() {
            clean.warnings.push(Warning::NoDate);
        }
        let Some(mut place) = Place::of(&published, &identity.uri) else {
            return Ok(Err(Rejection::DateOutOfRange));
        };
        if published.precision.is_some() && place.is_midnight() && self.slots.is_full(self.snapshot, place)? {
            published.precision = Some(Precision::Day);
            clean.warnings.push(Warning::TakenForDay);
            if let Some(clock) = stays(&published) {
                return Ok(Ok((published, clock)));
            }
            place = Place::of(&published, &identity.uri).unwrap_or(place);
        }
        Ok(match self.slots.take(self.snapshot, place)? {
            Some(clock) => Ok((published, clock)),
            None => Err(Rejection::DayFull),
        })
    }

    /// Warns of dates that have yet to come: an article of such a date is the newest until then.
    fn warn_of_the_future(&self, clean: &mut CleanArticle) {
        let article = &clean.article;
        for (field, date) in [("published", article.published), ("modified", article.modified)] {
            if let Some(moment) = date.filter(|moment| is_of_the_future(*moment, self.now)) {
                clean.warnings.push(Warning::FutureDate { field, date: moment.to_string() });
            }
        }
    }
}

/// Returns true if a date begins more than two days ahead: further than zones and slow clocks explain.
fn is_of_the_future(moment: Moment, now: DateTime<Utc>) -> bool {
    resolve(moment, None).at.signed_duration_since(now) > TimeDelta::days(2)
}
