//! What becomes of an article when a source says more of it, field by field.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use dateline::{Moment, NewArticle, SetBy, Status, ValueSource};
use serde_json::{Map, Value};

use super::stored::{Stored, own};
use super::text::length;

/// The fields that have one value, or one list that is given as a whole.
pub const SINGLE: &[&str] = &[
    "publication",
    "section",
    "language",
    "headline",
    "dek",
    "byline",
    "located",
    "genre",
    "status",
    "embargoed",
    "expires",
    "modified",
    "version",
    "people",
    "tags",
    "credits",
];

/// The kind of source that a value is from; `None` where nobody said.
pub type Sources = BTreeMap<String, Option<ValueSource>>;

/// What a save should do to an article.
#[derive(Debug)]
pub struct Merged {
    pub document: Map<String, Value>,
    pub sources: Sources,
    pub is_older: bool,
}

/// Merges what is new into what is stored. `is_later_item` says that the same source has said something of the
/// article in the same run.
pub fn merge(stored: &Stored, new: &NewArticle, is_later_item: bool) -> Merged {
    let (old, mut said) = (said_of(stored), fields(&own(as_stored(new))));
    let order = order(&stored.document, new);
    let mut merged = Merged {
        document: old.clone(),
        sources: stored.sources.clone(),
        is_older: order == Some(Ordering::Less),
    };
    let withdraws = withdrawal(new.status) > withdrawal(stored.document.status);
    // The first that says its version is later than one that doesn't.
    let says_first = new.modified.is_some() && stored.document.modified.is_none()
        || new.version.is_some() && stored.document.version.is_none();
    let only_fills = is_later_item && order != Some(Ordering::Greater) && !says_first && !withdraws;
    let later = order == Some(Ordering::Greater);
    let other_publication = |old: &Map<String, Value>, new: &Map<String, Value>| {
        old.get("publication").zip(new.get("publication")).is_some_and(|(old, new)| old != new)
    };
    let is_by_hand = |field: &str| stored.by_hand.iter().any(|it| it.as_str() == field);
    for field in SINGLE.iter().copied() {
        if field == "section" && other_publication(&old, &said) {
            // A section is one of its publication.
            match other_publication(&old, &merged.document) {
                true => merged.document.remove("section"),
                false => said.remove("section"),
            };
        }
        let known = stored.sources.get(field).copied().flatten();
        let replaces =
            !merged.is_older && !only_fills && (later || !gives_way(known, new)) && !is_by_hand(field);
        let is_cleared = replaces && new.clear.iter().any(|it| it.as_str() == field);
        if is_cleared {
            merged.document.remove(field);
            merged.sources.remove(field);
        }
        let Some(value) = said.get(field) else { continue };
        // That it is usable may have been said, or go without saying.
        let is_said = field == "status" && stored.sources.contains_key(field);
        let is_unsaid = old.get(field).is_none_or(|value| value == "usable") && !is_said;
        let is_absent = is_cleared || is_unsaid && !is_by_hand(field);
        let is_said_again = !is_cleared && old.get(field).is_some_and(|old| is_same(old, value));
        if is_absent || replaces || is_said_again && field == "section" {
            merged.document.insert(field.into(), value.clone());
        }
        if is_absent || replaces || is_said_again {
            merged.sources.insert(field.into(), source(is_said_again, known, new));
        }
    }
    if !merged.document.contains_key("section") {
        merged.sources.remove("section");
    }
    merge_body(&mut merged, stored, new, later, only_fills);
    merge_date(&mut merged, stored, new, later, only_fills);
    merged
}

/// Returns the degree to which a status takes an article back.
fn withdrawal(status: Option<Status>) -> u8 {
    match status.unwrap_or_default() {
        Status::Usable => 0,
        Status::Withheld => 1,
        _ => 2,
    }
}

/// Merges when it was published: of two dates that are one, the finer stands.
fn merge_date(merged: &mut Merged, stored: &Stored, new: &NewArticle, later: bool, only_fills: bool) {
    let Some(date) = new.published else { return };
    let known = stored.sources.get("published").copied().flatten();
    let old = stored.document.published;
    let is_said_again = old.is_some_and(|old| old == date || is_finer(old, date));
    let replaces = !merged.is_older && !only_fills && (later || !gives_way(known, new));
    if old.is_none_or(|old| replaces && !is_said_again || is_finer(date, old)) {
        merged.document.extend(fields(new).remove_entry("published"));
    }
    if old.is_none() || replaces || is_said_again {
        merged.sources.insert("published".into(), source(is_said_again, known, new));
    }
}

