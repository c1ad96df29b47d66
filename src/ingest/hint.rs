//! The facts that are known of a file beside its bytes.

use super::format::Format;
use super::mapping::Mapping;
use super::vocabulary::Vocabulary;

/// The facts that are known of a file beside its bytes: its name, where it was fetched, its format. All of them help, and
/// none is needed. A bare text stands for the name.
///
/// ```
/// use dateline::ingest::{self, Format, Hint};
///
/// let hint = Hint::name("answer").format(Format::Json);
/// let readings = ingest::read(b"{\"headline\": \"Fog\"}", hint)?;
/// assert_eq!(readings.articles[0].article.headline, "Fog");
/// # Ok::<(), ingest::Unreadable>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Hint<'h> {
    pub(super) name: &'h str,
    pub(super) url: Option<&'h str>,
    pub(super) format: Option<Format>,
    pub(super) vocabulary: Option<&'h Vocabulary>,
    pub(super) mapping: Option<&'h Mapping>,
}

impl<'h> Hint<'h> {
    /// Makes a hint of the name of a file. Its ending says the format where the content doesn't.
    pub fn name(name: &'h str) -> Self {
        Self { name, ..Self::default() }
    }

    /// Sets the URL where the bytes were fetched: relative links count from it, a feed's ids are scoped by it, and it is the
    /// URL of a page that states none.
    pub fn url(self, url: &'h str) -> Self {
        Self { url: Some(url), ..self }
    }

    /// Sets the format, in a container that of the files in it. Without it the content decides, and then the name.
    pub fn format(self, format: Format) -> Self {
        Self { format: Some(format), ..self }
    }

    /// Sets the names that the fields of JSON records, or the columns of CSV, have instead of those of an article.
    pub fn mapping(self, mapping: &'h Mapping) -> Self {
        Self { mapping: Some(mapping), ..self }
    }

    /// Sets the tags that the archive knows: they settle where a tag ends in a line of tags that lost its separators.
    ///
    /// ```
    /// use dateline::ingest::{self, Hint, Vocabulary};
    ///
    /// let known: Vocabulary = ["port authority"].into_iter().collect();
    /// let page = "Dredging resumes in the harbour\n\nWork began at dawn on Tuesday.\n\nTags port authority dredging";
    /// let readings = ingest::read(page.as_bytes(), Hint::name("page.txt").vocabulary(&known))?;
    /// let tags: Vec<&str> = readings.articles[0].article.tags.iter().map(|tag| &*tag.name).collect();
    /// assert_eq!(tags, ["port authority", "dredging"]);
    /// # Ok::<(), ingest::Unreadable>(())
    /// ```
    pub fn vocabulary(self, known: &'h Vocabulary) -> Self {
        Self { vocabulary: Some(known), ..self }
    }
}

impl<'h> From<&'h str> for Hint<'h> {
    fn from(name: &'h str) -> Self {
        Self::name(name)
    }
}

impl<'h> From<&'h String> for Hint<'h> {
    fn from(name: &'h String) -> Self {
        Self::name(name)
    }
}
