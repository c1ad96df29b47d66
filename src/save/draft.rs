//! A new article made fit for storing: cleaned, checked, and with a warning for all that was changed.

use std::collections::HashSet;

use serde_json::Value;

use super::limits::{LONGEST, LONGEST_INVALID_URL, check_numbers, is_too_deep, length};
use super::report::{Rejection, Warning};
use crate::model::article::field::{self, visit_texts};
use crate::model::image_merge::canonical_sha256;
use crate::text::{clean, fold_name, language, url_key};
use crate::{Key, NewArticle, NewImage, NewPerson, UrlRelation};

/// A cleaned article.
pub(super) struct Draft {
    pub article: NewArticle,
    /// Every usable URL, the canonical one first.
    pub urls: Vec<DraftUrl>,
    pub warnings: Vec<Warning>,
}

/// A URL with what it is compared by.
#[derive(Clone)]
pub(super) struct DraftUrl {
    pub key: String,
    pub given: String,
    pub relation: UrlRelation,
}

impl Draft {
    pub(super) fn of(new: &NewArticle) -> Result<Self, Rejection> {
        if is_too_deep(new) {
            return Err(Rejection::TooDeep);
        }
        let mut draft = Self { article: new.clone(), urls: Vec::new(), warnings: Vec::new() };
        draft.clean_texts();
        draft.clean_names();
        draft.check_values();
        draft.take_urls();
        draft.take_image_urls();
        draft.rename_extra();
        draft.drop_repeated();
        let article = &draft.article;
        if article.headline.is_empty() && article.body.is_empty() {
            return Err(Rejection::Empty);
        }
        let urls: usize = draft.urls.iter().map(|url| url.given.len()).sum();
        if length(&mut draft.article) + urls > LONGEST {
            return Err(Rejection::TooLong);
        }
        if is_too_deep(&draft.article) {
            return Err(Rejection::TooDeep);
        }
        Ok(draft)
    }

    fn clean_texts(&mut self) {
        let Self { article, warnings, .. } = self;
        visit_texts(article, &mut |field, text| scrub(field, text, warnings));
        for (_, value) in article.extra.iter_mut() {
            scrub_json(value, warnings);
        }
        for given in [&mut article.uri, &mut article.genre, &mut article.section] {
            given.take_if(|text| text.is_empty());
        }
        if let Some(publication) = &mut article.publication {
            publication.country.take_if(|country| country.is_empty());
        }
    }

    fn clean_names(&mut self) {
        let Self { article, warnings, .. } = self;
        article.credits.retain_mut(|credit| name("credits", &mut credit.name, warnings));
        article.people.retain_mut(|person| name("people", &mut person.name, warnings));
        article.tags.retain_mut(|tag| name("tags", &mut tag.name, warnings));
        for image in &mut article.images {
            image.people.retain_mut(|person| name("images", &mut person.name, warnings));
            image.captions.retain(|caption| !(caption.text.is_empty() && caption.credit.is_empty()));
            for given in image.captions.iter_mut().flat_map(|c| [&mut c.photographer, &mut c.agency]) {
                given.take_if(|text| text.is_empty());
            }
            for given in [&mut image.uri, &mut image.supplier, &mut image.media_type] {
                given.take_if(|text| text.is_empty());
            }
        }
        let people = article.people.iter_mut().chain(article.images.iter_mut().flat_map(|i| &mut i.people));
        for person in people {
            keys("people", &mut person.keys, warnings);
        }
        keys("keys", &mut article.keys, warnings);
    }

