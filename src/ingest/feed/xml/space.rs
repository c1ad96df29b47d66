//! The namespaces of feeds, by the prefixes that are usual for them.

use crate::ingest::xml::Element;

/// Parts of the addresses of namespaces, and the prefix of each. The formats of feeds themselves have none.
const SPACES: [(&str, &str); 21] = [
    ("w3.org/2005/atom", ""),
    ("purl.org/atom/ns", ""),
    ("purl.org/rss/1.0/modules/content", "content"),
    ("purl.org/rss/1.0/modules/", "module"),
    ("purl.org/rss/1.0", ""),
    ("purl.org/net/rss1.1", ""),
    ("netscape.com/rdf/simple/0.9", ""),
    ("backend.userland.com/", ""),
    ("blogs.law.harvard.edu/tech/rss", ""),
    ("cyber.harvard.edu/rss", ""),
    ("purl.org/dc/", "dc"),
    ("yahoo.com/mrss", "media"),
    ("rssboard.org/media-rss", "media"),
    ("itunes.com/dtds/podcast", "itunes"),
    ("georss.org/georss", "georss"),
    ("w3.org/2003/01/geo", "geo"),
    ("rssnamespace.org/feedburner", "feedburner"),
    ("w3.org/1999/xhtml", "xhtml"),
    ("w3.org/1999/02/22-rdf-syntax-ns", "rdf"),
    ("purl.org/syndication/thread", "thr"),
    ("opengis.net/gml", "gml"),
];

/// Returns the usual prefix of an element's namespace: empty for RSS and Atom, `dc`, `media` …; of an unknown namespace its
/// address.
pub(super) fn space(element: Element<'_>) -> &str {
    let namespace = element.namespace();
    if namespace.is_empty() {
        return "";
    }
    let folded = namespace.trim().to_ascii_lowercase();
    match SPACES.iter().find(|(part, _)| folded.contains(part)) {
        Some((_, prefix)) => prefix,
        None if namespace == "atom" || namespace == "rss" => "",
        None if namespace == "dcterms" => "dc",
        None => namespace,
    }
}
