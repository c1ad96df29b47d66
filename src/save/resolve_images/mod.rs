//! Resolves the pictures of an article to stored ones.
//!
//! A picture is found first; then it is told what is said of it. The words belong to the use.

mod edit;
mod facts;
mod fill;
mod find;
mod known;
mod merge;
mod urls;
mod words;

pub(super) use known::Images;
pub(super) use words::follow_language;

use std::collections::HashSet;

use super::clean::CleanArticle;
use super::report::Warning;
use super::state::Batch;
use crate::error::Result;
use crate::model::article::Article;
use crate::model::image::{Caption, Image, ImageUse};
use crate::model::new_article::{ImageField, NewCaption, NewImage, SetBy};
use crate::model::organization::OrganizationKind;
use known::Places;

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
        self.images.saving = stored.map(|article| article.id);
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
            let teller = facts::Teller { article: uri, stored: stored.map(|article| article.id) };
            let is_first = places.take(image.id);
            self.tell(&mut image, new, &teller, is_first, &mut clean.warnings)?;
            ids.push(image.id);
        }
        self.images.saving = None;
        // What the later ones tell, such as that two are one, holds for the earlier ones too.
        let before = self.images.captions_before(stored);
        let mut uses = Vec::with_capacity(given.len());
        for (new, id) in given.iter().zip(ids) {
            let image = self.image(id)?.unwrap_or_else(|| Image::blank(id));
            let before = before.get(&image.id).copied().unwrap_or_default();
            let said = self.captions(new, language, &mut clean.warnings)?;
            let is_cleared = new.clear.contains(&ImageField::Captions);
            let captions = words::merge(said, if is_cleared { &[] } else { before }, language);
            let (role, after_paragraph) = (new.role, new.after_paragraph);
            let set_by = SetBy::default();
            uses.push(ImageUse { image, role, after_paragraph, captions, set_by });
        }
        Ok(uses)
    }

    /// Resolves the words that are said under a picture. The alternative text is one of them, in the language of the
    /// article.
    fn captions(
        &mut self,
        new: &NewImage,
        language: &str,
        warnings: &mut Vec<Warning>,
    ) -> Result<Vec<Caption>> {
        let mut captions = self.given_captions(&new.captions, language, warnings)?;
        if !new.alt.is_empty() && captions.iter().all(|caption| caption.alt != new.alt) {
            match captions.iter_mut().find(|caption| caption.language == language) {
                Some(caption) => caption.alt.clone_from(&new.alt),
                None => captions.push(Caption { alt: new.alt.clone(), ..Caption::blank(language) }),
            }
        }
        Ok(captions)
    }

    fn given_captions(
        &mut self,
        new: &[NewCaption],
        language: &str,
        warnings: &mut Vec<Warning>,
    ) -> Result<Vec<Caption>> {
        let mut captions: Vec<Caption> = Vec::with_capacity(new.len());
        let mut seen = HashSet::new();
        for caption in new {
            let language_said = caption.language.is_some();
            let language = caption.language.as_deref().unwrap_or(language).to_owned();
            if !seen.insert(language.clone()) {
                warnings.push(Warning::SecondCaption { text: caption.text.clone() });
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
                language_said,
                text: caption.text.clone(),
                credit: caption.credit.clone(),
                alt: caption.alt.clone(),
                photographer: caption.photographer.clone().unwrap_or_default(),
                agency,
            });
        }
        Ok(captions)
    }
}
