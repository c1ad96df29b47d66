//! The headline of a page, without the name of the site.

use std::sync::LazyLock;

use scraper::Selector;

use super::facts::{Sourced, best};
use super::json_ld;
use super::page::{Page, selector, text};
use super::parts::Parts;
use crate::model::new_article::ValueSource;
use crate::text::url::registrable_domain;
use crate::text::{fold_name, url_key};

static H1: LazyLock<Selector> = LazyLock::new(|| selector("h1"));
static TITLE: LazyLock<Selector> = LazyLock::new(|| selector("title"));
static ITEM: LazyLock<Selector> = LazyLock::new(|| selector("[itemprop~=headline]"));

/// Signs between a headline and the name of the site.
const SEPARATORS: &[&str] =
    &[" | ", " - ", " – ", " — ", " • ", " · ", " :: ", " » ", " « ", " / ", "｜", "|", "-", "ㅣ"];
/// The most bytes of a headline.
const LONGEST: usize = 1_000;
/// The fewest letters of a heading that is a headline by itself.
const SHORTEST_HEADING: usize = 12;
/// The fewest letters of a headline that a longer one may complete.
const SHORTEST_BEGINNING: usize = 20;

/// Returns the headline: that of the JSON-LD, else of the page's `meta`, else its first heading.
pub(super) fn headline(parts: &Parts) -> Option<Sourced<String>> {
    let titles = Titles::of(parts);
    let shared = titles.shared.first().cloned();
    let (headline, source) =
        best(titles.said.clone(), || shared, || titles.shown.first().cloned().or(titles.title.clone()))?;
    // A headline for search engines stands in the JSON-LD and in the title; the page's own is the one it shows and shares.
    let is_for_engines = |said: &String| letters(&titles.printed).contains(&letters(said));
    let own = titles.shared.iter().find(|shared| titles.shown.contains(shared));
    let is_other = |own: &&String| source == ValueSource::JsonLd && !headline.starts_with(own.as_str());
    match own.filter(is_other).filter(|_| is_for_engines(&headline)) {
        Some(own) => Some((own.clone(), ValueSource::Meta)),
        None => Some((titles.whole(headline, source), source)),
    }
}

/// The titles that a page gives itself, without the name of its site.
struct Titles {
    /// In the JSON-LD.
    said: Option<String>,
    /// In `meta`.
    shared: Vec<String>,
    /// The headings that may be the article's.
    shown: Vec<String>,
    /// The `title`, and as it is printed.
    title: Option<String>,
    printed: String,
}

impl Titles {
    fn of(parts: &Parts) -> Self {
        let site = site_names(parts);
        let bare = |title: String| {
            Some(title)
                .filter(|title| title.len() <= LONGEST)
                .map(|title| without_site(&title, &site))
                .filter(|title| !site.contains(&letters(title)) && !title.is_empty())
        };
        let shared = ["og:title", "twitter:title", "dc.title", "dcterms.title", "title"];
        let printed = parts.page.select(&TITLE).map(text).next().unwrap_or_default();
        let title = bare(printed.clone());
        let mut shown: Vec<String> = headings(&parts.page).into_iter().filter_map(bare).collect();
        // Of several headings the one that the title repeats is the article's.
        let titled = title.as_ref().map(|title| letters(title)).unwrap_or_default();
        shown.sort_by_key(|heading| !titled.contains(&letters(heading)));
        Self {
            said: parts.said(|node| json_ld::text(node, "headline")).filter(|said| said.len() <= LONGEST),
            shared: shared
                .iter()
                .filter_map(|name| parts.meta.first(&[name]))
                .map(str::to_owned)
                .filter_map(bare)
                .collect(),
            shown,
            title,
            printed,
        }
    }

    /// Returns a headline whole where it was cut, and without what stands behind it in the page's title.
    fn whole(&self, headline: String, source: ValueSource) -> String {
        let others = || self.shown.iter().chain(&self.shared).chain(&self.title);
        if let Some(whole) = others().find(|other| completes(other, &headline)) {
            return whole.clone();
        }
        let heading = self.shown.iter().find(|shown| is_before_site(shown, &headline));
        heading.filter(|_| source != ValueSource::JsonLd).cloned().unwrap_or(headline)
    }
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
    let host = parts.url.as_deref().and_then(url_key).map(|key| registrable_domain(&key).to_owned());
    let host = host.and_then(|domain| domain.split('.').next().map(str::to_owned));
    let publisher = parts.article().and_then(|node| json_ld.name(node.get("publisher")?));
    said.chain(publisher).chain(host).map(|name| letters(&name)).filter(|name| !name.is_empty()).collect()
}

/// Takes the name of the site off both ends of a headline.
fn without_site(headline: &str, site: &[String]) -> String {
    let mut headline = headline;
    // Each round takes an end off.
    while let Some(rest) = SEPARATORS.iter().find_map(|separator| without_end(headline, separator, site)) {
        headline = rest;
    }
    headline.to_owned()
}

/// Takes off what stands behind the last separator, or before the first, if that is the site's name.
fn without_end<'h>(headline: &'h str, separator: &str, site: &[String]) -> Option<&'h str> {
    let behind = headline
        .rsplit_once(separator)
        .filter(|(rest, end)| rest.len() > end.len() / 2 && is_site(end, site));
    let before = headline
        .split_once(separator)
        .filter(|(start, rest)| rest.len() > start.len() && is_site(start, site));
    behind.map(|(rest, _)| rest.trim()).or(before.map(|(_, rest)| rest.trim()))
}

/// Returns true for a name of the site, with or without a word more.
fn is_site(part: &str, site: &[String]) -> bool {
    let part = letters(part);
    let is_like = |name: &String| {
        let holds = part.contains(name.as_str()) && part.len() < name.len() + 6 && name.len() > 3;
        *name == part || part.len() > 4 && (name.contains(&part) || holds)
    };
    !part.is_empty() && site.iter().any(is_like)
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
