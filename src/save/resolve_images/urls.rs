//! The URLs of pictures: one may be of several, which have other bytes, and several of one, in other sizes.

use std::collections::{BTreeSet, HashMap};

use crate::error::Result;
use crate::id::ImageId;
use crate::model::image::Image;
use crate::model::new_article::{NewImage, Rendition};
use crate::save::state::Batch;
use crate::store::statement;
use crate::text::{ImageUrl, image_url_key};

/// Pictures of one URL that are compared, the newest first.
const CANDIDATES: usize = 16;

/// Returns true if a picture may have the bytes of a new one, as far as is known of both.
pub(super) fn fits(image: &Image, new: &NewImage) -> bool {
    image.sha256.is_empty() || new.sha256.as_ref().is_none_or(|sha256| *sha256 == image.sha256)
}

impl Batch<'_> {
    /// Returns the pictures of a URL in its normal form, the newest first.
    pub(super) fn images_by_url(&mut self, normal: &str) -> Result<Vec<ImageId>> {
        let sql = "SELECT image FROM image_url WHERE url = ?1 ORDER BY image DESC LIMIT 16";
        if !self.images.urls.contains_key(normal) {
            let stored = self.snapshot.rows(sql, [normal], |row| row.get("image").map(ImageId))?;
            self.images.urls.insert(normal.to_owned(), stored.into_iter().collect());
        }
        Ok(self.newest(self.images.urls.get(normal)))
    }

    /// Returns the pictures of the URLs that differ in their size alone, the newest first.
    pub(super) fn images_by_reduced(&mut self, reduced: &str) -> Result<Vec<ImageId>> {
        let sql = "SELECT image FROM image_url WHERE url = ?1
                   UNION
                   SELECT image FROM image_url WHERE reduced = ?1 AND reduced <> url
                   ORDER BY image DESC LIMIT 16";
        if !self.images.reduced.contains_key(reduced) {
            let stored = self.snapshot.rows(sql, [reduced], |row| row.get("image").map(ImageId))?;
            self.images.reduced.insert(reduced.to_owned(), stored.into_iter().collect());
        }
        Ok(self.newest(self.images.reduced.get(reduced)))
    }

    fn newest(&self, known: Option<&BTreeSet<ImageId>>) -> Vec<ImageId> {
        let newest = known.into_iter().flatten().rev().take(CANDIDATES);
        newest.map(|id| self.images.kept(*id)).collect()
    }

    /// Keeps further names of a picture: a uri that differs from its own, and its URLs with their widths.
    pub(super) fn add_names(&mut self, image: &mut Image, new: &NewImage) -> Result<()> {
        let mut urls: Vec<&String> = new.urls.iter().collect();
        if let Some(uri) = new.uri.as_ref().filter(|uri| **uri != image.uri) {
            match self.image_by_uri(uri)? {
                None => self.add_uri(image, uri)?,
                Some(other) if other != image.id && image_url_key(uri).is_some() => urls.push(uri),
                Some(_) => {}
            }
        }
        if urls.is_empty() {
            return Ok(());
        }
        let widths: HashMap<_, _> = new.renditions.iter().map(|known| (&known.url, known.width)).collect();
        let of_all = new.width.filter(|_| urls.len() == 1);
        let mut known: HashMap<String, Option<u32>> = HashMap::new();
        known.extend(image.urls.iter().filter_map(|url| Some((image_url_key(url)?, None))));
        known.extend(image.renditions.iter().filter_map(|one| Some((image_url_key(&one.url)?, one.width))));
        let mut has_more = false;
        for given in urls {
            let Some(url) = ImageUrl::of(given) else { continue };
            let width = widths.get(given).copied().flatten().or(url.width).or(of_all);
            let before = known.get(&url.normal).copied();
            if before.is_none() {
                image.urls.push(given.clone());
            }
            if before.is_none_or(|before| before.is_none() && width.is_some()) {
                if width.is_some() {
                    image.renditions.push(Rendition { url: given.clone(), width });
                }
                known.insert(url.normal.clone(), width);
                self.add_url(image.id, given, url, width)?;
                has_more = true;
            }
        }
        if has_more {
            image.sort_urls();
        }
        Ok(())
    }

    fn add_uri(&mut self, image: &Image, uri: &str) -> Result<()> {
        let id = self.names.next_id::<ImageId>(self.snapshot)?;
        self.statements.push(statement!(
            "INSERT INTO image (id, uri, merged_into) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO NOTHING",
            id.0,
            uri.to_owned(),
            image.id.0,
        ));
        self.images.uris.insert(uri.to_owned(), image.id);
        Ok(())
    }

    fn add_url(&mut self, image: ImageId, given: &str, url: ImageUrl, width: Option<u32>) -> Result<()> {
        self.statements.push(statement!(
            "INSERT INTO image_url (url, image, reduced, given, width) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (url, image) DO UPDATE SET width = coalesce(width, excluded.width)",
            url.normal.clone(),
            image.0,
            url.reduced.clone(),
            given.to_owned(),
            width.map(i64::from),
        ));
        // What is stored is read first: what is noted is all that there is.
        self.images_by_url(&url.normal)?;
        self.images_by_reduced(&url.reduced)?;
        self.images.urls.entry(url.normal).or_default().insert(image);
        self.images.reduced.entry(url.reduced).or_default().insert(image);
        Ok(())
    }
}
