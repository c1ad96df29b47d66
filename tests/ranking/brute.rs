//! The formula of `docs/ranking.md`, for each article from its own words.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use dateline::{ArticleId, Order};

use crate::ask::{Ask, Kind, Span, Term};
use crate::story::{
    BYLINE, FORMS, FORMS_HEAD, HEADLINE, PEOPLE, PRINTED, Precision, Story, Word, stem, words,
};

const K1: f64 = 1.2;
const B: f64 = 0.75;
const HALF_LIFE: f64 = 180.0 * 24.0 * 60.0;

pub struct Row {
    pub id: ArticleId,
    pub story: Story,
    /// The minute since 1970, and the slot in it: of 2,048 for a time of day, or of as many behind them for a day.
    pub clock: (i64, i64),
    pub parts: [Vec<Word>; 10],
}

/// The content of an archive, as far as the order of results depends on it.
#[derive(Default)]
pub struct Model {
    pub rows: Vec<Row>,
    languages: BTreeSet<&'static str>,
    taken: HashSet<(i64, i64)>,
    /// Number of articles that have a word.
    having: HashMap<Word, u64>,
}

/// One way to look a term up.
struct Way {
    words: Vec<String>,
    is_prefix: bool,
    /// The languages of the articles and captions in which it counts; `None` is all.
    languages: Option<BTreeSet<&'static str>>,
    parts: Vec<usize>,
}

/// The statistics with which articles are scored.
#[derive(Clone, Debug)]
pub struct Scoring {
    pub weights: Vec<f64>,
    average: f64,
    now: i64,
    half: f64,
}

/// What answers a query.
pub struct Answer<'m> {
    pub scoring: Scoring,
    pub matches: Vec<Match<'m>>,
    pub relaxed: Option<Relaxed>,
}

/// A query that is answered in place of one that nothing answers.
pub struct Relaxed {
    ask: Ask,
    /// The number of words of its last group that an article must have.
    least: usize,
}

/// An article that answers, and how often it has each term.
pub struct Match<'m> {
    pub row: &'m Row,
    pub frequencies: Vec<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    pub id: ArticleId,
    pub score: f64,
    pub clock: (i64, i64),
}

impl Row {
    pub fn words(&self) -> f64 {
        let of = |part: usize| self.parts[part].len();
        let others = self.printed() - of(HEADLINE);
        (of(HEADLINE).max(of(FORMS_HEAD)) + others.max(of(FORMS))) as f64
    }

    fn printed(&self) -> usize {
        self.parts[..PRINTED].iter().map(Vec::len).sum()
    }

    fn all_words(&self) -> BTreeSet<Word> {
        self.parts.iter().flatten().copied().collect()
    }
}

impl Model {
    /// Takes an article, in place of the one it was before.
    pub fn put(&mut self, id: ArticleId, story: &Story) {
        let before = self.rows.iter().position(|row| row.id == id).map(|at| self.rows.swap_remove(at));
        self.place(id, story, before);
    }

    /// Takes an article that is new.
    pub fn add(&mut self, id: ArticleId, story: &Story) {
        self.place(id, story, None);
    }

    fn place(&mut self, id: ArticleId, story: &Story, before: Option<Row>) {
        let stays = before
            .as_ref()
            .filter(|row| (row.story.published, row.story.precision) == (story.published, story.precision));
        let clock = stays.map_or_else(|| self.free_clock(story), |row| row.clock);
        if let Some(row) = &before {
            self.taken.remove(&row.clock);
            self.count(row, u64::wrapping_sub);
        }
        self.taken.insert(clock);
        self.languages.extend(story.languages());
        let row = Row { id, story: story.clone(), clock, parts: story.parts() };
        self.count(&row, u64::wrapping_add);
        self.rows.push(row);
    }

    pub fn remove(&mut self, id: ArticleId) {
        let at = self.rows.iter().position(|row| row.id == id).unwrap();
        let row = self.rows.swap_remove(at);
        self.taken.remove(&row.clock);
        self.count(&row, u64::wrapping_sub);
    }

    fn count(&mut self, row: &Row, change: impl Fn(u64, u64) -> u64) {
        for word in row.all_words() {
            let having = self.having.entry(word).or_default();
            *having = change(*having, 1);
        }
    }

    /// The first free slot from the second of publication on, or of a minute of the day that the uri
    /// tells. No minute of the test is ever full.
    fn free_clock(&self, story: &Story) -> (i64, i64) {
        let minute = story.published / 60;
        let (minute, slot) = match story.precision {
            Precision::Day => (minute + (fnv1a(&story.uri) % 1440) as i64, 2048),
            _ => (minute, story.published % 60 * 2048 / 60),
        };
        let free = (slot..4096).find(|slot| !self.taken.contains(&(minute, *slot)));
        (minute, free.expect("a full minute"))
    }

