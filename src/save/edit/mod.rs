//! Edits by hand: what no source changes until it is released.

mod apply;
mod lists;
mod revert;

use chrono::{DateTime, Utc};

use super::report::Saved;
use super::state::Batch;
use crate::error::Result;
use crate::id::ArticleId;
use crate::model::moment::Moment;
use crate::model::new_article::{
    ArticleField, NewArticle, NewCredit, NewImage, NewPerson, NewPublication, NewTag, Status,
};
use crate::store::Transaction;

/// An edit of an article by hand, made inside of [`Transaction::edit`].
///
/// First what is released is released, then what is cleared is cleared, then what is set is set, then items are
/// removed and added.
#[derive(Clone, Debug, Default)]
pub struct Edit {
    set: NewArticle,
    added: NewArticle,
    cleared: Vec<ArticleField>,
    released: Vec<ArticleField>,
    removed: Vec<(Item, String)>,
}

/// A kind of item that can be taken out of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Tag,
    Person,
    Credit,
    Image,
    Caption,
}

/// Makes a method that sets a text.
macro_rules! set_text {
    ($($(#[$doc:meta])* $method:ident: $field:ident)*) => {$(
        $(#[$doc])*
        pub fn $method(&mut self, text: impl Into<String>) -> &mut Self {
            self.set.$field = text.into().into();
            self
        }
    )*};
}

/// Makes a method that sets a value.
macro_rules! set_value {
    ($($(#[$doc:meta])* $method:ident: $field:ident, $kind:ty)*) => {$(
        $(#[$doc])*
        pub fn $method(&mut self, value: $kind) -> &mut Self {
            self.set.$field = Some(value);
            self
        }
    )*};
}

impl Edit {
    set_text! {
        /// Sets the headline.
        set_headline: headline
        /// Sets the standfirst.
        set_dek: dek
        /// Sets the byline as printed.
        set_byline: byline
        /// Sets the dateline as printed.
        set_located: located
        /// Sets the text, of whatever length.
        set_body: body
        /// Sets the section of its publication.
        set_section: section
        /// Sets the language, by its BCP 47 tag, its code or its name.
        set_language: language
        /// Sets the IPTC genre.
        set_genre: genre
    }

    set_value! {
        /// Sets the publishing status.
        set_status: status, Status
        /// Sets the instant before which it is not to be shown.
        set_embargoed: embargoed, DateTime<Utc>
        /// Sets the instant from which it is not to be shown.
        set_expires: expires, DateTime<Utc>
        /// Sets when it was published. It moves to its new place in time.
        set_published: published, Moment
    }

    /// Sets the publication.
    pub fn set_publication(&mut self, publication: impl Into<NewPublication>) -> &mut Self {
        self.set.publication = Some(publication.into());
        self
    }

    /// Sets everything that a new article says, in place of what was set before in this edit. A list that is given
    /// replaces the stored one: what it lacks is refused. URLs and ids are added to those that are known.
    pub fn set(&mut self, values: NewArticle) -> &mut Self {
        self.set = values;
        self
    }

    /// Takes the value of a field back, or all items of a list.
    pub fn clear(&mut self, field: ArticleField) -> &mut Self {
        self.cleared.push(field);
        self
    }

    /// Gives a field back to its sources: it keeps its value until one of them says another. Items of lists that were
    /// refused may come back.
    pub fn release(&mut self, field: ArticleField) -> &mut Self {
        self.released.push(field);
        self
    }

    /// Adds a tag.
    pub fn add_tag(&mut self, tag: impl Into<NewTag>) -> &mut Self {
        self.added.tags.push(tag.into());
        self
    }

    /// Removes a tag by its name, in every vocabulary, for good.
    pub fn remove_tag(&mut self, name: impl Into<String>) -> &mut Self {
        self.removed.push((Item::Tag, name.into()));
        self
    }

    /// Adds a person whom the article is about.
    pub fn add_person(&mut self, person: impl Into<NewPerson>) -> &mut Self {
        self.added.people.push(person.into());
        self
    }

    /// Removes a person by the name as printed, for good.
    pub fn remove_person(&mut self, name: impl Into<String>) -> &mut Self {
        self.removed.push((Item::Person, name.into()));
        self
    }

    /// Adds a contributor.
    pub fn add_credit(&mut self, credit: impl Into<NewCredit>) -> &mut Self {
        self.added.credits.push(credit.into());
        self
    }

    /// Removes a contributor by the name as printed, for good.
    pub fn remove_credit(&mut self, name: impl Into<String>) -> &mut Self {
        self.removed.push((Item::Credit, name.into()));
        self
    }

    /// Adds a picture.
    pub fn add_image(&mut self, image: NewImage) -> &mut Self {
        self.added.images.push(image);
        self
    }

    /// Removes a picture from this article, by its uri or any of its URLs, for good. The picture itself stays.
    pub fn remove_image(&mut self, uri: impl Into<String>) -> &mut Self {
        self.removed.push((Item::Image, uri.into()));
        self
    }

    /// Removes a caption by its words, for good. The picture above it stays.
    pub fn remove_caption(&mut self, text: impl Into<String>) -> &mut Self {
        self.removed.push((Item::Caption, text.into()));
        self
    }
}

impl Transaction<'_> {
    /// Edits an article by hand. What is set or cleared here is left alone by every source until it is
    /// [released](Edit::release); of lists, what was added stays and what was removed doesn't come back, and the rest
    /// follows the sources. The earlier wording is kept as a revision whose [`origin`](crate::Revision::origin) is
    /// [`Hand`](crate::Origin::Hand).
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`](crate::Error::NotFound) if there is no such article,
    /// [`Error::Invalid`](crate::Error::Invalid) if nothing of headline, dek, body and captions would be left, or the
    /// date is one that an article can't have.
    ///
    /// ```
    /// use dateline::{Archive, ArticleField, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let feed = NewArticle::new("Fery delayed", "Fog held up the ferry.").key("wire", "F1").tag("Fog").tag("Sport");
    /// let id = archive.write(|tx| tx.save(&feed))?.id.unwrap();
    /// archive.write(|tx| {
    ///     tx.edit(id, |edit| {
    ///         edit.set_headline("Ferry delayed").add_tag("Transport").remove_tag("Sport");
    ///     })
    /// })?;
    /// // The feed says it again, and more.
    /// archive.write(|tx| tx.save(&feed.clone().byline("By ANA REIS")))?;
    ///
    /// let article = archive.read(|s| s.article(id))?.unwrap();
    /// assert_eq!((article.headline.as_str(), article.byline.as_str()), ("Ferry delayed", "By ANA REIS"));
    /// let tags: Vec<_> = article.tags.iter().map(|tag| tag.name.as_str()).collect();
    /// assert_eq!(tags, ["Fog", "Transport"]);
    /// assert!(article.by_hand.contains_key(&ArticleField::Headline));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn edit(&mut self, id: ArticleId, edit: impl FnOnce(&mut Edit)) -> Result<Saved> {
        let mut wanted = Edit::default();
        edit(&mut wanted);
        let mut batch = Batch::new(self, self.now())?;
        let saved = batch.edit(id, &wanted)?;
        let statements = batch.finish();
        self.apply(&statements)?;
        Ok(saved)
    }
}
