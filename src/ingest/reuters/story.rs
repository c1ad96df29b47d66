//! A story of the corpus as an article.

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Map, Value};

use super::text::{between, paragraphs, plain};
use crate::ingest::reading::Reading;
use crate::ingest::warning::Warning;
use crate::model::moment::{Moment, Precision};
use crate::model::new_article::{
    CreditKind, Extent, Key, NewArticle, NewCredit, NewPerson, NewTag, ValueSource,
};

/// The source of all stories, whichever file they are in.
const SOURCE: &str = "reuters-21578";
/// The lists of codes of a story, and the scheme of the tags of each.
const TAGS: [(&str, &str); 4] =
    [("TOPICS", "topic"), ("PLACES", "place"), ("ORGS", "org"), ("EXCHANGES", "exchange")];
/// Attributes that have no field.
const ATTRIBUTES: [&str; 4] = ["TOPICS", "LEWISSPLIT", "CGISPLIT", "CSECS"];

/// Reads a story; `None` if there is none between the tags.
pub(super) fn read(part: &str) -> Option<Reading> {
    let (_, story) = part.split_once("<REUTERS")?;
    let (attributes, story) = story.split_once('>')?;
    let mut article = NewArticle::default();
    let mut warnings = Vec::new();
    article.publication = Some("Reuters".to_owned().into());
    article.language = Some("en".to_owned());
    article.value_source = Some(ValueSource::Wire);
    // OLDID is the number in Reuters-22173, of which this is a part.
    let keys = [("reuters-21578", "NEWID"), ("reuters-22173", "OLDID")];
    article.keys.extend(
        keys.iter().filter_map(|(scheme, name)| Some(Key::new(*scheme, attribute(attributes, name)?))),
    );
    date(story, &mut article, &mut warnings);
    for (element, scheme) in TAGS {
        let tag =
            |code: &str| NewTag { name: code.to_owned(), scheme: scheme.to_owned(), ..NewTag::default() };
        article.tags.extend(codes(story, element).map(tag));
    }
    article.people.extend(codes(story, "PEOPLE").map(person));
    let kind = text(story, &mut article)?;
    article.extra = extra(attributes, story, kind);
    Some(Reading { article, warnings, source: Some(SOURCE.to_owned()), ..Reading::default() })
}

/// Reads the text of a story, and returns its kind where it isn't the usual one.
fn text<'s>(story: &'s str, article: &mut NewArticle) -> Option<Option<&'s str>> {
    let (attributes, text) = between(story, "<TEXT", "</TEXT>")?.split_once('>')?;
    let element = |name: &str| {
        let text = between(text, &format!("<{name}>"), &format!("</{name}>"));
        text.map(plain).unwrap_or_default()
    };
    article.headline = one_line(&element("TITLE"));
    article.located = one_line(&element("DATELINE")).trim_end_matches([' ', '-']).to_owned();
    article.byline = one_line(&element("AUTHOR"));
    article.credits = credits(&article.byline);
    let is_unprocessed = article.headline.is_empty() && !text.contains("<BODY>");
    article.body = paragraphs(&if is_unprocessed { plain(text) } else { element("BODY") });
    article.extent = (!article.body.is_empty()).then_some(Extent::Full);
    Some(attribute(attributes, "TYPE"))
}

/// Reads the date, which control codes may follow. One story has an impossible time of day.
fn date(story: &str, article: &mut NewArticle, warnings: &mut Vec<Warning>) {
    let Some(printed) = between(story, "<DATE>", "</DATE>") else { return };
    let printed = printed.split('&').next().unwrap_or_default().trim();
    article.published_printed = printed.to_owned();
    let whole = printed.split('.').next().unwrap_or_default();
    if let Ok(at) = NaiveDateTime::parse_from_str(whole, "%d-%b-%Y %H:%M:%S") {
        article.published = Some(Moment::new(at, Precision::Second));
        return;
    }
    warnings.push(Warning::UnknownDate(printed.to_owned()));
    let day = printed.split(' ').next().unwrap_or_default();
    article.published = NaiveDate::parse_from_str(day, "%d-%b-%Y").ok().map(Moment::day);
}

/// Returns the people of a byline: `By Janie Gabbett, Reuters`.
fn credits(byline: &str) -> Vec<NewCredit> {
    let names = byline.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map_or(byline, |_| &byline[3..]);
    let names = names.split(", Reuter").next().unwrap_or_default();
    let names = names
        .split(" and ")
        .flat_map(|names| names.split(','))
        .map(str::trim)
        .filter(|name| !name.is_empty());
    names.map(|name| NewCredit { kind: CreditKind::Person, ..NewCredit::from(name.to_owned()) }).collect()
}

/// Makes a person of a code: `james-baker`.
fn person(code: &str) -> NewPerson {
    let key = Key::new("reuters-people", code);
    NewPerson { keys: vec![key], ..NewPerson::from(code.replace('-', " ")) }
}

fn extra(attributes: &str, story: &str, kind: Option<&str>) -> Map<String, Value> {
    let given = ATTRIBUTES
        .iter()
        .filter_map(|name| Some((name.to_lowercase(), attribute(attributes, name)?.to_owned())));
    let element = |name: &str| {
        let text = between(story, &format!("<{name}>"), &format!("</{name}>")).map(plain)?;
        Some((name.to_lowercase(), one_line(&text))).filter(|(_, text)| !text.is_empty())
    };
    let elements = ["UNKNOWN", "MKNOTE", "COMPANIES"].into_iter().filter_map(element);
    let kind = kind.map(|kind| ("text_type".to_owned(), kind.to_owned()));
    given.chain(elements).chain(kind).map(|(name, text)| (name, text.into())).collect()
}

/// Returns the codes of a list.
fn codes<'s>(story: &'s str, element: &str) -> impl Iterator<Item = &'s str> {
    let list = between(story, &format!("<{element}>"), &format!("</{element}>")).unwrap_or_default();
    list.split("<D>")
        .skip(1)
        .filter_map(|rest| rest.split("</D>").next())
        .filter(|code| !code.trim().is_empty())
}

fn attribute<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    between(attributes, &format!("{name}=\""), "\"").filter(|value| !value.is_empty())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
