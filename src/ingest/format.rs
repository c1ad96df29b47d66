//! The formats of files.

use std::fmt;

use serde::Serialize;

/// The format of a file.
///
/// ```
/// use dateline::ingest::{self, Format};
///
/// // The content decides, and then the name.
/// let readings = ingest::read(b"{\"headline\": \"Fog\"}", "fog.txt")?;
/// assert_eq!(readings.articles[0].format, Format::Json);
/// assert_eq!(Format::Json.to_string(), "JSON");
/// # Ok::<(), ingest::Unreadable>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Format {
    /// A feed: RSS, RDF, Atom or JSON Feed.
    Feed,
    /// A list of feeds, which has no articles.
    Opml,
    /// JSON and JSON Lines in the form of [`NewArticle`](crate::NewArticle).
    Json,
    /// A table with a row of names, parted by commas or other signs.
    Csv,
    /// ninjs, the IPTC's news in JSON, and dpa's own JSON.
    Ninjs,
    /// NewsML-G2.
    NewsmlG2,
    /// NITF.
    Nitf,
    /// A web page.
    Html,
    /// An export of an archive, which [`Archive::import`](crate::Archive::import) takes.
    Export,
    /// The page that Pocket exported the addresses of its articles to.
    Pocket,
    /// Reuters-21578, a corpus of wire stories.
    Reuters,
    /// A picture: JPEG, PNG, WebP, GIF or TIFF.
    Picture,
    /// XML of a kind that isn't read.
    Xml,
    /// The text of a page, as a crawler dumps it.
    #[default]
    PageText,
}

impl Format {
    /// Returns its name, for people.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Opml => "OPML",
            Self::Json => "JSON",
            Self::Csv => "CSV",
            Self::Ninjs => "ninjs",
            Self::NewsmlG2 => "NewsML-G2",
            Self::Nitf => "NITF",
            Self::Html => "HTML",
            Self::Export => "an export of an archive: import it",
            Self::Pocket => "an export of Pocket",
            Self::Reuters => "Reuters-21578",
            Self::Picture => "picture",
            Self::Xml => "XML of an unknown kind",
            Self::PageText => "page text",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
