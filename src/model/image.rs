//! Images, their uses in articles, and the captions of each use.

use rusqlite::Row;
use serde::Serialize;

use crate::store::{Statement, statement};
use crate::{
    ArticleId, Error, ImageId, ImageRole, Mention, OrganizationId, Published, Result, Snapshot, Transaction,
};

/// A picture, apart from any one use of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Image {
    /// Its id in this archive.
    pub id: ImageId,
    /// Its public identity: as given, its first URL, or `<article uri>#image-<n>`.
    pub uri: String,
    /// Where its bytes are or were, as given.
    pub urls: Vec<String>,
    /// SHA-256 of its bytes in hexadecimal, or empty.
    pub sha256: String,
    /// Pixels across.
    pub width: Option<u32>,
    /// Pixels down.
    pub height: Option<u32>,
    /// Size in bytes.
    pub byte_size: Option<u64>,
    /// Media type, or empty.
    pub media_type: String,
    /// Alternative text, or empty.
    pub alt: String,
    /// The picture's own credit line, or empty.
    pub credit_line: String,
    /// Who supplied it.
    pub supplier: Option<OrganizationId>,
    /// Who is shown, left to right.
    pub people: Vec<Mention>,
}

/// One use of a picture in an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ImageUse {
    /// The picture.
    pub image: Image,
    /// Its place on the page.
    pub role: ImageRole,
    /// How many paragraphs of the body stand before it: 0 is above the text.
    pub after_paragraph: u32,
    /// What was printed under it, a language each.
    pub captions: Vec<Caption>,
}

/// The words under one use of a picture, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Caption {
    /// BCP 47 language tag.
    pub language: String,
    /// The caption, without the credit.
    pub text: String,
    /// The credit as printed.
    pub credit: String,
    /// The photographer as printed in the credit, or empty.
    pub photographer: String,
    /// The agency of the credit.
    pub agency: Option<OrganizationId>,
}

/// A use of one picture, seen from the picture: in which article, and with which words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Use {
    /// The article.
    pub article: ArticleId,
    /// The article's public identity.
    pub uri: String,
    /// The article's headline.
    pub headline: String,
    /// When the article was published.
    pub published: Published,
    /// Its place on the page.
    pub role: ImageRole,
    /// How many paragraphs of the body stand before it.
    pub after_paragraph: u32,
    /// What was printed under it, a language each.
    pub captions: Vec<Caption>,
}

