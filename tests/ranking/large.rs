//! An archive in which words have so many postings that their weights are estimated, in which
//! `Relevance` stops early, and in which `BestMatch` passes articles that can't enter.

use chrono::TimeDelta;
use dateline::{Archive, NewArticle, Order};

use crate::ask::{Ask, Kind, Term};
use crate::brute::{Match, Model, Row};
use crate::corpus::{ORDERS, WORDS, compare, instant};
use crate::dice::Dice;
use crate::scoring::{K1, Scoring, idf};
use crate::story::{Caption, Precision, Story, Word};

const ARTICLES: usize = 24_000;
/// Number of articles that is enough for forms to be read by language.
const FEWER: usize = 16_000;
const ASKS: usize = 24;
const SEED: u64 = 0x1A26;
const LIMIT: usize = 10;
/// 2004-01-01; an article follows each six hours or so.
const FIRST: i64 = 1_072_915_200;
const STEP: usize = 2 * 6 * 3600;

struct Large {
    archive: Archive,
    model: Model,
    now: i64,
}

impl Large {
    fn of(dice: &mut Dice, size: usize, has_captions: bool) -> Self {
        let mut published = FIRST;
        let mut stories = Vec::with_capacity(size);
        for number in 0..size {
            published += dice.roll(STEP) as i64;
            let mut story = story(dice, number, published);
            if has_captions && dice.one_in(4) {
                let text = words(dice, 4);
                story.captions.push(Caption { language: Some("de"), text, credit: "" });
            }
            stories.push(story);
        }
        let archive = Archive::in_memory().unwrap();
        let mut model = Model::default();
        for some in stories.chunks(4000) {
            let articles: Vec<NewArticle> = some.iter().map(Story::new_article).collect();
            let saved = archive.write(|tx| tx.save_all(&articles)).unwrap();
            for (saved, story) in saved.iter().zip(some) {
                model.add(saved.id.unwrap(), story);
            }
        }
        Self { archive, model, now: published }
    }

    /// Gives articles another text, or removes every third.
    fn change(&mut self, dice: &mut Dice, number: usize) {
        for step in 0..number {
            let at = dice.roll(self.model.rows.len());
            let row = &self.model.rows[at];
            let (id, mut story) = (row.id, row.story.clone());
            if step % 3 == 0 {
                self.archive.write(|tx| tx.remove_article(id)).unwrap();
                self.model.remove(id);
                continue;
            }
            story.version += 1;
            story.body = words(dice, if step % 2 == 0 { 14 } else { 200 });
            let saved = self.archive.write(|tx| tx.save(&story.new_article())).unwrap();
            self.model.put(saved.id.unwrap(), &story);
        }
    }

    fn ask(&self, groups: Vec<Vec<Term>>) -> Ask {
        Ask {
            groups,
            excluded: Vec::new(),
            spans: Vec::new(),
            hidden: false,
            half_life: None,
            now: instant(self.now),
            limit: LIMIT,
            count_to: 0,
        }
    }

