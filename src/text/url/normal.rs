//! The normal form of a URL, by RFC 3986, 6.2.2 and 6.2.3.

use url::Url;

use super::spelling::{component, plain};
use super::tracking::Tracking;

/// Begins what a browser is to mark in the page: it names no part of it.
const TEXT_DIRECTIVE: &str = ":~:";

/// Reads a URL as given; `None` where it isn't one of the web.
pub(super) fn parse(given: &str) -> Option<Url> {
    let url = Url::parse(plain(given.trim()).trim()).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

/// Returns the normal form of a URL of the web; `None` where it has no host.
pub(super) fn form(url: &Url, tracking: &Tracking) -> Option<String> {
    let mut host = url.host_str()?.trim_end_matches('.');
    while let Some(rest) = host.strip_prefix("www.").filter(|rest| rest.contains('.')) {
        host = rest;
    }
    if host.is_empty() {
        return None;
    }
    let mut form = host.to_owned();
    if let Some(port) = url.port().filter(|port| !matches!(port, 80 | 443)) {
        form.push_str(&format!(":{port}"));
    }
    form.push_str(component(url.path()).trim_end_matches('/'));
    let query = url.query().unwrap_or_default();
    let mut separator = '?';
    for pair in query.split('&').filter(|pair| !pair.is_empty() && !tracking.has(pair)) {
        form.push(separator);
        form.push_str(&component(pair));
        separator = '&';
    }
    Some(form)
}

/// Returns the fragment in its one spelling; none where it says only how a reader came, or what to mark.
pub(super) fn fragment(url: &Url, tracking: &Tracking) -> String {
    let given = url.fragment().unwrap_or_default();
    let named = given.find(TEXT_DIRECTIVE).map_or(given, |end| given.get(..end).unwrap_or(given));
    if named.split('&').all(|pair| pair.is_empty() || tracking.has(pair)) {
        String::new()
    } else {
        component(named)
    }
}
