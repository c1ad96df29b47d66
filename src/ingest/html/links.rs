//! The addresses of a page: its own, its AMP page's, and those that lead to it.

use std::sync::LazyLock;

use scraper::Selector;

use super::page::selector;
use super::parts::Parts;
use crate::ingest::hint::Hint;
use crate::model::new_article::{NewUrl, UrlRelation, ValueSource};
use crate::text::url_key;

static LINKS: LazyLock<Selector> = LazyLock::new(|| selector("link[rel][href]"));

/// The addresses of a page.
#[derive(Default)]
pub(super) struct Links {
    pub canonical: Option<(String, ValueSource)>,
    pub others: Vec<NewUrl>,
}

/// Returns true if an address is no more than that of a site.
pub(super) fn is_home(url: &str) -> bool {
    url_key(url).is_none_or(|key| !key.contains(['/', '?']))
}

/// Reads the addresses. Those of `hreflang` are other articles, in other languages.
pub(super) fn links(parts: &mut Parts, hint: &Hint) -> Links {
    let rel = |parts: &Parts, name: &str| -> Option<String> {
        let of = |given: &str| given.split_whitespace().any(|given| given.eq_ignore_ascii_case(name));
        let link = parts.page.select(&LINKS).find(|link| link.attr("rel").is_some_and(of))?;
        link.attr("href").map(str::to_owned)
    };
    let said = parts.said(|node| {
        let own = node.get("url").and_then(|value| value.as_str());
        let page = node.get("mainEntityOfPage");
        let page = page.and_then(|value| value.as_str().or_else(|| value.get("@id")?.as_str()));
        own.or(page).map(str::to_owned)
    });
    let candidates = [
        (rel(parts, "canonical"), ValueSource::Meta),
        (parts.meta.first(&["og:url"]).map(str::to_owned), ValueSource::Meta),
        (said, ValueSource::JsonLd),
        (hint.url.map(str::to_owned), ValueSource::Meta),
    ];
    let fetched = hint.url.map(str::to_owned);
    let mut found: Vec<(String, ValueSource)> = Vec::new();
    for (link, source) in candidates {
        found.extend(link.and_then(|link| parts.page.link("url", &link)).map(|url| (url, source)));
    }
    let canonical = found.iter().find(|(url, _)| !is_home(url)).or(found.first()).cloned();
    let mut others = Vec::new();
    let amp = rel(parts, "amphtml").and_then(|link| parts.page.link("urls", &link));
    let known = canonical.as_ref().and_then(|(url, _)| url_key(url));
    let is_other = |url: &String| url_key(url).is_some_and(|key| Some(key) != known);
    others.extend(amp.filter(is_other).map(|url| NewUrl { url, relation: UrlRelation::Amp }));
    let given = fetched.and_then(|url| parts.page.resolve(&url)).filter(is_other);
    if let Some(url) = given.filter(|url| others.iter().all(|other| other.url != *url)) {
        others.push(NewUrl { url, relation: UrlRelation::Given });
    }
    Links { canonical, others }
}
