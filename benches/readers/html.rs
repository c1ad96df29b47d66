//! The reader of HTML, on six sets of pages.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use dateline::ingest::{self, Format, Hint, Reading};
use dateline::{Moment, Precision, Role};
use flate2::read::GzDecoder;
use serde_json::Value;

use crate::score::{Table, among, head, letters, line, overlap};
use crate::{Outcome, Run};

/// Threads that read pages.
const THREADS: usize = 2;

struct Case {
    id: String,
    set: String,
    url: Option<String>,
    precision: String,
    expected: Value,
    path: PathBuf,
}

/// Reads all pages, and prints the figures of each set, then time and memory.
pub fn score(run: &Run) -> Outcome {
    let cases = cases(run)?;
    let (readings, times) = readings(&cases);
    let mut tables: BTreeMap<&str, Table> = BTreeMap::new();
    for (case, reading) in cases.iter().zip(&readings) {
        let table = tables.entry(&case.set).or_default();
        table.one("read", reading.is_some(), || case.id.clone());
        if let Some(reading) = reading {
            compare(case, reading, table);
        }
    }
    head();
    let worst = if run.is_verbose { 40 } else { 0 };
    for (set, mut table) in tables {
        table.print(set, worst, run.only.as_deref());
    }
    let busy: Duration = times.iter().sum();
    let rate = (cases.len() * THREADS) as f64 / busy.as_secs_f64();
    println!("\n{} pages, {rate:.0} a second in {THREADS} threads; the slowest:", cases.len());
    let mut slowest: Vec<(&Duration, &Case)> = times.iter().zip(&cases).collect();
    slowest.sort_by_key(|(time, _)| std::cmp::Reverse(**time));
    for (time, case) in slowest.into_iter().take(3) {
        println!("    {:.0} ms {}", time.as_secs_f64() * 1e3, case.id);
    }
    println!("peak memory {} MB, with what was read of all pages", peak_memory().unwrap_or_default() >> 10);
    Ok(())
}

fn cases(run: &Run) -> Result<Vec<Case>, Box<dyn std::error::Error>> {
    let folder = run.corpora.join("html");
    let lines = BufReader::new(GzDecoder::new(File::open(folder.join("cases.jsonl.gz"))?));
    let mut cases = Vec::new();
    for line in lines.lines() {
        let case: Value = serde_json::from_str(&line?)?;
        let text = |name: &str| case[name].as_str().map(str::to_owned);
        let set = text("set").unwrap_or_default();
        if run.only.as_deref().is_some_and(|only| {
            only.split(',').next() != Some(set.as_str())
                && SETS.contains(&only.split(',').next().unwrap_or_default())
        }) {
            continue;
        }
        cases.push(Case {
            id: text("id").unwrap_or_default(),
            set,
            url: text("url"),
            precision: text("precision").unwrap_or_default(),
            expected: case["expected"].clone(),
            path: folder.join(text("path").unwrap_or_default()),
        });
    }
    Ok(cases)
}

const SETS: &[&str] = &["fundus", "scrapinghub", "trafilatura", "readability", "postlight", "newspaper4k"];

/// Reads the pages in two threads, and times each.
fn readings(cases: &[Case]) -> (Vec<Option<Reading>>, Vec<Duration>) {
    let results = Mutex::new(vec![(None, Duration::ZERO); cases.len()]);
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some((at, case)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, cases.get(at)?)))
        {
            let page = page(case).unwrap_or_default();
            let begun = Instant::now();
            let hint = Hint::name("page.html").format(Format::Html);
            let hint = case.url.as_deref().map_or(hint, |url| hint.url(url));
            let readings = ingest::read(&page, hint).ok();
            let time = begun.elapsed();
            let reading = readings.and_then(|readings| readings.articles.into_iter().next());
            results.lock().unwrap()[at] = (reading, time);
        }
    };
    thread::scope(|scope| (0..THREADS).for_each(|_| drop(scope.spawn(work))));
    results.into_inner().unwrap().into_iter().unzip()
}

fn page(case: &Case) -> std::io::Result<Vec<u8>> {
    let mut page = Vec::new();
    GzDecoder::new(File::open(&case.path)?).read_to_end(&mut page)?;
    Ok(page)
}

