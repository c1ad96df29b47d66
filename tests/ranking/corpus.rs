//! Random articles and queries of few words, so that much of it meets.

use chrono::{DateTime, TimeDelta, Utc};
use dateline::{Archive, NewArticle, Order, Page};

use crate::ask::{Ask, Kind, Span, Term};
use crate::brute::Model;
use crate::dice::Dice;
use crate::pieces::{BEGINNINGS as SCRIPT_BEGINNINGS, PIECES, TOGETHER, TYPED};
use crate::scoring::Scored;
use crate::story::{BODY, CAPTIONS, CREDITS, Caption, DEK, HEADLINE, Precision, Story, Word};

/// From the most frequent to the rarest. Many are forms of one stem, and not of one in each language.
pub const WORDS: &[Word] = &[
    "the",
    "visit",
    "oil",
    "news",
    "visits",
    "troops",
    "market",
    "elections",
    "visited",
    "new",
    "iran",
    "election",
    "markets",
    "troop",
    "party",
    "rates",
    "white",
    "house",
    "port",
    "visiting",
    "harbour",
    "parties",
    "elected",
    "rate",
    "houses",
    "wahl",
    "elect",
    "wahlen",
    "bridge",
    "council",
    "bridges",
    "rats",
    "minister",
    "councils",
    "rat",
    "ministern",
    "secure",
    "ports",
    "security",
    "stadt",
    "bridged",
    "secured",
    "ii",
    "iii",
    "seldom",
];
const BEGINNINGS: &[&str] =
    &["vis", "visit", "elect", "t", "ra", "new", "m", "secur", "i", "wahl", "nothing"];
const AUTHORS: &[&str] = &["Jane Smith", "Tom Visits", "Ada News"];
const PEOPLE: &[&str] = &["Ada Jones", "Ben Troops", "Jane Smith", "Market Elections"];
const TAGS: &[&str] = &["Elections", "Oil", "White House", "Party"];
const PUBLICATIONS: &[&str] = &["The Harbour Post", "Le Phare"];
const SECTIONS: &[&str] = &["World", "Markets"];
const CREDITED: &[&str] = &["", "", "Newswire", "Jane Smith", "News Visits"];
const LANGUAGES: &[&str] = &["en", "en", "en", "en-GB", "de", "fr", "ja"];
const DAY: i64 = 86_400;
/// 2015-01-01 and 2090-01-01: few articles are of the future.
const FIRST: i64 = 1_420_070_400;
const FUTURE: i64 = 3_786_912_000;

pub struct Corpus {
    pub archive: Archive,
    pub model: Model,
    /// Some minutes at which many articles come.
    busy: Vec<i64>,
    is_english: bool,
    /// True if it has words of many scripts.
    has_scripts: bool,
    next: usize,
}

impl Corpus {
    /// An archive that was written in several goes, changed, and in part deleted.
    pub fn of(dice: &mut Dice) -> Self {
        let busy = (0..4).map(|_| (FIRST + dice.roll(4000 * DAY as usize) as i64) / 60 * 60).collect();
        let (is_english, has_scripts) = (dice.one_in(3), dice.one_in(2));
        let mut corpus = Self {
            archive: Archive::in_memory().unwrap(),
            model: Model::default(),
            busy,
            is_english,
            has_scripts,
            next: 0,
        };
        for _ in 0..1 + dice.roll(9) {
            let stories: Vec<Story> = (0..2 + dice.roll(20)).map(|_| corpus.story(dice)).collect();
            corpus.save(&stories);
            for _ in 0..dice.roll(4) {
                corpus.change(dice);
            }
        }
        while corpus.model.rows.len() < 20 {
            let story = corpus.story(dice);
            corpus.save(&[story]);
        }
        corpus
    }

    pub fn save(&mut self, stories: &[Story]) {
        let articles: Vec<NewArticle> = stories.iter().map(Story::new_article).collect();
        let saved = self.archive.write(|tx| tx.save_all(&articles)).unwrap();
        for (saved, story) in saved.iter().zip(stories) {
            self.model.put(saved.id.unwrap(), story);
        }
    }

