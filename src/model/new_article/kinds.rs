//! Kinds of the parts of an article: enumerations with a word for each value.

use crate::model::words::words;

words! {
    /// Relation of a URL to its article.
    #[derive(Default)]
    #[non_exhaustive]
    UrlRelation {
        /// The one that the publisher calls the article's own.
        Canonical = "canonical"
        /// The one under which the article was fetched or handed over.
        #[default]
        Given = "given"
        /// The AMP page.
        Amp = "amp"
        /// An address that leads on to the article.
        Redirect = "redirect"
        /// Another edition or format of the article.
        Alternate = "alternate"
        /// A copy in a web archive.
        Archive = "archive"
    }
}

words! {
    /// IPTC publishing status (`pubStatus`).
    #[derive(Default)]
    #[non_exhaustive]
    Status {
        /// May be shown.
        #[default]
        Usable = "usable"
        /// Held back for now.
        Withheld = "withheld"
        /// Withdrawn for good.
        Canceled = "canceled"
    }
}

words! {
    /// The part of a contributor.
    #[derive(Default)]
    #[non_exhaustive]
    Role {
        /// Wrote it.
        #[default]
        Author = "author"
        /// Took the photographs.
        Photographer = "photographer"
        /// Edited it.
        Editor = "editor"
        /// Contributed reporting.
        Contributor = "contributor"
        /// Translated it.
        Translator = "translator"
        /// Drew the illustrations.
        Illustrator = "illustrator"
    }
}

words! {
    /// The kind of thing that a credited name stands for.
    #[derive(Default)]
    #[non_exhaustive]
    CreditKind {
        /// A person.
        #[default]
        Person = "person"
        /// A news agency, newsroom or other organization.
        Organization = "organization"
        /// Not known; the name is kept and not resolved.
        Unknown = "unknown"
    }
}

words! {
    /// The place of a picture in an article.
    #[derive(Default)]
    #[non_exhaustive]
    ImageRole {
        /// Above the text.
        Lead = "lead"
        /// Between paragraphs.
        #[default]
        Inline = "inline"
        /// In a gallery.
        Gallery = "gallery"
    }
}

words! {
    /// The kind of source that put a tag on an article.
    #[derive(Default)]
    #[non_exhaustive]
    SetBy {
        /// The source itself: a feed or page.
        #[default]
        Feed = "feed"
        /// A person at the archive.
        Editor = "editor"
        /// A program that classifies.
        Model = "model"
    }
}

words! {
    /// Type of an item (ninjs `type`).
    #[derive(Default)]
    #[non_exhaustive]
    ItemType {
        /// A text, with or without pictures.
        #[default]
        Text = "text"
        /// A photograph.
        Picture = "picture"
        /// A drawing, map or chart.
        Graphic = "graphic"
        /// A video.
        Video = "video"
        /// A sound recording.
        Audio = "audio"
    }
}

words! {
    /// The part of the text that a body is.
    #[non_exhaustive]
    Extent {
        /// The whole text.
        Full = "full"
        /// A part of it, such as a feed's summary.
        Excerpt = "excerpt"
    }
}

words! {
    /// The kind of source that a value was read from.
    #[derive(PartialOrd, Ord)]
    #[non_exhaustive]
    ValueSource {
        /// The name of a file: it only fills.
        Name = "name"
        /// Guessed from plain text.
        Text = "text"
        /// The elements of a page.
        Dom = "dom"
        /// An item of a feed.
        Feed = "feed"
        /// The `meta` elements of a page.
        Meta = "meta"
        /// An item of a news agency's wire.
        Wire = "wire"
        /// The JSON-LD of a page.
        JsonLd = "json_ld"
    }
}
