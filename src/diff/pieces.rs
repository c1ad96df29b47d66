//! Pieces on their way into a list, in which no two of a kind stand side by side.

use super::DiffPiece;

/// A list of pieces of text. What is deleted stands before what is inserted in its place.
#[derive(Default)]
pub(super) struct Pieces {
    pieces: Vec<DiffPiece>,
    deleted: String,
    inserted: String,
}

impl Pieces {
    pub fn change(&mut self, deleted: &str, inserted: &str) {
        self.deleted.push_str(deleted);
        self.inserted.push_str(inserted);
    }

    pub fn equal(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.settle();
        match self.pieces.last_mut() {
            Some(DiffPiece::Equal(before)) => before.push_str(text),
            _ => self.pieces.push(DiffPiece::Equal(text.to_owned())),
        }
    }

    /// Returns true if a change stands before what comes next.
    pub fn is_changing(&self) -> bool {
        !self.deleted.is_empty() || !self.inserted.is_empty()
    }

    pub fn finish(mut self) -> Vec<DiffPiece> {
        self.settle();
        self.pieces
    }

    fn settle(&mut self) {
        let (deleted, inserted) = (std::mem::take(&mut self.deleted), std::mem::take(&mut self.inserted));
        let change = [DiffPiece::Deleted(deleted), DiffPiece::Inserted(inserted)];
        self.pieces.extend(change.into_iter().filter(|piece| !piece.text().is_empty()));
    }
}
