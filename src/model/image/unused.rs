//! Pictures that no article uses.

use super::Image;
use crate::error::{Error, Result};
use crate::id::{ArticleId, ImageId};
use crate::store::{Snapshot, Transaction, statement};

impl Snapshot<'_> {
    /// Returns the pictures that no article uses, the one first seen first. A source that takes a picture
    /// from an article leaves one.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, NewImage};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = |image: &str| {
    ///     NewArticle::new("Ferry delayed", "").key("wire", "F1").image(NewImage::at(image))
    /// };
    /// archive.write(|tx| {
    ///     tx.save(&article("https://example.org/fog.jpg"))?;
    ///     tx.save(&article("https://example.org/ferry.jpg"))?;
    ///     assert_eq!(tx.unused_images()?[0].uri, "https://example.org/fog.jpg");
    ///     assert_eq!(tx.remove_unused_images()?, 1);
    ///     Ok(())
    /// })?;
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn unused_images(&self) -> Result<Vec<Image>> {
        let ids = self.unused_image_ids()?;
        ids.into_iter().filter_map(|id| self.image(id).transpose()).collect()
    }

    fn unused_image_ids(&self) -> Result<Vec<ImageId>> {
        self.rows(
            "SELECT i.id FROM image i
             WHERE i.merged_into IS NULL
               AND NOT EXISTS (SELECT 1 FROM image_use u WHERE u.image = i.id)
             ORDER BY i.id",
            [],
            |row| row.get("id").map(ImageId),
        )
    }
}

impl Transaction<'_> {
    /// Removes a picture that no article uses, with its URLs and whatever was merged into it.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::InUse`] if an article uses it.
    pub fn remove_image(&mut self, id: ImageId) -> Result<()> {
        let id = self.known_image(id)?.id;
        let user = self.row(
            "SELECT article FROM image_use WHERE image = ?1 ORDER BY article LIMIT 1",
            [id.0],
            |row| row.get("article").map(ArticleId),
        )?;
        if let Some(article) = user {
            return Err(Error::InUse { what: "image", id: id.to_string(), by: format!("article {article}") });
        }
        self.remove(id)
    }

    /// Removes every picture that no article uses, and returns their number.
    pub fn remove_unused_images(&mut self) -> Result<usize> {
        let unused = self.unused_image_ids()?;
        self.whole(|tx| unused.iter().try_for_each(|id| tx.remove(*id)))?;
        Ok(unused.len())
    }

    fn remove(&mut self, id: ImageId) -> Result<()> {
        let statements = [
            statement!("DELETE FROM image WHERE merged_into = ?1", id.0),
            statement!("DELETE FROM image WHERE id = ?1", id.0),
        ];
        self.whole(|tx| tx.apply(&statements))?;
        self.note_change_of(id)
    }
}
