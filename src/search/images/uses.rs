//! The uses of pictures in an article, as a search for pictures reads them.

use rusqlite::Row;

use crate::error::Result;
use crate::id::{ArticleId, ImageId};
use crate::model::Mention;
use crate::store::Snapshot;

/// The parts of pictures that a query asks for, apart from their captions.
#[derive(Clone, Copy)]
pub(crate) struct Needed {
    pub(crate) people: bool,
    pub(crate) own_words: bool,
}

/// A use of a picture, as far as a query can ask for it.
pub(crate) struct UsedImage {
    pub(crate) article: ArticleId,
    pub(crate) position: u32,
    pub(crate) image: ImageId,
    pub(crate) people: Vec<Mention>,
    /// The words of the picture itself.
    pub(crate) own: OwnWords,
    pub(crate) captions: Vec<Words>,
}

/// The words under a picture in one language: its caption and credit, and its alternative text.
pub(crate) struct Words {
    pub(crate) language: String,
    pub(crate) text: String,
    pub(crate) credit: String,
    pub(crate) alt: String,
}

/// The words of a picture apart from its uses.
#[derive(Default)]
pub(crate) struct OwnWords {
    /// Its credit line, maker, copyright notice and supplier.
    pub(crate) credits: [String; 4],
    /// Its title, the terms of its use, and its digital source type.
    pub(crate) facts: [String; 3],
}

impl OwnWords {
    /// Reads the columns of a picture, with the name of its supplier.
    pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            credits: [
                row.get("credit_line")?,
                row.get("creator")?,
                row.get("copyright_notice")?,
                row.get("supplier_name")?,
            ],
            facts: [row.get("title")?, row.get("usage_terms")?, row.get("digital_source_type")?],
        })
    }
}

impl Snapshot<'_> {
    /// Returns the uses of pictures in the article of a clock, in the order of the page.
    pub(crate) fn uses_at(&self, clock: i64, needed: Needed) -> Result<Vec<UsedImage>> {
        let rows = self.rows(
            "SELECT u.article, u.position, u.image, c.language, c.text, c.credit, c.alt
             FROM article_text t
             JOIN image_use u ON u.article = t.article
             LEFT JOIN caption c ON c.article = u.article AND c.position = u.position
             WHERE t.clock = ?1
             ORDER BY u.position, c.language",
            [clock],
            |row| {
                let words = match row.get("language")? {
                    Some(language) => Some(Words {
                        language,
                        text: row.get("text")?,
                        credit: row.get("credit")?,
                        alt: row.get("alt")?,
                    }),
                    None => None,
                };
                let used = UsedImage {
                    article: ArticleId(row.get("article")?),
                    position: row.get("position")?,
                    image: ImageId(row.get("image")?),
                    people: Vec::new(),
                    own: OwnWords::default(),
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
                    if needed.people {
                        used.people = self.people_in(used.image)?;
                    }
                    if needed.own_words {
                        used.own = self.own_words_of(used.image)?;
                    }
                    used.captions.extend(words);
                    uses.push(used);
                }
            }
        }
        Ok(uses)
    }

    fn own_words_of(&self, image: ImageId) -> Result<OwnWords> {
        let found = self.row(
            "SELECT i.credit_line, i.creator, i.copyright_notice, i.title, i.usage_terms, i.digital_source_type,
                    coalesce(o.name, '') AS supplier_name
             FROM image i LEFT JOIN organization o ON o.id = i.supplier WHERE i.id = ?1",
            [image.0],
            OwnWords::from_row,
        )?;
        Ok(found.unwrap_or_default())
    }

    fn people_in(&self, image: ImageId) -> Result<Vec<Mention>> {
        self.rows(
            "SELECT name, person FROM image_person WHERE image = ?1 ORDER BY position",
            [image.0],
            Mention::from_row,
        )
    }
}
