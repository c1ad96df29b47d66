//! Ids as they are compared.

use super::parts::Key;
use crate::text::url::{Tracking, normal_form};

/// Stands between a value and its scope: no value has it.
const BETWEEN: char = '\n';

/// An id as it is compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct KeyForm {
    pub scheme: String,
    /// The value in its one spelling.
    pub value: String,
    /// The scope in its one spelling; empty for a value that needs none.
    pub scope: String,
}

impl Key {
    /// Returns what the id is compared by.
    pub(crate) fn form(&self, tracking: &Tracking) -> KeyForm {
        let (value, scope) = match unique_form(&self.value, tracking) {
            Some(value) => (value, String::new()),
            None => {
                let scope =
                    normal_form(&self.scope, tracking).unwrap_or_else(|| self.scope.trim().to_owned());
                (self.value.clone(), scope)
            }
        };
        KeyForm { scheme: scheme_form(&self.scheme), value, scope }
    }
}

/// Returns the one spelling of the name of a scheme: `GUID` is `guid`.
pub(crate) fn scheme_form(scheme: &str) -> String {
    scheme.trim().to_ascii_lowercase()
}

impl KeyForm {
    /// Returns what the archive looks it up by.
    pub(crate) fn stored(&self) -> String {
        if self.scope.is_empty() {
            self.value.clone()
        } else {
            format!("{}{BETWEEN}{}", self.value, self.scope)
        }
    }

    /// Returns the bounds between which every form of the value with a scope is.
    pub(crate) fn bounds(&self) -> (String, String) {
        (format!("{}{BETWEEN}", self.value), format!("{}\u{b}", self.value))
    }
}

/// Returns the one spelling of a value that nobody else gives: a URL, a URN, a tag, a DOI, a UUID.
fn unique_form(value: &str, tracking: &Tracking) -> Option<String> {
    let value = value.trim();
    let lower = || value.to_ascii_lowercase();
    let begins = |with: &str| value.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    if begins("http://") || begins("https://") {
        let form = normal_form(value, tracking)?;
        return Some(form.strip_prefix("doi.org/").map_or_else(|| form.clone(), doi));
    }
    if begins("urn:") {
        return Some(lower());
    }
    if begins("tag:") {
        return Some(value.to_owned());
    }
    if begins("doi:") {
        return value.get("doi:".len()..).map(|rest| doi(rest.trim()));
    }
    if value.starts_with("10.") && value.contains('/') {
        return Some(doi(value));
    }
    is_uuid(value).then(|| format!("urn:uuid:{}", lower()))
}

fn doi(name: &str) -> String {
    format!("doi:{}", name.to_ascii_lowercase())
}

fn is_uuid(value: &str) -> bool {
    value.len() == 36
        && value.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(value: &str, scope: &str) -> String {
        Key::scoped("guid", value, scope).form(&Tracking::default()).stored()
    }

    #[test]
    fn what_nobody_else_gives_needs_no_scope() {
        for (one, other) in [
            ("http://example.org/?p=98", "https://www.example.org?p=98"),
            ("urn:uuid:0A0B0C0D-1111-2222-3333-444455556666", "0a0b0c0d-1111-2222-3333-444455556666"),
            ("doi:10.1000/ABC", "https://doi.org/10.1000/abc"),
            ("10.1000/ABC", "DOI: 10.1000/abc"),
            ("tag:example.org,2024:1", " tag:example.org,2024:1"),
        ] {
            assert_eq!(form(one, "https://example.org/feed"), form(other, ""), "{one} {other}");
        }
        assert_ne!(form("tag:example.org,2024:a", ""), form("tag:example.org,2024:A", ""));
    }

    #[test]
    fn others_are_unique_within_theirs() {
        assert_ne!(form("7", "https://example.org/feed"), form("7", "https://example.net/feed"));
        assert_ne!(form("7", "https://example.org/feed"), form("7", ""));
        assert_eq!(form("7", "http://www.example.org/feed/"), form("7", "https://example.org/feed"));
        let key = Key::new("guid", "7").form(&Tracking::default());
        let (from, to) = key.bounds();
        assert!(from < form("7", "a") && form("7", "https://example.org/feed") < to);
        assert!(!(from..to).contains(&form("71", "")));
    }
}
