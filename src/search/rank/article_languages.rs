//! The languages of articles, by the lists that the index has of them.

use std::collections::BTreeMap;

use crate::fts5::{Direction, Postings};
use crate::model::scope::Scope;
use crate::search::exec::doc_set::DocSet;
use crate::search::exec::union::Union;
use crate::search::index::{Index, Interruptible};
use crate::search::plan::archive_facts::ArchiveFacts;
use crate::search::query::cursor::LanguageWeights;

/// Tells by which weights articles are scored, from the newest to the oldest.
///
/// An article has one language, so that the one with most articles needs no list: it is that of all that no list has.
pub(crate) struct ArticleLanguages<'i> {
    /// The articles of languages with the same weights, and the number of these.
    lists: Vec<(Union<Postings<'i>>, Option<usize>)>,
    others: Option<usize>,
}

impl<'i> ArticleLanguages<'i> {
    /// Opens the lists of an archive, in which some languages have weights of their own.
    pub(crate) fn open(index: &'i Index<'i>, own: &[LanguageWeights]) -> Interruptible<Self> {
        if own.is_empty() {
            return Ok(Self { lists: Vec::new(), others: None });
        }
        let facts = ArchiveFacts::of(index)?;
        let number_of = |tag: &String| own.iter().position(|language| language.tag == *tag);
        let most = facts.extents.iter().max_by_key(|(_, extent)| extent.articles).map(|(tag, _)| tag);
        let others = most.and_then(number_of);
        let mut lists = BTreeMap::<_, Vec<_>>::new();
        for tag in facts.extents.keys().filter(|tag| number_of(tag) != others) {
            let postings = index.postings(&Scope::Language.token_of(tag), Direction::Back)?;
            lists.entry(number_of(tag)).or_default().push(postings);
        }
        let lists = lists.into_iter().map(|(number, postings)| (Union::of(postings), number)).collect();
        Ok(Self { lists, others })
    }

    /// Returns the number of the language of an article, if it has weights of its own. No article may be newer than one
    /// that was asked for before.
    pub(crate) fn of(&mut self, clock: i64) -> Interruptible<Option<usize>> {
        for (list, number) in &mut self.lists {
            list.seek(clock)?;
            if list.doc() == Some(clock) {
                return Ok(*number);
            }
        }
        Ok(self.others)
    }
}
