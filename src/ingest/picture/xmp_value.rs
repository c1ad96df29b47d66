//! The values of XMP: texts, lists, texts by language, and structures.

use crate::ingest::xml::Element;

/// Namespaces of XMP, by the prefix that people know them by.
const NAMESPACES: &[(&str, &str)] = &[
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://ns.adobe.com/photoshop/1.0/", "photoshop"),
    ("http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/", "Iptc4xmpCore"),
    ("http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "Iptc4xmpExt"),
    ("http://ns.adobe.com/xap/1.0/rights/", "xmpRights"),
    ("http://ns.useplus.org/ldf/xmp/1.0/", "plus"),
    ("http://ns.adobe.com/xap/1.0/", "xmp"),
];

/// Returns the known prefix of a namespace; empty for others.
pub(super) fn prefix(namespace: &str) -> &'static str {
    NAMESPACES.iter().find(|(uri, _)| *uri == namespace).map_or("", |(_, prefix)| *prefix)
}

/// Returns the items of a list, or the text alone.
pub(super) fn list(element: Element) -> Vec<String> {
    let texts: Vec<String> = match items(element) {
        Some(items) => items.into_iter().map(text).collect(),
        None => vec![text(element)],
    };
    texts.into_iter().filter(|text| !text.is_empty()).collect()
}

/// Returns the text of a value: of a list of languages the default one, of another list all of it.
pub(super) fn single(element: Element) -> String {
    let Some(items) = items(element) else { return text(element) };
    let is_default = |item: &&Element| item.attribute("lang") == Some("x-default");
    match items.iter().find(is_default).or_else(|| items.iter().find(|item| item.attribute("lang").is_some()))
    {
        Some(item) => text(*item),
        None => items.into_iter().map(text).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; "),
    }
}

/// Returns the items of `rdf:Bag`, `rdf:Seq` or `rdf:Alt`.
pub(super) fn items(element: Element<'_>) -> Option<Vec<Element<'_>>> {
    let list = element.children().find(|child| matches!(child.name(), "Bag" | "Seq" | "Alt"))?;
    Some(list.all("li").collect())
}

fn text(element: Element) -> String {
    let text = element.text();
    let text = text.trim();
    // A property may be said by an attribute of its own.
    let resource = || element.attribute("resource").unwrap_or_default();
    if text.is_empty() { resource().trim().to_owned() } else { text.to_owned() }
}

/// Returns a field of a structure, which may be an element or an attribute, in it or in a description in it.
pub(super) fn field(structure: Element, name: &str) -> String {
    let inner = structure.child("Description").unwrap_or(structure);
    let attribute =
        || inner.attribute(name).or_else(|| structure.attribute(name)).map(|text| text.trim().to_owned());
    inner.child(name).map(single).or_else(attribute).unwrap_or_default()
}
