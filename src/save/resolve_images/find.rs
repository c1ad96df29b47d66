//! Finds the stored picture that the picture of an article is, or adds one.

use super::urls::fits;
use crate::error::Result;
use crate::id::ImageId;
use crate::model::image::Image;
use crate::model::image::merge::image_merge;
use crate::model::new_article::NewImage;
use crate::save::state::Batch;
use crate::store::statement;
use crate::text::{ImageUrl, image_url_key};

impl Batch<'_> {
    /// Finds the picture of this uri, these bytes or one of these URLs. Where uri and bytes are known of
    /// two, they are one picture, and are merged, unless the one of the uri is known to have other bytes.
    pub(super) fn find_image(&mut self, new: &NewImage) -> Result<Option<Image>> {
        let by_uri = self.by_given_uri(new)?;
        let by_hash = match &new.sha256 {
            Some(sha256) => self.image_by_hash(sha256)?,
            None => None,
        };
        if let (Some(one), Some(other)) = (by_uri, by_hash)
            && one != other
            && self.image(one)?.is_none_or(|image| image.sha256.is_empty())
        {
            return self.merge(one.max(other), one.min(other)).map(Some);
        }
        match by_uri.or(by_hash) {
            Some(id) => self.image(id),
            None => self.find_by_urls(new),
        }
    }

    /// Finds the picture of a uri. One that is an address may have got other bytes since: those are another
    /// picture.
    fn by_given_uri(&mut self, new: &NewImage) -> Result<Option<ImageId>> {
        let Some(uri) = &new.uri else { return Ok(None) };
        let Some(id) = self.image_by_uri(uri)? else { return Ok(None) };
        if image_url_key(uri).is_none() {
            return Ok(Some(id));
        }
        let has_other_bytes = self.image(id)?.is_some_and(|image| !fits(&image, new));
        Ok((!has_other_bytes).then_some(id))
    }

    /// Finds the newest picture of one of these URLs, or else of one that differs in its size alone.
    fn find_by_urls(&mut self, new: &NewImage) -> Result<Option<Image>> {
        let urls: Vec<_> = new.urls.iter().filter_map(|url| ImageUrl::of(url)).collect();
        for url in &urls {
            let candidates = self.images_by_url(&url.normal)?;
            if let Some(image) = self.first_that_fits(candidates, new)? {
                return Ok(Some(image));
            }
        }
        for url in &urls {
            let candidates = self.images_by_reduced(&url.reduced)?;
            if let Some(image) = self.first_that_fits(candidates, new)? {
                return Ok(Some(image));
            }
        }
        Ok(None)
    }

    fn first_that_fits(&mut self, candidates: Vec<ImageId>, new: &NewImage) -> Result<Option<Image>> {
        for id in candidates {
            if let Some(image) = self.image(id)?
                && fits(&image, new)
            {
                return Ok(Some(image));
            }
        }
        Ok(None)
    }

    pub(super) fn merge(&mut self, from: ImageId, into: ImageId) -> Result<Image> {
        let gone = self.image(from)?.unwrap_or_else(|| Image::blank(from));
        let mut kept = self.image(into)?.unwrap_or_else(|| Image::blank(into));
        let before = kept.people.clone();
        self.statements.extend(image_merge(&gone, &mut kept));
        self.images.merge(from, into);
        self.images.learned.insert(into);
        self.note_image(&kept);
        if kept.people != gone.people || kept.people != before {
            self.rewrite_users(into)?;
        }
        Ok(kept)
    }

    pub(super) fn new_image(&mut self, new: &NewImage, article: &str) -> Result<Image> {
        let id = self.names.next_id::<ImageId>(self.snapshot)?;
        self.images.added.insert(id);
        let mut image = Image::blank(id);
        let given =
            new.uri.clone().or_else(|| new.urls.iter().find(|url| image_url_key(url).is_some()).cloned());
        image.uri = match given {
            Some(uri) if self.image_by_uri(&uri)?.is_none() => uri,
            _ => self.free_uri(article)?,
        };
        self.statements.push(statement!(
            "INSERT INTO image (id, uri) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING",
            id.0,
            image.uri.clone(),
        ));
        Ok(image)
    }

    fn free_uri(&mut self, article: &str) -> Result<String> {
        loop {
            let number = self.images.next_number(article);
            let uri = format!("{article}#image-{number}");
            if self.image_by_uri(&uri)?.is_none() {
                return Ok(uri);
            }
        }
    }
}

/// Look-ups.
impl Batch<'_> {
    pub(super) fn image(&mut self, id: ImageId) -> Result<Option<Image>> {
        let id = self.images.kept(id);
        if let Some(image) = self.images.known.get(&id) {
            return Ok(Some(image.clone()));
        }
        let image = self.snapshot.image(id)?;
        if let Some(image) = &image {
            self.note_image(image);
        }
        Ok(image)
    }

    pub(super) fn note_image(&mut self, image: &Image) {
        self.images.uris.insert(image.uri.clone(), image.id);
        if !image.sha256.is_empty() {
            self.images.hashes.insert(image.sha256.clone(), image.id);
        }
        self.images.known.insert(image.id, image.clone());
    }

    pub(super) fn image_by_uri(&self, uri: &str) -> Result<Option<ImageId>> {
        let sql = "SELECT coalesce(merged_into, id) AS id FROM image WHERE uri = ?1";
        self.noted_or_stored(self.images.uris.get(uri), sql, uri)
    }

    fn image_by_hash(&self, sha256: &str) -> Result<Option<ImageId>> {
        let sql = "SELECT coalesce(merged_into, id) AS id FROM image WHERE sha256 = ?1 AND sha256 <> ''";
        self.noted_or_stored(self.images.hashes.get(sha256), sql, sha256)
    }

    fn noted_or_stored(
        &self,
        noted: Option<&ImageId>,
        sql: &'static str,
        key: &str,
    ) -> Result<Option<ImageId>> {
        let id = match noted {
            Some(id) => Some(*id),
            None => self.snapshot.row(sql, [key], |row| row.get("id").map(ImageId))?,
        };
        Ok(id.map(|id| self.images.kept(id)))
    }
}
