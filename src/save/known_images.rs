//! The pictures that a batch knows.

use std::collections::{BTreeSet, HashMap};

use crate::id::ImageId;
use crate::model::article::Article;
use crate::model::image::{Caption, Image};
use crate::model::image_merge::image_row;
use crate::store::Statement;

/// The pictures that a batch has looked up or added.
#[derive(Default)]
pub(super) struct Images {
    pub known: HashMap<ImageId, Image>,
    pub uris: HashMap<String, ImageId>,
    pub hashes: HashMap<String, ImageId>,
    pub urls: HashMap<String, ImageId>,
    /// The id of the picture that each merged picture became, by its own id.
    pub merged: HashMap<ImageId, ImageId>,
    /// The pictures of which more is known than is stored.
    pub learned: BTreeSet<ImageId>,
}

impl Images {
    /// Returns the statements that store what was learned of pictures. They come once and last, so that no
    /// picture has, even for a moment, the bytes of one that it is merged with later.
    pub(super) fn finish(&self) -> Vec<Statement> {
        let learned = self.learned.iter().filter(|id| !self.merged.contains_key(id));
        learned.filter_map(|id| self.known.get(id)).map(image_row).collect()
    }

    /// Brings the pictures of an article up to what the batch knows of them.
    pub(super) fn refresh(&self, article: &mut Article) {
        for used in &mut article.images {
            if let Some(known) = self.known.get(&self.kept(used.image.id)) {
                used.image.clone_from(known);
            }
        }
    }

    /// Returns the words under a picture that an article has already, where a save says none.
    pub(super) fn captions_before(&self, stored: Option<&Article>, image: ImageId) -> Vec<Caption> {
        let mut before = stored.into_iter().flat_map(|article| &article.images);
        let used = before.find(|used| self.kept(used.image.id) == image);
        used.map(|used| used.captions.clone()).unwrap_or_default()
    }

    /// Returns the id that a picture has after all merges. Each merge leads to a picture that is not merged itself
    /// at that time, so that this ends.
    pub(super) fn kept(&self, mut id: ImageId) -> ImageId {
        while let Some(into) = self.merged.get(&id) {
            id = *into;
        }
        id
    }
}
