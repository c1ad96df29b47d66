//! Resolves the pictures of an article to stored ones.

use std::collections::HashSet;

use super::clean::CleanArticle;
use super::known_images::Places;
use super::report::Warning;
use super::state::Batch;
use crate::error::Result;
use crate::id::ImageId;
use crate::model::article::Article;
use crate::model::image::{Caption, Image, ImageUse};
use crate::model::image_merge::image_merge;
use crate::model::new_article::{NewCaption, NewImage};
use crate::model::organization::OrganizationKind;
use crate::model::person::Mention;
use crate::store::statement;
use crate::text::url_key;

impl Batch<'_> {
    /// Resolves the uses of pictures in an article, with every picture that isn't known added.
    pub(super) fn image_uses(
        &mut self,
        clean: &mut CleanArticle,
        uri: &str,
        language: &str,
        stored: Option<&Article>,
    ) -> Result<Vec<ImageUse>> {
        let given = std::mem::take(&mut clean.article.images);
        let mut places = Places::of(stored);
        let mut ids = Vec::with_capacity(given.len());
        for (at, new) in given.iter().enumerate() {
            let mut image = match self.find_image(new)? {
                Some(image) => image,
                None => match places.same_place(new, at) {
                    Some(known) => self.image(known)?.unwrap_or_else(|| Image::blank(known)),
                    None => self.new_image(new, uri)?,
                },
            };
            self.fill(&mut image, new, &mut clean.warnings)?;
            places.take(image.id);
            ids.push(image.id);
        }
        // What the later ones tell, such as that two are one, holds for the earlier ones too.
        let before = self.images.captions_before(stored);
        let mut uses = Vec::with_capacity(given.len());
        for (new, id) in given.iter().zip(ids) {
            let image = self.image(id)?.unwrap_or_else(|| Image::blank(id));
            let captions = match &new.captions[..] {
                [] => before.get(&image.id).map(|captions| captions.to_vec()).unwrap_or_default(),
                captions => self.captions(captions, language, &mut clean.warnings)?,
            };
            let (role, after_paragraph) = (new.role, new.after_paragraph);
            uses.push(ImageUse { image, role, after_paragraph, captions });
        }
        Ok(uses)
    }

    /// Finds the picture of this uri, these bytes or one of these URLs. Where uri and bytes are known of
    /// two, they are one picture, and are merged, unless the one of the uri is known to have other bytes.
    fn find_image(&mut self, new: &NewImage) -> Result<Option<Image>> {
        let by_uri = match &new.uri {
            Some(uri) => self.image_by_uri(uri)?,
            None => None,
        };
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
        let mut found = by_uri.or(by_hash);
        for url in new.urls.iter().filter_map(|url| url_key(url)) {
            if found.is_none() {
                found = self.image_by_url(&url)?;
            }
        }
        match found {
            Some(id) => self.image(id),
            None => Ok(None),
        }
    }

    fn merge(&mut self, from: ImageId, into: ImageId) -> Result<Image> {
        let gone = self.image(from)?.unwrap_or_else(|| Image::blank(from));
        let mut kept = self.image(into)?.unwrap_or_else(|| Image::blank(into));
        self.statements.extend(image_merge(&gone, &mut kept));
        self.images.merged.insert(from, into);
        self.images.learned.insert(into);
        self.note_image(&kept);
        Ok(kept)
    }

    fn new_image(&mut self, new: &NewImage, article: &str) -> Result<Image> {
        let id = self.names.next_id::<ImageId>(self.snapshot)?;
        let mut image = Image::blank(id);
        let given = new.uri.clone().or_else(|| new.urls.iter().find(|url| url_key(url).is_some()).cloned());
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

    /// Tells a picture what it didn't know of itself, and writes what changed.
    fn fill(&mut self, image: &mut Image, new: &NewImage, warnings: &mut Vec<Warning>) -> Result<()> {
        let before = image.clone();
        match &new.sha256 {
            Some(sha256) if image.sha256.is_empty() => image.sha256.clone_from(sha256),
            Some(sha256) if image.sha256 != *sha256 => {
                warnings.push(Warning::InvalidValue { field: "images.sha256", value: sha256.clone() });
            }
            _ => {}
        }
        image.width = image.width.or(new.width);
        image.height = image.height.or(new.height);
        image.byte_size = image.byte_size.or(new.byte_size);
        image.item_type = new.item_type.unwrap_or(image.item_type);
        image.captured = image.captured.or(new.captured);
        image.rights_expire = image.rights_expire.or(new.rights_expire);
        for (name, value) in &new.extra {
            image.extra.entry(name).or_insert_with(|| value.clone());
        }
        for (known, new) in [
            (&mut image.media_type, new.media_type.as_deref().unwrap_or_default()),
            (&mut image.title, new.title.as_str()),
            (&mut image.creator, new.creator.as_str()),
            (&mut image.usage_terms, new.usage_terms.as_str()),
            (&mut image.copyright_notice, new.copyright_notice.as_str()),
            (&mut image.license_url, new.license_url.as_deref().unwrap_or_default()),
            (&mut image.digital_source_type, new.digital_source_type.as_deref().unwrap_or_default()),
            (&mut image.alt, new.alt.as_str()),
            (&mut image.credit_line, new.credit_line.as_str()),
        ] {
            if known.is_empty() {
                new.clone_into(known);
            }
        }
        if let (None, Some(name)) = (&image.supplier, &new.supplier) {
            let kind = OrganizationKind::PhotoAgency;
            let supplier = self.names.organization(self.snapshot, name, kind, &mut self.statements)?;
            image.supplier = Some(supplier);
        }
        if *image != before {
            self.images.learned.insert(image.id);
        }
        if image.people.is_empty() {
            self.show_people(image, new, warnings)?;
        }
        self.add_uris(image, new)?;
        self.note_image(image);
        Ok(())
    }

    fn show_people(&mut self, image: &mut Image, new: &NewImage, warnings: &mut Vec<Warning>) -> Result<()> {
        for (position, shown) in (1_i64..).zip(&new.people) {
            let out = &mut self.statements;
            let person = self.names.person(self.snapshot, &shown.name, &shown.keys, None, out, warnings)?;
            out.push(statement!(
                "INSERT INTO image_person (image, position, name, person) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (image, position) DO NOTHING",
                image.id.0,
                position,
                shown.name.clone(),
                person.map(|id| id.0),
            ));
            image.people.push(Mention { name: shown.name.clone(), person });
        }
        Ok(())
    }

    /// Keeps further names of a picture: a uri that differs from its own, and its URLs.
    fn add_uris(&mut self, image: &mut Image, new: &NewImage) -> Result<()> {
        if let Some(uri) = new.uri.as_ref().filter(|uri| **uri != image.uri)
            && self.image_by_uri(uri)?.is_none()
        {
            let id = self.names.next_id::<ImageId>(self.snapshot)?;
            self.statements.push(statement!(
                "INSERT INTO image (id, uri, merged_into) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO NOTHING",
                id.0,
                uri.clone(),
                image.id.0,
            ));
            self.images.uris.insert(uri.clone(), image.id);
        }
        for given in &new.urls {
            let Some(key) = url_key(given) else { continue };
            if self.image_by_url(&key)?.is_none() {
                self.statements.push(statement!(
                    "INSERT INTO image_url (url, image, reduced, given) VALUES (?1, ?2, ?1, ?3)
                     ON CONFLICT (url, image) DO NOTHING",
                    key.clone(),
                    image.id.0,
                    given.clone(),
                ));
                self.images.urls.insert(key, image.id);
                image.urls.push(given.clone());
            }
        }
        image.urls.sort_by_cached_key(|url| url_key(url));
        Ok(())
    }

    fn captions(
        &mut self,
        new: &[NewCaption],
        language: &str,
        warnings: &mut Vec<Warning>,
    ) -> Result<Vec<Caption>> {
        let mut captions: Vec<Caption> = Vec::with_capacity(new.len());
        let mut seen = HashSet::new();
        for caption in new {
            let language = caption.language.as_deref().unwrap_or(language).to_owned();
            if !seen.insert(language.clone()) {
                warnings.push(Warning::Duplicate { field: "captions", name: caption.text.clone() });
                continue;
            }
            let agency = match &caption.agency {
                Some(name) => {
                    let (kind, out) = (OrganizationKind::Agency, &mut self.statements);
                    Some(self.names.organization(self.snapshot, name, kind, out)?)
                }
                None => None,
            };
            captions.push(Caption {
                language,
                text: caption.text.clone(),
                credit: caption.credit.clone(),
                alt: caption.alt.clone(),
                photographer: caption.photographer.clone().unwrap_or_default(),
                agency,
            });
        }
        captions.sort_by(|a, b| a.language.cmp(&b.language));
        Ok(captions)
    }
}

