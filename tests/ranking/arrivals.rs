//! Pages of one search while articles arrive.

use std::collections::HashSet;

use dateline::{ArticleId, Cursor, Order};

use crate::ask::Ask;
use crate::brute::Answer;
use crate::corpus::{Corpus, ORDERS, compare};
use crate::dice::Dice;
use crate::random::cases;
use crate::scoring::Scored;

const SEED: u64 = 0xA221;
const ASKS: usize = 3;

#[test]
fn pages_neither_repeat_nor_skip_while_articles_arrive() {
    let (mut pages, mut arrived) = (0, 0);
    for number in 0..cases().div_ceil(400) as u64 {
        let mut dice = Dice::of(SEED, number);
        let mut corpus = Corpus::of(&mut dice);
        for _ in 0..ASKS {
            let mut ask = corpus.ask(&mut dice);
            ask.limit = 1 + dice.roll(12);
            for order in ORDERS {
                let read = read(&mut corpus, &ask, order, &mut dice).unwrap_or_else(|why| {
                    panic!("seed {SEED:#x}, corpus {number}, {order:?}: {why}\n{ask}\n{ask:?}")
                });
                pages += read.0;
                arrived += read.1;
            }
        }
    }
    // Many answers have several pages, and later ones show what came after the first.
    assert!(pages > 4 * cases() / 400 && arrived > 0, "{pages} {arrived}");
}

/// Reads all pages, and saves articles between each two. Says how many pages there were, and how many
/// articles on them came later.
fn read(corpus: &mut Corpus, ask: &Ask, order: Order, dice: &mut Dice) -> Result<(usize, usize), String> {
    // All pages are scored with what holds at the first one, and relaxed as it is.
    let Answer { scoring, matches, relaxed } = corpus.model.answer(ask, order);
    let first = scoring.order(&matches, order);
    let has_scores = matches!(order, Order::BestMatch | Order::Relevance) && scoring.has_terms();
    let mut seen = HashSet::<ArticleId>::new();
    let mut cursor: Option<Cursor> = None;
    let mut last: Option<Scored> = None;
    for number in 0.. {
        let matches = match &relaxed {
            Some(relaxed) => corpus.model.relaxed_matches(relaxed),
            None => corpus.model.matches(ask),
        };
        let all = scoring.order(&matches, order);
        let left = match last {
            Some(last) => all.iter().position(|scored| scored.id == last.id).unwrap() + 1,
            None => 0,
        };
        let expected: Vec<Scored> = all[left..].iter().take(ask.limit).copied().collect();
        let page = corpus.archive.search(&ask.query(order).page_after(cursor)).unwrap();
        compare(&page, &expected, &all, has_scores).map_err(|why| format!("page {number}: {why}"))?;
        for hit in &page.hits {
            if !seen.insert(hit.id) {
                return Err(format!("page {number}: {:?} was shown before", hit.id));
            }
        }
        last = page.hits.last().map(|hit| *all.iter().find(|scored| scored.id == hit.id).unwrap());
        cursor = page.next.map(|next| next.to_string().parse().unwrap());
        if cursor.is_none() {
            let skipped = first.iter().find(|scored| !seen.contains(&scored.id));
            let later = seen.iter().filter(|id| first.iter().all(|scored| scored.id != **id)).count();
            return skipped
                .map_or(Ok((number + 1, later)), |skipped| Err(format!("{skipped:?} is on no page")));
        }
        if number < 6 {
            let arriving: Vec<_> = (0..1 + dice.roll(4)).map(|_| corpus.story(dice)).collect();
            corpus.save(&arriving);
        }
    }
    unreachable!()
}
