//! A picture as an article of its own.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Utc};
use serde_json::{Value, json};

use super::facts::Facts;
use super::location;
use crate::ingest::date;
use crate::ingest::hint::Hint;
use crate::ingest::reading::Reading;
use crate::ingest::warning::Warning;
use crate::model::moment::Moment;
use crate::model::new_article::{
    ArticleField, CreditKind, ItemType, Key, NewArticle, NewCaption, NewCredit, NewImage, NewPerson, Role,
    ValueSource,
};

/// What the bytes themselves are.
pub(super) struct File {
    pub media_type: &'static str,
    pub sha256: String,
    pub byte_size: u64,
    /// Pixels across and down.
    pub size: Option<(u32, u32)>,
}

/// Makes an article of a picture file and its facts.
pub(super) fn reading(file: File, mut facts: Facts, hint: &Hint, warnings: Vec<Warning>) -> Reading {
    let mut dates = Dates { warnings, invalid: Vec::new() };
    let name = hint.name.rsplit(['/', '\\']).next().unwrap_or_default();
    let captured = dates.moment("captured", &facts.captured);
    let rights_expire = dates.instant("rights_expire", &facts.rights_expire);
    let embargoed = dates.instant("embargoed", &facts.released);
    let mut extra = std::mem::take(&mut facts.extra);
    let located = location::printed(&facts.location);
    if !facts.location.is_empty() {
        extra.insert("location".to_owned(), Value::Object(std::mem::take(&mut facts.location)));
    }
    if hint.url.is_none() && !name.is_empty() {
        extra.insert("file_name".to_owned(), name.into());
    }
    if !dates.invalid.is_empty() {
        extra.insert("invalid".to_owned(), dates.invalid.into());
    }
    let image = image(&file, &facts, hint, captured, rights_expire);
    let headline = [&facts.headline, &facts.title].into_iter().find(|text| !text.is_empty());
    let mut value_sources = BTreeMap::new();
    if headline.is_none() {
        value_sources.insert(ArticleField::Headline, ValueSource::Name);
    }
    if extra.contains_key("file_name") {
        value_sources.insert(ArticleField::Extra, ValueSource::Name);
    }
    let article = NewArticle {
        keys: vec![Key::new("sha256", file.sha256)],
        item_type: Some(ItemType::Picture),
        language: Some(facts.language).filter(|language| !language.is_empty()),
        published: captured,
        embargoed,
        headline: headline.cloned().unwrap_or_else(|| name.to_owned()),
        located,
        credits: facts.creators.iter().map(|name| photographer(name)).collect(),
        people: facts.people.into_iter().map(NewPerson::from).collect(),
        tags: facts.keywords.iter().map(|keyword| keyword.as_str().into()).collect(),
        images: vec![image],
        value_source: Some(ValueSource::Meta),
        value_sources,
        extra,
        ..NewArticle::default()
    };
    let source = hint.url.map(str::to_owned);
    Reading { article, warnings: dates.warnings, source, ..Reading::default() }
}

fn photographer(name: &str) -> NewCredit {
    NewCredit { name: name.to_owned(), kind: CreditKind::Person, role: Role::Photographer }
}

fn image(
    file: &File,
    facts: &Facts,
    hint: &Hint,
    captured: Option<Moment>,
    rights_expire: Option<DateTime<Utc>>,
) -> NewImage {
    let said = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let caption = NewCaption {
        text: facts.caption.clone(),
        credit: if facts.credit.is_empty() { facts.creators.join(", ") } else { facts.credit.clone() },
        ..NewCaption::default()
    };
    let is_said = !caption.text.is_empty() || !caption.credit.is_empty();
    NewImage {
        urls: hint.url.map(str::to_owned).into_iter().collect(),
        sha256: Some(file.sha256.clone()),
        width: file.size.map(|(width, _)| width),
        height: file.size.map(|(_, height)| height),
        byte_size: Some(file.byte_size),
        media_type: Some(file.media_type.to_owned()),
        item_type: Some(ItemType::Picture),
        title: facts.title.clone(),
        creator: facts.creators.join(", "),
        captured,
        usage_terms: facts.usage_terms.clone(),
        copyright_notice: facts.copyright.clone(),
        license_url: said(&facts.license_url),
        rights_expire,
        digital_source_type: said(&facts.digital_source_type),
        alt: facts.alt.clone(),
        credit_line: facts.credit.clone(),
        supplier: said(&facts.supplier).or_else(|| said(&facts.source)),
        people: facts.people.iter().map(|name| name.as_str().into()).collect(),
        captions: if is_said { vec![caption] } else { Vec::new() },
        ..NewImage::default()
    }
}

/// Reads dates, and collects those that can't be.
struct Dates {
    warnings: Vec<Warning>,
    invalid: Vec<Value>,
}

impl Dates {
    fn moment(&mut self, field: &str, text: &str) -> Option<Moment> {
        if text.trim().is_empty() {
            return None;
        }
        let moment =
            date::read(text).map(|printed| printed.moment).filter(|moment| moment.local().year() > 0);
        if moment.is_none() {
            self.invalid.push(json!(format!("{field}: {text}")));
            self.warnings.push(Warning::InvalidValue { field: field.to_owned(), value: text.to_owned() });
        }
        moment
    }

    fn instant(&mut self, field: &str, text: &str) -> Option<DateTime<Utc>> {
        let moment = self.moment(field, text)?;
        if moment.offset_minutes().is_none() {
            self.warnings.push(Warning::NoZone { field: field.to_owned(), value: text.to_owned() });
        }
        let offset = chrono::TimeDelta::minutes(moment.offset_minutes().unwrap_or(0).into());
        Some(moment.local().checked_sub_signed(offset)?.and_utc())
    }
}
