//! Values of the library's enums, as they are typed.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

/// Parses the name of one of `all`, in which a hyphen may stand for an underscore.
pub fn parser<T>(all: &'static [T], name: fn(T) -> &'static str) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    let typed = all.iter().map(move |value| {
        let name = name(*value);
        PossibleValue::new(name.replace('_', "-")).alias(name)
    });
    PossibleValuesParser::new(typed).try_map(move |typed| {
        let named = |value: &&T| name(**value) == typed.replace('-', "_");
        all.iter().find(named).copied().ok_or("no such value")
    })
}
