//! An article as the test knows it, and the words that `docs/schema.md` says the index has of it.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::DateTime;
use dateline::{NewArticle, NewCaption, NewImage, Status};
use frostem::Stemmer;

use crate::pieces::PieceWord::{Plain, Run, Special};
use crate::pieces::{Piece, fold, piece_of};

pub const HEADLINE: usize = 0;
pub const DEK: usize = 1;
pub const BYLINE: usize = 2;
pub const CAPTIONS: usize = 3;
pub const CREDITS: usize = 4;
pub const PEOPLE: usize = 5;
pub const TAGS: usize = 6;
pub const BODY: usize = 7;
/// The parts that are printed stand before those of forms.
pub const PRINTED: usize = 8;
pub const FORMS_HEAD: usize = 8;
pub const FORMS: usize = 9;

/// The separator of two items of a part: a word to the index.
const BETWEEN: &str = "\u{E000}";
/// Begins the term of a word in capitals.
pub const ACRONYM: char = '\u{E003}';
/// Begins the term of a word as printed of which FTS5 makes something else.
pub const SPECIAL: char = '\u{E002}';

pub type Word = &'static str;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Precision {
    Day,
    Minute,
    Second,
}

#[derive(Clone, Debug)]
pub struct Caption {
    /// `None` is that of the article.
    pub language: Option<&'static str>,
    pub text: Vec<Word>,
    pub credit: &'static str,
}

#[derive(Clone, Debug)]
pub struct Story {
    pub uri: String,
    /// A later one replaces whatever an earlier one said, be it longer.
    pub version: u32,
    pub language: &'static str,
    /// Seconds since 1970, without what the precision leaves out.
    pub published: i64,
    pub precision: Precision,
    pub hidden: bool,
    pub publication: Option<&'static str>,
    pub section: Option<&'static str>,
    pub headline: Vec<Word>,
    pub dek: Vec<Word>,
    pub author: Option<&'static str>,
    /// True if the byline is resolved to a person too.
    pub is_credited: bool,
    pub captions: Vec<Caption>,
    pub people: Vec<&'static str>,
    pub tags: Vec<&'static str>,
    pub body: Vec<Word>,
}

impl Story {
    pub fn new_article(&self) -> NewArticle {
        let format = match self.precision {
            Precision::Day => "%Y-%m-%d",
            Precision::Minute => "%Y-%m-%dT%H:%MZ",
            Precision::Second => "%Y-%m-%dT%H:%M:%SZ",
        };
        let published = DateTime::from_timestamp(self.published, 0).unwrap().format(format).to_string();
        let mut new = NewArticle::new(printed(&self.headline, " "), printed(&self.body, ", "))
            .language(self.language)
            .published(published.parse().unwrap());
        new.uri = Some(self.uri.clone());
        new.version = Some(self.version);
        new.status = Some(if self.hidden { Status::Withheld } else { Status::Usable });
        new.dek = printed(&self.dek, " – ");
        new.publication = self.publication.map(Into::into);
        new.section = self.section.map(Into::into);
        new.byline = self.author.map(|name| format!("By {name}")).unwrap_or_default();
        new.credits = self.author.filter(|_| self.is_credited).into_iter().map(Into::into).collect();
        new.people = self.people.iter().map(|name| (*name).into()).collect();
        new.tags = self.tags.iter().map(|name| (*name).into()).collect();
        new.images = (0..).zip(&self.captions).map(|(number, caption)| self.image(number, caption)).collect();
        new
    }

    fn image(&self, number: usize, caption: &Caption) -> NewImage {
        let mut image = NewImage::at(format!("https://pictures.example/{}/{number}.jpg", self.uri));
        image.captions.push(NewCaption {
            text: printed(&caption.text, " "),
            credit: caption.credit.into(),
            language: caption.language.map(Into::into),
            ..NewCaption::default()
        });
        image
    }