    /// Saves an article anew with something else in it, or deletes it.
    fn change(&mut self, dice: &mut Dice) {
        let at = dice.roll(self.model.rows.len());
        let id = self.model.rows[at].id;
        if dice.one_in(4) && self.model.rows.len() > 1 {
            self.archive.write(|tx| tx.remove_article(id)).unwrap();
            self.model.remove(id);
            return;
        }
        let mut story = self.model.rows[at].story.clone();
        story.version += 1;
        match dice.roll(4) {
            0 => story.headline = self.text(dice, 6),
            1 => story.body = self.text(dice, 40),
            2 => story.hidden = !story.hidden,
            _ => {
                // Another day: what is less exact would not replace a date of the same.
                (story.published, story.precision) =
                    (story.published / DAY * DAY + 3 * DAY + 4321, Precision::Second);
            }
        }
        self.save(&[story]);
    }

    pub fn story(&mut self, dice: &mut Dice) -> Story {
        self.next += 1;
        let uri = format!("story-{}", self.next);
        let (published, precision) = self.time(dice);
        // The same words again: of equal scores the newer comes first.
        if dice.one_in(6) && !self.model.rows.is_empty() {
            let other = self.model.rows[dice.roll(self.model.rows.len())].story.clone();
            return Story { uri, version: 1, published, precision, ..other };
        }
        let longest = dice.pick(&[3, 20, 60]);
        Story {
            uri,
            version: 1,
            language: self.language(dice),
            published,
            precision,
            hidden: dice.one_in(10),
            publication: dice.one_in(2).then(|| dice.pick(PUBLICATIONS)),
            section: None,
            headline: self.text(dice, 6),
            dek: if dice.one_in(3) { self.text(dice, 8) } else { Vec::new() },
            author: dice.one_in(3).then(|| dice.pick(AUTHORS)),
            is_credited: dice.one_in(2),
            captions: (0..dice.roll(8).saturating_sub(5)).map(|_| self.caption(dice)).collect(),
            people: dice.one_in(3).then(|| dice.pick(PEOPLE)).into_iter().collect(),
            tags: some(dice, TAGS),
            body: if dice.one_in(8) { Vec::new() } else { self.text(dice, longest) },
        }
        .placed(dice)
    }

    fn text(&self, dice: &mut Dice, longest: usize) -> Vec<Word> {
        let mut text = some_words(dice, longest);
        for word in text.iter_mut().filter(|_| self.has_scripts) {
            if dice.one_in(2) {
                *word = PIECES[dice.skewed(PIECES.len())].text;
            }
        }
        text
    }

    fn words(&self, dice: &mut Dice) -> Term {
        if !self.has_scripts || dice.one_in(3) {
            return words(dice);
        }
        let part = dice.one_in(3).then(|| dice.pick(&[HEADLINE, DEK, BODY, BODY, CAPTIONS]));
        let (words, kind) = match dice.roll(8) {
            0 => (vec![dice.pick(TYPED)], Kind::Exact),
            1 => (dice.pick(TOGETHER).to_vec(), Kind::Exact),
            2 => (dice.pick(TOGETHER).to_vec(), Kind::Form),
            3 => (dice.pick(SCRIPT_BEGINNINGS).to_vec(), Kind::Prefix),
            4 => (vec![dice.pick(TYPED), dice.pick(TYPED)], Kind::Exact),
            _ => (vec![dice.pick(TYPED)], Kind::Form),
        };
        Term::Words { words: words.into_iter().map(str::to_owned).collect(), kind, part }
    }

