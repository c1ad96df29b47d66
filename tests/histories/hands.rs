//! What a person does by hand: edits an article, releases a field, makes an earlier wording an article of its own.

use dateline::{ArticleField, Edit, NewArticle, Outcome};
use serde_json::Value;

use crate::failure::{Failure, holds, same};
use crate::model::merge::{Sources, fields};
use crate::model::stored::{Stored, own};
use crate::play::{Play, read};
use crate::step::Hand;

impl Play {
    /// Edits an article, and compares what becomes of the field.
    pub fn edit(&mut self, place: usize, hand: &Hand) -> Result<(), Failure> {
        let Some(known) = self.model.at(place).cloned() else { return Ok(()) };
        let edit = |edit: &mut Edit| hand.edit(edit);
        let saved = self.archive.write_at(self.model.now, |tx| tx.edit(known.id, edit))?;
        let mut edited = self.read_as(&known)?;
        let field = hand.field();
        let before = fields(&known.document).remove(field.as_str());
        let expected = match hand {
            Hand::Set(_, value) => Some(Value::from(*value)),
            Hand::Clear(_) => None,
            Hand::Release(_) => before.clone(),
        };
        let found = fields(&edited.document).remove(field.as_str());
        same(&format!("{field} after {hand:?}"), &expected, &found)?;
        let changes = before != expected;
        same("edited", &changes, &matches!(saved.outcome, Outcome::Revised { .. }))?;
        same("revisions of an edit", &(known.revisions + usize::from(changes)), &edited.revisions)?;
        edited.take_in_hand(hand);
        if matches!(hand, Hand::Release(_)) {
            // Each source is heard again.
            self.model.said.retain(|said| said.article != known.id);
            self.sources.clear();
        }
        self.model.put(edited);
        Ok(())
    }

    /// Makes an earlier wording an article of its own, if there is one.
    pub fn split(&mut self, place: usize, number: usize) -> Result<(), Failure> {
        let Some(known) = self.model.at(place).filter(|it| it.revisions > 0).cloned() else { return Ok(()) };
        let revisions = self.archive.read(|s| s.revisions_of(known.id))?;
        let revision = &revisions[number % revisions.len()];
        let split =
            self.archive.write_at(self.model.now, |tx| tx.split_revision(known.id, revision.number))?;
        let mut wording = self.read_as(&Stored { id: split, sources: Sources::new(), ..known.clone() })?;
        wording.by_hand.clear();
        let mut rest = self.read_as(&known)?;
        same("revisions of the rest", &(known.revisions - 1), &rest.revisions)?;
        same("revisions of a wording", &0, &wording.revisions)?;
        same("words of the rest", &words(&known), &words(&rest))?;
        let then = Stored { document: own(revision.document.clone()), ..known.clone() };
        same("words of a wording", &words(&then), &words(&wording))?;
        wording.language_said.clone_from(&wording.document.language);
        for article in [&mut wording, &mut rest] {
            article.take_urls(&self.model.urls);
        }
        let is_kept = |url| wording.has_part(url) || rest.has_part(url);
        holds(known.urls.iter().all(is_kept), || format!("lost URLs of {known:?}"))?;
        self.model.put(rest);
        self.model.put(wording);
        // A source that tells one of them may mean the other now.
        self.sources.clear();
        Ok(())
    }

    /// Reads an article, with what the model alone knows of it.
    fn read_as(&self, known: &Stored) -> Result<Stored, Failure> {
        let read = self.archive.try_read(|s| read(s, known.id))?;
        let read = read.ok_or_else(|| Failure(format!("article {} is gone", known.id)))?;
        Ok(Stored {
            urls: known.urls.clone(),
            language_said: known.language_said.clone(),
            sources: known.sources.clone(),
            by_hand: known.by_hand.clone(),
            ..read
        })
    }
}

/// Returns what is to be read of an article.
fn words(article: &Stored) -> [String; 5] {
    let NewArticle { headline, dek, body, byline, located, .. } = article.document.clone();
    [headline, dek, body, byline, located]
}

impl Hand {
    /// The field that is touched.
    pub fn field(&self) -> ArticleField {
        match self {
            Self::Set(field, _) | Self::Clear(field) | Self::Release(field) => *field,
        }
    }

    fn edit(&self, edit: &mut Edit) {
        match self {
            Self::Clear(field) => edit.clear(*field),
            Self::Release(field) => edit.release(*field),
            Self::Set(ArticleField::Headline, text) => edit.set_headline(*text),
            Self::Set(ArticleField::Byline, text) => edit.set_byline(*text),
            Self::Set(ArticleField::Genre, text) => edit.set_genre(*text),
            Self::Set(_, text) => edit.set_dek(*text),
        };
    }
}
