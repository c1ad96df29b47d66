//! What a document says in each field: a text, or a list of items.

use serde_json::Value;

use crate::model::new_article::{ArticleField, CreditKind, Key, NewArticle, NewCredit, NewImage, NewTag};

/// The value of a field, to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    Text(String),
    Items(Vec<String>),
}

impl Said {
    pub(super) fn into_items(self) -> Vec<String> {
        match self {
            Self::Text(text) => vec![text],
            Self::Items(items) => items,
        }
    }
}

/// Returns what a document says in a field. Who set an item, and what is known of a person or publication beside the name,
/// is no part of that.
pub(crate) fn said(field: ArticleField, document: &NewArticle) -> Said {
    let text = |text: &str| Said::Text(text.to_owned());
    let value = |value: Option<String>| Said::Items(value.into_iter().collect());
    match field {
        ArticleField::Headline => text(&document.headline),
        ArticleField::Dek => text(&document.dek),
        ArticleField::Byline => text(&document.byline),
        ArticleField::Located => text(&document.located),
        ArticleField::Body => text(&document.body),
        ArticleField::TagsPrinted => text(&document.tags_printed),
        ArticleField::Images => Said::Text(images(&document.images)),
        ArticleField::Extent => value(document.extent.map(|extent| extent.as_str().to_owned())),
        ArticleField::Type => value(document.item_type.map(|kind| kind.as_str().to_owned())),
        ArticleField::Publication => value(publication(document)),
        ArticleField::Section => value(document.section.clone()),
        ArticleField::Language => value(document.language.clone()),
        ArticleField::Genre => value(document.genre.clone()),
        ArticleField::Status => value(document.status.map(|status| status.as_str().to_owned())),
        ArticleField::Embargoed => value(document.embargoed.map(|at| at.to_rfc3339())),
        ArticleField::Expires => value(document.expires.map(|at| at.to_rfc3339())),
        ArticleField::Published => Said::Items(published(document)),
        ArticleField::Modified => value(document.modified.map(|at| at.to_string())),
        ArticleField::Version => value(document.version.map(|version| version.to_string())),
        ArticleField::Credits => Said::Items(document.credits.iter().map(credit).collect()),
        ArticleField::People => Said::Items(document.people.iter().map(|it| it.name.clone()).collect()),
        ArticleField::Tags => Said::Items(document.tags.iter().map(tag).collect()),
        ArticleField::Keys => Said::Items(document.keys.iter().map(key).collect()),
        ArticleField::Urls => {
            let others = document.urls.iter().map(|url| &url.url);
            Said::Items(document.url.iter().chain(others).cloned().collect())
        }
        ArticleField::Extra => {
            Said::Items(document.extra.iter().map(|(name, value)| format!("{name}: {value}")).collect())
        }
    }
}

fn publication(document: &NewArticle) -> Option<String> {
    let publication = document.publication.as_ref()?;
    let title = Some(&publication.title).filter(|title| !title.is_empty());
    title.or(publication.domain.as_ref()).cloned()
}

fn published(document: &NewArticle) -> Vec<String> {
    let printed = Some(&document.published_printed).filter(|printed| !printed.is_empty());
    document.published.map(|at| at.to_string()).into_iter().chain(printed.cloned()).collect()
}

fn credit(credit: &NewCredit) -> String {
    let kind = match credit.kind {
        CreditKind::Person => "",
        CreditKind::Organization => ", organization",
        CreditKind::Unknown => ", unknown",
    };
    format!("{}, {}{kind}", credit.name, credit.role.as_str())
}

fn tag(tag: &NewTag) -> String {
    if tag.scheme.is_empty() { tag.name.clone() } else { format!("{}:{}", tag.scheme, tag.name) }
}

fn key(key: &Key) -> String {
    let scope = if key.scope.is_empty() { String::new() } else { format!(" of {}", key.scope) };
    format!("{} {}{scope}", key.scheme, key.value)
}

/// Writes pictures as lines: a line that names each, and one for each of its facts and of the words under it.
fn images(images: &[NewImage]) -> String {
    let mut out = String::new();
    for image in images {
        let name = image.uri.as_ref().or(image.urls.first());
        out.push_str(name.map_or("picture", String::as_str));
        out.push('\n');
        if let Ok(Value::Object(facts)) = serde_json::to_value(image) {
            facts
                .iter()
                .filter(|(name, _)| *name != "uri")
                .for_each(|(name, value)| line(name, value, &mut out));
        }
    }
    out
}

/// Writes a fact as a line; one that has parts as several.
fn line(name: &str, value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| line(name, item, out)),
        Value::Object(parts) => {
            parts.iter().for_each(|(part, value)| line(&format!("{name}.{part}"), value, out));
        }
        Value::String(text) => *out += &format!("    {name}: {text}\n"),
        value => *out += &format!("    {name}: {value}\n"),
    }
}
