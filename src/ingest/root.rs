//! The outermost element of a text, by which a format in XML is known.

/// Bytes before the outermost element that may be junk of a server.
const MOST_JUNK: usize = 2000;

/// Returns the local name of the outermost element of XML, and its start tag as far as it is there; `None` if the text
/// begins with anything else than declarations, comments and an element.
pub(super) fn root(text: &str) -> Option<(&str, &str)> {
    let mut rest = text.trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<!") => doctype_end(rest),
            _ => break,
        };
        rest = rest.split_once(end)?.1.trim_start();
    }
    let tag = rest.strip_prefix('<')?;
    let tag = tag.get(..tag.find('>').unwrap_or(tag.len()))?;
    let name = tag.split(|c: char| c.is_whitespace() || c == '/').next()?;
    let is_name = name.starts_with(char::is_alphabetic) && name.chars().all(is_of_name);
    is_name.then(|| (name.split_once(':').map_or(name, |(_, local)| local), tag))
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, ':' | '-' | '_' | '.')
}

/// Returns what ends a document type: it may declare entities in brackets.
fn doctype_end(text: &str) -> &'static str {
    let has_brackets = text.find('[').is_some_and(|open| text.find('>').is_none_or(|end| open < end));
    if has_brackets { "]>" } else { ">" }
}

/// Returns true if a text is a feed: RSS, RDF with items, Atom, or JSON Feed.
pub(super) fn is_feed(text: &str) -> bool {
    if text.starts_with('{') {
        return is_json_feed(text);
    }
    match root(text) {
        Some((name, _)) if name.eq_ignore_ascii_case("rss") => true,
        Some(("RDF", _)) => {
            ["purl.org/rss/", "purl.org/net/rss", "netscape.com/rdf"].iter().any(|part| text.contains(part))
        }
        Some(("feed" | "entry", tag)) => tag.contains("w3.org/2005/Atom") || tag.contains("purl.org/atom"),
        Some(("channel", _)) => text.contains("<item"),
        Some(_) if text.starts_with("<?xml") => false,
        _ => follows_junk(text),
    }
}

/// Returns true if a text is NewsML 1, which isn't read.
pub(super) fn is_newsml_1(text: &str) -> bool {
    root(text).is_some_and(|(name, _)| name == "NewsML")
}

/// Returns true if a text is a list of feeds.
pub(super) fn is_opml(text: &str) -> bool {
    root(text).is_some_and(|(name, _)| name.eq_ignore_ascii_case("opml"))
}

/// Returns true if a feed follows what a server put before it.
fn follows_junk(text: &str) -> bool {
    let begins = ["<rss version=", "<feed xmlns=\"http://www.w3.org/2005/Atom\"", "<rdf:RDF xmlns"];
    let found = begins.iter().filter_map(|begin| text.find(begin)).min();
    found.is_some_and(|at| at < MOST_JUNK)
}

/// Returns true if an object says that it is a JSON Feed, or has what only one has.
fn is_json_feed(text: &str) -> bool {
    let addresses = ["\"https://jsonfeed.org/version", "\"http://jsonfeed.org/version"];
    let is_version = |at: usize| {
        let before = text.get(..at).unwrap_or_default().trim_end();
        let before = before.strip_suffix(':').unwrap_or_default().trim_end();
        before.ends_with("\"version\"")
    };
    let says = addresses.iter().any(|address| text.find(address).is_some_and(is_version));
    says || text.contains("\"items\"")
        && (text.contains("\"home_page_url\"") || text.contains("\"feed_url\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outermost_element_is_found() {
        for (text, name) in [
            ("<?xml version='1.0'?>\n<!-- a --> <rss version='2.0'><channel>", Some("rss")),
            ("<!DOCTYPE rss [<!ENTITY a '<b>'>]><rss/>", Some("rss")),
            ("<!DOCTYPE rss PUBLIC '-//x'><a:feed xmlns:a='x'>", Some("feed")),
            ("<newsItem", Some("newsItem")),
            ("fog", None),
            ("< a", None),
            ("<?xml", None),
            ("", None),
        ] {
            assert_eq!(root(text).map(|(name, _)| name), name, "{text}");
        }
    }

    #[test]
    fn feeds_are_told_by_what_they_are() {
        for text in [
            "<rss>",
            "<rdf:RDF xmlns='http://purl.org/rss/1.0/'>",
            "<feed xmlns='http://www.w3.org/2005/Atom'>",
            "<br />\n<b>Warning</b>: x\n<?xml version='1.0'?><rss version='2.0'>",
            "{ \"version\": \"https://jsonfeed.org/version/1.1\"",
            "{\"title\": \"x\", \"feed_url\": \"y\", \"items\": []",
        ] {
            assert!(is_feed(text), "{text}");
        }
        for text in [
            "<?xml version='1.0'?><feed><fish/></feed>",
            "<html><body>&lt;rss version=",
            "{\"headline\": \"x\", \"body\": \"\\\"version\\\": \\\"https://jsonfeed.org/version/1\\\"\"}",
            "rss",
        ] {
            assert!(!is_feed(text), "{text}");
        }
    }
}
