//! Articles of other languages than that of the sets: real ones, or of sentences of real ones in another order.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use flate2::read::GzDecoder;
use serde_json::Value;
use whatlang::Lang;

use super::ir::Document;
use crate::Outcome;

const ARTICLES: usize = 8_000;
const LANGUAGES: [(&str, Lang); 6] = [
    ("de", Lang::Deu),
    ("es", Lang::Spa),
    ("fr", Lang::Fra),
    ("it", Lang::Ita),
    ("ja", Lang::Jpn),
    ("ru", Lang::Rus),
];
/// Fewer letters are no sentence, but a label or a piece of one.
const SHORTEST: usize = 20;
/// Number of sentences of an article that is made of them.
const SENTENCES: std::ops::Range<u64> = 5..30;
/// Number of words of its first sentence that are its title.
const TITLE: usize = 8;

/// The real texts of a language.
#[derive(Default)]
struct Texts {
    articles: Vec<(String, String)>,
    sentences: Vec<String>,
}

/// Returns as many articles of each of the languages. Where there are fewer real ones, as in all but Japanese, they are
/// made of sentences that are drawn from the real texts at random.
pub fn documents(corpora: &Path) -> Outcome<Vec<Document>> {
    let mut texts = BTreeMap::<&str, Texts>::new();
    wikinews(&corpora.join("wikinews-en-ja-fr.jsonl.gz"), &mut texts)?;
    pages(&corpora.join("html/cases.jsonl.gz"), &mut texts)?;
    let mut random = Random(1);
    let mut documents = Vec::new();
    for (place, (language, _)) in LANGUAGES.iter().enumerate() {
        let texts = texts.remove(language).ok_or_else(|| format!("no text in {language}"))?;
        let to = ARTICLES * (place + 1) / LANGUAGES.len();
        let is_enough = texts.articles.len() >= to - documents.len();
        let mut real = texts.articles.into_iter().filter(|_| is_enough);
        while documents.len() < to {
            let (title, body) = real.next().unwrap_or_else(|| made(&texts.sentences, &mut random));
            documents.push(Document { id: format!("other {}", documents.len()), language, title, body });
        }
    }
    Ok(documents)
}

/// Returns how many there are in which languages, and how long they are.
pub fn described(documents: &[Document]) -> String {
    let of = |language: &str| {
        let texts = documents.iter().filter(|document| document.language == language);
        let letters: usize = texts.clone().map(|document| document.body.chars().count()).sum();
        let count = texts.count();
        format!("{count} {language} of {} letters", letters / count.max(1))
    };
    let each: Vec<String> = LANGUAGES.iter().map(|(language, _)| of(language)).collect();
    format!("{} articles of other languages ({})", documents.len(), each.join(", "))
}

fn made(sentences: &[String], random: &mut Random) -> (String, String) {
    let count = SENTENCES.start + random.below(SENTENCES.end - SENTENCES.start);
    let drawn: Vec<&str> = (0..count)
        .filter_map(|_| sentences.get(random.below(sentences.len() as u64) as usize))
        .map(String::as_str)
        .collect();
    let title: Vec<&str> = drawn.first().into_iter().flat_map(|first| first.split(' ').take(TITLE)).collect();
    (title.join(" "), drawn[1..].join(" "))
}

fn wikinews(path: &Path, texts: &mut BTreeMap<&str, Texts>) -> Outcome {
    let mut seen = HashSet::new();
    for line in lines(path)? {
        let field = |name: &str| line[name].as_str().unwrap_or_default();
        let Some((language, _)) = LANGUAGES.iter().find(|(code, _)| *code == field("lang")) else { continue };
        if seen.insert(field("body").to_owned()) {
            let texts = texts.entry(language).or_default();
            texts.sentences.extend(sentences(field("body")));
            texts.articles.push((field("title").to_owned(), field("body").to_owned()));
        }
    }
    Ok(())
}

/// The bodies of the pages of news, or the parts of them that are known, in the languages that they surely are of.
fn pages(path: &Path, texts: &mut BTreeMap<&str, Texts>) -> Outcome {
    for line in lines(path)? {
        let expected = &line["expected"];
        let parts = expected["with"].as_array().into_iter().flatten().chain([&expected["body"]]);
        let parts: Vec<&str> = parts.filter_map(Value::as_str).collect();
        let text = parts.join("\n");
        let Some(known) = whatlang::detect(&text).filter(|known| known.is_reliable()) else { continue };
        if let Some((language, _)) = LANGUAGES.iter().find(|(_, lang)| *lang == known.lang()) {
            texts.entry(language).or_default().sentences.extend(sentences(&text));
        }
    }
    Ok(())
}

fn sentences(text: &str) -> impl Iterator<Item = String> {
    let lines = text.lines().flat_map(|line| line.split_inclusive(". ")).map(str::trim);
    lines.filter(|sentence| sentence.chars().count() >= SHORTEST).map(str::to_owned)
}

fn lines(path: &Path) -> Outcome<Vec<Value>> {
    let lines = BufReader::new(GzDecoder::new(File::open(path)?)).lines();
    lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

/// The numbers of SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ mixed >> 31) % end.max(1)
    }
}
