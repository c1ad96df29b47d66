//! The derived columns of an article: its columns in the index, a hash, the number of words.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::article::Article;
use super::doc_length::DocLength;
use super::index_column;
use super::new_article::ItemType;
use super::scope::Scope;
use crate::text::language::primary;
use crate::text::url::{Tracking, WebUrl, domains};
use crate::text::{SEPARATOR, counted_words, forms, token_count};

/// The columns of `article_text` that follow from the rest of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct IndexRow {
    pub captions: String,
    pub credits: String,
    pub people: String,
    pub tags: String,
    pub scope: String,
    pub forms_head: String,
    pub forms: String,
}

impl IndexRow {
    /// Computes the row of an article.
    pub(crate) fn of(article: &Article) -> Self {
        Self::with(article, AnalyzedTexts::of_article(article)).0
    }

    /// Computes the row of an article, and its length in the index, of what follows from its texts in its language.
    pub(crate) fn with(article: &Article, texts: AnalyzedTexts) -> (Self, DocLength) {
        let captions = || article.images.iter().flat_map(|image| &image.captions);
        let mut derived = Self {
            captions: joined(captions().flat_map(|caption| [caption.text.as_str(), caption.alt.as_str()])),
            credits: joined(captions().map(|caption| caption.credit.as_str())),
            people: joined(article.people.iter().map(|person| person.name.as_str())),
            tags: joined(article.tags.iter().map(|tag| tag.name.as_str())),
            scope: scope(article),
            forms_head: texts.forms_head,
            forms: texts.forms,
        };
        let mut between = String::new();
        for caption in captions() {
            forms::append(&caption.language, &caption.text, &mut between);
            forms::append(&caption.language, &caption.alt, &mut between);
            forms::append(&caption.language, &caption.credit, &mut between);
        }
        for text in [&derived.people, &derived.tags] {
            forms::append(&article.language, text, &mut between);
        }
        let mut length = texts.length;
        for (column, text) in [
            (index_column::CAPTIONS, &derived.captions),
            (index_column::CREDITS, &derived.credits),
            (index_column::PEOPLE, &derived.people),
            (index_column::TAGS, &derived.tags),
            (index_column::FORMS, &between),
        ] {
            length.add(column, token_count(text));
        }
        push_forms(&mut derived.forms, between);
        push_forms(&mut derived.forms, texts.body_forms);
        (derived, length)
    }

    /// Returns the length of the article in the index, which [`IndexRow::of`] computed this of.
    pub(crate) fn length(&self, article: &Article) -> DocLength {
        let mut length = DocLength::default();
        for (column, text) in [
            (index_column::HEADLINE, &article.headline),
            (index_column::DEK, &article.dek),
            (index_column::BYLINE, &article.byline),
            (index_column::CAPTIONS, &self.captions),
            (index_column::CREDITS, &self.credits),
            (index_column::PEOPLE, &self.people),
            (index_column::TAGS, &self.tags),
            (index_column::FORMS_HEAD, &self.forms_head),
            (index_column::FORMS, &self.forms),
            (index_column::BODY, &article.body),
        ] {
            length.add(column, token_count(text));
        }
        length
    }
}

/// What follows from the headline, standfirst, byline and body of an article in one language.
#[derive(Clone)]
pub(crate) struct AnalyzedTexts {
    /// The language in which they were analyzed.
    pub language: String,
    forms_head: String,
    /// The forms of standfirst and byline, between which and those of the body others stand.
    forms: String,
    body_forms: String,
    /// Their length in the index.
    length: DocLength,
    /// The hash of the texts.
    pub content: Vec<u8>,
}

impl AnalyzedTexts {
    /// Analyzes the texts of an article in its language.
    pub(crate) fn of_article(article: &Article) -> Self {
        let Article { headline, dek, byline, body, .. } = article;
        Self::of(&article.language, [headline, dek, byline, body])
    }

    /// Analyzes headline, standfirst, byline and body.
    pub(crate) fn of(language: &str, texts: [&String; 4]) -> Self {
        let [headline, dek, byline, body] = texts;
        let (mut forms_head, mut forms) = (String::new(), String::new());
        let mut body_forms = String::with_capacity(body.len() / 4);
        forms::append(language, headline, &mut forms_head);
        forms::append(language, dek, &mut forms);
        forms::append(language, byline, &mut forms);
        forms::append(language, body, &mut body_forms);
        let mut length = DocLength::default();
        for (column, text) in [
            (index_column::HEADLINE, headline),
            (index_column::DEK, dek),
            (index_column::BYLINE, byline),
            (index_column::BODY, body),
            (index_column::FORMS_HEAD, &forms_head),
            (index_column::FORMS, &forms),
            (index_column::FORMS, &body_forms),
        ] {
            length.add(column, token_count(text));
        }
        let content = content_hash_of(texts);
        Self { language: language.to_owned(), forms_head, forms, body_forms, length, content }
    }
}

/// The hashes by which an article is found again.
pub(crate) struct Hashes {
    /// Its [`content_hash`].
    pub content: Vec<u8>,
    /// The hash of its headline and day.
    pub headline_day: Vec<u8>,
}

impl Hashes {
    /// Computes the hashes of an article.
    pub(crate) fn of(article: &Article) -> Self {
        Self { content: content_hash(article), headline_day: article.headline_day() }
    }
}

/// Adds forms behind others.
fn push_forms(forms: &mut String, more: String) {
    if forms.is_empty() {
        *forms = more;
    } else if !more.is_empty() {
        forms.extend([" ", &more]);
    }
}

/// Returns the SHA-256 of what a reader reads: headline, dek, byline and body.
pub(crate) fn content_hash(article: &Article) -> Vec<u8> {
    content_hash_of([&article.headline, &article.dek, &article.byline, &article.body])
}

/// Returns the SHA-256 of headline, dek, byline and body.
pub(crate) fn content_hash_of(texts: [&String; 4]) -> Vec<u8> {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text.as_bytes());
        hash.update([0]);
    }
    hash.finalize().to_vec()
}

/// Returns the number of words in a text; in scripts without blanks each letter counts.
pub(crate) fn word_count(text: &str) -> u32 {
    u32::try_from(counted_words(text).count()).unwrap_or(u32::MAX)
}

/// Joins the items of one column, with a token between them that no phrase can cross.
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
        add(Scope::Organization, credit.organization.as_ref().map(|known| known.id.0));
    }
    for person in &article.people {
        add(Scope::Person, person.person.map(|id| id.0));
    }
    for tag in &article.tags {
        add(Scope::Tag, Some(tag.tag.0));
    }
    if article.publication.is_none() {
        let urls = article.urls.iter().filter_map(|url| WebUrl::of(&url.given, &Tracking::default()));
        for url in urls {
            tokens.extend(domains(&url.reduced).map(|domain| Scope::Domain.token_of_domain(domain)));
        }
    }
    if article.hidden {
        tokens.insert(Scope::Hidden.token());
    }
    if !article.images.is_empty() {
        tokens.insert(Scope::Image.token());
    }
    for person in article.images.iter().flat_map(|used| &used.image.people) {
        tokens.extend(person.person.map(|id| Scope::Shown.token_of_id(id.0)));
    }
    if article.item_type != ItemType::Text {
        tokens.extend([Scope::Type.token(), Scope::Type.token_of(article.item_type.as_str())]);
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
