//! The page-text reader against real pages that others wrote. They are not part of this project: the
//! tests read them from the folder that `DATELINE_CORPORA` names, and say so where it is unset.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use dateline::ingest::{self, Reading};
use serde_json::Value;

fn corpora() -> Option<PathBuf> {
    let folder = std::env::var_os("DATELINE_CORPORA").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: DATELINE_CORPORA is not set");
    }
    folder
}

fn read(name: &str, bytes: &[u8]) -> Reading {
    let mut readings = ingest::read(bytes, name).unwrap();
    assert_eq!(readings.articles.len(), 1, "{name}");
    let reading = readings.articles.remove(0);
    let text = String::from_utf8_lossy(bytes);
    let mut at = 0;
    for span in &reading.spans {
        assert_eq!(span.range.start, at, "{name}: a gap in the spans");
        assert!(text.is_char_boundary(span.range.end), "{name}");
        at = span.range.end;
    }
    assert_eq!(at, text.len(), "{name}: the spans end early");
    reading
}

#[test]
fn every_fact_of_the_seed_comes_out() {
    let Some(folder) = corpora() else { return };
    let seed = folder.join("seed");
    let expected: Value =
        serde_json::from_str(&std::fs::read_to_string(seed.join("expected.json")).unwrap()).unwrap();
    let page = std::fs::read(seed.join("000_f8c5efc96fd9f028.txt")).unwrap();
    let reading = read("seed.txt", &page);
    let article = &reading.article;
    let text = |field: &str| expected[field].as_str().unwrap().to_owned();
    assert_eq!(article.headline, text("headline"));
    assert_eq!(article.dek, text("dek"));
    assert_eq!(article.byline, text("byline"));
    assert_eq!(article.publication.as_ref().unwrap().title, text("publication"));
    assert_eq!(article.published.unwrap().to_string(), text("published"));
    assert_eq!(article.published_printed, text("published_printed"));
    assert_eq!(article.tags_printed, text("tags_printed"));
    assert_eq!(serde_json::to_value(&article.credits).unwrap(), expected["credits"]);

    let body: Vec<&str> = article.body.split("\n\n").collect();
    assert_eq!(serde_json::to_value(body).unwrap(), expected["body"]);
    let tags: Vec<&str> = article.tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(serde_json::to_value(tags).unwrap(), expected["tags"]);
    assert!(article.tags.iter().all(|tag| tag.inferred && tag.set_by == Some(dateline::SetBy::Feed)));

    let images = article.images.iter().map(|image| {
        assert_eq!(image.captions.len(), 1);
        serde_json::json!({
            "role": image.role,
            "after_paragraph": image.after_paragraph,
            "caption": image.captions[0].text,
            "credit": image.captions[0].credit,
        })
    });
    assert_eq!(Value::Array(images.collect()), expected["images"]);
    let makers: Vec<_> = article
        .images
        .iter()
        .map(|image| (image.captions[0].photographer.as_deref(), image.captions[0].agency.as_deref()))
        .collect();
    assert_eq!(makers, [(None, Some("REUTERS")), (Some("AZAD LASHKARI"), Some("REUTERS"))]);
    let unparsed = article.extra["unparsed"].as_array().unwrap();
    assert_eq!(unparsed.len(), 1, "only the line of navigation is left: {unparsed:?}");
    assert_eq!(reading.warnings, []);
}

#[derive(Default)]
struct Score {
    good: f64,
    of: usize,
}

impl Score {
    fn add(&mut self, good: f64) {
        self.good += good;
        self.of += 1;
    }

    fn share(&self) -> f64 {
        self.good / self.of.max(1) as f64
    }
}

