//! Addresses of the web: the forms by which two of them are compared.

mod domain;
mod image;
mod normal;
mod reduced;
mod spelling;
mod tracking;

pub(crate) use domain::{domain_key, domains, registrable_domain};
pub(crate) use image::{ImageUrl, image_url_key};
pub(crate) use tracking::Tracking;

/// An `http` or `https` URL as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WebUrl {
    /// Its normal form: host without `www.`, path and query, without scheme, default port, fragment, tracking
    /// parameters and the slash at the end, each character spelled in one way.
    pub normal: String,
    /// The normal form without what marks the AMP and mobile twins of a page.
    pub reduced: String,
    /// The part after `#`, if it names a part of the page.
    pub fragment: String,
}

impl WebUrl {
    /// Reads a URL as given; `None` where it isn't one of the web.
    pub(crate) fn of(given: &str, tracking: &Tracking) -> Option<Self> {
        let url = normal::parse(given)?;
        let normal = normal::form(&url, tracking)?;
        let reduced = reduced::form(&normal, tracking);
        Some(Self { reduced, fragment: normal::fragment(&url, tracking), normal })
    }
}

/// Returns the normal form of a URL as given; `None` where it isn't one of the web.
pub(crate) fn normal_form(given: &str, tracking: &Tracking) -> Option<String> {
    normal::form(&normal::parse(given)?, tracking)
}

/// Returns the normal form of a URL, where no tracking parameters of a host's own are known of.
pub(crate) fn url_key(given: &str) -> Option<String> {
    normal_form(given, &Tracking::default())
}

/// Parts a normal form: host with its port, path, and query without its question mark.
fn parts(normal: &str) -> (&str, &str, &str) {
    let (place, query) = normal.split_once('?').unwrap_or((normal, ""));
    let (host, path) = place.split_at(place.find('/').unwrap_or(place.len()));
    (host, path, query)
}

#[cfg(test)]
mod tests;
