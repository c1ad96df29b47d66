//! The pictures that a page names in its JSON-LD and in `meta`.

use serde_json::Value;

use super::words::caption_of;
use crate::ingest::credits::caption::{bare, split};
use crate::ingest::html::json_ld::{self, Node};
use crate::ingest::html::parts::Parts;
use crate::model::new_article::NewImage;

/// Returns the pictures of the article's node, and the one of `meta`.
pub(super) fn images(parts: &mut Parts) -> Vec<NewImage> {
    let mut images: Vec<NewImage> = Vec::new();
    let values: Vec<Value> = parts
        .json_ld
        .articles()
        .into_iter()
        .flat_map(|node| {
            ["image", "associatedMedia", "primaryImageOfPage"].iter().filter_map(|name| node.get(*name))
        })
        .flat_map(json_ld::list)
        .cloned()
        .collect();
    for value in values {
        let node = parts.json_ld.node(&value).cloned();
        let image = match (&value, node) {
            (Value::String(link), _) => parts.page.link("images", link).map(NewImage::at),
            (_, Some(node)) => of_node(parts, &node),
            _ => None,
        };
        images.extend(image);
    }
    let shared = parts.meta.first(&[
        "og:image:secure_url",
        "og:image",
        "og:image:url",
        "twitter:image",
        "twitter:image:src",
    ]);
    if let Some(url) = shared.map(str::to_owned).and_then(|link| parts.page.link("images", &link)) {
        let mut image = NewImage::at(url);
        image.alt = parts.meta.first(&["og:image:alt", "twitter:image:alt"]).unwrap_or_default().to_owned();
        image.width = parts.meta.first(&["og:image:width"]).and_then(|width| width.parse().ok());
        image.height = parts.meta.first(&["og:image:height"]).and_then(|height| height.parse().ok());
        images.push(image);
    }
    images
}

fn of_node(parts: &mut Parts, node: &Node) -> Option<NewImage> {
    let link =
        ["contentUrl", "url", "thumbnailUrl", "@id"].iter().find_map(|name| json_ld::text(node, name))?;
    let mut image = NewImage::at(parts.page.link("images", &link)?);
    let pixels = |name: &str| {
        let text = json_ld::text(node, name)?;
        text.trim_end_matches("px").trim().split('.').next()?.parse().ok()
    };
    image.width = pixels("width");
    image.height = pixels("height");
    image.creator = node
        .get("creator")
        .or(node.get("author"))
        .and_then(|value| parts.json_ld.name(value))
        .unwrap_or_default();
    image.copyright_notice = json_ld::text(node, "copyrightNotice").unwrap_or_default();
    image.license_url = json_ld::text(node, "license").and_then(|link| parts.page.resolve(&link));
    let credit = json_ld::text(node, "creditText")
        .or_else(|| node.get("copyrightHolder").and_then(|value| parts.json_ld.name(value)));
    let caption =
        ["caption", "description"].iter().find_map(|name| json_ld::text(node, name)).unwrap_or_default();
    let (text, found) = split(&caption);
    let credit = credit
        .or(Some(image.creator.clone()).filter(|name| !name.is_empty()))
        .map(|credit| bare(&credit))
        .unwrap_or(found);
    if !text.is_empty() || !credit.is_empty() {
        image.captions.push(caption_of(text, credit));
    }
    Some(image)
}
