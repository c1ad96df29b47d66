//! What may stand before a colon.

use crate::model::moment::Moment;
use crate::search::query::dates::DateLimit;
use crate::search::query::field::Field;
use crate::search::query::filter::Filter;

/// What stands before a colon.
#[derive(Clone, Copy)]
pub(crate) enum Keyword {
    Words(Field),
    Filter(Filter),
    Date(fn(Moment) -> DateLimit),
    Has,
    Is,
}

impl Keyword {
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "headline" => Self::Words(Field::Headline),
            "dek" => Self::Words(Field::Dek),
            "body" => Self::Words(Field::Body),
            "caption" => Self::Words(Field::Caption),
            "credit" => Self::Words(Field::Credit),
            "by" => Self::Filter(Filter::By),
            "person" => Self::Filter(Filter::Person),
            "tag" => Self::Filter(Filter::Tag),
            "from" => Self::Filter(Filter::Publication),
            "section" => Self::Filter(Filter::Section),
            "lang" => Self::Filter(Filter::Language),
            "after" => Self::Date(DateLimit::Since),
            "before" => Self::Date(DateLimit::Until),
            "on" => Self::Date(DateLimit::On),
            "has" => Self::Has,
            "is" => Self::Is,
            _ => return None,
        })
    }
}

/// Returns the keyword that may be meant by another name for it.
pub(crate) fn meant_by(name: &str) -> Option<&'static str> {
    Some(match name.to_lowercase().as_str() {
        "author" | "authors" | "byline" | "writer" | "reporter" | "journalist" | "correspondent" => "by",
        "title" | "titles" | "heading" | "hed" | "head" | "intitle" | "allintitle" | "subject" => "headline",
        "subtitle" | "subhead" | "standfirst" | "summary" | "abstract" | "description" | "lead" | "lede" => {
            "dek"
        }
        "text" | "content" | "fulltext" | "intext" | "allintext" | "story" => "body",
        "captions" | "image" | "photo" | "picture" | "alt" => "caption",
        "credits" | "photographer" | "photocredit" | "rights" | "copyright" => "credit",
        "people" | "persons" | "who" | "name" | "about" | "mentions" => "person",
        "tags" | "topic" | "topics" | "keyword" | "keywords" | "label" | "hashtag" => "tag",
        "site" | "source" | "sources" | "publication" | "publisher" | "outlet" | "paper" | "newspaper"
        | "domain" | "host" | "url" | "inurl" | "feed" => "from",
        "category" | "categories" | "desk" | "channel" | "rubric" | "sections" => "section",
        "language" | "languages" | "lr" | "locale" => "lang",
        "since" | "start" | "newer" | "later" => "after",
        "until" | "till" | "to" | "end" | "older" | "earlier" => "before",
        "date" | "day" | "month" | "year" | "when" | "published" | "pubdate" => "on",
        "with" | "contains" => "has",
        "status" => "is",
        _ => return None,
    })
}
