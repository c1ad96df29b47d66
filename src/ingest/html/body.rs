//! The body of a page: its paragraphs, without what stands around them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use scraper::Html;
use trafilatura::Options;

use super::json_ld;
use super::page::{paragraphs, paragraphs_of};
use super::parts::Parts;
use crate::ingest::warning::Warning;
use crate::model::new_article::ValueSource;

/// A body, and its HTML where it was found in the page's elements.
pub(super) struct Body {
    pub paragraphs: Vec<String>,
    pub source: ValueSource,
}

/// Finds the body in a page; the text in its JSON-LD helps out where less than half of it was found.
pub(super) fn body(html: &str, parts: &mut Parts) -> Body {
    let found = match extracted(html) {
        Ok(paragraphs) => paragraphs,
        Err(warning) => {
            parts.page.warn(warning);
            Vec::new()
        }
    };
    let said = parts.said(|node| Some(node.get("articleBody")?.as_str()?.to_owned()));
    let said = said.map(|text| paragraphs_of(&text)).unwrap_or_default();
    if 2 * letters(&found) < letters(&said) {
        return Body { paragraphs: said, source: ValueSource::JsonLd };
    }
    Body { paragraphs: found, source: ValueSource::Dom }
}

/// Returns the paragraphs of the element that holds the text, as trafilatura finds it.
fn extracted(html: &str) -> Result<Vec<String>, Warning> {
    let mut options = Options::default();
    options.exclude_comments = true;
    // A page may bring it to a panic, and costs its body then, not the rest.
    let extracted = catch_unwind(AssertUnwindSafe(|| trafilatura::extract(html, &options)));
    match extracted {
        Ok(Ok(result)) => Ok(paragraphs(Html::parse_document(&result.content_html).root_element())),
        Ok(Err(_)) => Ok(Vec::new()),
        Err(_) => Err(Warning::NoBody),
    }
}

fn letters(paragraphs: &[String]) -> usize {
    paragraphs.iter().map(String::len).sum()
}

/// Returns the property of the JSON-LD that says if the text can be read without paying.
pub(super) fn is_free(parts: &Parts) -> Option<bool> {
    let said = parts.said(|node| {
        json_ld::text(node, "isAccessibleForFree")
            .or(node.get("isAccessibleForFree").map(ToString::to_string))
    })?;
    match said.to_lowercase().trim_matches('"') {
        "false" | "no" => Some(false),
        "true" | "yes" => Some(true),
        _ => None,
    }
}
