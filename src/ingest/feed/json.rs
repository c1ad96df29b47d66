//! JSON Feed, version 1 and 1.1.

use serde_json::{Deserializer, Map, Value as Json};
use url::Url;

use super::channel::Channel;
use super::entry::{Date, Entry, Feed, MOST_ENTRIES};
use super::people::Author;
use super::pictures::Enclosure;
use super::value::{Form, Value, plain_line};
use crate::ingest::json::is_heavy;
use crate::ingest::markup::resolve;
use crate::ingest::warning::{Unreadable, Warning};
use crate::model::new_article::{NewImage, Role};

/// An object of JSON.
type Object = Map<String, Json>;

/// Reads a feed that was fetched from an address, if that is known.
pub(super) fn read(text: &str, address: Option<&str>) -> Result<Feed, Unreadable> {
    if is_heavy(text) {
        return Err(Unreadable::Feed("it has more values than are read".to_owned()));
    }
    let (object, items, fault) = parse(text)?;
    let channel = channel(&object, address);
    let base = channel.link.as_deref().or(channel.url.as_deref()).and_then(|url| Url::parse(url).ok());
    let mut feed = Feed { channel, warnings: fault.into_iter().collect(), ..Feed::default() };
    feed.warn_of_entries(items.len());
    for (at, item) in items.into_iter().take(MOST_ENTRIES).enumerate() {
        match item {
            Json::Object(item) => feed.entries.push(entry(&item, base.as_ref())),
            _ => feed.warnings.push(Warning::BadRecord {
                number: at + 1,
                line: 1,
                reason: "no object".to_owned(),
            }),
        }
    }
    Ok(feed)
}

/// Returns the members of a feed, and its items; of one that isn't JSON to its end the items before the fault.
fn parse(text: &str) -> Result<(Object, Vec<Json>, Option<Warning>), Unreadable> {
    let fault = match serde_json::from_str::<Object>(text) {
        Ok(mut object) => {
            return match object.remove("items") {
                Some(Json::Array(items)) => Ok((object, items, None)),
                _ => Err(Unreadable::Feed("it has no list of items".to_owned())),
            };
        }
        Err(fault) => fault,
    };
    let not_a_feed = || Unreadable::Feed(fault.to_string());
    let at = text.find("\"items\"").ok_or_else(not_a_feed)?;
    let (head, rest) = text.split_at(at);
    let head = format!("{}}}", head.trim_end().trim_end_matches(','));
    let object = serde_json::from_str(&head).unwrap_or_default();
    let items = items_before_fault(rest.get("\"items\"".len()..).unwrap_or_default());
    if items.is_empty() {
        return Err(not_a_feed());
    }
    let warning = Warning::BrokenFeed { line: fault.line(), reason: fault.to_string(), faults: 1 };
    Ok((object, items, Some(warning)))
}

/// Returns the objects of a list up to the first that is none.
fn items_before_fault(list: &str) -> Vec<Json> {
    let mut items = Vec::new();
    let mut rest = list.trim_start_matches(|c: char| c.is_whitespace() || c == ':');
    rest = rest.strip_prefix('[').unwrap_or_default();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let mut values = Deserializer::from_str(rest).into_iter::<Object>();
        let Some(Ok(item)) = values.next() else { return items };
        rest = rest.get(values.byte_offset()..).unwrap_or_default();
        items.push(Json::Object(item));
    }
}

fn channel(object: &Object, address: Option<&str>) -> Channel {
    let given = address.and_then(|address| Url::parse(address).ok());
    let url = |name| resolve(&text(object, name), given.as_ref());
    Channel {
        title: plain_line(&text(object, "title")),
        url: address.map(str::to_owned).or_else(|| url("feed_url")),
        link: url("home_page_url"),
        language: said(object, "language"),
        built: None,
        authors: authors(object),
    }
}

fn entry(item: &Object, base: Option<&Url>) -> Entry {
    let value = |name, form| {
        let text = text(item, name);
        (!text.trim().is_empty()).then(|| Value { text, form, base: base.cloned() })
    };
    let mut entry = Entry {
        id: text(item, "id").trim().to_owned(),
        // An id that is an address is the permanent one, unless `url` says another.
        is_permalink: true,
        link: resolve(&text(item, "url"), base),
        title: value("title", Form::Unsaid),
        summary: value("summary", Form::Unsaid),
        content: value("content_html", Form::Html).or_else(|| value("content_text", Form::Plain)),
        authors: authors(item),
        language: said(item, "language"),
        ..Entry::default()
    };
    take_links(&mut entry, item, base);
    take_dates(&mut entry, item);
    for name in ["image", "banner_image"] {
        resolve(&text(item, name), base).into_iter().for_each(|url| entry.pictures.add(NewImage::at(url)));
    }
    for tag in list(item, "tags") {
        entry.add_tag(&as_text(tag), "");
    }
    for attachment in list(item, "attachments").iter().filter_map(Json::as_object) {
        take_attachment(&mut entry, attachment, base);
    }
    entry
}

fn take_links(entry: &mut Entry, item: &Object, base: Option<&Url>) {
    let Some(external) = resolve(&text(item, "external_url"), base) else { return };
    match &entry.link {
        None => entry.link = Some(external),
        Some(link) if *link == external => {}
        // A post about another page.
        Some(_) => entry.keep_text("external_url", &external),
    }
}

fn take_dates(entry: &mut Entry, item: &Object) {
    let date = |field| Some(Date { field, given: said(item, field)? });
    entry.published.extend(date("date_published"));
    entry.modified.extend(date("date_modified"));
}

fn take_attachment(entry: &mut Entry, attachment: &Object, base: Option<&Url>) {
    let Some(url) = resolve(&text(attachment, "url"), base) else { return };
    let enclosure = Enclosure {
        url,
        media_type: text(attachment, "mime_type"),
        length: text(attachment, "size_in_bytes"),
        title: plain_line(&text(attachment, "title")),
        duration: text(attachment, "duration_in_seconds"),
        medium: String::new(),
    };
    entry.add_enclosure(&enclosure);
}

/// Returns the authors of a feed or an item: a list since version 1.1, one before.
fn authors(object: &Object) -> Vec<Author> {
    let one = object.get("author").into_iter();
    let authors = list(object, "authors").iter().chain(one);
    let mut found: Vec<Author> = Vec::new();
    for author in authors.take(MOST_AUTHORS) {
        let author = match author {
            Json::Object(author) => Author {
                url: text(author, "url").trim().to_owned(),
                ..Author::of_text(&text(author, "name"), Role::Author)
            },
            other => Author::of_text(&as_text(other), Role::Author),
        };
        if !author.is_nobody() && !found.contains(&author) {
            found.push(author);
        }
    }
    found
}

/// Authors that are compared with each other; a further one is one too many.
const MOST_AUTHORS: usize = 1000;

fn list<'o>(object: &'o Object, name: &str) -> &'o [Json] {
    object.get(name).and_then(Json::as_array).map_or(&[], Vec::as_slice)
}

fn said(object: &Object, name: &str) -> Option<String> {
    Some(text(object, name).trim().to_owned()).filter(|text| !text.is_empty())
}

fn text(object: &Object, name: &str) -> String {
    object.get(name).map(as_text).unwrap_or_default()
}

/// Returns a text, or a number as one.
fn as_text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