/// Look-ups.
impl Batch<'_> {
    fn image(&mut self, id: ImageId) -> Result<Option<Image>> {
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

    fn note_image(&mut self, image: &Image) {
        self.images.uris.insert(image.uri.clone(), image.id);
        if !image.sha256.is_empty() {
            self.images.hashes.insert(image.sha256.clone(), image.id);
        }
        self.images.known.insert(image.id, image.clone());
    }

    fn image_by_uri(&self, uri: &str) -> Result<Option<ImageId>> {
        let sql = "SELECT coalesce(merged_into, id) AS id FROM image WHERE uri = ?1";
        self.noted_or_stored(self.images.uris.get(uri), sql, uri)
    }

    fn image_by_hash(&self, sha256: &str) -> Result<Option<ImageId>> {
        let sql = "SELECT coalesce(merged_into, id) AS id FROM image WHERE sha256 = ?1 AND sha256 <> ''";
        self.noted_or_stored(self.images.hashes.get(sha256), sql, sha256)
    }

    fn image_by_url(&self, key: &str) -> Result<Option<ImageId>> {
        let sql = "SELECT coalesce(i.merged_into, i.id) AS id
                   FROM image_url u JOIN image i ON i.id = u.image WHERE u.url = ?1
                   ORDER BY id DESC LIMIT 1";
        self.noted_or_stored(self.images.urls.get(key), sql, key)
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