    pub fn scoring(&self, ask: &Ask) -> Scoring {
        let words: usize = self.rows.iter().map(Row::printed).sum();
        let now = ask.now.timestamp().div_euclid(60);
        let newest = self.rows.iter().map(|row| row.clock.0).filter(|minute| *minute <= now).max();
        Scoring {
            weights: ask.scoring().map(|term| self.weight(term)).collect(),
            average: (words as f64 / self.rows.len().max(1) as f64).max(1.0),
            now: newest.unwrap_or(now),
            half: ask.half_life.map_or(HALF_LIFE, |half| half.num_minutes().max(1) as f64),
        }
    }

    fn weight(&self, term: &Term) -> f64 {
        let weights = self.ways(term).into_iter().map(|way| {
            let last = way.words.len() - 1;
            let each = way.words.iter().enumerate().map(|(at, word)| {
                let n = match way.is_prefix && at == last {
                    true => {
                        self.having.iter().filter(|(had, _)| had.starts_with(&**word)).map(|(_, n)| n).sum()
                    }
                    false => self.having.get(&**word).copied().unwrap_or(0),
                };
                let all = self.rows.len() as f64;
                let n = (n as f64).min(all);
                (1.0 + (all - n + 0.5) / (n + 0.5)).ln()
            });
            each.sum()
        });
        weights.fold(f64::INFINITY, f64::min)
    }

    fn ways(&self, term: &Term) -> Vec<Way> {
        let Term::Words { words, kind, part } = term else { return Vec::new() };
        let mut parts: Vec<usize> = part.map_or_else(|| (0..PRINTED).collect(), |part| vec![part]);
        let is_prefix = *kind == Kind::Prefix;
        if *kind != Kind::Form {
            return vec![Way { words: words.clone(), is_prefix, languages: None, parts }];
        }
        if words.len() == 1 {
            match part {
                None => parts.extend([FORMS_HEAD, FORMS]),
                Some(HEADLINE) => parts.push(FORMS_HEAD),
                Some(_) => {}
            }
        }
        let mut by_form = BTreeMap::<Vec<String>, BTreeSet<&'static str>>::new();
        for language in &self.languages {
            let form = words.iter().map(|word| stem(language, word).to_owned()).collect();
            by_form.entry(form).or_default().insert(language);
        }
        // Where forms are read, an article that has the word has the form of its language too.
        let reads_forms = words.len() == 1 && matches!(part, None | Some(HEADLINE));
        if !reads_forms || self.languages.is_empty() {
            by_form.entry(words.clone()).or_default().extend(&self.languages);
        }
        let way = |(words, languages)| Way {
            languages: (languages != self.languages).then_some(languages),
            words,
            is_prefix,
            parts: parts.clone(),
        };
        by_form.into_iter().map(way).collect()
    }

    /// What answers a query in an order, or else has some of its words.
    pub fn answer(&self, ask: &Ask, order: Order) -> Answer<'_> {
        let matches = self.matches(ask);
        let relaxed = ask.relaxed(self.languages.contains("en")).filter(|_| matches.is_empty());
        let relaxed = relaxed.and_then(|ask| {
            let words = ask.groups.last().map_or(0, Vec::len);
            let had = self.matches(&ask).iter().map(|found| found.has_of_last(words)).max()?;
            let is_by_time = matches!(order, Order::Newest | Order::Oldest);
            Some(Relaxed { least: if is_by_time { had.min(words / 2 + 1) } else { 1 }, ask })
        });
        match relaxed {
            None => Answer { scoring: self.scoring(ask), matches, relaxed: None },
            Some(relaxed) => Answer {
                scoring: self.scoring(&relaxed.ask),
                matches: self.relaxed_matches(&relaxed),
                relaxed: Some(relaxed),
            },
        }
    }

    /// The articles that have enough of the words.
    pub fn relaxed_matches(&self, relaxed: &Relaxed) -> Vec<Match<'_>> {
        let words = relaxed.ask.groups.last().map_or(0, Vec::len);
        let mut matches = self.matches(&relaxed.ask);
        matches.retain(|found| found.has_of_last(words) >= relaxed.least);
        matches
    }

    /// The articles that answer.
    pub fn matches(&self, ask: &Ask) -> Vec<Match<'_>> {
        let groups: Vec<Vec<Finder<'_>>> = ask.groups.iter().map(|group| self.finders(group)).collect();
        let excluded = self.finders(&ask.excluded);
        let mut found = Vec::new();
        'rows: for row in &self.rows {
            let second = row.clock.0 * 60;
            let is_day = row.story.precision == Precision::Day;
            let is_outside = |span: &Span| {
                let seconds = if is_day { &span.of_days } else { &span.of_times };
                !seconds.contains(&second)
            };
            let is_out = row.story.hidden && !ask.asks_hidden()
                || ask.spans.iter().any(is_outside)
                || excluded.iter().any(|finder| finder.find(row) > 0.0);
            if is_out {
                continue;
            }
            let mut frequencies = Vec::new();
            for group in &groups {
                let mut any = false;
                for finder in group {
                    let frequency = finder.find(row);
                    any |= frequency > 0.0;
                    if matches!(finder.term, Term::Words { .. }) {
                        frequencies.push(frequency);
                    }
                }
                if !any {
                    continue 'rows;
                }
            }
            found.push(Match { row, frequencies });
        }
        found
    }

    fn finders<'t>(&self, terms: &'t [Term]) -> Vec<Finder<'t>> {
        terms.iter().map(|term| Finder { term, ways: self.ways(term) }).collect()
    }
}

