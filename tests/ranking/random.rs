//! Random archives and queries.

use dateline::{Cursor, Note, Order};

use crate::ask::Ask;
use crate::brute::Answer;
use crate::corpus::{Corpus, ORDERS, compare};
use crate::dice::Dice;

/// Number of times that an archive is asked a query in an order, and read on to the last page.
const CASES: usize = 10_400;
const ASKS: usize = 40;
const SEED: u64 = 0xDA7E;
/// No more pages than this are read of one answer.
const PAGES: usize = 3;

pub fn cases() -> usize {
    match std::env::var("DATELINE_RANKING_CASES") {
        Ok(cases) => cases.parse().expect("DATELINE_RANKING_CASES is no number"),
        Err(_) => CASES,
    }
}

#[test]
fn every_page_is_that_of_scoring_everything() {
    let corpora = cases().div_ceil(ASKS * ORDERS.len());
    let (mut answered, mut relaxed) = (0, 0);
    for number in 0..corpora as u64 {
        let mut dice = Dice::of(SEED, number);
        let corpus = Corpus::of(&mut dice);
        for _ in 0..ASKS {
            let ask = corpus.ask(&mut dice);
            for order in ORDERS {
                let answer = corpus.model.answer(&ask, order);
                relaxed += usize::from(answer.relaxed.is_some());
                let outcome = check(&corpus, &ask, order, &answer);
                let pages = outcome.unwrap_or_else(|why| {
                    panic!("seed {SEED:#x}, corpus {number}, {order:?}: {why}\n{ask}\n{ask:?}")
                });
                answered += usize::from(pages > 0);
            }
        }
    }
    // Most have an answer, or nothing was compared.
    assert!(answered * 2 > corpora * ASKS * ORDERS.len(), "{answered}");
    assert!(relaxed * 50 > corpora * ASKS * ORDERS.len(), "{relaxed}");
}

/// Compares the first pages of an answer; says how many had something on them.
fn check(corpus: &Corpus, ask: &Ask, order: Order, answer: &Answer<'_>) -> Result<usize, String> {
    let scoring = &answer.scoring;
    let all = scoring.order(&answer.matches, order);
    let counted = ask.count_to.max(ask.limit);
    let has_scores = matches!(order, Order::BestMatch | Order::Relevance) && scoring.has_terms();
    let mut cursor: Option<Cursor> = None;
    for (number, expected) in all.chunks(ask.limit).take(PAGES).enumerate() {
        let page = corpus.archive.search(&ask.query(order).page_after(cursor)).unwrap();
        if page.notes.contains(&Note::Relaxed) != answer.relaxed.is_some() {
            return Err(format!("page {number}: {:?}", page.notes));
        }
        compare(&page, expected, &all, has_scores).map_err(|why| format!("page {number}: {why}"))?;
        let total = (page.total.count, page.total.is_exact);
        if total != (all.len().min(counted), all.len() <= counted) {
            return Err(format!("page {number}: {total:?} of {}", all.len()));
        }
        // Where articles are scored, some are read in vain: those in which a word doesn't count. Others
        // are passed: those that clearly can't enter.
        if page.rows_read > all.len() && !matches!(order, Order::BestMatch | Order::Relevance) {
            return Err(format!("page {number}: {} read of {}", page.rows_read, all.len()));
        }
        let is_last = (number + 1) * ask.limit >= all.len();
        if page.next.is_none() != is_last {
            return Err(format!("page {number}: {:?}", page.next));
        }
        // As a URL carries it.
        cursor = page.next.map(|next| next.to_string().parse().unwrap());
    }
    if all.is_empty() {
        let page = corpus.archive.search(&ask.query(order)).unwrap();
        if !page.hits.is_empty() || page.total.to_string() != "0" || page.next.is_some() {
            return Err(format!("{} hits where nothing answers", page.hits.len()));
        }
    }
    Ok(all.chunks(ask.limit).len())
}
