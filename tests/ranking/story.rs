//! An article as the test knows it, and the words that `docs/schema.md` says the index has of it.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::DateTime;
use dateline::{NewArticle, NewCaption, NewImage, Status};
use frostem::Stemmer;

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

    /// The words of each part, folded, and the forms that differ from them.
    pub fn parts(&self) -> [Vec<Word>; 10] {
        let mut parts: [Vec<Word>; 10] = Default::default();
        parts[HEADLINE] = self.headline.clone();
        parts[DEK] = self.dek.clone();
        parts[BYLINE] = self.author.map(|name| words(&format!("by {name}"))).unwrap_or_default();
        parts[CAPTIONS] = joined(self.captions.iter().map(|caption| caption.text.clone()));
        parts[CREDITS] = joined(self.captions.iter().map(|caption| words(caption.credit)));
        parts[PEOPLE] = joined(self.people.iter().map(|name| words(name)));
        parts[TAGS] = joined(self.tags.iter().map(|name| words(name)));
        parts[BODY] = self.body.clone();
        let forms = |part: &[Word], language| -> Vec<Word> {
            part.iter()
                .map(|word| (*word, stem(language, word)))
                .filter(|(a, b)| a != b)
                .map(|x| x.1)
                .collect()
        };
        parts[FORMS_HEAD] = forms(&parts[HEADLINE], self.language);
        parts[FORMS_HEAD].extend(acronyms(&parts[HEADLINE]));
        for part in [DEK, BYLINE, PEOPLE, TAGS, BODY] {
            let more = forms(&parts[part], self.language);
            parts[FORMS].extend(more);
        }
        for part in [DEK, BODY] {
            let more = acronyms(&parts[part]);
            parts[FORMS].extend(more);
        }
        for caption in &self.captions {
            let language = caption.language.unwrap_or(self.language);
            parts[FORMS].extend(forms(&caption.text, language));
            parts[FORMS].extend(acronyms(&caption.text));
            parts[FORMS].extend(forms(&words(caption.credit), language));
        }
        parts
    }

    pub fn languages(&self) -> impl Iterator<Item = &'static str> {
        self.captions.iter().filter_map(|caption| caption.language).chain([self.language]).map(primary)
    }
}

pub fn primary(language: &'static str) -> &'static str {
    language.split('-').next().unwrap()
}

/// As a page prints it: not every word in small letters.
fn printed(words: &[Word], gap: &str) -> String {
    words.iter().map(capital).collect::<Vec<_>>().join(gap)
}

fn capital(word: &Word) -> String {
    match word.len() % 3 {
        0 => word.to_uppercase(),
        1 => word[..1].to_uppercase() + &word[1..],
        _ => (*word).to_owned(),
    }
}

/// The terms of the words that are printed in capitals, in a text that has small letters too.
fn acronyms(words: &[Word]) -> Vec<Word> {
    let printed: Vec<String> = words.iter().map(capital).collect();
    if !printed.iter().any(|word| word.contains(char::is_lowercase)) {
        return Vec::new();
    }
    let is_acronym = |word: &&String| word.len() <= 6 && word.chars().all(char::is_uppercase);
    printed.iter().filter(is_acronym).map(|word| kept(&format!("{ACRONYM}{}", word.to_lowercase()))).collect()
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
            Ok(stemmer) if word != BETWEEN => kept(&stemmer.stem(word)),
            _ => kept(word),
        };
        assert!(stem.is_ascii() || word == BETWEEN, "{word} has a form with marks: {stem}");
        STEMS.with_borrow_mut(|stems| stems.insert((language, word.to_owned()), stem));
        stem
    })
}
