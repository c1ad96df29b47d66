//! Values as ninjs has them: dates with a time and an offset, and URIs in ASCII.

use chrono::{DateTime, FixedOffset, NaiveDateTime, SecondsFormat, TimeZone, Utc};
use serde_json::{Map, Value};

/// Begins a URI that is made of something that is none.
const URN: &str = "urn:dateline:";

/// Adds a field, unless it is empty.
pub(super) fn put(item: &mut Map<String, Value>, name: &str, value: impl Into<String>) {
    let value = value.into();
    if !value.is_empty() {
        item.insert(name.into(), value.into());
    }
}

/// Adds a list, unless it is empty.
pub(super) fn put_list(item: &mut Map<String, Value>, name: &str, values: impl IntoIterator<Item = Value>) {
    let values: Vec<Value> = values.into_iter().collect();
    if !values.is_empty() {
        item.insert(name.into(), values.into());
    }
}

/// Returns an instant.
pub(super) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Returns a local time with its offset, in minutes. ninjs has no coarser date: of a day it is the midnight.
pub(super) fn date_time(local: NaiveDateTime, offset: i32) -> String {
    let zone = FixedOffset::east_opt(offset.saturating_mul(60));
    match zone.and_then(|zone| zone.from_local_datetime(&local).single()) {
        Some(at) => at.to_rfc3339_opts(SecondsFormat::Secs, true),
        None => instant(local.and_utc()),
    }
}

/// Returns a URI as RFC 3986 has it: the text itself where it is one, with what can't stand in one encoded, and below
/// `urn:dateline:` where it has no scheme.
pub(super) fn uri_of(text: &str) -> String {
    let mut uri = String::with_capacity(text.len());
    if !has_scheme(text) {
        uri.push_str(URN);
    }
    let bytes = text.as_bytes();
    let mut has_fragment = false;
    for (at, byte) in bytes.iter().enumerate() {
        let is_octet =
            || bytes.get(at + 1..at + 3).is_some_and(|pair| pair.iter().all(u8::is_ascii_hexdigit));
        let is_fit = match byte {
            b'%' => is_octet(),
            b'#' => !std::mem::replace(&mut has_fragment, true),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => true,
            b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'@' | b'!' | b'$' | b'&' | b'\'' | b'('
            | b')' => true,
            b'*' | b'+' | b',' | b';' | b'=' => true,
            _ => false,
        };
        if is_fit {
            uri.push(char::from(*byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

fn has_scheme(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_fit = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    !rest.is_empty() && scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(is_fit)
}

#[cfg(test)]
mod tests {
    use super::uri_of;

    #[test]
    fn anything_is_a_uri() {
        for (text, uri) in [
            ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
            ("wire:W 1", "wire:W%201"),
            ("Reuters 12", "urn:dateline:Reuters%2012"),
            ("https://example.org/é", "https://example.org/%C3%A9"),
            ("https://example.org/%41%4", "https://example.org/%41%254"),
            ("https://[::1]/x#a#b", "https://%5B::1%5D/x#a%23b"),
            ("1:2", "urn:dateline:1:2"),
        ] {
            assert_eq!(uri_of(text), uri);
        }
    }
}
