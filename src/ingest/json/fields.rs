//! The fields of a record, a row each: by which names they are given, and what they hold.

use crate::ingest::limits::PUBLISHED_YEARS;
use crate::model::new_article::{
    ArticleField, CreditKind, Extent, ImageField, ImageRole, ItemType, Role, SetBy, Status, UrlRelation,
    ValueSource,
};

/// A field.
pub(super) struct Field {
    pub name: &'static str,
    pub kind: Kind,
}

/// The kind of value that a field holds.
pub(super) enum Kind {
    /// A text.
    Text,
    /// Texts.
    Texts,
    /// A text, or a list of its paragraphs.
    Paragraphs,
    /// One of some words.
    Word(Known),
    /// Some of those words.
    Words(Known),
    /// An object of words by words.
    Pairs(Known, Known),
    /// A date, as exact as it is given, up to a year.
    Moment { last_year: i32 },
    /// An instant.
    Instant,
    /// A number without fraction, up to a largest one.
    Count(u64),
    /// True or false.
    Flag,
    /// An object.
    One(&'static Part),
    /// A list of objects.
    Many(&'static Part),
    /// An object of anything.
    Anything,
}

/// Returns the word that is known for a word in lower case.
pub(super) type Known = fn(&str) -> Option<&'static str>;

/// A part of an article: an object in its JSON.
pub(super) struct Part {
    pub fields: &'static [Field],
    /// The field that a bare text stands for, where one may stand for the part.
    pub short: Option<&'static str>,
    /// Fields without which the part says nothing.
    pub needs: &'static [&'static str],
    /// Lists that are taken back where they are given without items: `clear` names them then.
    pub emptied: &'static [&'static str],
}

const fn field(name: &'static str, kind: Kind) -> Field {
    Field { name, kind }
}

/// The last year of other dates.
const LAST: i32 = 9999;
const NUMBERS: u64 = u32::MAX as u64;

pub(super) static ARTICLE: Part = Part {
    fields: &[
        field("uri", Kind::Text),
        field("url", Kind::Text),
        field("urls", Kind::Many(&URL)),
        field("keys", Kind::Many(&KEY)),
        field("type", Kind::Word(item_type)),
        field("publication", Kind::One(&PUBLICATION)),
        field("section", Kind::Text),
        field("language", Kind::Text),
        field("genre", Kind::Text),
        field("status", Kind::Word(|word| Status::from_word(american(word)).map(Status::as_str))),
        field("embargoed", Kind::Instant),
        field("expires", Kind::Instant),
        field("published", Kind::Moment { last_year: *PUBLISHED_YEARS.end() }),
        field("published_printed", Kind::Text),
        field("modified", Kind::Moment { last_year: LAST }),
        field("version", Kind::Count(NUMBERS)),
        field("headline", Kind::Text),
        field("dek", Kind::Text),
        field("byline", Kind::Text),
        field("located", Kind::Text),
        field("body", Kind::Paragraphs),
        field("rich_body", Kind::One(&RICH_BODY)),
        field("extent", Kind::Word(|word| Extent::from_word(word).map(Extent::as_str))),
        field("credits", Kind::Many(&CREDIT)),
        field("people", Kind::Many(&PERSON)),
        field("images", Kind::Many(&IMAGE)),
        field("tags", Kind::Many(&TAG)),
        field("tags_printed", Kind::Text),
        field("clear", Kind::Words(article_field)),
        field("value_source", Kind::Word(value_source)),
        field("value_sources", Kind::Pairs(article_field, value_source)),
    ],
    short: None,
    needs: &[],
    emptied: &["credits", "people", "images", "tags"],
};

static RICH_BODY: Part = Part {
    fields: &[field("media_type", Kind::Text), field("content", Kind::Text)],
    short: None,
    needs: &[],
    emptied: &[],
};

/// A level on the way to a field of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    pub name: String,
    /// It holds any number of values.
    pub is_list: bool,
}

/// Returns the steps to a field by its names in JSON; `None` if there is none. A name alone may stand for its list.
pub fn steps(names: &[&str]) -> Option<Vec<Level>> {
    let mut part = Some(&ARTICLE);
    let mut steps = Vec::new();
    for name in names {
        let is_named = |field: &&Field| field.name == *name || field.name.strip_suffix('s') == Some(name);
        let exact = part?.fields.iter().find(|field| field.name == *name);
        let field = exact.or_else(|| part?.fields.iter().find(is_named))?;
        let is_list = matches!(field.kind, Kind::Many(_) | Kind::Texts | Kind::Words(_));
        steps.push(Level { name: field.name.to_owned(), is_list });
        part = match field.kind {
            Kind::One(inner) | Kind::Many(inner) => Some(inner),
            _ => None,
        };
    }
    Some(steps)
}

