//! What may stand before a colon.

use crate::model::moment::Moment;
use crate::search::query::dates::DateLimit;
use crate::search::query::filter::Filter;
use crate::search::query::term::Field;

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
        let name = name.to_ascii_lowercase();
        let field = Field::ALL.iter().find(|field| field.keyword() == name).map(|field| Self::Words(*field));
        let filter = || Filter::ALL.iter().find(|filter| filter.keyword() == name);
        field.or_else(|| filter().map(|filter| Self::Filter(*filter))).or(match name.as_str() {
            "after" => Some(Self::Date(DateLimit::Since)),
            "before" => Some(Self::Date(DateLimit::Until)),
            "on" => Some(Self::Date(DateLimit::On)),
            "has" => Some(Self::Has),
            "is" => Some(Self::Is),
            _ => None,
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