#[test]
fn real_pages_are_read_without_loss() {
    let Some(folder) = corpora() else { return };
    let folder = folder.join("pagetext");
    let cases = std::fs::read_to_string(folder.join("expected.jsonl")).unwrap();
    let (mut headline, mut date, mut wrong_date) = (Score::default(), Score::default(), Score::default());
    let (mut authors, mut false_authors, mut body) = (Score::default(), Score::default(), Score::default());
    let verbose = std::env::var_os("DATELINE_VERBOSE").is_some();
    for case in cases.lines() {
        let case: Value = serde_json::from_str(case).unwrap();
        let file = case["file"].as_str().unwrap();
        let bytes = std::fs::read(folder.join(file)).unwrap();
        if String::from_utf8_lossy(&bytes).trim().is_empty() {
            assert_eq!(ingest::read(&bytes, file), Err(ingest::Unreadable::Empty));
            continue;
        }
        let reading = read(file, &bytes);
        every_line_is_kept(file, &String::from_utf8_lossy(&bytes), &reading);
        let (article, expected) = (&reading.article, &case["expected"]);
        let f1 = token_f1(&article.body, expected["body"].as_str().unwrap_or_default());
        body.add(f1);
        if verbose {
            println!("{f1:.2} {file}\n     {}", article.headline);
        }
        if let Some(title) = expected["title"].as_str() {
            headline.add(f64::from(plain(title) == plain(&article.headline)));
            if verbose && plain(title) != plain(&article.headline) {
                println!("  T: {title}");
            }
        }
        if let Some(day) = expected["published"].as_str().and_then(|text| text.get(..10)) {
            let read = article.published.map(|moment| moment.local().date().to_string());
            date.add(f64::from(read.as_deref() == Some(day)));
            wrong_date.add(f64::from(read.is_some() && read.as_deref() != Some(day)));
            if verbose && read.as_deref() != Some(day) {
                println!("  D: {day} {read:?} {}", article.published_printed);
            }
        }
        if let Some(names) = expected["authors"].as_array().filter(|names| !names.is_empty()) {
            let names: Vec<String> = names.iter().filter_map(Value::as_str).map(plain).collect();
            let found: Vec<String> = article.credits.iter().map(|credit| plain(&credit.name)).collect();
            authors.add(f64::from(names.iter().all(|name| found.contains(name))));
            false_authors.add(f64::from(found.iter().any(|name| !names.contains(name))));
            if verbose && names != found {
                println!("  A: {names:?} {found:?} {}", article.byline);
            }
        }
    }
    for (name, score) in [
        ("headline exact", &headline),
        ("published, same day", &date),
        ("published, another day", &wrong_date),
        ("all authors", &authors),
        ("some false author", &false_authors),
        ("body, token F1", &body),
    ] {
        println!("{name}: {:.3} of {}", score.share(), score.of);
    }
    // Floors a little below what was measured; a headline of the page often differs from the one that
    // the collection gives, and many pages print no date or author at all.
    assert!(headline.share() > 0.6 && date.share() > 0.78 && authors.share() > 0.65);
    assert!(body.share() > 0.9);
    // A wrong value is worse than none.
    assert!(wrong_date.share() < 0.06 && false_authors.share() < 0.1);
}

/// Each line without a field is among the unparsed lines of the article.
fn every_line_is_kept(file: &str, text: &str, reading: &Reading) {
    let unparsed =
        reading.article.extra.get("unparsed").and_then(Value::as_array).cloned().unwrap_or_default();
    let kept: Vec<String> = unparsed.iter().filter_map(Value::as_str).map(letters).collect();
    let whole: HashSet<&str> = kept.iter().map(String::as_str).collect();
    for span in reading.spans.iter().filter(|span| span.field == ingest::Field::Unparsed) {
        for line in text[span.range.clone()].lines().map(letters) {
            assert!(
                line.is_empty()
                    || whole.contains(line.as_str())
                    || kept.iter().any(|kept| kept.contains(&line)),
                "{file}: lost {line:?}"
            );
        }
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{AD}', "").to_lowercase()
}

fn tokens(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        // Japanese and Chinese have no blanks: there a character is a token.
        if word.chars().any(|c| ('\u{3040}'..'\u{A000}').contains(&c)) {
            word.chars().for_each(|c| *counts.entry(c.to_string()).or_default() += 1);
        } else {
            *counts.entry(word.to_lowercase()).or_default() += 1;
        }
    }
    counts
}

fn token_f1(read: &str, expected: &str) -> f64 {
    let (read, expected) = (tokens(read), tokens(expected));
    let common: usize = read.iter().map(|(word, n)| n.min(expected.get(word).unwrap_or(&0))).sum();
    let total: usize = read.values().chain(expected.values()).sum();
    if total == 0 { 1.0 } else { 2.0 * common as f64 / total as f64 }
}
