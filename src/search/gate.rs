//! In which languages a word counts.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::pattern::Languages;
use super::rows::{Rows, Union};
use crate::derive::Scope;
use crate::index::{Direction, Index, Postings, Step};

/// The gates of one search, and what they share.
///
/// All rows of a search are checked in one order. So gates that ask for the same tokens read them
/// together, and a row that one of them has looked for is at hand for the others.
pub(super) struct Gates<'i> {
    index: &'i Index<'i>,
    direction: Direction,
    lists: HashMap<Vec<String>, List<'i>>,
    /// Whether any caption is in another language than its article.
    has_captions: Option<bool>,
}

type List<'i> = Rc<RefCell<Union<Postings<'i>>>>;

/// Lets through the rows of articles, or with captions, in some languages.
pub(super) struct Gate<'i> {
    languages: Languages,
    /// The articles in these languages, or in all others.
    articles: List<'i>,
    are_others: bool,
    captions: List<'i>,
}

impl<'i> Gates<'i> {
    pub(super) fn new(index: &'i Index<'i>, direction: Direction) -> Self {
        Self { index, direction, lists: HashMap::new(), has_captions: None }
    }

    pub(super) fn gate(&mut self, languages: &Languages) -> Step<Gate<'i>> {
        let tokens = |scope: Scope, tags: &[String]| -> Vec<String> {
            tags.iter().map(|tag| scope.token_of(tag)).collect()
        };
        let these = tokens(Scope::Language, &languages.these);
        let others = tokens(Scope::Language, &languages.others);
        // Every article has one language, so either tells; the rarer is read sooner.
        let are_others = self.size(&others)? < self.size(&these)?;
        let articles = self.list(if are_others { others } else { these })?;
        let has_captions = match self.has_captions {
            Some(known) => known,
            None => self.index.has_beginning(&Scope::Caption.token())?,
        };
        self.has_captions = Some(has_captions);
        let captions = if has_captions { tokens(Scope::Caption, &languages.these) } else { Vec::new() };
        let captions = self.list(captions)?;
        Ok(Gate { languages: languages.clone(), articles, are_others, captions })
    }

    fn size(&self, tokens: &[String]) -> Step<u64> {
        tokens.iter().map(|token| self.index.size(token)).sum()
    }

    fn list(&mut self, tokens: Vec<String>) -> Step<List<'i>> {
        if let Some(list) = self.lists.get(&tokens) {
            return Ok(Rc::clone(list));
        }
        let rows = tokens.iter().map(|token| self.index.postings(token, self.direction));
        let list = Rc::new(RefCell::new(Union::of(rows.collect::<Step<_>>()?)));
        self.lists.insert(tokens, Rc::clone(&list));
        Ok(list)
    }
}

impl Gate<'_> {
    pub(super) fn languages(&self) -> &Languages {
        &self.languages
    }

    /// The first row of this key or a smaller one that may be let through; this one, if it is.
    pub(super) fn open_from(&self, key: i64) -> Step<Option<i64>> {
        let listed = reach(&self.articles, key)?;
        if (listed == Some(key)) != self.are_others {
            return Ok(Some(key));
        }
        let captioned = reach(&self.captions, key)?;
        Ok(match self.are_others {
            _ if captioned == Some(key) => captioned,
            true => key.checked_sub(1),
            false => listed.max(captioned),
        })
    }
}

impl Languages {
    /// Whether a gate lets an article of these tokens through.
    pub(super) fn let_through(&self, scope: &str) -> bool {
        let is_there = |kind: Scope, tag: &String| {
            let token = kind.token_of(tag);
            scope.split(' ').any(|here| here == token)
        };
        self.these.iter().any(|tag| is_there(Scope::Language, tag) || is_there(Scope::Caption, tag))
    }
}

fn reach(list: &List<'_>, key: i64) -> Step<Option<i64>> {
    let mut rows = list.borrow_mut();
    rows.seek(key)?;
    Ok(rows.key())
}
