//! The page of an export of Pocket: a list of what is unread, and one of the archive.

use serde_json::{Map, Value};

use super::decode::decoded;
use super::entities::decode;
use super::hint::Hint;
use super::json;
use super::markup::{Token, Tokens};
use super::reading::Readings;
use super::warning::{Unreadable, Warning};

/// The most links that are read.
const MOST: usize = 50_000;

/// Reads a page.
pub(super) fn read(bytes: &[u8], hint: &Hint) -> Result<Readings, Unreadable> {
    let (text, inferred) = decoded(bytes)?;
    let mut items = items(&text);
    let has_more = items.len() > MOST;
    items.truncate(MOST);
    // A link without address and title says nothing.
    let read = items.into_iter().filter_map(|item| json::of_record(item, hint.mapping).ok());
    let warnings = inferred.into_iter().chain(has_more.then_some(Warning::TooMany("links")));
    Ok(Readings { warnings: warnings.collect(), articles: read.collect(), ..Readings::default() })
}

/// Returns its links, with the names of the columns of the CSV of Pocket.
fn items(html: &str) -> Vec<Map<String, Value>> {
    let mut items = Vec::new();
    let (mut heading, mut status, mut title) = (None::<String>, "", None::<String>);
    for token in Tokens::of(html) {
        if items.len() > MOST {
            break;
        }
        match token {
            Token::Start(tag) if tag.name == "h1" => heading = Some(String::new()),
            Token::End(name) if name == "h1" => {
                let is_archive = heading.take().is_some_and(|heading| heading.contains("Archive"));
                status = if is_archive { "archive" } else { "unread" };
            }
            Token::Start(tag) if tag.name == "a" => {
                let value = |name: &str| Value::from(tag.attribute(name).unwrap_or_default().into_owned());
                items.push(Map::from_iter([
                    ("url".to_owned(), value("href")),
                    ("time_added".to_owned(), value("time_added")),
                    ("tags".to_owned(), value("tags")),
                    ("status".to_owned(), status.into()),
                ]));
                title = Some(String::new());
            }
            Token::End(name) if name == "a" => {
                if let (Some(title), Some(item)) = (title.take(), items.last_mut()) {
                    item.insert("title".to_owned(), title.into());
                }
            }
            Token::Text(text) => {
                if let Some(into) = title.as_mut().or(heading.as_mut()) {
                    into.push_str(&decode(text));
                }
            }
            _ => {}
        }
    }
    items
}