    fn language(&self, dice: &mut Dice) -> &'static str {
        if self.is_english { "en" } else { dice.pick(LANGUAGES) }
    }

    fn caption(&self, dice: &mut Dice) -> Caption {
        let language = dice.one_in(2).then(|| self.language(dice));
        Caption { language, text: self.text(dice, 8), credit: dice.pick(CREDITED) }
    }

    fn time(&self, dice: &mut Dice) -> (i64, Precision) {
        let second = dice.roll(60) as i64;
        match dice.roll(12) {
            0..4 => (dice.pick(&self.busy) + second, Precision::Second),
            4 => (dice.pick(&self.busy), Precision::Minute),
            5 => (dice.pick(&self.busy) / DAY * DAY, Precision::Day),
            6 if dice.one_in(3) => (FUTURE + dice.roll(1000) as i64 * 3601 + second, Precision::Second),
            _ => (FIRST + dice.roll(4000 * DAY as usize) as i64 / 60 * 60 + second, Precision::Second),
        }
    }

    pub fn ask(&self, dice: &mut Dice) -> Ask {
        let groups = (0..dice.pick(&[0, 1, 1, 1, 2, 2, 3, 4])).map(|_| {
            let alternatives = if dice.one_in(4) { 2 + dice.roll(2) } else { 1 };
            (0..alternatives).map(|_| if dice.one_in(7) { filter(dice) } else { self.words(dice) }).collect()
        });
        let mut groups: Vec<Vec<Term>> = groups.collect();
        if dice.one_in(8) {
            groups.extend(sentence(dice));
        }
        let excluded = if dice.one_in(6) { 1 + dice.roll(2) } else { 0 };
        let excluded =
            (0..excluded).map(|_| if dice.one_in(3) { filter(dice) } else { self.words(dice) }).collect();
        let spans = if dice.one_in(6) { 1 + dice.roll(2) } else { 0 };
        Ask {
            groups,
            excluded,
            spans: (0..spans).map(|_| self.span(dice)).collect(),
            hidden: dice.one_in(12),
            half_life: dice.pick(&[
                None,
                None,
                Some(TimeDelta::minutes(1)),
                Some(TimeDelta::days(2)),
                Some(TimeDelta::days(90)),
                Some(TimeDelta::days(100_000)),
            ]),
            now: match dice.roll(4) {
                0 => instant(dice.pick(&self.busy) + 30),
                1 => instant(FIRST + dice.roll(4000 * DAY as usize) as i64),
                _ => instant(FUTURE - 50 * 365 * DAY),
            },
            limit: 1 + dice.skewed(60),
            count_to: dice.pick(&[0, 3, 20, 1000]),
        }
    }

    fn span(&self, dice: &mut Dice) -> Span {
        let at = if dice.one_in(2) { dice.pick(&self.busy) } else { FIRST + dice.roll(4000) as i64 * DAY };
        let (format, length) = match dice.roll(3) {
            0 => ("%Y-%m-%dT%H:%M", 60),
            _ => ("%Y-%m-%d", DAY),
        };
        let from = at / length * length;
        let date = instant(from).format(format);
        match dice.roll(5) {
            0 if length == DAY => Span::of(format!("on:{date}"), from..from + DAY, from..from + DAY),
            // Of which no time of day is known is within no minute.
            0 => Span::of(format!("on:{date}"), from..from + length, 0..0),
            1 | 2 => Span::of(format!("after:{date}"), from..i64::MAX, from.div_euclid(DAY) * DAY..i64::MAX),
            _ => Span::of(format!("before:{date}"), i64::MIN..from, i64::MIN..from.div_euclid(DAY) * DAY),
        }
    }
}

impl Story {
    /// In a section, if it ran somewhere.
    fn placed(mut self, dice: &mut Dice) -> Self {
        self.section = self.publication.and_then(|_| dice.one_in(2).then(|| dice.pick(SECTIONS)));
        self
    }
}

pub fn instant(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(second, 0).unwrap()
}