    fn check_values(&mut self) {
        let mut invalid = Vec::new();
        let article = &mut self.article;
        let mut check =
            |field: &'static str, given: &mut Option<String>, fit: &dyn Fn(&str) -> Option<String>| {
                let Some(value) = given.take() else { return };
                *given = fit(&value);
                if given.is_none() && !value.trim().is_empty() {
                    invalid.push((field, value));
                }
            };
        check("language", &mut article.language, &language::canonical);
        if let Some(publication) = &mut article.publication {
            publication.title = publication.title.split_whitespace().collect::<Vec<_>>().join(" ");
            check("publication.language", &mut publication.language, &language::canonical);
            check("publication.time_zone", &mut publication.time_zone, &time_zone);
            check("publication.domain", &mut publication.domain, &domain);
        }
        article.publication.take_if(|p| p.title.is_empty() && p.domain.is_none());
        for image in &mut article.images {
            check("images.sha256", &mut image.sha256, &canonical_sha256);
            for caption in &mut image.captions {
                check("captions.language", &mut caption.language, &language::canonical);
            }
        }
        check_numbers(article, &mut invalid);
        for (field, value) in invalid {
            self.keep("invalid", Value::String(format!("{field}: {value}")));
            self.warnings.push(Warning::InvalidValue { field, value });
        }
    }

    fn take_urls(&mut self) {
        let canonical = self.article.url.take().map(|url| (url, UrlRelation::Canonical));
        let others = std::mem::take(&mut self.article.urls).into_iter().map(|url| (url.url, url.relation));
        // A uri that is an address is one that the article is known by.
        let uri = self.article.uri.clone().filter(|uri| url_key(uri).is_some());
        let uri = uri.map(|uri| (uri, UrlRelation::Given));
        for (given, relation) in canonical.into_iter().chain(others).chain(uri) {
            match url_key(&given) {
                Some(key) if self.urls.iter().any(|known| known.key == key) => {}
                Some(key) => self.urls.push(DraftUrl { key, given, relation }),
                None => {
                    self.keep("invalid_urls", Value::String(given.clone()));
                    self.warnings.push(Warning::InvalidUrl { url: given });
                }
            }
        }
        self.urls.sort_by_key(|url| url.relation != UrlRelation::Canonical);
    }

    fn take_image_urls(&mut self) {
        let mut invalid = Vec::new();
        for image in &mut self.article.images {
            invalid.extend(image.urls.extract_if(.., |url| url_key(url).is_none()));
        }
        for mut url in invalid {
            // Such as a whole picture in a `data:` URL.
            if let Some((end, _)) = url.char_indices().nth(LONGEST_INVALID_URL) {
                url.truncate(end);
            }
            self.keep("invalid_urls", Value::String(url.clone()));
            warn_once(&mut self.warnings, Warning::InvalidUrl { url });
        }
    }

    /// Gives what the source calls as the archive calls its own fields another name: in a JSON
    /// document the two would be one.
    fn rename_extra(&mut self) {
        for field in field::keys() {
            let Some(value) = self.article.extra.remove(field) else { continue };
            self.article.extra.insert(format!("extra_{field}"), value);
            self.warnings.push(Warning::InvalidValue { field: "extra", value: field.into() });
        }
    }

    fn drop_repeated(&mut self) {
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

    /// Keeps under `extra` what has no other place.
    pub(super) fn keep(&mut self, field: &str, value: Value) {
        let kept = self.article.extra.entry(field).or_insert_with(|| Value::Array(Vec::new()));
        match kept {
            Value::Array(values) if values.contains(&value) => {}
            Value::Array(values) => values.push(value),
            other => *other = Value::Array(vec![other.take(), value]),
        }
    }
}

fn scrub(field: &'static str, text: &mut String, warnings: &mut Vec<Warning>) {
    let (cleaned, removed) = clean(text);
    if removed {
        *text = cleaned.into_owned();
        warn_once(warnings, Warning::CharactersRemoved { field });
    }
    let trimmed = text.trim();
    if trimmed.len() < text.len() {
        *text = trimmed.to_owned();
    }
}

fn scrub_json(value: &mut Value, warnings: &mut Vec<Warning>) {
    match value {
        Value::String(text) => {
            let (cleaned, removed) = clean(text);
            if removed {
                *text = cleaned.into_owned();
                warn_once(warnings, Warning::CharactersRemoved { field: "extra" });
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| scrub_json(value, warnings)),
        Value::Object(fields) => fields.iter_mut().for_each(|(_, value)| scrub_json(value, warnings)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Makes a name's blanks single. Returns true if anything of it is left.
fn name(field: &'static str, name: &mut String, warnings: &mut Vec<Warning>) -> bool {
    if name.contains(|c: char| c.is_whitespace() && c != ' ') || name.contains("  ") {
        *name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    if name.is_empty() {
        warn_once(warnings, Warning::EmptyName { field });
    }
    !name.is_empty()
}

fn keys(field: &'static str, keys: &mut Vec<Key>, warnings: &mut Vec<Warning>) {
    keys.retain(|key| {
        let usable = !key.scheme.is_empty() && !key.value.is_empty();
        if !usable {
            warn_once(warnings, Warning::EmptyName { field });
        }
        usable
    });
    let mut seen = HashSet::new();
    keys.retain(|key| seen.insert(key.clone()));
}

fn warn_once(warnings: &mut Vec<Warning>, warning: Warning) {
    if !warnings.contains(&warning) {
        warnings.push(warning);
    }
}

fn time_zone(name: &str) -> Option<String> {
    name.trim().parse::<chrono_tz::Tz>().ok().map(|zone| zone.name().to_owned())
}

fn domain(given: &str) -> Option<String> {
    let lower = given.trim().to_lowercase();
    let host = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = host.split(['/', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host).trim_end_matches('.');
    let fits = host.contains('.') && !host.contains(|c: char| c.is_whitespace() || c.is_control());
    fits.then(|| host.to_owned())
}

/// Whether two people of one article have one name, and no ids that tell them apart.
fn is_same_person(a: &NewPerson, b: &NewPerson) -> bool {
    let differ = |a: &Key, b: &Key| a.scheme == b.scheme && a.value != b.value;
    fold_name(&a.name) == fold_name(&b.name)
        && !a.keys.iter().any(|key| b.keys.iter().any(|other| differ(key, other)))
}

/// Whether two pictures of one article are one use, given two times over: the same picture, or one
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