impl Snapshot<'_> {
    /// A picture by id. The id of one that was merged into another gives the other.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, NewImage};
    ///
    /// let archive = Archive::in_memory()?;
    /// let image = NewImage::at("https://example.org/ferry.jpg").caption("The ferry in fog.", "Coastal Press");
    /// let saved = archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "").image(image)))?;
    /// let used = archive.read(|s| s.images_of(saved.id.unwrap()))?;
    /// assert_eq!(used[0].captions[0].text, "The ferry in fog.");
    /// let image = archive.read(|s| s.image(used[0].image.id))?.unwrap();
    /// assert_eq!(image.uri, "https://example.org/ferry.jpg");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn image(&self, id: ImageId) -> Result<Option<Image>> {
        let found = self.row(
            "SELECT j.id, j.uri, j.sha256, j.width, j.height, j.byte_size, j.media_type, j.alt,
                    j.credit_line, j.supplier
             FROM image i JOIN image j ON j.id = coalesce(i.merged_into, i.id)
             WHERE i.id = ?1",
            [id],
            Image::from_row,
        )?;
        let Some(mut image) = found else { return Ok(None) };
        image.urls =
            self.rows("SELECT given FROM image_url WHERE image = ?1 ORDER BY url", [image.id], |row| {
                row.get("given")
            })?;
        image.people = self.rows(
            "SELECT name, person FROM image_person WHERE image = ?1 ORDER BY position",
            [image.id],
            Mention::from_row,
        )?;
        Ok(Some(image))
    }

    /// A picture by its public identity, or that of one merged into it.
    pub fn image_by_uri(&self, uri: &str) -> Result<Option<Image>> {
        let id = self.row("SELECT id FROM image WHERE uri = ?1", [uri], |row| row.get("id"))?;
        id.map_or(Ok(None), |id| self.image(id))
    }

    /// A picture by the SHA-256 of its bytes, in hexadecimal.
    pub fn image_by_sha256(&self, sha256: &str) -> Result<Option<Image>> {
        let id = self.row(
            "SELECT id FROM image WHERE sha256 = ?1 AND sha256 <> ''",
            [sha256.to_ascii_lowercase()],
            |row| row.get("id"),
        )?;
        id.map_or(Ok(None), |id| self.image(id))
    }

    /// Every use of a picture with its captions and credits, the latest article first.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, NewImage};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     for (day, words) in [("2024-05-01", "The ferry in fog."), ("2024-05-02", "Fog at the pier.")] {
    ///         let image = NewImage::at("https://example.org/ferry.jpg").caption(words, "Coastal Press");
    ///         tx.save(&NewArticle::new(words, "").published(day.parse().unwrap()).image(image))?;
    ///     }
    ///     Ok(())
    /// })?;
    /// let uses = archive.read(|s| {
    ///     let image = s.image_by_uri("https://example.org/ferry.jpg")?.unwrap();
    ///     s.uses_of(image.id)
    /// })?;
    /// let words: Vec<_> = uses.iter().map(|used| used.captions[0].text.as_str()).collect();
    /// assert_eq!(words, ["Fog at the pier.", "The ferry in fog."]);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn uses_of(&self, image: ImageId) -> Result<Vec<Use>> {
        let kept = self.image(image)?.map_or(image, |image| image.id);
        let uses = self.rows(
            "SELECT u.article, u.position, u.role, u.after_paragraph, a.uri, t.headline,
                    a.published, a.published_offset, a.published_precision, a.published_basis,
                    a.published_printed
             FROM image_use u
             JOIN article a ON a.id = u.article
             JOIN article_text t ON t.article = u.article
             WHERE u.image = ?1
             ORDER BY t.clock DESC, u.position",
            [kept],
            |row| {
                let used = Use {
                    article: row.get("article")?,
                    uri: row.get("uri")?,
                    headline: row.get("headline")?,
                    published: Published::from_row(row)?,
                    role: row.get("role")?,
                    after_paragraph: row.get("after_paragraph")?,
                    captions: Vec::new(),
                };
                Ok((row.get::<_, i64>("position")?, used))
            },
        )?;
        uses.into_iter()
            .map(|(position, used)| Ok(Use { captions: self.captions_at(used.article, position)?, ..used }))
            .collect()
    }

    /// The pictures of an article, in the order of the page, each with the captions of that use.
    pub fn images_of(&self, article: ArticleId) -> Result<Vec<ImageUse>> {
        let uses = self.rows(
            "SELECT position, image, role, after_paragraph FROM image_use
             WHERE article = ?1 ORDER BY position",
            [article],
            |row| {
                let place = (row.get("role")?, row.get("after_paragraph")?);
                Ok((row.get::<_, i64>("position")?, row.get::<_, ImageId>("image")?, place))
            },
        )?;
        let mut images = Vec::with_capacity(uses.len());
        for (position, id, (role, after_paragraph)) in uses {
            let Some(image) = self.image(id)? else { continue };
            let captions = self.captions_at(article, position)?;
            images.push(ImageUse { image, role, after_paragraph, captions });
        }
        Ok(images)
    }

    fn captions_at(&self, article: ArticleId, position: i64) -> Result<Vec<Caption>> {
        self.rows(
            "SELECT language, text, credit, photographer, agency FROM caption
             WHERE article = ?1 AND position = ?2 ORDER BY language",
            (article, position),
            |row| {
                Ok(Caption {
                    language: row.get("language")?,
                    text: row.get("text")?,
                    credit: row.get("credit")?,
                    photographer: row.get("photographer")?,
                    agency: row.get("agency")?,
                })
            },
        )
    }

    fn known_image(&self, id: ImageId) -> Result<Image> {
        self.image(id)?.ok_or_else(|| Error::not_found("image", id))
    }
}

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
        let sha256 = sha256.to_ascii_lowercase();
        if sha256.len() != 64 || !sha256.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(Error::invalid("sha256", "it is not 64 hexadecimal digits"));
        }
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
        self.apply(&[statement!(sql, image.id, sha256)])?;
        Ok(image.id)
    }

    /// Says that two pictures are one. Uses and URLs of `from` are `into`'s from now on, and so is
    /// what only `from` was known to be; the uri of `from` still finds it.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::Invalid`] if they are one already or have different bytes.
    pub fn merge_images(&mut self, from: ImageId, into: ImageId) -> Result<()> {
        let (from, mut into) = (self.known_image(from)?, self.known_image(into)?);
        if from.id == into.id {
            return Err(Error::invalid("from", format!("{} is image {} already", from.id, into.id)));
        }
        if !from.sha256.is_empty() && !into.sha256.is_empty() {
            return Err(Error::invalid("from", "the two have different bytes"));
        }
        let statements = image_merge(&from, &mut into);
        self.apply(&statements)
    }
}

