//! Reads JSON that says a thing in short: a bare text for a name, a list of paragraphs for a body, null for nothing.

use serde::{Deserialize, Deserializer};

#[derive(Deserialize)]
#[serde(untagged)]
enum Short<T> {
    Text(String),
    Full(T),
}

impl<T: From<String>> Short<T> {
    fn full(self) -> T {
        match self {
            Self::Text(text) => text.into(),
            Self::Full(full) => full,
        }
    }
}

/// Reads a value, or null in place of one that says nothing.
pub(super) fn or_nothing<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

pub(super) fn maybe<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + From<String>,
{
    Ok(Option::<Short<T>>::deserialize(deserializer)?.map(Short::full))
}

pub(super) fn list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + From<String>,
{
    let items: Vec<Option<Short<T>>> = or_nothing(deserializer)?;
    Ok(items.into_iter().flatten().map(Short::full).collect())
}

pub(super) fn paragraphs<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Body {
        Text(String),
        Paragraphs(Vec<Option<String>>),
    }
    Ok(match Option::deserialize(deserializer)? {
        None => String::new(),
        Some(Body::Text(text)) => text,
        Some(Body::Paragraphs(paragraphs)) => {
            paragraphs.into_iter().flatten().collect::<Vec<String>>().join("\n\n")
        }
    })
}