impl Match<'_> {
    /// Returns how many of the last terms that score it has.
    fn has_of_last(&self, terms: usize) -> usize {
        self.frequencies.iter().rev().take(terms).filter(|frequency| **frequency > 0.0).count()
    }
}

struct Finder<'t> {
    term: &'t Term,
    ways: Vec<Way>,
}

impl Finder<'_> {
    /// Returns the frequency of a term in an article, by weight; of a filter, more than 0 if the article has it.
    fn find(&self, row: &Row) -> f64 {
        let story = &row.story;
        let has = match self.term {
            Term::Words { .. } => {
                return self.ways.iter().map(|way| way.find(row)).fold(0.0, f64::max);
            }
            Term::By(name) => {
                stands(&row.parts[BYLINE], &words(name)) || story.is_credited && story.author == Some(name)
            }
            Term::Person(name) => stands(&row.parts[PEOPLE], &words(name)) || story.people.contains(name),
            Term::Tag(name) => story.tags.contains(name),
            Term::From(name) => story.publication.is_some_and(|title| stands(&words(title), &words(name))),
            Term::Section(name) => story.section == Some(name),
            Term::Language(tag) => {
                story.language.strip_prefix(tag).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            }
            Term::Image => !story.captions.is_empty(),
            Term::Hidden => story.hidden,
        };
        f64::from(u8::from(has))
    }
}

impl Way {
    fn find(&self, row: &Row) -> f64 {
        if let Some(languages) = &self.languages
            && !row.story.languages().any(|language| languages.contains(language))
        {
            return 0.0;
        }
        let mut frequency = 0.0;
        for part in &self.parts {
            let weight = if matches!(*part, HEADLINE | FORMS_HEAD) { 2.0 } else { 1.0 };
            let runs = row.parts[*part].windows(self.words.len());
            frequency += weight * runs.filter(|run| self.is(run)).count() as f64;
        }
        frequency
    }

    fn is(&self, run: &[Word]) -> bool {
        let last = self.words.len() - 1;
        run.iter().zip(&self.words).enumerate().all(|(at, (word, wanted))| {
            match self.is_prefix && at == last {
                true => word.starts_with(&**wanted),
                false => word == wanted,
            }
        })
    }
}

impl Scoring {
    /// Returns the articles that answer, in their order.
    pub fn order(&self, matches: &[Match<'_>], order: Order) -> Vec<Scored> {
        let mut scored: Vec<Scored> = matches.iter().map(|found| self.scored(found, order)).collect();
        scored.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.clock.cmp(&a.clock)));
        if order == Order::Oldest {
            scored.reverse();
        }
        scored
    }

    fn scored(&self, found: &Match<'_>, order: Order) -> Scored {
        let row = found.row;
        let score = match order {
            Order::BestMatch => self.best_match(found),
            // Where nothing scores, the newer is the better.
            Order::Relevance if self.weights.is_empty() => self.recency(row),
            Order::Relevance => self.best_match(found) * self.recency(row),
            _ => 0.0,
        };
        Scored { id: row.id, score, clock: row.clock }
    }

    fn best_match(&self, found: &Match<'_>) -> f64 {
        let terms = self.weights.iter().zip(&found.frequencies);
        terms.map(|(weight, f)| weight * (K1 + 1.0) * f / (f + self.norm(found.row))).sum()
    }

    pub fn norm(&self, row: &Row) -> f64 {
        K1 * (1.0 - B + B * row.words() / self.average)
    }

    fn recency(&self, row: &Row) -> f64 {
        let age = (self.now - row.clock.0).max(0) as f64;
        1.0 / (1.0 + age / self.half)
    }
}

fn stands(words: &[Word], wanted: &[Word]) -> bool {
    words.windows(wanted.len()).any(|run| run == wanted)
}

fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
