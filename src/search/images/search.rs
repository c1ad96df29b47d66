//! Pictures by what their captions say and by whom they show.

use std::collections::HashSet;

use serde::Serialize;

use crate::error::Result;
use crate::fts5::Direction;
use crate::id::ImageId;
use crate::model::{Image, ImageAppearance};
use crate::search::exec::matches::Matches;
use crate::search::exec::partial::{Partial, interrupt};
use crate::search::exec::search::other_cursor;
use crate::search::hit::HitCaption;
use crate::search::images::criteria::{CREDIT, ImageCriteria, TEXT};
use crate::search::images::plan::ImagePlan;
use crate::search::images::uses::UsedImage;
use crate::search::index::{Index, Interruptible};
use crate::search::plan::Plan;
use crate::search::query::Query;
use crate::search::query::cursor::{Cursor, Place};
use crate::search::query::note::Note;
use crate::store::Snapshot;

/// A page of pictures that answer a query.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ImagePage {
    /// The pictures, that of the newest use first.
    #[serde(rename = "pictures")]
    pub images: Vec<ImageHit>,
    /// Beginning of the next page, for [`Query::page_after`]; `None` where this is the last.
    pub next: Option<Cursor>,
    /// Notes on the parts of the query that were ignored, cut, or aren't known to the archive.
    pub notes: Vec<Note>,
}

/// A picture that answers a query.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ImageHit {
    /// The picture.
    pub image: Image,
    /// The newest use of it that answers.
    pub found_in: ImageAppearance,
    /// The captions of that use, with what the query asks for marked.
    pub captions: Vec<HitCaption>,
    /// All other uses of the picture, whether they answer or not, the latest article first. Those in
    /// hidden articles are left out unless the query asks for such.
    pub other_uses: Vec<ImageAppearance>,
}

impl Snapshot<'_> {
    /// Finds the pictures that say or show what a query asks for, each with all its uses.
    ///
    /// A picture answers if one of its uses does. All words of the query must stand in one caption of
    /// that use, with its credit and alternative text, in the printed names of the people in the picture, or in
    /// what is said of the picture itself: title, credit line, creator, supplier, copyright notice, terms
    /// of use, digital source type.
    /// `caption:` and `credit:` confine words as ever, to the picture's own credits too, and an excluded word may
    /// stand in none of these. `person:` asks
    /// whom the picture shows: whoever is said to be in it, or is named in the caption; an
    /// [id](Query::belonging_to) asks for those alone who are known to be in it. All other fields and the dates
    /// are criteria on the article of the use.
    ///
    /// A picture comes once, at its newest use that answers; the picture of the newest use is the first,
    /// whatever the query's [order](Query::order).
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, NewImage, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     for (day, words) in [("2024-05-01", "The ferry in fog."), ("2024-05-02", "Fog at the pier.")] {
    ///         let image = NewImage::at("https://example.org/ferry.jpg").caption(words, "Coastal Press");
    ///         let article = NewArticle::new(words, "").language("en").published(day.parse().unwrap());
    ///         tx.save(&article.image(image))?;
    ///     }
    ///     Ok(())
    /// })?;
    /// let found = archive.search_images(&Query::from("ferries credit:coastal"))?;
    /// let [picture] = &found.images[..] else { panic!("one picture") };
    /// assert_eq!(picture.found_in.headline, "The ferry in fog.");
    /// assert_eq!(picture.captions[0].text.html(), "The <mark>ferry</mark> in fog.");
    /// assert_eq!(picture.other_uses[0].headline, "Fog at the pier.");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`search`](Self::search).
    pub fn search_images(&self, query: &Query) -> Result<ImagePage> {
        let mut partial = Partial::new(query);
        let mut search = ImageSearch::default();
        let outcome = search.run(self, query, &mut partial);
        let is_cut = !partial.is_whole(outcome)?;
        let next = match search.found.last() {
            Some((place, _)) if search.has_more => Some(*place),
            _ => search.reached.filter(|_| is_cut),
        };
        let next = next.map(|(clock, position)| Cursor(Place::Image(clock, position)));
        let mut images = Vec::with_capacity(search.found.len());
        for (_, found) in &search.found {
            images.extend(self.image_hit(found, &mut search.criteria, query)?);
        }
        Ok(ImagePage { images, next, notes: partial.into_notes()? })
    }

    fn image_hit(
        &self,
        found: &UsedImage,
        criteria: &mut ImageCriteria,
        query: &Query,
    ) -> Result<Option<ImageHit>> {
        let Some(image) = self.image(found.image)? else { return Ok(None) };
        let mut uses = self.uses_of(image.id)?;
        let is_found =
            |used: &ImageAppearance| (used.article, used.position) == (found.article, found.position);
        let Some(at) = uses.iter().position(is_found) else { return Ok(None) };
        let found_in = uses.remove(at);
        uses.retain(|used| !used.hidden || query.finds_hidden());
        let captions = found_in.captions.iter().map(|caption| HitCaption {
            image: image.id,
            position: found_in.position,
            language: caption.language.clone(),
            text: criteria.mark(&caption.text, &caption.language, TEXT),
            credit: criteria.mark(&caption.credit, &caption.language, CREDIT),
            alt: criteria.mark(&caption.alt, &caption.language, TEXT),
        });
        Ok(Some(ImageHit { captions: captions.collect(), image, found_in, other_uses: uses }))
    }
}

