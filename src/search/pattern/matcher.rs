//! Finds sequences of tokens in a text.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use foldhash::fast::RandomState;

use crate::search::pattern::sequence::{Expected, PatternToken, Sequence, initial};
use crate::text::{Compound, CompoundKind, CompoundScanner, Token, fold};

/// The most different words of texts that are remembered, the most bytes of one of them, and the most numbers of bits
/// of all.
const REMEMBERED: usize = 100_000;
const MAX_REMEMBERED: usize = 64;
const MAX_REMEMBERED_BITS: usize = 1 << 20;
/// About as many different words as the headlines of a page have.
const WORDS_OF_A_PAGE: usize = 128;

/// A bit for each token of all sequences, which stand one after another.
type Bits = Box<[u64]>;

/// Finds any number of sequences in one pass over a text.
///
/// All of them are followed at once, by the bits of the tokens that the text's last token may be (the algorithm is
/// known as Shift-And). So a pass takes time in proportion to the length of the text, whatever is found.
pub(crate) struct Matcher<'f> {
    tokens: Vec<PatternToken>,
    /// The numbers of the tokens that are words, by the word, and those of the others.
    by_word: HashMap<String, Vec<usize>>,
    others: Vec<usize>,
    /// What ends with each of the tokens, if any sequence does.
    ends: Vec<Option<End>>,
    /// The tokens with which sequences begin, and those that must be joined to the one before.
    begins: Bits,
    joined: Bits,
    /// Finds the analyzed form of a word in the language of the texts.
    form: Box<dyn Fn(&str) -> String + 'f>,
    /// What the tokens seen so far may be, where some sequence asks for forms and where none does: a page has few
    /// different words, and a form takes long to find.
    by_form: Memory,
    as_written: Memory,
    /// The ASCII characters, a bit for each, with which tokens begin that are asked for as written.
    initials: u128,
}

/// The tokens that a word of a text may be; `None` if it is none of them.
type Memory = RefCell<HashMap<Box<str>, Option<Rc<[u64]>>, RandomState>>;

/// The last token of a sequence.
#[derive(Clone, Copy)]
struct End {
    pattern: usize,
    /// Number of tokens of the sequence.
    length: usize,
}

/// The part of the sequences that one pass looks for.
pub(crate) struct Part {
    bits: Bits,
    /// What is left of it in a text that is all capitals, where no word is an acronym; `None` if that is all.
    among_capitals: Option<Bits>,
    by_form: bool,
}

impl<'f> Matcher<'f> {
    /// Returns a matcher of sequences, each a way to find the pattern of some number. Where it asks for forms, `form`
    /// gives that of a word.
    pub(crate) fn new(
        sequences: impl IntoIterator<Item = (usize, Sequence)>,
        form: Box<dyn Fn(&str) -> String + 'f>,
    ) -> Self {
        let (mut all, mut ends, mut begins) = (Vec::new(), Vec::new(), Vec::new());
        for (pattern, Sequence { tokens }) in sequences {
            let length = tokens.len();
            begins.extend((0..length).map(|at| at == 0));
            ends.extend((1..=length).map(|at| (at == length).then_some(End { pattern, length })));
            all.extend(tokens);
        }
        let (mut by_word, mut others) = (HashMap::<String, Vec<usize>>::new(), Vec::new());
        for (at, token) in all.iter().enumerate() {
            match &token.expected {
                Expected::Word(word) => by_word.entry(word.clone()).or_default().push(at),
                _ => others.push(at),
            }
        }
        Self {
            initials: all.iter().fold(0, |initials, token| initials | token.expected.initial()),
            begins: bits(begins),
            joined: bits(all.iter().map(|token| token.is_joined)),
            tokens: all,
            by_word,
            others,
            ends,
            form,
            by_form: RefCell::new(HashMap::with_capacity_and_hasher(WORDS_OF_A_PAGE, RandomState::default())),
            as_written: Memory::default(),
        }
    }

    /// Returns the part of the sequences that belong to some patterns; `None` if there are none.
    pub(crate) fn part(&self, has: impl Fn(usize) -> bool) -> Option<Part> {
        let (mut is_part, mut by_form) = (vec![false; self.tokens.len()], false);
        for (at, end) in self.ends.iter().enumerate() {
            let Some(end) = end.filter(|end| has(end.pattern)) else { continue };
            let range = (at + 1).saturating_sub(end.length)..=at;
            is_part.get_mut(range.clone()).into_iter().for_each(|part| part.fill(true));
            let mut tokens = self.tokens.get(range).into_iter().flatten();
            by_form |= tokens.any(|token| matches!(token.expected, Expected::Form(_)));
        }
        let is_any = is_part.contains(&true);
        let others = self.tokens.iter().map(|token| !matches!(token.expected, Expected::Acronym(_)));
        let among_capitals: Vec<bool> =
            is_part.iter().zip(others).map(|(part, other)| *part && other).collect();
        let among_capitals = (among_capitals != is_part).then(|| bits(among_capitals));
        is_any.then(|| Part { bits: bits(is_part), among_capitals, by_form })
    }

