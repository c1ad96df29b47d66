//! Page text, on dumps of real pages and on invented ones.

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;

use dateline::NewArticle;
use dateline::ingest;
use serde_json::Value;

use super::Run;
use super::fit;
use super::invented;
use super::score::{Table, head};

/// Pages of each figure that `-v` lists.
const WORST: usize = 12;

/// Prints the figures of the real pages and of the invented ones.
pub fn score(run: &Run) -> Result<(), Box<dyn Error>> {
    let worst = if run.is_verbose { WORST } else { 0 };
    head();
    for (set, folder) in [("real pages", "pagetext"), ("invented pages", "seed-like")] {
        let mut table = Table::default();
        for page in pages(&run.corpora.join(folder))? {
            let Some(article) = read(&page.text) else { continue };
            add(&mut table, &page, &article);
        }
        table.print(set, worst, run.only.as_deref());
    }
    Ok(())
}

/// Fits the weights of the headline and prints them.
pub fn fit_headline(run: &Run) -> Result<(), Box<dyn Error>> {
    let mut fitted = Vec::new();
    for (folder, is_invented) in [("pagetext", false), ("seed-like", true)] {
        for page in pages(&run.corpora.join(folder))? {
            let text = |name: &str| page.expected[name].as_str().map(str::to_owned);
            let Some(headline) = text("title").or_else(|| text("headline")) else { continue };
            // Pages of one house have one name before their date.
            let group = page.file.split("_20").next().unwrap_or_default().to_owned();
            let page = fit::Page { text: page.text, headline, group, weight: 1.0 };
            if is_invented {
                fitted.extend(fit::variants(&page));
            }
            fitted.push(page);
        }
    }
    fit::print(&fitted);
    Ok(())
}

struct Page {
    file: String,
    text: String,
    expected: Value,
}

fn pages(folder: &Path) -> Result<Vec<Page>, Box<dyn Error>> {
    let cases = std::fs::read_to_string(folder.join("expected.jsonl"))?;
    let page = |line: &str| -> Result<Page, Box<dyn Error>> {
        let mut case: Value = serde_json::from_str(line)?;
        let file = case["file"].as_str().ok_or("a case without a file")?.to_owned();
        let text = String::from_utf8_lossy(&std::fs::read(folder.join(&file))?).into_owned();
        Ok(Page { file, text, expected: case["expected"].take() })
    };
    cases.lines().map(page).collect()
}

fn read(text: &str) -> Option<NewArticle> {
    let mut readings = ingest::read(text.as_bytes(), "page.txt").ok()?;
    (!readings.articles.is_empty()).then(|| readings.articles.remove(0).article)
}

fn add(table: &mut Table, page: &Page, article: &NewArticle) {
    let expected = &page.expected;
    let headline = expected["title"].as_str().or_else(|| expected["headline"].as_str());
    if let Some(wanted) = headline.map(letters) {
        let found = letters(&article.headline);
        let seen = || format!("{} `{}`", page.file, article.headline);
        let stands_alone = page.text.lines().any(|line| letters(line) == wanted);
        if stands_alone {
            table.one("headline, if a line of its own", found == wanted, seen);
        }
        table.one("headlines with a line of their own", stands_alone, || page.file.clone());
    }
    if let Some(day) = expected["published"].as_str().and_then(|date| date.get(..10)) {
        let read = article.published.map(|moment| moment.local().date().to_string());
        let is_right = f64::from(u8::from(read.as_deref() == Some(day)));
        let given = f64::from(u8::from(read.is_some()));
        let seen = || format!("{} {} not {day}", page.file, read.as_deref().unwrap_or("none"));
        table.add("day", (is_right, 1.0), (is_right, given), seen);
    }
    add_authors(table, page, article);
    if expected.get("headline").is_some() {
        invented::add(table, &page.file, expected, article);
    }
    let body = match &expected["body"] {
        Value::Array(paragraphs) => {
            paragraphs.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n")
        }
        other => other.as_str().unwrap_or_default().to_owned(),
    };
    let (recall, precision) = shares(&article.body, &body);
    let f1 = if recall + precision > 0.0 { 2.0 * recall * precision / (recall + precision) } else { 0.0 };
    table.add("body F1", (f1, 1.0), (0.0, 0.0), || page.file.clone());
    table.add("body recall, precision", (recall, 1.0), (precision, 1.0), || page.file.clone());
}

fn add_authors(table: &mut Table, page: &Page, article: &NewArticle) {
    let listed = page.expected["authors"].as_array().or_else(|| page.expected["credits"].as_array());
    let name = |value: &Value| value.as_str().or_else(|| value["name"].as_str()).map(letters);
    let mut wanted: Vec<String> = listed.into_iter().flatten().filter_map(name).collect();
    if wanted.is_empty() {
        return;
    }
    let mut found: Vec<String> = article.credits.iter().map(|credit| letters(&credit.name)).collect();
    let both = found.iter().filter(|name| wanted.contains(name)).count() as f64;
    let seen = || format!("{} `{}`", page.file, article.byline);
    table.add("authors", (both, wanted.len() as f64), (both, found.len() as f64), seen);
    wanted.sort();
    found.sort();
    let is_exact = wanted == found;
    let given = f64::from(u8::from(!found.is_empty()));
    let is_right = f64::from(u8::from(is_exact));
    table.add("authors exact", (is_right, 1.0), (is_right, given), seen);
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns the share of the expected tokens that were read, and of those read that are expected.
fn shares(read: &str, expected: &str) -> (f64, f64) {
    let (read, expected) = (tokens(read), tokens(expected));
    let both: usize = read.iter().map(|(word, count)| count.min(expected.get(word).unwrap_or(&0))).sum();
    let share = |of: &HashMap<String, usize>| match of.values().sum::<usize>() {
        0 => 1.0,
        all => both as f64 / all as f64,
    };
    (share(&expected), share(&read))
}

/// Counts words; of a script without blanks, characters.
fn tokens(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.chars().any(|c| ('\u{3040}'..'\u{A000}').contains(&c)) {
            word.chars().for_each(|c| *counts.entry(c.to_string()).or_default() += 1);
        } else {
            *counts.entry(word.to_lowercase()).or_default() += 1;
        }
    }
    counts
}
