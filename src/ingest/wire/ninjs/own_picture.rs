//! The pictures of items that Dateline has written.

use crate::ingest::wire::concept::Concept;
use crate::ingest::wire::item::{Item, Media, Words};
use crate::ingest::wire::status::item_type;
use crate::ingest::wire::values::Values;
use crate::model::new_article::{ImageRole, NewCaption, NewImage, Rendition};

/// Makes the picture of an association. What can't be read of it is told of its article.
pub(super) fn picture(mut own: Item, article: &mut Item, values: &mut Values) -> NewImage {
    let mut image = NewImage {
        uri: uri(&mut own),
        item_type: own.kind.as_deref().and_then(item_type),
        title: own.headlines.drain(..).map(|words| words.text).next().unwrap_or_default(),
        captured: values.moment("content_created", own.content_created.as_deref()),
        usage_terms: own.usage_terms.take().unwrap_or_default(),
        copyright_notice: own.copyright_notice.take().unwrap_or_default(),
        license_url: own.license_url.take(),
        rights_expire: values.instant("rights_expire", own.expires.as_deref()),
        digital_source_type: own.digital_source_type.take(),
        people: own.concepts.iter().filter_map(Concept::person).collect(),
        role: own.relation.as_deref().and_then(ImageRole::from_word).unwrap_or_default(),
        after_paragraph: place(&own.name),
        ..NewImage::default()
    };
    image.sha256 = own.other_ids.drain(..).find(|(role, _)| role == "sha256").map(|(_, hash)| hash);
    for (role, party) in own.sources.drain(..) {
        match &*role {
            "creator" => image.creator = party.name,
            _ => image.supplier = Some(party.name),
        }
    }
    set_words(&mut image, own.descriptions.drain(..), own.language.take());
    set_files(&mut image, own.renditions.drain(..));
    article.unknown.extend(own.unknown.drain(..).map(|name| format!("associations.{name}")));
    let invalid = own.invalid.drain(..);
    article.invalid.extend(invalid.map(|(field, value)| (format!("associations.{field}"), value)));
    image
}

/// Takes the uri of an item: among its other ids where it is none by RFC 3986.
pub(super) fn uri(item: &mut Item) -> Option<String> {
    let own = item.other_ids.extract_if(.., |(role, _)| role == "uri").next();
    own.map(|(_, uri)| uri).or(item.id.take())
}

/// Returns the number of paragraphs before a picture, which stands in its name.
fn place(name: &str) -> u32 {
    name.rsplit_once(", after paragraph ").and_then(|(_, place)| place.parse().ok()).unwrap_or(0)
}

/// Takes the words of a use: those of the first language, and those of others, whose language stands behind their role.
fn set_words(image: &mut NewImage, words: impl Iterator<Item = Words>, first: Option<String>) {
    for Words { role, text, .. } in words {
        if role == "creditline" {
            image.credit_line = text;
            continue;
        }
        let (role, language) = match role.split_once('-') {
            Some((role, language)) => (role, Some(language.to_owned())),
            None => (&*role, first.clone()),
        };
        let is_in_it = |caption: &NewCaption| caption.language == language;
        if !image.captions.iter().any(is_in_it) {
            image.captions.push(NewCaption { language: language.clone(), ..NewCaption::default() });
        }
        let Some(caption) = image.captions.iter_mut().find(|caption| caption.language == language) else {
            continue;
        };
        match role {
            "credit" => caption.credit = text,
            "alt" => caption.alt = text,
            "photographer" => caption.photographer = Some(text),
            "agency" => caption.agency = Some(text),
            _ => caption.text = text,
        }
    }
}

/// Takes the places of its bytes: the first with its facts, others with their widths as renditions.
fn set_files(image: &mut NewImage, files: impl Iterator<Item = Media>) {
    for (at, file) in files.enumerate() {
        if at == 0 {
            (image.width, image.height) = (file.width, file.height);
            (image.byte_size, image.media_type) = (file.byte_size, file.media_type);
        } else if file.width.is_some() {
            image.renditions.push(Rendition { url: file.url, width: file.width });
            continue;
        }
        image.urls.push(file.url);
    }
}