/// Returns true if one says the same day or time as another, and more.
fn is_finer(one: Moment, other: Moment) -> bool {
    one.precision() > other.precision()
        && Moment::new(one.local(), other.precision()).local() == other.local()
}

/// Returns what sources, or persons, said of a stored article.
fn said_of(stored: &Stored) -> Map<String, Value> {
    let mut said = fields(&stored.document);
    said.remove("language");
    said.extend(stored.language_said.iter().map(|language| ("language".into(), language.clone().into())));
    said
}

fn merge_body(merged: &mut Merged, stored: &Stored, new: &NewArticle, later: bool, only_fills: bool) {
    let old = &stored.document;
    if new.body.is_empty() {
        return;
    }
    let known = stored.sources.get("body").copied().flatten();
    let (was_excerpt, is_excerpt) = (is_excerpt(old), is_excerpt(new));
    let (length, before) = (length(&new.body), length(&old.body));
    let is_short = length < 20 && 10 * length <= before;
    let replaces = if old.body.is_empty() {
        true
    } else if !was_excerpt && is_excerpt || is_short && !later {
        false
    } else if was_excerpt && !is_excerpt {
        true
    } else {
        !merged.is_older && !only_fills && (later || !gives_way(known, new))
    };
    if new.body == old.body {
        // The text is no other; what is said of it may be new.
        if replaces || old.extent.is_none() {
            merged.document.extend(fields(new).remove_entry("extent"));
        }
        merged.sources.insert("body".into(), source(true, known, new));
        return;
    }
    if replaces {
        merged.document.insert("body".into(), new.body.clone().into());
        match fields(new).get("extent") {
            Some(extent) => merged.document.insert("extent".into(), extent.clone()),
            None => merged.document.remove("extent"),
        };
        merged.sources.insert("body".into(), new.value_source);
    }
}

fn is_excerpt(document: &NewArticle) -> bool {
    document.extent == Some(dateline::Extent::Excerpt)
}

/// Compares the version of what is new to the stored one, where both say theirs.
fn order(stored: &NewArticle, new: &NewArticle) -> Option<Ordering> {
    let at = |document: &NewArticle| {
        document
            .modified
            .map(|at| at.local() - chrono::TimeDelta::minutes(at.offset_minutes().unwrap_or(0).into()))
    };
    let modified = at(stored).zip(at(new)).map(|(stored, new)| new.cmp(&stored));
    let version = stored.version.zip(new.version).map(|(stored, new)| new.cmp(&stored));
    // The number of a version says more than a time.
    version.filter(|order| order.is_ne()).or(modified).or(version)
}

/// Returns the kind of source of a value that stands: of one that is said again the better.
fn source(is_said_again: bool, known: Option<ValueSource>, new: &NewArticle) -> Option<ValueSource> {
    let said = new.value_source;
    if !is_said_again {
        return said;
    }
    match known.zip(said) {
        Some((known, said)) => Some(if rank(said) > rank(known) { said } else { known }),
        None => known.or(said),
    }
}

/// Returns true if two values say the same: tags in whatever order.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) if one.iter().all(|item| item.get("set_by").is_some()) => {
            one.len() == other.len() && one.iter().all(|item| other.contains(item))
        }
        _ => one == other,
    }
}

/// Returns true if what is new is of a worse source than what is known of a field, or of the name of a file, which only
/// fills.
fn gives_way(known: Option<ValueSource>, new: &NewArticle) -> bool {
    let is_worse = known.zip(new.value_source).is_some_and(|(known, new)| rank(new) < rank(known));
    is_worse || new.value_source == Some(ValueSource::Name)
}

/// The better of two kinds of source has the higher number. One that isn't here is none that the model knows.
fn rank(source: ValueSource) -> u8 {
    match source {
        ValueSource::Name => 0,
        ValueSource::Text => 1,
        ValueSource::Dom => 2,
        ValueSource::Feed => 3,
        ValueSource::Meta => 4,
        ValueSource::Wire => 5,
        ValueSource::JsonLd => 6,
        other => panic!("no rank of {other:?}"),
    }
}

/// Puts in what goes without saying.
fn as_stored(new: &NewArticle) -> NewArticle {
    let mut new = new.clone();
    for tag in &mut new.tags {
        tag.set_by.get_or_insert(SetBy::Feed);
    }
    new
}

/// Returns the fields that a document has, as in JSON.
pub fn fields(document: &NewArticle) -> Map<String, Value> {
    match serde_json::to_value(document) {
        Ok(Value::Object(fields)) => fields,
        other => panic!("an article is an object, not {other:?}"),
    }
}
