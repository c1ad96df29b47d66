//! The samples of the IPTC and of dpa. Read from `DATELINE_CORPORA`; skipped without it.

use std::fs;
use std::path::{Path, PathBuf};

use dateline::ingest::{self, Format, Hint, Reading, Readings, Unreadable, Warning};
use serde_json::{Map, Value};

/// Returns the files below a folder of the corpora whose paths hold a part.
fn files(folder: &str, part: &str, ending: &str) -> Vec<PathBuf> {
    let Some(corpora) = std::env::var_os("DATELINE_CORPORA") else {
        eprintln!("skipped: DATELINE_CORPORA is not set");
        return Vec::new();
    };
    let mut found = Vec::new();
    collect(&Path::new(&corpora).join("standards").join(folder), &mut found);
    found.retain(|path| {
        path.to_string_lossy().contains(part) && path.extension().is_some_and(|found| found == ending)
    });
    found.sort();
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { collect(&path, found) } else { found.push(path) }
    }
}

fn read(path: &Path, format: Option<Format>) -> Result<Readings, Unreadable> {
    let hint = Hint::name(path.file_name().unwrap().to_str().unwrap());
    let hint = format.map_or(hint, |format| hint.format(format));
    ingest::read(&fs::read(path).unwrap(), hint)
}

#[test]
fn the_valid_suite_of_ninjs_is_read() {
    for path in files("newsinjson", "should_pass", "json") {
        let readings =
            read(&path, Some(Format::Ninjs)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(readings.articles.len(), 1, "{}: {:?}", path.display(), readings.warnings);
        assert!(readings.articles[0].article.uri.is_some(), "{}", path.display());
    }
}

/// Properties of a later version of ninjs are read without a warning.
const VALID_LATER: [&str; 2] = ["1.0/should_fail/016_infosource.json", "1.1/should_fail/002_infosource.json"];

#[test]
fn the_invalid_suite_of_ninjs_warns() {
    for path in files("newsinjson", "should_fail", "json") {
        if VALID_LATER.iter().any(|later| path.ends_with(later)) {
            continue;
        }
        let Ok(readings) = read(&path, Some(Format::Ninjs)) else { continue };
        let warnings = readings.articles.iter().map(|reading| reading.warnings.len()).sum::<usize>();
        assert!(warnings + readings.warnings.len() > 0, "{}", path.display());
    }
}

#[test]
fn the_examples_of_ninjs_are_known_by_their_content() {
    for path in files("newsinjson", "examples", "json") {
        let name = path.to_string_lossy();
        if name.contains("extension-schema") || name.contains("not-valid") {
            continue;
        }
        let readings = read(&path, None).unwrap();
        let [reading] = readings.articles.as_slice() else { panic!("{name}: {:?}", readings.warnings) };
        assert_eq!(reading.format, Format::Ninjs, "{name}");
        assert!(!reading.article.headline.is_empty(), "{name}");
        let is_extended = name.contains("extension");
        assert_eq!(reading.warnings.is_empty(), !is_extended, "{name}: {:?}", reading.warnings);
    }
}

#[test]
fn the_samples_of_newsml_g2_are_read() {
    for path in files("iptc-newsml-g2", "examples", "xml") {
        let readings = read(&path, None).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        match readings.articles.as_slice() {
            // Concepts and plans are named, and not kept.
            [] => assert!(matches!(readings.warnings[..], [Warning::NotNews { .. }]), "{}", path.display()),
            [reading] => assert_eq!((reading.format, &*reading.warnings), (Format::NewsmlG2, &[][..])),
            more => panic!("{}: {}", path.display(), more.len()),
        }
    }
}

/// Fields that dpa's JSON says and its NewsML-G2 doesn't: the converter leaves them out.
const NOT_IN_NEWSML: [&str; 4] = ["autopublish_notice", "genres", "people", "rubrics"];

/// The same item of dpa is the same article, whether it comes as dpa's JSON or as NewsML-G2, but for what the
/// NewsML-G2 lacks: the words and the size of linked pictures, people, further genres, rubrics.
#[test]
fn an_item_of_dpa_is_one_article_in_both_forms() {
    for path in files("dpa-newsmlg2", "output", "xml") {
        let name = path.to_string_lossy();
        let json = name.replace("/output/", "/input/").replace(".xml", ".json");
        let newsml = read(&path, None).unwrap().articles.remove(0);
        let json = read(Path::new(&json), None).unwrap().articles.remove(0);
        assert_eq!(
            (&newsml.warnings, &json.warnings, &newsml.source),
            (&vec![], &vec![], &json.source),
            "{name}"
        );
        let (mut newsml, mut json) = (fields(&newsml), fields(&json));
        for field in NOT_IN_NEWSML {
            assert!(newsml.remove(field).is_none(), "{name}: {field}");
            json.remove(field);
        }
        linked(&mut newsml);
        linked(&mut json);
        if name.contains("no_notepad") {
            // An item of another agency: its subjects are left out of the NewsML-G2.
            for field in ["concepts", "tags"] {
                let (some, all) = (newsml.remove(field).unwrap(), json.remove(field).unwrap());
                let all = all.as_array().unwrap();
                assert!(some.as_array().unwrap().iter().all(|one| all.contains(one)), "{name}: {field}");
            }
        }
        assert_eq!(newsml, json, "{name}");
    }
}

fn fields(reading: &Reading) -> Map<String, Value> {
    match serde_json::to_value(&reading.article).unwrap() {
        Value::Object(fields) => fields,
        other => panic!("{other}"),
    }
}

/// Leaves of pictures what a link to one says.
fn linked(fields: &mut Map<String, Value>) {
    let is_text = fields.get("type") == Some(&"text".into());
    for image in fields.get_mut("images").and_then(Value::as_array_mut).into_iter().flatten() {
        let image = image.as_object_mut().unwrap();
        image.remove("people");
        if is_text {
            image.retain(|name, _| {
                ["uri", "urls", "title", "type", "role", "after_paragraph"].contains(&name.as_str())
            });
        }
    }
}
