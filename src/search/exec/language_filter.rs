//! The languages in which a word counts.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use crate::fts5::{Direction, Postings};
use crate::model::scope::Scope;
use crate::search::exec::doc_set::DocSet;
use crate::search::exec::union::Union;
use crate::search::index::{Index, Interruptible};
use crate::search::plan::archive_facts::ArchiveFacts;
use crate::search::plan::phrase::Languages;
use crate::text::language;

/// The documents by language that the filters of one search share.
///
/// All documents of a search are read in one order. So filters that ask for the same languages read them
/// together, and a document that one of them has looked for is at hand for the others.
pub(crate) struct LanguageSets<'i> {
    index: &'i Index<'i>,
    direction: Direction,
    by_tokens: RefCell<HashMap<Vec<String>, LanguageSet<'i>>>,
}

type LanguageSet<'i> = Rc<RefCell<Union<Postings<'i>>>>;

/// Lets through articles, or articles with captions, in some languages.
pub(crate) struct LanguageFilter<'i> {
    sets: Rc<LanguageSets<'i>>,
    languages: Languages,
    /// Opened when a document is first asked for, which of most filters none is.
    opened: OnceCell<Opened<'i>>,
}

struct Opened<'i> {
    /// The articles in these languages, or in all others.
    articles: LanguageSet<'i>,
    are_others: bool,
    captions: LanguageSet<'i>,
}

/// Size of an archive's languages, by their first subtags.
struct Extent {
    /// Approximate number of bytes of postings of the articles of each.
    articles: BTreeMap<String, u64>,
    /// True if any caption is in another language than its article.
    has_captions: bool,
}

impl<'i> LanguageSets<'i> {
    pub(crate) fn new(index: &'i Index<'i>, direction: Direction) -> Rc<Self> {
        Rc::new(Self { index, direction, by_tokens: RefCell::default() })
    }

    fn open(&self, languages: &Languages) -> Interruptible<Opened<'i>> {
        let Languages { these, others } = languages;
        let tokens = |scope: Scope, tags: &[String]| -> Vec<String> {
            tags.iter().map(|tag| scope.token_of(tag)).collect()
        };
        let extent = Extent::of(self.index)?;
        // Every article has one language, so either tells; the rarer is read sooner.
        let are_others = extent.size(others) < extent.size(these);
        let articles = self.set(tokens(Scope::Language, if are_others { others } else { these }))?;
        let captions = if extent.has_captions { tokens(Scope::Caption, these) } else { Vec::new() };
        Ok(Opened { articles, are_others, captions: self.set(captions)? })
    }

    fn set(&self, tokens: Vec<String>) -> Interruptible<LanguageSet<'i>> {
        if let Some(set) = self.by_tokens.borrow().get(&tokens) {
            return Ok(Rc::clone(set));
        }
        let docs = tokens.iter().map(|token| self.index.postings(token, self.direction));
        let set = Rc::new(RefCell::new(Union::of(docs.collect::<Interruptible<_>>()?)));
        self.by_tokens.borrow_mut().insert(tokens, Rc::clone(&set));
        Ok(set)
    }
}

impl Extent {
    fn of(index: &Index<'_>) -> Interruptible<Arc<Self>> {
        index.snapshot().cached(|| {
            let mut articles = BTreeMap::new();
            for language in &ArchiveFacts::of(index)?.languages {
                let tag = language::primary(language);
                articles.insert(tag.to_owned(), index.cost(Scope::Language.token_of(tag))?);
            }
            Ok(Self { articles, has_captions: index.has_beginning(Scope::Caption.token())? })
        })
    }

    /// Returns about how many bytes of postings the articles in some languages have.
    fn size(&self, tags: &[String]) -> u64 {
        tags.iter().filter_map(|tag| self.articles.get(tag)).sum()
    }
}

impl<'i> LanguageFilter<'i> {
    pub(crate) fn new(sets: &Rc<LanguageSets<'i>>, languages: &Languages) -> Self {
        Self { sets: Rc::clone(sets), languages: languages.clone(), opened: OnceCell::new() }
    }

    pub(crate) fn languages(&self) -> &Languages {
        &self.languages
    }

    /// Returns the first document of this key or a smaller one that may be let through; the one of this
    /// key, if it is.
    pub(crate) fn open_from(&self, key: i64) -> Interruptible<Option<i64>> {
        let Opened { articles, are_others, captions } = self.opened()?;
        let listed = seek(articles, key)?;
        if (listed == Some(key)) != *are_others {
            return Ok(Some(key));
        }
        let captioned = seek(captions, key)?;
        Ok(match are_others {
            _ if captioned == Some(key) => captioned,
            true => key.checked_sub(1),
            false => listed.max(captioned),
        })
    }

    fn opened(&self) -> Interruptible<&Opened<'i>> {
        if let Some(opened) = self.opened.get() {
            return Ok(opened);
        }
        let opened = self.sets.open(&self.languages)?;
        Ok(self.opened.get_or_init(|| opened))
    }
}

/// Returns the scope tokens of the articles that a filter for some languages lets through.
pub(crate) fn tokens(languages: &Languages) -> Vec<String> {
    let kinds = [Scope::Language, Scope::Caption];
    languages.these.iter().flat_map(|tag| kinds.map(|kind| kind.token_of(tag))).collect()
}

fn seek(set: &LanguageSet<'_>, key: i64) -> Interruptible<Option<i64>> {
    let mut docs = set.borrow_mut();
    docs.seek(key)?;
    Ok(docs.doc())
}
