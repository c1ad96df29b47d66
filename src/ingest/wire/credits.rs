//! The people and organizations that made an item.

use super::item::{Item, Party};
use crate::ingest::credits::{byline, names};
use crate::model::new_article::NewCredit;

/// Returns the credits of an item: the creators that it names, or else the names of its byline.
pub(super) fn credits(item: &Item) -> Vec<NewCredit> {
    let mut credits: Vec<NewCredit> = Vec::new();
    for party in item.creators.iter().filter(|party| !party.name.trim().is_empty()) {
        let credit = credit(party);
        if !credits.contains(&credit) {
            credits.push(credit);
        }
    }
    if credits.is_empty() {
        credits = item.byline.as_deref().map(byline::credits).unwrap_or_default();
    }
    credits
}

fn credit(party: &Party) -> NewCredit {
    let name = party.name.trim().to_owned();
    let kind = party.kind.unwrap_or_else(|| names::kind(&name));
    NewCredit { name, kind, role: party.role }
}