fn some(dice: &mut Dice, from: &[&'static str]) -> Vec<&'static str> {
    from.iter().copied().filter(|_| dice.one_in(5)).collect()
}

fn some_words(dice: &mut Dice, longest: usize) -> Vec<Word> {
    (0..1 + dice.roll(longest)).map(|_| word(dice)).collect()
}

/// The last of the words never stands in an article by chance alone.
fn word(dice: &mut Dice) -> Word {
    WORDS[dice.skewed(WORDS.len() - 1)]
}

fn words(dice: &mut Dice) -> Term {
    let part = dice.one_in(4).then(|| dice.pick(&[HEADLINE, HEADLINE, DEK, BODY, CAPTIONS, CREDITS]));
    let any = |dice: &mut Dice| if dice.one_in(25) { "nowhere" } else { word(dice) };
    let several = |dice: &mut Dice| (0..2 + dice.roll(2)).map(|_| any(dice).to_owned()).collect::<Vec<_>>();
    let (words, kind) = match dice.roll(16) {
        0 => (several(dice), Kind::Form),
        1 => (vec![any(dice).to_owned()], Kind::Exact),
        2..5 => (several(dice), Kind::Exact),
        5 | 6 => (vec![dice.pick(BEGINNINGS).to_owned()], Kind::Prefix),
        7 => (vec![any(dice).to_owned(), dice.pick(BEGINNINGS).to_owned()], Kind::Prefix),
        _ => (vec![any(dice).to_owned()], Kind::Form),
    };
    Term::Words { words, kind, part }
}

/// Words that are typed one after another: so many that few articles, or none, have all.
fn sentence(dice: &mut Dice) -> Vec<Vec<Term>> {
    let word = |dice: &mut Dice| if dice.one_in(9) { "nowhere" } else { WORDS[dice.skewed(WORDS.len())] };
    let term = |words| Term::Words { words, kind: Kind::Form, part: None };
    (0..3 + dice.roll(8)).map(|_| vec![term(vec![word(dice).to_owned()])]).collect()
}

fn filter(dice: &mut Dice) -> Term {
    match dice.roll(9) {
        0 => Term::By(dice.pick(AUTHORS)),
        1 => Term::Person(dice.pick(PEOPLE)),
        2 | 3 => Term::Tag(dice.pick(TAGS)),
        4 => Term::From(dice.pick(&["The Harbour Post", "harbour post", "Le Phare"])),
        5 => Term::Section(dice.pick(SECTIONS)),
        6 => Term::Language(dice.pick(&["en", "en-GB", "de", "fr"])),
        7 => Term::Image,
        _ => Term::Hidden,
    }
}

/// Returns an error unless a page holds just what is expected, in its order. Sums of the same numbers may differ
/// in the last bits, and then so may the order of two articles of nearly one score.
pub fn compare(page: &Page, expected: &[Scored], all: &[Scored], scores: bool) -> Result<(), String> {
    if page.hits.len() != expected.len() {
        let found: Vec<_> = page.hits.iter().map(|hit| hit.id).collect();
        let wanted: Vec<_> = expected.iter().map(|scored| scored.id).collect();
        return Err(format!("{found:?} instead of {wanted:?}"));
    }
    let mut before: Option<Scored> = None;
    for (at, (hit, wanted)) in page.hits.iter().zip(expected).enumerate() {
        let Some(found) = all.iter().find(|scored| scored.id == hit.id) else {
            return Err(format!("place {at}: {:?} doesn't answer", hit.id));
        };
        if scores && !is_near(hit.score, found.score, 1e-9) {
            return Err(format!("place {at}: {:?} has {} instead of {}", hit.id, hit.score, found.score));
        }
        if found.id != wanted.id
            && (found.score == wanted.score || !is_near(found.score, wanted.score, 1e-13))
        {
            return Err(format!("place {at}: {found:?} instead of {wanted:?}"));
        }
        if before.is_some_and(|before| before.id == found.id) {
            return Err(format!("place {at}: {:?} comes twice", hit.id));
        }
        before = Some(*found);
    }
    Ok(())
}

fn is_near(a: f64, b: f64, part: f64) -> bool {
    (a - b).abs() <= part * a.abs().max(b.abs())
}

pub const ORDERS: [Order; 4] = [Order::Relevance, Order::BestMatch, Order::Newest, Order::Oldest];
