//! Hashes of what is said.

use std::borrow::Cow;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::model::article::headline_day::{DAY_KEY, day_key};
use crate::model::new_article::NewArticle;
use crate::model::new_article::extra::is_too_deep;

/// The day on which what is said was published, then the beginning of a SHA-256.
///
/// A batch of news is of a few days. Its hashes are neighbours in the index then, and few pages of it are read and written.
pub(crate) type Hash = [u8; 16];

/// Returns the hash of all that a source says of an article, whatever the order of the fields of its `extra`; `None` where
/// that is too deep.
pub(crate) fn said_hash(article: &NewArticle) -> Option<Hash> {
    if is_too_deep(&article.extra) {
        return None;
    }
    let mut article = Cow::Borrowed(article);
    if !is_in_order(&article.extra) {
        let extra = std::mem::take(&mut article.to_mut().extra);
        article.to_mut().extra = in_order(extra);
    }
    let mut json = Vec::with_capacity(article.body.len() + article.body.len() / 8 + 512);
    serde_json::to_writer(&mut json, &*article).ok()?;
    Some(hash_bytes(day_key(article.published), &json))
}

fn hash_bytes(day: [u8; DAY_KEY], bytes: &[u8]) -> Hash {
    let mut hash = Hash::default();
    hash.iter_mut().zip(day.into_iter().chain(Sha256::digest(bytes))).for_each(|(to, from)| *to = from);
    hash
}

/// Returns true if the fields are in the order of their names. A host may have chosen that they are not.
fn is_in_order(fields: &Map<String, Value>) -> bool {
    fields.keys().is_sorted() && fields.values().all(is_value_in_order)
}

fn is_value_in_order(value: &Value) -> bool {
    match value {
        Value::Object(fields) => is_in_order(fields),
        Value::Array(values) => values.iter().all(is_value_in_order),
        _ => true,
    }
}

fn in_order(fields: Map<String, Value>) -> Map<String, Value> {
    let mut fields: Vec<_> = fields.into_iter().map(|(name, value)| (name, value_in_order(value))).collect();
    fields.sort_by(|(one, _), (other, _)| one.cmp(other));
    fields.into_iter().collect()
}

fn value_in_order(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(in_order(fields)),
        Value::Array(values) => values.into_iter().map(value_in_order).collect(),
        other => other,
    }
}