    /// Tells where patterns of a part are found in a text of these tokens, by where they end. With a scanner, a compound
    /// is also found by a form of the one word that it is elsewhere.
    ///
    /// Before each token, `state` has the bits of the tokens that the last one was, at the end of as many tokens of the
    /// text as the sequence has up to it, and `starts` has where each token began since one was none of any sequence.
    pub(crate) fn scan<'t>(
        &self,
        text: &'t str,
        tokens: impl Iterator<Item = Token<'t>>,
        part: &Part,
        mut compounds: Option<CompoundScanner<'t>>,
        mut found: impl FnMut(usize, Range<usize>),
    ) {
        let mut state = vec![0; self.begins.len()];
        let mut starts = Vec::new();
        let wanted = match &part.among_capitals {
            Some(others) if !text.contains(char::is_lowercase) => others,
            _ => &part.bits,
        };
        for token in tokens {
            if let Some(scanner) = &mut compounds {
                scanner.word(token.range.clone(), |compound| self.compound(&compound, part, &mut found));
            }
            let is_followed =
                match self.places(text.get(token.range.clone()).unwrap_or_default(), &token, part) {
                    Some(places) => self.step(&mut state, &places, &token, wanted),
                    None => false,
                };
            if !is_followed {
                if !starts.is_empty() {
                    starts.clear();
                    state.fill(0);
                }
                continue;
            }
            starts.push(token.range.start);
            for at in set(&state) {
                let Some(End { pattern, length }) = self.ends.get(at).copied().flatten() else { continue };
                let start = starts.len().checked_sub(length).and_then(|first| starts.get(first));
                start.into_iter().for_each(|start| found(pattern, *start..token.range.end));
            }
        }
        if let Some(scanner) = &mut compounds {
            scanner.end(|compound| self.compound(&compound, part, &mut found));
        }
    }

    /// Tells which patterns ask for a form of the word that a compound is elsewhere.
    fn compound(&self, compound: &Compound, part: &Part, found: &mut impl FnMut(usize, Range<usize>)) {
        let (range, word) = (compound.range.clone(), compound.word.as_str());
        let token = Token { range, folded: fold(word), joined: false };
        if compound.kind == CompoundKind::Capitals || !part.by_form {
            return;
        }
        let Some(places) = self.places(word, &token, part) else { return };
        let wanted: Vec<u64> = places.iter().zip(&part.bits).map(|(places, part)| places & part).collect();
        for at in set(&wanted) {
            let is_form =
                self.tokens.get(at).is_some_and(|token| matches!(token.expected, Expected::Form(_)));
            if let Some(Some(End { pattern, length: 1 })) = self.ends.get(at).filter(|_| is_form) {
                found(*pattern, token.range.clone());
            }
        }
    }

    /// Takes a token that may be in these places. Returns true if any sequence goes on with it or begins.
    fn step(&self, state: &mut [u64], places: &[u64], token: &Token<'_>, wanted: &[u64]) -> bool {
        let (mut carry, mut is_any) = (0, false);
        let masks = self.begins.iter().zip(&self.joined).zip(wanted);
        for ((bits, places), ((begins, joined), wanted)) in state.iter_mut().zip(places).zip(masks) {
            let open = if token.joined { *places } else { places & !joined };
            let next = (*bits << 1 | carry | begins) & open & wanted;
            carry = *bits >> 63;
            *bits = next;
            is_any |= next != 0;
        }
        is_any
    }

    fn places(&self, word: &str, token: &Token<'_>, part: &Part) -> Option<Rc<[u64]>> {
        // Folding a word that begins with an ASCII letter changes no more of that than its case.
        let is_plain = !part.by_form && word.starts_with(|c: char| c.is_ascii());
        if is_plain && self.initials & initial(word) == 0 {
            return None;
        }
        let memory = if part.by_form { &self.by_form } else { &self.as_written };
        if let Some(known) = memory.borrow().get(word) {
            return known.clone();
        }
        let forms = if part.by_form { forms_of(word, &self.form) } else { Vec::new() };
        let places = self.places_of(word, &token.folded, &forms);
        if word.len() <= MAX_REMEMBERED {
            let mut known = memory.borrow_mut();
            if known.len() >= REMEMBERED.min(MAX_REMEMBERED_BITS / self.begins.len().max(1)) {
                known.clear();
            }
            known.insert(word.into(), places.clone());
        }
        places
    }

    fn places_of(&self, word: &str, folded: &str, forms: &[String]) -> Option<Rc<[u64]>> {
        let is_met = |at: &&usize| {
            self.tokens.get(**at).is_some_and(|token| token.expected.is_met(word, folded, forms))
        };
        let mut met = self
            .by_word
            .get(folded)
            .into_iter()
            .flatten()
            .chain(self.others.iter().filter(is_met))
            .peekable();
        met.peek()?;
        let mut places = vec![0; self.begins.len()];
        for at in met {
            if let Some(bits) = places.get_mut(at / 64) {
                *bits |= 1 << (at % 64);
            }
        }
        Some(places.into())
    }
}

/// Returns the form of a word, and that of the word without its marks if it is another: the index has both.
pub(crate) fn forms_of(word: &str, form: impl Fn(&str) -> String) -> Vec<String> {
    let mut forms = vec![form(word)];
    if !word.is_ascii() {
        let other = form(&fold(word));
        if !forms.contains(&other) {
            forms.push(other);
        }
    }
    forms
}

fn bits(bits: impl IntoIterator<Item = bool>) -> Bits {
    let (mut all, mut at) = (Vec::new(), 0);
    for bit in bits {
        if at % 64 == 0 {
            all.push(0);
        }
        if let Some(last) = all.last_mut() {
            *last |= u64::from(bit) << (at % 64);
        }
        at += 1;
    }
    all.into()
}

/// Returns the numbers of the bits that are set.
fn set(bits: &[u64]) -> impl Iterator<Item = usize> {
    bits.iter().enumerate().flat_map(|(at, bits)| {
        let mut rest = *bits;
        std::iter::from_fn(move || {
            let bit = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(at * 64 + bit)
        })
    })
}
