//! As much of JSON Schema (2020-12) as the schema of ninjs needs.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

/// A schema, with the definitions that it refers to.
pub struct Schema(Value);

impl Schema {
    pub fn read(path: &Path) -> Self {
        Self(serde_json::from_slice(&fs::read(path).unwrap()).unwrap())
    }

    /// What of a value the schema doesn't allow.
    pub fn faults(&self, value: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        self.check(&self.0, value, "", &mut faults);
        faults
    }

    /// Checks a value, and returns the names of its fields that the schema knows.
    fn check(&self, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) -> BTreeSet<String> {
        let mut known = BTreeSet::new();
        if let Some(reference) = schema["$ref"].as_str() {
            let Some(name) = reference.strip_prefix("#/$defs/") else { return known };
            known.extend(self.check(&self.0["$defs"][name], value, at, faults));
        }
        check_value(schema, value, at, faults);
        if let Some(fields) = value.as_object() {
            for (name, value) in fields {
                let of_field = &schema["properties"][name];
                if of_field.is_object() {
                    known.insert(name.clone());
                    self.check(of_field, value, &format!("{at}/{name}"), faults);
                }
            }
            let is_closed = |word: &str| schema[word] == Value::Bool(false);
            if is_closed("additionalProperties") || is_closed("unevaluatedProperties") {
                let others = fields.keys().filter(|name| !known.contains(*name));
                faults.extend(others.map(|name| format!("{at}/{name} isn't known")));
            }
            for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                if !fields.contains_key(name) {
                    faults.push(format!("{at}/{name} is missing"));
                }
            }
        }
        for (place, value) in
            value.as_array().into_iter().flatten().enumerate().filter(|_| schema["items"].is_object())
        {
            self.check(&schema["items"], value, &format!("{at}/{place}"), faults);
        }
        for (word, most) in [("anyOf", usize::MAX), ("oneOf", 1)] {
            if let Some(choices) = schema[word].as_array() {
                let fits = |choice: &&Value| {
                    let mut faults = Vec::new();
                    self.check(choice, value, at, &mut faults);
                    faults.is_empty()
                };
                let fitting = choices.iter().filter(fits).count();
                if fitting == 0 || fitting > most {
                    faults.push(format!("{at}: {fitting} of {word} fit"));
                }
            }
        }
        known
    }
}

fn check_value(schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    let is_of_type = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        _ => true,
    };
    let is_of_enum = schema["enum"].as_array().is_none_or(|words| words.contains(value));
    let number = value.as_f64();
    let is_in = schema["minimum"].as_f64().is_none_or(|least| number.is_none_or(|number| number >= least))
        && schema["maximum"].as_f64().is_none_or(|most| number.is_none_or(|number| number <= most));
    let is_of_format = match (schema["format"].as_str(), value.as_str()) {
        (Some("date-time"), Some(text)) => chrono::DateTime::parse_from_rfc3339(text).is_ok(),
        (Some("uri"), Some(text)) => is_uri(text),
        _ => true,
    };
    if !(is_of_type && is_of_enum && is_in && is_of_format) {
        faults.push(format!("{at}: {value} doesn't fit"));
    }
}

/// RFC 3986: a scheme, and nothing but the characters that may stand in a URI.
fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let signs = "-._~:/?#[]@!$&'()*+,;=%";
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        && rest.chars().all(|c| c.is_ascii_alphanumeric() || signs.contains(c))
        && rest.matches('#').count() < 2
        && rest
            .split('%')
            .skip(1)
            .all(|after| after.len() >= 2 && after.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit))
}
