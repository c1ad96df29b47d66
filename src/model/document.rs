//! A stored article as a document: the form in which it can be saved elsewhere.

use super::article::Article;
use super::article::field::FIELDS;
use super::new_article::{Key, NewArticle, NewPerson};
use super::person::Mention;
use crate::error::Result;
use crate::id::PersonId;
use crate::store::Snapshot;

impl Snapshot<'_> {
    /// Makes a value of a stored article that can be saved elsewhere: into an empty archive it makes an
    /// equal article.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = NewArticle::new("Ferry delayed", "").key("wire", "F1").person("Ada Jones").language("en");
    /// let id = archive.write(|tx| tx.save(&article))?.id.unwrap();
    /// let document = archive.read(|s| s.document(&s.article(id)?.unwrap()))?;
    /// assert_eq!(document.people, article.people);
    /// assert_eq!(document.keys, article.keys);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn document(&self, article: &Article) -> Result<NewArticle> {
        self.document_with(article, |_| &[])
    }

    /// Makes a document, as [`document`](Self::document), with ids of people that are not stored yet.
    pub(crate) fn document_with<'k>(
        &self,
        article: &Article,
        unstored: impl Fn(PersonId) -> &'k [Key],
    ) -> Result<NewArticle> {
        let mut document = NewArticle { uri: Some(article.uri.clone()), ..NewArticle::default() };
        for row in FIELDS {
            (row.document)(article, &mut document);
        }
        self.add_keys(&mut document.people, &article.people, &unstored)?;
        for (image, used) in document.images.iter_mut().zip(&article.images) {
            self.add_keys(&mut image.people, &used.image.people, &unstored)?;
        }
        Ok(document)
    }

    /// Adds the outside ids of people whose names a document has.
    fn add_keys<'k>(
        &self,
        people: &mut [NewPerson],
        mentions: &[Mention],
        unstored: impl Fn(PersonId) -> &'k [Key],
    ) -> Result<()> {
        for (person, mention) in people.iter_mut().zip(mentions) {
            let Some(id) = mention.person else { continue };
            person.keys = self.person_keys_of(id)?;
            person.keys.extend_from_slice(unstored(id));
            person.keys.sort();
        }
        Ok(())
    }
}
