//! JSON: objects in the form of [`NewArticle`], found by their braces, each for itself.
//!
//! A record goes through four steps: its bytes are found in the stream (`split`, by `syntax` and `skip`), what is no
//! JSON in it is mended (`repair`), its values are made what their fields hold (`normalize`, by the table in `fields`),
//! and serde makes an article of them. References of HTML in its texts are decoded (`texts`).

mod fields;
mod normalize;
mod repair;
mod skip;
mod split;
mod syntax;
mod texts;
mod value;
mod wrapper;

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::Read;

use serde::Deserialize;
use serde_json::{Map, Value};
use url::Url;

use super::decode::{Decoded, Foreign, Inferred, decoded, decoded_in};
use super::entities::decode;
use super::mapping::Mapping;
use super::markup::{Fragment, is_markup};
use super::reading::Reading;
use super::warning::{RecordError, Unreadable, Warning};
use crate::model::new_article::NewArticle;
#[cfg(feature = "html")]
pub(super) use repair::repaired;
use split::{Piece, Split};
#[cfg(feature = "feeds")]
use syntax::{HEAVY, Progress, Syntax};

pub(super) use fields::{Level, steps};
pub(super) use normalize::MOST_ITEMS;
pub(super) use value::is_nothing;

/// Returns true if the text begins as an object or an array of objects does, or is brackets and nothing else.
pub(super) fn begins(text: &str) -> bool {
    let opens = |c: char| matches!(c, '[' | '{') || c.is_whitespace();
    let rest = text.trim_start_matches(opens);
    let is_object =
        text.get(..text.len() - rest.len()).is_some_and(|opened| opened.trim_end().ends_with('{'));
    match rest.chars().next() {
        None => !text.is_empty(),
        Some('"' | '}') if is_object => true,
        Some(']') => !is_object,
        Some(_) => text.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with('{')),
    }
}

/// Returns true if the values of a text take more memory than those of a record may, as far as it is JSON.
#[cfg(feature = "feeds")]
pub(super) fn is_heavy(text: &str) -> bool {
    let mut syntax = Syntax::default();
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        match syntax.step(byte) {
            Progress::Inside => rest = after.get(syntax.passed(after)..).unwrap_or_default(),
            Progress::End => return false,
            Progress::Wrong(reason) => return reason == HEAVY,
        }
    }
    false
}

/// Makes an article of an object in another form of JSON, or says why not.
pub(super) type OfObject = fn(Map<String, Value>) -> Result<Reading, String>;

/// The records of a stream.
pub(super) struct JsonRecords<R> {
    pieces: Split<Decoded<R>>,
    /// The encoding that the stream was decoded from.
    foreign: Option<Foreign>,
    /// The encoding of records that aren't UTF-8.
    inferred: Option<Inferred>,
    /// A warning for the first record that it is about.
    of_stream: Option<Warning>,
    number: usize,
    /// A piece that was looked at, and is the next.
    next: Option<Piece>,
    /// The names that its fields have, if they are others than those of an article.
    mapping: Option<Mapping>,
    /// The records of an object that wraps them, and its line.
    wrapped: VecDeque<Map<String, Value>>,
    wrapped_line: usize,
    /// The form of the objects, if it is another than that of an article.
    form: Option<OfObject>,
}

impl<R: Read> JsonRecords<R> {
    pub(super) fn new(input: Decoded<R>, mapping: Option<&Mapping>) -> Self {
        let (input, inferred) = input.by_parts();
        let foreign = input.foreign();
        let of_stream = input.warning();
        Self {
            pieces: Split::new(input),
            foreign,
            inferred,
            of_stream,
            number: 0,
            next: None,
            mapping: mapping.cloned(),
            wrapped: VecDeque::new(),
            wrapped_line: 0,
            form: None,
        }
    }

    /// Reads objects in another form.
    #[allow(dead_code, reason = "without features there is no other form")]
    pub(super) fn of(input: Decoded<R>, form: OfObject) -> Self {
        Self { form: Some(form), ..Self::new(input, None) }
    }

    fn read_next(&mut self) -> Result<Option<Reading>, RecordError> {
        if let Some(object) = self.wrapped.pop_front() {
            self.number += 1;
            return self.done(self.wrapped_line, of_record(object, self.mapping.as_ref()));
        }
        let Some(piece) = self.piece()? else { return Ok(None) };
        let read = match piece.record {
            Ok(record) => self.reading(record),
            Err(reason) => Err(reason.into()),
        };
        match read.map_err(|error| (error.reason, error.object.map(wrapper::unwrapped))) {
            Err((_, Some(Ok(records)))) => {
                (self.wrapped, self.wrapped_line) = (records.into(), piece.line);
                self.read_next()
            }
            read => {
                self.number += 1;
                self.done(piece.line, read.map_err(|(reason, _)| reason))
            }
        }
    }

    fn done(&self, line: usize, read: Result<Reading, String>) -> Result<Option<Reading>, RecordError> {
        read.map(Some).map_err(|reason| Warning::BadRecord { number: self.number, line, reason }.into())
    }