fn compare(case: &Case, reading: &Reading, table: &mut Table) {
    let article = &reading.article;
    let expected = |name: &str| case.expected[name].as_str().map(str::to_owned);
    if let Some(title) = expected("title") {
        let (given, title) = (line(&article.headline), line(&title));
        table.one("title exact", given == title, || format!("{}: {given:?} for {title:?}", case.id));
        table.one("title but for signs", letters(&given) == letters(&title), || case.id.clone());
    }
    authors(case, reading, table);
    if let Some(published) = expected("published") {
        let is_right = is_same_time(&published, article.published, &case.precision);
        table.one("published", is_right, || {
            format!(
                "{}: {:?} {:?} for {published}",
                case.id,
                article.published.map(|at| at.to_string()),
                article.published_printed
            )
        });
    }
    if let Some(body) = expected("body") {
        let (precision, recall, f1) = overlap(&article.body, &body);
        table.add("body F1", (f1, 1.0), (0.0, 0.0), || {
            format!("{}: precision {precision:.3} recall {recall:.3}", case.id)
        });
        table.add("body recall, precision", (recall, 1.0), (precision, 1.0), || case.id.clone());
    }
    pictures(case, reading, table);
    let tags: Vec<&str> = article.tags.iter().map(|tag| tag.name.as_str()).collect();
    list(case, "tags", &tags, "tags", table);
    for (name, is_wanted) in [("with", true), ("without", false)] {
        let pieces = strings(&case.expected[name]);
        let body = line(&article.body);
        let held = pieces.iter().filter(|piece| body.contains(&line(piece)) == is_wanted).count() as f64;
        if !pieces.is_empty() {
            table.add(
                if is_wanted { "text that must be there" } else { "text that must not" },
                (held, pieces.len() as f64),
                (0.0, 0.0),
                || case.id.clone(),
            );
        }
    }
}

fn authors(case: &Case, reading: &Reading, table: &mut Table) {
    let credits = reading.article.credits.iter().filter(|credit| credit.role == Role::Author);
    let given: Vec<&str> = credits.map(|credit| credit.name.as_str()).collect();
    let expected = strings(&case.expected["authors"]);
    let expected = if expected.is_empty() { strings(&case.expected["byline"]) } else { expected };
    if expected.is_empty() {
        return;
    }
    let sorted = |names: Vec<String>| {
        let mut names: Vec<String> = names.into_iter().map(|name| line(&name).to_lowercase()).collect();
        names.sort();
        names
    };
    let is_same = sorted(given.iter().map(|name| (*name).to_owned()).collect()) == sorted(expected.clone());
    table.one("authors exact", is_same, || {
        format!("{}: {given:?} for {expected:?} ({:?})", case.id, reading.article.byline)
    });
    list(case, "authors", &given, "authors", table);
}

fn list(case: &Case, name: &str, given: &[&str], figure: &str, table: &mut Table) {
    let expected = strings(&case.expected[name]);
    if expected.is_empty() {
        return;
    }
    let same = |a: &str, b: &str| letters(a) == letters(b);
    let found = expected.iter().filter(|item| given.iter().any(|given| same(given, item))).count() as f64;
    let right = given.iter().filter(|given| expected.iter().any(|item| same(given, item))).count() as f64;
    table.add(figure, (found, expected.len() as f64), (right, given.len() as f64), || {
        format!("{}: {given:?} for {expected:?}", case.id)
    });
}

fn pictures(case: &Case, reading: &Reading, table: &mut Table) {
    let Some(images) = case.expected["images"].as_array().filter(|images| !images.is_empty()) else { return };
    let all = |name: &str| -> Vec<String> {
        images
            .iter()
            .flat_map(|image| strings(&image[name]))
            .filter(|text| !letters(text).is_empty())
            .collect()
    };
    let uses = || reading.article.images.iter().flat_map(|image| &image.captions);
    let given = |of: fn(&dateline::NewCaption) -> &String| -> Vec<String> {
        uses().map(of).filter(|text| !letters(text).is_empty()).cloned().collect()
    };
    let alts =
        reading.article.images.iter().map(|image| image.alt.clone()).filter(|alt| !alt.is_empty()).collect();
    let urls = reading.article.images.iter().flat_map(|image| image.urls.clone()).collect();
    for (figure, expected, given) in [
        ("captions", all("caption"), given(|caption| &caption.text)),
        ("credits", all("credit"), given(|caption| &caption.credit)),
        ("alternative texts", all("alt"), alts),
        ("pictures", all("url"), urls),
    ] {
        let (found, right): (f64, f64) = (among(&expected, &given), among(&given, &expected));
        if !expected.is_empty() || !given.is_empty() {
            table.add(figure, (found, expected.len() as f64), (right, given.len() as f64), || {
                format!("{}: {given:?} for {expected:?}", case.id)
            });
        }
    }
}

fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}

/// Compares to the minute, or to the day where the truth is a day; in the page's own clock where the truth has no zone.
fn is_same_time(expected: &str, given: Option<Moment>, precision: &str) -> bool {
    let Some(given) = given else { return false };
    let expected = expected.replacen(' ', "T", 1);
    let Ok(expected) = expected.parse::<Moment>() else { return false };
    if precision == "day" || expected.precision() < Precision::Minute {
        return given.local().date() == expected.local().date();
    }
    let minute = |moment: Moment| moment.local().and_utc().timestamp().div_euclid(60);
    match (expected.offset_minutes(), given.offset_minutes()) {
        (Some(expected_offset), Some(offset)) => {
            minute(expected) - i64::from(expected_offset) == minute(given) - i64::from(offset)
        }
        _ => minute(expected) == minute(given),
    }
}

/// Returns the most memory that this program has had, in kB.
fn peak_memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