static URL: Part = Part {
    fields: &[
        field("url", Kind::Text),
        field("relation", Kind::Word(|word| UrlRelation::from_word(word).map(UrlRelation::as_str))),
    ],
    short: Some("url"),
    needs: &["url"],
    emptied: &[],
};

static KEY: Part = Part {
    fields: &[field("scheme", Kind::Text), field("value", Kind::Text), field("scope", Kind::Text)],
    short: None,
    needs: &["scheme", "value"],
    emptied: &[],
};

static PUBLICATION: Part = Part {
    fields: &[
        field("title", Kind::Text),
        field("domain", Kind::Text),
        field("language", Kind::Text),
        field("country", Kind::Text),
        field("time_zone", Kind::Text),
    ],
    short: Some("title"),
    needs: &[],
    emptied: &[],
};

static CREDIT: Part = Part {
    fields: &[
        field("name", Kind::Text),
        field("kind", Kind::Word(|word| CreditKind::from_word(word).map(CreditKind::as_str))),
        field("role", Kind::Word(|word| Role::from_word(word).map(Role::as_str))),
    ],
    short: Some("name"),
    needs: &["name"],
    emptied: &[],
};

static PERSON: Part = Part {
    fields: &[field("name", Kind::Text), field("keys", Kind::Many(&KEY))],
    short: Some("name"),
    needs: &["name"],
    emptied: &[],
};

static TAG: Part = Part {
    fields: &[
        field("name", Kind::Text),
        field("scheme", Kind::Text),
        field("set_by", Kind::Word(|word| SetBy::from_word(word).map(SetBy::as_str))),
        field("inferred", Kind::Flag),
    ],
    short: Some("name"),
    needs: &["name"],
    emptied: &[],
};

static IMAGE: Part = Part {
    fields: &[
        field("uri", Kind::Text),
        field("urls", Kind::Texts),
        field("renditions", Kind::Many(&RENDITION)),
        field("sha256", Kind::Text),
        field("width", Kind::Count(NUMBERS)),
        field("height", Kind::Count(NUMBERS)),
        field("byte_size", Kind::Count(i64::MAX as u64)),
        field("media_type", Kind::Text),
        field("type", Kind::Word(item_type)),
        field("title", Kind::Text),
        field("creator", Kind::Text),
        field("captured", Kind::Moment { last_year: LAST }),
        field("usage_terms", Kind::Text),
        field("copyright_notice", Kind::Text),
        field("license_url", Kind::Text),
        field("rights_expire", Kind::Instant),
        field("digital_source_type", Kind::Text),
        field("alt", Kind::Text),
        field("credit_line", Kind::Text),
        field("supplier", Kind::Text),
        field("people", Kind::Many(&PERSON)),
        field("role", Kind::Word(|word| ImageRole::from_word(word).map(ImageRole::as_str))),
        field("after_paragraph", Kind::Count(NUMBERS)),
        field("captions", Kind::Many(&CAPTION)),
        field("clear", Kind::Words(image_field)),
        field("extra", Kind::Anything),
    ],
    short: Some("urls"),
    needs: &[],
    emptied: &["people", "captions"],
};

static RENDITION: Part = Part {
    fields: &[field("url", Kind::Text), field("width", Kind::Count(NUMBERS))],
    short: Some("url"),
    needs: &["url"],
    emptied: &[],
};

static CAPTION: Part = Part {
    fields: &[
        field("text", Kind::Text),
        field("credit", Kind::Text),
        field("alt", Kind::Text),
        field("photographer", Kind::Text),
        field("agency", Kind::Text),
        field("language", Kind::Text),
    ],
    short: Some("text"),
    needs: &[],
    emptied: &[],
};

/// Returns the word of IPTC for its British spelling.
fn american(word: &str) -> &str {
    if word == "cancelled" { "canceled" } else { word }
}

fn item_type(word: &str) -> Option<&'static str> {
    ItemType::from_word(word).map(ItemType::as_str)
}

fn article_field(word: &str) -> Option<&'static str> {
    ArticleField::from_word(word).map(ArticleField::as_str)
}

fn image_field(word: &str) -> Option<&'static str> {
    ImageField::from_word(word).map(ImageField::as_str)
}

fn value_source(word: &str) -> Option<&'static str> {
    ValueSource::from_word(word).map(ValueSource::as_str)
}
