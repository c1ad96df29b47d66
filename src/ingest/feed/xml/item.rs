//! An `item` of RSS or RDF, an `entry` of Atom: its elements, each by its name.

use serde_json::json;
use url::Url;

use super::base::base_of;
use super::link::{self, Link};
use super::media;
use super::space::space;
use crate::ingest::feed::channel::{domain, publication};
use crate::ingest::feed::entry::{Date, Entry};
use crate::ingest::feed::people::Author;
use crate::ingest::feed::value::{Value, plain_line};
use crate::ingest::markup::resolve;
use crate::ingest::xml::Element;
use crate::model::new_article::{NewImage, Role};

/// Reads an item.
pub(super) fn read(item: Element<'_>, base: Option<&Url>) -> Entry {
    let base = base_of(item, base);
    let mut entry = Entry { is_permalink: true, language: language(item), ..Entry::default() };
    media::add_media(&mut entry, item, base.as_ref());
    for element in item.children() {
        take(&mut entry, element, base.as_ref());
    }
    if let Some(about) = item.attribute("about").filter(|_| entry.id.is_empty()) {
        about.trim().clone_into(&mut entry.id);
    }
    entry
}

/// Returns the language that an item says itself.
fn language(item: Element<'_>) -> Option<String> {
    let said = item.attributes().find(|attribute| attribute.name == "lang")?;
    Some(said.value.trim().to_owned()).filter(|said| !said.is_empty())
}

/// Takes an element of an item.
fn take(entry: &mut Entry, element: Element<'_>, base: Option<&Url>) {
    let name = element.name().to_ascii_lowercase();
    match (space(element), &*name) {
        ("" | "dc" | "itunes", "title") => set(entry, |entry| &mut entry.title, element, base),
        ("" | "dc", "description") => set(entry, |entry| &mut entry.description, element, base),
        ("", "summary" | "tagline") | ("dc", "abstract") | ("itunes", "summary" | "subtitle") => {
            set(entry, |entry| &mut entry.summary, element, base);
        }
        ("content" | "", "encoded") | ("xhtml", "body" | "div") => {
            set_longer(&mut entry.content, value(element, base))
        }
        ("", "content") => content(entry, element, base),
        ("", "link") => {
            Link::of(element, base).into_iter().for_each(|link| link::add(entry, link));
        }
        ("feedburner", "origlink") => {
            let before = resolve(&element.text(), base).and_then(|link| entry.link.replace(link));
            entry.other_links.extend(before.map(Into::into));
        }
        ("", "guid") => {
            element.text().trim().clone_into(&mut entry.id);
            let said = element.attribute("isPermaLink").map(str::trim);
            entry.is_permalink = !said.is_some_and(|said| said.eq_ignore_ascii_case("false") || said == "0");
        }
        ("", "id") | ("dc", "identifier") if entry.id.is_empty() => {
            element.text().trim().clone_into(&mut entry.id);
            entry.is_permalink = false;
        }
        ("", "pubdate") => date(&mut entry.published, "pubDate", element),
        ("", "published") => date(&mut entry.published, "published", element),
        ("", "issued") | ("dc", "issued") => date(&mut entry.published, "issued", element),
        ("dc" | "", "date") => date(&mut entry.published, "date", element),
        ("dc" | "", "created") => date(&mut entry.published, "created", element),
        ("", "updated") => date(&mut entry.modified, "updated", element),
        ("dc" | "", "modified") => date(&mut entry.modified, "modified", element),
        ("", "author") | ("dc", "creator") => person(entry, element, Role::Author),
        ("itunes", "author") if entry.authors.is_empty() => person(entry, element, Role::Author),
        ("dc" | "", "contributor") => person(entry, element, Role::Contributor),
        ("", "category") => category(entry, element),
        ("dc", "subject") => entry.add_tags(&element.text()),
        ("media" | "itunes", "keywords") => entry.add_tags(&element.text()),
        ("media", "category") => {
            entry.add_tag(&element.text(), element.attribute("scheme").unwrap_or_default())
        }
        ("itunes", "image") => {
            let url = element.attribute("href").and_then(|url| resolve(url, base));
            url.into_iter().for_each(|url| entry.pictures.add(NewImage::at(url)));
        }
        ("", "image" | "thumbnail") => image(entry, element, base),
        ("", "enclosure") => {
            let url = element.attribute("url").and_then(|url| resolve(url, base));
            url.into_iter().for_each(|url| entry.add_enclosure(&media::enclosure(url, element)));
        }
        ("", "source") => source(entry, element, base),
        ("dc" | "", "language") => set_text(&mut entry.language, element),
        ("dc" | "", "rights" | "copyright") => entry.keep_text("copyright", &element.text()),
        ("dc", "publisher") => entry.keep_text("publisher", &element.text()),
        ("", "comments") => entry.keep_text("comments", &element.text()),
        ("georss", "point") => point(entry, &element.text()),
        ("georss", "where") => point(entry, &element.text()),
        ("geo", "lat" | "long") => entry.keep_text(&name, &element.text()),
        ("geo", "point") => element.children().for_each(|part| entry.keep_text(part.name(), &part.text())),
        ("itunes", "duration" | "episode" | "season") => entry.keep_text(&name, &element.text()),
        _ => {}
    }
}

fn value(element: Element<'_>, base: Option<&Url>) -> Option<Value> {
    Value::of(element, base_of(element, base).as_ref())
}

