//! Pictures of a version that doesn't stand: what it says of those that stand fills what isn't known of them.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::facts::Teller;
use super::known::Places;
use super::words;
use crate::error::Result;
use crate::id::ImageId;
use crate::model::article::Article;
use crate::model::article::refused::Refused;
use crate::model::image::{Caption, Image};
use crate::model::new_article::{NewImage, SetBy};
use crate::save::clean::CleanArticle;
use crate::save::state::Batch;

impl Batch<'_> {
    /// Fills what isn't said of the pictures of an article, and under them.
    pub(crate) fn fill_image_uses(
        &mut self,
        clean: &mut CleanArticle,
        article: &mut Article,
        refused: &Refused,
    ) -> Result<()> {
        let given = std::mem::take(&mut clean.article.images);
        self.images.saving = Some(article.id);
        let found = self.find_images(&given, article)?;
        let used: HashSet<_> = article.images.iter().map(|used| self.images.kept(used.image.id)).collect();
        let teller = Teller { article: &article.uri, stored: Some(article.id) };
        let mut others: HashMap<ImageId, Vec<Caption>> = HashMap::new();
        let found: Vec<_> = found.into_iter().map(|id| id.map(|id| self.images.kept(id))).collect();
        for (new, first) in given.iter().zip(found) {
            // What was told since may show that it is one of those before, such as the same bytes.
            let now = self.find_image(new)?.map(|image| image.id).or(first);
            let Some(id) = now.map(|id| self.images.kept(id)) else { continue };
            if ![first, Some(id)].into_iter().flatten().any(|id| used.contains(&id)) {
                continue;
            }
            let mut image = self.image(id)?.unwrap_or_else(|| Image::blank(id));
            self.tell(&mut image, new, &teller, false, &mut clean.warnings)?;
            if let Entry::Vacant(first) = others.entry(id) {
                let mut captions = self.captions(new, &article.language, &mut clean.warnings)?;
                captions.retain(|caption| !refused.has_caption(&caption.text));
                first.insert(captions);
            }
        }
        self.images.saving = None;
        self.images.refresh(article);
        for used in article.images.iter_mut().filter(|used| used.set_by != SetBy::Editor) {
            if let Some(others) = others.get(&used.image.id) {
                used.captions = words::merge(std::mem::take(&mut used.captions), others, &article.language);
            }
        }
        Ok(())
    }

    /// Finds the pictures that given ones are, by their names or by their places in the article.
    fn find_images(&mut self, given: &[NewImage], article: &Article) -> Result<Vec<Option<ImageId>>> {
        let mut places = Places::of(Some(article));
        let mut found = Vec::with_capacity(given.len());
        for (at, new) in given.iter().enumerate() {
            let id = match self.find_image(new)? {
                Some(image) => Some(image.id),
                None => places.same_place(new, at),
            };
            id.inspect(|id| _ = places.take(*id));
            found.push(id);
        }
        Ok(found)
    }
}
