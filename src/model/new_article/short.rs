//! Reads JSON that says a thing in short: a bare text for a name, a list of paragraphs for a body.

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
    Ok(Vec::<Short<T>>::deserialize(deserializer)?.into_iter().map(Short::full).collect())
}

pub(super) fn paragraphs<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Body {
        Text(String),
        Paragraphs(Vec<String>),
    }
    Ok(match Body::deserialize(deserializer)? {
        Body::Text(text) => text,
        Body::Paragraphs(paragraphs) => paragraphs.join("\n\n"),
    })
}
