//! Options of a save: what is done with what it adds.

use std::sync::Arc;

use super::report::{Outcome, Saved};
use super::said::Source;
use super::state::Batch;
use super::unsaved::Unsaved;
use crate::error::Result;
use crate::model::new_article::NewArticle;
use crate::store::Transaction;

/// What a save does beside saving.
///
/// ```
/// use dateline::{Archive, NewArticle, SaveOptions, Source};
///
/// let archive = Archive::in_memory()?;
/// let options = SaveOptions::new().mark_new(["unread"]);
/// let feed = Source::new("https://example.org/feed.xml");
/// let item = NewArticle::new("Ferry delayed", "").key("wire", "F1");
/// let saved = archive.write(|tx| tx.save_all_with(&options, [(&feed, &item)]))?;
/// let id = saved[0].id.unwrap();
/// assert_eq!(archive.read(|s| s.marks_of(id))?[0].name, "unread");
///
/// // It was read, and the feed has a new wording of it.
/// archive.write(|tx| tx.unmark(id, "unread"))?;
/// let feed = Source::new("https://example.org/feed.xml");
/// let item = NewArticle::new("Ferry delayed by fog", "").key("wire", "F1");
/// archive.write(|tx| tx.save_all_with(&options, [(&feed, &item)]))?;
/// assert!(archive.read(|s| s.marks_of(id))?.is_empty());
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaveOptions {
    mark_new: Vec<String>,
}

impl SaveOptions {
    /// Returns the options of a save that does nothing else.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets marks on each article that is [added](Outcome::Added). One that the archive has already gets none, whether
    /// it is revised or not: who has read it has read it.
    pub fn mark_new<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.mark_new.extend(names.into_iter().map(Into::into));
        self
    }
}

impl Transaction<'_> {
    /// Saves a batch of articles, each of a named source, as [`save_all_from`](Self::save_all_from), and does with them
    /// what the options say. [`SaveOptions`] has an example.
    ///
    /// # Errors
    ///
    /// As for [`save_all`](Self::save_all) and, if anything is marked, [`mark`](Self::mark).
    pub fn save_all_with<'s>(
        &mut self,
        options: &SaveOptions,
        articles: impl IntoIterator<Item = (&'s Source, &'s NewArticle)>,
    ) -> Result<Vec<Saved>> {
        let saved = self.save_all_from(articles)?;
        self.mark_added(&saved, options)?;
        Ok(saved)
    }

    /// Saves a batch of many articles as [`save_all_with`](Self::save_all_with), of which some may be analyzed already.
    pub(crate) fn save_unsaved(
        &mut self,
        options: &SaveOptions,
        articles: impl Iterator<Item = (Arc<Source>, Unsaved)>,
    ) -> Result<Vec<Saved>> {
        let mut batch = Batch::new(self, self.now())?;
        let saved = articles.map(|(source, article)| batch.add_unsaved(article, &source));
        let saved = saved.collect::<Result<Vec<_>>>()?;
        // What is said again writes nothing, and sets nothing either.
        let has_texts = !batch.texts.is_empty();
        let statements = batch.finish();
        if has_texts {
            self.load(|tx| tx.apply(&statements))?;
        } else {
            self.apply(&statements)?;
        }
        self.mark_added(&saved, options)?;
        Ok(saved)
    }

    fn mark_added(&mut self, saved: &[Saved], options: &SaveOptions) -> Result<()> {
        for name in &options.mark_new {
            let added = saved.iter().filter(|saved| saved.outcome == Outcome::Added);
            self.mark_all(added.filter_map(|saved| saved.id), name)?;
        }
        Ok(())
    }
}
