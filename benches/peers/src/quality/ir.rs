//! Sets of documents and questions with judged answers.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

use flate2::read::GzDecoder;
use serde_json::Value;

use crate::Outcome;

#[derive(Clone)]
pub struct Document {
    pub id: String,
    pub language: &'static str,
    pub title: String,
    pub body: String,
}

pub struct Question {
    pub text: String,
    /// Its words, each once.
    pub words: Vec<String>,
    /// Its judged answers: by document how good it is.
    pub judged: HashMap<String, u32>,
}

pub struct Set {
    pub documents: Vec<Document>,
    pub questions: Vec<Question>,
}

impl Set {
    /// A question without a good answer is left out.
    pub fn read(folder: &Path) -> Outcome<Self> {
        let mut judged: HashMap<String, HashMap<String, u32>> = HashMap::new();
        for line in fs::read_to_string(folder.join("qrels.tsv"))?.lines() {
            let [question, document, grade] = line.split('\t').collect::<Vec<_>>()[..] else {
                return Err(format!("not a judgement: {line}").into());
            };
            let grade: u32 = grade.parse()?;
            if grade > 0 {
                judged.entry(question.to_owned()).or_default().insert(document.to_owned(), grade);
            }
        }
        let mut questions = Vec::new();
        for line in fs::read_to_string(folder.join("queries.tsv"))?.lines() {
            let (id, text) = line.split_once('\t').ok_or("a question without text")?;
            if let Some(judged) = judged.remove(id) {
                questions.push(Question { text: text.to_owned(), words: words(text), judged });
            }
        }
        Ok(Self { documents: documents(&folder.join("docs.jsonl.gz"))?, questions })
    }
}

fn documents(path: &Path) -> Outcome<Vec<Document>> {
    BufReader::new(GzDecoder::new(File::open(path)?))
        .lines()
        .map(|line| {
            let line: Value = serde_json::from_str(&line?)?;
            let text = |field: &str| line[field].as_str().unwrap_or_default().to_owned();
            Ok(Document { id: text("id"), language: "en", title: text("title"), body: text("body") })
        })
        .collect()
}

fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}
