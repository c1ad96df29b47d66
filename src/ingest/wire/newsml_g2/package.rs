//! Packages: items that belong together, named by reference.

use std::collections::HashMap;

use crate::ingest::wire::item::{Item, Words, said};
use crate::ingest::wire::picture::is_shown;
use crate::ingest::wire::status::code;
use crate::ingest::wire::text;
use crate::ingest::xml::Element;

/// A package and the items that it names.
pub(super) struct Package {
    pub item: Item,
    pub references: Vec<Reference>,
}

/// An item that a package names.
pub(super) struct Reference {
    id: Option<String>,
    kind: Option<String>,
    title: Option<String>,
}

/// Returns the items that groups name, in their order.
pub(super) fn references(set: Element) -> Vec<Reference> {
    set.descendants().filter(|element| element.name() == "itemRef").map(reference).collect()
}

fn reference(element: Element) -> Reference {
    let class = element.child("itemClass").and_then(|class| class.attribute("qcode"));
    Reference {
        id: element.attribute("residref").or(element.attribute("href")).and_then(said),
        kind: class.map(code),
        title: element.child("title").and_then(|title| said(&text::joined(&title.text()))),
    }
}

impl Reference {
    /// Returns the item, as far as a reference says it. It has no file: it is named, not shown.
    pub(super) fn item(&self) -> Item {
        let title = self.title.iter().map(|text| Words { text: text.clone(), ..Words::default() });
        Item { id: self.id.clone(), kind: self.kind.clone(), headlines: title.collect(), ..Item::default() }
    }
}

/// Joins a package with the items of its message: the pictures of a package with one story belong to that story. Returns
/// the package, if it is more than that.
pub(super) fn joined(package: Package, items: &mut [Item], places: &HashMap<String, usize>) -> Option<Item> {
    let here = package.references.iter().filter_map(|reference| places.get(reference.id.as_ref()?).copied());
    let (pictures, stories): (Vec<usize>, Vec<usize>) = here.partition(|at| is_shown(&items[*at]));
    let is_whole = pictures.len() + stories.len() == package.references.len();
    if let ([story], true) = (stories.as_slice(), is_whole) {
        let shown: Vec<Item> = pictures.iter().map(|at| items[*at].clone()).collect();
        items[*story].associate(shown);
        return None;
    }
    Some(package.item)
}
