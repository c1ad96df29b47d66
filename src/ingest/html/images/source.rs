//! Where the bytes of a picture are, as an element says it.

use std::sync::LazyLock;

use scraper::{ElementRef, Selector};

use crate::ingest::html::page::{Page, selector};
use crate::model::new_article::Rendition;
use crate::text::srcset::{Candidate, candidates};

static SOURCE: LazyLock<Selector> = LazyLock::new(|| selector("source"));

/// Attributes with the address of a picture that is loaded when it comes into sight, and then the plain one.
const ADDRESSES: &[&str] = &[
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-url",
    "data-image",
    "data-img-src",
    "data-full-src",
    "data-hi-res-src",
    "data-large-src",
    "data-src-large",
    "data-orig-file",
    "data-large-file",
    "data-defer-src",
    "data-echo",
    "src",
];
/// Attributes with a list of sizes.
const SETS: &[&str] = &["srcset", "data-srcset", "data-lazy-srcset", "data-original-set"];
/// The most sizes of a picture that are kept.
const MOST: usize = 20;

/// Where a picture is.
#[derive(Default)]
pub(super) struct Source {
    pub url: Option<String>,
    pub renditions: Vec<Rendition>,
}

/// Returns where a picture is. Of a `picture` its sources are looked at too.
pub(super) fn source(page: &mut Page, image: ElementRef) -> Source {
    let mut source = Source::default();
    let sets = |element: ElementRef| {
        SETS.iter().filter_map(|name| element.attr(name).map(str::to_owned)).collect::<Vec<_>>()
    };
    let picture =
        image.parent().and_then(ElementRef::wrap).filter(|parent| parent.value().name() == "picture");
    let around =
        picture.map(|picture| picture.select(&SOURCE).flat_map(sets).collect::<Vec<_>>()).unwrap_or_default();
    for set in sets(image).into_iter().chain(around) {
        for Candidate { url, width } in candidates(&set).unwrap_or_default() {
            let is_known = |url: &String| source.renditions.iter().any(|known| known.url == *url);
            if let Some(url) =
                page.resolve(url).filter(|url| !is_known(url) && source.renditions.len() < MOST)
            {
                source.renditions.push(Rendition { url, width });
            }
        }
    }
    let links = ADDRESSES.iter().filter_map(|name| image.attr(name));
    for link in links.filter(|link| !is_placeholder(link)) {
        source.url = source.url.or_else(|| page.link("images", link));
    }
    source.url = source.url.or_else(|| {
        source
            .renditions
            .iter()
            .max_by_key(|rendition| rendition.width)
            .map(|rendition| rendition.url.clone())
    });
    source.renditions.retain(|rendition| Some(&rendition.url) != source.url.as_ref());
    source
}

/// Returns true for a picture that stands in the place of another until that is loaded.
fn is_placeholder(link: &str) -> bool {
    let name = link.rsplit('/').next().unwrap_or(link).to_lowercase();
    link.trim().is_empty()
        || link.starts_with("data:")
        || link.starts_with('{')
        || ["placeholder", "blank.", "spacer", "pixel.", "transparent", "1x1", "lazyload"]
            .iter()
            .any(|word| name.contains(word))
}
