//! What answers a query, for each article from its own words.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use dateline::{ArticleId, Order};

use crate::ask::{Ask, Kind, Span, Term};
use crate::pieces::{fold, lower, units};
use crate::scoring::Scoring;
use crate::story::{
    ACRONYM, BYLINE, FORMS, FORMS_HEAD, HEADLINE, PEOPLE, PRINTED, Precision, SPECIAL, Story, Token, Word,
    pairs, stem, words,
};

pub struct Row {
    pub id: ArticleId,
    pub story: Story,
    /// The minute since 1970, and the slot in it: of 2,048 for a time of day, or of as many behind them for a day.
    pub clock: (i64, i64),
    pub parts: [Vec<Word>; 10],
    pub texts: [Vec<Vec<Token>>; PRINTED],
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
enum Way {
    Indexed(Indexed),
    Read(Read),
}

/// Terms of the index that stand one after another.
#[derive(Clone)]
struct Indexed {
    words: Vec<String>,
    is_prefix: bool,
    /// The languages of the articles and captions in which it counts; `None` is all.
    languages: Option<BTreeSet<&'static str>>,
    parts: Vec<usize>,
}

/// Tokens that stand one after another in a text.
struct Read {
    tokens: Vec<Expected>,
    parts: Vec<usize>,
    /// Of each word, the terms that the index has of it, any of which finds an article that may have it.
    terms: Vec<Vec<TermOf>>,
}

struct Expected {
    folded: String,
    is_joined: bool,
    is_prefix: bool,
    /// It counts only where it is printed in capitals.
    is_in_capitals: bool,
}

/// Terms of the index for one word: of a run several.
struct TermOf {
    terms: Vec<String>,
    is_prefix: bool,
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
        let row = Row { id, story: story.clone(), clock, parts: story.parts(), texts: story.texts() };
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

    /// For each way to look a term up, and each of its words, how many articles have that; in a language, of the ways that
    /// count there.
    pub fn counts(&self, term: &Term, language: Option<&'static str>) -> Vec<Vec<u64>> {
        let (there, others): (Vec<Way>, Vec<Way>) =
            self.ways(term).into_iter().partition(|way| language.is_none_or(|tag| way.counts_in(tag)));
        let ways = if there.is_empty() { others } else { there };
        let counts = ways.into_iter().map(|way| match way {
            Way::Indexed(way) => {
                let last = way.words.len() - 1;
                let words = way.words.iter().enumerate();
                words.map(|(at, word)| self.number_of(word, way.is_prefix && at == last)).collect()
            }
            Way::Read(way) => way.terms.iter().map(|any| self.count_any(any)).collect(),
        });
        counts.collect()
    }

    fn number_of(&self, term: &str, is_prefix: bool) -> u64 {
        match is_prefix {
            true => self.having.iter().filter(|(had, _)| had.starts_with(term)).map(|(_, n)| n).sum(),
            false => self.having.get(term).copied().unwrap_or(0),
        }
    }

    /// In how many articles a word stands, at most: of a run its rarest pair.
    fn count_any(&self, any: &[TermOf]) -> u64 {
        let all = self.rows.len() as u64;
        let counts = any.iter().map(|of| {
            of.terms.iter().map(|term| self.number_of(term, of.is_prefix).min(all)).min().unwrap_or(0)
        });
        counts.sum()
    }

    fn ways(&self, term: &Term) -> Vec<Way> {
        let Term::Words { words, kind, part } = term else { return Vec::new() };
        let place = Place::of(*part);
        let is_prefix = *kind == Kind::Prefix;
        if words.iter().any(|word| units(word).is_some()) {
            return vec![Way::Read(self.read(words, is_prefix, &place))];
        }
        let special = words
            .iter()
            .enumerate()
            .any(|(at, word)| self.number_of(&special(word), is_prefix && at == words.len() - 1) > 0);
        let mut ways = match (*kind, words.as_slice()) {
            (Kind::Form, [word]) => self.in_any_form(word, &place),
            (Kind::Form, _) => {
                let form = |language: &&'static str| {
                    vec![words.iter().map(|word| stem(language, &lower(word)).to_owned()).collect()]
                };
                self.by_language(words, form, &place.parts, false)
            }
            _ => vec![indexed(words.iter().map(|word| fold(word)).collect(), is_prefix, &place.parts)],
        };
        match words.as_slice() {
            // What stands in the columns of forms in any form needs no other way.
            [_] if *kind == Kind::Form && place.is_told_by_forms => {}
            [word] if special && place.is_told_by_forms => {
                ways.push(indexed(vec![self::special(word)], is_prefix, &place.forms));
            }
            _ if special => ways.push(Way::Read(self.read(words, is_prefix, &place))),
            _ => {}
        }
        if *kind == Kind::Form && words.len() > 1 {
            ways.extend(self.as_one(words, &place));
        }
        ways
    }

