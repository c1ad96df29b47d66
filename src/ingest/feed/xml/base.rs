//! The address from which relative links count.

use url::Url;

use crate::ingest::markup::resolve;
use crate::ingest::xml::Element;

/// Returns the address from which relative links in an element count, as it and those around it say by `xml:base`.
pub(super) fn base_of(element: Element<'_>, outermost: Option<&Url>) -> Option<Url> {
    let around = std::iter::successors(Some(element), |element| element.parent());
    let said = around.filter_map(|element| element.attribute("base"));
    let mut said: Vec<&str> = said.collect();
    let mut base = outermost.cloned();
    while let Some(next) = said.pop() {
        let address = resolve(next, base.as_ref());
        base = address.and_then(|address| Url::parse(&address).ok()).or(base);
    }
    base
}
