//! From an entry to an article.

use serde_json::Value as Json;

use super::channel::Channel;
use super::dates::{self, Chosen};
use super::entry::Entry;
use super::extent;
use super::people::Author;
use super::value::Value;
use crate::ingest::markup::Link;
use crate::ingest::reading::Reading;
use crate::ingest::warning::Warning;
use crate::model::new_article::{ImageRole, Key, NewArticle, NewCredit, NewImage, Role, ValueSource};

/// Makes an article of an entry.
pub(super) fn reading(mut entry: Entry, channel: &Channel) -> Reading {
    let mut article = NewArticle { value_source: Some(ValueSource::Feed), ..NewArticle::default() };
    take_address(&mut article, &mut entry, channel);
    article.publication = entry.source.take().or_else(|| channel.publication());
    article.language = entry.language.take().or_else(|| channel.language.clone());
    article.headline = entry.title.as_ref().map(Value::line).unwrap_or_default();
    take_text(&mut article, &mut entry);
    take_authors(&mut article, &mut entry, channel);
    take_dates(&mut article, &mut entry);
    article.tags = std::mem::take(&mut entry.tags);
    article.extra = entry.extra;
    Reading {
        article,
        warnings: entry.warnings,
        source: channel.source().map(str::to_owned),
        dated: channel.built,
        ..Reading::default()
    }
}

/// Takes the id, in the scope of its feed, and the addresses. An id may be the address of the page.
fn take_address(article: &mut NewArticle, entry: &mut Entry, channel: &Channel) {
    let is_address = entry.id.starts_with("http://") || entry.id.starts_with("https://");
    article.url = entry.link.take().or_else(|| (is_address && entry.is_permalink).then(|| entry.id.clone()));
    article.urls = std::mem::take(&mut entry.other_links);
    article.urls.retain(|other| Some(&other.url) != article.url.as_ref());
    if !entry.id.is_empty() {
        let scope = channel.source().unwrap_or_default();
        article.keys.push(Key::scoped("guid", std::mem::take(&mut entry.id), scope));
    }
}

fn take_text(article: &mut NewArticle, entry: &mut Entry) {
    if entry.content.is_none() && entry.description.is_none() && !entry.media_description.is_empty() {
        entry.description = Some(Value::unsaid(&std::mem::take(&mut entry.media_description), None));
    }
    let text = extent::text(entry, &article.headline);
    article.body = text.fragment.body();
    article.extent = text.extent;
    article.dek = text.dek;
    entry.keep_text("summary", &text.summary);
    let described = std::mem::take(&mut entry.media_description);
    entry.keep_text("media_description", &described);
    let embedded = text.fragment.links.iter().filter(|link| link.relation == Link::EMBED);
    let embedded: Vec<Json> = embedded.map(|link| link.url.clone().into()).collect();
    if !embedded.is_empty() {
        entry.extra.insert("embeds".to_owned(), Json::Array(embedded));
    }
    entry.pictures.has_more |= text.fragment.left_out == Some("pictures");
    article.images = images(entry, text.fragment.images);
}

/// Returns the pictures that an entry names, which stand above the text, and those in the text.
fn images(entry: &mut Entry, in_text: Vec<NewImage>) -> Vec<NewImage> {
    let mut pictures = std::mem::take(&mut entry.pictures);
    let mut is_first = true;
    for image in &mut pictures.images {
        image.role = if is_first { ImageRole::Lead } else { ImageRole::Inline };
        is_first = false;
    }
    in_text.into_iter().for_each(|image| pictures.add(image));
    entry.warnings.extend(pictures.has_more.then_some(Warning::TooMany("pictures")));
    pictures.images
}

/// Takes the authors, or those of the feed where none is named. What is known of them beside their names is kept.
fn take_authors(article: &mut NewArticle, entry: &mut Entry, channel: &Channel) {
    let authors = if entry.authors.is_empty() { &channel.authors } else { &entry.authors };
    let publication = article.publication.as_ref().map(|publication| &*publication.title).unwrap_or_default();
    let mut credits: Vec<NewCredit> = Vec::new();
    for credit in authors.iter().flat_map(|author| author.credits(publication)) {
        if !credits.contains(&credit) {
            credits.push(credit);
        }
    }
    article.credits = credits;
    let names = authors.iter().filter(|author| author.role == Role::Author).map(|author| &*author.name);
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    article.byline = names.join(", ");
    let beside: Vec<Json> = authors.iter().filter_map(Author::beside).collect();
    if !beside.is_empty() {
        entry.extra.insert("authors".to_owned(), Json::Array(beside));
    }
}

/// Takes the dates. An entry that only says when it was updated was published then, as far as is known.
fn take_dates(article: &mut NewArticle, entry: &mut Entry) {
    let published = dates::first(&entry.published);
    let modified = dates::first(&entry.modified);
    article.published = published.moment.or(modified.moment);
    article.modified = modified.moment;
    article.published_printed = published.unread.clone().unwrap_or_default();
    for Chosen { warnings, invalid, .. } in [published, modified] {
        entry.warnings.extend(warnings);
        invalid.iter().for_each(|(field, value)| entry.refuse(field, value));
    }
}