    fn in_any_form(&self, word: &str, place: &Place) -> Vec<Way> {
        let forms = |language: &&'static str| {
            let both = [stem(language, &lower(word)), stem(language, &fold(word))];
            both.map(|form| vec![form.to_owned()]).to_vec()
        };
        let parts =
            if place.is_told_by_forms { [&*place.parts, &place.forms].concat() } else { place.parts.clone() };
        self.by_language(&[word.to_owned()], forms, &parts, place.is_told_by_forms)
    }

    /// The forms of words, each in the languages that have it.
    fn by_language(
        &self,
        words: &[String],
        forms: impl Fn(&&'static str) -> Vec<Vec<String>>,
        parts: &[usize],
        reads_forms: bool,
    ) -> Vec<Way> {
        let mut by_form = BTreeMap::<Vec<String>, BTreeSet<&'static str>>::new();
        for language in &self.languages {
            for form in forms(language) {
                by_form.entry(form).or_default().insert(language);
            }
        }
        // Where forms are read, an article that has the word has the form of its language too.
        if !reads_forms || self.languages.is_empty() {
            let itself = words.iter().map(|word| fold(word)).collect();
            by_form.insert(itself, self.languages.clone());
        }
        let way = |(words, languages): (Vec<String>, BTreeSet<&'static str>)| {
            let languages = (languages != self.languages).then_some(languages);
            Way::Indexed(Indexed { words, is_prefix: false, languages, parts: parts.to_vec() })
        };
        by_form.into_iter().map(way).collect()
    }

    /// The ways to find several words where they are written as one.
    fn as_one(&self, words: &[String], place: &Place) -> Vec<Way> {
        let one = fold(&words.concat());
        let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
        if words.iter().all(|word| word.len() == 1) {
            let term = format!("{ACRONYM}{one}");
            return match self.number_of(&term, false) {
                0 => Vec::new(),
                _ if place.is_told_by_forms => vec![indexed(vec![term], false, &place.forms)],
                _ => {
                    let tokens = vec![Expected { is_in_capitals: true, ..Expected::word(one) }];
                    let terms = vec![vec![TermOf { terms: vec![term], is_prefix: false }]];
                    vec![Way::Read(Read { tokens, parts: place.parts.clone(), terms })]
                }
            };
        }
        let digits = words.iter().filter(|word| word.contains(|c: char| c.is_ascii_digit())).count();
        let is_joined = match words {
            _ if words.iter().all(is_number) => words[1..].iter().all(|group| group.len() == 3),
            [_, number] => digits == 0 || digits == 1 && number.starts_with(|c: char| c.is_ascii_digit()),
            _ => digits == 0 && words.len() <= 4,
        };
        if !is_joined {
            return Vec::new();
        }
        let is_there =
            |way: &Way| matches!(way, Way::Indexed(way) if self.number_of(&way.words[0], false) > 0);
        let mut ways: Vec<Way> =
            self.in_any_form(&words.concat(), place).into_iter().filter(is_there).collect();
        if !place.is_told_by_forms && self.number_of(&special(&one), false) > 0 {
            ways.push(Way::Read(self.read(&[one], false, place)));
        }
        ways
    }

    /// The way to find words by reading the texts.
    fn read(&self, words: &[String], is_prefix: bool, place: &Place) -> Read {
        let (mut tokens, mut terms) = (Vec::new(), Vec::new());
        for (at, word) in words.iter().enumerate() {
            let is_prefix = is_prefix && at == words.len() - 1;
            let Some(units) = units(word) else {
                tokens.push(Expected { is_prefix, ..Expected::word(fold(word)) });
                let both = [fold(word), special(word)];
                terms.push(both.map(|term| TermOf { terms: vec![term], is_prefix }).into_iter().collect());
                continue;
            };
            let is_prefix = units.len() == 1;
            let parts: Vec<&str> = units.iter().map(String::as_str).collect();
            let mut pairs: Vec<String> = pairs(&parts).into_iter().map(str::to_owned).collect();
            pairs.truncate((units.len() - 1).max(1));
            terms.push(vec![TermOf { terms: pairs, is_prefix }]);
            let each = units.into_iter().enumerate();
            tokens.extend(each.map(|(at, unit)| Expected {
                is_joined: at > 0,
                is_prefix,
                ..Expected::word(unit)
            }));
        }
        // Alone in a field, a word is looked for only as it is hidden from the index.
        if let [any] = terms.as_mut_slice()
            && any.len() > 1
        {
            any.remove(0);
        }
        Read { tokens, parts: place.parts.clone(), terms }
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

/// Where words are looked for.
struct Place {
    parts: Vec<usize>,
    forms: Vec<usize>,
    /// Their forms tell the place.
    is_told_by_forms: bool,
}

impl Place {
    fn of(part: Option<usize>) -> Self {
        Self {
            parts: part.map_or_else(|| (0..PRINTED).collect(), |part| vec![part]),
            forms: match part {
                None => vec![FORMS_HEAD, FORMS],
                Some(HEADLINE) => vec![FORMS_HEAD],
                Some(_) => vec![FORMS],
            },
            is_told_by_forms: matches!(part, None | Some(HEADLINE)),
        }
    }
}

impl Expected {
    fn word(folded: String) -> Self {
        Self { folded, is_joined: false, is_prefix: false, is_in_capitals: false }
    }

    fn is(&self, token: &Token) -> bool {
        let is_equal = match self.is_prefix {
            true => token.folded.starts_with(&*self.folded),
            false => token.folded == self.folded,
        };
        is_equal && (token.is_joined || !self.is_joined) && (token.is_in_capitals || !self.is_in_capitals)
    }
}

fn special(word: &str) -> String {
    format!("{SPECIAL}{}", fold(word))
}

fn indexed(words: Vec<String>, is_prefix: bool, parts: &[usize]) -> Way {
    Way::Indexed(Indexed { words, is_prefix, languages: None, parts: parts.to_vec() })
}

fn weight_of(part: usize) -> f64 {
    if matches!(part, HEADLINE | FORMS_HEAD) { 2.0 } else { 1.0 }
}

impl Way {
    fn counts_in(&self, language: &'static str) -> bool {
        match self {
            Self::Indexed(way) => way.languages.as_ref().is_none_or(|languages| languages.contains(language)),
            Self::Read(_) => true,
        }
    }

    fn find(&self, row: &Row) -> f64 {
        match self {
            Self::Indexed(way) => way.find(row),
            Self::Read(way) => way.find(row),
        }
    }
}

impl Read {
    fn find(&self, row: &Row) -> f64 {
        let is = |run: &&[Token]| run.iter().zip(&self.tokens).all(|(token, expected)| expected.is(token));
        let count = |text: &Vec<Token>| text.windows(self.tokens.len()).filter(is).count() as f64;
        let parts =
            self.parts.iter().map(|part| weight_of(*part) * row.texts[*part].iter().map(count).sum::<f64>());
        parts.sum()
    }
}

impl Indexed {
    fn find(&self, row: &Row) -> f64 {
        if let Some(languages) = &self.languages
            && !row.story.languages().any(|language| languages.contains(language))
        {
            return 0.0;
        }
        let mut frequency = 0.0;
        for part in &self.parts {
            let runs = row.parts[*part].windows(self.words.len());
            frequency += weight_of(*part) * runs.filter(|run| self.is(run)).count() as f64;
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

fn stands(words: &[Word], wanted: &[Word]) -> bool {
    words.windows(wanted.len()).any(|run| run == wanted)
}

fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
