//! OPML: a list of feeds.

use serde::Serialize;

use super::repair;
use crate::ingest::decode::declared;
use crate::ingest::warning::Unreadable;
use crate::ingest::xml::{Element, parse_as_far};

/// The most feeds of a list.
const MOST: usize = 100_000;

/// A feed in a list of feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FeedOutline {
    /// Its title, as the list has it.
    pub title: String,
    /// The address of the feed.
    pub url: String,
    /// The address of the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// The folders in which it is, the outermost first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub folders: Vec<String>,
    /// Its language, as the list has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// Reads a list of feeds in OPML, as readers of feeds hand it over. Outlines without the address of a feed are folders.
///
/// ```
/// use dateline::ingest;
///
/// let list = r#"<opml version="2.0"><body><outline text="Harbour"><outline type="rss" text="Courier"
///     xmlUrl="https://courier.example/feed.xml" htmlUrl="https://courier.example/"/></outline></body></opml>"#;
/// let feeds = ingest::opml(list.as_bytes())?;
/// assert_eq!(feeds[0].url, "https://courier.example/feed.xml");
/// assert_eq!(feeds[0].folders, ["Harbour"]);
/// # Ok::<(), ingest::Unreadable>(())
/// ```
///
/// # Errors
///
/// [`Unreadable`] if it isn't OPML, is in no known encoding, or lists more than 100,000 feeds. Of a list that is cut off, what stands before is returned.
pub fn opml(bytes: &[u8]) -> Result<Vec<FeedOutline>, Unreadable> {
    let (text, _) = declared(repair::without_cut_character(bytes), None)?;
    let text = repair::escaped(repair::without_junk(&text));
    let document = parse_as_far(&text, &["outline"])?.document;
    let root = document.root();
    if !root.name().eq_ignore_ascii_case("opml") {
        return Err(Unreadable::Feed("it isn't OPML".to_owned()));
    }
    feeds(root)
}

/// Returns the feeds of a list.
pub(super) fn feeds(root: Element<'_>) -> Result<Vec<FeedOutline>, Unreadable> {
    let feeds: Vec<FeedOutline> = root.descendants().filter_map(outline).take(MOST + 1).collect();
    let is_list = feeds.len() <= MOST;
    is_list.then_some(feeds).ok_or_else(|| Unreadable::Feed(format!("it lists more than {MOST} feeds")))
}

/// Reads an outline; `None` if it is a folder.
fn outline(element: Element<'_>) -> Option<FeedOutline> {
    let url = said(element, "xmlUrl")?;
    let mut folders: Vec<String> = around(element).filter_map(title).collect();
    folders.reverse();
    let folders = if folders.is_empty() { categories(element) } else { folders };
    Some(FeedOutline {
        title: title(element).unwrap_or_default(),
        url,
        site: said(element, "htmlUrl"),
        folders,
        language: said(element, "language").filter(|language| language != "unknown"),
    })
}

/// Returns the outlines around one, the nearest first.
fn around(element: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    std::iter::successors(element.parent(), |element| element.parent())
        .take_while(|element| element.name() == "outline")
}

fn title(element: Element<'_>) -> Option<String> {
    said(element, "title").or_else(|| said(element, "text"))
}

/// Returns the folders that are written as a path: `/Harbour/Ferries`, the first of several.
fn categories(element: Element<'_>) -> Vec<String> {
    let paths = said(element, "category").unwrap_or_default();
    let path = paths.split(',').next().unwrap_or_default();
    path.split('/').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn said(element: Element<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let value = attributes.find(|attribute| attribute.name.eq_ignore_ascii_case(name))?.value.trim();
    Some(super::value::plain_line(value)).filter(|value| !value.is_empty())
}
