//! The names of an article's fields.

use std::fmt;

use crate::model::words::words;

words! {
    /// A field of an article, as a save names it.
    #[derive(PartialOrd, Ord)]
    #[non_exhaustive]
    ArticleField {
        /// The headline.
        Headline = "headline"
        /// The standfirst.
        Dek = "dek"
        /// The byline as printed.
        Byline = "byline"
        /// The dateline as printed.
        Located = "located"
        /// The text.
        Body = "body"
        /// The part of the text that the body is.
        Extent = "extent"
        /// Type of the item.
        Type = "type"
        /// The publication.
        Publication = "publication"
        /// The section.
        Section = "section"
        /// The language.
        Language = "language"
        /// The genre.
        Genre = "genre"
        /// The publishing status.
        Status = "status"
        /// The embargo.
        Embargoed = "embargoed"
        /// The expiry.
        Expires = "expires"
        /// The time of publication.
        Published = "published"
        /// The time of the last modification.
        Modified = "modified"
        /// Number of its version.
        Version = "version"
        /// The byline resolved.
        Credits = "credits"
        /// The people it is about.
        People = "people"
        /// Pictures, their captions and credits.
        Images = "images"
        /// Tags.
        Tags = "tags"
        /// The line of tags as printed.
        TagsPrinted = "tags_printed"
        /// Alternative ids.
        Keys = "keys"
        /// Its URLs.
        Urls = "urls"
        /// Everything else that its source says.
        Extra = "extra"
    }
}

impl fmt::Display for ArticleField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
