//! Values that are given more than once: kept once.

use std::collections::HashSet;

use super::CleanArticle;
use crate::model::new_article::{Key, NewImage, NewPerson};
use crate::save::report::Warning;
use crate::text::fold_name;

impl CleanArticle {
    /// Drops tags, people, pictures and captions that come again.
    pub(super) fn drop_repeated(&mut self) {
        let Self { article, warnings, .. } = self;
        let mut repeated = |field, name: &str| warnings.push(Warning::Duplicate { field, name: name.into() });
        let mut seen = HashSet::new();
        article.tags.retain(|tag| {
            let new = seen.insert((tag.scheme.clone(), fold_name(&tag.name)));
            if !new {
                repeated("tags", &tag.name);
            }
            new
        });
        let mut people: Vec<NewPerson> = Vec::with_capacity(article.people.len());
        for person in std::mem::take(&mut article.people) {
            match people.iter_mut().find(|known| is_same_person(known, &person)) {
                Some(known) => {
                    repeated("people", &person.name);
                    let further: Vec<Key> =
                        person.keys.into_iter().filter(|key| !known.keys.contains(key)).collect();
                    known.keys.extend(further);
                }
                None => people.push(person),
            }
        }
        article.people = people;
        let mut kept: Vec<NewImage> = Vec::with_capacity(article.images.len());
        for image in std::mem::take(&mut article.images) {
            if kept.iter().any(|other| same_use(other, &image)) {
                repeated("images", shown_as(&image));
            } else {
                kept.push(image);
            }
        }
        article.images = kept;
        for image in &mut article.images {
            let mut seen = HashSet::new();
            image.captions.retain(|caption| {
                let new = seen.insert(caption.language.clone());
                if !new {
                    repeated("captions", &caption.text);
                }
                new
            });
        }
    }
}

/// Returns true if two people of one article have one name, and no ids that tell them apart.
fn is_same_person(a: &NewPerson, b: &NewPerson) -> bool {
    let differ = |a: &Key, b: &Key| a.scheme == b.scheme && a.value != b.value;
    fold_name(&a.name) == fold_name(&b.name)
        && !a.keys.iter().any(|key| b.keys.iter().any(|other| differ(key, other)))
}

/// Returns true if two pictures of one article are one use, given two times over: the same picture, or one
/// of which it isn't known which picture it is, with the same words under it.
fn same_use(a: &NewImage, b: &NewImage) -> bool {
    let known = |image: &NewImage| image.uri.is_some() || image.sha256.is_some() || !image.urls.is_empty();
    let same_picture = a.uri.is_some() && a.uri == b.uri
        || a.sha256.is_some() && a.sha256 == b.sha256
        || a.urls.iter().any(|url| b.urls.contains(url));
    let words = |image: &NewImage| -> Vec<String> {
        image.captions.iter().map(|caption| fold_name(&caption.text)).collect()
    };
    let (first, second) = (words(a), words(b));
    first == second && (same_picture || !(known(a) && known(b)) && first.iter().any(|text| !text.is_empty()))
}

fn shown_as(image: &NewImage) -> &str {
    let caption = image.captions.first().map(|caption| caption.text.as_str());
    caption.or(image.uri.as_deref()).or(image.urls.first().map(String::as_str)).unwrap_or("a picture")
}
