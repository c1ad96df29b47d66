//! Quality of the ranking beside FTS5 and Tantivy, on sets with judged answers: each set alone, and beside articles of other
//! languages.

mod collection;
mod fts5;
mod ir;
mod judge;
mod others;
mod ours;
mod report;
mod stop_words;
mod tantivy;

use std::collections::HashMap;
use std::path::Path;

use crate::Outcome;
use crate::table::Table;

use collection::{Collection, Ranker};
use ir::{Question, Set};
use judge::{Marks, marks};
use report::Report;

/// Number of results of a ranking that are judged.
const DEPTH: usize = 1000;
const SETS: [&str; 4] = ["cranfield", "med", "cisi", "clef2020-dev"];

/// Returns the numbers of the documents that answer a question, the best first.
type Ask<'a> = &'a dyn Fn(&Question) -> Outcome<Vec<usize>>;

pub fn run(corpora: &Path) -> Outcome {
    let others = others::documents(corpora)?;
    println!("# Quality of the ranking\n");
    println!("The words of a question joined by OR. nDCG of the first ten, MAP and MRR of {DEPTH}.");
    println!(
        "The peers stem English words; without stop words: Snowball's for FTS5, Tantivy's own for Tantivy."
    );
    println!("Mixed: beside {}.\n", others::described(&others));
    let mut report = Report::default();
    for name in SETS {
        let set = Set::read(&corpora.join("ir").join(name))?;
        println!("## {name}: {} documents, {} questions\n", set.documents.len(), set.questions.len());
        let alone = Collection::of(&set.documents)?;
        let mixed: Vec<_> = set.documents.iter().chain(&others).cloned().collect();
        let mixed = Collection::of(&mixed)?;
        let judged =
            Judged { set: &set, table: Table::new(&["ranking", "nDCG@10", "MAP", "MRR", "index, KB"]) };
        report.add(name, measured(judged, &alone, &mixed)?);
    }
    report.print();
    Ok(())
}

/// What a set gave.
struct Measured {
    /// nDCG of each ranker alone, and mixed.
    rankers: Vec<[f64; 2]>,
    /// nDCG of the words of the questions and of their texts, typed as sentences.
    sentences: [f64; 2],
}

/// The set, and the table of what was judged.
struct Judged<'s> {
    set: &'s Set,
    table: Table,
}

fn measured(mut judged: Judged<'_>, alone: &Collection, mixed: &Collection) -> Outcome<Measured> {
    let mut rankers = Vec::new();
    for ranker in Ranker::ALL {
        let ask = |question: &Question| alone.ranked(ranker, question);
        let marks = judged.row(ranker.name(), &ask, alone.bytes(ranker)?)?;
        rankers.push([marks.ndcg, judged.marks(&|question| mixed.ranked(ranker, question))?.ndcg]);
    }
    let ours = alone.bytes(Ranker::Dateline)?;
    for (name, asked) in ours::VARIANTS {
        judged.row(&format!("Dateline, {name}"), &|question| alone.dateline.ranked(asked, question), ours)?;
    }
    let mut sentences = [0.0; 2];
    for ((name, asked), ndcg) in ours::SENTENCES.into_iter().zip(&mut sentences) {
        let ask = |question: &Question| alone.dateline.ranked(asked, question);
        *ndcg = judged.row(&format!("Dateline, {name}"), &ask, ours)?.ndcg;
    }
    judged.table.print();
    Ok(Measured { rankers, sentences })
}

impl Judged<'_> {
    fn row(&mut self, name: &str, ask: Ask<'_>, bytes: Option<u64>) -> Outcome<Marks> {
        let marks = self.marks(ask)?;
        let bytes = bytes.map_or_else(|| "–".to_owned(), |bytes| (bytes / 1000).to_string());
        let cells = [marks.ndcg, marks.map, marks.mrr].map(|mark| format!("{mark:.4}").into());
        self.table.row("", name, cells.into_iter().chain([bytes.into()]));
        Ok(marks)
    }

    /// A document that is none of the set is no good answer.
    fn marks(&self, ask: Ask<'_>) -> Outcome<Marks> {
        let id = |number: usize| self.set.documents.get(number).map_or("", |document| &document.id);
        let ranking = |question| Ok(ask(question)?.into_iter().map(|number| id(number).to_owned()).collect());
        let rankings = self.set.questions.iter().map(ranking).collect::<Outcome<Vec<Vec<String>>>>()?;
        let judged: Vec<&HashMap<String, u32>> =
            self.set.questions.iter().map(|question| &question.judged).collect();
        Ok(marks(&rankings, &judged))
    }
}
