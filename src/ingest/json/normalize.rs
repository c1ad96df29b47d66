//! An object of JSON in the form that `NewArticle` reads, whatever its source made of the values.

use std::fmt;

use serde_json::{Map, Value};

use super::fields::{ARTICLE, Field, Kind, Known, Part};
use super::value::{Read, alone, count, flag, instant, is_nothing, moment, shown, text, word};
use crate::ingest::warning::Warning;

/// The most items of a list of parts: no list of an article is stored longer.
pub(in crate::ingest) const MOST_ITEMS: usize = 20_000;

/// Returns the object with each value as its field wants it. What no field can hold is in `invalid` then, what has
/// no field in `unknown` if it stood in a part.
pub(super) fn normalized(object: Map<String, Value>) -> (Map<String, Value>, Vec<Warning>) {
    let mut normalizer = Normalizer::default();
    let mut object = normalizer.part(&Path::Root, &ARTICLE, object);
    let Normalizer { invalid, unknown, warnings } = normalizer;
    if !invalid.is_empty() {
        keep_list(&mut object, "invalid", invalid);
    }
    if !unknown.is_empty() {
        keep_fields(&mut object, "unknown", unknown);
    }
    (object, warnings)
}

/// The place of a value in a record, such as `images[0].width`.
enum Path<'p> {
    Root,
    Field(&'p Path<'p>, &'p str),
    Item(&'p Path<'p>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Field(Self::Root, name) => f.write_str(name),
            Self::Field(path, name) => write!(f, "{path}.{name}"),
            Self::Item(path, at) => write!(f, "{path}[{at}]"),
        }
    }
}

/// Gives a value alone the name of its list: `url` is `urls`, if a part has no field of that name.
fn rename_singular(part: &Part, object: &mut Map<String, Value>) {
    for field in part.fields.iter().filter(|field| matches!(field.kind, Kind::Texts | Kind::Many(_))) {
        let Some(singular) = field.name.strip_suffix('s') else { continue };
        let is_free =
            !object.contains_key(field.name) && part.fields.iter().all(|other| other.name != singular);
        if is_free && let Some(value) = object.remove(singular) {
            object.insert(field.name.to_owned(), value);
        }
    }
}

/// Returns the lists of a part that are given without items: the source takes back what it said there. A list that is null
/// or missing says nothing.
fn emptied(part: &Part, object: &Map<String, Value>) -> Vec<&'static str> {
    let has = |list: &Value, name: &str| list.as_array().is_some_and(|list| list.iter().any(|it| it == name));
    let is_said = |name: &str| object.get("clear").is_some_and(|clear| has(clear, name));
    let is_emptied = |name: &&'static str| {
        object.get(*name).and_then(Value::as_array).is_some_and(Vec::is_empty) && !is_said(name)
    };
    part.emptied.iter().copied().filter(is_emptied).collect()
}

#[derive(Default)]
struct Normalizer {
    invalid: Vec<Value>,
    unknown: Map<String, Value>,
    warnings: Vec<Warning>,
}

impl Normalizer {
    fn part(&mut self, path: &Path<'_>, part: &Part, mut object: Map<String, Value>) -> Map<String, Value> {
        if !matches!(path, Path::Root) {
            rename_singular(part, &mut object);
        }
        let emptied = emptied(part, &object);
        let mut normal = Map::new();
        for (name, value) in object {
            let path = Path::Field(path, &name);
            match part.fields.iter().find(|field| field.name == name) {
                Some(field) => {
                    if let Some(value) = self.field(&path, field, value) {
                        normal.insert(name, value);
                    }
                }
                None if matches!(path, Path::Field(Path::Root, _)) => _ = normal.insert(name, value),
                None if is_nothing(&value) => {}
                None => _ = self.unknown.insert(path.to_string(), value),
            }
        }
        if !emptied.is_empty() {
            let cleared = normal.entry("clear").or_insert_with(|| Value::Array(Vec::new()));
            let cleared = cleared.as_array_mut().into_iter();
            cleared.for_each(|cleared| cleared.extend(emptied.iter().copied().map(Value::from)));
        }
        normal
    }

    fn field(&mut self, path: &Path<'_>, field: &Field, value: Value) -> Option<Value> {
        let read = match &field.kind {
            Kind::Text => text(value),
            Kind::Word(known) => word(value, *known),
            Kind::Moment { last_year } => moment(value, *last_year),
            Kind::Instant => instant(value),
            Kind::Count(largest) => count(value, *largest),
            Kind::Flag => flag(value),
            Kind::One(part) => self.object(path, part, alone(value)),
            Kind::Many(part) => {
                let value = self.cut(field.name, value);
                return self.items(path, value, |this, path, item| this.object(path, part, item));
            }
            Kind::Words(known) => return self.items(path, value, |_, _, item| word(item, *known)),
            Kind::Pairs(names, words) => self.pairs(path, value, *names, *words),
            Kind::Anything => match value {
                value if is_nothing(&value) => Read::Nothing,
                value @ Value::Object(_) => Read::Taken(value),
                value => Read::Invalid(value),
            },
            Kind::Texts => return self.items(path, value, |_, _, item| text(item)),
            Kind::Paragraphs => {
                let paragraphs = self.items(path, value, |_, _, item| text(item))?;
                let paragraphs = paragraphs.as_array()?.iter().filter_map(Value::as_str);
                return Some(paragraphs.collect::<Vec<_>>().join("\n\n").into());
            }
        };
        self.take(path, read)
    }

