//! Makes an earlier wording stand again, by hand.

use super::Edit;
use crate::diff::said;
use crate::error::{Error, Result};
use crate::id::ArticleId;
use crate::model::article::field::row;
use crate::model::image::Image;
use crate::model::image::facts::FACTS;
use crate::model::new_article::{ArticleField, NewArticle, NewImage};
use crate::save::report::{Reason, Saved, Warning};
use crate::save::state::Batch;
use crate::store::Transaction;

impl Transaction<'_> {
    /// Makes an earlier wording of an article stand again, by its number in the [history](crate::Snapshot::history): an
    /// [edit](Self::edit) that sets each field in which it differs from the present one, and clears what it hadn't. So no
    /// source changes these fields until they are [released](Edit::release), and what stood before becomes a revision.
    ///
    /// URLs and ids stay as they are. A picture comes back to its place with its words; what is known of the picture itself
    /// stays, with [`Warning::PictureKept`] for each fact that the wording had otherwise. What else can't be brought back is
    /// named in a [`Warning::Kept`], and a body with its markup, which is in no revision, in [`Warning::RichBodyLost`].
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is no such article or state; as for [`edit`](Self::edit).
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let mut feed = NewArticle::new("Ferry delayed", "Fog held up the ferry.").key("wire", "F1").tag("Fog");
    /// let id = archive.write(|tx| tx.save(&feed))?.id.expect("it has a headline");
    /// feed.headline = "You won't believe what the ferry did".into();
    /// archive.write(|tx| tx.save(&feed))?;
    ///
    /// archive.write(|tx| tx.revert(id, 1))?;
    /// feed.body = "Fog held up the ferry until noon.".into();
    /// archive.write(|tx| tx.save(&feed))?;
    /// let article = archive.read(|snapshot| snapshot.article(id))?.expect("it was saved");
    /// assert_eq!((&*article.headline, &*article.body), ("Ferry delayed", "Fog held up the ferry until noon."));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn revert(&mut self, id: ArticleId, number: u32) -> Result<Saved> {
        if self.article(id)?.is_none() {
            return Err(Error::not_found("article", id));
        }
        let wording = self.wording(id, number)?.ok_or_else(|| Error::not_found("wording", number))?;
        let mut batch = Batch::new(self, self.now())?;
        let saved = batch.revert(id, wording.document)?;
        let statements = batch.finish();
        self.apply(&statements)?;
        Ok(saved)
    }
}

impl Batch<'_> {
    fn revert(&mut self, id: ArticleId, mut wording: NewArticle) -> Result<Saved> {
        let present = self.present(id)?;
        let changes_body = wording.body != present.body;
        let loses_rich_body = changes_body && self.snapshot.rich_body_as_given(id)?.is_some();
        let mut warnings = Vec::new();
        let images = std::mem::take(&mut wording.images);
        for image in images {
            wording.images.push(self.place_again(image, &mut warnings)?);
        }
        let mut saved = self.edit(id, &Edit::back_to(&wording, &present))?;
        let result = self.present(id)?;
        let why = Reason::NotBroughtBack;
        let differing = fields().filter(|field| differ(*field, &wording, &result));
        saved.warnings.extend(differing.map(|field| Warning::Kept { field, why }));
        saved.warnings.append(&mut warnings);
        if loses_rich_body {
            saved.warnings.push(Warning::RichBodyLost);
        }
        Ok(saved)
    }

    /// Returns what an article says in the batch.
    fn present(&mut self, id: ArticleId) -> Result<NewArticle> {
        self.load(id)?;
        let held = self.articles.get(&id).ok_or_else(|| Error::not_found("article", id))?;
        self.names.document(self.snapshot, &held.article)
    }

    /// Returns the use of a picture without facts of the picture itself, if it is there still.
    fn place_again(&self, image: NewImage, warnings: &mut Vec<Warning>) -> Result<NewImage> {
        let known = image.uri.as_ref().map_or(Ok(None), |uri| self.snapshot.image_by_uri(uri))?;
        let Some(known) = known else { return Ok(image) };
        warnings.extend(changed_facts(&image, &known));
        let NewImage { role, after_paragraph, captions, alt, .. } = image;
        let uri = Some(known.uri);
        Ok(NewImage { uri, role, after_paragraph, captions, alt, ..NewImage::default() })
    }
}

/// Names the facts that a wording has of a picture, and the picture otherwise.
fn changed_facts(wording: &NewImage, known: &Image) -> impl Iterator<Item = Warning> {
    FACTS.iter().filter_map(|fact| {
        let value = (fact.said)(wording)?;
        let image = known.uri.clone();
        let is_same = (fact.stored)(known).is_none_or(|stored| stored == value);
        (!is_same).then_some(Warning::PictureKept { image, field: fact.field, value })
    })
}

/// The fields that are brought back: URLs and ids only add to an article.
fn fields() -> impl Iterator<Item = ArticleField> {
    let is_name = |field: &ArticleField| matches!(field, ArticleField::Keys | ArticleField::Urls);
    ArticleField::ALL.iter().copied().filter(move |field| !is_name(field))
}

/// Returns true if two documents say a field differently. Of pictures their places and words count, and not what is known
/// of the pictures themselves.
fn differ(field: ArticleField, one: &NewArticle, other: &NewArticle) -> bool {
    if field != ArticleField::Images {
        return said(field, one) != said(field, other);
    }
    let is_same = |one: &NewImage, other: &NewImage| {
        one.uri == other.uri
            && (one.role, one.after_paragraph) == (other.role, other.after_paragraph)
            && one.captions == other.captions
    };
    let (one, other) = (&one.images, &other.images);
    one.len() != other.len() || one.iter().zip(other).any(|(one, other)| !is_same(one, other))
}

impl Edit {
    /// Makes the edit that leads from the present wording to an earlier one.
    fn back_to(wording: &NewArticle, present: &NewArticle) -> Self {
        let mut edit = Self { set: wording.clone(), ..Self::default() };
        let set = &mut edit.set;
        (set.uri, set.url) = (None, None);
        set.urls.clear();
        set.keys.clear();
        for field in fields() {
            let row = row(field);
            if !differ(field, wording, present) && !follows(field, wording, present) {
                (row.unsay)(set);
            } else if !(row.says)(wording) || matches!(field, ArticleField::Published | ArticleField::Extra) {
                // Their parts would stay that the wording hasn't.
                edit.cleared.push(field);
            }
        }
        edit
    }
}

/// Returns true if a field goes with another one that is set, and has to be set with it.
fn follows(field: ArticleField, wording: &NewArticle, present: &NewArticle) -> bool {
    let goes_with = match field {
        ArticleField::Extent => ArticleField::Body,
        ArticleField::Section => ArticleField::Publication,
        _ => return false,
    };
    (row(field).says)(wording) && differ(goes_with, wording, present)
}
