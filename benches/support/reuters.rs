//! Reads Reuters-21578: SGML in Latin-1, stories of 1987 with topics and places.

use std::error::Error;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};
use dateline::{Moment, NewArticle, NewTag, Precision};
use flate2::read::GzDecoder;

/// Every story of the corpus, in its order.
pub fn stories(folder: &Path) -> Result<Vec<NewArticle>, Box<dyn Error>> {
    let mut stories = Vec::new();
    for text in files(folder)? {
        for part in text.split("</REUTERS>").filter(|part| part.contains("<REUTERS ")) {
            stories.push(story(part)?);
        }
    }
    Ok(stories)
}

/// The text of every file of the corpus.
pub fn files(folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| path.to_string_lossy().ends_with(".sgm.gz"));
    paths.sort();
    let mut texts = Vec::new();
    for path in paths {
        let mut bytes = Vec::new();
        GzDecoder::new(File::open(path)?).read_to_end(&mut bytes)?;
        texts.push(bytes.iter().map(|byte| char::from(*byte)).collect());
    }
    Ok(texts)
}

fn story(part: &str) -> Result<NewArticle, Box<dyn Error>> {
    let id = between(part, "NEWID=\"", "\"").ok_or("a story without NEWID")?;
    let date = between(part, "<DATE>", "</DATE>").ok_or("a story without DATE")?;
    let text = between(part, "<TEXT", "</TEXT>").and_then(|text| text.split_once('>'));
    let (_, text) = text.ok_or("a story without TEXT")?;
    let (headline, body) = match between(text, "<TITLE>", "</TITLE>") {
        Some(title) => (title, between(text, "<BODY>", "</BODY>").unwrap_or_default()),
        None => ("", text),
    };
    let mut article =
        NewArticle::new(plain(headline), plain(body)).key("reuters", id).published(moment(date)?);
    article.byline = plain(between(text, "<AUTHOR>", "</AUTHOR>").unwrap_or_default());
    for (element, scheme) in [("TOPICS", "topic"), ("PLACES", "place"), ("PEOPLE", "person"), ("ORGS", "org")]
    {
        for name in codes(part, element) {
            article.tags.push(NewTag { name: name.into(), scheme: scheme.into(), ..NewTag::default() });
        }
    }
    Ok(article)
}

/// The codes of one list, such as `TOPICS`.
pub fn codes<'t>(part: &'t str, element: &str) -> impl Iterator<Item = &'t str> {
    let list = between(part, &format!("<{element}>"), &format!("</{element}>")).unwrap_or_default();
    list.split("<D>").skip(1).filter_map(|rest| rest.split("</D>").next())
}

/// `26-FEB-1987 15:01:01.79`, sometimes followed by control codes. One story has an impossible time
/// of day (`605:12:19.12`) and is known to the day.
fn moment(date: &str) -> Result<Moment, Box<dyn Error>> {
    let date = date.trim().split(['.', '&']).next().unwrap_or_default();
    if let Ok(at) = NaiveDateTime::parse_from_str(date, "%d-%b-%Y %H:%M:%S") {
        return Ok(Moment::new(at, Precision::Second));
    }
    let day = date.split(' ').next().unwrap_or_default();
    Ok(Moment::day(NaiveDate::parse_from_str(day, "%d-%b-%Y")?))
}

fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (entity, tail) = after.split_once(';').unwrap_or(("amp", after));
        match entity {
            "lt" => out.push('<'),
            "gt" => out.push('>'),
            "amp" => out.push('&'),
            // The rest are control codes of the wire.
            _ => {}
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(start)?;
    rest.split_once(end).map(|(inner, _)| inner)
}
