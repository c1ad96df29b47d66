//! The publication, section and language of a page.

use std::sync::LazyLock;

use scraper::Selector;

use super::facts::{Sourced, best};
use super::json_ld;
use super::page::selector;
use super::parts::Parts;
use crate::model::new_article::NewPublication;
use crate::text::{language, url::registrable_domain, url_key};

static HTML: LazyLock<Selector> = LazyLock::new(|| selector("html"));

/// Returns the publication: the name of the site, and the domain of the page.
pub(super) fn publication(parts: &Parts, url: Option<&str>) -> Option<Sourced<NewPublication>> {
    let Parts { meta, json_ld, .. } = parts;
    let site = || meta.first(&["og:site_name"]).map(str::to_owned);
    let publisher = || parts.said(|node| json_ld.name(node.get("publisher")?));
    let part = parts.said(|node| json_ld.name(node.get("isPartOf")?).filter(|_| is_periodical(parts, node)));
    let others = || {
        let said = meta.first(&[
            "application-name",
            "publisher",
            "dc.publisher",
            "dcterms.publisher",
            "apple-mobile-web-app-title",
            "copyright",
        ]);
        let domain = url.and_then(url_key).map(|key| registrable_domain(&key).to_owned());
        said.map(str::to_owned).filter(|name| name.chars().count() <= 60 && !name.contains("://")).or(domain)
    };
    // The name of the site is what readers call it; a publisher is often the company behind.
    let (title, source) = match (part, site()) {
        (Some(title), _) => (title, crate::model::new_article::ValueSource::JsonLd),
        (None, Some(title)) => (title, crate::model::new_article::ValueSource::Meta),
        (None, None) => best(publisher(), others, || None)?,
    };
    let domain = url.and_then(url_key).map(|key| registrable_domain(&key).to_owned());
    Some((NewPublication { title, domain, ..NewPublication::default() }, source))
}

fn is_periodical(parts: &Parts, node: &json_ld::Node) -> bool {
    let is_it = |node: &json_ld::Node| {
        ["Newspaper", "Periodical", "PublicationIssue"].iter().any(|kind| json_ld::has_type(node, kind))
    };
    node.get("isPartOf")
        .and_then(|value| json_ld::list(value).iter().find_map(|value| parts.json_ld.node(value)))
        .is_some_and(is_it)
}

/// Returns the section in which it ran.
pub(super) fn section(parts: &Parts) -> Option<Sourced<String>> {
    let said = parts.said(|node| json_ld::text(node, "articleSection"));
    let named = || {
        parts.meta.first(&[
            "article:section",
            "og:article:section",
            "parsely-section",
            "sailthru.section",
            "section",
            "cxenseparse:recs:category",
            "dc.section",
        ])
    };
    let (section, source) = best(said, || named().map(str::to_owned), || crumb(parts))?;
    let section = section.trim().to_owned();
    (!section.is_empty() && section.len() <= 100 && !section.contains("://")).then_some((section, source))
}

/// Returns the last name of the breadcrumbs that isn't the article itself or the home page.
fn crumb(parts: &Parts) -> Option<String> {
    let crumbs = parts.json_ld.of_type("BreadcrumbList").next()?;
    let names = json_ld::list(crumbs.get("itemListElement")?).iter().filter_map(|value| {
        let node = parts.json_ld.node(value)?;
        json_ld::text(node, "name").or_else(|| json_ld::text(node, "item"))
    });
    let names: Vec<String> = names.filter(|name| !name.contains("://")).collect();
    let headline = parts.article().and_then(json_ld::headline);
    let inner = names.get(1..).unwrap_or_default();
    inner.iter().rfind(|name| headline.as_ref() != Some(name) && name.chars().count() <= 40).cloned()
}

/// Returns the language that the page says it is in.
pub(super) fn language(parts: &Parts) -> Option<Sourced<String>> {
    let tag = language::canonical;
    let said = parts.said(|node| json_ld::text(node, "inLanguage")).and_then(|text| tag(&text));
    let shown = || parts.page.select(&HTML).find_map(|html| html.attr("lang").or(html.attr("xml:lang")));
    let names = ["og:locale", "dc.language", "dcterms.language", "language", "content-language"];
    let named = || shown().and_then(tag).or_else(|| parts.meta.first(&names).and_then(tag));
    best(said, named, || None)
}