    /// The tokens of each part as the index has them, and what it has of their words beside.
    pub fn parts(&self) -> [Vec<Word>; 10] {
        let mut parts: [Vec<Word>; 10] = Default::default();
        parts[HEADLINE] = tokens(&self.headline);
        parts[DEK] = tokens(&self.dek);
        parts[BYLINE] = self.byline();
        parts[CAPTIONS] = joined(self.captions.iter().map(|caption| tokens(&caption.text)));
        parts[CREDITS] = joined(self.captions.iter().map(|caption| words(caption.credit)));
        parts[PEOPLE] = joined(self.people.iter().map(|name| words(name)));
        parts[TAGS] = joined(self.tags.iter().map(|name| words(name)));
        parts[BODY] = tokens(&self.body);
        parts[FORMS_HEAD] = forms(&self.headline, self.language);
        parts[FORMS] =
            [&self.dek, &self.body].into_iter().flat_map(|text| forms(text, self.language)).collect();
        for part in [BYLINE, PEOPLE, TAGS] {
            let more: Vec<Word> =
                parts[part].iter().flat_map(|word| stems(word, word, self.language)).collect();
            parts[FORMS].extend(more);
        }
        for caption in &self.captions {
            let language = caption.language.unwrap_or(self.language);
            parts[FORMS].extend(forms(&caption.text, language));
            parts[FORMS].extend(words(caption.credit).iter().flat_map(|word| stems(word, word, language)));
        }
        parts
    }

    fn byline(&self) -> Vec<Word> {
        self.author.map(|name| words(&format!("by {name}"))).unwrap_or_default()
    }

    /// The texts of each printed part, in which no phrase goes from one to the next, as they are read.
    pub fn texts(&self) -> [Vec<Vec<Token>>; PRINTED] {
        let plain = |words: &[Word]| words.iter().copied().map(Token::word).collect();
        let mut texts: [Vec<Vec<Token>>; PRINTED] = Default::default();
        texts[HEADLINE].push(read(&self.headline));
        texts[DEK].push(read(&self.dek));
        texts[BYLINE].push(plain(&self.byline()));
        texts[CAPTIONS].extend(self.captions.iter().map(|caption| read(&caption.text)));
        texts[CREDITS].extend(self.captions.iter().map(|caption| plain(&words(caption.credit))));
        texts[PEOPLE].extend(self.people.iter().map(|name| plain(&words(name))));
        texts[TAGS].extend(self.tags.iter().map(|name| plain(&words(name))));
        texts[BODY].push(read(&self.body));
        texts
    }

    pub fn languages(&self) -> impl Iterator<Item = &'static str> {
        self.captions.iter().filter_map(|caption| caption.language).chain([self.language]).map(primary)
    }
}

pub fn primary(language: &'static str) -> &'static str {
    language.split('-').next().unwrap()
}

/// A word of a text, or a unit of a run.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub folded: Word,
    /// True if it goes on with the run of the token before.
    pub is_joined: bool,
    pub is_in_capitals: bool,
}

impl Token {
    fn word(folded: Word) -> Self {
        Self { folded, is_joined: false, is_in_capitals: false }
    }
}

/// As a page prints it: not every plain word in small letters.
fn printed(words: &[Word], gap: &str) -> String {
    words.iter().map(capital).collect::<Vec<_>>().join(gap)
}

fn capital(word: &Word) -> String {
    match word.len() % 3 {
        _ if piece_of(word).is_some() => (*word).to_owned(),
        0 => word.to_uppercase(),
        1 => word[..1].to_uppercase() + &word[1..],
        _ => (*word).to_owned(),
    }
}

/// The tokens that FTS5 makes of a text.
fn tokens(text: &[Word]) -> Vec<Word> {
    let of_word = |word: &Word| piece_of(word).map_or_else(|| vec![*word], |piece| piece.printed.to_vec());
    text.iter().flat_map(of_word).collect()
}

fn read(text: &[Word]) -> Vec<Token> {
    let mut read = Vec::new();
    // Where all is in capitals, they tell nothing.
    let has_small = text.iter().any(|word| capital(word).contains(char::is_lowercase));
    for word in text {
        let Some(piece) = piece_of(word) else {
            let is_in_capitals = has_small && is_in_capitals(&capital(word));
            read.push(Token { is_in_capitals, ..Token::word(word) });
            continue;
        };
        for word in piece.words {
            match word {
                Plain(folded) | Special(_, folded) => {
                    let is_in_capitals = has_small && (is_in_capitals(piece.text) || *folded == "ai");
                    read.push(Token { is_in_capitals, ..Token::word(folded) });
                }
                Run(units) => {
                    let units = units.iter().enumerate();
                    read.extend(units.map(|(at, unit)| Token { is_joined: at > 0, ..Token::word(unit) }));
                }
            }
        }
    }
    read
}

