//! The side of a pair that names a field of an article.

use serde_json::{Map, Value};

use super::split::items;
use crate::ingest::json::{Level, steps};

/// A field of an article, by its place in the JSON of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    steps: Vec<Level>,
    /// What parts the items of a text.
    separator: Option<String>,
}

impl Target {
    /// Reads the place of a field; `None` if an article has no such field.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (path, separator) = match text.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')) {
            Some((path, separator)) if !separator.is_empty() => (path, Some(separator.to_owned())),
            _ => (text, None),
        };
        let names: Vec<&str> = path.split('.').map(|name| name.trim_end_matches("[]")).collect();
        let steps = match names.as_slice() {
            ["extra", name] => vec![Level { name: (*name).to_owned(), is_list: false }],
            names => steps(names)?,
        };
        Some(Self { steps, separator })
    }

    /// Returns the name of the field of the article.
    pub fn field(&self) -> &str {
        self.steps.first().map_or("", |step| &step.name)
    }

    /// Returns true if a value can be put there: lists take any number of them.
    pub fn is_free(&self, article: &Map<String, Value>) -> bool {
        let mut object = article;
        for step in &self.steps {
            match object.get(&step.name) {
                None => return true,
                Some(Value::Object(inner)) if !step.is_list => object = inner,
                Some(_) => return step.is_list,
            }
        }
        false
    }

    /// Puts values there. A text of many is taken apart where the field is a list.
    pub fn put(&self, article: &mut Map<String, Value>, values: Vec<Value>) {
        let first = self.steps.iter().position(|step| step.is_list);
        let field = self.steps.last().map_or("", |step| &step.name);
        let values = match first {
            Some(_) => items(values, self.field(), field, self.separator.as_deref()),
            None => values,
        };
        put(article, &self.steps, values);
    }

    /// Puts a value into all items of a list that are there, or into the field if it is none.
    pub fn put_everywhere(&self, article: &mut Map<String, Value>, value: &Value) {
        let [first, rest @ ..] = self.steps.as_slice() else { return };
        match article.get_mut(&first.name) {
            Some(Value::Array(items)) if !rest.is_empty() => {
                items
                    .iter_mut()
                    .filter_map(Value::as_object_mut)
                    .for_each(|item| put(item, rest, vec![value.clone()]));
            }
            None if first.is_list && !rest.is_empty() => {}
            _ => put(article, &self.steps, vec![value.clone()]),
        }
    }
}

/// Puts values at the end of some steps: into the first list on the way one each. It goes as deep as there are steps.
fn put(object: &mut Map<String, Value>, steps: &[Level], values: Vec<Value>) {
    let Some((step, rest)) = steps.split_first() else { return };
    match (step.is_list, rest.is_empty()) {
        (false, true) => {
            if let Some(value) = values.into_iter().next() {
                object.entry(&step.name).or_insert(value);
            }
        }
        (false, false) => {
            let inner = object.entry(&step.name).or_insert_with(|| Value::Object(Map::new()));
            if let Some(inner) = inner.as_object_mut() {
                put(inner, rest, values);
            }
        }
        (true, is_last) => {
            let list = object.entry(&step.name).or_insert_with(|| Value::Array(Vec::new()));
            let Some(list) = list.as_array_mut() else { return };
            if is_last {
                list.extend(values);
                return;
            }
            for (at, value) in values.into_iter().enumerate() {
                if list.len() <= at {
                    list.push(Value::Object(Map::new()));
                }
                if let Some(item) = list.get_mut(at).and_then(Value::as_object_mut) {
                    put(item, rest, vec![value]);
                }
            }
        }
    }
}
