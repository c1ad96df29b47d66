//! Feeds in XML: RSS, RDF, Atom.

mod base;
mod item;
mod link;
mod media;
mod space;

use url::Url;

use super::channel::Channel;
use super::dates;
use super::entry::{Feed, MOST_ENTRIES};
use super::opml;
use super::repair;
use super::value::Value;
use crate::ingest::warning::{Unreadable, Warning};
use crate::ingest::xml::{Element, Mended, parse_as_far};
use crate::model::new_article::Role;
use base::base_of;
use link::Link;
use space::space;

/// Reads a feed that was fetched from an address, if that is known.
pub(super) fn read(text: &str, address: Option<&str>) -> Result<Feed, Unreadable> {
    let feed = repair::without_junk(text);
    let above = text.get(..text.len() - feed.len()).map_or(0, |junk| junk.matches('\n').count());
    let text = repair::escaped(feed);
    let Mended { document, fault, faults } = parse_as_far(&text, &["item", "entry"])?;
    let root = document.root();
    let channels = channels(root)?;
    let given = address.and_then(|address| Url::parse(address).ok());
    let mut feed = Feed::default();
    for channel in &channels {
        take_facts(&mut feed.channel, *channel, base_of(*channel, given.as_ref()).as_ref());
    }
    if let Some(address) = address {
        feed.channel.url = Some(address.to_owned());
    }
    let own = feed.channel.link.as_deref().or(feed.channel.url.as_deref());
    let base = own.and_then(|own| Url::parse(own).ok());
    let items = items(root, &channels);
    let fault = fault.map(|(line, reason)| Warning::BrokenFeed { line: above + line, reason, faults });
    feed.warnings.extend(fault);
    feed.warn_of_entries(items.len());
    let read = items.into_iter().take(MOST_ENTRIES);
    feed.entries = read.map(|element| item::read(element, base.as_ref())).collect();
    Ok(feed)
}

/// Returns the elements that hold the facts of a feed.
fn channels(root: Element<'_>) -> Result<Vec<Element<'_>>, Unreadable> {
    let name = root.name().to_ascii_lowercase();
    match &*name {
        "feed" | "entry" | "channel" => Ok(vec![root]),
        "rss" | "rdf" => Ok(root.all("channel").collect()),
        "opml" => Err(Unreadable::Opml { feeds: opml::feeds(root)?.len() }),
        _ => Err(Unreadable::Feed(format!("its outermost element is `{}`", shortened(root.name())))),
    }
}

fn shortened(name: &str) -> String {
    name.chars().take(40).collect()
}

/// Returns the items, in the order of the feed. RDF and RSS 0.9 have them beside the channel.
fn items<'d>(root: Element<'d>, channels: &[Element<'d>]) -> Vec<Element<'d>> {
    let is_item = |element: &Element<'_>| {
        matches!(element.name(), "item" | "entry" | "Item") && space(*element).is_empty()
    };
    let is_root =
        channels.len() == 1 && channels.first().is_some_and(|channel| channel.name() == root.name());
    let whole = root.name().eq_ignore_ascii_case("entry").then_some(root);
    let of_channels = channels.iter().flat_map(|channel| channel.children());
    let beside = root.children().filter(move |_| !is_root);
    whole.into_iter().chain(of_channels.chain(beside).filter(is_item)).collect()
}

/// Takes the facts of a feed.
fn take_facts(channel: &mut Channel, element: Element<'_>, base: Option<&Url>) {
    // Of a single entry its title isn't the feed's.
    if element.name().eq_ignore_ascii_case("entry") {
        channel.language = channel.language.take().or_else(|| element.language().map(str::to_owned));
        return;
    }
    for part in element.children() {
        match (space(part), &*part.name().to_ascii_lowercase()) {
            ("", "title") if channel.title.is_empty() => {
                channel.title = Value::of(part, base).map(|title| title.line()).unwrap_or_default();
            }
            ("", "link") => take_link(channel, part, base),
            ("", "lastbuilddate" | "updated" | "modified") => {
                channel.built = dates::instant(&part.text()).or(channel.built);
            }
            ("", "pubdate") | ("dc", "date") if channel.built.is_none() => {
                channel.built = dates::instant(&part.text());
            }
            ("" | "dc", "language") if channel.language.is_none() => channel.language = said(&part.text()),
            ("", "author") => {
                let author = item::of_person(part, Role::Author);
                // Of RSS, who edits a feed has not written its items.
                if part.children().next().is_some() && !author.is_nobody() {
                    channel.authors.push(author);
                }
            }
            _ => {}
        }
    }
    channel.language = channel.language.take().or_else(|| said(element.language()?));
}

fn take_link(channel: &mut Channel, part: Element<'_>, base: Option<&Url>) {
    let Some(link) = Link::of(part, base) else { return };
    if link.relation == "self" && channel.url.is_none() {
        channel.url = Some(link.url);
    } else if link.is_page() && channel.link.is_none() {
        channel.link = Some(link.url);
    }
}

fn said(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
