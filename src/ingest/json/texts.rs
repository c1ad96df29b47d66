//! The texts of a record, without what its source encoded twice.

use std::borrow::Cow;

use crate::ingest::entities::decode_again;
use crate::model::new_article::{NewArticle, NewImage};

/// Decodes the references of HTML that a feed left in the texts of a record: `AT&amp;T`, `caf&eacute;`. URLs, ids and
/// what has no field stay as they are.
pub(super) fn decode(article: &mut NewArticle) {
    let NewArticle { headline, dek, byline, located, body, tags_printed, section, .. } = article;
    let texts = [headline, dek, byline, located, body, tags_printed];
    texts.into_iter().chain(section).for_each(decode_text);
    article.credits.iter_mut().for_each(|credit| decode_text(&mut credit.name));
    article.people.iter_mut().for_each(|person| decode_text(&mut person.name));
    article.tags.iter_mut().for_each(|tag| decode_text(&mut tag.name));
    article.publication.iter_mut().for_each(|publication| decode_text(&mut publication.title));
    article.images.iter_mut().for_each(decode_image);
}

fn decode_image(image: &mut NewImage) {
    let NewImage { title, creator, alt, credit_line, captions, people, .. } = image;
    [title, creator, alt, credit_line].into_iter().for_each(decode_text);
    captions
        .iter_mut()
        .flat_map(|caption| [&mut caption.text, &mut caption.credit, &mut caption.alt])
        .for_each(decode_text);
    people.iter_mut().for_each(|person| decode_text(&mut person.name));
}

fn decode_text(text: &mut String) {
    if let Cow::Owned(decoded) = decode_again(text) {
        *text = decoded;
    }
}
