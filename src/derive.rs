//! The derived columns of the index: computed from an article, and from nothing else.

use std::collections::BTreeSet;

use crate::Article;
use crate::text::forms;
use crate::text::language::primary;
use crate::text::{SCOPE, SEPARATOR};

/// The derived columns of `article_text`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Derived {
    pub captions: String,
    pub credits: String,
    pub people: String,
    pub tags: String,
    pub scope: String,
    pub forms_head: String,
    pub forms: String,
}

/// What a token of the `scope` column stands for; with an id or a language it is one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Scope {
    /// Every article.
    All = b'a',
    /// Person in the byline.
    Byliner = b'b',
    /// Language of a caption, where it is not the article's.
    Caption = b'c',
    /// Not to be shown.
    Hidden = b'h',
    /// Has a picture.
    Image = b'i',
    /// Language, by its tag.
    Language = b'l',
    /// Organization in the byline.
    Organization = b'o',
    /// Person it is about.
    Person = b'p',
    /// Section.
    Section = b's',
    /// Tag.
    Tag = b't',
    /// Publication.
    Publication = b'u',
}

impl Scope {
    /// The token of this kind alone, such as that of all hidden articles.
    pub(crate) fn token(self) -> String {
        self.token_of("")
    }

    /// The token of this kind for an id.
    pub(crate) fn token_of_id(self, id: i64) -> String {
        format!("{SCOPE}{}{id}", char::from(self as u8))
    }

    /// The token of this kind for a word, of which letters and digits count.
    pub(crate) fn token_of(self, word: &str) -> String {
        let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        format!("{SCOPE}{}{}", char::from(self as u8), word.to_ascii_lowercase())
    }
}

impl Derived {
    /// What follows from an article.
    pub(crate) fn of(article: &Article) -> Self {
        let captions = || article.images.iter().flat_map(|image| &image.captions);
        let mut derived = Self {
            captions: joined(captions().map(|caption| caption.text.as_str())),
            credits: joined(captions().map(|caption| caption.credit.as_str())),
            people: joined(article.people.iter().map(|person| person.name.as_str())),
            tags: joined(article.tags.iter().map(|tag| tag.name.as_str())),
            scope: scope(article),
            ..Self::default()
        };
        let language = &article.language;
        forms::append(language, &article.headline, &mut derived.forms_head);
        let out = &mut derived.forms;
        forms::append(language, &article.dek, out);
        forms::append(language, &article.byline, out);
        for caption in captions() {
            forms::append(&caption.language, &caption.text, out);
            forms::append(&caption.language, &caption.credit, out);
        }
        for text in [&derived.people, &derived.tags, &article.body] {
            forms::append(language, text, out);
        }
        derived
    }
}

/// Items of one column, with a token between them that no phrase can cross.
fn joined<'a>(items: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for item in items.filter(|item| !item.is_empty()) {
        if !out.is_empty() {
            out.extend([' ', SEPARATOR, ' ']);
        }
        out.push_str(item);
    }
    out
}

fn scope(article: &Article) -> String {
    let mut tokens = BTreeSet::from([Scope::All.token()]);
    let mut add = |kind: Scope, id: Option<i64>| tokens.extend(id.map(|id| kind.token_of_id(id)));
    add(Scope::Publication, article.publication.as_ref().map(|publication| publication.id.0));
    add(Scope::Section, article.section.as_ref().map(|section| section.id.0));
    for credit in &article.credits {
        add(Scope::Byliner, credit.person.map(|id| id.0));
        add(Scope::Organization, credit.organization.map(|id| id.0));
    }
    for person in &article.people {
        add(Scope::Person, person.person.map(|id| id.0));
    }
    for tag in &article.tags {
        add(Scope::Tag, Some(tag.tag.0));
    }
    if article.hidden {
        tokens.insert(Scope::Hidden.token());
    }
    if !article.images.is_empty() {
        tokens.insert(Scope::Image.token());
    }
    tokens.insert(Scope::Language.token_of(primary(&article.language)));
    tokens.insert(Scope::Language.token_of(&article.language));
    for caption in article.images.iter().flat_map(|image| &image.captions) {
        if primary(&caption.language) != primary(&article.language) {
            tokens.insert(Scope::Caption.token_of(primary(&caption.language)));
        }
    }
    tokens.into_iter().collect::<Vec<_>>().join(" ")
}
