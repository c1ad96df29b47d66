//! In which languages a word counts.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use super::known::Known;
use super::pattern::Languages;
use super::rows::{Rows, Union};
use crate::index::{Direction, Index, Postings, Step};
use crate::model::scope::Scope;
use crate::text::language;

/// The gates of one search, and what they share.
///
/// All rows of a search are checked in one order. So gates that ask for the same tokens read them
/// together, and a row that one of them has looked for is at hand for the others.
pub(super) struct Gates<'i> {
    index: &'i Index<'i>,
    direction: Direction,
    lists: RefCell<HashMap<Vec<String>, List<'i>>>,
}

type List<'i> = Rc<RefCell<Union<Postings<'i>>>>;

/// Lets through the rows of articles, or with captions, in some languages.
pub(super) struct Gate<'i> {
    gates: Rc<Gates<'i>>,
    languages: Languages,
    /// Most are never asked for a row.
    lists: OnceCell<Lists<'i>>,
}

/// What the archive says of its languages, by their first subtags.
pub(super) struct Extent {
    /// How much there is to read of the articles in each.
    articles: BTreeMap<String, u64>,
    /// Whether any caption is in another language than its article.
    pub(super) has_captions: bool,
}

struct Lists<'i> {
    /// The articles in these languages, or in all others.
    articles: List<'i>,
    are_others: bool,
    captions: List<'i>,
}

impl<'i> Gates<'i> {
    pub(super) fn new(index: &'i Index<'i>, direction: Direction) -> Rc<Self> {
        Rc::new(Self { index, direction, lists: RefCell::default() })
    }

    pub(super) fn gate(self: &Rc<Self>, languages: &Languages) -> Gate<'i> {
        Gate { gates: Rc::clone(self), languages: languages.clone(), lists: OnceCell::new() }
    }

    fn open(&self, languages: &Languages) -> Step<Lists<'i>> {
        let Languages { these, others } = languages;
        let tokens = |scope: Scope, tags: &[String]| -> Vec<String> {
            tags.iter().map(|tag| scope.token_of(tag)).collect()
        };
        let extent = Extent::of(self.index)?;
        // Every article has one language, so either tells; the rarer is read sooner.
        let are_others = extent.size(others) < extent.size(these);
        let articles = self.list(tokens(Scope::Language, if are_others { others } else { these }))?;
        let captions = if extent.has_captions { tokens(Scope::Caption, these) } else { Vec::new() };
        Ok(Lists { articles, are_others, captions: self.list(captions)? })
    }

    fn list(&self, tokens: Vec<String>) -> Step<List<'i>> {
        if let Some(list) = self.lists.borrow().get(&tokens) {
            return Ok(Rc::clone(list));
        }
        let rows = tokens.iter().map(|token| self.index.postings(token, self.direction));
        let list = Rc::new(RefCell::new(Union::of(rows.collect::<Step<_>>()?)));
        self.lists.borrow_mut().insert(tokens, Rc::clone(&list));
        Ok(list)
    }
}

impl Extent {
    pub(super) fn of(index: &Index<'_>) -> Step<Arc<Self>> {
        index.snapshot().remembered(|| {
            let mut articles = BTreeMap::new();
            for language in &Known::of(index)?.languages {
                let tag = language::primary(language);
                articles.insert(tag.to_owned(), index.size(&Scope::Language.token_of(tag))?);
            }
            Ok(Self { articles, has_captions: index.has_beginning(&Scope::Caption.token())? })
        })
    }

    /// About how much there is to read of the articles in some languages.
    pub(super) fn size(&self, tags: &[String]) -> u64 {
        tags.iter().filter_map(|tag| self.articles.get(tag)).sum()
    }

    /// The language of most articles, if there is one.
    pub(super) fn main(&self) -> Option<Languages> {
        let (main, _) = self.articles.iter().max_by_key(|(_, size)| **size)?;
        let others = self.articles.keys().filter(|tag| *tag != main);
        Some(Languages { these: vec![main.clone()], others: others.cloned().collect() })
    }
}

impl<'i> Gate<'i> {
    pub(super) fn languages(&self) -> &Languages {
        &self.languages
    }

    /// The first row of this key or a smaller one that may be let through; this one, if it is.
    pub(super) fn open_from(&self, key: i64) -> Step<Option<i64>> {
        let Lists { articles, are_others, captions } = self.lists()?;
        let listed = reach(articles, key)?;
        if (listed == Some(key)) != *are_others {
            return Ok(Some(key));
        }
        let captioned = reach(captions, key)?;
        Ok(match are_others {
            _ if captioned == Some(key) => captioned,
            true => key.checked_sub(1),
            false => listed.max(captioned),
        })
    }

    fn lists(&self) -> Step<&Lists<'i>> {
        if let Some(lists) = self.lists.get() {
            return Ok(lists);
        }
        let lists = self.gates.open(&self.languages)?;
        Ok(self.lists.get_or_init(|| lists))
    }
}

impl Languages {
    /// The scope tokens of the articles that a gate lets through.
    pub(super) fn tokens(&self) -> Vec<String> {
        let kinds = [Scope::Language, Scope::Caption];
        self.these.iter().flat_map(|tag| kinds.map(|kind| kind.token_of(tag))).collect()
    }
}

fn reach(list: &List<'_>, key: i64) -> Step<Option<i64>> {
    let mut rows = list.borrow_mut();
    rows.seek(key)?;
    Ok(rows.key())
}