fn is_in_capitals(printed: &str) -> bool {
    printed.chars().all(char::is_uppercase)
}

/// What the index has of a text beside its tokens.
fn forms(text: &[Word], language: &'static str) -> Vec<Word> {
    let has_small = text.iter().any(|word| capital(word).contains(char::is_lowercase));
    let mut forms = Vec::new();
    for word in text {
        let printed = capital(word);
        match piece_of(word) {
            Some(piece) => forms.extend(forms_of_piece(piece, language, has_small)),
            None => forms.extend(stems(word, word, language)),
        }
        if has_small && (2..=6).contains(&printed.len()) && is_in_capitals(&printed) {
            forms.push(kept(&format!("{ACRONYM}{}", word.to_lowercase())));
        }
    }
    forms
}

fn forms_of_piece(piece: &Piece, language: &'static str, has_small: bool) -> Vec<Word> {
    let mut forms = Vec::new();
    for word in piece.words {
        match word {
            Plain(word) => forms.extend(stems(word, word, language)),
            Special(lower, folded) => {
                forms.extend(stems(lower, folded, language));
                forms.extend([*folded, kept(&format!("{SPECIAL}{folded}"))]);
                // The one that is printed in capitals.
                forms.extend((*folded == "ai" && has_small).then(|| kept(&format!("{ACRONYM}ai"))));
            }
            Run(units) => forms.extend(pairs(units)),
        }
    }
    match piece.joined {
        Some("us") => forms.extend(["us", kept(&format!("{ACRONYM}us"))]),
        Some(one) => forms.extend([one].into_iter().chain(stems(one, one, language))),
        // Where a comma stands before decimals it parts no thousands.
        None if piece.text == "1,000" && matches!(primary(language), "en" | "ja") => forms.push("1000"),
        None => {}
    }
    forms
}

/// Each unit of a run with the next one, and the last alone.
pub fn pairs(units: &[&str]) -> Vec<Word> {
    let each = units.iter().zip(units.iter().skip(1).chain([&""]));
    each.map(|(unit, next)| kept(&format!("{unit}{next}"))).collect()
}

/// The stems of a word that differ from it: those of the word as it is written, and without its marks.
fn stems(lower: &str, folded: &str, language: &'static str) -> Vec<Word> {
    if folded == BETWEEN || folded.bytes().all(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let mut stems = vec![stem(language, lower), stem(language, folded)];
    stems.dedup();
    stems.retain(|stem| *stem != folded);
    stems
}

fn joined(items: impl Iterator<Item = Vec<Word>>) -> Vec<Word> {
    items.filter(|item| !item.is_empty()).collect::<Vec<_>>().join(&BETWEEN)
}

/// The words of a text in plain letters.
pub fn words(text: &str) -> Vec<Word> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| kept(&word.to_lowercase()))
        .collect()
}

thread_local! {
    static KEPT: RefCell<HashMap<String, Word>> = RefCell::default();
    static STEMS: RefCell<HashMap<(&'static str, String), Word>> = RefCell::default();
}

/// The one copy of a word that all share.
pub fn kept(word: &str) -> Word {
    KEPT.with_borrow_mut(|kept| match kept.get(word) {
        Some(known) => known,
        None => {
            let new: Word = Box::leak(word.to_owned().into_boxed_str());
            kept.insert(word.to_owned(), new);
            new
        }
    })
}

/// The Snowball stem of a word in plain letters.
pub fn stem(language: &'static str, word: &str) -> Word {
    let language = primary(language);
    let known = STEMS.with_borrow(|stems| stems.get(&(language, word.to_owned())).copied());
    known.unwrap_or_else(|| {
        let stem = match Stemmer::try_from_name(language) {
            Ok(stemmer) => kept(&fold(&stemmer.stem(word))),
            Err(_) => kept(&fold(word)),
        };
        STEMS.with_borrow_mut(|stems| stems.insert((language, word.to_owned()), stem));
        stem
    })
}
