//! Objects that wrap a list of records, as the answers of services do: `{"status": "ok", "articles": [{…}, …]}`.

use serde_json::{Map, Value};

/// Names under which services give their records.
const NAMES: [&str; 15] = [
    "articles",
    "data",
    "docs",
    "documents",
    "entries",
    "feed",
    "hits",
    "items",
    "news",
    "posts",
    "records",
    "response",
    "results",
    "stories",
    "value",
];
/// Fields by which an object is a record itself.
const OWN: [&str; 5] = ["headline", "body", "content", "dek", "keys"];
/// Objects inside of one another in which a list is looked for.
const DEEPEST: usize = 4;

/// The outcome of a look at the beginning of an object.
#[derive(Debug, PartialEq)]
pub(super) enum Looked {
    /// It wraps a list under a known name: its first item is so many bytes on, behind so many open objects.
    Wrapper { place: usize, objects: usize },
    /// It is a record, or not for these bytes to tell.
    Record,
    /// More bytes may tell.
    Open,
}

/// Looks at the beginning of an object, whose brace is the first of the bytes.
pub(super) fn look(bytes: &[u8]) -> Looked {
    let mut look = Look { bytes, at: 1 };
    let mut objects = 1;
    match look.members(&mut objects) {
        Some(true) => Looked::Wrapper { place: look.at, objects },
        Some(false) => Looked::Record,
        None => Looked::Open,
    }
}

struct Look<'b> {
    bytes: &'b [u8],
    at: usize,
}

/// Each returns `None` at the end of the bytes.
impl Look<'_> {
    /// Passes the members of an object. Returns true behind the bracket of a list of records.
    fn members(&mut self, objects: &mut usize) -> Option<bool> {
        loop {
            match self.next()? {
                b',' => self.at += 1,
                b'"' => {}
                _ => return Some(false),
            }
            if self.next()? != b'"' {
                return Some(false);
            }
            let name = self.text()?;
            let name = self.bytes.get(name)?.to_ascii_lowercase();
            if self.next()? != b':' {
                return Some(false);
            }
            self.at += 1;
            let value = self.next()?;
            if OWN.iter().any(|own| own.as_bytes() == name) {
                return Some(false);
            }
            let is_known = NAMES.iter().any(|known| known.as_bytes() == name);
            if is_known && value == b'[' {
                let list = self.at;
                self.at += 1;
                if matches!(self.next()?, b'{' | b']') {
                    return Some(true);
                }
                self.at = list;
            } else if is_known && value == b'{' && *objects < DEEPEST {
                self.at += 1;
                *objects += 1;
                continue;
            }
            self.value(value)?;
        }
    }

    /// Returns the next byte that is no blank.
    fn next(&mut self) -> Option<u8> {
        while self.bytes.get(self.at)?.is_ascii_whitespace() {
            self.at += 1;
        }
        self.bytes.get(self.at).copied()
    }

    /// Passes a text, and returns where its words are.
    fn text(&mut self) -> Option<std::ops::Range<usize>> {
        self.at += 1;
        let from = self.at;
        loop {
            match self.bytes.get(self.at)? {
                b'\\' => self.at += 2,
                b'"' => break,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        Some(from..self.at - 1)
    }

    /// Passes a value.
    fn value(&mut self, first: u8) -> Option<()> {
        let mut open = 0_usize;
        let mut byte = first;
        loop {
            match byte {
                b'"' => _ = self.text()?,
                b'{' | b'[' => {
                    open += 1;
                    self.at += 1;
                }
                b'}' | b']' if open == 0 => return Some(()),
                b'}' | b']' => {
                    open -= 1;
                    self.at += 1;
                }
                b',' if open == 0 => return Some(()),
                _ => self.at += 1,
            }
            if open == 0 && matches!(byte, b'"' | b'}' | b']') {
                return Some(());
            }
            byte = *self.bytes.get(self.at)?;
        }
    }
}

/// Returns the records that an object without anything of its own wraps: the one list of objects that it has, or that the
/// one object in it has. Else the object comes back.
pub(super) fn unwrapped(
    mut object: Map<String, Value>,
) -> Result<Vec<Map<String, Value>>, Map<String, Value>> {
    let Some(path) = path_to_list(&object) else { return Err(object) };
    let mut list = None;
    for name in path {
        match object.remove(&name) {
            Some(Value::Object(inner)) => object = inner,
            Some(Value::Array(items)) => list = Some(items),
            _ => {}
        }
    }
    let objects = list.into_iter().flatten().filter_map(|item| match item {
        Value::Object(item) => Some(item),
        _ => None,
    });
    Ok(objects.collect())
}

fn path_to_list(object: &Map<String, Value>) -> Option<Vec<String>> {
    let (mut object, mut path) = (object, Vec::new());
    for _ in 0..DEEPEST {
        let is_list = |value: &Value| {
            value.as_array().is_some_and(|items| !items.is_empty() && items.iter().all(Value::is_object))
        };
        if let Some(name) = alone(object, is_list) {
            path.push(name.to_owned());
            return Some(path);
        }
        let name = alone(object, Value::is_object)?;
        path.push(name.to_owned());
        object = object.get(name)?.as_object()?;
    }
    None
}

/// Returns the name of the one value of a kind.
fn alone(object: &Map<String, Value>, is_it: impl Fn(&Value) -> bool) -> Option<&str> {
    let mut found = object.iter().filter(|(_, value)| is_it(value)).map(|(name, _)| name.as_str());
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn wraps(text: &str, rest: &str, objects: usize) {
        let place = text.len() - rest.len();
        assert_eq!(look(text.as_bytes()), Looked::Wrapper { place, objects }, "{text}");
    }

    #[test]
    fn a_list_under_a_known_name_is_found() {
        wraps(r#"{"items":[{"a":1}]}"#, r#"{"a":1}]}"#, 1);
        wraps(r#"{ "status" : "o\"k[", "n": 38, "list": [1, {"x": []}], "Articles" : [ {}]}"#, "{}]}", 1);
        wraps(r#"{"response":{"total":2,"results":[{}]}}"#, "{}]}}", 2);
        wraps(r#"{"articles":[]}"#, "]}", 1);
    }

    #[test]
    fn a_record_is_told_by_what_it_has_itself() {
        for text in [
            r#"{"headline":"Fog","items":[{"a":1}]}"#,
            r#"{"comments":[{"text":"x"}],"body":"Fog"}"#,
            r#"{"data":[1,2],"n":1}"#,
            "{}",
        ] {
            assert_eq!(look(text.as_bytes()), Looked::Record, "{text}");
        }
        for text in [r#"{"#, r#"{"status":"o"#, r#"{"items": ["#, r#"{"n":12"#] {
            assert_eq!(look(text.as_bytes()), Looked::Open, "{text}");
        }
    }
}
