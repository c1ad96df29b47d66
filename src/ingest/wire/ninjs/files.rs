//! The files of a picture, a film or a sound: `renditions`.

use serde_json::{Map, Value};

use super::words::named_objects;
use crate::ingest::wire::item::{Media, said};

/// Reads renditions.
pub(super) fn renditions(value: Value) -> Vec<Media> {
    let named = |(name, object)| Some(Media { name, ..rendition(&object)? });
    named_objects(value).filter_map(named).collect()
}

pub(super) fn rendition(object: &Map<String, Value>) -> Option<Media> {
    let of = |names: &[&str]| {
        let is_named = |key: &String| names.iter().any(|name| key.eq_ignore_ascii_case(name));
        object.iter().find(|(key, _)| is_named(key)).map(|(_, value)| value)
    };
    let number = |names: &[&str]| {
        let value = of(names)?;
        let whole = value.as_u64();
        // A size with a fraction is one that was computed.
        whole.or_else(|| {
            value.as_f64().filter(|size| (0.0..9e15).contains(size)).map(|size| size.round() as u64)
        })
    };
    Some(Media {
        name: String::new(),
        url: of(&["href", "url"]).and_then(Value::as_str).and_then(said)?,
        media_type: of(&["mimetype", "contenttype"]).and_then(Value::as_str).and_then(said),
        width: number(&["width"]).and_then(|width| u32::try_from(width).ok()),
        height: number(&["height"]).and_then(|height| u32::try_from(height).ok()),
        byte_size: number(&["sizeinbytes"]),
    })
}
