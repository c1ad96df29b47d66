//! The headline of a page, without the name of the site.

use std::sync::LazyLock;

use scraper::Selector;

use super::facts::{Sourced, best};
use super::json_ld;
use super::page::{Page, selector, text};
use super::parts::Parts;
use crate::model::new_article::ValueSource;
use crate::text::fold_name;

static H1: LazyLock<Selector> = LazyLock::new(|| selector("h1"));
static TITLE: LazyLock<Selector> = LazyLock::new(|| selector("title"));
static ITEM: LazyLock<Selector> = LazyLock::new(|| selector("[itemprop~=headline]"));

/// Signs between a headline and the name of the site.
const SEPARATORS: &[&str] =
    &[" | ", " - ", " – ", " — ", " • ", " · ", " :: ", " » ", " « ", " / ", "｜", "|", "-", "ㅣ"];
/// The fewest letters of a heading that is a headline by itself.
const SHORTEST_HEADING: usize = 12;
/// The fewest letters of a headline that a longer one may complete.
const SHORTEST_BEGINNING: usize = 20;

/// Returns the headline: that of the JSON-LD, else of the page's `meta`, else its first heading.
pub(super) fn headline(parts: &Parts) -> Option<Sourced<String>> {
    let Parts { page, meta, .. } = parts;
    let site = site_names(parts);
    let said = parts.article().and_then(json_ld::headline);
    let shown = headings(page);
    let shared = || {
        meta.first(&["og:title", "twitter:title", "dc.title", "dcterms.title", "title"]).map(str::to_owned)
    };
    let titled = || page.select(&TITLE).map(text).find(|title| !title.is_empty());
    let (headline, source) = best(said, shared, || shown.first().cloned().or_else(titled))?;
    let agreed = shared().filter(|shared| source == ValueSource::JsonLd && shown.contains(shared));
    // What the page shows and shares is its headline; the JSON-LD may have one for search engines.
    let (headline, source) = agreed.map_or((headline, source), |agreed| (agreed, ValueSource::Meta));
    let headline = without_site(&headline, &site);
    let headline = shown.iter().find(|shown| is_before_site(shown, &headline)).cloned().unwrap_or(headline);
    let others = shown.iter().cloned().chain(shared()).chain(titled());
    let whole = others.map(|other| without_site(&other, &site)).find(|other| completes(other, &headline));
    Some((whole.unwrap_or(headline), source))
}

/// Returns the standfirst: what the JSON-LD or `meta` say of the article in a sentence or two.
pub(super) fn dek(parts: &Parts) -> Option<Sourced<String>> {
    let said = parts.said(|node| {
        json_ld::text(node, "alternativeHeadline")
            .or_else(|| json_ld::text(node, "description"))
            .or_else(|| json_ld::text(node, "abstract"))
    });
    let shared = || {
        parts
            .meta
            .first(&["og:description", "description", "twitter:description", "dc.description"])
            .map(str::to_owned)
    };
    best(said, shared, || None)
}

/// Returns the headings that may be the article's.
fn headings(page: &Page) -> Vec<String> {
    let items = page.select(&ITEM).filter(|element| element.value().name() != "meta").take(1);
    let headings = items.chain(page.select(&H1).take(10)).map(text);
    headings.filter(|heading| !heading.is_empty()).collect()
}

/// Returns the names that a page gives its site.
fn site_names(parts: &Parts) -> Vec<String> {
    let Parts { meta, json_ld, .. } = parts;
    let said =
        ["og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site", "al:ios:app_name"];
    let said = said
        .iter()
        .filter_map(|name| meta.first(&[name]))
        .map(|name| name.trim_start_matches('@').to_owned());
    let publisher = parts.article().and_then(|node| json_ld.name(node.get("publisher")?));
    said.chain(publisher).map(|name| letters(&name)).filter(|name| !name.is_empty()).collect()
}

/// Takes the name of the site off an end or the beginning of a headline.
fn without_site(headline: &str, site: &[String]) -> String {
    let is_site = |part: &str| {
        let part = letters(part);
        !part.is_empty()
            && site.iter().any(|name| {
                *name == part
                    || part.len() > 4
                        && (name.contains(&part)
                            || part.contains(name.as_str()) && part.len() < name.len() + 8 && name.len() > 3)
            })
    };
    for separator in SEPARATORS {
        if let Some((rest, _)) =
            headline.rsplit_once(separator).filter(|(rest, end)| is_site(end) && rest.len() > end.len() / 2)
        {
            return without_site(rest.trim(), site);
        }
        if let Some((_, rest)) =
            headline.split_once(separator).filter(|(start, rest)| is_site(start) && rest.len() > start.len())
        {
            return rest.trim().to_owned();
        }
    }
    headline.to_owned()
}

/// Returns true if a headline is this heading with something behind a separator.
fn is_before_site(heading: &str, headline: &str) -> bool {
    let rest = headline.strip_prefix(heading);
    let is_parted = |rest: &str| SEPARATORS.iter().any(|separator| rest.starts_with(separator));
    heading.chars().count() >= SHORTEST_HEADING && rest.is_some_and(is_parted)
}

/// Returns a name's letters and digits alone, folded.
fn letters(name: &str) -> String {
    fold_name(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Returns true if a headline is the whole of one that was cut.
fn completes(whole: &str, cut: &str) -> bool {
    let beginning = cut.trim_end_matches(['.', '…', ' ']);
    let was_cut = beginning.len() < cut.len() && (cut.ends_with("...") || cut.ends_with('…'));
    was_cut
        && beginning.chars().count() >= SHORTEST_BEGINNING
        && whole.starts_with(beginning)
        && whole.len() > cut.len()
}
