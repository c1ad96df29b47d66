//! The pictures that a batch knows.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::id::{ArticleId, ImageId};
use crate::model::article::Article;
use crate::model::image::merge::image_row;
use crate::model::image::{Caption, Image};
use crate::model::new_article::NewImage;
use crate::store::Statement;
use crate::text::fold_name;

/// The pictures that a batch has looked up or added.
#[derive(Default)]
pub(crate) struct Images {
    pub known: HashMap<ImageId, Image>,
    pub uris: HashMap<String, ImageId>,
    pub hashes: HashMap<String, ImageId>,
    /// The pictures of each URL that was looked up, in its normal form.
    pub urls: HashMap<String, BTreeSet<ImageId>>,
    /// The pictures of each URL without what says its size.
    pub reduced: HashMap<String, BTreeSet<ImageId>>,
    /// The stored article that is being saved.
    pub saving: Option<ArticleId>,
    /// The articles of the batch that use a picture, by their uris.
    pub users: HashMap<ImageId, HashSet<String>>,
    /// The id of the picture that each merged picture became, by its own id.
    pub merged: HashMap<ImageId, ImageId>,
    /// The pictures that each one is the merger of.
    parts: HashMap<ImageId, Vec<ImageId>>,
    /// The pictures of which more is known than is stored.
    pub learned: BTreeSet<ImageId>,
    /// The pictures that the batch has added.
    pub added: HashSet<ImageId>,
    /// The number that the last picture without a name of its own was given, by the uri of its article.
    numbers: HashMap<String, u64>,
}

impl Images {
    /// Returns the statements that store what was learned of pictures. They come once and last, so that no
    /// picture has, even for a moment, the bytes of one that it is merged with later.
    pub(crate) fn finish(&self) -> Vec<Statement> {
        let learned = self.learned.iter().filter(|id| !self.merged.contains_key(id));
        learned.filter_map(|id| self.known.get(id)).map(image_row).collect()
    }

    /// Returns the stored pictures that are known otherwise than before, or that turned out to be another.
    pub(crate) fn changed(&self) -> BTreeSet<ImageId> {
        let changed: BTreeSet<_> = self.learned.iter().chain(self.merged.keys()).copied().collect();
        changed.into_iter().filter(|id| !self.added.contains(id)).collect()
    }

    /// Notes that a picture turned out to be another.
    pub(super) fn merge(&mut self, from: ImageId, into: ImageId) {
        self.merged.insert(from, into);
        let users = self.users.remove(&from).unwrap_or_default();
        self.users.entry(into).or_default().extend(users);
        let parts = self.parts.remove(&from).unwrap_or_default();
        self.parts.entry(into).or_default().extend(parts.into_iter().chain([from]));
    }

    /// Returns a picture and all that turned out to be it: the stored uses are of these until the batch is written.
    pub(super) fn with_parts(&self, id: ImageId) -> impl Iterator<Item = ImageId> {
        [id].into_iter().chain(self.parts.get(&id).into_iter().flatten().copied())
    }

    /// Brings the pictures of an article up to what the batch knows of them.
    pub(crate) fn refresh(&self, article: &mut Article) {
        for used in &mut article.images {
            if let Some(known) = self.known.get(&self.kept(used.image.id)) {
                used.image.clone_from(known);
            }
        }
    }

    /// Returns the words under the pictures that an article has already, for where a save says none.
    pub(super) fn captions_before<'a>(&self, stored: Option<&'a Article>) -> HashMap<ImageId, &'a [Caption]> {
        let mut before = HashMap::new();
        for used in stored.into_iter().flat_map(|article| &article.images) {
            before.entry(self.kept(used.image.id)).or_insert(&used.captions[..]);
        }
        before
    }

    /// Returns the next number for a picture of an article that has no name of its own.
    pub(super) fn next_number(&mut self, article: &str) -> u64 {
        let number = self.numbers.entry(article.to_owned()).or_default();
        *number += 1;
        *number
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

/// The pictures of a stored article by their place and by the words under them.
pub(super) struct Places {
    ids: Vec<ImageId>,
    /// Their numbers by the words under them, the last first.
    by_words: HashMap<String, Vec<usize>>,
    taken: HashSet<ImageId>,
}

impl Places {
    pub(super) fn of(stored: Option<&Article>) -> Self {
        let images = stored.map_or(&[][..], |article| &article.images);
        let mut by_words: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, used) in images.iter().enumerate().rev() {
            for caption in &used.captions {
                by_words.entry(fold_name(&caption.text)).or_default().push(at);
            }
        }
        Self { ids: images.iter().map(|used| used.image.id).collect(), by_words, taken: HashSet::new() }
    }

    /// Notes that a picture has been found: it can't be another of the article, too. Returns true if this is its
    /// first use there.
    pub(super) fn take(&mut self, id: ImageId) -> bool {
        self.taken.insert(id)
    }

    /// Finds the picture of the article that a picture without identity is: the one with the same words
    /// under it, or else the one in the same place.
    pub(super) fn same_place(&mut self, new: &NewImage, at: usize) -> Option<ImageId> {
        if new.uri.is_some() || new.sha256.is_some() || !new.urls.is_empty() {
            return None;
        }
        let words = new.captions.iter().map(|caption| fold_name(&caption.text));
        let same = words.filter_map(|words| self.free_with(&words)).min();
        let id = self.ids.get(same.unwrap_or(at))?;
        (!self.taken.contains(id)).then_some(*id)
    }

    /// Finds the first picture with these words that isn't taken. What is taken stays so, and is forgotten.
    fn free_with(&mut self, words: &str) -> Option<usize> {
        let same = self.by_words.get_mut(words)?;
        while let Some(at) = same.last() {
            let is_free = self.ids.get(*at).is_some_and(|id| !self.taken.contains(id));
            if is_free {
                return Some(*at);
            }
            same.pop();
        }
        None
    }
}
