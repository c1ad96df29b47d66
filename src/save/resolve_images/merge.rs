//! Pictures that are said to be one.

use crate::error::{Error, Result};
use crate::id::ImageId;
use crate::model::image::merge::canonical_sha256;
use crate::save::state::Batch;
use crate::store::{Transaction, statement};

impl Transaction<'_> {
    /// Says which bytes a picture has. If another picture has them, the two are one, and are merged
    /// into the one first known. Returns the picture that has the bytes now.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::Invalid`] if it isn't 64 hexadecimal digits or the picture
    /// is known to have other bytes.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, NewImage};
    ///
    /// let archive = Archive::in_memory()?;
    /// let at = |url: &str| NewArticle::new(url, "").image(NewImage::at(url));
    /// archive.write(|tx| {
    ///     tx.save_all(&[at("https://example.org/a.jpg"), at("https://example.net/b.jpg")])?;
    ///     let one = tx.image_by_uri("https://example.org/a.jpg")?.unwrap().id;
    ///     let other = tx.image_by_uri("https://example.net/b.jpg")?.unwrap().id;
    ///     tx.set_image_sha256(one, &"5a".repeat(32))?;
    ///     tx.set_image_sha256(other, &"5a".repeat(32))?;
    ///     assert_eq!(tx.image(other)?.unwrap().id, one);
    ///     assert_eq!(tx.uses_of(one)?.len(), 2);
    ///     Ok(())
    /// })?;
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn set_image_sha256(&mut self, id: ImageId, sha256: &str) -> Result<ImageId> {
        let sha256 = canonical_sha256(sha256)
            .ok_or_else(|| Error::invalid("sha256", "it is not 64 hexadecimal digits"))?;
        let image = self.known_image(id)?;
        if image.sha256 == sha256 {
            return Ok(image.id);
        }
        if !image.sha256.is_empty() {
            return Err(Error::invalid("sha256", format!("image {} has other bytes", image.id)));
        }
        if let Some(other) = self.image_by_sha256(&sha256)? {
            let (from, into) = if other.id < image.id { (image, other) } else { (other, image) };
            self.merge_images(from.id, into.id)?;
            return Ok(into.id);
        }
        let sql = "UPDATE image SET sha256 = ?2 WHERE id = ?1";
        self.apply(&[statement!(sql, image.id.0, sha256)])?;
        self.note_change_of(image.id)?;
        Ok(image.id)
    }

    /// Says that two pictures are one. Uses, URLs and people shown of `from` are `into`'s from now on,
    /// and so is what only `from` was known to be; the uri of `from` still finds it.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::Invalid`] if they are one already or have different bytes.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, NewImage};
    ///
    /// let archive = Archive::in_memory()?;
    /// let at = |url: &str| NewArticle::new(url, "").image(NewImage::at(url));
    /// archive.write(|tx| {
    ///     tx.save_all(&[at("https://example.org/a.jpg"), at("https://example.net/b.jpg")])?;
    ///     let into = tx.image_by_uri("https://example.org/a.jpg")?.unwrap().id;
    ///     let from = tx.image_by_uri("https://example.net/b.jpg")?.unwrap().id;
    ///     tx.merge_images(from, into)?;
    ///     assert_eq!(tx.image_by_uri("https://example.net/b.jpg")?.unwrap().id, into);
    ///     Ok(())
    /// })?;
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn merge_images(&mut self, from: ImageId, into: ImageId) -> Result<()> {
        let (from, into) = (self.known_image(from)?, self.known_image(into)?);
        if from.id == into.id {
            return Err(Error::invalid("from", format!("{} is image {} already", from.id, into.id)));
        }
        if !from.sha256.is_empty() && !into.sha256.is_empty() {
            return Err(Error::invalid("from", "the two have different bytes"));
        }
        let mut batch = Batch::new(self, self.now())?;
        batch.merge(from.id, into.id)?;
        let statements = batch.finish();
        self.apply(&statements)
    }
}
