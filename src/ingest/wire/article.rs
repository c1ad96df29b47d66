//! An item of a wire as an article.

use serde_json::{Value, json};

use super::credits::credits;
use super::item::{Item, Media, Words, said};
use super::picture::{image, is_shown, keep_words};
use super::status::{item_type, status};
use super::text::{self, Text};
use super::values::{Values, is_exact};
use crate::ingest::reading::Reading;
use crate::ingest::warning::Warning;
use crate::model::moment::Moment;
use crate::model::new_article::{
    Extent, ImageRole, ItemType, Key, NewArticle, NewImage, NewPublication, NewUrl, UrlRelation, ValueSource,
};

/// Makes an article of an item, with warnings for what could not be read.
pub(super) fn reading(mut item: Item) -> Reading {
    let mut values = Values::default();
    let mut article = NewArticle { value_source: Some(ValueSource::Wire), ..NewArticle::default() };
    let source = source(&item);
    set_kinds(&mut article, &item, &mut values);
    set_identity(&mut article, &item, source.as_deref(), &mut values);
    set_times(&mut article, &item, &mut values);
    set_words(&mut article, &mut item);
    set_concepts(&mut article, &mut item);
    keep_relation(&mut item);
    if article.item_type.is_some_and(|kind| kind != ItemType::Text) {
        let own = image(&mut item, &mut values);
        article.images.push(own);
    } else {
        set_text(&mut article, &mut item, &mut values);
        set_pages(&mut article, &mut item);
        keep_rights(&mut item);
    }
    set_pictures(&mut article, &mut item, &mut values);
    keep_rest(&mut item);
    let mut warnings = values.finish(&mut item);
    warnings.extend(item.has_more_associations.then_some(Warning::TooMany("associations")));
    article.extra.extend(item.extra);
    Reading { article, warnings, source, ..Reading::default() }
}

/// Returns the source of an item: the party that provides it, or else the giver of its id.
fn source(item: &Item) -> Option<String> {
    let provider = item.provider.as_ref();
    provider
        .and_then(|provider| said(&provider.id).or_else(|| said(&provider.name)))
        .or_else(|| item.id.as_deref().and_then(giver))
}

/// Returns who gave an id: `example.org` of `urn:newsml:example.org:20240304:1`, of `tag:example.org,2024:1`, of a URL.
fn giver(id: &str) -> Option<String> {
    let rest = id.strip_prefix("urn:newsml:").or_else(|| id.strip_prefix("tag:"));
    let rest = rest.or_else(|| id.strip_prefix("http://")).or_else(|| id.strip_prefix("https://"))?;
    said(rest.split([':', ',', '/', '?']).next()?)
}

pub(super) fn set_kinds(article: &mut NewArticle, item: &Item, values: &mut Values) {
    if let Some(kind) = item.kind.as_deref().and_then(said) {
        article.item_type = item_type(&kind);
        if article.item_type.is_none() && !["event", "planning"].contains(&kind.as_str()) {
            values.reject("type", &kind);
        }
    } else if item.bodies.is_empty() && item.renditions.iter().any(is_picture) {
        article.item_type = Some(ItemType::Picture);
    }
    if let Some(said) = item.status.as_deref().and_then(said) {
        article.status = status(&said);
        if article.status.is_none() {
            values.reject("status", &said);
        }
    }
}

fn is_picture(media: &Media) -> bool {
    media.media_type.as_deref().is_some_and(|kind| kind.starts_with("image/"))
}

fn set_identity(article: &mut NewArticle, item: &Item, source: Option<&str>, values: &mut Values) {
    if let Some(id) = &item.id {
        article.uri = Some(id.clone());
        article.keys.push(Key::new("guid", id));
    }
    let scope = source.unwrap_or_default();
    for (giver, value) in &item.other_ids {
        article.keys.push(Key::scoped(giver, value, scope));
    }
    let own = item.id.iter().filter(|id| id.starts_with("http://") || id.starts_with("https://"));
    for url in own.chain(&item.urls) {
        article.urls.push(NewUrl { url: url.clone(), relation: UrlRelation::Given });
    }
    article.version = values.version(item.version.as_deref());
    article.language = item.language.clone();
    let title = item.provider.as_ref().and_then(|provider| said(&provider.name));
    article.publication = title.map(NewPublication::from);
}

