//! The steps of a history, as values that can be left out and played again.

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use dateline::ArticleField;

use crate::dice::Dice;
use crate::item::Item;
use crate::world;

/// The most items that the sources of one history have, so that an archive stays small.
const MOST_ITEMS: usize = 60;

/// How items come into transactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Each in a transaction of its own.
    Apart,
    /// All in one transaction.
    Together,
    /// All in one call.
    Batch,
}

/// Something that a person does to one field of an article.
#[derive(Clone, Debug)]
pub enum Hand {
    Set(ArticleField, &'static str),
    Clear(ArticleField),
    Release(ArticleField),
}

/// A step, and the seed of all that is left to chance in it: so it is the same where others are left out.
#[derive(Clone, Debug)]
pub struct Turn {
    pub seed: u64,
    pub step: Step,
}

/// Something that happens to an archive. Articles are called by their place among those that there are.
#[derive(Clone, Debug)]
pub enum Step {
    Save {
        source: &'static str,
        items: Vec<Item>,
        cut: Cut,
    },
    /// All sources as they are now are read again.
    Reread,
    Remove {
        article: usize,
    },
    Edit {
        article: usize,
        hand: Hand,
    },
    /// An earlier wording becomes an article of its own.
    Split {
        article: usize,
        revision: usize,
    },
    MergeArticles {
        from: usize,
        into: usize,
    },
    MergePeople {
        from: &'static str,
        into: &'static str,
    },
    MergeTags {
        from: &'static str,
        into: &'static str,
    },
    Pass {
        minutes: i64,
    },
    Reopen,
    Rebuild,
}

/// The time at which each history begins.
pub fn beginning() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2024, 3, 15, 8, 0, 0).unwrap()
}

/// Makes up a history.
pub fn history(dice: &mut Dice, steps: usize) -> Vec<Turn> {
    let mut told: Vec<Item> = Vec::new();
    let mut now = beginning();
    let mut history = Vec::new();
    for _ in 0..steps {
        let step = match dice.roll(28) {
            0..12 if told.len() < MOST_ITEMS => save(dice, now, &mut told),
            12..16 => Step::Reread,
            16 => Step::Remove { article: dice.roll(MOST_ITEMS) },
            21 if dice.one_in(4) => {
                Step::MergeArticles { from: dice.roll(MOST_ITEMS), into: dice.roll(MOST_ITEMS) }
            }
            17 if dice.one_in(3) => {
                Step::MergePeople { from: dice.pick(world::PEOPLE), into: dice.pick(world::PEOPLE) }
            }
            18 if dice.one_in(3) => {
                Step::MergeTags { from: dice.pick(world::TAGS), into: dice.pick(world::TAGS) }
            }
            19 if dice.one_in(2) => Step::Reopen,
            20 if dice.one_in(4) => Step::Rebuild,
            24..27 => Step::Edit { article: dice.roll(MOST_ITEMS), hand: hand(dice) },
            27 if dice.one_in(2) => {
                Step::Split { article: dice.roll(MOST_ITEMS), revision: dice.roll(MOST_ITEMS) }
            }
            _ => Step::Pass { minutes: 1 + dice.roll(60) as i64 },
        };
        if let Step::Pass { minutes } = step {
            now += TimeDelta::minutes(minutes);
        }
        history.push(Turn { seed: dice.roll(1 << 30) as u64, step });
    }
    history
}

/// Picks what a person does.
fn hand(dice: &mut Dice) -> Hand {
    let (field, values) = match dice.roll(4) {
        0 => {
            return Hand::Set(
                ArticleField::Headline,
                world::HEADLINES[dice.skewed(world::HEADLINES.len())].0,
            );
        }
        1 => (ArticleField::Dek, world::DEKS),
        2 => (ArticleField::Byline, world::BYLINES),
        _ => (ArticleField::Genre, world::GENRES),
    };
    match dice.roll(4) {
        0 => Hand::Clear(field),
        1 => Hand::Release(dice.pick(&[field, ArticleField::Headline])),
        _ => Hand::Set(field, dice.pick(values)),
    }
}

const SOURCES: &[&str] = &["", "feed:courier", "feed:post", "page:1", "wire"];

fn save(dice: &mut Dice, now: DateTime<Utc>, told: &mut Vec<Item>) -> Step {
    let count = [1, 1, 1, 2, 3, 5][dice.roll(6)];
    let mut items = Vec::new();
    for _ in 0..count {
        let item = if told.is_empty() || dice.one_in(2) {
            Item::pick(dice, now)
        } else {
            let place = dice.roll(told.len());
            told[place].vary(dice, now)
        };
        told.push(item.clone());
        items.push(item);
    }
    Step::Save { source: dice.pick(SOURCES), items, cut: dice.pick(&[Cut::Apart, Cut::Together, Cut::Batch]) }
}
