//! The keywords that may stand before a colon.

use crate::model::moment::Moment;
use crate::search::query::dates::DateLimit;
use crate::search::query::dates::ago::Ago;
use crate::search::query::filter::Filter;
use crate::search::query::term::Field;

/// Value of `is:` that is no mark.
pub(crate) const HIDDEN: &str = "hidden";

/// A keyword before a colon.
#[derive(Clone, Copy)]
pub(crate) enum Keyword {
    Words(Field),
    Filter(Filter),
    /// What makes a condition of a date, and of a time before now.
    Date(fn(Moment) -> DateLimit, fn(Ago) -> DateLimit),
    Has,
    Is,
    Mark,
}

impl Keyword {
    pub(crate) fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let field = Field::ALL.iter().find(|field| field.keyword() == name).map(|field| Self::Words(*field));
        let filter = || Filter::ALL.iter().find(|filter| filter.keyword() == name);
        field.or_else(|| filter().map(|filter| Self::Filter(*filter))).or(match name.as_str() {
            "after" => Some(Self::Date(DateLimit::Since, DateLimit::SinceAgo)),
            "before" => Some(Self::Date(DateLimit::Until, DateLimit::UntilAgo)),
            "on" => Some(Self::Date(DateLimit::On, DateLimit::OnAgo)),
            "has" => Some(Self::Has),
            "is" => Some(Self::Is),
            "mark" => Some(Self::Mark),
            _ => None,
        })
    }
}