/// The statements that merge two pictures; what only the first was known to be is told to the second.
pub(crate) fn image_merge(from: &Image, into: &mut Image) -> Vec<Statement> {
    let fill = |known: &mut String, new: &String| {
        if known.is_empty() {
            known.clone_from(new);
        }
    };
    fill(&mut into.sha256, &from.sha256);
    fill(&mut into.media_type, &from.media_type);
    fill(&mut into.alt, &from.alt);
    fill(&mut into.credit_line, &from.credit_line);
    into.width = into.width.or(from.width);
    into.height = into.height.or(from.height);
    into.byte_size = into.byte_size.or(from.byte_size);
    into.supplier = into.supplier.or(from.supplier);
    into.urls.extend(from.urls.iter().cloned());
    let mut statements = vec![
        statement!(
            "UPDATE image SET merged_into = ?2, sha256 = '' WHERE id = ?1 OR merged_into = ?1",
            from.id,
            into.id
        ),
        statement!("UPDATE image_use SET image = ?2 WHERE image = ?1", from.id, into.id),
        statement!("UPDATE image_url SET image = ?2 WHERE image = ?1", from.id, into.id),
        image_row(into),
    ];
    if into.people.is_empty() && !from.people.is_empty() {
        into.people.clone_from(&from.people);
        let sql = "UPDATE image_person SET image = ?2 WHERE image = ?1";
        statements.push(statement!(sql, from.id, into.id));
    }
    statements
}

/// The statement that stores what a picture is known to be.
pub(crate) fn image_row(image: &Image) -> Statement {
    statement!(
        "INSERT INTO image (
             id, uri, sha256, width, height, byte_size, media_type, alt, credit_line, supplier)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (id) DO UPDATE SET
             sha256 = excluded.sha256, width = excluded.width, height = excluded.height,
             byte_size = excluded.byte_size, media_type = excluded.media_type, alt = excluded.alt,
             credit_line = excluded.credit_line, supplier = excluded.supplier",
        image.id,
        image.uri.clone(),
        image.sha256.clone(),
        image.width.map(i64::from),
        image.height.map(i64::from),
        image.byte_size.and_then(|bytes| i64::try_from(bytes).ok()),
        image.media_type.clone(),
        image.alt.clone(),
        image.credit_line.clone(),
        image.supplier,
    )
}

impl Image {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            uri: row.get("uri")?,
            urls: Vec::new(),
            sha256: row.get("sha256")?,
            width: row.get("width")?,
            height: row.get("height")?,
            byte_size: row.get::<_, Option<i64>>("byte_size")?.map(i64::unsigned_abs),
            media_type: row.get("media_type")?,
            alt: row.get("alt")?,
            credit_line: row.get("credit_line")?,
            supplier: row.get("supplier")?,
            people: Vec::new(),
        })
    }
}
