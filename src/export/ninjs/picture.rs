//! A picture as an association: one use of it, with its captions.

use serde_json::{Map, Value, json};

use super::people::people;
use super::values::{date_time, instant, put, put_list, uri_of};
use crate::error::Result;
use crate::model::{Caption, Image, ImageUse};
use crate::store::Snapshot;

/// Returns the association of a picture, the `number`th of its article.
pub(super) fn item(snapshot: &Snapshot<'_>, number: usize, used: &ImageUse) -> Result<Value> {
    let image = &used.image;
    let mut item = Map::new();
    put(&mut item, "name", name(number, used.after_paragraph));
    put(&mut item, "rel", used.role.as_str());
    put(&mut item, "uri", uri_of(&image.uri));
    put(&mut item, "type", image.item_type.as_str());
    let language =
        used.captions.first().map(|caption| &*caption.language).filter(|language| *language != "und");
    put(&mut item, "language", language.unwrap_or_default());
    if !image.title.is_empty() {
        item.insert("headlines".into(), json!([{ "role": "main", "value": image.title }]));
    }
    put_list(&mut item, "descriptions", descriptions(used));
    put(&mut item, "by", creator(used));
    add_rights(image, &mut item);
    put_list(&mut item, "people", people(snapshot, &image.people)?);
    let ids = [("uri", &*image.uri), ("sha256", &*image.sha256)];
    put_list(&mut item, "infoSources", sources(image));
    let ids = ids.into_iter().filter(|(role, id)| !id.is_empty() && (*role != "uri" || uri_of(id) != *id));
    put_list(&mut item, "altIds", ids.map(|(role, value)| json!({ "role": role, "value": value })));
    put_list(
        &mut item,
        "renditions",
        (1..).zip(&image.urls).map(|(number, url)| rendition(image, number, url)),
    );
    Ok(item.into())
}

/// Returns a name for people, with the place of the picture in the text.
fn name(number: usize, after_paragraph: u32) -> String {
    match after_paragraph {
        0 => format!("picture {number}"),
        place => format!("picture {number}, after paragraph {place}"),
    }
}

fn sources(image: &Image) -> Vec<Value> {
    let creator = Some(&image.creator).filter(|name| !name.is_empty());
    let supplier = image.supplier.as_ref().map(|supplier| &supplier.name);
    let sources = [(creator, "creator"), (supplier, "supplier")];
    sources.into_iter().filter_map(|(name, role)| Some(json!({ "name": name?, "role": role }))).collect()
}

/// Returns the words of a use: those of the first language as they are, and those of others with the language in
/// their role.
fn descriptions(used: &ImageUse) -> Vec<Value> {
    let mut descriptions = Vec::new();
    for (place, caption) in used.captions.iter().enumerate() {
        let suffix = if place == 0 { String::new() } else { format!("-{}", caption.language) };
        let texts = words(caption).into_iter().filter(|(_, text)| !text.is_empty());
        descriptions
            .extend(texts.map(|(role, text)| json!({ "role": format!("{role}{suffix}"), "value": text })));
    }
    if !used.image.credit_line.is_empty() {
        descriptions.push(json!({ "role": "creditline", "value": used.image.credit_line }));
    }
    descriptions
}

fn words(caption: &Caption) -> [(&'static str, &str); 5] {
    let agency = caption.agency.as_ref().map_or("", |agency| &agency.name);
    [
        ("caption", &caption.text),
        ("credit", &caption.credit),
        ("alt", &caption.alt),
        ("photographer", &caption.photographer),
        ("agency", agency),
    ]
}

fn creator(used: &ImageUse) -> String {
    let printed = used.captions.iter().map(|caption| &caption.credit);
    let creators = [&used.image.creator].into_iter().chain(printed).chain([&used.image.credit_line]);
    creators.into_iter().find(|name| !name.is_empty()).cloned().unwrap_or_default()
}

fn add_rights(image: &Image, item: &mut Map<String, Value>) {
    if let Some(captured) = image.captured {
        put(item, "contentCreated", date_time(captured.local(), captured.offset_minutes().unwrap_or(0)));
    }
    put(item, "copyrightNotice", &*image.copyright_notice);
    put(item, "usageTerms", &*image.usage_terms);
    put(item, "expires", image.rights_expire.map(instant).unwrap_or_default());
    if !image.license_url.is_empty() {
        item.insert("rightsInfo".into(), json!({ "linkedRights": uri_of(&image.license_url) }));
    }
    if !image.digital_source_type.is_empty() {
        let is_uri = uri_of(&image.digital_source_type) == image.digital_source_type;
        let field = if is_uri { "uri" } else { "literal" };
        item.insert("digitalSourceType".into(), json!({ field: image.digital_source_type }));
    }
}

/// Returns a place where the picture's bytes are. The facts of the picture are those of the first.
fn rendition(image: &Image, number: usize, url: &str) -> Value {
    let mut rendition = Map::new();
    put(&mut rendition, "name", format!("rendition-{number}"));
    put(&mut rendition, "href", uri_of(url));
    let known = image.renditions.iter().find(|rendition| rendition.url == url).and_then(|known| known.width);
    let own = |value: Option<u64>| value.filter(|_| number == 1);
    let numbers = [
        ("width", own(image.width.map(u64::from)).or(known.map(u64::from))),
        ("height", own(image.height.map(u64::from))),
        ("sizeInBytes", own(image.byte_size)),
    ];
    for (name, value) in numbers {
        if let Some(value) = value {
            rendition.insert(name.into(), value.into());
        }
    }
    if number == 1 {
        put(&mut rendition, "contentType", &*image.media_type);
    }
    rendition.into()
}
