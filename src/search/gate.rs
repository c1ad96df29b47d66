//! In which languages a word counts.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use super::known::Known;
use super::pattern::Languages;
use super::rows::{Rows, Union};
use crate::derive::Scope;
use crate::index::{Direction, Index, Postings, Step};
use crate::language;

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

/// What every gate asks of the archive.
struct Extent {
    /// About how much there is to read of the articles in each language, by its token.
    articles: HashMap<String, u64>,
    /// Whether any caption is in another language than its article.
    has_captions: bool,
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
        let tokens = |scope: Scope, tags: &[String]| -> Vec<String> {
            tags.iter().map(|tag| scope.token_of(tag)).collect()
        };
        let these = tokens(Scope::Language, &languages.these);
        let others = tokens(Scope::Language, &languages.others);
        let extent = self.index.snapshot().remembered(|| Extent::of(self.index))?;
        let size =
            |tokens: &[String]| tokens.iter().filter_map(|token| extent.articles.get(token)).sum::<u64>();
        // Every article has one language, so either tells; the rarer is read sooner.
        let are_others = size(&others) < size(&these);
        let articles = self.list(if are_others { others } else { these })?;
        let captions =
            if extent.has_captions { tokens(Scope::Caption, &languages.these) } else { Vec::new() };
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
    fn of(index: &Index<'_>) -> Step<Self> {
        let mut articles = HashMap::new();
        for language in &Known::of(index)?.languages {
            let token = Scope::Language.token_of(language::primary(language));
            articles.insert(token.clone(), index.size(&token)?);
        }
        Ok(Self { articles, has_captions: index.has_beginning(&Scope::Caption.token())? })
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
