//! Publishing status, type, and the other words that a vocabulary fixes.

use crate::model::new_article::{ItemType, Role, Status};

/// Returns the last part of a code or a URI, in lower case: `usable` of `stat:usable`.
pub(super) fn code(text: &str) -> String {
    let text = text.trim();
    let at = text.rfind([':', '/', '#']).map_or(0, |at| at + 1);
    text[at..].to_ascii_lowercase()
}

/// Reads a publishing status. What older forms and agencies call a kill is canceled.
pub(super) fn status(text: &str) -> Option<Status> {
    Some(match code(text).as_str() {
        "usable" | "live" => Status::Usable,
        "withheld" | "embargoed" | "hold" => Status::Withheld,
        "canceled" | "cancelled" | "withdrawn" | "killed" | "kill" | "deleted" => Status::Canceled,
        _ => return None,
    })
}

/// Reads a type of item. What is made of several is a text, with what belongs to it.
pub(super) fn item_type(text: &str) -> Option<ItemType> {
    Some(match code(text).as_str() {
        "text" | "composite" | "component" => ItemType::Text,
        "picture" | "image" | "photo" | "still" => ItemType::Picture,
        "graphic" | "animated" => ItemType::Graphic,
        "video" => ItemType::Video,
        "audio" => ItemType::Audio,
        _ => return None,
    })
}

/// Reads the part of a creator (IPTC `crol`) or contributor.
pub(super) fn role(text: &str) -> Option<Role> {
    Some(match code(text).as_str() {
        "photog" | "photographer" => Role::Photographer,
        "ed" | "editor" | "copyeditor" => Role::Editor,
        "transl" | "translator" => Role::Translator,
        "graph" | "illustrator" | "artist" => Role::Illustrator,
        "writer" | "author" | "reporter" => Role::Author,
        _ => return None,
    })
}