/// A use by the clock of its article and its position there.
type UsePlace = (i64, u32);

/// A search on its way: what it has found if it must end here.
#[derive(Default)]
struct ImageSearch {
    criteria: ImageCriteria,
    found: Vec<(UsePlace, UsedImage)>,
    /// The pictures that were found, on this page or before.
    shown: HashSet<ImageId>,
    /// The last use that was looked at.
    reached: Option<UsePlace>,
    has_more: bool,
}

impl ImageSearch {
    fn run(
        &mut self,
        snapshot: &Snapshot<'_>,
        query: &Query,
        partial: &mut Partial<'_>,
    ) -> Interruptible<()> {
        self.reached = match query.after {
            None => None,
            Some(Cursor(Place::Image(clock, position))) => Some((clock, position)),
            Some(_) => return Err(other_cursor()),
        };
        let after = self.reached;
        let index = Index::open(snapshot, interrupt(query))?;
        let ImagePlan { criteria, mut candidates, articles } = ImagePlan::of(&index, query)?;
        self.criteria = criteria;
        partial.take_notes(&mut candidates)?;
        if candidates.is_empty {
            return Ok(());
        }
        if let Some((clock, _)) = after {
            candidates.to = candidates.to.min(clock.saturating_add(1));
        }
        let mut matches = Matches::open(&candidates, &index, Direction::Back)?;
        while let Some(clock) = matches.next()? {
            let held = terms_held(&matches);
            for used in snapshot.uses_at(clock, self.criteria.needed())? {
                index.interrupt().check()?;
                let place = (clock, used.position);
                if after.is_some_and(|after| !comes_after(place, after)) {
                    continue;
                }
                let is_found =
                    self.is_new(&used, &held) && !self.was_shown(used.image, after, &index, &articles)?;
                if is_found && self.found.len() >= query.limit {
                    self.has_more = true;
                    return Ok(());
                }
                if is_found {
                    self.found.push((place, used));
                }
                self.reached = Some(place);
            }
            matches.advance()?;
        }
        Ok(())
    }

    /// Returns true if a use answers, and is the first of its picture here that does.
    fn is_new(&mut self, used: &UsedImage, held: &HashSet<usize>) -> bool {
        !self.shown.contains(&used.image)
            && self.criteria.answered_by(used, |term| Some(held.contains(&term)))
            && self.shown.insert(used.image)
    }

    /// Returns true if a page before has shown a picture: if a use of it up to where that ended answers.
    fn was_shown(
        &mut self,
        image: ImageId,
        after: Option<UsePlace>,
        index: &Index<'_>,
        articles: &Plan,
    ) -> Interruptible<bool> {
        let Some(after) = after else { return Ok(false) };
        let uses = index.snapshot().rows(
            "SELECT t.clock, u.position
             FROM image_use u
             JOIN article_text t ON t.article = u.article
             WHERE u.image = ?1 AND t.clock >= ?2
             ORDER BY t.clock DESC, u.position",
            (image.0, after.0),
            |row| Ok((row.get("clock")?, row.get("position")?)),
        )?;
        for place in uses {
            index.interrupt().check()?;
            if !comes_after(place, after) && self.answers_at(place, index, articles)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn answers_at(
        &mut self,
        (clock, position): UsePlace,
        index: &Index<'_>,
        articles: &Plan,
    ) -> Interruptible<bool> {
        let uses = index.snapshot().uses_at(clock, self.criteria.needed())?;
        let Some(used) = uses.iter().find(|used| used.position == position) else { return Ok(false) };
        // Its words are looked at first: that costs less than asking the index for its article.
        if !articles.times.holds(clock) || !self.criteria.answered_by(used, |_| None) {
            return Ok(false);
        }
        let plan = Plan { from: clock, to: clock.saturating_add(1), ..articles.clone() };
        let mut matches = Matches::open(&plan, index, Direction::Back)?;
        if matches.next()? != Some(clock) {
            return Ok(false);
        }
        let held = terms_held(&matches);
        Ok(self.criteria.answered_by(used, |term| Some(held.contains(&term))))
    }
}

/// Returns true if a use comes after another: in an older article, or further down in the same.
fn comes_after((clock, position): UsePlace, (other_clock, other_position): UsePlace) -> bool {
    clock < other_clock || clock == other_clock && position > other_position
}

/// Returns the numbers of the terms that the article answers, of those that are not about its pictures.
fn terms_held(matches: &Matches<'_>) -> HashSet<usize> {
    let mut terms = HashSet::new();
    matches.visit_terms_here(|term| terms.extend([term]));
    terms
}
