//! The links of a feed and of its entries.

use serde_json::{Map, Value as Json};
use url::Url;

use super::media;
use crate::ingest::feed::entry::Entry;
use crate::ingest::markup::resolve;
use crate::ingest::xml::Element;
use crate::model::new_article::{NewUrl, UrlRelation};

/// A link of Atom: an address and its relation.
pub(super) struct Link<'e> {
    pub url: String,
    /// In lower case; `alternate` where none is said.
    pub relation: String,
    pub media_type: &'e str,
    element: Element<'e>,
}

impl<'e> Link<'e> {
    /// Reads a link that has its address in an attribute, or in its text; `None` if that leads nowhere.
    pub(super) fn of(element: Element<'e>, base: Option<&Url>) -> Option<Self> {
        let url = match element.attribute("href") {
            Some(address) => resolve(address, base)?,
            None => resolve(&element.text(), base)?,
        };
        let said = element.attribute("rel").unwrap_or_default().trim().to_ascii_lowercase();
        let relation = if said.is_empty() { "alternate".to_owned() } else { said };
        Some(Self { url, relation, media_type: element.attribute("type").unwrap_or_default(), element })
    }

    /// Returns true if it leads to a page.
    pub(super) fn is_page(&self) -> bool {
        self.relation == "alternate" && (self.media_type.is_empty() || self.media_type.contains("html"))
    }
}

/// Adds a link to an entry, by its relation.
pub(super) fn add(entry: &mut Entry, link: Link<'_>) {
    let other = |url, relation| NewUrl { url, relation };
    match &*link.relation {
        "alternate" if link.is_page() && entry.link.is_none() => entry.link = Some(link.url),
        "alternate" => entry.other_links.push(other(link.url, UrlRelation::Alternate)),
        "canonical" => {
            let before = entry.link.replace(link.url);
            entry.other_links.extend(before.map(|url| other(url, UrlRelation::Given)));
        }
        "shortlink" => entry.other_links.push(other(link.url, UrlRelation::Redirect)),
        "amphtml" => entry.other_links.push(other(link.url, UrlRelation::Amp)),
        "enclosure" => entry.add_enclosure(&media::enclosure(link.url, link.element)),
        "replies" => entry.keep_text("comments", &link.url),
        "license" => entry.keep_text("license", &link.url),
        // These lead to the entry itself in a form for programs.
        "self" | "edit" | "edit-media" | "service.edit" | "service.post" => {}
        relation => {
            let mut kept = Map::new();
            kept.insert("rel".to_owned(), relation.into());
            kept.insert("url".to_owned(), link.url.into());
            entry.keep("links", Json::Object(kept));
        }
    }
}
