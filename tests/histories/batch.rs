//! A batch of one call, beside its items saved one by one.

use dateline::{ArticleId, Saved, Source};

use crate::failure::{Failure, same};
use crate::item::Item;
use crate::play::Play;

impl Play {
    /// Saves items in one call, after the model has seen them saved one by one, which is undone.
    pub fn save_batch(&mut self, source: &'static str, items: &[Item]) -> Result<(), Failure> {
        let singly = self.save_and_undo(source, items)?;
        let run = Source::new(source);
        let batch = || items.iter().map(|item| (&run, &item.new));
        let saved = self.archive.write_at(self.model.now, |tx| tx.save_all_from(batch()))?;
        same("what a batch reports", &singly, &saved)?;
        // A batch may pass a number of a change over.
        self.refresh()?;
        self.everything_is_known()
    }

    fn save_and_undo(&mut self, source: &'static str, items: &[Item]) -> Result<Vec<Saved>, Failure> {
        let (archive, now, run) = (self.archive.clone(), self.model.now, Source::new(source));
        let mut saved = Ok(Vec::new());
        let undone = archive.write_at(now, |tx| {
            saved = items.iter().map(|item| self.save_one(tx, &run, source, item)).collect();
            // An error undoes it all.
            tx.remove_article(ArticleId(0))
        });
        saved.and_then(|saved| same("undone", &true, &undone.is_err()).map(|()| saved))
    }
}
