//! The tables over all sets.

use super::Measured;
use super::collection::Ranker;
use crate::table::{Cell, Table};

/// By how much Dateline may be below the best peer of a set, and below itself where the set is mixed.
const BELOW_BEST: f64 = 0.01;
const BELOW_ALONE: f64 = 0.005;
/// What share of the nDCG of the words joined by OR a sentence keeps.
const OF_OR: f64 = 0.95;

#[derive(Default)]
pub struct Report(Vec<(&'static str, Measured)>);

impl Report {
    pub fn add(&mut self, set: &'static str, measured: Measured) {
        self.0.push((set, measured));
    }

    pub fn print(&self) {
        println!("## Beside the peers\n");
        println!("nDCG@10 of each set alone.\n");
        self.beside_peers(0);
        println!("nDCG@10 of each set beside the articles of other languages.\n");
        self.beside_peers(1);
        self.mixed();
        self.sentences();
    }

    fn ours(&self, ndcg: &[f64]) -> (f64, f64) {
        let peers = Ranker::ALL.iter().zip(ndcg).filter(|(ranker, _)| **ranker != Ranker::Dateline);
        let best = peers.map(|(_, ndcg)| *ndcg).fold(0.0, f64::max);
        let ours = Ranker::ALL.iter().position(|ranker| *ranker == Ranker::Dateline);
        (ours.map_or(0.0, |place| ndcg[place]), best)
    }

    fn beside_peers(&self, mixed: usize) {
        let names = Ranker::ALL.iter().map(|ranker| ranker.name());
        let head: Vec<&str> = ["set"].into_iter().chain(names).chain(["Dateline − best peer"]).collect();
        let mut table = Table::new(&head);
        let mut row = |name: &str, ndcg: &[f64], below: f64| {
            let (ours, best) = self.ours(ndcg);
            let cells = ndcg.iter().map(|ndcg| format!("{ndcg:.4}"));
            let mark = held(ours >= best - below);
            table.row("", name, cells.chain([format!("{:+.4}{mark}", ours - best)]).map(Cell::from));
        };
        let sets = self.0.iter().map(|(set, measured)| (*set, each(measured, mixed)));
        sets.for_each(|(set, ndcg)| row(set, &ndcg, BELOW_BEST));
        let means: Vec<f64> = (0..Ranker::ALL.len())
            .map(|place| mean(self.0.iter().map(|(_, measured)| measured.rankers[place][mixed])))
            .collect();
        row("mean", &means, 0.0);
        table.print();
    }

    fn mixed(&self) {
        println!("## Alone and mixed\n");
        let mut table = Table::new(&["set", "Dateline alone", "mixed", "difference"]);
        for (set, measured) in &self.0 {
            let [alone, mixed] = [0, 1].map(|mixed| self.ours(&each(measured, mixed)).0);
            let difference = format!("{:+.4}{}", mixed - alone, held((mixed - alone).abs() <= BELOW_ALONE));
            table.row("", set, [format!("{alone:.4}"), format!("{mixed:.4}"), difference].map(Cell::from));
        }
        table.print();
    }

    fn sentences(&self) {
        println!("## Typed as a sentence\n");
        let head = ["set", "joined by OR", "its words", "of OR", "its text, with signs"];
        let mut table = Table::new(&head);
        let mut row = |name: &str, any: f64, [words, text]: [f64; 2]| {
            let of_words = format!("{:.3}{}", words / any, held(words >= OF_OR * any));
            let cells = [format!("{any:.4}"), format!("{words:.4}"), of_words];
            table.row("", name, cells.into_iter().chain([format!("{text:.4}")]).map(Cell::from));
        };
        for (set, measured) in &self.0 {
            row(set, self.ours(&each(measured, 0)).0, measured.sentences);
        }
        let any = mean(self.0.iter().map(|(_, measured)| self.ours(&each(measured, 0)).0));
        let sentences =
            [0, 1].map(|place| mean(self.0.iter().map(|(_, measured)| measured.sentences[place])));
        row("mean", any, sentences);
        table.print();
    }
}

fn each(measured: &Measured, mixed: usize) -> Vec<f64> {
    measured.rankers.iter().map(|ndcg| ndcg[mixed]).collect()
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

/// What stands behind a figure that is not what was to be reached.
fn held(is_reached: bool) -> &'static str {
    if is_reached { "" } else { " (not reached)" }
}