/// The first version says when it was published; the time of this version, when it was modified.
fn set_times(article: &mut NewArticle, item: &Item, values: &mut Values) {
    let is_text = article.item_type.is_none_or(|kind| kind == ItemType::Text);
    let first = values.moment("first_created", item.first_created.as_deref());
    let version = values.moment("version_created", item.version_created.as_deref());
    let content: Option<Moment> =
        if is_text { values.moment("content_created", item.content_created.as_deref()) } else { None };
    article.published = first.or(content.filter(is_exact)).or(version);
    article.modified = version;
    article.embargoed = values.instant("embargoed", item.embargoed.as_deref());
    article.expires = values.instant("expires", item.expires.as_deref());
}

pub(super) fn set_words(article: &mut NewArticle, item: &mut Item) {
    let main = item.headlines.iter().position(|words| ["main", ""].contains(&words.role.as_str()));
    let main = main.or_else(|| (!item.headlines.is_empty()).then_some(0));
    if let Some(at) = main {
        let headline = item.headlines.remove(at);
        article.headline = text::text(&headline).paragraphs.join(" ");
        item.headlines.insert(0, Words { text: article.headline.clone(), ..headline });
    }
    let title = item.title.as_deref().and_then(said).filter(|title| *title != article.headline);
    match title {
        Some(title) if article.headline.is_empty() => article.headline = title,
        Some(title) => item.keep("title", title),
        None => {}
    }
    article.byline = item.byline.as_deref().and_then(said).unwrap_or_default();
    article.section = item.section.clone();
    article.credits = credits(item);
    let dateline = item.dateline.as_deref().map(bare_dateline).and_then(|text| said(&text));
    match dateline {
        Some(dateline) => {
            article.located = dateline;
            if let Some(place) = item.located.take() {
                item.keep("located_at", place);
            }
        }
        None => article.located = item.located.take().unwrap_or_default(),
    }
    let mut genres = std::mem::take(&mut item.genres).into_iter();
    article.genre = genres.next();
    let others: Vec<Value> = genres.map(Value::from).collect();
    if !others.is_empty() {
        item.keep("genres", others);
    }
}

/// Returns a dateline without the dash that parts it from the text.
fn bare_dateline(text: &str) -> String {
    let text = text.trim().trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—'));
    text::joined(text)
}

/// Sets standfirst and body of a text.
fn set_text(article: &mut NewArticle, item: &mut Item, values: &mut Values) {
    let is_dek = |words: &Words| {
        ["", "teaser", "summary", "abstract", "short", "text", "main", "description"]
            .contains(&words.role.as_str())
    };
    let mut descriptions = std::mem::take(&mut item.descriptions);
    let plain = descriptions.iter().position(|words| is_dek(words) && !text::is_html(words));
    if let Some(at) = plain.or_else(|| descriptions.iter().position(text::is_html)) {
        article.dek = text::text(&descriptions.remove(at)).paragraphs.join("\n");
        // The same again with markup says nothing more.
        descriptions.retain(|words| !text::is_html(words));
    }
    keep_words(item, "descriptions", descriptions);
    let bodies = std::mem::take(&mut item.bodies);
    let mut body: Text = text::best(&bodies);
    let other = item.headlines.iter().map(|headline| headline.text.as_str());
    let said: Vec<&str> = other.chain([article.byline.as_str(), article.dek.as_str()]).collect();
    body.take_header(&said);
    body.take_dateline(&article.located);
    article.body = body.body();
    if !article.body.is_empty() {
        article.extent = Some(if item.is_part { Extent::Excerpt } else { Extent::Full });
    }
    article.images = body.images;
    values.warnings.extend(body.left_out.map(Warning::TooMany));
}

/// Takes the pages on which a text stands, which are renditions of it. Other files that it has are kept.
fn set_pages(article: &mut NewArticle, item: &mut Item) {
    let mut others = Vec::new();
    for Media { name, url, media_type, .. } in std::mem::take(&mut item.renditions) {
        let is_page = media_type.as_deref().is_some_and(|kind| kind.contains("html"));
        match is_page && (url.starts_with("https://") || url.starts_with("http://")) {
            true => {
                let relation = UrlRelation::from_word(&name).unwrap_or_default();
                article.urls.push(NewUrl { url, relation });
            }
            false => others.push(json!({ "name": name, "url": url, "media_type": media_type })),
        }
    }
    if !others.is_empty() {
        item.keep("renditions", others);
    }
}