    /// Returns the next piece. A stream that has one alone, and no object in it, is no JSON.
    fn piece(&mut self) -> Result<Option<Piece>, RecordError> {
        if self.next.is_some() {
            return Ok(self.next.take());
        }
        let piece = self.pieces.next()?;
        if self.number > 0 || self.pieces.has_object_or_list() {
            return Ok(piece);
        }
        match piece.map(|piece| (self.pieces.next(), piece)) {
            Some((next, piece)) => {
                self.next = next?;
                match (&self.next, &piece.record) {
                    (None, Err(reason)) => Err(Unreadable::Json(reason.clone()).into()),
                    _ => Ok(Some(piece)),
                }
            }
            None => Err(Unreadable::Empty.into()),
        }
    }

    fn reading(&mut self, record: Vec<u8>) -> Result<Reading, Unread> {
        let Object { fields, has_halves, inferred } = self.object(&record)?;
        // From here on the object alone takes memory.
        drop(record);
        let mut reading = match self.form {
            Some(of_object) => of_object(fields)?,
            None => mapped(fields, self.mapping.as_ref())?,
        };
        let warning = match self.inferred {
            // The first record that isn't UTF-8 has the warning of the stream.
            Some(_) => inferred.and_then(|_| self.of_stream.take()),
            None => self.of_stream.take().or(inferred),
        };
        reading.warnings.splice(..0, warning);
        reading.warnings.extend(has_halves.then_some(Warning::SurrogateHalves));
        Ok(reading)
    }
}

impl<R> JsonRecords<R> {
    fn object(&self, record: &[u8]) -> Result<Object, String> {
        let (text, inferred) = match (std::str::from_utf8(record), &self.foreign) {
            (Ok(text), None) => (text.into(), None),
            (Ok(text), Some(foreign)) if (foreign.is_read)(text) => (text.into(), None),
            (_, Some(foreign)) => return Err(Unreadable::Encoding(foreign.name).to_string()),
            (Err(_), None) => match self.inferred {
                Some(encoding) => decoded_in(encoding, record),
                None => decoded(record),
            }
            .map_err(|error| error.to_string())?,
        };
        let (text, has_halves) = repair::repaired(&text);
        let fields = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        Ok(Object { fields, has_halves, inferred })
    }
}

impl<R: Read> Iterator for JsonRecords<R> {
    type Item = Result<Reading, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read_next().transpose()
    }
}

/// The object that a record is.
struct Object {
    fields: Map<String, Value>,
    /// True if halves of characters were replaced.
    has_halves: bool,
    /// A warning where its encoding was inferred.
    inferred: Option<Warning>,
}

/// The reason why an object is no article, and the object if it has nothing of one.
struct Unread {
    reason: String,
    object: Option<Map<String, Value>>,
}

impl From<String> for Unread {
    fn from(reason: String) -> Self {
        Self { reason, object: None }
    }
}

/// Makes an article of somebody else's record: by a mapping, or by that of the program that exported it.
pub(super) fn of_record(record: Map<String, Value>, mapping: Option<&Mapping>) -> Result<Reading, String> {
    mapped(record, mapping).map_err(|unread| unread.reason)
}

fn mapped(record: Map<String, Value>, mapping: Option<&Mapping>) -> Result<Reading, Unread> {
    let exported = match mapping {
        None => Mapping::of_export(|name| record.contains_key(name)),
        Some(_) => None,
    };
    match mapping.or(exported.as_ref()) {
        None => of_object(record),
        Some(mapping) => of_object(mapping.apply(record)).map(plain),
    }
}

/// Makes text of markup, which other programs keep in their texts.
fn plain(mut reading: Reading) -> Reading {
    let article = &mut reading.article;
    for text in [&mut article.headline, &mut article.dek] {
        if let Some(fragment) = fragment(text, None) {
            *text = fragment.paragraphs.join(" ");
        }
    }
    let base = article.url.as_deref().and_then(|url| Url::parse(url).ok());
    if let Some(fragment) = fragment(&article.body, base.as_ref()) {
        article.body = fragment.body();
        article.images.extend(fragment.images);
        reading.warnings.extend(fragment.left_out.map(Warning::TooMany));
    }
    reading
}

fn fragment(text: &str, base: Option<&Url>) -> Option<Fragment> {
    let is_markup = is_markup(text) || matches!(decode(text), Cow::Owned(_));
    is_markup.then(|| Fragment::of(text, base))
}

/// Makes an article of an object.
fn of_object(object: Map<String, Value>) -> Result<Reading, Unread> {
    let (object, warnings) = normalize::normalized(object);
    let mut article = NewArticle::deserialize(Value::Object(object)).map_err(|error| error.to_string())?;
    texts::decode(&mut article);
    if says_nothing(&article) {
        return Err(Unread { reason: nothing_among(&article.extra), object: Some(article.extra) });
    }
    Ok(Reading { article, warnings, ..Reading::default() })
}

/// Returns true if there is nothing to keep, and nothing by which a stored article is known.
fn says_nothing(article: &NewArticle) -> bool {
    let texts = [&article.headline, &article.dek, &article.body];
    let is_known = article.uri.is_some() || article.url.is_some() || !article.urls.is_empty();
    texts.iter().all(|text| text.trim().is_empty())
        && !is_known
        && article.keys.is_empty()
        && article.images.is_empty()
}

/// Names the fields that a record has instead: it may hold the articles in one of them.
fn nothing_among(fields: &Map<String, Value>) -> String {
    let names: Vec<&str> =
        fields.keys().map(String::as_str).filter(|name| *name != "invalid").take(5).collect();
    let among = if names.is_empty() { String::new() } else { format!(", but `{}`", names.join("`, `")) };
    format!("neither text, picture nor id{among}")
}
