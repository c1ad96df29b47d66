//! Web pages: the facts from their JSON-LD, `meta` and elements, the body without what stands around it, the pictures from
//! the whole page.
//!
//! The way through this folder: a page is made slim (`slim`), parsed (`page`), and its parts
//! (`parts`: `json_ld`, `meta`) are asked for each fact.

mod authors;
mod blocks;
mod body;
mod dates;
mod facts;
mod headline;
mod images;
mod json_ld;
mod links;
mod meta;
mod page;
mod parts;
mod publication;
mod slim;
mod tags;

use std::thread;

use super::decode::mostly;
use super::hint::Hint;
use super::reading::{Reading, Readings};
use super::warning::{Unreadable, Warning};
use crate::model::new_article::{ArticleField, Extent, NewArticle, RichBody, ValueSource};
use blocks::blocks;
use facts::keep;
use json_ld::JsonLd;
use meta::Meta;
use page::Page;
use parts::Parts;
use slim::Slim;

/// Bytes of the stack on which a page is read: the search for the body goes as deep as the page, which is within limits.
const STACK: usize = 8 << 20;
/// The fewest words of a text that a page with a paywall shows whole.
const FEWEST_WORDS: usize = 250;

/// Reads a page.
pub(super) fn read(bytes: &[u8], hint: &Hint) -> Result<Readings, Unreadable> {
    let (text, inferred) = mostly(bytes)?;
    thread::scope(|scope| {
        let reader = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || read_text(&text, hint));
        let reader = reader.map_err(|_| Unreadable::Format("HTML"))?;
        // A page that brings a parser to a panic costs itself, not the program.
        let mut reading = reader.join().map_err(|_| Unreadable::Page)?;
        reading.warnings.splice(..0, inferred);
        Ok(reading.into())
    })
}

fn read_text(text: &str, hint: &Hint) -> Reading {
    let slim = Slim::of(text);
    let mut page = Page::of(&slim, hint);
    let meta = Meta::of(&page);
    let json_ld = JsonLd::of(&slim.json_ld, &mut page.warnings);
    let blocks = blocks(page.html.root_element(), |_| false);
    let mut parts = Parts { page, meta, json_ld, url: None, blocks };
    let mut article = NewArticle { value_source: Some(source(&parts)), ..NewArticle::default() };
    addresses(&mut article, &mut parts, hint);
    words(&mut article, &parts);
    times(&mut article, &mut parts);
    text_and_pictures(&mut article, &slim.html, &mut parts);
    if !is_article(&article, &parts) {
        parts.page.warn(Warning::NoArticle);
    }
    Reading { article, warnings: parts.page.warnings, ..Reading::default() }
}

/// Returns where most values come from.
fn source(parts: &Parts) -> ValueSource {
    if parts.article().is_some() { ValueSource::JsonLd } else { ValueSource::Meta }
}

/// Returns false if nothing says that a page is an article, and its address or its type that it is a home page.
fn is_article(article: &NewArticle, parts: &Parts) -> bool {
    let is_dated = article.published.is_some();
    let is_said = |source| article.value_sources.get(&ArticleField::Published) == Some(&source);
    let is_dated_by_elements = is_said(ValueSource::Dom);
    let is_home = article.url.as_deref().is_some_and(links::is_home);
    let is_site = parts.meta.first(&["og:type"]).is_some_and(|kind| kind.eq_ignore_ascii_case("website"));
    // On a home page the elements have the dates of the stories that it leads to.
    let is_doubtful = is_home && (!is_dated || is_dated_by_elements) || is_site && !is_dated;
    parts.article().is_some() || !is_doubtful
}

fn addresses(article: &mut NewArticle, parts: &mut Parts, hint: &Hint) {
    let links = links::links(parts, hint);
    article.urls = links.others;
    article.url = keep(article, ArticleField::Urls, links.canonical);
    parts.url = article.url.clone();
    let publication = publication::publication(parts, article.url.as_deref());
    article.publication = keep(article, ArticleField::Publication, publication);
    article.section = keep(article, ArticleField::Section, publication::section(parts));
    article.language = keep(article, ArticleField::Language, publication::language(parts));
}

fn words(article: &mut NewArticle, parts: &Parts) {
    article.headline = keep(article, ArticleField::Headline, headline::headline(parts)).unwrap_or_default();
    article.dek = keep(article, ArticleField::Dek, headline::dek(parts)).unwrap_or_default();
    let authors = authors::authors(parts);
    article.credits = keep(article, ArticleField::Credits, authors.credits).unwrap_or_default();
    let byline = authors.byline.map(|byline| (byline, ValueSource::Dom));
    article.byline = keep(article, ArticleField::Byline, byline).unwrap_or_default();
    article.tags = keep(article, ArticleField::Tags, tags::tags(parts)).unwrap_or_default();
}

fn times(article: &mut NewArticle, parts: &mut Parts) {
    let dates = dates::dates(parts);
    article.published = keep(article, ArticleField::Published, dates.published);
    article.modified = keep(article, ArticleField::Modified, dates.modified);
    article.published_printed = dates.printed.unwrap_or_default();
    dates.warnings.into_iter().for_each(|warning| parts.page.warn(warning));
}

fn text_and_pictures(article: &mut NewArticle, html: &str, parts: &mut Parts) {
    let body = body::body(html, &article.headline, parts);
    let images = images::images(parts, &body.paragraphs);
    article.images =
        keep(article, ArticleField::Images, (!images.is_empty()).then_some((images, ValueSource::Dom)))
            .unwrap_or_default();
    if body.paragraphs.is_empty() {
        parts.page.warn(Warning::NoBody);
        return;
    }
    let text = body.paragraphs.join("\n\n");
    article.body =
        keep(article, ArticleField::Body, body.source.map(|source| (text, source))).unwrap_or_default();
    article.rich_body = body.html.map(RichBody::html);
    let is_short = article.body.split_whitespace().nth(FEWEST_WORDS).is_none();
    let is_paid = body::is_free(parts) == Some(false);
    let extent = if is_paid && is_short { Extent::Excerpt } else { Extent::Full };
    article.extent = keep(article, ArticleField::Extent, body.source.map(|source| (extent, source)));
}
