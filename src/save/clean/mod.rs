//! A new article made fit for storing: cleaned, checked, and with a warning for all that was changed.

mod data_uri;
mod images;
mod limits;
mod repeated;
mod urls;
mod values;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::analyzed::Analyzed;
use super::report::{Rejection, Warning};
use crate::model::article::field::{self, visit_texts};
use crate::model::article::text_size::TextSize;
use crate::model::new_article::extra::is_too_deep;
use crate::model::new_article::{
    ArticleField, ItemType, Key, NewArticle, NewCaption, OwnedArticle, UrlRelation, scheme_form,
};
use crate::text::url::{Tracking, WebUrl};
use crate::text::{clean, composed};
use limits::{LONGEST, cut_lists};

/// A cleaned article.
pub(super) struct CleanArticle {
    pub article: NewArticle,
    /// Every usable URL, the canonical one first: they are no longer in `article`.
    pub urls: Vec<CleanUrl>,
    /// The same URLs in the order in which they were given, each spelling of a page.
    given_urls: Vec<(String, UrlRelation)>,
    pub warnings: Vec<Warning>,
    /// The fields of which it only fills what is absent.
    pub fills: Vec<ArticleField>,
    /// The lists that say just what is stored, and are no longer in `article`.
    pub repeated: Vec<ArticleField>,
    /// What was computed of its texts already.
    pub analyzed: Analyzed,
    /// The texts that stand in lists of `extra`, by their field: those of the fields in which something was kept.
    kept: HashMap<&'static str, HashSet<String>>,
}

/// A URL with what it is compared by.
#[derive(Clone)]
pub(super) struct CleanUrl {
    pub web: WebUrl,
    pub given: String,
    pub relation: UrlRelation,
}

impl CleanUrl {
    /// Reads a URL; `None` where it isn't one of the web.
    pub(super) fn of(given: &str, relation: UrlRelation, tracking: &Tracking) -> Option<Self> {
        Some(Self { web: WebUrl::of(given, tracking)?, given: given.to_owned(), relation })
    }

    /// Returns the page, in its normal form, and the part of it.
    pub(super) fn part(&self) -> (&str, &str) {
        (&self.web.normal, &self.web.fragment)
    }
}

impl CleanArticle {
    /// Cleans a copy of an article, or says why it can't be saved.
    pub(super) fn of(new: &NewArticle, tracking: &Tracking) -> Result<Self, Rejection> {
        // To copy a value that is nested deep would be as deep a recursion.
        if is_too_deep(&new.extra) {
            Err(Rejection::TooDeep)
        } else {
            Self::take(new.clone().into(), tracking)
        }
    }

    /// Cleans an article, or says why it can't be saved.
    pub(super) fn take(mut new: OwnedArticle, tracking: &Tracking) -> Result<Self, Rejection> {
        if is_too_deep(&new.as_mut().extra) {
            return Err(Rejection::TooDeep);
        }
        let mut clean = Self {
            article: new.into_inner(),
            urls: Vec::new(),
            given_urls: Vec::new(),
            warnings: Vec::new(),
            fills: Vec::new(),
            repeated: Vec::new(),
            analyzed: Analyzed::default(),
            kept: HashMap::new(),
        };
        cut_lists(&mut clean.article, &mut clean.warnings);
        clean.clean_texts();
        clean.clean_names();
        clean.check_values();
        clean.take_urls(tracking);
        clean.take_image_urls();
        clean.rename_extra();
        clean.drop_repeated();
        let urls: usize = clean.urls.iter().map(|url| url.given.len()).sum();
        if TextSize::of(&mut clean.article).bytes + urls > LONGEST {
            return Err(Rejection::TooLong);
        }
        if is_too_deep(&clean.article.extra) {
            return Err(Rejection::TooDeep);
        }
        Ok(clean)
    }

    /// Returns true if it says by what it is known.
    pub(super) fn is_named(&self) -> bool {
        self.article.uri.is_some() || !self.urls.is_empty() || !self.article.keys.is_empty()
    }

    /// Returns the reason why it can't be an article of its own, if it has no words.
    pub(super) fn lacks_words(&self, is_named: bool) -> Option<Rejection> {
        let article = &self.article;
        let captions = article.images.iter().flat_map(|image| &image.captions).map(|caption| &caption.text);
        if [&article.headline, &article.dek, &article.body]
            .into_iter()
            .chain(captions)
            .any(|text| !text.is_empty())
        {
            return None;
        }
        // A picture by itself is no update of a story.
        let is_update = is_named && article.item_type.is_none_or(|kind| kind == ItemType::Text);
        Some(if is_update { Rejection::UnknownArticle } else { Rejection::Empty })
    }

    fn clean_texts(&mut self) {
        let Self { article, warnings, .. } = self;
        visit_texts(article, &mut |field, text| {
            scrub(field, text, warnings);
            normalize(field, text);
        });
        for (_, value) in article.extra.iter_mut() {
            scrub_json(value, warnings);
        }
        for given in [&mut article.uri, &mut article.section] {
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
            let says = |caption: &NewCaption| {
                [&caption.text, &caption.credit, &caption.alt].iter().any(|it| !it.is_empty())
            };
            image.captions.retain(says);
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

    /// Gives what the source calls as the archive calls its own fields another name: in a JSON
    /// document the two would be one.
    fn rename_extra(&mut self) {
        for field in field::keys() {
            let Some(value) = self.article.extra.remove(field) else { continue };
            self.article.extra.insert(format!("extra_{field}"), value);
            self.warnings.push(Warning::InvalidValue { field: "extra", value: field.into() });
        }
    }

    /// Keeps under `extra` what has no other place.
    fn keep(&mut self, field: &'static str, value: String) {
        let stands = self.article.extra.entry(field).or_insert_with(|| Value::Array(Vec::new()));
        if !stands.is_array() {
            *stands = Value::Array(vec![stands.take()]);
        }
        let Some(values) = stands.as_array_mut() else { return };
        let texts = || values.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        if self.kept.entry(field).or_insert_with(texts).insert(value.clone()) {
            values.push(Value::String(value));
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

/// Composes a text, and takes out what nobody sees. Addresses and ids stay as they are: they name what others have.
fn normalize(field: &'static str, text: &mut String) {
    let is_address = || text.contains("://") && !text.contains(char::is_whitespace);
    let composed = match field {
        _ if text.is_ascii() => return,
        "uri" | "urls" | "keys" => return,
        "rich_body" => Cow::Owned(composed_markup(text)),
        _ if is_address() => return,
        _ => composed(text),
    };
    if let Cow::Owned(composed) = composed {
        *text = composed;
    }
    let trimmed = text.trim();
    if field != "extra" && trimmed.len() < text.len() {
        *text = trimmed.to_owned();
    }
}

/// Composes what stands between the tags of HTML: an address in one of them stays as it is.
fn composed_markup(html: &str) -> String {
    let parts = html.split_inclusive('>').map(|part| {
        let (text, tag) = part.split_at(part.find('<').unwrap_or(part.len()));
        [composed(text), Cow::Borrowed(tag)]
    });
    parts.flatten().collect()
}

fn scrub_json(value: &mut Value, warnings: &mut Vec<Warning>) {
    match value {
        Value::String(text) => {
            let (cleaned, removed) = clean(text);
            if removed {
                *text = cleaned.into_owned();
                warn_once(warnings, Warning::CharactersRemoved { field: "extra" });
            }
            normalize("extra", text);
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
    keys.iter_mut().for_each(|key| key.scheme = scheme_form(&key.scheme));
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