/// Sets a text that isn't there yet.
fn set(
    entry: &mut Entry,
    kept: fn(&mut Entry) -> &mut Option<Value>,
    element: Element<'_>,
    base: Option<&Url>,
) {
    let Some(value) = value(element, base) else {
        return entry.refuse(element.name(), element.attribute("type").unwrap_or_default());
    };
    let kept = kept(entry);
    if kept.is_none() && !value.is_blank() {
        *kept = Some(value);
    }
}

/// Sets a text, or replaces a shorter one.
fn set_longer(kept: &mut Option<Value>, value: Option<Value>) {
    let length = kept.as_ref().map_or(0, |kept| kept.text.len());
    if let Some(value) = value.filter(|value| !value.is_blank() && value.text.len() > length) {
        *kept = Some(value);
    }
}

fn set_text(kept: &mut Option<String>, element: Element<'_>) {
    let text = element.text();
    if !text.trim().is_empty() {
        *kept = Some(text.trim().to_owned());
    }
}

/// Takes the content of Atom, which may be a file elsewhere, or no text at all.
fn content(entry: &mut Entry, element: Element<'_>, base: Option<&Url>) {
    if let Some(url) = element.attribute("src").and_then(|url| resolve(url, base)) {
        let is_page =
            element.attribute("type").is_none_or(|said| said.contains("html") || said.starts_with("text/"));
        match is_page && entry.link.is_none() {
            true => entry.link = Some(url),
            false => entry.add_enclosure(&media::enclosure(url, element)),
        }
        return;
    }
    match value(element, base) {
        Some(value) => set_longer(&mut entry.content, Some(value)),
        None => entry.refuse("content", element.attribute("type").unwrap_or_default()),
    }
}

fn date(dates: &mut Vec<Date>, field: &'static str, element: Element<'_>) {
    let given = element.text().trim().to_owned();
    if !given.is_empty() && dates.len() < MOST_DATES {
        dates.push(Date { field, given });
    }
}

/// Dates of one kind that an item may have.
const MOST_DATES: usize = 16;

/// Takes a person: of RSS a text, of Atom an element with parts.
fn person(entry: &mut Entry, element: Element<'_>, role: Role) {
    let author = of_person(element, role);
    if !author.is_nobody() && !entry.authors.contains(&author) && entry.authors.len() < MOST_AUTHORS {
        entry.authors.push(author);
    }
}

/// Authors of an item that are compared with each other; a further one is one too many.
const MOST_AUTHORS: usize = 1000;

/// Reads a person.
pub(super) fn of_person(element: Element<'_>, role: Role) -> Author {
    let text = |names: &[&str]| {
        let part = element.children().find(|part| names.contains(&&*part.name().to_ascii_lowercase()));
        part.map(|part| part.text()).unwrap_or_default()
    };
    if element.children().next().is_none() {
        return Author::of_text(&element.text(), role);
    }
    let name = text(&["name"]);
    let said = Author::of_text(if name.trim().is_empty() { "" } else { &name }, role);
    let email = text(&["email"]).trim().to_owned();
    let email = if email.is_empty() { said.email.clone() } else { email };
    Author { email, url: text(&["uri", "url", "homepage"]).trim().to_owned(), ..said }
}

fn category(entry: &mut Entry, element: Element<'_>) {
    let scheme = element.attribute("scheme").or_else(|| element.attribute("domain")).unwrap_or_default();
    let label = element.attribute("label").filter(|label| !label.trim().is_empty());
    let term = element.attribute("term").filter(|term| !term.trim().is_empty());
    match label.or(term) {
        Some(name) => entry.add_tag(name, scheme),
        None => entry.add_tag(&element.text(), scheme),
    }
}

/// Takes a picture that isn't of MediaRSS: an address in an attribute, in an element `url`, or as the text.
fn image(entry: &mut Entry, element: Element<'_>, base: Option<&Url>) {
    let of_part = || element.child("url").map(|part| part.text());
    let given =
        ["href", "url", "src", "resource"].iter().find_map(|name| element.attribute(name)).map(str::to_owned);
    let given = given.or_else(of_part).unwrap_or_else(|| element.text());
    if let Some(url) = resolve(&given, base) {
        entry.pictures.add(NewImage::at(url));
    }
}

/// Takes the feed that an item was taken from.
fn source(entry: &mut Entry, element: Element<'_>, base: Option<&Url>) {
    let title = match element.child("title") {
        Some(title) => value(title, base).map(|title| title.line()).unwrap_or_default(),
        None if element.children().next().is_none() => plain_line(&element.text()),
        None => String::new(),
    };
    let links: Vec<Link<'_>> = element.all("link").filter_map(|link| Link::of(link, base)).collect();
    let page = links.iter().find(|link| link.is_page()).map(|link| link.url.clone());
    let of_feed = element.attribute("url").and_then(|url| resolve(url, base));
    let of_self = links.iter().find(|link| link.relation == "self").map(|link| link.url.clone());
    let address = page.or(of_feed).or(of_self);
    entry.source = publication(&title, address.as_deref().and_then(domain)).or(entry.source.take());
    if let Some(address) = address {
        entry.keep("source", json!({ "title": title, "url": address }));
    }
}

fn point(entry: &mut Entry, text: &str) {
    let mut numbers =
        text.split([' ', ',', '\n', '\t']).filter_map(|number| number.trim().parse::<f64>().ok());
    match (numbers.next(), numbers.next()) {
        (Some(lat), Some(long)) if lat.is_finite() && long.is_finite() => {
            entry.extra.insert("geo".to_owned(), json!({ "lat": lat, "long": long }));
        }
        _ => entry.keep_text("geo", text),
    }
}