/// Keeps the relation to an item that it belongs to, which only what belongs to one has.
fn keep_relation(item: &mut Item) {
    if let Some(relation) = item.relation.take() {
        item.unknown.push("rel".to_owned());
        item.keep("rel", relation);
    }
}

/// Sets tags and people, and keeps what they can't hold.
fn set_concepts(article: &mut NewArticle, item: &mut Item) {
    let concepts: Vec<_> = item.concepts.iter().filter(|concept| !concept.says_nothing()).collect();
    for concept in &concepts {
        match concept.person() {
            Some(person) => article.people.push(person),
            None => article.tags.push(concept.tag()),
        }
    }
    let rest: Vec<Value> = concepts.iter().filter_map(|concept| concept.rest()).collect();
    article.tags.extend(item.keywords.iter().map(|keyword| keyword.as_str().into()));
    let mut seen = std::collections::HashSet::new();
    article.tags.retain(|tag| seen.insert((tag.name.clone(), tag.scheme.clone())));
    if !rest.is_empty() {
        item.keep("concepts", rest);
    }
}

/// Adds the pictures that belong to a story; other items are named.
fn set_pictures(article: &mut NewArticle, item: &mut Item, values: &mut Values) {
    let mut others = Vec::new();
    let mut shown: Vec<NewImage> = Vec::new();
    for mut association in std::mem::take(&mut item.associations) {
        if !is_shown(&association) {
            others.push(named(&association));
            continue;
        }
        let mut picture = image(&mut association, values);
        if let Some(relation) = association.relation.take() {
            match ImageRole::from_word(&relation) {
                Some(role) => picture.role = role,
                None => association.keep("rel", relation),
            }
        }
        association.unknown.drain(..).for_each(|name| item.unknown.push(format!("associations.{name}")));
        let invalid = association.invalid.drain(..);
        item.invalid.extend(invalid.map(|(field, value)| (format!("associations.{field}"), value)));
        keep_rest(&mut association);
        picture.extra = association.extra;
        take_place(&mut picture, &mut article.images);
        shown.push(picture);
    }
    article.images.splice(..0, shown);
    if !others.is_empty() {
        item.keep("associations", others);
    }
}

/// Gives a picture the place that it has in the text, if it stands there too.
fn take_place(picture: &mut NewImage, in_text: &mut Vec<NewImage>) {
    let has =
        |url: &String| picture.urls.contains(url) || picture.renditions.iter().any(|known| known.url == *url);
    if let Some(at) = in_text.iter().position(|image| image.urls.iter().any(has)) {
        let found = in_text.remove(at);
        picture.after_paragraph = found.after_paragraph;
        picture.alt = if picture.alt.is_empty() { found.alt } else { std::mem::take(&mut picture.alt) };
    }
}

fn named(item: &Item) -> Value {
    let headline = item.headlines.first().map(|headline| headline.text.as_str()).or(item.title.as_deref());
    json!({ "uri": item.id, "type": item.kind, "headline": headline })
}

/// Keeps the rights and the credit of a text, which have fields only with a picture.
fn keep_rights(item: &mut Item) {
    let texts = [
        ("credit_line", item.credit_line.take()),
        ("copyright_holder", item.copyright_holder.take()),
        ("copyright_notice", item.copyright_notice.take()),
        ("usage_terms", item.usage_terms.take()),
        ("license_url", item.license_url.take()),
        ("digital_source_type", item.digital_source_type.take()),
    ];
    for (name, text) in texts {
        if let Some(text) = text.as_deref().and_then(said) {
            item.keep(name, text);
        }
    }
}

/// Keeps what has no field of an article or of a picture.
fn keep_rest(item: &mut Item) {
    if let Some(slugline) = item.slugline.take() {
        item.keep("slugline", slugline);
    }
    if !item.signals.is_empty() {
        let signals = std::mem::take(&mut item.signals);
        item.keep("signals", signals);
    }
    let others: Vec<Words> = item.headlines.drain(..).skip(1).collect();
    keep_words(item, "headlines", others);
    let notes = std::mem::take(&mut item.notes);
    let words = |(role, text)| Words { role, text, ..Words::default() };
    keep_words(item, "notes", notes.into_iter().map(words).collect());
}
