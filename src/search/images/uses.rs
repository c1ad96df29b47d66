//! The uses of pictures in an article, as a search for pictures reads them.

use crate::error::Result;
use crate::id::{ArticleId, ImageId};
use crate::model::Mention;
use crate::store::Snapshot;

/// A use of a picture, as far as a query can ask for it.
pub(crate) struct UsedImage {
    pub(crate) article: ArticleId,
    pub(crate) position: u32,
    pub(crate) image: ImageId,
    pub(crate) people: Vec<Mention>,
    pub(crate) captions: Vec<Words>,
}

/// The words under a picture in one language: its caption and credit.
pub(crate) struct Words {
    pub(crate) language: String,
    pub(crate) text: String,
    pub(crate) credit: String,
}

impl Snapshot<'_> {
    /// Returns the uses of pictures in the article of a clock, in the order of the page.
    pub(crate) fn uses_at(&self, clock: i64, asks_people: bool) -> Result<Vec<UsedImage>> {
        let rows = self.rows(
            "SELECT u.article, u.position, u.image, c.language, c.text, c.credit
             FROM article_text t
             JOIN image_use u ON u.article = t.article
             LEFT JOIN caption c ON c.article = u.article AND c.position = u.position
             WHERE t.clock = ?1
             ORDER BY u.position, c.language",
            [clock],
            |row| {
                let words = match row.get("language")? {
                    Some(language) => {
                        Some(Words { language, text: row.get("text")?, credit: row.get("credit")? })
                    }
                    None => None,
                };
                let used = UsedImage {
                    article: ArticleId(row.get("article")?),
                    position: row.get("position")?,
                    image: ImageId(row.get("image")?),
                    people: Vec::new(),
                    captions: Vec::new(),
                };
                Ok((used, words))
            },
        )?;
        let mut uses: Vec<UsedImage> = Vec::new();
        for (mut used, words) in rows {
            match uses.last_mut() {
                Some(last) if last.position == used.position => last.captions.extend(words),
                _ => {
                    if asks_people {
                        used.people = self.people_in(used.image)?;
                    }
                    used.captions.extend(words);
                    uses.push(used);
                }
            }
        }
        Ok(uses)
    }

    fn people_in(&self, image: ImageId) -> Result<Vec<Mention>> {
        self.rows(
            "SELECT name, person FROM image_person WHERE image = ?1 ORDER BY position",
            [image.0],
            Mention::from_row,
        )
    }
}
