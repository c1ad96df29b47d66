//! Facts of a picture that are set by hand.

use crate::error::{Error, Result};
use crate::id::ImageId;
use crate::model::image::Image;
use crate::model::image::facts::FACTS;
use crate::model::image::merge::people_rows;
use crate::model::new_article::{ImageField, NewArticle, NewImage};
use crate::model::organization::OrganizationKind;
use crate::save::clean::CleanArticle;
use crate::save::state::Batch;
use crate::store::{Transaction, statement};
use crate::text::url::Tracking;

impl Transaction<'_> {
    /// Sets and clears facts of a picture by hand: rights, title, whom it shows and the like. What the
    /// closure changes, no save changes again, until it is [released](Self::release_image).
    ///
    /// The closure is given what is known of the picture. Its names (uri, URLs, hash) are what it is known by,
    /// and its captions, alternative text and place belong to its uses: these can't be changed here.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::Invalid`] if a value can't be held, or is none of the picture's own.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, NewImage};
    ///
    /// let archive = Archive::in_memory()?;
    /// let photo = NewImage { creator: "A. Reis".into(), ..NewImage::at("https://example.org/ferry.jpg") };
    /// let article = NewArticle::new("Ferry delayed", "").image(photo);
    /// archive.write(|tx| {
    ///     tx.save(&article)?;
    ///     let id = tx.image_by_uri("https://example.org/ferry.jpg")?.unwrap().id;
    ///     tx.edit_image(id, |image| {
    ///         image.creator = "Ana Reis".into();
    ///         image.people = vec!["Ada Jones".into()];
    ///     })?;
    ///     tx.save(&article)?;
    ///     assert_eq!(tx.image(id)?.unwrap().creator, "Ana Reis");
    ///     Ok(())
    /// })?;
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn edit_image(&mut self, id: ImageId, edit: impl FnOnce(&mut NewImage)) -> Result<()> {
        let mut batch = Batch::new(self, self.now())?;
        batch.edit_image(id, edit)?;
        let statements = batch.finish();
        self.apply(&statements)
    }

    /// Lets saves change a fact of a picture again that was set by hand. Until one does, it stays as it is.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`].
    pub fn release_image(&mut self, id: ImageId, field: ImageField) -> Result<()> {
        let mut batch = Batch::new(self, self.now())?;
        let mut image = batch.snapshot.known_image(id)?;
        if image.by_hand.remove(&field) {
            batch.images.learned.insert(image.id);
            batch.note_image(&image);
            // Every source is heard again, though it says the same.
            batch.statements.push(statement!(
                "DELETE FROM said WHERE article IN (SELECT article FROM image_use WHERE image = ?1)",
                id.0,
            ));
        }
        let statements = batch.finish();
        self.apply(&statements)
    }
}

impl Batch<'_> {
    pub(crate) fn edit_image(&mut self, id: ImageId, edit: impl FnOnce(&mut NewImage)) -> Result<()> {
        let mut image = self.snapshot.known_image(id)?;
        let before = self.image_document(&image)?;
        let mut after = before.clone();
        edit(&mut after);
        let after = cleaned(after, &before)?;
        for fact in &FACTS {
            if (fact.said)(&after) != (fact.said)(&before) {
                (fact.set)(&mut image, &after);
                image.by_hand.insert(fact.field);
            }
        }
        if after.supplier != before.supplier {
            let kind = OrganizationKind::PhotoAgency;
            image.supplier = match &after.supplier {
                Some(name) => {
                    Some(self.names.organization(self.snapshot, name, kind, &mut self.statements)?)
                }
                None => None,
            };
            image.by_hand.insert(ImageField::Supplier);
        }
        if after.extra != before.extra {
            image.extra = after.extra.into_iter().filter(|(_, value)| !value.is_null()).collect();
            image.by_hand.insert(ImageField::Extra);
        }
        if after.people != before.people {
            image.people = self.shown(&after.people, &image.people, &mut Vec::new())?;
            image.by_hand.insert(ImageField::People);
            self.statements.extend(people_rows(&image));
        }
        self.images.learned.insert(image.id);
        self.note_image(&image);
        if after.people == before.people { Ok(()) } else { self.rewrite_users(image.id) }
    }

    /// Makes the document of a picture, with the ids of the people that it shows.
    fn image_document(&self, image: &Image) -> Result<NewImage> {
        let mut document = image.to_new();
        for (person, shown) in document.people.iter_mut().zip(&image.people) {
            if let Some(id) = shown.person {
                person.keys = self.snapshot.person_keys_of(id)?;
            }
        }
        Ok(document)
    }
}

/// Cleans what a picture is to be, as a save does; what it can't be is an error here.
fn cleaned(after: NewImage, before: &NewImage) -> Result<NewImage> {
    let of_others = NewImage {
        uri: after.uri.clone(),
        urls: after.urls.clone(),
        renditions: after.renditions.clone(),
        sha256: after.sha256.clone(),
        alt: after.alt.clone(),
        role: after.role,
        after_paragraph: after.after_paragraph,
        captions: after.captions.clone(),
        clear: after.clear.clone(),
        ..before.clone()
    };
    if of_others != *before {
        let reason = "its names and its uses are not facts of its own";
        return Err(Error::invalid("image", reason));
    }
    let article = NewArticle::new("-", "").image(after);
    let mut clean = CleanArticle::take(article.into(), &Tracking::default())
        .map_err(|why| Error::invalid("image", why.to_string()))?;
    if let Some(warning) = clean.warnings.first() {
        return Err(Error::invalid("image", warning.to_string()));
    }
    Ok(clean.article.images.pop().unwrap_or_default())
}