    /// Cuts a list of parts that is longer than an article's may be.
    fn cut(&mut self, name: &'static str, mut value: Value) -> Value {
        if let Value::Array(items) = &mut value
            && items.len() > MOST_ITEMS
        {
            items.truncate(MOST_ITEMS);
            self.warnings.push(Warning::TooMany(name));
        }
        value
    }

    /// Reads each item of a list. A value alone is a list of one.
    fn items(
        &mut self,
        path: &Path<'_>,
        value: Value,
        read: impl Fn(&mut Self, &Path<'_>, Value) -> Read,
    ) -> Option<Value> {
        let mut taken = Vec::new();
        match value {
            Value::Array(items) => {
                for (at, item) in items.into_iter().enumerate() {
                    let path = Path::Item(path, at);
                    let item = read(self, &path, item);
                    taken.extend(self.take(&path, item));
                }
            }
            item => {
                let item = read(self, path, item);
                taken.extend(self.take(path, item));
            }
        }
        (!taken.is_empty()).then_some(Value::Array(taken))
    }

    /// Reads a part, or the value that stands for it in short.
    fn object(&mut self, path: &Path<'_>, part: &Part, value: Value) -> Read {
        let object = match (value, part.short) {
            (value, _) if is_nothing(&value) => return Read::Nothing,
            (Value::Object(object), _) => object,
            (value, Some(short)) if !value.is_array() => Map::from_iter([(short.to_owned(), value)]),
            (value, _) => return Read::Invalid(value),
        };
        let normal = self.part(path, part, object);
        if normal.is_empty() {
            // Its values, if it had any, are kept under their own paths.
            return Read::Nothing;
        }
        let is_whole = part.needs.iter().all(|name| normal.contains_key(*name));
        if is_whole { Read::Taken(normal.into()) } else { Read::Invalid(normal.into()) }
    }

    /// Reads words by words.
    fn pairs(&mut self, path: &Path<'_>, value: Value, names: Known, words: Known) -> Read {
        let object = match value {
            value if is_nothing(&value) => return Read::Nothing,
            Value::Object(object) => object,
            value => return Read::Invalid(value),
        };
        let mut pairs = Map::new();
        for (name, value) in object {
            let path = Path::Field(path, &name);
            let read = match (names(&name.trim().to_ascii_lowercase()), is_nothing(&value)) {
                (None, false) => (None, Read::Invalid(value)),
                (known, _) => (known, word(value, words)),
            };
            let value = self.take(&path, read.1);
            pairs.extend(read.0.zip(value).map(|(name, value)| (name.to_owned(), value)));
        }
        if pairs.is_empty() { Read::Nothing } else { Read::Taken(pairs.into()) }
    }

    fn take(&mut self, path: &Path<'_>, read: Read) -> Option<Value> {
        match read {
            Read::Nothing => None,
            Read::Taken(value) => Some(value),
            Read::Doubtful(value, doubt) => {
                self.warnings.push(doubt.warning(path.to_string()));
                Some(value)
            }
            Read::Invalid(value) => {
                let (field, value) = (path.to_string(), shown(&value));
                self.invalid.push(format!("{field}: {value}").into());
                self.warnings.push(Warning::InvalidValue { field, value });
                None
            }
        }
    }
}

/// Keeps values in a list, after those that it has.
fn keep_list(object: &mut Map<String, Value>, name: &str, values: Vec<Value>) {
    let mut kept = match object.remove(name) {
        Some(Value::Array(kept)) => kept,
        Some(other) if !is_nothing(&other) => vec![other],
        _ => Vec::new(),
    };
    kept.extend(values);
    object.insert(name.to_owned(), kept.into());
}

/// Keeps values in an object, beside those that it has.
fn keep_fields(object: &mut Map<String, Value>, name: &str, fields: Map<String, Value>) {
    let mut kept = match object.remove(name) {
        Some(Value::Object(kept)) => kept,
        Some(other) if !is_nothing(&other) => Map::from_iter([(name.to_owned(), other)]),
        _ => Map::new(),
    };
    kept.extend(fields);
    object.insert(name.to_owned(), kept.into());
}