    /// Compares the first pages in an order, and says on how many not all that answers was read.
    fn check(&self, ask: &Ask, matches: &[Match<'_>], scoring: &Scoring, order: Order) -> usize {
        let all = scoring.order(matches, order);
        let (mut cursor, mut stopped) = (None, 0);
        for (number, expected) in all.chunks(ask.limit).take(3).enumerate() {
            let page = self.archive.search(&ask.query(order).page_after(cursor)).unwrap();
            let has_scores = matches!(order, Order::BestMatch | Order::Relevance);
            compare(&page, expected, &all, has_scores)
                .unwrap_or_else(|why| panic!("{order:?}, page {number}: {why}\n{ask}\n{ask:?}"));
            assert!(page.total.count == matches.len() || !page.total.is_exact, "{ask}: {}", page.total);
            stopped += usize::from(page.rows_read < matches.len());
            cursor = page.next;
        }
        stopped
    }

    /// With the weights that the archive gives the terms, from the scores of each term alone. Those of a language follow from
    /// numbers of articles that the scores don't tell, so that they are as explained, if they may be.
    fn scoring(&self, ask: &Ask) -> Scoring {
        let exact = self.model.scoring(ask);
        let (mut scoring, mut has_unknown) = (exact.clone(), false);
        for (weight, term) in scoring.archive.terms.iter_mut().zip(ask.scoring()) {
            let alone = self.ask(vec![vec![term.clone()]]);
            let page = self.archive.search(&alone.query(Order::BestMatch)).unwrap();
            let (matches, scored) = (self.model.matches(&alone), self.model.scoring(&alone));
            let expected = *weight;
            *weight = 0.0;
            for hit in &page.hits {
                let found = matches.iter().find(|found| found.row.id == hit.id).unwrap();
                let f = found.frequencies[0];
                // Of a single term the weight is the archive's in any language.
                let solved = hit.score * (f + scored.norm(found.row)) / ((K1 + 1.0) * f);
                assert!(*weight == 0.0 || (solved / *weight - 1.0).abs() < 1e-9, "{term}: {solved} {weight}");
                *weight = solved;
            }
            has_unknown |= page.hits.is_empty();
            assert!(may_be(*weight, expected) || page.hits.is_empty(), "{term}: {weight} for {expected}");
        }
        let explained = self.archive.explain(&ask.query(Order::BestMatch)).unwrap().scoring;
        for language in explained.iter().flat_map(|scoring| &scoring.languages) {
            let its = scoring.languages.get_mut(&*language.language).unwrap();
            assert!((its.average - language.average_length).abs() < 1e-9);
            let mut whole = 0.0;
            let mut scales = Vec::new();
            let weights = its.terms.iter_mut().zip(&language.weights).zip(&scoring.archive.terms);
            for (((weight, explained), of_archive), term) in weights.zip(ask.scoring()) {
                assert_eq!(
                    *weight == 0.0,
                    *explained == 0.0,
                    "{ask}: {explained} for {weight} in {language:?}"
                );
                if *weight > 0.0 && *of_archive > 0.0 {
                    whole += *of_archive;
                    scales.extend(
                        is_one_word(term).then(|| explained / self.idf_in(&language.language, *of_archive)),
                    );
                }
                *weight = *explained;
            }
            assert!(scales.windows(2).all(|two| (two[0] / two[1] - 1.0).abs() < 1e-6), "{ask}: {scales:?}");
            let sum: f64 = language.weights.iter().sum();
            let adds_up = (sum - whole).abs() < 1e-9 * whole;
            assert!(adds_up || has_unknown, "{ask}: {language:?} for {whole} together");
        }
        scoring
    }

    /// The idf of a word in a language, of which the idf in the archive tells the number of articles.
    fn idf_in(&self, language: &str, of_archive: f64) -> f64 {
        let number = (self.model.rows.len() as f64 + 1.0) / of_archive.exp() - 0.5;
        let is_its = |row: &&Row| row.story.language == language;
        let all = self.model.rows.iter().filter(is_its).count();
        idf(number, all)
    }
}

/// Returns true if there is one way to look a term up, by one word.
fn is_one_word(term: &Term) -> bool {
    matches!(term, Term::Words { words, kind: Kind::Exact | Kind::Prefix, .. } if words.len() == 1)
}

/// Returns true if an estimate is as good as if the word were in at most a third more or fewer articles.
fn may_be(weight: f64, exact: f64) -> bool {
    let (least, most) = ((exact - 0.4).max(0.0), exact + 0.4);
    (least..=most).contains(&weight)
}

fn words(dice: &mut Dice, longest: usize) -> Vec<Word> {
    (0..1 + dice.roll(longest)).map(|_| WORDS[dice.skewed(WORDS.len())]).collect()
}

fn story(dice: &mut Dice, number: usize, published: i64) -> Story {
    // Some go on so far that a place takes more than a byte.
    let (headline, longest) = (words(dice, 5), if number.is_multiple_of(11) { 400 } else { 14 });
    let body = words(dice, longest);
    Story {
        uri: number.to_string(),
        version: 1,
        language: if dice.one_in(5) { "de" } else { "en" },
        published,
        precision: Precision::Second,
        hidden: dice.one_in(20),
        publication: None,
        section: None,
        headline,
        dek: Vec::new(),
        author: None,
        is_credited: false,
        captions: Vec::new(),
        people: Vec::new(),
        tags: if dice.one_in(9) { vec!["Oil"] } else { Vec::new() },
        body,
    }
}

fn term(dice: &mut Dice) -> Term {
    let word = |dice: &mut Dice| WORDS[dice.skewed(WORDS.len())].to_owned();
    let (words, kind) = match dice.roll(6) {
        0 => (vec![word(dice), word(dice)], Kind::Exact),
        1 => (vec![dice.pick(&["vis", "elect", "ra"]).to_owned()], Kind::Prefix),
        2 => (vec![word(dice)], Kind::Exact),
        _ => (vec![word(dice)], Kind::Form),
    };
    Term::Words { words, kind, part: None }
}

#[test]
fn stopping_early_loses_nothing() {
    let mut dice = Dice::of(SEED, 0);
    let large = Large::of(&mut dice, ARTICLES, false);
    let (mut stopped, mut passed, mut estimated) = (0, 0, 0);
    for _ in 0..ASKS {
        let groups = (0..1 + dice.roll(3)).map(|_| {
            let mut group: Vec<Term> = (0..1 + dice.roll(2)).map(|_| term(&mut dice)).collect();
            group.extend(dice.one_in(6).then_some(Term::Tag("Oil")));
            group
        });
        let mut ask = large.ask(groups.collect());
        ask.excluded.extend(dice.one_in(4).then(|| term(&mut dice)));
        let days = dice.pick(&[10, 100, 1000]);
        ask.half_life = dice.one_in(2).then(|| TimeDelta::days(days));
        let matches = large.model.matches(&ask);
        let scoring = large.scoring(&ask);
        let exact = large.model.scoring(&ask);
        estimated += scoring
            .archive
            .terms
            .iter()
            .zip(&exact.archive.terms)
            .filter(|(a, b)| (*a - *b).abs() > 1e-9)
            .count();
        for order in ORDERS {
            let pages = large.check(&ask, &matches, &scoring, order);
            match order {
                Order::Relevance => stopped += pages,
                Order::BestMatch => passed += pages,
                _ => {}
            }
        }
    }
    assert!(stopped > ASKS / 2, "Relevance stopped early on {stopped} pages");
    assert!(passed > 1, "BestMatch passed articles on {passed} pages");
    assert!(estimated > ASKS / 3, "{estimated} weights were estimated");
}

#[test]
fn what_was_changed_is_scored_as_it_is() {
    let mut dice = Dice::of(SEED, 2);
    let mut large = Large::of(&mut dice, FEWER, false);
    large.change(&mut dice, FEWER / 8);
    for _ in 0..ASKS {
        let words = vec![WORDS[dice.skewed(WORDS.len())].to_owned()];
        let ask = large.ask(vec![vec![Term::Words { words, kind: Kind::Form, part: None }]]);
        let matches = large.model.matches(&ask);
        large.check(&ask, &matches, &large.scoring(&ask), Order::BestMatch);
    }
}

#[test]
fn forms_of_several_languages_find_each_article_once() {
    let mut dice = Dice::of(SEED, 1);
    for has_captions in [false, true] {
        let large = Large::of(&mut dice, FEWER, has_captions);
        for _ in 0..ASKS {
            let word = |dice: &mut Dice| {
                let words = vec![WORDS[dice.skewed(WORDS.len())].to_owned()];
                Term::Words { words, kind: Kind::Form, part: None }
            };
            let mut group = || (0..1 + dice.roll(2)).map(|_| word(&mut dice)).collect();
            let mut ask = large.ask((0..2).map(|_| group()).collect());
            (ask.limit, ask.count_to) = (1000, FEWER);
            let matches = large.model.matches(&ask);
            large.check(&ask, &matches, &large.scoring(&ask), Order::BestMatch);
        }
    }
}
