//! Tells an item of ninjs from other JSON, by the names at its beginning.

/// Names that only ninjs and dpa's JSON have, in lower case. One of them decides.
const OWN: &[&str] = &[
    "$standard",
    "altids",
    "article_html",
    "bodies",
    "contentcreated",
    "copyrightholder",
    "firstcreated",
    "headlines",
    "infosource",
    "infosources",
    "pubstatus",
    "representationtype",
    "usageterms",
    "version_created",
    "versioncreated",
];

/// The beginnings of such names.
const OWN_BEGINNINGS: &[&str] = &["body_", "description_", "headline_"];

/// Names that both ninjs and other forms may have. Two of them and `uri` decide.
const SHARED: &[&str] = &[
    "associations",
    "by",
    "byline",
    "copyrightnotice",
    "descriptions",
    "ednote",
    "located",
    "organisation",
    "organisations",
    "person",
    "place",
    "places",
    "profile",
    "renditions",
    "slugline",
    "standard",
    "subject",
    "subjects",
    "urgency",
];

/// Names that only a record of Dateline has, or another program's.
const OTHERS: &[&str] = &[
    "@context",
    "body",
    "captions",
    "clear",
    "credits",
    "images",
    "items",
    "keys",
    "modified",
    "published",
    "tags",
    "url",
    "urls",
    "value_source",
];

/// Returns true if a text begins as an item of ninjs does, or a list of such items.
pub(in crate::ingest) fn begins(text: &str) -> bool {
    let names = names(text);
    let has = |known: &[&str]| names.iter().filter(|name| known.contains(&name.as_str())).count();
    if has(OTHERS) > 0 {
        return false;
    }
    let is_own = |name: &String| OWN_BEGINNINGS.iter().any(|beginning| name.starts_with(beginning));
    has(OWN) > 0 || names.iter().any(is_own) || (has(&["uri"]) > 0 && has(SHARED) >= 2)
}

/// Returns the names of the first object, in lower case, as far as its text is there.
fn names(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let start = text.trim_start().trim_start_matches('[').trim_start();
    let mut depth = 0_usize;
    let mut bytes = start.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 1 => break,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => {
                let Some(end) = end_of_text(&mut bytes) else { break };
                let is_name = start[end + 1..].trim_start().starts_with(':');
                if depth == 1 && is_name {
                    names.push(start[at + 1..end].to_ascii_lowercase());
                }
            }
            _ => {}
        }
    }
    names
}

fn end_of_text(bytes: &mut impl Iterator<Item = (usize, u8)>) -> Option<usize> {
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => return Some(at),
            b'\\' => drop(bytes.next()),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_told_from_records() {
        for item in [
            r#"{"uri": "urn:a", "versioncreated": "2024-03-04T09:00:00Z"}"#,
            r#"[ {"uri": "urn:a", "headlines": [{"value": "Fog"}]}, {}]"#,
            r#"{"uri": "urn:a", "body_xhtml": "<p>Fog held"#,
            r#"{"uri": "urn:a", "byline": "Ann Lee", "subject": [{"name": "body"}], "headline": "Fog"}"#,
            r#"{"format": "digitalwires@0.9.1", "urn": "urn:b", "version_created": null}"#,
        ] {
            assert!(begins(item), "{item}");
        }
        for record in [
            r#"{"uri": "urn:a", "headline": "Fog", "byline": "By Ann Lee"}"#,
            r#"{"uri": "urn:a", "headline": "Fog", "body": "Fog.", "slugline": "fog", "urgency": 4}"#,
            r#"{"headline": "Fog", "extra": {"versioncreated": 1}}"#,
            r#"{"uri": "urn:a", "type": "text"}"#,
            r#"{"uri""#,
            "[",
        ] {
            assert!(!begins(record), "{record}");
        }
    }
}
