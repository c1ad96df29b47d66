//! NewsML-G2: a `newsItem` or `packageItem` by itself, or a `newsMessage` of many.

mod content_meta;
mod content_set;
mod item_meta;
mod names;
mod package;

use std::collections::HashMap;

use super::article;
use super::item::{Item, said};
use crate::ingest::decode;
use crate::ingest::hint::Hint;
use crate::ingest::reading::Readings;
use crate::ingest::root::root;
use crate::ingest::warning::{Unreadable, Warning};
use crate::ingest::xml::{self, Element};
use names::Names;
use package::{Package, joined};

/// Items that are read.
const ITEMS: &[&str] = &["newsItem", "packageItem"];

/// The most items of a message that are read.
const MOST: usize = 10_000;

/// Items that hold knowledge, plans and catalogs. They are no articles.
const NO_NEWS: &[&str] = &["conceptItem", "knowledgeItem", "planningItem", "catalogItem"];

/// Parts of an item that are read by themselves.
const PARTS: &[&str] = &["itemMeta", "contentMeta", "contentSet", "groupSet", "rightsInfo"];

/// Returns true if a text begins with an element of NewsML-G2.
pub(in crate::ingest) fn begins(text: &str) -> bool {
    let is_known = |name: &str| name == "newsMessage" || [ITEMS, NO_NEWS, PARTS].concat().contains(&name);
    root(text).is_some_and(|(name, _)| is_known(name))
}

/// Reads a message, or an item.
pub(in crate::ingest) fn read(bytes: &[u8], _: &Hint) -> Result<Readings, Unreadable> {
    let (text, inferred) = decode::declared(bytes, None)?;
    let document = xml::parse(&text)?;
    let mut message = Message::default();
    message.add(document.root())?;
    let mut readings = message.finish();
    let warnings = match readings.articles.first_mut() {
        Some(first) => &mut first.warnings,
        None => &mut readings.warnings,
    };
    warnings.splice(..0, inferred.into_iter().chain(xml::unread(&text)));
    Ok(readings)
}

/// The items of a message.
#[derive(Default)]
struct Message {
    items: Vec<Item>,
    packages: Vec<Package>,
    warnings: Vec<Warning>,
}

impl Message {
    fn add(&mut self, root: Element) -> Result<(), Unreadable> {
        match root.name() {
            "newsMessage" => {
                let mut items = root.all("itemSet").flat_map(|set| set.children());
                items.by_ref().take(MOST).for_each(|item| self.add_item(item));
                self.warnings.extend(items.next().map(|_| Warning::TooMany("items")));
            }
            name if PARTS.contains(&name) => self.items.push(of_parts(&[root])),
            name if ITEMS.contains(&name) || NO_NEWS.contains(&name) => self.add_item(root),
            _ => return Err(Unreadable::Format("XML of an unknown kind")),
        }
        Ok(())
    }

    fn add_item(&mut self, element: Element) {
        match element.name() {
            "newsItem" => self.items.push(of_element(element)),
            "packageItem" => {
                let references = element.child("groupSet").map(package::references).unwrap_or_default();
                self.packages.push(Package { item: of_element(element), references });
            }
            name => {
                let id = element.attribute("guid").unwrap_or_default().to_owned();
                self.warnings.push(Warning::NotNews { item: name.to_owned(), id });
            }
        }
    }

    fn finish(mut self) -> Readings {
        let places = self.items.iter().enumerate();
        let places: HashMap<String, usize> =
            places.filter_map(|(at, item)| Some((item.id.clone()?, at))).collect();
        for package in std::mem::take(&mut self.packages) {
            let rest = joined(package, &mut self.items, &places);
            self.items.extend(rest);
        }
        let articles = self.items.into_iter().map(article::reading).collect();
        Readings { articles, warnings: self.warnings, ..Readings::default() }
    }
}

fn of_element(element: Element) -> Item {
    let mut item = of_parts(&element.children().collect::<Vec<_>>());
    item.id = element.attribute("guid").and_then(said);
    item.version = element.attribute("version").and_then(said);
    item.language = item.language.take().or_else(|| element.language().and_then(said));
    item
}

/// Reads the parts of an item.
fn of_parts(parts: &[Element]) -> Item {
    let names = Names::of(parts);
    let mut item = Item::default();
    for part in parts {
        match part.name() {
            "rightsInfo" => item_meta::fill_rights(&mut item, *part, &names),
            "itemMeta" => item_meta::fill(&mut item, *part, &names),
            "contentMeta" => content_meta::fill(&mut item, *part, &names),
            "partMeta" => item_meta::keep_part(&mut item, *part),
            _ => {}
        }
    }
    // The text says less surely what its metadata say, and so it comes last.
    for part in parts {
        match part.name() {
            "contentSet" => content_set::fill(&mut item, *part),
            "groupSet" => {
                item.associate(package::references(*part).iter().map(package::Reference::item));
            }
            _ => {}
        }
    }
    item
}
