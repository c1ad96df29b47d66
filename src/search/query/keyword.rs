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
