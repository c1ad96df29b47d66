//! The explanation of a page beside a program that scores every article.

use dateline::{Cursor, Explanation, Order, Page};

use crate::ask::Ask;
use crate::brute::{Answer, Match};
use crate::corpus::Corpus;
use crate::dice::Dice;
use crate::scoring::{K1, Scoring};

const CORPORA: u64 = 15;
const ASKS: usize = 25;
const SEED: u64 = 0xE791;
/// No more pages than this are read of one answer.
const PAGES: usize = 3;

#[test]
fn every_score_is_the_sum_of_its_parts() {
    let mut explained = 0;
    for number in 0..CORPORA {
        let mut dice = Dice::of(SEED, number);
        let corpus = Corpus::of(&mut dice);
        for _ in 0..ASKS {
            let ask = corpus.ask(&mut dice);
            for order in [Order::Relevance, Order::BestMatch] {
                let Answer { scoring, matches, .. } = corpus.model.answer(&ask, order);
                explained += pages(&corpus, &ask, order, &scoring, &matches);
            }
        }
    }
    assert!(explained > 1000, "{explained} scores were explained");
}

/// Explains the first pages of an answer, and returns how many scores there were.
fn pages(corpus: &Corpus, ask: &Ask, order: Order, scoring: &Scoring, matches: &[Match<'_>]) -> usize {
    let (mut cursor, mut explained) = (None::<Cursor>, 0);
    for _ in 0..PAGES {
        let query = ask.query(order).page_after(cursor);
        let page = corpus.archive.search(&query).unwrap();
        let explanation = corpus.archive.explain(&query).unwrap();
        let place = format!("{order:?} {ask}\n{explanation}");
        compare(&page, &explanation, &place);
        for found in &explanation.hits {
            let wanted = matches.iter().find(|wanted| wanted.row.id == found.id).expect(&place);
            let frequencies: Vec<f64> = found.terms.iter().map(|term| term.frequency).collect();
            assert_eq!(frequencies, wanted.frequencies, "{place}");
            assert_eq!(found.length as f64, wanted.row.words(), "{place}");
            assert!(is_near(found.norm, scoring.norm(wanted.row)), "{place}");
            let weights = found.terms.iter().zip(&scoring.weights(wanted.row).terms);
            weights.for_each(|(term, weight)| assert!(is_near(term.weight, *weight), "{place}"));
            explained += 1;
        }
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    explained
}

/// Compares a page with its explanation.
fn compare(page: &Page, explanation: &Explanation, place: &str) {
    assert_eq!((page.rows_read, &page.notes), (explanation.rows_read, &explanation.notes), "{place}");
    let scores = |score: f64| score.to_bits();
    let shown: Vec<_> = page.hits.iter().map(|hit| (hit.id, scores(hit.score))).collect();
    let told: Vec<_> = explanation.hits.iter().map(|hit| (hit.id, scores(hit.score))).collect();
    assert_eq!(shown, told, "{place}");
    for hit in &explanation.hits {
        // To the last bit.
        assert_eq!(hit.relevance * hit.recency, hit.score, "{place}");
        let sum: f64 = hit.terms.iter().map(|term| term.score).sum();
        assert!(hit.relevance == sum || hit.terms.is_empty(), "{place}");
        for term in &hit.terms {
            let twice = 2 * term.in_headline + term.elsewhere;
            assert_eq!(twice as f64, term.frequency, "{place}");
            assert!(is_near(term.score, term.weight * (K1 + 1.0) * term.share), "{place}");
            assert_eq!(term.phrase.is_some(), term.frequency > 0.0, "{place}");
        }
    }
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs())
}
